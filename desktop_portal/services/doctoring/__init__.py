"""What a help desk asks first, answered by the program itself: a list of checks, without personal data (J29)."""

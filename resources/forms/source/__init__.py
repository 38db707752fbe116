"""Where the forms are written: after a change run `resources/forms/source/write.py` and commit what it writes."""

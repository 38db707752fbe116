"""Who types in the tests of sudden death."""

from __future__ import annotations

EMAIL, PASSWORD = "sam.patel@example.gov.uk", "three quiet otters"
FIELD = "Other names the child is known by"
LINK_ID = "child.other-names"

"""Whether a text is a URI reference as FHIR's `uri` takes it."""

from __future__ import annotations

import re
from uuid import UUID

_REFERENCE = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[A-Za-z0-9\-._~%!$&'()*+,;=:@\[\]]*)?"
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*"
    r"(?:\?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
MAX_URL = 2000


def is_url(text: str) -> bool:
    """Whether a text is an absolute or relative URI reference (RFC 3986); a `urn:uuid:` must hold a UUID."""
    if text.startswith("urn:uuid:"):
        rest = text.removeprefix("urn:uuid:")
        try:
            return str(UUID(rest)) == rest.lower()
        except ValueError:
            return False
    return 0 < len(text) <= MAX_URL and _REFERENCE.fullmatch(text) is not None

"""What the council publishes: its own configuration, the terms, forms and lists."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from desktop_portal.core.problems import CannotReach
from desktop_portal.remote.calls import Calls
from desktop_portal.remote.wire import Catalogue, Hello, Terms, Unreadable, read_catalogue, read_hello, read_terms

_NOT_MODIFIED = 304


class CatalogueCalls(Calls):
    """Reading. Each call raises CannotReach (or a kind of it), NotSignedIn, NeedsUpdate or NotAccepted."""

    def hello(self) -> Hello:
        """Ask whether it is the council's server at all; BehindSignInPage when something else answers as if it were."""
        return self._read(read_hello, self._get("/v1/hello"))

    def council(self) -> dict[str, Any]:
        """Read the council's configuration: name, telephone numbers, hours."""
        return self._read(_object, self._get("/v1/council"))

    def terms(self, language: str = "en") -> Terms:
        """Read the terms to agree to."""
        return self._read(read_terms, self._get("/v1/terms", params={"language": language}))

    def forms(self, etag: str = "") -> Catalogue | None:
        """Read the list of forms; None when it is still the one with this ETag."""
        answer = self._get("/v1/forms", etag=etag)
        if answer.status == _NOT_MODIFIED:
            return None
        return self._read(lambda content: read_catalogue(content, answer.headers.get("etag", "")), answer)

    def definition(self, name: str, version: str, digest: str = "") -> bytes:
        """Read one definition, as the bytes that were published; `digest` (SHA-256, hex) is what they must hash to."""
        answer = self._get(f"/v1/forms/{quote(name, safe='')}/{quote(version, safe='')}")
        self._read(_object, answer)
        if digest and hashlib.sha256(answer.body).hexdigest() != digest:
            raise CannotReach(reason="unexpected", cause="digest")
        return answer.body

    def value_set(self, name: str) -> dict[str, Any]:
        """Read a list of codes (a FHIR ValueSet)."""
        return self._read(_object, self._get(f"/v1/valuesets/{quote(name, safe='')}"))


def _object(content: Any) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise Unreadable("object")
    return content

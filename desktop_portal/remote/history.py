"""What the account submitted, from whichever computer: to bring it to this one (docs/protocol.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from desktop_portal.remote.calls import Calls
from desktop_portal.remote.wire import Unreadable, read_receipt

if TYPE_CHECKING:
    from desktop_portal.core.submission import Receipt

_NOT_FOUND = frozenset({404, 409, 410})


class HistoryCalls(Calls):
    """Reading one's own submissions. Each raises as reading the feed does; None is "not handed out (any more)"."""

    def submitted_receipts(self, submission_id: str) -> tuple[Receipt, ...] | None:
        """Return the receipts of all versions of a form."""
        answer = self._get(f"/v1/submissions/{quote(submission_id, safe='')}", allow=_NOT_FOUND)
        if answer.status in _NOT_FOUND:
            return None
        return self._read(_receipts, answer)

    def submitted_version(self, submission_id: str, version: int) -> bytes | None:
        """Return exactly the bytes that were handed in."""
        answer = self._get(f"/v1/submissions/{quote(submission_id, safe='')}/versions/{version}", allow=_NOT_FOUND)
        return None if answer.status in _NOT_FOUND else answer.body

    def submitted_file(self, submission_id: str, version: int, digest: str) -> bytes | None:
        """Return the bytes of one file of a version."""
        path = f"/v1/submissions/{quote(submission_id, safe='')}/versions/{version}/files/{quote(digest, safe='')}"
        answer = self._get(path, allow=_NOT_FOUND)
        return None if answer.status in _NOT_FOUND else answer.body


def _receipts(content: Any) -> tuple[Receipt, ...]:
    versions = content.get("versions") if isinstance(content, dict) else None
    if not isinstance(versions, list):
        raise Unreadable("versions")
    return tuple(read_receipt(one) for one in versions)

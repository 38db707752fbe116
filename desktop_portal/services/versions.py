"""Which version of each form the council holds last, whoever sent it: what an If-Match has to name (sync.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.store.outbox import COUNCIL_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_portal.core.submission import Receipt
    from desktop_portal.store.database import Store


def remember(store: Store, receipts: Iterable[Receipt]) -> None:
    """Take note of receipts that the feed told, this computer's own and others'."""
    none: dict[str, tuple[int, str]] = {}
    known = store.state.get(COUNCIL_VERSIONS, none)
    changed = dict(known)
    for receipt in receipts:
        if receipt.version >= changed.get(receipt.submission_id, (0, ""))[0]:
            changed[receipt.submission_id] = (receipt.version, receipt.etag)
    if changed != known:
        store.state.set(COUNCIL_VERSIONS, changed)


def forget_all(store: Store) -> None:
    """Know nothing of the council's versions: it was restored from a backup and tells all of it anew."""
    store.state.set(COUNCIL_VERSIONS, None)


def etag_before(store: Store, submission_id: str, version: int) -> str:
    """Return the ETag of the version that `version` follows; "" when the council is not known to hold any before."""
    none: dict[str, tuple[int, str]] = {}
    number, etag = store.state.get(COUNCIL_VERSIONS, none).get(submission_id, (0, ""))
    found = {number: etag} if number < version else {}
    try:
        own = store.submissions.receipt(submission_id, version - 1)
    except KeyError:
        own = None
    if own is not None:
        found[own.version] = own.etag
    return found[max(found)] if found else ""

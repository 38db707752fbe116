"""Accepting a submission, exactly once: (id, n) with one digest has one receipt for ever."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from server_stub import audit, blobs, clock, feed, flat, questions
from server_stub.database import writing
from server_stub.incoming import Incoming, check, not_valid, read_incoming
from server_stub.limits import SUBMIT
from server_stub.refusals import Refused, not_found
from server_stub.statements import insert, one
from server_stub.states import RECEIVED
from server_stub.summary import summarise
from server_stub.tables.base import count_up
from server_stub.tables.kept import KeptReceipt
from server_stub.tables.submissions import AttachmentLink, Submission, Version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from server_stub.parts import Parts
    from server_stub.sessions import SignedIn
    from server_stub.tables.uploads import Blob

_ETAG = re.compile(r'(?:W/)?"?([^"]*)"?')


_SENDER = "SELECT id, email, first_name, last_name, organisation, language FROM account WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Sender:
    """What a receipt needs of the account that hands in."""

    id: str
    email: str
    first_name: str
    last_name: str
    organisation: str
    language: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A submission that is in order, with all that its rows need but what only the transaction knows.

    Its answers are not among it: they take the more memory the more of them wait for one transaction.
    """

    incoming: Incoming
    destination: str
    sender: Sender
    columns: dict[str, int | str]


def accept(
    parts: Parts, who: SignedIn, submission_id: str, version: int, body: bytes, if_match: str, address: str
) -> tuple[dict[str, Any], bool]:
    """Accept (id, n) and return its receipt and whether it is new. All rows of it are one transaction.

    Refused: 404 another account's id; 412 a stale If-Match; 422 "digest-differs" or "not-valid"; 424 "missing-blobs";
    410 "form-gone".
    """
    now = parts.now()
    incoming, known = look_at(who, submission_id, version, body, if_match)
    if known is not None:
        return known, False
    parts.limits.count(SUBMIT, now, account=who.account_id, address=address)
    ready = make_ready(parts, who, incoming, now)
    with writing():
        receipt, new = keep(parts, who, ready, body, if_match, now)
    parts.post.wake()
    parts.hooks.wake()
    return receipt, new


def look_at(
    who: SignedIn, submission_id: str, version: int, body: bytes, if_match: str
) -> tuple[Incoming, dict[str, Any] | None]:
    """Read the bytes, and the receipt that they have already, if any. Raises what stands against them."""
    incoming = read_incoming(body, _canonical(submission_id), version)
    return incoming, _receipt_given(who, incoming, if_match)


def make_ready(parts: Parts, who: SignedIn, incoming: Incoming, now: datetime) -> Ready:
    """Check the answers and sum them up; raises Refused as `incoming.check` does."""
    checked = check(parts, incoming, now)
    sender = Sender(*one(_SENDER, (who.account_id,)))
    name = f"{sender.first_name} {sender.last_name}".strip()
    columns = summarise(checked.form, checked.answers, name, sender.organisation).columns()
    return Ready(replace(incoming, response={}), checked.destination, sender, columns)


def keep(
    parts: Parts, who: SignedIn, ready: Ready, body: bytes, if_match: str, now: datetime
) -> tuple[dict[str, Any], bool]:
    """Write all rows of a submission that is ready, in the caller's transaction; its receipt is good once that is over.

    What it has already is asked again: the same PUT may have come twice at once.
    """
    known = _receipt_given(who, ready.incoming, if_match)
    if known is not None:
        return known, False
    files = _files_held(who, ready.incoming)
    return _store(parts, ready, body, files, now), True


def _canonical(submission_id: str) -> str:
    try:
        canonical = str(uuid.UUID(submission_id))
    except ValueError:
        canonical = ""
    if canonical != submission_id:
        raise Refused(422, "not-valid", "The number of this form cannot be read.", issues=[])
    return submission_id


def _receipt_given(who: SignedIn, incoming: Incoming, if_match: str) -> dict[str, Any] | None:
    """Return the receipt that (id, n) has; None when n is the next to come. Raises what stands against it."""
    found = one("SELECT account_id, latest FROM submission WHERE id = ?", (incoming.submission_id,))
    if found is None:
        return _receipt_kept(who, incoming)
    owner, latest = found
    if owner != who.account_id:
        raise not_found()
    if incoming.version <= latest:
        given = Version.get_or_none(
            (Version.submission == incoming.submission_id) & (Version.number == incoming.version)
        )
        if given is not None and given.digest == incoming.digest:
            receipt: dict[str, Any] = json.loads(given.receipt)
            return receipt
        if given is not None and incoming.version == 1:
            raise Refused(422, "digest-differs", "The council holds this form with other content already.")
        raise _stale()
    # Numbers may be left out: a version that was refused is never sent again, and its number never used again.
    if latest:
        before = Version.get((Version.submission == incoming.submission_id) & (Version.number == latest))
        if _bare(if_match) != _bare(before.etag):
            raise _stale()
    return None


def _receipt_kept(who: SignedIn, incoming: Incoming) -> dict[str, Any] | None:
    """Return the receipt of what the council has deleted since; None when this id was never received."""
    if one("SELECT 1 FROM kept_receipt WHERE submission = ?", (incoming.submission_id,)) is None:
        return None
    kept = {row.number: row for row in KeptReceipt.select().where(KeptReceipt.submission == incoming.submission_id)}
    if any(row.account_id != who.account_id for row in kept.values()):
        raise not_found()
    given = kept.get(incoming.version)
    if given is not None and given.digest == incoming.digest:
        receipt: dict[str, Any] = json.loads(given.receipt)
        return receipt
    raise Refused(403, "closed", "The council has closed this form and keeps it no longer. Send a new one or call.")


def _bare(etag: str) -> str:
    found = _ETAG.fullmatch(etag.strip())
    return found[1] if found else ""


def _stale() -> Refused:
    return Refused(412, "stale", "This form was sent from another computer meanwhile. Compare the two.")


def _files_held(who: SignedIn, incoming: Incoming) -> Mapping[str, Blob]:
    digests = [file.digest for file in incoming.files]
    held = blobs.held(who.account_id, digests)
    missing = sorted(set(digests) - set(held))
    if missing:
        raise Refused(424, "missing-blobs", "Some files have to be sent again.", digests=missing)
    if any(held[file.digest].size != file.size for file in incoming.files):
        issue = {"link_id": "", "path": [], "code": "attachmentSizeInconsistent", "message": "Add the files again"}
        raise not_valid([issue])
    return held


def _store(parts: Parts, ready: Ready, body: bytes, files: Mapping[str, Blob], now: datetime) -> dict[str, Any]:
    incoming, account = ready.incoming, ready.sender
    reference, state_before = _row(ready, now)
    receipt = {
        "submission_id": incoming.submission_id,
        "version": incoming.version,
        "reference": reference,
        "digest": incoming.digest,
        "epoch": parts.epoch,
        "received_at": clock.written(now),
        "etag": f'"{incoming.version}-{incoming.digest[:16]}"',
        "state_before": state_before,
    }
    insert(
        Version,
        submission=incoming.submission_id,
        number=incoming.version,
        form=incoming.form,
        body=body,
        digest=incoming.digest,
        etag=receipt["etag"],
        receipt=json.dumps(receipt),
        received_at=receipt["received_at"],
    )
    for position, file in enumerate(incoming.files):
        insert(
            AttachmentLink,
            submission=incoming.submission_id,
            number=incoming.version,
            position=position,
            blob=files[file.digest].id,
            title=file.title,
        )
    flat.put(incoming.submission_id, incoming.version)
    parts.hooks.put("received", incoming.submission_id)
    mark = f"{incoming.submission_id}.{incoming.version}"
    feed.tell(account.id, now, "receipt", incoming.submission_id, receipt)
    if state_before:
        questions.settle(incoming.submission_id, questions.ANSWERED, now)
        state = {"state": RECEIVED, "reference": reference, "version": incoming.version, "outcome": None}
        feed.tell(account.id, now, "state", incoming.submission_id, state)
    audit.record(now, f"account:{account.id}", "submitted", f"submission:{mark}", digest=incoming.digest)
    parts.post.put(
        account.email,
        "confirmation",
        account.language,
        once=f"confirmation:{mark}",
        first_name=account.first_name,
        reference=reference,
        telephone=parts.council.telephone,
    )
    return receipt


def _row(ready: Ready, now: datetime) -> tuple[str, str | None]:
    """Write the submission's own row, or bring it up to date; returns its reference and its state before.

    A closed one is opened by a later version: what a person still has to say about a child is never turned away.
    """
    incoming, at = ready.incoming, clock.written(now)
    own = {"form": incoming.form, "state": RECEIVED, "latest": incoming.version, "changed_at": at, "outcome": ""}
    columns = ready.columns | own
    row = one("SELECT reference, state FROM submission WHERE id = ?", (incoming.submission_id,))
    if row is not None:
        Submission.update(**columns).where(Submission.id == incoming.submission_id).execute()
        return str(row[0]), str(row[1])
    year = now.year % 100
    number = count_up(f"reference:{ready.destination}:{year:02d}")
    reference = f"{ready.destination}-{year:02d}-{number:05d}"
    insert(
        Submission,
        id=incoming.submission_id,
        account=ready.sender.id,
        reference=reference,
        destination=ready.destination,
        received_at=at,
        **columns,
    )
    return reference, None

"""What is on its way to the council: every step is one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop_portal.core.delivery import READY, UNDER_WAY, is_due, may_take_back
from desktop_portal.core.submission import Delivery, DeliveryState
from desktop_portal.store import contents, draft_rows, rows
from desktop_portal.store.convert import micros, to_bytes
from desktop_portal.store.statements import select, update
from desktop_portal.store.tables import (
    AttachmentRow,
    DraftRow,
    SubmissionFileRow,
    SubmissionRow,
    SubmissionTextRow,
    UploadRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from desktop_portal.core.draft import Draft
    from desktop_portal.core.submission import Receipt, Submission
    from desktop_portal.store.connection import Connection
    from desktop_portal.store.state import State

_TRIED = READY | UNDER_WAY
COUNCIL_VERSIONS = "council_versions"
"""In the state: the number and ETag of the version that the council holds last, by the form's id."""


class MissingContent(LookupError):  # noqa: N818 (what is missing, in the field's word)
    """A submission names a file that is not in the store; a bug."""


class UploadProgress:
    """How far the server has each file, so that a broken upload goes on where it stopped."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def upload_url(self, digest: str) -> str | None:
        """Return the address of a begun upload, or None; how far it is, the server says (HEAD)."""
        with self._connection.reading() as database:
            found = select(database, UploadRow, "WHERE digest = ?", (digest,))
        return str(found[0]["url"]) if found else None

    def remember_upload(self, digest: str, url: str, offset: int) -> None:
        """Keep where an upload is."""
        with self._connection.writing() as database:
            UploadRow.insert(digest=digest, url=url, offset=offset).on_conflict_replace().execute(database)

    def forget_upload(self, digest: str) -> None:
        """Begin this file anew the next time."""
        with self._connection.writing() as database:
            UploadRow.delete().where(UploadRow.digest == digest).execute(database)


class Outbox(UploadProgress):
    """The queue of one store."""

    def __init__(self, connection: Connection, state: State, clock: Callable[[], datetime]) -> None:
        super().__init__(connection)
        self._state = state
        self._clock = clock

    def submit(self, submission: Submission, draft_id: str) -> None:
        """Turn a draft into a submission that waits, its files with it; all of it or nothing (DiskFull).

        A second call for the same (id, version) changes nothing when the digest is the same, and raises ValueError
        when it is another: the body of (id, version) never changes (I8).
        """

        def work(database: Any) -> None:
            if _is_queued(database, submission):
                return
            delivery = Delivery(
                submission.id,
                submission.version,
                DeliveryState.QUEUED,
                queued_at=submission.submitted_at,
                bytes_total=sum({file.digest: file.size for file in submission.files}.values()),
            )
            row = {**rows.of_submission(submission), **rows.of_delivery(delivery)}
            SubmissionRow.insert(row).execute(database)
            draft = draft_rows.read(database, draft_id)
            kept = None if draft is None else rows.keep_draft(draft)
            text = {"id": submission.id, "version": submission.version, "body": submission.body, "kept": kept}
            SubmissionTextRow.insert(text).execute(database)
            _link_files(database, submission, draft_id)
            draft_rows.remove(database, draft_id)

        self._connection.keep(work)

    def waiting(self) -> list[Delivery]:
        """Return all that the council has not got, the oldest first."""
        return self._deliveries("state != ?", (DeliveryState.RECEIVED.value,))

    def due(self, now: datetime) -> list[Delivery]:
        """Return what can be tried now, the oldest first; what waits for the person is not in it."""
        tried = self._deliveries(f"state IN ({', '.join('?' * len(_TRIED))})", [state.value for state in _TRIED])
        return [delivery for delivery in tried if is_due(delivery, now)]

    def load(self, submission_id: str, version: int) -> Submission:
        """Return a submission with its frozen bytes. Raises KeyError when there is none."""
        with self._connection.reading() as database:
            return rows.load_submission(database, submission_id, version)

    def move(self, delivery: Delivery) -> None:
        """Keep one transition. RECEIVED needs `received`; KeyError when there is no such submission."""
        if delivery.state is DeliveryState.RECEIVED:
            raise ValueError("only a receipt makes a form received")
        with self._connection.writing() as database:
            _move(database, delivery, {})

    def received(self, delivery: Delivery, receipt: Receipt) -> None:
        """Keep the receipt and the transition together. Raises ValueError for a receipt of anything else."""
        with self._connection.writing() as database:
            digest = rows.load_row(database, delivery.submission_id, delivery.version)["digest"]
            named = (receipt.submission_id, receipt.version, receipt.digest)
            if named != (delivery.submission_id, delivery.version, digest):
                raise ValueError("this receipt is for something else")
            done = replace(delivery, state=DeliveryState.RECEIVED, next_at=None, reason="", detail="")
            _move(database, done, rows.of_receipt(receipt))
            _forget_uploads(database, delivery)

    def take_back(self, submission_id: str, version: int) -> None:
        """Make a waiting form a draft again. Raises ValueError once its PUT was ever begun: the council may have it."""
        with self._connection.writing() as database:
            if not may_take_back(rows.to_delivery(rows.load_row(database, submission_id, version))):
                raise ValueError("it may be with the council already")
            self._back_to_draft(database, submission_id, version, next_version=version)

    def reopen(self, submission_id: str, version: int) -> Draft:
        """Make a form that was stopped (rejected, too big, form gone …) a draft again, with every answer and file.

        Raises ValueError for one that is on its way or received. `next_version` then tells the number to submit it as.
        """
        with self._connection.writing() as database:
            delivery = rows.to_delivery(rows.load_row(database, submission_id, version))
            if delivery.state in _TRIED | {DeliveryState.RECEIVED, DeliveryState.NEEDS_SIGN_IN}:
                raise ValueError(f"a form that is {delivery.state} cannot be reopened")
            following = version + 1 if delivery.ever_submitting else version
            return self._back_to_draft(database, submission_id, version, next_version=following)

    def answer(self, draft: Draft, version: int) -> None:
        """Put a draft beside the received form of the same id that it answers: it is submitted as the next version.

        `version` is the one that is answered; its files are the draft's as well. ValueError when a draft is there.
        """
        with self._connection.writing() as database:
            rows.load_row(database, draft.id, version)
            if draft_rows.read(database, draft.id) is not None:
                raise ValueError("a draft of it is open already")
            draft_rows.write(database, draft, to_bytes(draft.document), self._state.latest)
            DraftRow.update(next_version=version + 1).where(DraftRow.id == draft.id).execute(database)
            _link_to_draft(database, draft, version)

    def next_version(self, draft_id: str) -> int:
        """Return the number that a draft is to be submitted as: 1, or more when others of it were tried or wait."""
        with self._connection.reading() as database:
            mine = DraftRow.select(DraftRow.next_version).where(DraftRow.id == draft_id)
            found = [number for (number,) in mine.tuples().execute(database)]
            # A later one may wait here while an earlier one was opened again: its number is taken.
            [here] = database.execute_sql("SELECT max(version) FROM submission WHERE id = ?", (draft_id,)).fetchone()
        # Another computer may have sent a version of it meanwhile; the feed has told of it.
        none: dict[str, tuple[int, str]] = {}
        held = self._state.get(COUNCIL_VERSIONS, none).get(draft_id, (0, ""))[0]
        return max(found[0] if found else 1, held + 1, (here or 0) + 1)

    def _deliveries(self, condition: str, values: Sequence[str]) -> list[Delivery]:
        with self._connection.reading() as database:
            found = select(database, SubmissionRow, f"WHERE {condition} ORDER BY queued_at, id", values)
        return [rows.to_delivery(row) for row in found]

    def _back_to_draft(self, database: Any, submission_id: str, version: int, *, next_version: int) -> Draft:
        row = rows.load_row(database, submission_id, version)
        mine = (SubmissionTextRow.id == submission_id) & (SubmissionTextRow.version == version)
        kept = next(iter(SubmissionTextRow.select(SubmissionTextRow.kept).where(mine).tuples().execute(database)))[0]
        if kept is None:
            raise ValueError("it was submitted without a draft")
        if draft_rows.read(database, submission_id) is not None:
            raise ValueError("a draft of it is open already")
        # The person has it in hand from now: the thirty days begin again.
        draft = replace(rows.kept_draft(row, kept), saved_at=self._clock())
        draft_rows.write(database, draft, to_bytes(draft.document), self._state.latest)
        DraftRow.update(next_version=next_version).where(DraftRow.id == draft.id).execute(database)
        _link_to_draft(database, draft, version)
        SubmissionRow.delete().where(rows.this(submission_id, version)).execute(database)
        return draft


def _link_to_draft(database: Any, draft: Draft, version: int) -> None:
    """Make the files of a submission the files of its draft."""
    for sent in (True, False):
        for position, file in enumerate(rows.files(database, draft.id, version, sent=sent)):
            link = {name: file[name] for name in ("digest", "title", "content_type")}
            AttachmentRow.insert(
                draft_id=draft.id, added_at=micros(draft.saved_at) + position, **link
            ).on_conflict_replace().execute(database)


def _is_queued(database: Any, submission: Submission) -> bool:
    try:
        row = rows.load_row(database, submission.id, submission.version)
    except KeyError:
        return False
    if row["digest"] != submission.digest:
        raise ValueError("this version is frozen with another text")
    return True


def _link_files(database: Any, submission: Submission, draft_id: str) -> None:
    sent = [(file.digest, file.title, file.content_type, True) for file in submission.files]
    digests = {file.digest for file in submission.files}
    of_draft = AttachmentRow.select().where(AttachmentRow.draft_id == draft_id).order_by(AttachmentRow.added_at)
    hidden = [
        (row["digest"], row["title"], row["content_type"], False)
        for row in of_draft.dicts().execute(database)
        if row["digest"] not in digests
    ]
    for position, (digest, title, content_type, is_sent) in enumerate(sent + hidden):
        if not contents.has(database, digest):
            raise MissingContent(digest)
        row = {"digest": digest, "title": title, "content_type": content_type, "sent": is_sent}
        place = {"id": submission.id, "version": submission.version, "position": position}
        SubmissionFileRow.insert({**place, **row}).execute(database)


def _move(database: Any, delivery: Delivery, more: dict[str, Any]) -> None:
    changed = {**rows.of_delivery(delivery), **more}
    # A form that was taken back and submitted anew has the same id and version and other words: its place in the queue
    # tells them apart, so that what was begun with the old words ends here and not at the council.
    same = (delivery.submission_id, delivery.version, micros(delivery.queued_at))
    if not update(database, SubmissionRow, changed, "WHERE id = ? AND version = ? AND queued_at = ?", same):
        raise KeyError((delivery.submission_id, delivery.version))


def _forget_uploads(database: Any, delivery: Delivery) -> None:
    for file in rows.files(database, delivery.submission_id, delivery.version, sent=True):
        UploadRow.delete().where(UploadRow.digest == file["digest"]).execute(database)

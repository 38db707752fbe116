"""What was submitted: the list, the texts, the receipts, for as long as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from desktop_portal.core import retention
from desktop_portal.core.submission import Delivery, DeliveryState
from desktop_portal.store import contents, draft_rows, rows
from desktop_portal.store.convert import micros
from desktop_portal.store.statements import select
from desktop_portal.store.tables import SubmissionFileRow, SubmissionRow, SubmissionTextRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from desktop_portal.core.draft import Draft
    from desktop_portal.core.submission import CouncilState, Receipt, Submission, SubmittedForm
    from desktop_portal.store.backups import Backups
    from desktop_portal.store.connection import Connection
    from desktop_portal.store.state import State

# Inside the class `list` is the method.
Forms: TypeAlias = "list[SubmittedForm]"
_RECEIVED = DeliveryState.RECEIVED.value
_NEWEST_FIRST = "ORDER BY submitted_at DESC, version DESC"
_STANDING = "SELECT id, version, state, submitted_at FROM submission"
_FEW = 200


class Standing(NamedTuple):
    """How a form stands: its newest version, whether the council has that one, and when it was submitted (in µs)."""

    version: int
    is_received: bool
    submitted_at: int


class Submissions:
    """The submitted forms of one store, those on their way included."""

    def __init__(self, connection: Connection, state: State, backups: Backups, retention_days: int) -> None:
        self._connection = connection
        self._backups = backups
        self._state = state
        self._retention_days = retention.days_within(retention_days)

    def list(self) -> Forms:
        """Return every version of every form, the one submitted last first."""
        return self._lines(_NEWEST_FIRST)

    def count(self) -> int:
        """Return how many that are, without reading them."""
        with self._connection.reading() as database:
            return int(database.execute_sql("SELECT count(*) FROM submission").fetchone()[0])

    def unsent(self) -> Forms:
        """Return what the council has not received, the one submitted last first."""
        return self._lines(f"WHERE state <> ? {_NEWEST_FIRST}", (_RECEIVED,))

    def versions(self, submission_id: str) -> Forms:
        """Return all versions of one form, the newest first."""
        return self._lines("WHERE id = ? ORDER BY version DESC", (submission_id,))

    def standing(self, ids: Collection[str]) -> dict[str, Standing]:
        """Return how the newest versions of these forms stand, by id, of others perhaps too; no form is read."""
        few = len(ids) <= _FEW
        which = f" WHERE id IN ({', '.join('?' * len(ids))})" if few else ""
        # To group them SQLite would look each one up: that takes five times as long as to go through all of them.
        with self._connection.reading() as database:
            found = database.execute_sql(_STANDING + which, tuple(ids) if few else ()).fetchall()
        newest: dict[str, Standing] = {}
        for form_id, version, state, submitted_at in found:
            if form_id not in newest or version > newest[form_id].version:
                newest[form_id] = Standing(version, state == _RECEIVED, submitted_at)
        return newest

    def load(self, submission_id: str, version: int) -> Submission:
        """Return a form as it was frozen. Raises KeyError when there is none."""
        with self._connection.reading() as database:
            return rows.load_submission(database, submission_id, version)

    def draft_of(self, submission_id: str, version: int) -> Draft | None:
        """Return the draft that a form was made of, with what is not sent (hidden answers); None if it had none."""
        mine = (SubmissionTextRow.id == submission_id) & (SubmissionTextRow.version == version)
        with self._connection.reading() as database:
            row = rows.load_row(database, submission_id, version)
            kept = list(SubmissionTextRow.select(SubmissionTextRow.kept).where(mine).tuples().execute(database))
        return rows.kept_draft(row, kept[0][0]) if kept and kept[0][0] is not None else None

    def receipt(self, submission_id: str, version: int) -> Receipt | None:
        """Return the council's receipt, or None while there is none. Raises KeyError when there is no such form."""
        with self._connection.reading() as database:
            return rows.to_receipt(rows.load_row(database, submission_id, version))

    def set_council_state(self, submission_id: str, state: CouncilState) -> None:
        """Keep what the council says of a form, on all its received versions; unknown ids are ignored."""
        mine = (SubmissionRow.id == submission_id) & (SubmissionRow.state == _RECEIVED)
        with self._connection.writing() as database:
            SubmissionRow.update(council_state=state.value).where(mine).execute(database)

    def take(self, submission: Submission, receipt: Receipt, council_state: CouncilState | None = None) -> bool:
        """Keep a form that another computer of the account handed in; its files are here already, under their digests.

        False when this version is here. Raises ValueError for a receipt of anything else.
        """
        named = (receipt.submission_id, receipt.version, receipt.digest)
        if named != (submission.id, submission.version, submission.digest):
            raise ValueError("this receipt is for something else")
        delivery = Delivery(
            submission.id,
            submission.version,
            DeliveryState.RECEIVED,
            queued_at=submission.submitted_at,
            ever_submitting=True,
        )
        state = council_state.value if council_state else None
        row = {**rows.of_submission(submission), **rows.of_delivery(delivery), **rows.of_receipt(receipt)}
        with self._connection.writing() as database:
            if SubmissionRow.select().where(rows.this(submission.id, submission.version)).exists(database):
                return False
            SubmissionRow.insert({**row, "council_state": state}).execute(database)
            text = {"id": submission.id, "version": submission.version, "body": submission.body, "kept": None}
            SubmissionTextRow.insert(text).execute(database)
            for position, file in enumerate(submission.files):
                place = {"id": submission.id, "version": submission.version, "position": position, "sent": True}
                link = {"digest": file.digest, "title": file.title, "content_type": file.content_type}
                SubmissionFileRow.insert({**place, **link}).execute(database)
        return True

    def expire(self, now: datetime, *, asked: Collection[str] = ()) -> Forms:
        """Delete what the council received longer ago than the retention and return it; never what is on its way.

        `asked` are the forms whose request waits for an answer: they stay however old they are.
        """
        believed = self._state.saw_time(now).believed
        if believed is None:
            return []
        before = micros(retention.expired_before(believed, self._retention_days))
        old = self._lines("WHERE state = ? AND received_at <= ?", (_RECEIVED, before))
        expired = [form for form in old if form.id not in asked]
        if expired:
            self._delete(expired)
        return expired

    def purge_received(self) -> int:
        """Delete everything that the council has, whatever its age; return how many versions went."""
        received = self._lines("WHERE state = ?", (_RECEIVED,))
        if received:
            self._delete(received)
        return len(received)

    def lacking(self, known: Collection[tuple[str, int]]) -> Forms:
        """Return what has a receipt but is not among `known`, the (id, version) pairs that a restored server has."""
        kept = self._lines("WHERE state = ?", (_RECEIVED,))
        return [form for form in kept if (form.id, form.version) not in known]

    def _lines(self, rest: str, values: tuple[Any, ...] = ()) -> Forms:
        with self._connection.reading() as database:
            return [rows.to_submitted(row) for row in select(database, SubmissionRow, rest, values)]

    def _delete(self, forms: Forms) -> None:
        def work(database: Any) -> None:
            for form in forms:
                SubmissionRow.delete().where(rows.this(form.id, form.version)).execute(database)
            contents.drop_unused(database)

        def in_copies(database: Any) -> None:
            # An older copy may still hold the draft that the form was made of.
            for form in forms:
                draft_rows.remove(database, form.id)
            work(database)

        self._backups.forget(in_copies)
        with self._connection.writing() as database:
            work(database)
        self._connection.forget_traces()

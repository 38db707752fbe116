"""Mistakes in what the program keeps on the disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop_portal.core import retention
from desktop_portal.core.submission import DeliveryState
from desktop_portal.store import draft_rows, outbox
from desktop_portal.store.outbox import Outbox
from desktop_portal.store.submissions import Submissions
from desktop_portal.store.tables import SubmissionTextRow
from tests.faults.simulation.mutants.planting import mutant

if TYPE_CHECKING:
    from tests.faults.simulation.mutants.planting import Patch


@mutant("the draft goes before the form is queued")
def _two_steps(patch: Patch) -> None:
    true = Outbox.submit

    def submit(self: Any, submission: Any, draft_id: str) -> None:
        with self._connection.writing() as database:
            draft_rows.remove(database, draft_id)
        true(self, submission, draft_id)

    patch.setattr(Outbox, "submit", submit)


@mutant("the draft stays when the form is queued")
def _draft_stays(patch: Patch) -> None:
    patch.setattr(draft_rows, "remove", lambda *_values: None)


@mutant("received and its receipt are two transactions")
def _receipt_later(patch: Patch) -> None:
    true = Outbox.received

    def received(self: Any, done: Any, receipt: Any) -> None:
        with self._connection.writing() as database:
            outbox._move(database, replace(done, state=DeliveryState.RECEIVED), {})
        true(self, done, receipt)

    patch.setattr(Outbox, "received", received)


@mutant("old forms go, whether they were received or not")
def _expires_queued(patch: Patch) -> None:
    def expire(self: Any, now: Any) -> Any:
        believed = self._state.saw_time(now).believed
        old = (
            []
            if believed is None
            else [form for form in self.list() if form.submitted_at <= retention.expired_before(believed, 30)]
        )
        if old:
            self._delete(old)
        return old

    patch.setattr(Submissions, "expire", expire)


@mutant("whatever the clock says is believed")
def _believes_the_clock(patch: Patch) -> None:
    patch.setattr(retention, "seen", lambda _times, now: retention.Times(now))


@mutant("the words lie in a file beside the store")
def _clear_text(patch: Patch) -> None:
    true = Outbox.load

    def load(self: Any, submission_id: str, version: int) -> Any:
        found = true(self, submission_id, version)
        self._connection.path.with_name("outgoing.json").write_bytes(found.body)
        return found

    patch.setattr(Outbox, "load", load)


@mutant("the frozen bytes are changed when a form waits")
def _bytes_changed(patch: Patch) -> None:
    true = Outbox.move

    def move(self: Any, moved: Any) -> None:
        true(self, moved)
        if moved.state is DeliveryState.WAIT:
            mine = (SubmissionTextRow.id == moved.submission_id) & (SubmissionTextRow.version == moved.version)
            body = self.load(moved.submission_id, moved.version).body
            with self._connection.writing() as database:
                SubmissionTextRow.update(body=body + b" ").where(mine).execute(database)

    patch.setattr(Outbox, "move", move)

"""Mistakes in what the program decides about a form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop_portal.core import delivery, schedule
from desktop_portal.core.outcome import Rejected
from desktop_portal.core.problems import Problem
from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote import submissions
from desktop_portal.services import syncing, versions
from desktop_portal.services.delivering import Delivering
from desktop_portal.services.syncing import SyncService
from desktop_portal.services.tokens import Tokens
from desktop_portal.store import outbox, rows
from desktop_portal.store.outbox import Outbox
from desktop_portal.store.tables import SubmissionRow
from tests.faults.simulation.mutants.planting import mutant

if TYPE_CHECKING:
    from tests.faults.simulation.mutants.planting import Patch


@mutant("a form opened again keeps its number")
def _id_reused(patch: Patch) -> None:
    patch.setattr(Outbox, "next_version", lambda _self, _draft: 1)


@mutant("a form is taken back though its PUT was begun")
def _always_taken_back(patch: Patch) -> None:
    patch.setattr(delivery, "may_take_back", lambda one: one.state is not DeliveryState.RECEIVED)
    patch.setattr(outbox, "may_take_back", lambda one: one.state is not DeliveryState.RECEIVED)
    patch.setattr(delivery, "begin_submit", _begin_quietly(delivery.begin_submit))


def _begin_quietly(true: Any) -> Any:
    return lambda one: replace(true(one), ever_submitting=False)


@mutant("one form that cannot go holds up all")
def _blocked_queue(patch: Patch) -> None:
    true = SyncService._in_order

    def in_order(self: Any, waiting: Any) -> Any:
        if any(one.state in delivery.FOR_THE_PERSON for one in waiting):
            return []
        return true(self, waiting)

    patch.setattr(SyncService, "_in_order", in_order)


@mutant("a 401 is a refusal")
def _401_refuses(patch: Patch) -> None:
    patch.setitem(submissions._BY_STATUS, 401, lambda _found: Rejected("No."))


@mutant("any trouble with renewing signs the person out")
def _signs_out(patch: Patch) -> None:
    def renew(self: Any) -> None:
        try:
            self.save(self._portal.renew(self._kept().get("refresh", "")))
        except Problem:
            self.forget()
            raise

    patch.setattr(Tokens, "renew", renew)


@mutant("who waited for signing in waits for ever")
def _never_again(patch: Patch) -> None:
    patch.setattr(delivery, "signed_in", lambda one: one)


@mutant("a busy server may ask for a week")
def _a_week(patch: Patch) -> None:
    patch.setattr(schedule, "LONGEST_RETRY_AFTER", 10.0**7)


@mutant("a clock that is set back stops the queue")
def _clock_back(patch: Patch) -> None:
    def is_due(one: Any, now: Any) -> bool:
        if one.state is DeliveryState.WAIT and one.next_at is not None:
            return bool(one.next_at <= now)
        return one.state in delivery.READY | delivery.UNDER_WAY

    patch.setattr(delivery, "is_due", is_due)


@mutant("a clock that is set back stops the feed")
def _feed_clock_back(patch: Patch) -> None:
    patch.setattr(syncing, "_is_over", lambda at, now, _every: at is None or now >= at)


@mutant("versions of one form go as a clock that was set back says")
def _order_of_the_clock(patch: Patch) -> None:
    def in_order(self: Any, waiting: Any) -> Any:
        due = [one for one in waiting if delivery.is_due(one, self._conduct.clock())]
        return sorted(due, key=lambda one: (one.queued_at, one.submission_id, one.version))

    patch.setattr(SyncService, "_in_order", in_order)


@mutant("in a conflict the server's text replaces ours")
def _server_wins(patch: Patch) -> None:
    true = Delivering._judge

    def judge(self: Any, one: Any, submission: Any, outcome: Any) -> Any:
        done = true(self, one, submission, outcome)
        if done.delivery.state is DeliveryState.CONFLICT:
            with self._store._connection.writing() as database:
                SubmissionRow.delete().where(rows.this(one.submission_id, one.version)).execute(database)
        return done

    patch.setattr(Delivering, "_judge", judge)


@mutant("in a conflict our text goes out again by itself")
def _client_wins(patch: Patch) -> None:
    true = Delivering._judge

    def judge(self: Any, one: Any, submission: Any, outcome: Any) -> Any:
        done = true(self, one, submission, outcome)
        if done.delivery.state is DeliveryState.CONFLICT:
            following = submission.version + 1
            body = submission.body.replace(
                f'"version":{submission.version}'.encode(), f'"version":{following}'.encode()
            )
            etag = versions.etag_before(self._store, submission.id, following)
            self._portal.submit(replace(submission, version=following, body=body), etag)
        return done

    patch.setattr(Delivering, "_judge", judge)

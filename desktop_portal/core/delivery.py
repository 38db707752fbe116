"""How a submission gets from "waiting to be sent" to "received": one table, no effects (sync.md).

Every function takes a `Delivery` and returns the next one; the caller keeps each in one transaction. A move that the
states do not have raises `WrongMove`: that is a bug, never a fault of the network.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.core.outcome import (
    Conflict,
    FieldProblem,
    FormGone,
    MissingFiles,
    Outcome,
    Received,
    Rejected,
    SignInNeeded,
    Stopped,
    TooBig,
    Transient,
    Unsendable,
    UpdateNeeded,
)
from desktop_portal.core.schedule import retry_time
from desktop_portal.core.submission import Delivery, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from desktop_portal.core.submission import Receipt, SubmittedForm

READY = frozenset({DeliveryState.QUEUED, DeliveryState.WAIT})
UNDER_WAY = frozenset({DeliveryState.UPLOADING, DeliveryState.SUBMITTING})
FOR_THE_PERSON = frozenset(
    {
        DeliveryState.NEEDS_FORM,
        DeliveryState.REJECTED,
        DeliveryState.CONFLICT,
        DeliveryState.TOO_BIG,
        DeliveryState.QUARANTINED,
    }
)
NETWORK_REASONS = frozenset({"offline", "sign-in-page", "not-trusted", "proxy-sign-in", "no-server"})


class WrongMove(RuntimeError):  # noqa: N818 (a move is wrong; the word says it)
    """The states do not have this move; a bug."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What an outcome is judged by: the digest that was frozen, the time, and a random number in [0, 1]."""

    digest: str
    now: datetime
    jitter: float


def begin_upload(delivery: Delivery, bytes_total: int, bytes_sent: int = 0) -> Delivery:
    """Start or go on with the files."""
    if delivery.state not in READY | UNDER_WAY:
        raise WrongMove(f"{delivery.state} -> uploading")
    return replace(
        delivery, state=DeliveryState.UPLOADING, bytes_total=bytes_total, bytes_sent=bytes_sent, reason="", next_at=None
    )


def uploaded(delivery: Delivery, bytes_sent: int) -> Delivery:
    """So many bytes of the files are with the server."""
    if delivery.state is not DeliveryState.UPLOADING:
        raise WrongMove(f"{delivery.state}: no upload")
    return replace(delivery, bytes_sent=bytes_sent)


def begin_submit(delivery: Delivery) -> Delivery:
    """Start the PUT. From here on this version can never be taken back to a draft: the server may have it."""
    if delivery.state not in READY | UNDER_WAY:
        raise WrongMove(f"{delivery.state} -> submitting")
    return replace(
        delivery, state=DeliveryState.SUBMITTING, ever_submitting=True, bytes_sent=delivery.bytes_total, next_at=None
    )


def after(delivery: Delivery, outcome: Outcome, attempt: Attempt) -> Delivery:
    """Where an attempt's outcome leads. RECEIVED has one door only: a receipt for this id, version and digest."""
    if delivery.state is DeliveryState.RECEIVED:
        raise WrongMove("received is received")
    if delivery.state not in READY | UNDER_WAY:
        raise WrongMove(f"{delivery.state}: nothing was tried")
    return _AFTER[type(outcome)](delivery, outcome, attempt)


def is_receipt_of(receipt: Receipt, delivery: Delivery, digest: str) -> bool:
    """Whether the receipt is for exactly this text: id, version and digest."""
    return (receipt.submission_id, receipt.version, receipt.digest) == (
        delivery.submission_id,
        delivery.version,
        digest,
    )


def _received(delivery: Delivery, outcome: Received, attempt: Attempt) -> Delivery:
    if delivery.state is not DeliveryState.SUBMITTING or not is_receipt_of(outcome.receipt, delivery, attempt.digest):
        return _wait(delivery, Transient("unexpected"), attempt)
    return _stop(delivery, DeliveryState.RECEIVED)


def _wait(delivery: Delivery, outcome: Transient, attempt: Attempt) -> Delivery:
    next_at = retry_time(delivery.attempts, attempt.now, attempt.jitter, outcome.retry_after)
    return replace(
        delivery,
        state=DeliveryState.WAIT,
        attempts=delivery.attempts + 1,
        next_at=next_at,
        reason=outcome.reason,
        detail="",
    )


def _again(delivery: Delivery, _outcome: Stopped, _attempt: Attempt) -> Delivery:
    return replace(delivery, state=DeliveryState.QUEUED, next_at=None, reason="stopped", detail="")


def _upload_again(delivery: Delivery, _outcome: MissingFiles, attempt: Attempt) -> Delivery:
    # The first time at once: the files are here. After that as after any other failure, so that a server which never
    # keeps a file is not hammered.
    if delivery.attempts == 0:
        return replace(
            delivery,
            state=DeliveryState.QUEUED,
            attempts=1,
            next_at=None,
            reason="missing-files",
            bytes_sent=0,
        )
    return replace(_wait(delivery, Transient("missing-files"), attempt), bytes_sent=0)


def _stop(delivery: Delivery, state: DeliveryState, reason: str = "", detail: str = "") -> Delivery:
    return replace(delivery, state=state, next_at=None, reason=reason, detail=detail)


def _rejected(delivery: Delivery, outcome: Rejected, _attempt: Attempt) -> Delivery:
    lines = [f"{one.link_id}: {' '.join(one.message.split())}" for one in outcome.fields]
    reason = "fields" if lines else "refused"
    return _stop(delivery, DeliveryState.REJECTED, reason, "\n".join(lines) or outcome.detail)


_AFTER: dict[type, Callable[[Delivery, Any, Attempt], Delivery]] = {
    Received: _received,
    Transient: _wait,
    Stopped: _again,
    MissingFiles: _upload_again,
    SignInNeeded: lambda d, _o, _a: _stop(d, DeliveryState.NEEDS_SIGN_IN, "sign-in"),
    FormGone: lambda d, _o, _a: _stop(d, DeliveryState.NEEDS_FORM, "form-gone"),
    UpdateNeeded: lambda d, _o, _a: _stop(d, DeliveryState.NEEDS_FORM, "update-needed"),
    Rejected: _rejected,
    Conflict: lambda d, _o, _a: _stop(d, DeliveryState.CONFLICT, "newer-version"),
    TooBig: lambda d, o, _a: _stop(d, DeliveryState.TOO_BIG, "too-big", o.name),
    Unsendable: lambda d, o, _a: _stop(d, DeliveryState.QUARANTINED, o.reason),
}


def rejected_fields(delivery: Delivery) -> tuple[FieldProblem, ...]:
    """Read the fields that the council's server refused back from `detail`."""
    if delivery.state is not DeliveryState.REJECTED or delivery.reason != "fields":
        return ()
    parts = (line.partition(": ") for line in delivery.detail.splitlines())
    return tuple(FieldProblem(link_id, message) for link_id, _, message in parts)


def interrupted(delivery: Delivery) -> Delivery:
    """Put what a crash or a closed program left under way back into the queue; leave all else as it is."""
    if delivery.state not in UNDER_WAY:
        return delivery
    return replace(delivery, state=DeliveryState.QUEUED, next_at=None, reason="interrupted")


def hurried(delivery: Delivery) -> Delivery:
    """Make what waits due at once, back at the first step of the back-off: the network is back, or "Send now"."""
    if delivery.state is not DeliveryState.WAIT:
        return delivery
    return replace(delivery, state=DeliveryState.QUEUED, attempts=0, next_at=None)


def signed_in(delivery: Delivery) -> Delivery:
    """Go on with what waited for a session: there is one again."""
    if delivery.state is not DeliveryState.NEEDS_SIGN_IN:
        return delivery
    return replace(delivery, state=DeliveryState.QUEUED, next_at=None, reason="", attempts=0)


def updated(delivery: Delivery) -> Delivery:
    """Go on with what waited for an update: the server accepts this version of the program."""
    if delivery.state is not DeliveryState.NEEDS_FORM or delivery.reason != "update-needed":
        return delivery
    return replace(delivery, state=DeliveryState.QUEUED, next_at=None, reason="", attempts=0)


def lost_by_server(delivery: Delivery) -> Delivery:
    """Send the same id and bytes again: the server was restored from a backup older than our receipt (I2)."""
    if delivery.state is not DeliveryState.RECEIVED:
        raise WrongMove(f"{delivery.state}: no receipt to lose")
    return replace(
        delivery, state=DeliveryState.QUEUED, next_at=None, attempts=0, reason="server-restored", bytes_sent=0
    )


def received_after_all(delivery: Delivery) -> Delivery:
    """Take what was stopped, or waits, for received: the feed tells the council's receipt for exactly this text."""
    if delivery.state not in FOR_THE_PERSON | READY:
        raise WrongMove(f"{delivery.state}: its own answer is awaited")
    return _stop(delivery, DeliveryState.RECEIVED)


def may_take_back(delivery: Delivery) -> bool:
    """Whether it can become a draft again under the same version: only while no PUT of it was ever begun."""
    return not delivery.ever_submitting and delivery.state is not DeliveryState.RECEIVED


def may_expire(delivery: Delivery) -> bool:
    """Whether retention may ever delete it: only what the council has (I6)."""
    return delivery.state is DeliveryState.RECEIVED


def is_due(delivery: Delivery, now: datetime) -> bool:
    """Whether it can be tried now. A clock that was set back delays nothing by more than the longest back-off."""
    if delivery.state is DeliveryState.WAIT and delivery.next_at is not None:
        return delivery.next_at <= now or delivery.next_at > retry_time(0, now, 0.0, retry_after=float("inf"))
    return delivery.state in READY | UNDER_WAY


def next_moment(deliveries: Iterable[Delivery], now: datetime) -> datetime | None:
    """When the first of them is due; None when all of them wait for something else than time."""
    moments = [one.next_at or now for one in deliveries if one.state in READY | UNDER_WAY]
    return min(moments, default=None)


def is_overdue(form: SubmittedForm, now: datetime, minutes: int = 15) -> bool:
    """Whether the safety net has to show: a safeguarding form that the council has not received in its time."""
    return (
        form.safeguarding
        and form.delivery.state is not DeliveryState.RECEIVED
        and now - form.submitted_at >= timedelta(minutes=minutes)
    )

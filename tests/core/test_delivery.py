"""The table of states: example by example, then every path that a machine can think of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_portal.core import delivery as moves
from desktop_portal.core.draft import ChildLabel, FormKey
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
from desktop_portal.core.submission import Delivery, DeliveryState, Receipt, SubmittedForm

NOW = datetime(2026, 5, 1, 10, tzinfo=UTC)
DIGEST = "d" * 64
QUEUED = Delivery("id-1", 1, DeliveryState.QUEUED, queued_at=NOW)
SUBMITTING = moves.begin_submit(QUEUED)
ATTEMPT = moves.Attempt(DIGEST, NOW, 1.0)
RECEIPT = Receipt("id-1", 1, "LCS-26-00001", DIGEST, "epoch", NOW)


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        (Received(RECEIPT), DeliveryState.RECEIVED, ""),
        (Received(replace(RECEIPT, digest="e" * 64)), DeliveryState.WAIT, "unexpected"),
        (Received(replace(RECEIPT, version=2)), DeliveryState.WAIT, "unexpected"),
        (Received(replace(RECEIPT, submission_id="id-2")), DeliveryState.WAIT, "unexpected"),
        (Transient("offline"), DeliveryState.WAIT, "offline"),
        (Stopped(), DeliveryState.QUEUED, "stopped"),
        (SignInNeeded(), DeliveryState.NEEDS_SIGN_IN, "sign-in"),
        (FormGone(), DeliveryState.NEEDS_FORM, "form-gone"),
        (UpdateNeeded(), DeliveryState.NEEDS_FORM, "update-needed"),
        (Rejected("No."), DeliveryState.REJECTED, "refused"),
        (Conflict(), DeliveryState.CONFLICT, "newer-version"),
        (TooBig("Letter.pdf"), DeliveryState.TOO_BIG, "too-big"),
        (MissingFiles(("a",)), DeliveryState.QUEUED, "missing-files"),
        (Unsendable("damaged"), DeliveryState.QUARANTINED, "damaged"),
    ],
)
def test_each_outcome_leads_where_the_protocol_says(outcome: Outcome, state: DeliveryState, reason: str) -> None:
    after = moves.after(SUBMITTING, outcome, ATTEMPT)
    assert (after.state, after.reason) == (state, reason)
    assert after.ever_submitting, "the council may have it, whatever came back"
    assert (after.next_at is not None) == (state is DeliveryState.WAIT)


def test_a_receipt_without_a_put_receives_nothing() -> None:
    uploading = moves.begin_upload(QUEUED, 10)
    assert moves.after(uploading, Received(RECEIPT), ATTEMPT).state is DeliveryState.WAIT
    assert moves.after(QUEUED, Received(RECEIPT), ATTEMPT).state is DeliveryState.WAIT


def test_failures_wait_longer_and_longer_and_send_now_begins_anew() -> None:
    one = QUEUED
    waits = []
    for _ in range(10):
        one = moves.after(moves.begin_submit(replace(one, state=DeliveryState.QUEUED)), Transient("offline"), ATTEMPT)
        assert one.next_at
        waits.append((one.next_at - NOW).total_seconds())
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    hurried = moves.hurried(one)
    assert (hurried.state, hurried.attempts, moves.is_due(hurried, NOW)) == (DeliveryState.QUEUED, 0, True)


def test_files_that_the_server_lost_are_sent_at_once_but_not_for_ever() -> None:
    first = moves.after(SUBMITTING, MissingFiles(("a",)), ATTEMPT)
    assert first.state is DeliveryState.QUEUED
    second = moves.after(moves.begin_submit(first), MissingFiles(("a",)), ATTEMPT)
    assert (second.state, second.reason) == (DeliveryState.WAIT, "missing-files")


def test_the_fields_that_were_refused_can_be_read_back() -> None:
    fields = (FieldProblem("child.dob", "Enter the child's date of birth"), FieldProblem("", "Say: how\nit was"))
    after = moves.after(SUBMITTING, Rejected("x", fields), ATTEMPT)
    assert moves.rejected_fields(after) == (fields[0], FieldProblem("", "Say: how it was"))
    assert moves.rejected_fields(QUEUED) == ()


def test_a_form_may_be_taken_back_only_before_its_put_was_ever_begun() -> None:
    uploading = moves.begin_upload(QUEUED, 10)
    assert moves.may_take_back(uploading)
    waiting = moves.after(uploading, Transient("offline"), ATTEMPT)
    assert moves.may_take_back(waiting)
    assert not moves.may_take_back(SUBMITTING)
    assert not moves.may_take_back(moves.interrupted(SUBMITTING))
    assert not moves.may_take_back(moves.after(SUBMITTING, Transient("offline"), ATTEMPT))


def test_what_a_crash_left_under_way_is_shown_as_waiting_again() -> None:
    for under_way in (moves.begin_upload(QUEUED, 10), SUBMITTING):
        back = moves.interrupted(under_way)
        assert (back.state, back.reason) == (DeliveryState.QUEUED, "interrupted")
        assert moves.is_due(back, NOW)


def test_a_clock_set_back_does_not_hold_a_form_for_a_year() -> None:
    waiting = moves.after(SUBMITTING, Transient("offline"), ATTEMPT)
    assert not moves.is_due(waiting, NOW)
    assert moves.is_due(waiting, NOW + timedelta(seconds=5))
    assert moves.is_due(waiting, NOW - timedelta(days=365))


def test_the_safety_net_shows_after_a_quarter_of_an_hour() -> None:
    form = SubmittedForm("id-1", 1, FormKey("u", "1"), "Concern", ChildLabel(), True, NOW, QUEUED)
    assert not moves.is_overdue(form, NOW + timedelta(minutes=14))
    assert moves.is_overdue(form, NOW + timedelta(minutes=15))
    assert not moves.is_overdue(replace(form, safeguarding=False), NOW + timedelta(days=1))
    received = moves.after(SUBMITTING, Received(RECEIPT), ATTEMPT)
    assert not moves.is_overdue(replace(form, delivery=received), NOW + timedelta(days=1))


@pytest.mark.parametrize("state", sorted(moves.FOR_THE_PERSON | {DeliveryState.NEEDS_SIGN_IN, DeliveryState.RECEIVED}))
def test_what_waits_for_a_person_or_has_arrived_is_not_tried(state: DeliveryState) -> None:
    one = replace(QUEUED, state=state)
    assert not moves.is_due(one, NOW + timedelta(days=1))
    for move in (moves.begin_submit, lambda d: moves.begin_upload(d, 1), lambda d: moves.after(d, FormGone(), ATTEMPT)):
        with pytest.raises(moves.WrongMove):
            move(one)


OUTCOMES = st.one_of(
    st.builds(
        Received,
        st.builds(
            replace,
            st.just(RECEIPT),
            digest=st.sampled_from([DIGEST, "e" * 64, ""]),
            version=st.sampled_from([1, 1, 1, 2]),
            submission_id=st.sampled_from(["id-1", "id-1", "id-2"]),
        ),
    ),
    st.builds(
        Transient,
        st.sampled_from(["offline", "sign-in-page", "server-busy", "proxy-sign-in", "not-trusted", "unexpected"]),
        st.one_of(st.none(), st.floats(0, 10_000)),
    ),
    st.sampled_from(
        [
            Stopped(),
            SignInNeeded(),
            FormGone(),
            UpdateNeeded(),
            Rejected(),
            Conflict(),
            TooBig("x"),
            MissingFiles(("a",)),
            Unsendable("damaged"),
        ]
    ),
)
TRANSIENT = st.builds(
    Transient, st.sampled_from(["offline", "sign-in-page", "server-busy"]), st.one_of(st.none(), st.floats(0, 10_000))
)


class DeliveryMachine(RuleBasedStateMachine):
    """One submission and a network that does what it likes; the rules of sync.md hold after every step."""

    history: Bundle[Delivery] = Bundle("history")

    @initialize()
    def submit(self) -> None:
        self.now = NOW
        self.one = QUEUED
        self.put_begun = False
        self.has_true_receipt = False

    def _keep(self, after: Delivery) -> None:
        # What a delivery is about never changes, whatever happens to it.
        assert (after.submission_id, after.version, after.queued_at) == ("id-1", 1, NOW)
        assert after.ever_submitting >= self.one.ever_submitting
        self.one = after

    @precondition(lambda self: moves.is_due(self.one, self.now))
    @rule(files=st.booleans(), outcome=OUTCOMES, jitter=st.floats(0, 1), crash=st.sampled_from(["", "upload", "put"]))
    def try_it(self, files: bool, outcome: Outcome, jitter: float, crash: str) -> None:  # noqa: FBT001
        if files:
            self._keep(moves.begin_upload(self.one, 100))
            if crash == "upload":
                self._keep(moves.interrupted(self.one))
                return
        in_time = not isinstance(outcome, MissingFiles) or files
        self._keep(moves.begin_submit(self.one))
        self.put_begun = True
        if crash == "put" or not in_time:
            self._keep(moves.interrupted(self.one))
            return
        self._keep(moves.after(self.one, outcome, moves.Attempt(DIGEST, self.now, jitter)))
        true = isinstance(outcome, Received) and outcome.receipt == RECEIPT
        self.has_true_receipt = self.has_true_receipt or true

    @rule(seconds=st.integers(-(10**6), 10**6))
    def time_passes_or_the_clock_is_set(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(move=st.sampled_from([moves.hurried, moves.signed_in, moves.updated, moves.interrupted]))
    def something_else_happens(self, move: object) -> None:
        assert callable(move)
        self._keep(move(self.one))

    @precondition(lambda self: self.one.state is DeliveryState.RECEIVED)
    @rule()
    def the_server_is_restored(self) -> None:
        self._keep(moves.lost_by_server(self.one))
        self.has_true_receipt = False

    @invariant()
    def received_only_by_a_true_receipt(self) -> None:
        if hasattr(self, "one"):
            assert (self.one.state is DeliveryState.RECEIVED) == self.has_true_receipt

    @invariant()
    def what_the_council_may_have_is_never_taken_back(self) -> None:
        if hasattr(self, "one"):
            assert moves.may_take_back(self.one) == (not self.put_begun)

    @invariant()
    def nothing_on_its_way_expires(self) -> None:
        if hasattr(self, "one"):
            assert moves.may_expire(self.one) == (self.one.state is DeliveryState.RECEIVED)

    @invariant()
    def it_is_always_clear_what_it_waits_for(self) -> None:
        if hasattr(self, "one"):
            timed = self.one.state in moves.READY | moves.UNDER_WAY
            assert (moves.next_moment([self.one], self.now) is not None) == timed
            assert (self.one.next_at is not None) == (self.one.state is DeliveryState.WAIT)
            if self.one.state is DeliveryState.WAIT:
                assert self.one.reason

    @invariant()
    def it_arrives_once_the_faults_stop(self) -> None:
        if not hasattr(self, "one"):
            return
        one = moves.signed_in(moves.updated(moves.interrupted(self.one)))
        if one.state is DeliveryState.RECEIVED or one.state in moves.FOR_THE_PERSON:
            return
        later = self.now
        if not moves.is_due(one, later):
            moment = moves.next_moment([one], later)
            assert moment is not None
            assert moment <= later + timedelta(hours=1)
            later = moment
        assert moves.is_due(one, later)
        arrived = moves.after(moves.begin_submit(one), Received(RECEIPT), moves.Attempt(DIGEST, later, 1.0))
        assert arrived.state is DeliveryState.RECEIVED


TestDeliveryMachine = DeliveryMachine.TestCase
TestDeliveryMachine.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)

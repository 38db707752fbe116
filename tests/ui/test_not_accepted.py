"""What the council's server did not accept is told in its own words, with what a person can do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core import delivery as moves
from desktop_portal.core.draft import FormKey
from desktop_portal.core.outcome import FieldProblem, Rejected
from desktop_portal.core.submission import Delivery, DeliveryState
from desktop_portal.ui.messages import delivery_told
from tests.store.conftest import Clock, Desk
from tests.support.referrer import shipped_form

if TYPE_CHECKING:
    from tests.support.lone_computer import LoneComputer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
BEGUN = moves.begin_submit(Delivery("s", 1, DeliveryState.QUEUED, NOON))
WRONG = tuple(FieldProblem(f"child.{one}", f"Enter the {one}.") for one in ("dob", "school", "school", "sex", "town"))


@pytest.fixture
def computer(not_started: LoneComputer) -> LoneComputer:
    return not_started


def not_accepted(computer: LoneComputer, outcome: Rejected) -> None:
    """A form that the council's server answered so when it was sent yesterday."""
    store = computer.store()
    clock = Clock()
    clock.now = computer.clock()
    desk = Desk(store.path, clock, store)
    definition, _ = shipped_form()
    desk.store.drafts.save(replace(desk.draft(1), form=FormKey(definition["url"], definition["version"])))
    draft = store.drafts.load(desk.draft(1).id)
    assert draft
    desk.store.outbox.submit(replace(desk.submission(draft), form=draft.form), draft.id)
    begun = moves.begin_submit(store.outbox.waiting()[0])
    store.outbox.move(moves.after(begun, outcome, moves.Attempt("", clock(), 0.0)))
    store.close()
    computer.start()
    computer.sign_in()


def told(outcome: Rejected) -> str:
    return delivery_told(moves.after(BEGUN, outcome, moves.Attempt("", NOON, 0.0)), NOON).sentence


def test_each_answer_that_was_refused_is_named_once_and_many_are_shortened() -> None:
    assert told(Rejected("x", WRONG[:1])) == (
        "The council's server did not accept this form: Enter the dob. Open it to put that right."
    )
    assert "Enter the dob; Enter the school; Enter the sex …. Open" in told(Rejected("x", WRONG))
    assert told(Rejected("")) == ("The council's server did not accept this form. Open it to see what to change."), (
        "nothing is made up"
    )


def test_words_of_the_server_are_never_taken_for_a_pattern() -> None:
    assert "{detail} %s {0}" in told(Rejected("{detail} %s {0}"))


def test_J15_a_form_that_the_council_refuses_gives_its_telephone_number_and_the_way_to_a_PDF(
    computer: LoneComputer,
) -> None:
    not_accepted(computer, Rejected("This account may not hand in forms."))
    phone = computer.running.app.council().number_at(computer.clock())
    hands = computer.hands
    hands.sees("refuses this form: This account may not hand in forms.")
    hands.sees(f"If this is urgent, call {phone} now.")
    hands.press("Open")
    hands.sees(f"Change it, or make a PDF at its end and call the council on {phone}.")
    hands.press("Close")


def test_J15_a_form_with_answers_that_were_refused_opens_with_the_list_of_them(computer: LoneComputer) -> None:
    not_accepted(computer, Rejected("x", WRONG))
    computer.hands.sees("did not accept this form: Enter the dob; Enter the school; Enter the sex …")
    computer.hands.press("Open")
    for words in ("Put this right and submit it again", "Enter the dob", "Enter the town"):
        computer.hands.sees(words)
    computer.hands.press("Close")


def test_what_is_received_or_waits_says_nothing_of_a_refusal() -> None:
    waiting = replace(BEGUN, state=DeliveryState.WAIT, detail="left from before")
    assert "left from before" not in delivery_told(waiting, NOON).sentence

"""Forms that the council handed back stand on top of the list, few or many (J19, J20)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop_portal.ui.pages.returned_cards import ReturnedForm
from desktop_portal.ui.pages.submitted import SubmittedLine, SubmittedPage, SubmittedState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.ui.inputs import Choice


def returned(number: int) -> ReturnedForm:
    child = f"A.{number % 26 + 65:c}., b. {2005 + number % 18}"
    return ReturnedForm(f"r{number}", "Concern", child, "Sam Patel", "3 November", "Insufficient detail", f"Q{number}?")


def seen(page: SubmittedPage) -> list[str]:
    names = [one.accessibleName() for one in page.findChildren(QAbstractButton) if one.isVisible()]
    return [name for name in names if name.startswith("Answer")]


def test_J19_a_search_finds_one_of_thousands_that_were_handed_back(qtbot: QtBot) -> None:
    page = SubmittedPage()
    qtbot.addWidget(page)
    page.show_state(SubmittedState(tuple(returned(number) for number in range(10_000))))
    page.show()
    assert len(seen(page)) == 10, "only a screenful is built"
    assert any("9990" in one.text() for one in page.findChildren(QAbstractButton))
    page._find("Q9321? insufficient")
    qtbot.waitUntil(lambda: len(seen(page)) == 1)
    assert any("Q9321?" in label.text() for label in page.findChildren(QLabel))
    page._find("nobody")
    qtbot.waitUntil(lambda: seen(page) == [])


def test_J20_what_tells_the_children_can_be_hidden_in_cards_too(qtbot: QtBot) -> None:
    page = SubmittedPage()
    qtbot.addWidget(page)
    page.show_state(SubmittedState((returned(1),), hide_children=True))
    page.show()
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "A.B." not in said
    assert "Hidden" in said
    assert page.findChildren(QLineEdit)


def sent(number: int, group: str) -> SubmittedLine:
    return SubmittedLine(
        f"s{number}", "Concern", f"A.{number}.", "3 November", f"REF-{number}", group, "ok", group=group
    )


def test_J23_the_list_is_filtered_by_what_the_council_is_at(qtbot: QtBot) -> None:
    page = SubmittedPage()
    qtbot.addWidget(page)
    groups = ("unsent", "received", "reviewing", "information-requested", "closed")
    lines = tuple(sent(number, group) for number, group in enumerate(groups))
    page.show_state(SubmittedState((returned(1),), lines))
    page.show()
    for group in groups:
        choose(page._filter, group)
        assert [row.group for row in page._table.rows.first(9)] == [group]
        asked = group == "information-requested"
        qtbot.waitUntil(lambda asked=asked: bool(seen(page)) is asked)
    page._find("REF-0")
    assert page._none_found.text() == "No submitted form holds all of these words. Search for fewer."
    page._find("")
    choose(page._filter, "")
    assert page._table.rows.rowCount() == 5
    page.show_state(SubmittedState((), lines[:1]))
    choose(page._filter, "closed")
    assert page._none_found.text() == "No submitted form is in this state."
    page.forget()
    page.show_state(SubmittedState((), lines))
    assert page._table.rows.rowCount() == 5, "the next person sees all"


def test_J19_the_councils_questions_are_put_in_another_order(qtbot: QtBot) -> None:
    page = SubmittedPage()
    qtbot.addWidget(page)
    forms = tuple(
        replace(returned(number), child=child, asked_order=asked, sent_order=sent_at)
        for number, child, asked, sent_at in ((0, "B.B.", 1.0, 3.0), (1, "C.C.", 3.0, 1.0), (2, "A.A.", 2.0, 2.0))
    )
    page.show_state(SubmittedState(forms, (sent(1, "received"),)))
    page.show()
    order = {"pressing": "BCA", "newest": "CAB", "sent": "BAC", "child": "ABC"}
    for name, children in order.items():
        choose(page._sort, name)
        qtbot.waitUntil(lambda children=children: [child_in(one) for one in seen(page)] == list(children))


def test_J20_a_hidden_child_is_not_found_by_its_initials(qtbot: QtBot) -> None:
    page = SubmittedPage()
    qtbot.addWidget(page)
    page.show_state(SubmittedState((returned(1),), (sent(1, "received"),), hide_children=True))
    page.show()
    page._find("a.b.")
    assert seen(page) == []


def child_in(button: str) -> str:
    return button.partition(", ")[2][:1]


def choose(choice: Choice, value: str) -> None:
    choice.show_value(value)
    choice.activated.emit(choice.currentIndex())


def test_J19_J20_a_card_says_form_child_sender_date_reason_comments_and_by_when_and_leads_to_both_forms(
    qtbot: QtBot,
) -> None:
    page = SubmittedPage()
    qtbot.addWidget(page)
    page.show_state(SubmittedState((replace(returned(3), answer_by="23 December 2026"),)))
    page.show()
    said = " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    for words in (
        "Forms requesting more information",
        "Concern",
        "A.D., b. 2008",
        "Sent by Sam Patel on 3 November",
        "Insufficient detail",
        "Q3?",
        "Answer by 23 December 2026",
    ):
        assert words in said
    for signal, name in ((page.answer, "Answer: Concern"), (page.previous, "Previous form: Concern")):
        [button] = [one for one in page.findChildren(QAbstractButton) if one.accessibleName().startswith(name)]
        with qtbot.waitSignal(signal) as told:
            button.click()
        assert told.args == ["r3"]

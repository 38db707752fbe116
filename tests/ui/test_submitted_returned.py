"""Forms that the council handed back stand on top of the list, few or many (J19, J20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop_portal.ui.pages.submitted import ReturnedForm, SubmittedPage, SubmittedState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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
    assert len(seen(page)) == 20, "only a screenful is built"
    assert any("9980" in one.text() for one in page.findChildren(QAbstractButton))
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

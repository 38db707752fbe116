"""A person at the program finds every paper of a form where they would look for it, and nothing is left behind."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

import pikepdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QListWidget, QPushButton

from desktop_portal.core.family_copy import LeftOut
from desktop_portal.forms.answers import Path
from desktop_portal.services import saving
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.family_dialog import FamilyDialog
from desktop_portal.ui.models.rows import KIND_ROLE
from desktop_portal.ui.several_dialog import SeveralDialog
from desktop_portal.ui.table import Table, point_in
from tests.pdf.reading import read
from tests.ui.pdf.conftest import STORY

if TYPE_CHECKING:
    import pathlib

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.pdf.conftest import Desk

FIRST, SECOND = "018f0000-0000-7000-8000-000000000417", "018f0000-0000-7000-8000-000000000418"


def follow(desk: Desk, words: str) -> None:
    """Click the link with these words in the table of submitted forms."""
    (table,) = list(desk.hands.all(Table))
    cells = [(row, at) for row in range(table.rows.rowCount()) for at in range(table.rows.columnCount())]
    row, at = next(
        (row, at)
        for row, at in cells
        if table.rows.index(row, at).data() == words and table.rows.index(row, at).data(KIND_ROLE) == "link"
    )
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point_in(table, row, at)
    )


def text_of(desk: Desk) -> str:
    return read(desk.paper()).root.text


def test_J23_a_submitted_form_opens_as_a_pdf_and_leads_back_to_the_list(desk: Desk) -> None:
    desk.submit(FIRST, STORY, photo=True)
    desk.show_submitted()
    follow(desk, "View PDF")
    assert STORY in text_of(desk)
    assert "Picture that was attached: body map" in [one.alternative for one in read(desk.paper()).root.all("Figure")]
    desk.hands.press("Back")
    desk.hands.sees("Submitted forms")
    assert desk.program.papers.shown_pdf == b""


def test_every_version_what_changed_and_the_receipt_are_one_menu_away(desk: Desk) -> None:
    desk.submit(FIRST, "The first words")
    desk.submit(FIRST, "The second words", version=2, received=False)
    desk.show_submitted()
    follow(desk, "2 versions")
    assert "What changed" in text_of(desk)
    assert "The first words" in text_of(desk)
    assert "Receipt of the council" not in desk.offers()
    desk.choose_other("Version 1 as it was sent")
    assert "The first words" in text_of(desk)
    assert "The second words" not in text_of(desk)
    desk.choose_other("Receipt of the council")
    assert "Keep this page" in text_of(desk)
    assert "The first words" not in text_of(desk)
    desk.choose_other("Version 2 as it was sent")
    assert "WAITING TO BE SENT" in text_of(desk)
    desk.choose_other("What changed from version 1 to 2")
    assert "The second words" in text_of(desk)


def test_the_answers_are_attached_for_programs_when_the_person_says_so(desk: Desk) -> None:
    desk.submit(FIRST, STORY)
    desk.show_submitted()
    follow(desk, "View PDF")
    with pikepdf.open(io.BytesIO(desk.paper())) as pdf:
        assert not list(pdf.attachments)
    desk.choose_other("The form with its answers attached for other programs")
    with pikepdf.open(io.BytesIO(desk.paper())) as pdf:
        assert list(pdf.attachments) == ["QuestionnaireResponse.json"]


def test_the_family_gets_only_what_somebody_has_ticked(desk: Desk) -> None:
    desk.submit(FIRST, STORY)
    desk.show_submitted()
    follow(desk, "View PDF")
    desk.choose_other("Copy for the family, without other people's details")
    desk.hands.sees(STORY)
    desk.hands.press("Make the copy")
    assert "Robert" not in text_of(desk)
    assert "Amira" in text_of(desk)
    desk.choose_other("Copy for the family, without other people's details")
    box = desk.hands.find("Put in: What are you worried about", QCheckBox)
    assert not box.isChecked()
    box.click()
    desk.hands.press("Make the copy")
    assert STORY in text_of(desk)


def test_a_whole_section_is_put_in_at_once_and_taken_out_again(qtbot: QtBot) -> None:
    places = (("Home", "a"), ("Home", "b"), ("X", "c"))
    left = tuple(LeftOut(Path(name), section, name, "words") for section, name in places)
    dialog = FamilyDialog(None, left)
    qtbot.addWidget(dialog)
    dialog.open()
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
    assert set(boxes) == {"Put in all of: Home", "Put in: a", "Put in: b", "Put in: c"}
    for presses, stays in ((1, {"c"}), (2, {"a", "b", "c"})):
        boxes["Put in all of: Home"].click()
        ticked = {name for name, box in boxes.items() if box.isChecked()}
        assert {one.path.link_id for one in left if f"Put in: {one.label}" not in ticked} == stays, presses
    with qtbot.waitSignal(dialog.decided) as decided:
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Make the copy").click()
    assert decided.args == [frozenset(one.path for one in left)]


def test_a_blank_form_can_be_printed_by_somebody_who_is_not_signed_in(desk: Desk) -> None:
    desk.program.window.top_bar.chosen.emit("sign-out")
    desk.hands.press("Start a form as a professional")
    desk.hands.press("Blank form to print: Child/Young Person Safeguarding Concern")
    assert "What is written on this paper has not reached the council." in text_of(desk)
    assert "01632 960" in text_of(desk)
    desk.hands.press("Back")
    desk.hands.sees("Choose a form")


def test_J24_several_forms_are_saved_in_one_folder_and_none_is_overwritten(desk: Desk, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    desk.submit(FIRST, "Words of the first")
    desk.submit(SECOND, "Words of the second", received=False)
    desk.show_submitted()
    for times in (1, 2):
        desk.program.papers._several.ask_folder = lambda _parent: str(folder)
        desk.hands.press("Save several as PDF")
        desk.hands.press("Save 2 in a folder")
        desk.hands.sees(f"2 of 2 forms are saved in {folder}.")
        desk.hands.press("Close")
        assert len(list(folder.iterdir())) == 2 * times
    names = sorted(one.name for one in folder.iterdir())
    assert not [name for name in names if "Amira" in name or name.endswith(".part")]
    assert any(name.endswith("(2).pdf") for name in names)
    texts = [read(one.read_bytes()).root.text for one in folder.iterdir()]
    assert sum("Words of the first" in text for text in texts) == 2
    assert sum("WAITING TO BE SENT" in text for text in texts) == 2


def test_only_the_ticked_forms_are_saved(desk: Desk, tmp_path: pathlib.Path) -> None:
    desk.submit(FIRST, "Words of the first")
    desk.submit(SECOND, "Words of the second")
    desk.show_submitted()
    desk.program.papers._several.ask_folder = lambda _parent: str(tmp_path)
    desk.hands.press("Save several as PDF")
    (listed,) = list(desk.hands.all(QListWidget))
    assert listed.item(0).text().startswith("Child/Young Person Safeguarding Concern, A.B., 2019, LCS-26-")
    listed.item(0).setCheckState(Qt.CheckState.Unchecked)
    desk.hands.press("Save 1 in a folder")
    desk.hands.sees("1 of 1 forms are saved")
    desk.hands.press("Close")
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_saving_many_can_be_stopped_and_leaves_no_half_file(
    desk: Desk, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk of this test waits inside the first file until the person has pressed Stop."""
    folder = tmp_path / "paper"
    folder.mkdir()
    for number in range(6):
        desk.submit(f"018f0000-0000-7000-8000-00000000050{number}", "Words")
    entered, stopped = threading.Event(), threading.Event()
    write = saving._write

    def slow_disk(place: pathlib.Path, content: bytes) -> None:
        entered.set()
        assert stopped.wait(60)
        write(place, content)

    monkeypatch.setattr(saving, "_write", slow_disk)
    desk.show_submitted()
    desk.program.papers._several.ask_folder = lambda _parent: str(folder)
    desk.hands.press("Save several as PDF")
    desk.hands.press("Save 6 in a folder")
    wait_until(entered.is_set, "the first file is being written")
    desk.hands.press("Stop")
    stopped.set()
    wait_until(lambda: not desk.program.lane.busy, "the lane is free")
    assert not list(desk.hands.all(SeveralDialog))
    (only,) = list(folder.iterdir())
    assert only.read_bytes().endswith(b"%%EOF\n")


def test_a_folder_that_takes_no_file_is_told_with_what_to_do(desk: Desk, tmp_path: pathlib.Path) -> None:
    desk.submit(FIRST, "Words")
    desk.show_submitted()
    desk.program.papers._several.ask_folder = lambda _parent: str(tmp_path / "gone")
    desk.hands.press("Save several as PDF")
    desk.hands.press("Save 1 in a folder")
    desk.hands.sees("Choose another folder")
    desk.hands.press("Close")


def test_locking_takes_papers_and_their_lists_off_the_screen(desk: Desk) -> None:
    desk.submit(FIRST, STORY)
    desk.show_submitted()
    follow(desk, "View PDF")
    desk.choose_other("Copy for the family, without other people's details")
    desk.hands.sees(STORY)
    desk.program.window.top_bar.chosen.emit("lock")
    assert desk.program.papers.shown_pdf == b""
    assert not desk.hands.reads(STORY)
    assert not desk.hands.reads("COPY FOR THE FAMILY")


def test_a_draft_is_shown_as_one_and_offers_the_blank_form(desk: Desk) -> None:
    desk.session.store.drafts.save(desk.draft(FIRST, desk.answers(STORY)))
    desk.program.papers.show_draft(FIRST)
    assert "DRAFT, not sent" in text_of(desk)
    assert STORY in text_of(desk)
    desk.choose_other("Blank form to fill in by hand")
    assert STORY not in text_of(desk)
    desk.hands.press("Back")
    assert desk.program.window.page == "home"
    assert desk.hands.find("Home", QAbstractButton).isVisible()


def test_a_pdf_can_be_checked_against_what_was_sent(desk: Desk, tmp_path: pathlib.Path) -> None:
    desk.submit(FIRST, STORY)
    desk.show_submitted()
    follow(desk, "View PDF")
    file = tmp_path / "form.pdf"
    file.write_bytes(desk.paper())
    desk.hands.press("Back")
    desk.program.papers._checking.ask_file = lambda _parent: str(file)
    for change, said in ((b"", "This document is what was submitted"), (b" ", "something in it was changed")):
        file.write_bytes(file.read_bytes() + change)
        desk.hands.press("Check a PDF")
        desk.hands.sees(said)
        desk.hands.press("Close")
    file.unlink()
    desk.hands.press("Check a PDF")
    desk.hands.sees("The file cannot be read.")
    desk.hands.press("Close")

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop_portal.forms.answers import Attachment, Path
from desktop_portal.ui.editors.attachment import AttachmentEditor
from desktop_portal.ui.editors.file_zone import FileZone, NewFile
from desktop_portal.ui.editors.thumbnail import Thumbnail, forget_thumbnails
from desktop_portal.ui.lane import Lane
from desktop_portal.ui.wizard.adding import Adding

if TYPE_CHECKING:
    import pathlib

    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

ITEM = Path("documents.item")


def photo(width: int = 640, height: int = 480) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B5563"))
    stored = QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(stored.data())


def zone(desk: Desk) -> FileZone:
    return next(one for one in desk.window.findChildren(FileZone) if one.isVisible())


def titles(desk: Desk) -> tuple[str, ...]:
    return desk.session.state.rows[ITEM].titles


def test_J14_several_files_dropped_at_once_become_a_row_each_and_a_refused_one_is_told_by_name(
    desks: Desks, safeguarding: Form, qtbot: QtBot, tmp_path: pathlib.Path
) -> None:
    desk = desks.open(safeguarding, page="documents")
    dropped = QMimeData()
    names = ("report.pdf", "names.xlsx", "letter.docx")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    zone(desk).take(zone(desk)._files(dropped))
    qtbot.waitUntil(lambda: len(titles(desk)) == 2)
    assert [one.partition(",")[0] for one in titles(desk)] == ["report.pdf", "letter.docx"]
    desk.hands.sees("names.xlsx")
    desk.hands.sees("Spreadsheets cannot be added.")


def test_J14_adding_many_files_can_be_stopped_and_keeps_those_that_are_in(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="documents")
    place = zone(desk)
    place.accepted.connect(lambda _file: place.stop.click() if len(titles(desk)) == 3 else None)
    place.take([NewFile(f"{number}.pdf", data=b"x") for number in range(10)])
    qtbot.waitUntil(lambda: "Stopped: 7 not added." in place.refused.text())
    assert len(titles(desk)) == 3
    assert place.stop.isHidden()


def test_J14_a_picture_is_pasted_and_shown_small(desks: Desks, safeguarding: Form, qtbot: QtBot) -> None:
    forget_thumbnails()
    desk = desks.open(safeguarding, page="documents", files={"Pasted picture.png": photo()})
    QGuiApplication.clipboard().setImage(QImage.fromData(photo()))
    desk.hands.press("Paste a picture")
    assert titles(desk) == ("Pasted picture.png",)
    small = desk.window.findChild(Thumbnail)
    assert isinstance(small, Thumbnail)
    qtbot.waitUntil(lambda: small.is_picture)
    assert (small.pixmap().width(), small.pixmap().height()) == (64, 48)


def test_J14_a_damaged_picture_shows_a_sign_and_stops_nobody(desks: Desks, safeguarding: Form, qtbot: QtBot) -> None:
    desk = desks.open(safeguarding, page="documents", files={"broken.png": b"\x89PNG\r\n\x1a\nnothing"})
    zone(desk).take([NewFile("broken.png", data=b"x")])
    small = desk.window.findChild(Thumbnail)
    assert isinstance(small, Thumbnail)
    qtbot.waitUntil(lambda: small.isVisible() and not small.pixmap().isNull())
    assert not small.is_picture


def test_J14_an_empty_clipboard_is_said_to_be_empty(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="documents")
    QGuiApplication.clipboard().clear()
    desk.hands.press("Paste a picture")
    desk.hands.sees("There is no picture and no file in the clipboard.")
    assert titles(desk) == ()


def test_J14_a_removed_file_comes_back_with_its_description(desks: Desks, safeguarding: Form, qtbot: QtBot) -> None:
    desk = desks.open(safeguarding, page="documents")
    zone(desk).take([NewFile("report.pdf", data=b"x")])
    desk.hands.press("Change, report.pdf")
    qtbot.waitUntil(lambda: desk.shows("File"))
    editor = desk.field("File").answer
    assert isinstance(editor, AttachmentEditor)
    desk.hands.press("Remove report.pdf")
    assert desk.session.state.fields[Path("documents.item.file", (0,))].values == ()
    undo = QApplication.focusWidget()
    assert isinstance(undo, QAbstractButton)
    assert undo.text() == "Undo"
    undo.click()
    (value,) = desk.session.state.fields[Path("documents.item.file", (0,))].values
    assert isinstance(value, Attachment)
    assert value.title == "report.pdf"


class SlowLane:
    """A lane that is busy with something else: it takes up nothing until it is told to."""

    def __init__(self) -> None:
        self.given: list[tuple[Any, Any]] = []

    def run(self, work: Any, done: Any, _failed: Any) -> None:
        self.given.append((work, done))

    def takes_up_all(self) -> None:
        for work, done in self.given:
            done(work())


def test_J14_files_that_are_still_being_added_are_in_the_form_when_the_person_leaves_it(
    desks: Desks, safeguarding: Form
) -> None:
    lane = SlowLane()
    desk = desks.open(safeguarding, page="documents", beside=lane.run)
    zone(desk).take([NewFile(f"{number}.pdf", data=b"x") for number in range(3)])
    assert titles(desk) == ()
    desk.hands.sees("Adding files: 0 of 3 done.")
    desk.hands.press("Save for later")
    kept = desk.store.drafts.load(desk.session.id)
    assert kept is not None
    assert all(f"{number}.pdf" in str(kept.document) for number in range(3))
    lane.takes_up_all()
    assert len(titles(desk)) == 3


def test_J14_going_on_while_a_file_is_added_goes_on_with_the_file(desks: Desks, safeguarding: Form) -> None:
    lane = SlowLane()
    desk = desks.open(safeguarding, page="documents", beside=lane.run)
    zone(desk).take([NewFile("report.pdf", data=b"x")])
    desk.hands.press("Next")
    assert desk.session.state.page != "documents"
    desk.window._turn(desk.session.go_to("documents"))
    assert [one.partition(",")[0] for one in titles(desk)] == ["report.pdf"]


def test_J14_files_arrive_on_their_page_though_another_one_is_open(desks: Desks, safeguarding: Form) -> None:
    lane = SlowLane()
    desk = desks.open(safeguarding, page="documents", beside=lane.run)
    zone(desk).take([NewFile("one.pdf", data=b"x"), NewFile("names.xlsx", data=b"x"), NewFile("two.pdf", data=b"x")])
    desk.window._turn(desk.session.go_to("check"))
    lane.takes_up_all()
    desk.hands.sees("two.pdf")
    desk.window._turn(desk.session.go_to("documents"))
    assert [one.partition(",")[0] for one in titles(desk)] == ["one.pdf", "two.pdf"]
    desk.hands.sees("Spreadsheets cannot be added.")


@pytest.mark.parametrize("begun", [False, True])
def test_J14_whoever_needs_a_file_first_waits_for_it_and_gets_it_once(qtbot: QtBot, *, begun: bool) -> None:
    lane, go, under_way = Lane(), threading.Event(), threading.Event()
    got: list[object] = []

    def keep() -> str:
        under_way.set()
        return "kept"

    def hold() -> str:
        under_way.set()
        assert go.wait(20)
        return "kept"

    adding = Adding(partial(lane.run, first=True))
    if begun:
        adding.begin(hold, got.append, got.append)
    else:
        lane.run(hold, lambda _kept: None, got.append)
        assert under_way.wait(20)
        adding.begin(keep, got.append, got.append)
    assert under_way.wait(20)
    assert got == []
    if begun:
        threading.Thread(target=go.set).start()
    adding.settle()
    assert got == ["kept"]
    go.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert got == ["kept"]
    assert lane.close(20)

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop_portal.forms.answers import Attachment, Path
from desktop_portal.ui.editors.attachment import AttachmentEditor
from desktop_portal.ui.editors.file_zone import FileZone, NewFile
from desktop_portal.ui.editors.thumbnail import Thumbnail, forget_thumbnails

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

"""Questions that must be answered before going on. None of them blocks the event loop."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.scrolling import bring_into_view
from desktop_portal.ui.widgets import Button, Text, body, danger, fill, heading, primary, secondary, spacer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers; Escape and the window's cross mean `no`. `more` is a second paragraph."""

    title: str
    text: str
    yes: str
    no: str
    more: str = ""
    dangerous: bool = False


class Dialog(QDialog):
    """A title, paragraphs, and buttons. It is deleted when it closes."""

    def __init__(self, parent: QWidget | None, title: str, paragraphs: tuple[str, ...]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(paragraphs))
        self.setProperty("ownRing", True)
        self._layout = QVBoxLayout(self)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.texts: tuple[Text, ...] = tuple(body(paragraph) for paragraph in paragraphs)
        fill(self._layout, heading(title), *self.texts, margins=(28, 24, 28, 24), spacing=12)
        widest = self.screen().availableGeometry().width() * 2 // 3
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 52, widest))

    def add_parts(self, *widgets: QWidget) -> None:
        """Put more below the paragraphs."""
        for widget in widgets:
            self._layout.addWidget(widget)

    def add_buttons(self, *buttons: Button, first: int) -> None:
        """Put the buttons below; number `first` has the keyboard, so that Enter does the harmless thing."""
        self._layout.addWidget(spacer(4))
        self._layout.addWidget(flow(*buttons))
        buttons[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 (Qt's name)
        """Go on with Tab, and see where one is."""
        moved = super().focusNextPrevChild(forward)
        bring_into_view(self.focusWidget())
        return moved

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Be as high as the texts are at this width."""
        super().showEvent(event)
        self.resize(self.width(), self._layout.totalHeightForWidth(self.width()))


def ask(parent: QWidget | None, question: Question, on_yes: Callable[[], object]) -> Dialog:
    """Ask, and call `on_yes` if so. Nothing waits: the dialog is open when this returns."""
    paragraphs = (question.text, question.more) if question.more else (question.text,)
    dialog = Dialog(parent, question.title, paragraphs)
    dialog.accepted.connect(on_yes)
    yes = (danger if question.dangerous else primary)(question.yes, dialog.accept)
    dialog.add_buttons(yes, secondary(question.no, dialog.reject), first=1)
    dialog.open()
    return dialog


def tell(parent: QWidget | None, words: str, *more: str, title: str = "") -> Dialog:
    """Say something, by default that something did not work, with one button that closes it."""
    dialog = Dialog(parent, title or translate("Dialog", "That did not work"), (words, *more))
    dialog.add_buttons(primary(translate("Dialog", "Close"), dialog.accept), first=0)
    dialog.open()
    return dialog


class ClosingDialog(Dialog):
    """The window is closed while forms are unsent: keep sending, close all the same, or stay."""

    keep_sending = Signal()
    close_anyway = Signal()

    def __init__(self, parent: QWidget | None, unsent: int, phone: str = "") -> None:
        """`phone` is the council's number when a safeguarding form is among them, else ""."""
        title = (
            translate("ClosingDialog", "1 form has not reached the council")
            if unsent == 1
            else translate("ClosingDialog", "{} forms have not reached the council").format(unsent)
        )
        text = translate(
            "ClosingDialog",
            "They can be sent in the background while this window is closed. If you close the program, they are kept "
            "and sent the next time you open it.",
        )
        call = translate("ClosingDialog", "One is about a child's safety. If it is urgent, call the council on {}.")
        super().__init__(parent, title, (text, call.format(phone)) if phone else (text,))
        self.add_buttons(
            primary(
                translate("ClosingDialog", "Keep sending in the background"), partial(self._end, self.keep_sending.emit)
            ),
            secondary(translate("ClosingDialog", "Stay here"), self.reject),
            secondary(translate("ClosingDialog", "Close anyway"), partial(self._end, self.close_anyway.emit)),
            first=0,
        )

    def _end(self, say: Callable[[], None]) -> None:
        say()
        self.accept()


class IdleDialog(Dialog):
    """The window is about to lock; any key, click or the button stays. Everything is saved already."""

    stay = Signal()
    lock_now = Signal()

    def __init__(self, parent: QWidget | None, seconds: int) -> None:
        super().__init__(parent, translate("IdleDialog", "Are you still there?"), (_countdown(seconds),))
        self.add_buttons(
            primary(translate("IdleDialog", "Stay signed in"), self.accept),
            secondary(translate("IdleDialog", "Lock now"), self._lock),
            first=0,
        )
        self._seconds = seconds
        self._locking = False
        self.finished.connect(lambda _result: (self.lock_now if self._locking else self.stay).emit())

    def count_down(self, seconds: int) -> None:
        """Show how many seconds are left; said aloud every 15 seconds, not at each."""
        if seconds == self._seconds:
            return
        self._seconds = seconds
        self.texts[0].setText(_countdown(seconds))
        if seconds % 15 == 0:
            announce(self, _countdown(seconds))

    def _lock(self) -> None:
        self._locking = True
        self.reject()


def _countdown(seconds: int) -> str:
    return translate(
        "IdleDialog", "The window locks in {} seconds, because nobody has used it. Everything you wrote is saved."
    ).format(seconds)

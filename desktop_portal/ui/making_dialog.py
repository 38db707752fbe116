"""How far a long piece of work is, and the way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.widgets import secondary

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


class ProgressDialog(Dialog):
    """A title, a sentence, and a bar with a name. Closing it in any way means: stop."""

    def __init__(self, parent: QWidget | None, title: str, words: str, name: str) -> None:
        super().__init__(parent, title, (words,))
        self._bar = QProgressBar()
        # The bar is lower than a line of text: a number in it would be cut. A screen reader has it all the same.
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(name)
        self.add_parts(self._bar)
        self.add_buttons(secondary(translate("MakingDialog", "Stop"), self.reject), first=0)

    def show_progress(self, done: int, of: int) -> None:
        """Say how far it is; of nothing yet it is only said that it goes on."""
        self._bar.setMaximum(of)
        self._bar.setValue(done)


class MakingDialog(ProgressDialog):
    """A document is being made."""

    def __init__(self, parent: QWidget | None) -> None:
        words = translate("MakingDialog", "A long form takes a moment. Nothing is written to the disk.")
        name = translate("MakingDialog", "How much of the document is made")
        super().__init__(parent, translate("MakingDialog", "The document is being made"), words, name)


class UpgradingDialog(ProgressDialog):
    """The saved forms of an older program are being brought up to date."""

    def __init__(self, parent: QWidget | None) -> None:
        words = translate("MakingDialog", "This happens once after an update. A copy of your forms is kept first.")
        name = translate("MakingDialog", "How much of your saved forms is copied")
        super().__init__(parent, translate("MakingDialog", "Your saved forms are brought up to date"), words, name)

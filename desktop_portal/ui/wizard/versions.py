"""Earlier versions of a form: when each was saved, what it says otherwise, and the way back to it (J12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.messages import moment
from desktop_portal.ui.widgets import Text, body, clear, fill, heading, hint, primary, secondary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from desktop_portal.core.differences import Difference

translate = QCoreApplication.translate
LINES, WIDTH = 6, 64


class VersionsDialog(Dialog):
    """Lists the versions, the last first. `restore` carries the time of the one that is wanted back."""

    restore = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        versions: Sequence[datetime],
        compared: Callable[[datetime], Sequence[Difference]],
        now: datetime,
    ) -> None:
        about = translate(
            "Versions",
            "The form as it is now is kept as a version too, so that you can come back to it.",
        )
        super().__init__(parent, translate("Versions", "Earlier versions of this form"), (about,))
        self._versions, self._compared, self._now = tuple(versions), compared, now
        self._list = QListWidget()
        self._list.setSpacing(4)
        self._list.setAccessibleName(translate("Versions", "Saved versions"))
        for one in self._versions:
            self._list.addItem(QListWidgetItem(moment(one, now)))
        self._list.setFixedHeight(self._list.fontMetrics().lineSpacing() * LINES * 3 // 2)
        self._shown = QWidget()
        self._lines = QVBoxLayout(self._shown)
        fill(self._lines, spacing=6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(translate("Versions", "What it says otherwise"))
        area.setWidget(self._shown)
        area.setMinimumHeight(self.fontMetrics().lineSpacing() * 10)
        area.setMinimumWidth(self.fontMetrics().averageCharWidth() * WIDTH)
        self.add_parts(self._list, area)
        self._go = primary("", self._ask)
        self.add_buttons(self._go, secondary(translate("Versions", "Keep the form as it is"), self.reject), first=1)
        self._list.currentRowChanged.connect(self._show)
        self._list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        at = self._versions[row]
        words = translate("Versions", "Restore the version of {time}").replace("{time}", moment(at, self._now))
        self._go.setText(words)
        self._go.setAccessibleName(words)
        clear(self._lines)
        found = self._compared(at)
        self._lines.addWidget(heading(translate("Versions", "What it says otherwise")))
        if not found:
            self._lines.addWidget(body(translate("Versions", "Nothing: it is the same as the form is now.")))
        none = translate("Versions", "no answer")
        for one in found:
            self._lines.addWidget(Text(one.question, "strong"))
            self._lines.addWidget(body(translate("Versions", "Then: {}").format(one.then or none)))
            self._lines.addWidget(hint(translate("Versions", "Now: {}").format(one.now or none)))
        self._lines.addStretch(1)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _ask(self) -> None:
        at = self._versions[self._list.currentRow()]
        self.accept()
        self.restore.emit(at)

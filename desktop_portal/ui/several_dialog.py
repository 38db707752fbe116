"""Several forms saved as PDFs at once: which ones, how far it is, and the way to stop it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.fields import announce
from desktop_portal.ui.widgets import body, primary, secondary

if TYPE_CHECKING:
    from collections.abc import Sequence

translate = QCoreApplication.translate
GAP, AIR = 4, 20
_NO_LIMIT = 16_777_215


@dataclass(frozen=True, slots=True)
class OneOfSeveral:
    """A form that can be saved: its id, version, and a line that tells it from the others."""

    id: str
    version: int
    line: str


class _AsHighAsItsWords(QStyledItemDelegate):
    """Gives a line the height of all its words beside the box: Qt forgets how wide the box is."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Measure the words at the width that the box and the air leave them."""
        box = self._view.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, option, self._view)
        room = self._view.viewport().width() - box - AIR - 2 * GAP
        words = QFontMetrics(option.font).boundingRect(
            QRect(0, 0, max(room, 1), _NO_LIMIT), int(Qt.TextFlag.TextWordWrap), str(index.data() or "")
        )
        return QSize(room + box + AIR, max(words.height() + GAP, box + GAP))


class SeveralDialog(Dialog):
    """First a list to choose from, then a bar. `chosen` carries the forms, `stopped` that no more is wanted."""

    chosen = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None, forms: Sequence[OneOfSeveral]) -> None:
        super().__init__(
            parent,
            translate("SeveralDialog", "Save several forms as PDF"),
            (
                translate(
                    "SeveralDialog",
                    "Choose the forms, then a folder. The files are not encrypted: choose a folder that only you, or "
                    "those who may read these forms, can open.",
                ),
            ),
        )
        self._forms = tuple(forms)
        self._list = QListWidget()
        self._list.setSpacing(GAP)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._words = _AsHighAsItsWords(self._list)
        self._list.setItemDelegate(self._words)
        self._list.setAccessibleName(translate("SeveralDialog", "Forms to save"))
        for one in forms:
            item = QListWidgetItem(one.line, self._list)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked)
        self._list.setMinimumHeight(max(260, self.fontMetrics().lineSpacing() * 9))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemChanged.connect(lambda _item: self._count())
        self._told = body("")
        self._bar = QProgressBar()
        # The bar is lower than a line of text: a number in it would be cut. A screen reader has it all the same.
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(translate("SeveralDialog", "Forms saved"))
        self._bar.hide()
        self._all = secondary(translate("SeveralDialog", "Choose &none"), self._toggle)
        self._save = primary("", self._start)
        self._back = secondary(translate("SeveralDialog", "Go back"), self.reject)
        self.add_parts(self._list, self._told, self._bar)
        self.add_buttons(self._save, self._all, self._back, first=0)
        self._running = False
        self.rejected.connect(lambda: self.stopped.emit() if self._running else None)
        self._count()

    def show_progress(self, done: int, of: int) -> None:
        """Say how many are saved."""
        self._bar.setMaximum(of)
        self._bar.setValue(done)
        self._told.setText(translate("SeveralDialog", "{} of {} saved").format(done, of))

    def show_end(self, words: str) -> None:
        """Say what came of it; what remains is to close the window."""
        self._running = False
        self._told.setText(words)
        announce(self._told, words)
        self._back.setText(translate("SeveralDialog", "Close"))
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, of: int) -> None:
        """Show the bar in place of the list: it is being done."""
        self._running = True
        for widget in (self._list, self._all, self._save):
            widget.hide()
        self._bar.show()
        self._back.setText(translate("SeveralDialog", "Stop"))
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_progress(0, of)

    def _ticked(self) -> list[OneOfSeveral]:
        states = [self._list.item(row).checkState() for row in range(self._list.count())]
        return [one for one, state in zip(self._forms, states, strict=True) if state is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self._ticked())
        self._save.setText(translate("SeveralDialog", "&Save {} in a folder").format(count))
        self._save.setEnabled(count > 0)
        some = translate("SeveralDialog", "Choose &none")
        self._all.setText(some if count else translate("SeveralDialog", "Choose &all"))

    def _toggle(self) -> None:
        state = Qt.CheckState.Unchecked if self._ticked() else Qt.CheckState.Checked
        for row in range(self._list.count()):
            self._list.item(row).setCheckState(state)

    def _start(self) -> None:
        self.chosen.emit(self._ticked())

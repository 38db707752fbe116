"""Plain values as a table that sorts and searches at once, with 10,000 rows too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from desktop_portal.core.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
PIECE = 100
"""So many rows are put into words in one piece of work: few enough that a key pressed meanwhile is not late."""
KIND_ROLE = Qt.ItemDataRole.UserRole + 1


class HasId(Protocol):
    """A row that can be found again after sorting."""

    @property
    def id(self) -> str:
        """The same for as long as the row means the same thing."""
        ...


_TEXT_ROLES = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
R = TypeVar("R", bound=HasId)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its text, how it is drawn, what it is sorted by, and its width in letters.

    `kind` gives "text", "strong", "link", or "pill-ok", "pill-warn", "pill-bad", "pill-info" for a row. Without `key`,
    rows are sorted by the text.
    """

    header: str
    text: Callable[[R], str]
    letters: int = 12
    kind: Callable[[R], str] = lambda _row: "text"
    key: Callable[[R], Any] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows, sorted by one column, of which only those are shown that contain every word searched for."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._all: Sequence[R] = ()
        self._words: list[str] = []
        self._searched: list[str] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._shown: Sequence[int] = ()
        self._ahead = QTimer(self)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self.read_ahead)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, sorted and searched as before. Of `Lines` only those are made that are looked at."""
        self._all = rows
        self._searched = []
        self._arrange()
        self._ahead.start()

    def read_ahead(self) -> bool:
        """Put some more of the rows into words, while nobody wants anything else; whether all of them are."""
        self._put_into_words(len(self._searched) + PIECE)
        ready = len(self._searched) == len(self._all)
        if ready:
            self._ahead.stop()
        return ready

    def search(self, text: str) -> None:
        """Show only the rows that contain every word of the text, in any column."""
        self._words = text.casefold().split()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 for the order in which the rows were given."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange()

    def row_at(self, index: Index) -> R | None:
        """Return the row that an index stands for."""
        return self._all[self._shown[index.row()]] if index.isValid() and index.row() < len(self._shown) else None

    def cell(self, index: Index) -> tuple[str, str]:
        """Return a cell's text and how it is drawn; both empty where there is none."""
        row = self.row_at(index)
        if row is None:
            return "", ""
        column = self.columns[index.column()]
        return column.text(row), column.kind(row)

    def first(self, most: int) -> list[R]:
        """Return the rows at the top, at most so many."""
        return [self._all[at] for at in self._shown[:most]]

    def position(self, row_id: str) -> int:
        """Return where a row is shown, or -1."""
        ids = self._all.ids if isinstance(self._all, Lines) else [row.id for row in self._all]
        return next((at for at, shown in enumerate(self._shown) if ids[shown] == row_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or how it is drawn."""
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in _TEXT_ROLES:
            return column.text(row)
        return column.kind(row) if role == KIND_ROLE else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].header if role == Qt.ItemDataRole.DisplayRole else None

    def _found(self) -> Sequence[int]:
        """Return where the rows that hold every word stand."""
        if not self._words:
            return range(len(self._all))
        self._put_into_words(len(self._all))
        found: Sequence[int] = range(len(self._searched))
        for word in self._words:
            found = [at for at in found if word in self._searched[at]]
        return found

    def _put_into_words(self, up_to: int) -> None:
        """Put together what the first rows are searched by, where that was not done yet."""
        texts = [column.text for column in self.columns]
        for at in range(len(self._searched), min(up_to, len(self._all))):
            row = self._all[at]
            self._searched.append(" ".join([text(row) for text in texts]).casefold())

    def _arrange(self) -> None:
        """Sort and search in plain Python: 10,000 rows take some milliseconds, a proxy model half a second."""
        found = self._found()
        if self._sorted_by is not None:
            column, rows = self.columns[self._sorted_by[0]], self._all
            key = column.key or (lambda row: column.text(row).casefold())
            found = sorted(
                found, key=lambda at: key(rows[at]), reverse=self._sorted_by[1] is Qt.SortOrder.DescendingOrder
            )
        self.beginResetModel()
        self._shown = found
        self.endResetModel()

"""The small parts that every page is built of. What they look like is the style sheet's, by the property `kind`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from desktop_portal.ui.breaking import BREAK, breakable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

ARROWS = " ←→"
MOST_WIDTHS = 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic)


class Text(QLabel):
    """A text that wraps and is shown as it is typed: markup in a name stays markup."""

    def __init__(self, text: str, kind: str, *, wraps: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wraps)
        upright = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Fixed, upright)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Show another text, and name the label by it."""
        self._plain = text
        super().setText(breakable(text))
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the text as it was given, without the places where a very long word may break."""
        return self._plain


class Title(Text):
    """A page's title. It takes the keyboard when its page opens, and looks the same with it as without."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the keyboard as a plain widget does: a label would lay its text out anew, some pixels higher."""
        QWidget.focusInEvent(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Give the keyboard back the same way."""
        QWidget.focusOutEvent(self, event)


class Flowing(Text):
    """A text that asks for one line and wraps only where there is no room for it: for rows that flow."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text, kind)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of one line."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 4, self.fontMetrics().height() + 2)


class Button(QPushButton):
    """A push button whose text wraps when there is no room for it, so that large text loses nothing."""

    def __init__(self, text: str, kind: str, on_click: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._sizes: dict[int, QSize] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum, QSizePolicy.ControlType.PushButton)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Show another text, and name the button by it without arrows; `&` marks the mnemonic, `&&` is an ampersand."""
        super().setText(text)
        self.measure_anew()
        self.setAccessibleName(without_mnemonic(text).strip(ARROWS))

    def measure_anew(self) -> None:
        """Forget the sizes, which are kept because Qt asks for them many times while a page opens."""
        self._sizes.clear()
        self._hint = self._least = None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font or style has other sizes."""
        super().changeEvent(event)
        self.measure_anew()

    def sizeHint(self) -> QSize:  # noqa: N802
        """One line."""
        if self._hint is None:
            width = self._metrics().horizontalAdvance(without_mnemonic(self.text())) + 2
            self._hint = self._size_for(width)
        return self._hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the longest word, at least 24 x 24."""
        if self._least is None:
            metrics = self._metrics()
            words = breakable(without_mnemonic(self.text())).replace(BREAK, " ").split() or [""]
            hint = self._size_for(max(metrics.horizontalAdvance(word) for word in words) + 2)
            self._least = QSize(max(hint.width(), 24), max(self.sizeHint().height(), 24))
        return self._least

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as Space: people who come from the web press either."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.menu() is None:
            self.click()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height that all lines need at `width`."""
        frame = self._size_for(0).width()
        return self._size_for(max(width - frame, 1)).height()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the style's button, then the text in as many lines as it takes."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text = breakable(option.text)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        painter.setFont(self.font())
        painter.setPen(self.palette().buttonText().color())
        painter.drawText(inner, _WRAP | int(self._alignment()), text)

    def _alignment(self) -> Qt.AlignmentFlag:
        plain = str(self.property("kind")).startswith(("link", "menu"))
        return (Qt.AlignmentFlag.AlignLeft if plain else Qt.AlignmentFlag.AlignHCenter) | Qt.AlignmentFlag.AlignVCenter

    def _metrics(self) -> QFontMetrics:
        self.ensurePolished()
        return QFontMetrics(self.font())

    def _size_for(self, text_width: int) -> QSize:
        if text_width not in self._sizes:
            if len(self._sizes) > MOST_WIDTHS:
                self._sizes.clear()
            self._sizes[text_width] = self._measured(text_width)
        return self._sizes[text_width]

    def _measured(self, text_width: int) -> QSize:
        metrics = self._metrics()
        height = metrics.boundingRect(0, 0, max(text_width, 1), 100_000, _WRAP, breakable(self.text())).height()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = QSize(text_width, max(height, metrics.height()))
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, option, contents, self)


def without_mnemonic(text: str) -> str:
    """Return the text as it is read: without the marks of mnemonics."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def literal(text: str) -> str:
    """Return a text of a person's so that a button shows its ampersands instead of taking them for mnemonics."""
    return text.replace("&", "&&")


def title(text: str) -> Text:
    """Return a page's title; one a page."""
    return Title(text, "title")


def heading(text: str) -> Text:
    """Return the heading of a part of a page or of a card."""
    return Text(text, "heading")


def subheading(text: str) -> Text:
    """Return a heading within a part."""
    return Text(text, "subheading")


def body(text: str) -> Text:
    """Return a paragraph."""
    return Text(text, "body")


def hint(text: str) -> Text:
    """Return a paragraph that helps, in the quieter colour."""
    return Text(text, "hint")


def error(text: str) -> Text:
    """Return a sentence that says what is wrong, and what to do."""
    return Text(text, "error")


def pill(text: str, kind: str) -> Text:
    """Return a state in words on a tint; `kind` is "ok", "warn", "bad" or "info"."""
    return Text(text, f"pill-{kind}", wraps=False)


def primary(text: str, on_click: Callable[[], object] | None = None) -> Button:
    """Return the button for the one thing that a page is for."""
    return Button(text, "primary", on_click)


def secondary(text: str, on_click: Callable[[], object] | None = None) -> Button:
    """Return the button for another thing that can be done."""
    return Button(text, "secondary", on_click)


def danger(text: str, on_click: Callable[[], object] | None = None) -> Button:
    """Return the button for something that cannot be undone."""
    return Button(text, "danger", on_click)


def link(text: str, on_click: Callable[[], object] | None = None) -> Button:
    """Return a way to somewhere else, underlined."""
    return Button(text, "link", on_click)


def card(*widgets: QWidget, kind: str = "card") -> QFrame:
    """Return a white box around what belongs together; `kind` is "card", "card-warn", "card-info" or "card-ok"."""
    box = QFrame()
    box.setProperty("kind", kind)
    layout = QVBoxLayout(box)
    fill(layout, *widgets, margins=(24, 20, 24, 20), spacing=8)
    layout.addStretch(1)
    return box


def column(*widgets: QWidget, spacing: int = 16) -> QWidget:
    """Return a column at most 680 wide at 100 %, about 75 characters: text is read in it."""
    box, place = QWidget(), QWidget()
    box.setProperty("kind", "column")
    fill(QVBoxLayout(box), *widgets, spacing=spacing)
    # Only a horizontal layout asks for the height at the width that a widget is allowed to have.
    line = QHBoxLayout(place)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(box, 1)
    line.addStretch(0)
    return place


def nothing_yet(*widgets: QWidget) -> QWidget:
    """Return a card for a list with nothing in it: as high as its words, however much room there is."""
    box = QWidget()
    layout = QVBoxLayout(box)
    fill(layout, column(card(*widgets)))
    layout.addStretch(1)
    return box


def stack(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """Put widgets below each other, without limit of width."""
    box = QWidget()
    fill(QVBoxLayout(box), *widgets, spacing=spacing)
    return box


def row(*widgets: QWidget, spacing: int = 12) -> QWidget:
    """Put widgets beside each other, from the left."""
    box = QWidget()
    layout = QHBoxLayout(box)
    fill(layout, *widgets, spacing=spacing)
    layout.addStretch(1)
    return box


def line() -> QFrame:
    """Return a thin line between two parts."""
    drawn = QFrame()
    drawn.setProperty("kind", "line")
    drawn.setFixedHeight(1)
    return drawn


def spacer(height: int = 16) -> QWidget:
    """Return air of the height given (4, 8, 12, 16, 24, 32 or 48)."""
    air = QWidget()
    air.setFixedHeight(height)
    return air


def fill(
    layout: QLayout, *widgets: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 16
) -> None:
    """Put the widgets into a layout with the margins and the spacing given."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it with the next turn of the event loop."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and draw the widget by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if isinstance(widget, Button):
        widget.measure_anew()
    widget.update()

"""The bar over a document: back, page and size, find, text, save, print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.inputs import Line
from desktop_portal.ui.widgets import Button, Text, link, literal, primary, restyle, secondary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Offer:
    """Another document of the same form: a key for the program, and its words."""

    key: str
    words: str


class PdfBar(QFrame):
    """Says what the person wants; knows nothing of the document.

    `zoom` is 1 larger, -1 smaller, 0 as wide as the window, 2 a whole page. `page` is the number of the page to go to.
    `chosen` is the key of another document.
    """

    back = Signal()
    zoom = Signal(int)
    look = Signal()
    text = Signal()
    save = Signal()
    on_paper = Signal()
    preview = Signal()
    page = Signal(int)
    copy = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._page = Line(3)
        self._page.setAccessibleName(self.tr("Go to page"))
        self._page.returnPressed.connect(self._go)
        self._of = Text("", "body", wraps=False)
        self._size = Text("", "body", wraps=False)
        self._text = secondary(self.tr("Show as &text"), self.text.emit)
        self._only_pages = [
            self._button("\u2212", self.tr("Smaller (Ctrl and minus)"), lambda: self.zoom.emit(-1)),
            self._size,
            self._button("+", self.tr("Larger (Ctrl and plus)"), lambda: self.zoom.emit(1)),
            secondary(self.tr("Fit &width"), lambda: self.zoom.emit(0)),
        ]
        layout = FlowLayout(self, gap=10, line_gap=8)
        layout.setContentsMargins(24, 10, 24, 10)
        for left in (link(self.tr("← Back"), self.back.emit), self._page, self._of, *self._only_pages):
            layout.addWidget(left)
        layout.push()
        self._menu = QMenu(self)
        self._others = Button(self.tr("&Documents"), "secondary")
        self._others.setMenu(self._menu)
        for right in (
            self._others,
            secondary(self.tr("&Find"), self.look.emit),
            self._text,
            self._more(),
            secondary(self.tr("&Print"), self.on_paper.emit),
            primary(self.tr("&Save as PDF"), self.save.emit),
        ):
            layout.addWidget(right)

    def _go(self) -> None:
        """Go to the page that was typed; what is no number goes nowhere."""
        if self._page.text().strip().isdecimal():
            self.page.emit(int(self._page.text()))

    def _more(self) -> Button:
        """Return the menu of what is wanted less often."""
        menu = QMenu(self)
        self._whole = menu.addAction(self.tr("Fit pa&ge (Ctrl+9)"))
        self._whole.triggered.connect(lambda: self.zoom.emit(2))
        menu.addAction(self.tr("&Copy text")).triggered.connect(self.copy)
        menu.addAction(self.tr("Print pre&view")).triggered.connect(self.preview)
        button = Button(self.tr("&More"), "secondary")
        button.setMenu(menu)
        return button

    def show_page(self, page: int, pages: int) -> None:
        """Say which page is shown, from 1."""
        self._page.setText(str(page))
        self._of.setText(self.tr("of {pages}").format(pages=pages))

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer the other documents of the form that is shown."""
        self._menu.clear()
        for offer in offers:
            entry = self._menu.addAction(literal(offer.words))
            entry.triggered.connect(lambda _checked=False, key=offer.key: self.chosen.emit(key))
        self._others.setVisible(bool(offers))

    def show_size(self, percent: int) -> None:
        """Say how large the pages are shown; 100 is paper's size."""
        self._size.setText(self.tr("{percent} %").format(percent=percent))

    def show_mode(self, *, as_text: bool) -> None:
        """Offer the other view, and what belongs to this one."""
        self._text.setText(self.tr("Show &pages") if as_text else self.tr("Show as &text"))
        self._whole.setVisible(not as_text)
        for widget in (self._page, self._of, *self._only_pages):
            widget.setVisible(not as_text)

    def _button(self, sign: str, name: str, act: Callable[[], None]) -> Button:
        button = secondary(sign, act)
        button.setAccessibleName(name)
        button.setToolTip(name)
        restyle(button, "small", value=True)
        return button

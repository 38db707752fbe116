"""The one window: bars at the top, a page below, and the lock page over everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.focus import FocusRings
from desktop_portal.ui.foot_place import FootPlace
from desktop_portal.ui.hide_key import HideKey
from desktop_portal.ui.keys import show_keys
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.reading import order_tabs
from desktop_portal.ui.scrolling import bring_into_view, scrolled
from desktop_portal.ui.top_bar import DangerBar, TopBar, TopBarState
from desktop_portal.ui.widgets import fill

HIDE_KEY = "Ctrl+Shift+H"
SMALLEST_PAGE = 14
"""Lines of text that a page keeps for itself; where the bars leave less, bars and page scroll together."""
ROOM_FOR_FOOT = 12
"""Lines of text in a window that can spare some for a page's foot while the rest scrolls."""


class MainWindow(QMainWindow):
    """Holds pages by name. It decides nothing: `close_asked` and `hide_asked` say what the person wants."""

    close_asked = Signal()
    hide_asked = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._pages: dict[str, QWidget] = {}
        self._may_close = False
        self._neutral = False
        self.shown_title = ""
        self._program = ""
        self.top_bar = TopBar()
        self.danger_bar = DangerBar()
        self._stack = QStackedWidget()
        self._frame = QWidget()
        fill(QVBoxLayout(self._frame), self.top_bar, self.danger_bar, self._stack, spacing=0)
        self._outer = scrolled(self._frame)
        self._foot = FootPlace()
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        fill(whole, self._outer, self._foot, spacing=0)
        whole.setStretchFactor(self._outer, 1)
        # After the layout has settled: moving the foot changes what is being laid out.
        self._outer.verticalScrollBar().rangeChanged.connect(self._keep_foot, Qt.ConnectionType.QueuedConnection)
        self._cover = QStackedWidget()
        self._cover.addWidget(self._whole)
        self.setCentralWidget(self._cover)
        self._hide_key = HideKey(self, app, HIDE_KEY)
        self._hide_key.pressed.connect(self.hide_asked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self._show_keys)
        self.resize(1280, 860)
        self.setMinimumSize(480, 360)
        self._rings = FocusRings(self, app)

    def add_page(self, name: str, page: QWidget) -> None:
        """Keep a page under a name; one of the same name is replaced and deleted."""
        self.remove_page(name)
        self._pages[name] = page
        self._stack.addWidget(page)
        if isinstance(page, Page):
            page.titled.connect(lambda _title: self.retitle())

    def remove_page(self, name: str) -> None:
        """Forget a page and delete it with all that it shows."""
        page = self._pages.pop(name, None)
        if page is not None:
            if page is self._stack.currentWidget():
                self._foot.hold(None)
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def show_page(self, name: str, *, focus: bool = True) -> None:
        """Show a page, with the danger bar if the page's `danger` says so, and say its title."""
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        self.danger_bar.setVisible(bool(getattr(page, "danger", False)))
        self.retitle()
        self._keep_foot()
        order_tabs(self._whole)
        if focus and isinstance(page, Page):
            page.first_focus()
        announce(self, self.shown_title)

    @property
    def page(self) -> str:
        """The name of the page that is shown, also while the window is locked; "" before the first."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def cover(self, page: QWidget) -> None:
        """Show the lock page in place of everything else, bars included."""
        self.uncover()
        self._cover.addWidget(page)
        self._cover.setCurrentWidget(page)
        self.retitle()
        if isinstance(page, Page):
            page.first_focus()

    def uncover(self) -> None:
        """Take the lock page away and delete it; what was there before is there again."""
        self._cover.setCurrentIndex(0)
        while (page := self._cover.widget(1)) is not None:
            self._cover.removeWidget(page)
            page.deleteLater()
        self.retitle()

    def show_bar(self, state: TopBarState) -> None:
        """Show whose portal it is, the connection, and who is signed in."""
        self._program = self.tr("{} Children's Portal").format(state.council)
        self.top_bar.show_state(state)
        order_tabs(self._whole)
        self.retitle()

    def set_neutral(self, *, on: bool) -> None:
        """Name only the program in the window's title, which others see in the task bar of a shared computer."""
        self._neutral = on
        self.retitle()

    def set_hide_key(self, key: str) -> None:
        """Take another key for hiding the window at once, such as "Ctrl+Shift+H"; "" for none."""
        self._hide_key.change(key)

    def _show_keys(self) -> None:
        """Show what the keys do, unless the window is locked."""
        if self._cover.currentIndex() == 0:
            show_keys(self, self._hide_key.words)

    def come_to_front(self) -> None:
        """Be seen before all other windows, as large as before it was hidden or made small."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_now(self) -> None:
        """Close without asking again."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask first: forms may be unsent. The answer may come at once, and then the window goes."""
        if not self._may_close:
            self.close_asked.emit()
        event.setAccepted(self._may_close)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001
        """Go on with Tab, and see where one is: Qt scrolls only the area that the keyboard was in already."""
        moved = super().focusNextPrevChild(forward)
        bring_into_view(self.focusWidget())
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep room for the page under the bars."""
        super().resizeEvent(event)
        self._stack.setMinimumHeight(self.fontMetrics().height() * SMALLEST_PAGE)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep that room when the text grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_stack"):
            self._stack.setMinimumHeight(self.fontMetrics().height() * SMALLEST_PAGE)

    def _keep_foot(self) -> None:
        """Keep the way on in sight where bars and page scroll together and the window has lines to spare."""
        spare = self.height() >= self.fontMetrics().height() * ROOM_FOR_FOOT
        # What the foot takes is not counted, or it would come and go at one size of window.
        beyond = self._outer.verticalScrollBar().maximum() - (0 if self._foot.isHidden() else self._foot.height())
        if self._foot.hold(self._stack.currentWidget() if spare and beyond > 0 else None):
            order_tabs(self._whole)

    def retitle(self) -> None:
        """Take the window's title from what is shown."""
        covered = self._cover.currentIndex() > 0
        shown = self._cover.currentWidget() if covered else self._stack.currentWidget()
        title = shown.title if isinstance(shown, Page) else (shown.windowTitle() if shown is not None else "")
        self.shown_title = " – ".join(part for part in (title, self._program) if part)  # noqa: RUF001 (a dash)
        self.setWindowTitle(self._program if self._neutral else self.shown_title)

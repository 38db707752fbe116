"""The middle of the wizard: the page that is open, in one scrolled column. A section is built when first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QWidget

from desktop_portal.core.wizard import CHECK
from desktop_portal.ui.editors.base import px
from desktop_portal.ui.fields import announce
from desktop_portal.ui.scrolling import AsHighAsItsTexts, scrolled
from desktop_portal.ui.wizard.check_answers import WIDTH as CHECK_WIDTH
from desktop_portal.ui.wizard.check_answers import CheckAnswers
from desktop_portal.ui.wizard.place import Place, place_of, put_back
from desktop_portal.ui.wizard.section_view import COLUMN, SectionView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop_portal.core.council import Council
    from desktop_portal.core.page_state import PageState
    from desktop_portal.forms.answers import Path
    from desktop_portal.ui.wizard.acts import Acts
    from desktop_portal.ui.wizard.submitting import Confirmation

MARGINS = (40, 28, 40, 40)
SMALL_MARGINS = (16, 16, 16, 24)


class Content(AsHighAsItsTexts):
    """A page in the middle: as wide as the design says, with air around it."""

    def __init__(self, page: QWidget, width: int) -> None:
        super().__init__()
        self._page, self._wide = page, width
        self.setProperty("kind", "content")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(*MARGINS)
        self._line.addWidget(page, 1)
        self._line.addStretch(0)
        self.fit()

    def fit(self) -> None:
        """Let the page be as wide as the design says at this size of text."""
        self._page.setMaximumWidth(px(self._page, self._wide))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the air at the sides small where there is little room."""
        super().resizeEvent(event)
        margins = MARGINS if event.size().width() > px(self, COLUMN) else SMALL_MARGINS
        if self._line.contentsMargins() != QMargins(*margins):
            self._line.setContentsMargins(*margins)


class PageHost(QWidget):
    """Shows one page at a time. `wanted` carries a page and a question to change; `settled`: more is there."""

    wanted = Signal(str, object)
    settled = Signal()

    def __init__(self, acts: Acts, council: Council) -> None:
        super().__init__()
        self._acts, self._council = acts, council
        self._sections: dict[str, QScrollArea] = {}
        self._open: QScrollArea | None = None
        self._stack = QStackedLayout(self)
        self.page: SectionView | CheckAnswers | Confirmation | None = None

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Ask for no height: what is above and below comes first, and the page scrolls in what is left."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def show_state(self, state: PageState) -> None:
        """Show what differs on the page that is open."""
        if isinstance(self.page, SectionView) and self.page.page == state.page:
            self.page.show_state(state)

    def turn_to(self, state: PageState) -> None:
        """Open the state's page, at its question where it names one, else at the top."""
        same = self.page is not None and self.page.page == state.page
        if state.page == CHECK:
            check = CheckAnswers(state)
            check.wanted.connect(self.wanted)
            self._put(self._scrolled(check, CHECK_WIDTH), check)
        elif same and isinstance(self.page, SectionView):
            self.page.show_state(state, opened=True)
        else:
            self._put_section(state)
        if state.focus is not None:
            self._focus_on(state.focus)
        elif not same or state.page == CHECK:
            self._to_top()

    def tell_problems(self, state: PageState) -> None:
        """Put the focus on the summary of what is wrong."""
        if isinstance(self.page, SectionView) and self._open is not None:
            self.page.tell_problems(state)
            self._open.verticalScrollBar().setValue(0)

    def place(self) -> Place:
        """Return where the person is, also while another window has the keyboard."""
        page = self.page.page if isinstance(self.page, SectionView | CheckAnswers) else ""
        scroll = self._open.verticalScrollBar().value() if self._open is not None else 0
        return place_of(page, scroll, self.window().focusWidget())

    def return_to(self, place: Place) -> None:
        """Put the person back where they were, if that page is open."""
        page, area = self.page, self._open
        if area is None or page is None or page.page != place.page:
            return
        field = None
        if isinstance(page, SectionView) and place.path is not None:
            page.open_row(place.path)
            field = page.field_at(place.path)

        def arrive() -> None:
            if field is not None:
                put_back(field, place)
            area.verticalScrollBar().setValue(place.scroll)

        # Scroll positions are known after the layout, which runs before the next turn of the loop ends.
        QTimer.singleShot(0, area, arrive)

    def show_confirmation(self, page: Confirmation) -> None:
        """Show what became of the form; the sections are not needed any more."""
        self._put(self._scrolled(page, COLUMN), page)
        self._to_top()

    def _put_section(self, state: PageState) -> None:
        area = self._sections.get(state.page)
        if area is None:
            group = next((s for s in self._acts.form.sections if s.link_id == state.page), None)
            # In place first, filled then: whoever moves a full page makes Qt style all of it again.
            view = SectionView(state.page, group, self._acts, state, self._council)
            view.settled.connect(self.settled)
            area = self._scrolled(view, COLUMN)
            self._sections[state.page] = area
            self._stack.addWidget(area)
            view.show_state(state, opened=True)
            self._put(area, view)
            return
        known = area.findChild(SectionView)
        if isinstance(known, SectionView):
            known.show_state(state, opened=True)
            self._put(area, known)

    def _put(self, area: QScrollArea, page: SectionView | CheckAnswers | Confirmation) -> None:
        before = self._open
        if self._stack.indexOf(area) < 0:
            self._stack.addWidget(area)
        self._stack.setCurrentWidget(area)
        self._open, self.page = area, page
        if before is not None and before is not area and before not in self._sections.values():
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _scrolled(self, page: QWidget, width: int) -> QScrollArea:
        return scrolled(Content(page, width))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Give the pages the width that fits another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for inside in self.findChildren(Content):
                # In the next turn: the pages themselves have the size of text only after what is around them.
                QTimer.singleShot(0, inside, inside.fit)

    def _to_top(self) -> None:
        if self._open is None or self.page is None:
            return
        self._open.verticalScrollBar().setValue(0)
        title = self.page.title
        title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        title.setProperty("ownFocus", True)
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(title, title.text())

    def _focus_on(self, path: Path) -> None:
        page, area = self.page, self._open
        if not isinstance(page, SectionView) or area is None:
            return
        page.open_row(path)
        field = page.place_at(path)
        if field is None:
            self._to_top()
            return

        def arrive() -> None:
            area.ensureWidgetVisible(field, 0, 80)
            field.take_focus()

        # A page just built has no places yet: the layout runs before the next turn of the loop ends.
        QTimer.singleShot(0, field, arrive)

"""The wizard as one view: sections at the left, the page in the middle, the bar at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_portal.core.problems import Problem
from desktop_portal.core.wizard import CHECK, DECLARATION
from desktop_portal.ui.editors.base import undo_key
from desktop_portal.ui.editors.file_zone import Files
from desktop_portal.ui.fields import announce
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.reading import order_tabs
from desktop_portal.ui.widgets import fill
from desktop_portal.ui.wizard.acts import Acts
from desktop_portal.ui.wizard.adding import Adding
from desktop_portal.ui.wizard.aside_strip import AsideStrip
from desktop_portal.ui.wizard.asked import asked_panel
from desktop_portal.ui.wizard.autosave import Autosave
from desktop_portal.ui.wizard.foot_bar import FootBar
from desktop_portal.ui.wizard.page_host import PageHost
from desktop_portal.ui.wizard.section_view import SectionView
from desktop_portal.ui.wizard.side import Side
from desktop_portal.ui.wizard.sides import Sides
from desktop_portal.ui.wizard.submitting import Confirmation, ConfirmSubmit
from desktop_portal.ui.wizard.wording import page_title, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop_portal.core.council import Council
    from desktop_portal.core.page_state import PageState
    from desktop_portal.core.submission import Receipt, Submission
    from desktop_portal.services.drafting import DraftSession
    from desktop_portal.ui.wizard.acts import Doors
    from desktop_portal.ui.wizard.asked import AskedPanel
    from desktop_portal.ui.wizard.place import Place


class WizardWindow(QWidget):
    """One open form. It hands what the person does to the session and shows the state that comes back.

    `titled` carries the window's title for the frame ("Error: …" while problems are shown). `save_now` is for whoever
    is about to lock or close; it says whether all is on the disk.
    """

    titled = Signal(str)

    def __init__(self, session: DraftSession, doors: Doors, council: Council, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._doors, self._council = session, doors, council
        self.danger = session.safeguarding
        self._sent: Confirmation | None = None
        self._autosave = Autosave(self._save, self)
        self._adding = Adding(doors.beside, self._show_added)
        self._host = PageHost(self._acts(), council)
        self._list, self.foot = Side(), FootBar()
        self._asked = self._panel()
        self._lay_out()
        self._list.opened.connect(lambda page: self._turn(session.go_to(page)))
        self._list.wanted.connect(lambda page, path: self._turn(session.go_to(page, path)))
        self._list.left.connect(self._leave)
        self._list.searched.connect(lambda text: self._list.show_hits(session.find(text)))
        self._list.asked_left.connect(lambda: self._list.show_left(session.what_is_left()))
        self._list.undo.connect(lambda: self._undo(again=False))
        self._list.redo.connect(lambda: self._undo(again=True))
        self._host.wanted.connect(lambda page, path: self._turn(session.go_to(page, path)))
        # Sections, page, foot: in the order in which they are read, whichever of them was made last.
        self._host.settled.connect(lambda: order_tabs(self))
        self.foot.next.connect(self._next)
        self.foot.back.connect(lambda: self._turn(session.back()))
        self.foot.save.connect(self._leave)
        self.foot.pdf.connect(self._open_pdf)
        self.foot.versions.connect(lambda: self._doors.versions() if self.save_now() else None)
        self._shortcuts()
        self._turn(session.state)

    def save_now(self) -> bool:
        """Save what is not saved yet; False when it could not be, which is then told in the bar."""
        self._adding.settle()
        return self._sent is not None or self._autosave.now()

    def take_foot_back(self) -> None:
        """Put the foot under the page again, when a window had held it in sight elsewhere."""
        self._column.addWidget(self.foot)

    def place(self) -> Place | None:
        """Return where the person is; None once the form was submitted."""
        return None if self._sent is not None else self._host.place()

    def return_to(self, place: Place) -> None:
        """Put the person back where they were before a lock: page, question, caret, scroll position."""
        if place.page and place.page != self._session.state.page:
            self._turn(self._session.go_to(place.page))
        self._host.return_to(place)

    def show_received(self, receipt: Receipt) -> None:
        """Show the reference when the council has the form that was just submitted here."""
        if self._sent is not None:
            self._sent.show_received(receipt)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Take back or do again the last change, in whatever field it was."""
        again = undo_key(event)
        if again is None:
            super().keyPressEvent(event)
        else:
            self._undo(again=again)

    def _acts(self) -> Acts:
        session = self._session

        def changing(act: Callable[..., PageState]) -> Callable[..., None]:
            def run(*given: Any) -> None:
                self._show(act(*given))
                self._autosave.changed()

            return run

        return Acts(
            form=session.form,
            edit=changing(session.edit),
            change_rows=changing(session.change_rows),
            add_row=changing(session.add_row),
            take_over=changing(session.take_over),
            begin_sibling=self._begin_sibling,
            files=Files(self._adding.keeping(lambda file: self._doors.attach(session.id, file)), self._doors.read_file),
            undo=lambda: self._undo(again=False),
            go_to=lambda page, path: self._turn(session.go_to(page, path)),
            words_for=self._council.words_for,
            other_form=self._doors.other_form,
            go_on_as=self._go_on_as,
        )

    def _panel(self) -> AskedPanel | None:
        """Return what stands above the page where the form answers the council."""
        session = self._session
        panel = asked_panel(session, self._autosave.changed)
        if panel is not None and session.asked is not None:
            version = session.asked.version
            panel.wanted.connect(lambda page, path: self._turn(session.go_to(page, path)))
            panel.previous.connect(lambda: self._doors.previous(version))
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave most of the window to the form."""
        super().resizeEvent(event)
        if self._asked is not None:
            self._asked.fit(self.height())

    def _show_asked(self, state: PageState) -> None:
        if self._asked is not None:
            self._asked.show_changes(self._session.changed_count)
            if isinstance(self._host.page, SectionView) and self._host.page.page == state.page:
                self._asked.pin(state, self._host.page)

    def _go_on_as(self, url: str) -> None:
        if self.save_now():
            self._doors.go_on_as(url)

    def _show(self, state: PageState) -> None:
        """Show what differs on the same page."""
        self._host.show_state(state)
        self._list.show_state(state)
        self.foot.show_state(state)
        self._show_asked(state)
        name = page_title(state.page, state.title)
        error = tr("Error: ") if state.has_problem else ""
        title = f"{error}{name} - {state.form_title}"
        if title != self.windowTitle():
            self.setWindowTitle(title)
            self.titled.emit(title)

    def _turn(self, state: PageState) -> None:
        """Open the page of a state."""
        self._sides.show_page(state)
        self._host.turn_to(state)
        self._show(state)
        order_tabs(self)

    def _undo(self, *, again: bool) -> None:
        before = self._session.state
        if self._sent is not None or not (before.can_redo if again else before.can_undo):
            return
        state = self._session.undo(again=again)
        self._turn(state)
        self._autosave.changed()
        item = self._session.form.items.get(state.focus.link_id) if state.focus else None
        words = tr("Done again: {question}") if again else tr("Taken back: {question}")
        announce(self, words.replace("{question}", item.text if item else ""))

    def _show_added(self) -> None:
        if isValid(self) and self._sent is None and self._session.state.page == CHECK:
            self._turn(self._session.state)

    def _begin_sibling(self, row: int) -> None:
        self._adding.settle()
        if self._save(always=True):
            self._doors.begin_sibling(row)

    def _find(self) -> None:
        if self._sent is None:
            self._sides.show_list()
            self._list.search()

    def _next(self) -> None:
        self._adding.settle()
        before = self._session.state.page
        if before == DECLARATION:
            self._submit()
            return
        state = self._session.next()
        self._turn(state)
        self._autosave.changed()
        if state.page == before and state.summary:
            self._host.tell_problems(state)

    def _submit(self) -> None:
        if not self._session.ready_to_submit():
            state = self._session.state
            self._turn(state)
            if state.summary:
                self._host.tell_problems(state)
            else:
                self._turn(self._session.go_to(CHECK))
            return
        if not self.save_now() or not self._doors.may_submit():
            return
        asked = ConfirmSubmit(self._council, self._session.form.title, self)
        asked.accepted.connect(self._confirmed)
        asked.open()

    def _confirmed(self) -> None:
        self._autosave.stop()
        try:
            submission = self._session.submit()
        except Problem as problem:
            self.foot.show_trouble(sentence(problem))
            return
        self._show_sent(submission)
        self._doors.submitted(submission)

    def _show_sent(self, submission: Submission) -> None:
        """Show in place of the form that it waits to be sent."""
        self._sent = Confirmation(submission, self._council)
        self._sent.home.connect(self._doors.leave)
        self._sent.pdf.connect(self._open_pdf)
        self._host.show_confirmation(self._sent)
        self._sides.show_alone()
        if self._asked is not None:
            self._asked.hide()
        self.foot.hide()
        self.titled.emit(self._sent.title.text())

    def _open_pdf(self) -> None:
        if self.save_now():
            self._doors.open_pdf(self._sent.submission if self._sent is not None else None)

    def _leave(self) -> None:
        """Save and go back to all forms; what cannot be saved keeps the person here and is told."""
        self._adding.settle()
        if self._save(always=True):
            self._autosave.stop()
            self._doors.leave()

    def _save(self, *, always: bool = False) -> bool:
        try:
            self._session.save(always=always)
        except Problem as problem:
            self.foot.show_trouble(sentence(problem))
            return False
        self.foot.show_trouble(self._doors.little_room())
        self._show(self._session.state)
        return True

    def _shortcuts(self) -> None:
        def back_to_check() -> None:
            if self._list.end_search():
                return
            if self._session.state.returning:
                self._turn(self._session.go_to(CHECK))

        keys: tuple[tuple[QKeySequence | QKeySequence.StandardKey | str, Callable[[], object]], ...] = (
            ("Ctrl+PgDown", self._next_unless_last),
            ("Ctrl+PgUp", self.foot.back.emit),
            (QKeySequence.StandardKey.Save, self.save_now),
            (QKeySequence.StandardKey.Find, self._find),
            ("Esc", back_to_check),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)

    def _next_unless_last(self) -> None:
        if self._sent is None and self._session.state.page != DECLARATION:
            self._next()

    def _lay_out(self) -> None:
        right = QWidget()
        column = self._column = QVBoxLayout(right)
        fill(column, spacing=0)
        if self._session.parked:
            column.addWidget(AsideStrip(self._session.parked, self._doors.set_aside))
        if self._asked is not None:
            column.addWidget(self._asked)
        column.addWidget(self._host, 1)
        column.addWidget(self.foot)
        self._sides = Sides(self._list, right, self.foot)
        fill(QVBoxLayout(self), self._sides)

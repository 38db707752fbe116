"""A saved form that goes on under another definition: a newer version of it, or another form (J27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop_portal.core.problems import Problem
from desktop_portal.ui.dialogs import Question, ask
from desktop_portal.ui.messages import day, sentence
from desktop_portal.ui.pages.form_changed import FormChangedPage, FormChangedState
from desktop_portal.ui.pages.set_aside import SetAsidePage, SetAsideState

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.core.draft import FormKey
    from desktop_portal.core.form_changed import FormChanged
    from desktop_portal.forms.parked import Parked
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

CHANGED, ASIDE = "form-changed", "set-aside"
translate = QCoreApplication.translate


class Changing(QObject):
    """`reopen` opens a saved draft in the wizard, `leave` goes back to all forms, `say` tells a problem."""

    def __init__(
        self,
        ground: Ground,
        reopen: Callable[[Session, str], None],
        leave: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(ground.window)
        self._ground, self._reopen, self._leave, self._say = ground, reopen, leave, say
        self._asked: tuple[Session, FormChanged] | None = None
        self._kept: set[tuple[str, FormKey]] = set()
        self._then: Callable[[], None] = leave
        self._page, self._aside = FormChangedPage(), SetAsidePage()
        ground.window.add_page(CHANGED, self._page)
        ground.window.add_page(ASIDE, self._aside)
        self._page.update_form.connect(self._update)
        self._page.keep.connect(self._keep)
        self._page.back.connect(leave)
        self._aside.proceed.connect(self._proceed)

    def open(self, session: Session, draft_id: str) -> None:
        """Open a saved form; when the council has changed it since, ask first."""
        try:
            changed = session.renewing.offer(draft_id, self._ground.app.language)
        except Problem as problem:
            self._say(sentence(problem))
            return
        if changed is None or (draft_id, changed.new) in self._kept:
            self._reopen(session, draft_id)
            return
        self._asked = (session, changed)
        until = changed.keep_until
        last_day = day(until.astimezone().date()) if until else ""
        self._page.show_state(FormChangedState(changed, last_day))
        self._ground.window.show_page(CHANGED)

    def show_set_aside(self, parked: tuple[Parked, ...], then: Callable[[], None]) -> None:
        """Show answers that could not be carried over; `then` is where the person goes on."""
        self._then = then
        self._aside.show_state(SetAsideState(parked))
        self._ground.window.show_page(ASIDE)

    def forget(self) -> None:
        """Take the person's words off the page: the window locks, or another form is opened."""
        self._asked = None
        self._aside.show_state(SetAsideState(()))

    def title_of(self, url: str) -> str:
        """Return the title of the form that is offered at a url, "" when there is none."""
        app = self._ground.app
        entry = app.shelf.entry_at(url, app.language)
        return entry.title if entry else ""

    def go_on_as(self, session: Session, draft_id: str, url: str) -> None:
        """Ask, then put the draft on another form, with all its answers."""
        app = self._ground.app
        entry = app.shelf.entry_at(url, app.language)
        if entry is None:
            return
        question = Question(
            title=translate("Changing", "Go on as: {form}").replace("{form}", entry.title),
            text=translate(
                "Changing",
                "Your answers are kept by their question. What the other form does not ask is set aside for you to "
                "copy. This form as it is now stays among its earlier versions.",
            ),
            yes=translate("Changing", "Go on with the other form"),
            no=translate("Changing", "Stay with this form"),
        )
        ask(self._ground.window, question, lambda: self._carry_over(session, draft_id, entry.key))

    def _proceed(self) -> None:
        self._then()

    def _update(self) -> None:
        if self._asked is not None:
            session, changed = self._asked
            self._asked = None
            self._carry_over(session, changed.draft_id, changed.new)

    def _keep(self) -> None:
        if self._asked is not None:
            session, changed = self._asked
            self._asked = None
            self._kept.add((changed.draft_id, changed.new))
            self._reopen(session, changed.draft_id)

    def _carry_over(self, session: Session, draft_id: str, form: FormKey) -> None:
        try:
            parked = session.renewing.carry_over(draft_id, form, self._ground.app.language)
        except Problem as problem:
            self._say(sentence(problem))
            return
        self._reopen(session, draft_id)
        if parked:
            self.show_set_aside(parked, lambda: self._ground.window.show_page("form"))

"""The pages that list forms: home, choose, recover, submitted; and the way back to a forgotten password."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_portal.core.problems import Problem
from desktop_portal.services.sent_list import as_csv, sent_lines
from desktop_portal.ui.controllers.checking import proof_errors
from desktop_portal.ui.controllers.submitted_list import SubmittedList
from desktop_portal.ui.controllers.told import draft_line, draft_lines, home_state, sent_columns
from desktop_portal.ui.controllers.told_returned import said_at_the_end
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.account import PasswordPage, PasswordState
from desktop_portal.ui.pages.choose import ChoosePage, ChooseState, FormChoice
from desktop_portal.ui.pages.home import HomePage, RecoveredWork
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.core.submission import Delivery
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

translate = QCoreApplication.translate


class Lists(QObject):
    """Says what was chosen.

    `began` a form, `opened` a draft, `acted` on what waits; `wants_pdf` and `wants_changes` of a submission,
    `wants_blank` a form to print, `wants_several` forms saved at once, `wants_check` a PDF compared with what was sent.
    """

    began = Signal(object)
    opened = Signal(str)
    acted = Signal(str)
    answered = Signal(str)
    wants_pdf = Signal(str)
    wants_changes = Signal(str)
    wants_blank = Signal(object)
    wants_several = Signal()
    wants_check = Signal()
    taken_back = Signal(str)
    home = Signal()

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._notice = ""
        self._recovered: RecoveredWork | None = None
        self._entries: dict[str, FormEntry] = {}
        self._home, self._choose = HomePage(), ChoosePage()
        self._recover, self._sent = RecoverPage(), SubmittedList(ground)
        self._submitted = self._sent.page
        self._password = PasswordPage()
        self._attempt, self._reset_email = "", ""
        self._then: Callable[[str], None] = lambda _notice: None
        for name, page in (
            ("home", self._home),
            ("choose", self._choose),
            ("recover", self._recover),
            ("submitted", self._submitted),
            ("password", self._password),
        ):
            ground.window.add_page(name, page)
        self._connect()

    @property
    def live(self) -> Mapping[tuple[str, int], Delivery]:
        """How far each form on its way is just now, by id and version."""
        return self._sent.live

    @live.setter
    def live(self, live: Mapping[tuple[str, int], Delivery]) -> None:
        self._sent.live = live

    def show_home(self, session: Session | None, notice: str = "", recovered: RecoveredWork | None = None) -> None:
        """Show the first page."""
        self._notice, self._recovered = notice, recovered
        self._fill_home(session)
        self._ground.window.show_page("home")

    def show_recover(self, session: Session) -> None:
        """Show all saved forms (J17)."""
        self._fill_recover(session)
        self._ground.window.show_page("recover")

    def show_submitted(self, session: Session) -> None:
        """Show all submitted forms (J23)."""
        self._sent.fill(session)
        self._ground.window.show_page("submitted")

    def refresh(self, session: Session | None) -> None:
        """Bring the list that is on the screen up to date."""
        fill = {"home": self._fill_home, "submitted": self._sent.fill}.get(self._ground.window.page)
        if fill is not None:
            fill(session)

    def forget(self) -> None:
        """Leave no child's initials in any list: the window locks, or somebody else sits down."""
        self._notice, self._recovered = "", None
        self._fill_home(None)
        self._recover.forget()
        self._recover.show_state(RecoverState((), self._ground.app.policy.retention_days))
        self._sent.forget()

    def show_forgotten(self, then: Callable[[str], None]) -> None:
        """Begin the way to a new password; `then` is called with a sentence when it is done or given up."""
        self._then, self._attempt = then, ""
        self._password.show_state(PasswordState("forgotten"))
        self._ground.window.show_page("password")

    def _fill_home(self, session: Session | None) -> None:
        app = self._ground.app
        state = home_state(session, app.council(), app.clock(), self._notice, app.language, self.live)
        self._sent.kept = state.kept or self._sent.kept
        self._home.show_state(replace(state, recovered=self._recovered))

    def _fill_recover(self, session: Session) -> None:
        app = self._ground.app
        lines = draft_lines(session.store.drafts.lines(), app.clock())
        trash = tuple(draft_line(one, app.clock()) for one in session.store.drafts.in_trash()) if app.has_trash else ()
        state = RecoverState(lines, app.policy.retention_days, trash, has_trash=app.has_trash)
        self._recover.show_state(state)

    def _connect(self) -> None:
        self._home.start.connect(self._show_choices)
        self._home.act.connect(self.acted)
        self._home.take_back.connect(self.taken_back)
        self._submitted.export.connect(self._export)
        self._home.open_draft.connect(self.opened)
        self._home.all_drafts.connect(lambda: self._with_session(self.show_recover))
        self._home.all_asked.connect(lambda: self._with_session(self.show_submitted))
        self._choose.choose.connect(lambda name: self.began.emit(self._entries[name]))
        self._choose.blank.connect(lambda name: self.wants_blank.emit(self._entries[name]))
        self._choose.back.connect(self.home)
        self._recover.open_draft.connect(self.opened)
        self._recover.delete.connect(self._delete)
        self._recover.get_back.connect(self._get_back)
        self._recover.start.connect(self.home)
        self._submitted.view_pdf.connect(self.wants_pdf)
        self._submitted.versions.connect(self.wants_changes)
        self._submitted.previous.connect(self.wants_pdf)
        self._submitted.several.connect(self.wants_several)
        self._submitted.check.connect(self.wants_check)
        self._submitted.act.connect(self._act)
        self._submitted.answer.connect(self.answered)
        self._home.answer.connect(self.answered)
        self._submitted.start.connect(self.home)
        self._password.proceed.connect(self._reset_step)
        self._password.back.connect(lambda: self._then(""))

    def _act(self, form_id: str) -> None:
        """Show what the council said at the end; anything else that waits is done elsewhere."""
        app = self._ground.app
        said = said_at_the_end(app.session, form_id, app.language) if app.session is not None else ()
        if said:
            tell(self._ground.window, *said, title=translate("Lists", "What the council says"))
        else:
            self.acted.emit(form_id)

    def _show_choices(self, audience: str) -> None:
        app = self._ground.app
        entries = app.shelf.entries(audience, app.language)
        self._entries = {one.name: one for one in entries}
        choices = tuple(FormChoice(one.name, one.title, one.summary, one.safeguarding) for one in entries)
        self._choose.show_state(ChooseState(audience, choices))
        self._ground.window.show_page("choose")

    def _export(self) -> None:
        """Write the list of what was sent to where the person says."""
        session = self._ground.app.session
        if session is None:
            return
        name = translate("Lists", "Forms sent.csv")
        file, _kind = QFileDialog.getSaveFileName(
            self._ground.window, translate("Lists", "Save the list"), name, "*.csv"
        )
        if not file:
            return
        try:
            Path(file).write_bytes(as_csv(sent_lines(session.store), sent_columns()))
        except OSError:
            self._submitted.tell(translate("Lists", "The list was not saved: that place cannot be written to."))
            return
        self._submitted.tell(translate("Lists", "The list is saved."))

    def _with_session(self, show: Callable[[Session], None]) -> None:
        if self._ground.app.session is not None:
            show(self._ground.app.session)

    def _delete(self, draft_id: str) -> None:
        session = self._ground.app.session
        if session is not None:
            if self._ground.app.has_trash:
                session.store.drafts.put_in_trash(draft_id, self._ground.app.clock())
            else:
                session.store.drafts.delete(draft_id)
            self._fill_recover(session)

    def _get_back(self, draft_id: str) -> None:
        session = self._ground.app.session
        if session is not None:
            session.store.drafts.get_back(draft_id)
            self._fill_recover(session)

    def _reset_step(self, typed: Mapping[str, str]) -> None:
        portal = self._ground.app.portal
        if "email" in typed:
            email = typed["email"]
            errors = tuple(one for one in proof_errors(email, "a password long enough") if one.field == "email")
            self._password.show_state(PasswordState("forgotten", email, errors, busy=not errors))
            if not errors:
                self._ground.lane.run(
                    lambda: portal.ask_password_reset(email),
                    lambda attempt: self._ask_new_password(attempt, email),
                    lambda trouble: self._reset_failed("forgotten", email, trouble),
                )
            return
        email = self._reset_email
        errors = tuple(
            FieldError("new", one.text)
            for one in proof_errors("a@example.com", typed["new"])
            if one.field == "password"
        )
        self._password.show_state(PasswordState("reset", email, errors, busy=not errors))
        if not errors:
            attempt, code, new = self._attempt, typed["code"], typed["new"]
            done = translate("Lists", "Your password is changed. Sign in with the new one.")
            self._ground.lane.run(
                lambda: portal.reset_password(attempt, code, new),
                lambda _none: self._then(done),
                lambda trouble: self._reset_failed("reset", email, trouble),
            )

    def _ask_new_password(self, attempt: str, email: str) -> None:
        self._attempt, self._reset_email = attempt, email
        self._password.show_state(PasswordState("reset", email))

    def _reset_failed(self, step: str, email: str, trouble: Exception) -> None:
        field = "email" if step == "forgotten" else "code"
        self._password.show_state(PasswordState(step, email, (FieldError(field, sentence(trouble)),)))
        if not isinstance(trouble, Problem):
            self._ground.bug(trouble)

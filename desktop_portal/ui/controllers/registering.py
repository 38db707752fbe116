"""Registering in three steps, then the terms (J03 to J06): pages, checks and the server's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal.core.problems import CodeExpired, Problem, TooManyTries, WrongCode
from desktop_portal.remote.wire import Registration
from desktop_portal.ui.controllers.checking import personal_errors, proof_errors
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.registration import (
    CodePage,
    CodeState,
    CredentialsPage,
    CredentialsState,
    PersonalDetails,
    PersonalPage,
    PersonalState,
)
from desktop_portal.ui.pages.terms import RegisteredPage, RegisteredState, TermsPage, TermsState

if TYPE_CHECKING:
    from desktop_portal.remote.wire import Terms
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

translate = QCoreApplication.translate


class RegisteringPages(QObject):
    """`registered` brings the session of the new account; `left` says that the person went back to signing in."""

    registered = Signal(object)
    left = Signal()

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._details, self._email, self._password = PersonalDetails(), "", ""
        self._session: Session | None = None
        window = ground.window
        self._personal, self._credentials = PersonalPage(), CredentialsPage()
        self._code, self._terms, self._done = CodePage(), TermsPage(), RegisteredPage()
        for name, page in (
            ("register-1", self._personal),
            ("register-2", self._credentials),
            ("register-3", self._code),
            ("terms", self._terms),
            ("registered", self._done),
        ):
            window.add_page(name, page)
        self._personal.proceed.connect(self._take_details)
        self._personal.back.connect(self.left)
        self._credentials.proceed.connect(self._take_credentials)
        self._credentials.back.connect(lambda: window.show_page("register-1"))
        self._code.verify.connect(self._take_code)
        self._code.back.connect(lambda: window.show_page("register-2"))
        self._code.new_code.connect(self._new_code)
        self._terms.agree.connect(self._agree)
        self._terms.proceed_without.connect(self._not_agreed)
        self._terms.leave.connect(self.left)
        self._done.proceed.connect(self._finish)

    def begin(self) -> None:
        """Show step 1."""
        self._personal.show_state(PersonalState())
        self._ground.window.show_page("register-1")

    def _take_details(self, details: PersonalDetails) -> None:
        errors = personal_errors(details)
        self._personal.show_state(PersonalState(details, errors=errors))
        if not errors:
            self._details = details
            self._credentials.show_state(CredentialsState())
            self._ground.window.show_page("register-2")

    def _take_credentials(self, email: str, password: str) -> None:
        errors = proof_errors(email, password)
        self._credentials.show_state(CredentialsState(email, errors, busy=not errors))
        if errors:
            return
        self._email, self._password = email, password
        details = self._details
        registration = Registration(
            email=email,
            password=password,
            first_name=details.first_name,
            last_name=details.last_name,
            job_role=details.job_role,
            organisation=details.organisation,
            phone=details.phone,
            language=self._ground.app.language,
            kind="professional",
        )
        begin = self._ground.app.registering.begin
        self._ground.lane.run(lambda: begin(registration), lambda _none: self._ask_code(), self._credentials_refused)

    def _credentials_refused(self, trouble: Exception) -> None:
        field = "password" if "password" in sentence(trouble).lower() else "email"
        self._credentials.show_state(CredentialsState(self._email, (FieldError(field, sentence(trouble)),)))
        self._report(trouble)

    def _ask_code(self) -> None:
        self._credentials.show_state(CredentialsState(self._email))
        self._code.show_state(CodeState(self._email))
        self._ground.window.show_page("register-3")

    def _take_code(self, code: str) -> None:
        if not code:
            words = translate("Registering", "Enter the 8-digit code from the e-mail")
            self._code.show_state(CodeState(self._email, (FieldError("code", words),)))
            return
        self._code.show_state(CodeState(self._email, busy=True))
        registering, language = self._ground.app.registering, self._ground.app.language

        def check() -> Terms:
            registering.enter_code(code)
            return registering.terms(language)

        self._ground.lane.run(check, self._ask_terms, self._code_refused)

    def _code_refused(self, trouble: Exception) -> None:
        self._code.show_state(CodeState(self._email, (FieldError("code", sentence(trouble)),)))
        if not isinstance(trouble, WrongCode | CodeExpired | TooManyTries):
            self._report(trouble)

    def _new_code(self) -> None:
        sent = translate("Registering", "A new code is on its way to {}.").format(self._email)
        self._ground.lane.run(
            self._ground.app.registering.send_new_code,
            lambda _none: self._code.show_state(CodeState(self._email, notice=sent)),
            self._code_refused,
        )

    def _ask_terms(self, terms: Terms) -> None:
        self._code.show_state(CodeState(self._email))
        self._terms.show_state(TermsState(terms.version, terms.text))
        self._ground.window.show_page("terms")

    def _not_agreed(self) -> None:
        words = translate("Registering", "Tick the box to agree to the Terms and Conditions")
        self._terms.show_errors((FieldError("agree", words),))

    def _agree(self, version: str) -> None:
        app, password = self._ground.app, self._password

        def finish() -> Session:
            return app.signing_in.after_registering(app.registering.agree(version), password)

        self._ground.lane.run(finish, self._welcome, self._terms_refused)

    def _terms_refused(self, trouble: Exception) -> None:
        self._terms.show_errors((FieldError("agree", sentence(trouble)),))
        self._report(trouble)

    def _welcome(self, session: Session) -> None:
        self._session, self._password = session, ""
        self._credentials.forget_password()
        self._done.show_state(RegisteredState(self._details.first_name, self._email))
        self._ground.window.show_page("registered")

    def _finish(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            self.registered.emit(session)

    def _report(self, trouble: Exception) -> None:
        if not isinstance(trouble, Problem):
            self._ground.bug(trouble)

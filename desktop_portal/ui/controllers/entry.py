"""Who is at work: signing in, the terms, the recovery code, going on as a guest (J02, J06, J09)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal.core.problems import (
    CannotReach,
    KeyringClosed,
    NoServerSet,
    OldPasswordNeeded,
    Problem,
    StoreUnreadable,
    UpgradeStopped,
    WrongPassword,
)
from desktop_portal.ui.controllers.asking import SecretDialog
from desktop_portal.ui.controllers.upgrading import Upgrading
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.recovery_code import RecoveryCodePage, RecoveryCodeState
from desktop_portal.ui.pages.sign_in import SignInPage, SignInState
from desktop_portal.ui.pages.terms import TermsPage, TermsState

if TYPE_CHECKING:
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.printing_code import PrintCode

translate = QCoreApplication.translate


class Entry(QObject):
    """Opens a session and hands it on by `entered`, once terms and recovery code are settled."""

    entered = Signal(object)
    register = Signal()
    forgotten = Signal()
    unreadable = Signal(str, str)

    def __init__(self, ground: Ground, print_code: PrintCode) -> None:
        super().__init__(ground.window)
        self._ground, self._print_code = ground, print_code
        self._session: Session | None = None
        self._email = ""
        self._keyring: bool | None = None
        self._upgrading = Upgrading(ground)
        self._page = SignInPage()
        self._page.sign_in.connect(self._sign_in)
        self._page.register.connect(self._register)
        self._page.forgotten.connect(self.forgotten)
        self._page.continue_offline.connect(self.as_guest)
        self._terms = TermsPage()
        self._terms.agree.connect(self._agree)
        self._terms.proceed_without.connect(self._not_agreed)
        self._terms.leave.connect(self._leave)
        self._code = RecoveryCodePage()
        self._code.kept.connect(self._code_kept)
        self._code.not_kept.connect(self._code_not_kept)
        self._code.print_code.connect(self._print)
        for name, page in (("sign-in", self._page), ("changed-terms", self._terms), ("recovery-code", self._code)):
            ground.window.add_page(name, page)

    def ask(self, notice: str = "") -> None:
        """Show the sign-in page."""
        self._page.forget()
        self._show(SignInState(email=self._email, notice=notice or self._no_server()))
        self._ground.window.show_page("sign-in")

    def let_in(self, session: Session) -> None:
        """Settle the terms and the recovery code, then hand the session on."""
        self._upgrading.end()
        self._session = session
        if session.person is not None:
            self._email = "" if self._ground.app.policy.shared_computer else session.person.email
        if session.terms_due:
            self._ask_terms(session)
        elif session.recovery_code:
            self._code.show_state(RecoveryCodeState(session.recovery_code))
            self._ground.window.show_page("recovery-code")
        else:
            self._session = None
            self._page.forget()
            self.entered.emit(session)

    def as_guest(self) -> None:
        """Open the store of forms without an account; where no keyring keeps its key, ask for a passphrase."""
        guests = self._ground.app.guests
        self._ground.lane.run(lambda: guests.open(), self.let_in, self._no_guest)  # noqa: PLW0108 (a default argument)

    def _register(self) -> None:
        if self._ground.app.portal.leads_somewhere:
            self.register.emit()
        else:
            # Three pages of details that could then go nowhere would be asked for in vain.
            self.ask()

    def _no_server(self) -> str:
        return "" if self._ground.app.portal.leads_somewhere else sentence(NoServerSet())

    def forget(self) -> None:
        """Leave neither the address nor a password on the sign-in page."""
        self._email = ""
        self._page.forget()
        self._show(SignInState())

    def _no_guest(self, trouble: Exception, secret: str = "") -> None:
        if not isinstance(trouble, KeyringClosed | WrongPassword):
            self._told(trouble, secret, email="")
            return
        known = self._ground.app.guests.is_there()
        about = (
            translate("Entry", "Enter the passphrase that you chose for forms written without an account.")
            if known
            else translate(
                "Entry",
                "This computer cannot keep a key by itself. Choose a passphrase: it opens what you write now, "
                "until you sign in.",
            )
        )
        dialog = SecretDialog(self._ground.window, translate("Entry", "Go on without an account"), about)
        if isinstance(trouble, WrongPassword):
            dialog.show_problem(
                translate("Entry", "That passphrase does not open the forms kept here. Enter it again.")
            )
        guests = self._ground.app.guests
        dialog.given.connect(
            lambda secret: self._ground.lane.run(
                lambda: guests.open(secret), self.let_in, lambda trouble: self._no_guest(trouble, secret)
            )
        )
        dialog.open()

    def _sign_in(self, email: str, password: str, old_secret: str = "") -> None:
        errors = tuple(
            FieldError(name, words)
            for name, typed, words in (
                ("email", email, translate("Entry", "Enter your e-mail address")),
                ("password", password, translate("Entry", "Enter your password")),
            )
            if not typed
        )
        self._email = email
        self._show(SignInState(email=email, errors=errors, busy=not errors))
        if errors:
            return
        signing_in, keep = self._ground.app.signing_in, self._page.keep

        def sign_in() -> Session:
            session = signing_in.sign_in(email, password, old_secret=old_secret)
            if keep:
                with suppress(KeyringClosed):
                    signing_in.keep_signed_in(session, password)
            return session

        def failed(trouble: Exception) -> None:
            if isinstance(trouble, OldPasswordNeeded):
                self._ask_old_secret(email, password)
            else:
                self._told(trouble, password)

        self._ground.lane.run(sign_in, self.let_in, failed)

    def _ask_old_secret(self, email: str, password: str) -> None:
        self._show(SignInState(email=email))
        dialog = SecretDialog(
            self._ground.window, translate("Entry", "Your password was changed"), sentence(OldPasswordNeeded())
        )
        dialog.given.connect(lambda secret: self._sign_in(email, password, secret))
        dialog.open()

    def _told(self, trouble: Exception, secret: str = "", email: str | None = None) -> None:
        if isinstance(trouble, StoreUnreadable):
            self._show(SignInState(email=self._email))
            self.unreadable.emit(self._email if email is None else email, secret)
        elif not isinstance(trouble, Problem):
            self._show(SignInState(email=self._email))
            self._ground.bug(trouble)
        elif isinstance(trouble, UpgradeStopped):
            self._show(SignInState(email=self._email, notice=sentence(trouble)))
        elif isinstance(trouble, CannotReach):
            self._show(SignInState(email=self._email, notice=sentence(trouble), offline=True))
        else:
            self._show(SignInState(email=self._email, errors=(FieldError("password", sentence(trouble)),)))

    def make_new_code(self, session: Session) -> None:
        """Ask for the password, then show a new recovery code once."""
        about = translate("Entry", "Enter your password. The recovery code that you have now opens no more after this.")
        dialog = SecretDialog(self._ground.window, translate("Entry", "Make a new recovery code"), about)
        signing_in = self._ground.app.signing_in

        def show(code: str) -> None:
            session.recovery_code = code
            self.let_in(session)

        def ask_again(trouble: Exception) -> None:
            if isinstance(trouble, Problem):
                self.make_new_code(session)
            else:
                self._ground.bug(trouble)

        dialog.given.connect(
            lambda secret: self._ground.lane.run(lambda: signing_in.new_recovery_code(session, secret), show, ask_again)
        )
        dialog.open()

    def welcome_back(self, email: str) -> None:
        """Open the account that is kept signed in here; where the keyring is closed, ask for the password."""
        self._email = email
        signing_in = self._ground.app.signing_in
        self._ground.lane.run(lambda: signing_in.with_keyring(email), self.let_in, self._not_by_keyring)

    def _not_by_keyring(self, trouble: Exception) -> None:
        if isinstance(trouble, StoreUnreadable):
            # What can be read of it needs the key, and the key the password.
            self.ask(translate("Entry", "Your saved forms did not open. Enter your password to see what can be done."))
        else:
            self.ask(sentence(trouble))

    def _show(self, state: SignInState) -> None:
        self._upgrading.end()
        policy = self._ground.app.policy
        can_keep = policy.keep_signed_in and not policy.shared_computer and self._has_keyring()
        self._page.show_state(replace(state, can_keep=can_keep))

    def _has_keyring(self) -> bool:
        if self._keyring is None:
            self._keyring = self._ground.app.has_keyring()
        return self._keyring

    def _ask_terms(self, session: Session) -> None:
        portal, language = self._ground.app.portal, self._ground.app.language

        def show(terms: object) -> None:
            version, text = getattr(terms, "version", session.terms_due), getattr(terms, "text", "")
            self._terms.show_state(TermsState(version, text, changed=True))
            self._ground.window.show_page("changed-terms")

        def later(_trouble: Exception) -> None:
            # Without the text nobody can agree; nothing written here is held back by that.
            session.terms_due = ""
            self.let_in(session)

        self._ground.lane.run(lambda: portal.terms(language), show, later)

    def _agree(self, _version: str) -> None:
        session = self._session
        if session is not None:
            self._ground.lane.run(session.agree_to_terms, lambda _none: self.let_in(session), self._terms_told)

    def _terms_told(self, trouble: Exception) -> None:
        self._terms.show_errors((FieldError("agree", sentence(trouble)),))

    def _not_agreed(self) -> None:
        words = translate("Entry", "Tick the box to agree to the Terms and Conditions")
        self._terms.show_errors((FieldError("agree", words),))

    def _leave(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        self.ask()

    def _code_kept(self) -> None:
        session = self._session
        if session is not None:
            session.recovery_code = ""
            self._code.show_state(RecoveryCodeState(""))
            self.let_in(session)

    def _code_not_kept(self) -> None:
        if self._session is not None:
            words = translate("Entry", "Write the code down or print it, then tick the box")
            self._code.show_state(RecoveryCodeState(self._session.recovery_code, (FieldError("kept", words),)))

    def _print(self) -> None:
        if self._session is not None and self._session.person is not None:
            self._print_code(self._session.recovery_code, self._session.person.email)

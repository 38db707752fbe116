"""My account and Settings: what the person may change, and what the organisation has set."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal import __version__
from desktop_portal.core.problems import NotSignedIn, Problem
from desktop_portal.ui.controllers.checking import personal_errors
from desktop_portal.ui.controllers.reporting import Reporting
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.account import AccountPage, AccountState
from desktop_portal.ui.pages.registration import PersonalDetails
from desktop_portal.ui.pages.settings import SettingsPage, SettingsState
from desktop_portal.ui.policy_words import set_by_organisation
from desktop_portal.ui.whys import warned_words

if TYPE_CHECKING:
    from desktop_portal.core.person import Person
    from desktop_portal.policy import Settings
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

CONTRAST = "contrast"
IDLE_CHOICES = (1, 2, 5, 10, 15, 30)
translate = QCoreApplication.translate


class Personal(QObject):
    """`dressed` says that colours, size of text or language are to be other ones."""

    dressed = Signal()
    sign_out = Signal()
    new_code = Signal()
    change_password = Signal()
    proxy = Signal()

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._session: Session | None = None
        self._account, self._settings = AccountPage(), SettingsPage()
        ground.window.add_page("account", self._account)
        ground.window.add_page("settings", self._settings)
        self._account.save.connect(self._save)
        self._account.sign_out.connect(self.sign_out)
        self._account.recovery_code.connect(self.new_code)
        self._account.change_password.connect(self.change_password)
        self._settings.changed.connect(self._change)
        self.reporting = Reporting(ground)
        self._settings.report.connect(self.reporting.ask)
        self._settings.proxy.connect(self.proxy)

    def show_account(self, session: Session) -> None:
        """Show who is signed in."""
        self._session = session
        person = session.person
        if person is not None:
            self._account.show_state(_account_state(person))
            self._ground.window.show_page("account")

    def follow(self, session: Session) -> None:
        """Work for this session from now on: what is typed on the page stays."""
        self._session = session

    def forget(self) -> None:
        """Leave nothing of the person on the page: somebody else may sit down."""
        self._session = None
        self._account.show_state(AccountState("", PersonalDetails(), "professional"))

    def show_settings(self) -> None:
        """Show the choices as they are."""
        self._settings.show_state(self._settings_state())
        self._ground.window.show_page("settings")

    def refresh_settings(self) -> None:
        """Show the choices as they are now; the keyboard stays where it is."""
        self._settings.show_state(self._settings_state())

    def _save(self, details: PersonalDetails) -> None:
        session = self._session
        person = session.person if session else None
        if session is None or person is None:
            return
        errors = personal_errors(details, person.kind)
        state = AccountState(person.email, details, person.kind, errors)
        self._account.show_state(state)
        if errors:
            return

        def saved(changed: Person | None) -> None:
            if changed is not None:
                self._account.show_state(_account_state(changed, translate("Personal", "Saved.")))

        def failed(trouble: Exception) -> None:
            words = (
                translate("Personal", "Sign in again to change your account.")
                if isinstance(trouble, NotSignedIn)
                else sentence(trouble)
            )
            self._account.show_state(replace(state, errors=(FieldError("first_name", words),)))
            if not isinstance(trouble, Problem):
                self._ground.bug(trouble)

        self._ground.lane.run(lambda: session.change_person(**asdict(details)), saved, failed)

    def _settings_state(self) -> SettingsState:
        app = self._ground.app
        longest = app.policy.idle_minutes
        choices = tuple(minutes for minutes in IDLE_CHOICES if minutes <= longest)
        fixed = set(app.set_by) | ({"language"} if len(app.policy.languages) == 1 else set())
        fixed -= {"idle_minutes"} if choices else set()
        facts = (
            translate("Personal", "Version {}").format(__version__),
            translate("Personal", "The council's server: {}").format(
                app.portal.base_url if app.portal.leads_somewhere else translate("PolicyWords", "none")
            ),
        )
        return SettingsState(
            text_size=app.settings.text_percent,
            theme=CONTRAST if app.settings.theme == "high-contrast" else app.settings.theme,
            language=app.language,
            languages=app.policy.languages,
            hide_key=app.hide_key,
            idle_minutes=app.idle_minutes,
            idle_choices=(*choices, longest),
            fixed=frozenset(fixed),
            facts=facts,
            set_for_you=set_by_organisation(app.policy, app.set_by),
            notice="\n".join(warned_words(one) for one in app.warned),
        )

    def _change(self, name: str, value: object) -> None:
        app = self._ground.app
        changed: Settings = app.settings
        if name == "text_size" and isinstance(value, int):
            changed = replace(changed, text_percent=value)
        elif name == "theme" and isinstance(value, str):
            changed = replace(changed, theme="high-contrast" if value == CONTRAST else value)
        elif name == "language" and isinstance(value, str):
            changed = replace(changed, language=value)
        elif name == "hide_key" and isinstance(value, str):
            changed = replace(changed, hide_key=value)
        elif name == "idle_minutes" and isinstance(value, int):
            changed = replace(changed, lock_minutes=value)
        if changed != app.settings:
            app.change_settings(changed)
            self._ground.window.set_hide_key(app.hide_key)
            self.dressed.emit()


def _account_state(person: Person, notice: str = "") -> AccountState:
    details = PersonalDetails(person.first_name, person.last_name, person.job_role, person.organisation, person.phone)
    return AccountState(person.email, details, person.kind, notice=notice)

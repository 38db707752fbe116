"""One person at work on this computer: their open store, and how the council is reached for them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop_portal.core.ids import RANDOM_BYTES, uuid7
from desktop_portal.core.person import Person
from desktop_portal.core.problems import DiskFull, FormUnknown, NotSignedIn
from desktop_portal.services.answering import Answering
from desktop_portal.services.comparing import Comparing
from desktop_portal.services.drafting import DraftSession
from desktop_portal.services.fetching import Fetching
from desktop_portal.services.renewing import Renewing
from desktop_portal.services.requests import Requests
from desktop_portal.services.syncing import SyncService
from desktop_portal.services.tokens import Tokens

if TYPE_CHECKING:
    from desktop_portal.core.draft import DraftSummary, FormKey
    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.tree import Form
    from desktop_portal.remote import wire
    from desktop_portal.services.setting import Setting
    from desktop_portal.services.syncing import SyncReport
    from desktop_portal.store.database import Store
    from desktop_portal.vault.vault import Vault

PROFILE = "profile"
OPEN_FORM = "open_form"


class Session:
    """An open store with what belongs to it. A guest's session has no person and cannot send (J09).

    `recovery_code` is there once, after the store was made, to be shown and printed; `terms_due` is the version of the
    terms that the person still has to agree to. `close` may be called twice.
    """

    def __init__(self, setting: Setting, store: Store, vault: Vault, *, recovery_code: str = "") -> None:
        self._setting = setting
        self.store, self.vault = store, vault
        self.recovery_code = recovery_code
        self.terms_due = ""
        setting.shelf.store_catalogue = store.catalogue
        self.tokens = Tokens(store.state, setting.portal)
        self.requests = Requests(store.state)
        self.fetching = Fetching(store, setting.portal, self._form, self._is_of_safeguarding, setting.clock)
        self._syncing = SyncService(
            store,
            setting.portal,
            self.tokens,
            setting.conduct,
            value_sets=setting.shelf.value_sets,
            fetching=self.fetching,
            requests=self.requests,
        )

    @property
    def person(self) -> Person | None:
        """Who is signed in, as last told by the council; None for a guest."""
        none: dict[str, str] = {}
        profile = self.store.state.get(PROFILE, none)
        return Person(**profile) if profile else None

    def know(self, session: wire.Session) -> None:
        """Keep who the council says this is, and the tokens to speak for them."""
        self.tokens.save(session)
        self.keep_person(session.account)
        self.terms_due = session.terms_due or ""

    def keep_person(self, account: wire.Account) -> None:
        """Keep the account as the council has it now."""
        self.store.state.set(PROFILE, asdict(account))

    def begin(self, entry: FormEntry, language: str, given: Answers | None = None) -> DraftSession:
        """Start a form, empty or with answers `given`; what the account knows about the referrer is filled in."""
        form = self._setting.shelf.form(entry.key, language)
        session = DraftSession(
            self.store,
            form,
            clock=self._setting.clock,
            new_id=self._new_id,
            safeguarding=entry.safeguarding,
            given=given,
        )
        person = self.person
        if person is not None and entry.audience == "professional":
            session.prefill(person)
        return session

    def recover(self, draft_id: str, language: str) -> DraftSession:
        """Open a draft again, at the page where it was left; FormUnknown when its form is not on this computer."""
        draft = self.store.drafts.load(draft_id)
        if draft is None:
            raise FormUnknown
        draft = self.answering.current(draft)
        form = self._setting.shelf.form(draft.form, language)
        session = DraftSession(
            self.store,
            form,
            draft,
            clock=self._setting.clock,
            new_id=self._new_id,
            safeguarding=self._is_safeguarding(draft.form, language),
        )
        session.asked = self.answering.asked(draft)
        return session

    @property
    def renewing(self) -> Renewing:
        """Puts saved drafts on other definitions."""
        return Renewing(self.store, self._setting.shelf, self._setting.clock)

    def is_open(self, draft_id: str) -> None:
        """Keep which form is open, "" for none: what is still there at the next start was left by a crash."""
        with suppress(DiskFull, RuntimeError):
            if self.store.state.get(OPEN_FORM, "") != draft_id:
                self.store.state.set(OPEN_FORM, draft_id or None)

    def recovered_work(self) -> DraftSummary | None:
        """Return the form that was open when the program ended without a word, once; None after an orderly end."""
        left_open = self.store.state.get(OPEN_FORM, "")
        self.is_open("")
        return next((one for one in self.store.drafts.summaries() if one.id == left_open), None)

    def synchronise(self, *, hurry: bool = False) -> SyncReport:
        """Send what waits and read what the council did; on the lane. A guest has nothing to send: NotSignedIn."""
        if self.person is None:
            raise NotSignedIn
        return self._syncing.run_once(hurry=hurry)

    def change_person(self, **changes: str) -> Person | None:
        """Change the account at the council, then here; on the lane."""
        account = self.tokens.call(lambda: self._setting.portal.change_account(changes))
        self.keep_person(account)
        return self.person

    def agree_to_terms(self) -> None:
        """Agree to the changed terms; on the lane."""
        self.tokens.call(lambda: self._setting.portal.agree_to_terms(self.terms_due))
        self.terms_due = ""

    def close(self) -> None:
        """Close the store."""
        if self._setting.shelf.store_catalogue is self.store.catalogue:
            self._setting.shelf.store_catalogue = None
        self.requests.on_change = lambda _submission_id: None
        self.store.close()

    @property
    def answering(self) -> Answering:
        """Answers what the council wants to know more about."""
        return Answering(self.store, self.requests, self._form, self._setting.clock)

    @property
    def comparing(self) -> Comparing:
        """Shows what was answered on two computers, and makes one answer of it."""
        return Comparing(self.store, self.fetching, self._form, self._setting.clock)

    def _form(self, key: FormKey) -> Form:
        return self._setting.shelf.form(key, "en")

    def _is_of_safeguarding(self, key: FormKey) -> bool:
        return self._is_safeguarding(key, "en")

    def _new_id(self) -> str:
        return uuid7(self._setting.clock(), self._setting.random_bytes(RANDOM_BYTES))

    def _is_safeguarding(self, key: FormKey, language: str) -> bool:
        entry = self._setting.shelf.entry_of(key, language)
        return entry is None or entry.safeguarding

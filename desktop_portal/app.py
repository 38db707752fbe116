"""The whole program without a face: it can be driven from a window, a test or a script. Holds the only clock."""

from __future__ import annotations

import json
import os
import random
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_portal import __version__
from desktop_portal.core import retention
from desktop_portal.core.council import Council, read_council
from desktop_portal.core.problems import (
    DiskFull,
    DiskRefuses,
    KeyringClosed,
    StoreInUse,
    StoreUnreadable,
    WrongPassword,
)
from desktop_portal.logs import start_log
from desktop_portal.paths import Paths, resources
from desktop_portal.policy import Reading, Settings, Warned, read_policy, read_settings, write_settings
from desktop_portal.policy.apply import council_as_set, language_of
from desktop_portal.policy.enrolment import EnrolmentFile
from desktop_portal.policy.reading import NO_SERVER
from desktop_portal.policy.settings import USUAL
from desktop_portal.policy.sources import machine_sources
from desktop_portal.remote.portal import Portal
from desktop_portal.services.delivering import Conduct
from desktop_portal.services.doctoring.finding import Surroundings
from desktop_portal.services.guests import Guests
from desktop_portal.services.mending import Mending
from desktop_portal.services.registering import Registering
from desktop_portal.services.setting import Setting
from desktop_portal.services.shelf import Shelf
from desktop_portal.services.signing_in import SigningIn
from desktop_portal.vault.key_store import SystemKeyStore
from desktop_portal.vault.wraps import WrapKind

if TYPE_CHECKING:
    from collections.abc import Callable

    import structlog

    from desktop_portal.core.draft import DraftSummary
    from desktop_portal.core.submission import Delivery
    from desktop_portal.policy import Policy
    from desktop_portal.services.session import Session
    from desktop_portal.vault.key_store import KeyStore
    from desktop_portal.vault.wraps import Cost

COUNCIL = "council"
REMINDED = "reminded"
PROXY_LOGIN = "proxy_login"


def utc_now() -> datetime:
    """Return the time, aware UTC: the program's only clock."""
    return datetime.now(UTC)  # noqa: TID251 (this is the one place)


@dataclass(frozen=True, slots=True)
class World:
    """What a test may replace: clock, key store, the cost of a password guess."""

    clock: Callable[[], datetime] = utc_now
    key_store: KeyStore | None = None
    cost: Cost | None = None


class App:
    """Everything joined. `session` is whoever is at work; services that wait for something are called on the lane."""

    def __init__(
        self, paths: Paths, reading: Reading, settings: Settings, warned: tuple[Warned, ...], world: World
    ) -> None:
        policy = reading.policy
        self.paths, self.policy, self.settings, self.warned = paths, policy, settings, warned
        self.set_by = reading.set_by
        self.clock = world.clock
        self.log: structlog.stdlib.BoundLogger = start_log(paths.log_file, policy.log_level)
        self.on_progress: Callable[[Delivery], None] = lambda _delivery: None
        self.on_upgrade: Callable[[int, int], None] = lambda _done, _of: None
        self.conduct = Conduct(
            clock=world.clock,
            random=random.SystemRandom().random,
            on_progress=lambda delivery: self.on_progress(delivery),  # noqa: PLW0108 (whoever listens by then)
            bytes_per_second=policy.upload_kilobytes_per_second * 1000,
            forms_key=policy.forms_key,
        )
        self.portal = Portal(
            server_in_use(policy),
            device_id=_device_id(paths),
            version=__version__,
            proxies={"https": policy.proxy, "http": policy.proxy} if policy.proxy else None,
            ca_file=policy.certificate_authority or None,
        )
        self.shelf = Shelf(resources())
        self._key_store = world.key_store or SystemKeyStore()
        setting = Setting(
            paths=paths,
            policy=policy,
            portal=self.portal,
            shelf=self.shelf,
            conduct=self.conduct,
            clock=world.clock,
            random_bytes=secrets.token_bytes,
            key_store=self._key_store,
            cost=world.cost,
            on_upgrade=lambda done, of: self.on_upgrade(done, of),  # noqa: PLW0108 (whoever listens by then)
        )
        self.registering = Registering(self.portal)
        self.signing_in = SigningIn(setting)
        self.guests = Guests(setting)
        self.mending = Mending(setting)
        self._checked: set[Path] = set()
        self.session: Session | None = None
        self._shipped_council = json.loads((resources() / "council.json").read_bytes())
        self.log.info("started", version=__version__)

    @property
    def language(self) -> str:
        """The language the person reads."""
        return language_of(self.policy, self.settings)

    @property
    def idle_minutes(self) -> int:
        """After how long without use the window locks: the person's choice, never longer than the policy's."""
        return min(self.policy.idle_minutes, self.settings.lock_minutes)

    @property
    def hide_key(self) -> str:
        """The key that hides the window, "" for none; one that the organisation has set stays."""
        chosen = self.settings.hide_key
        return self.policy.hide_key if chosen == USUAL or "hide_key" in self.set_by else chosen

    def council(self) -> Council:
        """Return the council as last told by its server, else as shipped."""
        none: dict[str, Any] = {}
        told = self.session.store.state.get(COUNCIL, none) if self.session else none
        return council_as_set(self.policy, read_council(told or self._shipped_council, self.language))

    def change_settings(self, settings: Settings) -> None:
        """Take and keep how the person likes it; a disk that refuses costs only the keeping."""
        self.settings = settings
        with suppress(OSError):
            write_settings(self.paths.settings_file, settings)

    def enter(self, session: Session) -> int:
        """Let a signed-in person in: what a guest began moves into the account. Return how many forms moved.

        Where the disk has no room for that, or one of them is damaged, they stay as they are and nobody is kept out.
        """
        guest, moved = self.session, 0
        with suppress(DiskFull, DiskRefuses, StoreUnreadable):
            if guest is not None and guest.person is None:
                moved = self.guests.move_into(guest, session)
            elif guest is None and self.guests.is_there():
                moved = self._fetch_guest_forms(session)
        if guest is not None and guest.person is None:
            guest.close()
        self.session = session
        self._use_proxy_login(session)
        self.shelf.store_catalogue = session.store.catalogue
        self.tidy()
        self.remember_person()
        return moved

    @property
    def has_trash(self) -> bool:
        """Whether a deleted draft can be got back for seven days: if the policy says so, on nobody else's computer."""
        policy, session = self.policy, self.session
        known = session is not None and session.person is not None
        return known and policy.keep_deleted_drafts and not policy.shared_computer

    def tidy(self, *, being_edited: frozenset[str] = frozenset()) -> None:
        """Delete what is older than the retention period, but never a form that is open (I6); at sign-in and hourly."""
        if self.session is not None:
            store = self.session.store
            if not self.has_trash:
                store.drafts.empty_trash()
            store.drafts.expire(self.clock(), being_edited=being_edited)
            requests = self.session.requests
            gone = store.submissions.expire(self.clock(), asked=requests.waiting())
            requests.forget({form.id for form in gone} - {form.id for form in store.submissions.list()})

    def look_after(self) -> bool:
        """Check the store once at each start, and keep its rolling copies; slow, so on the lane.

        Returns whether the store is whole; of a damaged one no copy is made.
        """
        if self.session is None:
            return True
        store, now = self.session.store, self.clock()
        if store.path not in self._checked:
            if not store.check():
                return False
            self._checked.add(store.path)
        if store.backups.is_due(now):
            store.backups.make(now)
        return True

    def reminders(self) -> list[tuple[DraftSummary, int]]:
        """Return the drafts of which a reminder (7, 3 or 1 days) is due now, with the days left; each comes once."""
        if self.session is None:
            return []
        state, now = self.session.store.state, self.clock()
        none: dict[str, int] = {}
        given, due = state.get(REMINDED, none), []
        summaries = self.session.store.drafts.summaries()
        kept = {one.id: given[one.id] for one in summaries if one.id in given}
        for one in summaries:
            left = retention.days_left(one.expires_at, now)
            if left > max(retention.REMINDER_DAYS):
                kept.pop(one.id, None)
            reminder = retention.reminder_due(one.expires_at, now, kept.get(one.id))
            if reminder is not None:
                kept[one.id] = reminder
                due.append((one, left))
        if kept != given:
            state.set(REMINDED, kept or None)
        return due

    def has_keyring(self) -> bool:
        """Whether this computer has a keyring that can keep a person signed in."""
        return getattr(self._key_store, "is_available", lambda: False)()

    def remember_person(self) -> None:
        """Take note of whose account the keyring opens at the next start, or that it opens nobody's."""
        person = self.session.person if self.session else None
        kept = person.email if person and self.session and self.session.vault.has(WrapKind.KEYRING) else ""
        if kept != self.settings.kept_signed_in:
            self.change_settings(replace(self.settings, kept_signed_in=kept))

    def purge(self) -> None:
        """On a shared computer, at sign-out: what the council has goes, and with nothing else left the store's keys.

        Drafts and forms that still wait stay, encrypted: they are nowhere else.
        """
        session = self.session
        if session is None or session.person is None:
            return
        email, store = session.person.email, session.store
        store.submissions.purge_received()
        if not store.drafts.summaries() and not store.submissions.list():
            self.leave()
            self.signing_in.erase(email)

    def sign_in_to_proxy(self, name: str, password: str) -> None:
        """Use these at the proxy from now on; kept in the encrypted store of whoever is signed in, nowhere else."""
        self.portal.use_proxy_login(name, password)
        if self.session is not None:
            self.session.store.state.set(PROXY_LOGIN, [name, password])

    def _use_proxy_login(self, session: Session) -> None:
        none: list[str] = []
        kept = session.store.state.get(PROXY_LOGIN, none)
        if kept:
            self.portal.use_proxy_login(*kept)

    def leave(self) -> None:
        """Sign out here, or close: nothing of the person stays open."""
        if self.session is not None:
            self.portal.use("")
            self.session.close()
            self.session = None

    def close(self) -> None:
        """End: stop what is being sent, close the store. Nothing is lost by it."""
        self.conduct.stop.set()
        self.leave()
        self.portal.close()

    def _fetch_guest_forms(self, session: Session) -> int:
        """Move forms that a guest left, where the keyring opens them; else they wait for their passphrase."""
        try:
            guest = self.guests.open()
        except (KeyringClosed, WrongPassword, StoreUnreadable, StoreInUse):
            return 0
        try:
            return self.guests.move_into(guest, session)
        finally:
            guest.close()


def build_app(paths: Paths, *, server: str = "", world: World | None = None) -> App:
    """Join all parts. `server` is an address that wins over the person's but not over the organisation's policy."""
    reading = what_is_set(paths, server=server)
    settings, settings_warned = read_settings(paths.settings_file)
    return App(paths, reading, settings, reading.warned + settings_warned, world or World())


def what_is_set(paths: Paths, *, server: str = "") -> Reading:
    """Return what the organisation set: its policy, then an enrolment, then an address from the command line."""
    reading = read_policy((*machine_sources(paths.policy_files), EnrolmentFile(paths.enrolment_file)))
    if server and "server_address" not in reading.set_by:
        reading = replace(reading, policy=replace(reading.policy, server_address=server))
    return reading


def surroundings(paths: Paths, server: str = "") -> Surroundings:
    """Return this computer as the doctor's checks see it."""
    reading = what_is_set(paths, server=server)
    return Surroundings(
        version=__version__,
        paths=paths,
        reading=reading,
        server=server_in_use(reading.policy),
        clock=utc_now,
        key_store=SystemKeyStore(),
        home=Path.home(),
    )


def server_in_use(policy: Policy) -> str:
    """Return the address that forms go to; where nobody set one, NO_SERVER: nothing is sent to anybody by guess."""
    return policy.server_address or NO_SERVER


def _device_id(paths: Paths) -> str:
    """Return a random name for this computer's copy, made once; where it cannot be kept it lasts for this run."""
    file = paths.data / "device-id"
    with suppress(OSError, UnicodeDecodeError):
        if kept := file.read_text().strip():
            return kept
    made = secrets.token_hex(16)
    with suppress(OSError):
        paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(made + os.linesep)
    return made

"""One computer: the program's own store, portal and sync; and the person in front of it, who notes each word."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.core.delivery import FOR_THE_PERSON, may_take_back
from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.frozen import freeze
from desktop_portal.core.problems import Problem
from desktop_portal.core.submission import DeliveryState, FileToSend, Submission, SubmittedForm
from desktop_portal.remote.portal import Portal
from desktop_portal.services.delivering import Conduct
from desktop_portal.services.syncing import SyncReport, SyncService
from desktop_portal.services.tokens import Tokens
from desktop_portal.store.database import open_store
from tests.faults.simulation.council import FORM, FORM_URL, FORM_VERSION, PASSWORD
from tests.faults.simulation.watched import watch
from tests.faults.simulation.wire import BASE, Wire, WireAdapter
from tests.faults.simulation.world import Crash, World

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

KEY = bytes(range(32))
CHILD = ChildLabel("S.J.", "2014")
SECRET = "SECRET-WORDS"
POISON = FormKey("https://example.gov.uk/forms/never-published", "1.0.0")


@dataclass(frozen=True, slots=True)
class Promise:
    """What the program has told the person it keeps: a version handed in, with its bytes."""

    submission_id: str
    version: int
    digest: str
    body: bytes
    files: tuple[bytes, ...]
    at: datetime
    poisoned: bool


@dataclass
class Notes:
    """The person's own memory of what was promised; nothing of the program's is asked for it."""

    promised: dict[tuple[str, int], Promise] = field(default_factory=dict)
    drafts: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    withdrawn: set[tuple[str, int]] = field(default_factory=set)
    in_doubt: set[str] = field(default_factory=set)
    received: set[tuple[str, int]] = field(default_factory=set)


class Device:
    """`offset` is how far its clock is from the world's."""

    def __init__(self, world: World, wire: Wire, name: str, email: str, folder: Path, template: Path) -> None:
        self.world, self.wire, self.name, self.email = world, wire, name, email
        self.offset = timedelta()
        self.notes = Notes()
        self.ever: dict[tuple[str, int], list[Promise]] = {}
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        self._forms: list[SubmittedForm] | None = None
        self._open()

    def clock(self) -> datetime:
        return self.world.now + self.offset

    def _open(self) -> None:
        self.store = open_store(self.folder / "store.db", KEY, clock=self.clock)
        watch(self.store._connection, self.world, self.name)
        self.portal = Portal(BASE, device_id=self.name, version="0.1.0")
        adapter = WireAdapter(self.wire, self.name)
        session = self.portal._http._session
        session.adapters.clear()
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        self.tokens = Tokens(self.store.state, self.portal)
        # One file after the other: threads have no order, and an episode has one.
        self.conduct = Conduct(self.clock, self.world.random.random, side_by_side=1)
        self.sync = SyncService(self.store, self.portal, self.tokens, self.conduct)

    def close(self) -> None:
        self.portal.close()
        self.store.close()

    def restart(self) -> None:
        self._forms = None
        self.world.may_go_on(self.name)
        self.close()
        self._open()
        self._settle_doubts()

    def run(self, *, hurry: bool = False) -> SyncReport | None:
        """Sync once; None when the program crashed in it."""
        report: SyncReport | None = self._surviving(lambda: self.sync.run_once(hurry=hurry))
        return report

    def sign_in(self) -> None:
        def work() -> None:
            self.tokens.save(self.portal.sign_in(self.email, PASSWORD))
            self.wire.seen.ended_sessions.discard(self.name)
            self.world.tell(f"{self.name} signs in")

        self._surviving(work)

    def _surviving(self, work: Any) -> Any:
        self._forms = None
        try:
            return work()
        except Problem:
            return None
        except Crash as crash:
            if crash.who != self.name:
                raise
            self.restart()
            return None
        finally:
            self._forms = None

    # What the person does.

    def write(self, submission_id: str, said: str) -> None:
        """Save a draft: from the moment that this returns it must never be lost."""

        def work() -> None:
            before = self.store.drafts.load(submission_id)
            now = self.clock()
            created = before.created_at if before else now
            key = FormKey(FORM_URL, FORM_VERSION)
            draft = Draft(submission_id, key, "Simulated", CHILD, {"said": said}, created, now)
            self.notes.in_doubt.add(submission_id)
            self.store.drafts.save(draft)
            self.notes.drafts[submission_id] = (said, self.world.now)
            self.notes.in_doubt.discard(submission_id)

        self._surviving(work)

    def submit(self, submission_id: str, files: tuple[bytes, ...], *, version: int = 0, poisoned: bool = False) -> None:
        """Hand in the draft as it stands."""

        def work() -> None:
            draft = self.store.drafts.load(submission_id)
            if draft is None:
                return
            attached = [self._attach(submission_id, number, one) for number, one in enumerate(files)]
            number = max(version, self.store.outbox.next_version(submission_id))
            promise, submission = self._frozen(draft, number, attached, files, poisoned=poisoned)
            self.notes.in_doubt.add(submission_id)
            self.notes.promised[submission_id, number] = promise
            self.ever.setdefault((submission_id, number), []).append(promise)
            self.wire.owners[submission_id] = self.name[0]
            self.store.outbox.submit(submission, submission_id)
            self._handed_in(submission_id)
            self.world.tell(f"{self.name} submits {submission_id[-4:]} v{number} with {len(files)} files")

        self._surviving(work)

    def _attach(self, submission_id: str, number: int, content: bytes) -> FileToSend:
        kept = self.store.attachments.add(
            submission_id, io.BytesIO(content), title=f"File {number}", content_type="application/pdf"
        )
        return FileToSend(kept.digest, kept.size, kept.content_type, kept.title)

    def _frozen(
        self, draft: Draft, number: int, attached: list[FileToSend], files: tuple[bytes, ...], *, poisoned: bool
    ) -> tuple[Promise, Submission]:
        form = POISON if poisoned else draft.form
        answer = [{"linkId": "overview.said", "answer": [{"valueString": draft.document["said"]}]}]
        response = {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "questionnaire": FORM,
            "item": [{"linkId": "overview", "item": answer}],
        }
        body, digest = freeze(response, form, attached, "en", draft.id, number)
        now = self.clock()
        promise = Promise(draft.id, number, digest, body, files, self.world.now, poisoned)
        made = Submission(draft.id, number, form, "Simulated", CHILD, True, body, digest, tuple(attached), now)
        return promise, made

    def _handed_in(self, submission_id: str) -> None:
        self.notes.in_doubt.discard(submission_id)
        self.notes.drafts.pop(submission_id, None)

    def _settle_doubts(self) -> None:
        """After a crash in the middle of an act the person looks: it is either done or it is not."""
        held = {(form.id, form.version) for form in self.store.submissions.list()}
        for submission_id in self.notes.in_doubt:
            mine = [key for key in self.notes.promised if key[0] == submission_id and key not in self.notes.withdrawn]
            for key in mine:
                if key not in held:
                    del self.notes.promised[key]
                else:
                    self.notes.drafts.pop(submission_id, None)
            draft = self.store.drafts.load(submission_id)
            if draft is not None and submission_id not in self.notes.drafts:
                self.notes.drafts[submission_id] = (draft.document["said"], self.world.now)
        self.notes.in_doubt.clear()

    def forms(self) -> list[SubmittedForm]:
        """All that was handed in here; read again only after something was done on this computer."""
        if self._forms is None:
            self._forms = self.store.submissions.list()
        return self._forms

    def bodies(self) -> dict[tuple[str, int], bytes]:
        with self.store._connection.reading() as database:
            rows = database.execute_sql("SELECT id, version, body FROM submission_text").fetchall()
        return {(row[0], row[1]): bytes(row[2]) for row in rows}

    def draft_words(self) -> dict[str, str]:
        with self.store._connection.reading() as database:
            rows = database.execute_sql("SELECT draft_id, document FROM draft_document").fetchall()
        return {row[0]: json.loads(bytes(row[1]))["said"] for row in rows}

    def rethink(self, form: SubmittedForm, said: str, files: tuple[bytes, ...]) -> None:
        """Take a form back that has not gone, or open one that was stopped; change it; hand it in again."""
        key = (form.id, form.version)

        def work() -> bool:
            self.notes.in_doubt.add(form.id)
            kept = self.notes.promised.pop(key)
            self.notes.withdrawn.add(key)
            try:
                if form.delivery.state in FOR_THE_PERSON:
                    self.store.outbox.reopen(*key)
                else:
                    self.store.outbox.take_back(*key)
            except BaseException:
                self.notes.promised[key] = kept
                self.notes.withdrawn.discard(key)
                raise
            self.notes.in_doubt.discard(form.id)
            self.world.tell(f"{self.name} opens {form.id[-4:]} v{form.version} again ({form.delivery.state})")
            return True

        if self._surviving(work):
            self.write(form.id, said)
            self.submit(form.id, files)

    def may_rethink(self, form: SubmittedForm) -> bool:
        state = form.delivery.state
        if self.store.drafts.load(form.id) is not None:
            return False
        return state in FOR_THE_PERSON or (state is DeliveryState.QUEUED and may_take_back(form.delivery))

    def tidy(self) -> None:
        """Let what is old enough go, as at every start and hourly."""

        def work() -> None:
            for draft in self.store.drafts.expire(self.clock()):
                self.notes.drafts.pop(draft.id, None) if self._is_old(draft.id) else None
            for form in self.store.submissions.expire(self.clock()):
                promise = self.notes.promised.get((form.id, form.version))
                old = promise and self.world.now - promise.at >= timedelta(days=29)
                if old and form.delivery.state is DeliveryState.RECEIVED:
                    self.notes.received.add((form.id, form.version))
                    self.notes.withdrawn.add((form.id, form.version))

        self._surviving(work)

    def _is_old(self, draft_id: str) -> bool:
        kept = self.notes.drafts.get(draft_id)
        return kept is not None and self.world.now - kept[1] >= timedelta(days=29)

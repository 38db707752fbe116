"""A person with submitted forms, at the whole program; the council's server is out of reach."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_portal.app import World
from desktop_portal.core.delivery import begin_submit
from desktop_portal.core.draft import ChildLabel, Draft
from desktop_portal.core.frozen import freeze
from desktop_portal.core.submission import FileToSend, Receipt, Submission
from desktop_portal.forms.answers import Answers, Attachment, Path, with_answer, with_row_added
from desktop_portal.forms.draft_file import to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.response import to_response
from desktop_portal.paths import Paths
from desktop_portal.remote import wire
from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.start import make_program
from desktop_portal.vault.wraps import Cost
from tests.support.no_keyring import NoKeyStore

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.services.session import Session
    from desktop_portal.ui.program import Program

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CHEAP = Cost(passes=1, memory_kib=8192, lanes=1)
STORY = "She said that her uncle Robert shouts at night."
ACCOUNT = wire.Account(
    id="a-1",
    email="sam.patel@example.gov.uk",
    first_name="Sam",
    last_name="Patel",
    job_role="Class teacher",
    organisation="Example School",
    phone="01632 960123",
    kind="professional",
)


@dataclass
class Desk:
    """The program of one person, and what they have submitted."""

    program: Program
    session: Session
    entry: FormEntry
    hands: Hands

    def answers(self, story: str, picture: Attachment | None = None) -> Answers:
        form = self.program.app.shelf.form(self.entry.key, "en")
        answers = with_answer(Answers(), Path("child.first-name"), ("Amira",))
        answers = with_answer(answers, Path("concerns.worried"), (story,))
        if picture is not None:
            answers = with_row_added(form, answers, Path("documents.item"))
            answers = with_answer(answers, Path("documents.item.file", (0,)), (picture,))
        return answers

    def submit(self, form_id: str, story: str, version: int = 1, *, received: bool = True, photo: bool = False) -> str:
        """Submit a form as the wizard does; return its digest."""
        store, form = self.session.store, self.program.app.shelf.form(self.entry.key, "en")
        picture = None
        if photo:
            drawn = io.BytesIO()
            Image.new("RGB", (300, 200), "#B3261E").save(drawn, "PNG")
            drawn.seek(0)
            store.drafts.save(self.draft(form_id, Answers()))
            picture = store.attachments.add(form_id, drawn, title="body map.png", content_type="image/png")
        answers = self.answers(story, picture)
        store.drafts.save(self.draft(form_id, answers))
        evaluation = evaluate(form, answers, NOW.date(), draft=False)
        response = to_response(evaluation, status="completed", authored=NOW.isoformat())
        files = (FileToSend(picture.digest, picture.size, picture.content_type, picture.title),) if picture else ()
        body, digest = freeze(response, self.entry.key, files, "en", form_id, version)
        child = ChildLabel("A.B.", "2019")
        sent = Submission(form_id, version, self.entry.key, form.title, child, True, body, digest, files, NOW)
        store.outbox.submit(sent, form_id)
        if received:
            (delivery,) = [one for one in store.outbox.waiting() if one.submission_id == form_id]
            later = NOW + timedelta(minutes=2)
            reference = f"LCS-26-{form_id[-5:]}"
            receipt = Receipt(form_id, version, reference, digest, "e", later, f'"{version}"')
            store.outbox.received(begin_submit(delivery), receipt)
        return digest

    def draft(self, form_id: str, answers: Answers) -> Draft:
        form = self.program.app.shelf.form(self.entry.key, "en")
        document = to_document(evaluate(form, answers, NOW.date(), draft=True), authored=NOW.isoformat())
        document = json.loads(json.dumps(document))
        return Draft(form_id, self.entry.key, form.title, ChildLabel("A.B.", "2019"), document, NOW, NOW)

    def show_submitted(self) -> None:
        self.program.window.top_bar.chosen.emit("submitted")

    def paper(self) -> bytes:
        """Wait until the document that was asked for is made, and return it."""
        wait_until(lambda: not self.program.papers.busy, "the document is made")
        return self.program.papers.shown_pdf

    def choose_other(self, words: str) -> None:
        """Choose in the menu "Documents" of the document that is shown."""
        self.paper()
        button = self.hands.find("Documents", QPushButton)
        menu = button.menu()
        assert isinstance(menu, QMenu)
        (action,) = [one for one in menu.actions() if one.text().replace("&&", "&") == words]
        action.trigger()

    def offers(self) -> list[str]:
        self.paper()
        menu = self.hands.find("Documents", QPushButton).menu()
        return [one.text() for one in menu.actions()]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: pathlib.Path) -> Iterator[Desk]:
    world = World(cost=CHEAP, key_store=NoKeyStore(), clock=lambda: NOW + timedelta(minutes=10))
    program = make_program(qapp, Paths.under(tmp_path / "home"), server="http://127.0.0.1:9", world=world)
    program.start()
    told = wire.Session("access", 600, "refresh", ACCOUNT, None)
    session = program.app.signing_in.after_registering(told, "three quiet otters")
    program._entry.entered.emit(session)
    (entry,) = [one for one in program.app.shelf.entries("professional", "en") if one.safeguarding]
    yield Desk(program, session, entry, Hands(qapp))
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

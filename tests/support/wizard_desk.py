"""A person at the wizard, for tests: the real window on a real store, used by what is seen."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_portal.core.council import read_council
from desktop_portal.core.ids import uuid7
from desktop_portal.core.problems import FileRefused
from desktop_portal.forms.answers import Attachment
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.paths import resources
from desktop_portal.services.drafting import DraftSession
from desktop_portal.store.database import Store, open_store
from desktop_portal.ui.demo.hands import Hands
from desktop_portal.ui.wizard.acts import Doors
from desktop_portal.ui.wizard.adding import at_once
from desktop_portal.ui.wizard.question import QuestionField
from desktop_portal.ui.wizard.wizard_window import WizardWindow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pytestqt.qtbot import QtBot

    from desktop_portal.core.draft import Draft
    from desktop_portal.core.submission import Submission
    from desktop_portal.forms.tree import Form
    from desktop_portal.ui.editors.file_zone import NewFile
    from desktop_portal.ui.wizard.adding import Run

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **by: float) -> None:
        self.now += timedelta(**by)


def load_form(name: str, **changes: Any) -> Form:
    folder = resources()
    found = (json.loads(file.read_bytes()) for file in (folder / "valuesets").glob("*.json"))
    sets = {f"{one['url']}|{one['version']}": one for one in found}
    path = folder / "forms" / f"{name}.json" if not name.endswith(".json") else Path(name)
    return compile_form({**json.loads(path.read_bytes()), **changes}, value_sets=sets)


def safeguarding() -> Form:
    return load_form("safeguarding-concern")


def clock() -> Clock:
    return Clock()


def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = open_store(tmp_path / "portal.db", secrets.token_bytes(32), clock=clock)
    yield store
    store.close()


@dataclass
class Desk:
    """A person at the wizard: the window, what the doors were asked for, and hands that work by accessible names."""

    window: WizardWindow
    session: DraftSession
    store: Store
    hands: Hands
    submitted: list[Submission] = field(default_factory=list)
    left: list[bool] = field(default_factory=list)
    pdfs: list[Submission | None] = field(default_factory=list)
    siblings: list[int] = field(default_factory=list)

    def field(self, label: str) -> QuestionField:
        """The question with a label, when it is shown."""
        for one in self.window.findChildren(QuestionField):
            if one.isVisible() and one.label == label:
                return one
        raise AssertionError(f"{label!r} is not shown")

    def shows(self, label: str) -> bool:
        return any(one.isVisible() and one.label == label for one in self.window.findChildren(QuestionField))

    def choose(self, label: str, option: str) -> None:
        for button in self.field(label).findChildren(QAbstractButton):
            if button.isVisible() and button.accessibleName() == option:
                button.click()
                return
        raise AssertionError(f"{option!r} is not offered at {label!r}")

    def write(self, label: str, text: str, part: int = 0) -> None:
        line = self.field(label).answer.parts[part][0]
        assert isinstance(line, QLineEdit | QPlainTextEdit)
        line.setFocus()
        line.clear()
        if isinstance(line, QLineEdit):
            line.insert(text)
        else:
            line.insertPlainText(text)

    def open(self, title: str) -> None:
        self.hands.press(title)


class Desks:
    """Opens wizards on one store, and takes them away afterwards."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, store: Store, clock: Clock) -> None:
        self._qtbot, self._qapp, self._store, self._clock = qtbot, qapp, store, clock

    def open(
        self,
        form: Form,
        draft: Draft | None = None,
        *,
        page: str = "",
        files: Mapping[str, bytes] | None = None,
        beside: Run = at_once,
    ) -> Desk:
        """Open a form; `files` are the bytes that the program reads back of a file, by its name; `beside` is a lane."""
        kept = files or {}
        session = DraftSession(
            self._store,
            form,
            draft,
            clock=self._clock,
            new_id=lambda: uuid7(self._clock(), secrets.token_bytes(10)),
            safeguarding=True,
        )
        if page:
            session.go_to(page)
        submitted: list[Submission] = []
        left: list[bool] = []
        pdfs: list[Submission | None] = []
        siblings: list[int] = []
        doors = Doors(
            attach=attach,
            beside=beside,
            open_pdf=pdfs.append,
            leave=lambda: left.append(True),
            submitted=submitted.append,
            read_file=lambda file: kept.get(file.title, b""),
            begin_sibling=siblings.append,
        )
        council = read_council(json.loads((resources() / "council.json").read_bytes()))
        window = WizardWindow(session, doors, council)
        self._qtbot.addWidget(window)
        window.resize(1280, 804)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        return Desk(window, session, self._store, Hands(self._qapp), submitted, left, pdfs, siblings)


def desks(qtbot: QtBot, qapp: QApplication, store: Store, clock: Clock) -> Iterator[Desks]:
    yield Desks(qtbot, qapp, store, clock)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def attach(_draft_id: str, file: NewFile) -> Attachment:
    """Take a file as the program does: spreadsheets are refused with a sentence."""
    if file.name.endswith(".xlsx"):
        raise FileRefused(name=file.name, why="Spreadsheets cannot be added. Save it as a PDF, then add that.")
    size = len(file.data) or (file.path.stat().st_size if file.path else 0)
    kind = "image/png" if file.name.endswith(".png") else "application/pdf"
    return Attachment(kind, file.name, size, (file.name.encode().hex() + "0" * 64)[:64])


def seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()

"""The pages of a form with states as they come up, each in the program's window on a store of its own.

`FORMS` maps a name to a function that builds the window for the application given. A page is built over some turns of
the event loop: `all_is_built` says when.
"""

from __future__ import annotations

import json
import secrets
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path as File
from typing import TYPE_CHECKING

from desktop_portal.core.both import Difference
from desktop_portal.core.council import read_council
from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.ids import uuid7
from desktop_portal.core.problems import DiskFull
from desktop_portal.core.returned import Asked, Pinned, Reply, Round
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.core.wizard import CHECK, DECLARATION
from desktop_portal.forms.answers import Answers, Date, Path, with_answer, with_row_added
from desktop_portal.forms.tree import Question
from desktop_portal.paths import resources
from desktop_portal.services.comparing import Both
from desktop_portal.services.drafting import DraftSession
from desktop_portal.services.previewing import Previewing
from desktop_portal.services.shelf import Shelf
from desktop_portal.store.database import open_store
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.both import BothPage, BothState
from desktop_portal.ui.preview.window import PreviewWindow
from desktop_portal.ui.top_bar import TopBarState
from desktop_portal.ui.wizard.acts import Doors
from desktop_portal.ui.wizard.section_view import SectionView
from desktop_portal.ui.wizard.wizard_window import WizardWindow
from tests.support.wizard_desk import attach, load_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget

    from desktop_portal.core.draft import Draft
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form
    from desktop_portal.store.database import Store

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
BAR = TopBarState("Example Council", "connected", 0, "Sam Patel")
LONG = "She said that nobody was at home in the evening, and that she had not eaten since the day before. " * 4
LONG_WORD = "designated.safeguarding.lead.and.deputy.headteacher@hill-primary-school.example.gov.uk"
PERSON, MARK = "household.person", "concerns.mark"


def now() -> datetime:
    return NOW


@dataclass
class Open:
    """A form that is open: the window, the wizard in it, and the session behind it."""

    window: MainWindow
    wizard: WizardWindow
    session: DraftSession


def form_window(
    app: QApplication, answers: Callable[[Form], Answers] | None = None, asked: Asked | None = None
) -> Open:
    """Open the safeguarding form with the answers given; its store goes with the window."""
    form = load_form("safeguarding-concern")
    folder = tempfile.TemporaryDirectory()
    store = open_store(File(folder.name) / "portal.db", secrets.token_bytes(32), clock=now)
    given = answers(form) if answers is not None else None
    session = _session(store, form, given)
    if asked is not None:
        session.asked, session._reply = asked, Reply(asked.round.request_id)
    doors = Doors(attach=attach, open_pdf=lambda _form: None, leave=lambda: None, submitted=lambda _form: None)
    wizard = WizardWindow(session, doors, read_council(json.loads((resources() / "council.json").read_bytes())))
    window = MainWindow(app)
    window.show_bar(BAR)
    window.danger_bar.show_phone("01632 960 001", "day and night")
    window.add_page("form", wizard)
    window.show_page("form")

    def end() -> None:
        store.close()
        folder.cleanup()

    window.destroyed.connect(end)
    return Open(window, wizard, session)


def _session(store: Store, form: Form, given: Answers | None) -> DraftSession:
    """A form that is begun; with answers it was saved, and is opened again."""

    def begin(draft: Draft | None, given: Answers | None) -> DraftSession:
        return DraftSession(
            store,
            form,
            clock=now,
            new_id=lambda: uuid7(NOW, secrets.token_bytes(10)),
            safeguarding=True,
            given=given,
            draft=draft,
        )

    first = begin(None, given)
    if given is None:
        return first
    first.save(always=True)
    return begin(store.drafts.load(first.id), None)


def all_is_built(window: QWidget) -> bool:
    """Whether every question that the open page shows has its widgets."""
    wizard = window.findChild(WizardWindow)
    if not isinstance(wizard, WizardWindow):
        return True
    page = wizard._host.page
    return not isinstance(page, SectionView) or not page._next_turn.isActive()


def some_answers(form: Form) -> Answers:
    """Answers of every usual kind: names, dates, people at home."""
    answers = Answers()
    facts: dict[str, Value] = {
        "child.first-name": "Amira",
        "child.last-name": "Begum",
        "child.dob": Date("2019-05-14"),
        "professional.name": "Sam Patel",
        "professional.email": LONG_WORD,
        "professional.organisation": "Hill Primary School",
    }
    for link_id, value in facts.items():
        answers = with_answer(answers, Path(link_id), (value,))
    people = (("Sam", "Jones", "Brother", 2019), ("Llanfairpwllgwyngyll", "Jones & Sons <b>Family</b>", "Carer", 1979))
    for row, (first, last, relationship, year) in enumerate(people):
        answers = with_row_added(form, answers, Path(PERSON))
        told: dict[str, Value] = {
            "first-name": first,
            "last-name": last,
            "relationship": relationship,
            "dob": Date(f"{year}-03-27"),
        }
        for name, value in told.items():
            answers = with_answer(answers, Path(f"{PERSON}.{name}", (row,)), (value,))
    return answers


def at(page: str, *, wrong: bool = False, answered: bool = True) -> Callable[[QApplication], QWidget]:
    """Return the entry that opens a section, with its problems shown if `wrong`."""

    def build(app: QApplication) -> QWidget:
        shown = form_window(app, some_answers if answered else None)
        shown.wizard._turn(shown.session.go_to(page))
        if wrong:
            shown.wizard._next()
        return shown.window

    return build


def marked(app: QApplication) -> QWidget:
    """Open the body map with two injuries on it."""
    shown = form_window(app, with_marks)
    shown.wizard._turn(shown.session.go_to("concerns", Path(MARK)))
    return shown.window


def with_marks(form: Form) -> Answers:
    """Two injuries, the second without a place."""
    answers = with_answer(some_answers(form), Path("concerns.injury"), (True,))
    answers = with_row_added(form, with_row_added(form, answers, Path(MARK)), Path(MARK))
    site = form.items[f"{MARK}.site"]
    if isinstance(site, Question):
        answers = with_answer(answers, Path(f"{MARK}.site", (0,)), (site.options[9].value,))
    return with_answer(answers, Path(f"{MARK}.colour", (0,)), ("Yellow and green",))


REQUEST = Asked(
    Round(
        "r1",
        1,
        "open",
        {"en": "Insufficient detail"},
        "Who was at home on the evening of the 3rd? Add the grandmother's address if you know it.",
        NOW,
        date(2026, 11, 27),
        (
            Pinned("n1", "child", "child.first-name", (), "Is this the name on the birth certificate?"),
            Pinned("n2", "household", "", (), LONG),
        ),
    )
)


def asked(app: QApplication) -> QWidget:
    """Return the form beside the council's comments."""
    shown = form_window(app, some_answers, REQUEST)
    shown.wizard._turn(shown.session.go_to("child"))
    return shown.window


def conflict(app: QApplication) -> QWidget:
    """Return both texts of a request that was answered on two computers."""
    differs = (
        Difference(Path("child.first-name"), "First name", "Amira-Louise", "Amira"),
        Difference(Path("child.school"), "School or nursery", "", "Hill Primary School"),
        Difference(Path("concerns.what"), "What are you worried about?", LONG, LONG[:60]),
    )
    window = MainWindow(app)
    window.show_bar(BAR)
    page = BothPage()
    window.add_page("both", page)
    page.show_state(BothState(Both("s1", 2, "Child safeguarding concern", differs)))
    window.show_page("both")
    return window


def preview(app: QApplication) -> QWidget:
    """Return the window of somebody who writes a form."""
    del app
    folder = tempfile.TemporaryDirectory()
    store = open_store(File(folder.name) / "preview.db", secrets.token_bytes(32), clock=now)
    previewing = Previewing(store, Shelf(resources()).value_sets, now, secrets.token_bytes)
    council = read_council(json.loads((resources() / "council.json").read_bytes()))
    window = PreviewWindow(resources() / "forms" / "safeguarding-concern.json", store, previewing, council, now)

    def end() -> None:
        store.close()
        folder.cleanup()

    window.destroyed.connect(end)
    return window


def sent(*, received: bool) -> Callable[[QApplication], QWidget]:
    """Return the entry that shows a form that waits to be sent, or that the council has."""

    def build(app: QApplication) -> QWidget:
        shown = form_window(app, some_answers)
        form, child = shown.session.form, ChildLabel("A.B.", "2019")
        key = FormKey(form.url, form.version)
        one = Submission(shown.session.id, 1, key, form.title, child, True, b"{}", "d" * 64, (), NOW)
        shown.wizard._show_sent(one)
        if received:
            shown.wizard.show_received(Receipt(one.id, 1, "LCS-26-00417", one.digest, "1", NOW))
        else:
            shown.window.show_bar(TopBarState("Example Council", "offline", 1, "Sam Patel"))
        return shown.window

    return build


def not_saved(app: QApplication) -> QWidget:
    """Return a form of somebody whose disk is full."""
    shown = form_window(app, some_answers)
    shown.wizard._turn(shown.session.go_to("child"))
    shown.wizard.foot.show_trouble(sentence(DiskFull()))
    return shown.window


FORMS: dict[str, Callable[[QApplication], QWidget]] = {
    "form": at("child"),
    "form-first": at("overview", answered=False),
    "form-wrong": at("child", wrong=True, answered=False),
    "form-rows": at("household"),
    "form-concerns": at("concerns", wrong=True),
    "form-body-map": marked,
    "form-files": at("documents"),
    "form-check": at(CHECK),
    "form-declaration": at(DECLARATION, wrong=True),
    "form-asked": asked,
    "form-not-saved": not_saved,
    "sent-waiting": sent(received=False),
    "sent-received": sent(received=True),
    "conflict": conflict,
    "preview": preview,
}

"""The first page: start a form, and everything that waits for the person (J01)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_portal.ui.flow import Halves, flow
from desktop_portal.ui.models.rows import Column
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.reading import kept_focus, order_tabs
from desktop_portal.ui.table import Table
from desktop_portal.ui.widgets import (
    Button,
    Flowing,
    Text,
    body,
    card,
    clear,
    fill,
    heading,
    hint,
    link,
    literal,
    pill,
    primary,
    secondary,
    spacer,
    stack,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

translate = QCoreApplication.translate
SHOWN_DRAFTS = 5


@dataclass(frozen=True, slots=True)
class WaitingForm:
    """A form that the council has not received. `sentence` says why and since when; `action` is a button's words.

    `urgent`: a safeguarding form that has waited longer than the council's time, or one that its server refuses
    altogether, so the council's telephone number is shown.
    """

    id: str
    title: str
    child: str
    sentence: str
    action: str = ""
    urgent: bool = False
    may_take_back: bool = False


@dataclass(frozen=True, slots=True)
class InformationRequest:
    """A form that the council wants to know more about."""

    id: str
    title: str
    child: str
    reason: str
    comments: str
    answer_by: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A saved form. `saved` and `kept` are in words; `kept_kind` is "text", "pill-warn" or "pill-bad"."""

    id: str
    title: str
    child: str
    saved: str
    kept: str
    kept_kind: str = "text"
    saved_order: float = 0.0
    days_left: int = 0


@dataclass(frozen=True, slots=True)
class RecoveredWork:
    """A form that was open when the program ended without a word; `words` name form, child and time."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class HomeState:
    """All that the first page tells; `phone` is the council's number at this hour.

    `requests` are the most pressing of the `asked` forms that wait for an answer; `kept` counts all that was submitted,
    `saved` all saved forms, of which `drafts` are the first.
    """

    phone: str
    waiting: tuple[WaitingForm, ...] = ()
    requests: tuple[InformationRequest, ...] = ()
    drafts: Sequence[DraftLine] = ()
    notice: str = ""
    recovered: RecoveredWork | None = None
    asked: int = 0
    kept: int = 0
    saved: int = 0


class HomePage(Page):
    """Starts a form for "professional" or "public"; `send` and the rest tell the id of the line acted on."""

    danger: ClassVar[bool] = True
    start = Signal(str)
    act = Signal(str)
    take_back = Signal(str)
    answer = Signal(str)
    open_draft = Signal(str)
    all_drafts = Signal()
    all_asked = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Two columns: what to do at the left, what waits at the right."""
        self.set_title(self.tr("Home"))
        self._notice_text = body("")
        self._notice = card(self._notice_text, kind="card-warn")
        self._drafts: Table[DraftLine] = Table(self.tr("Forms you have saved"), draft_columns())
        self._drafts.opened.connect(lambda row_id, _column: self.open_draft.emit(row_id))
        self._saved = stack(heading(self.tr("Forms you have saved")), self._drafts, spacing=4)
        self._more = link("", self.all_drafts.emit)
        self._aside = QWidget()
        self._waits = QVBoxLayout(self._aside)
        fill(self._waits, spacing=20)
        self._columns = Halves(self._doing(), self._aside, shares=(57, 43), letters=110, spacing=20)
        self._recovered_text = body("")
        self._recovered = card(
            heading(self.tr("Recovered work")),
            self._recovered_text,
            body(
                self.tr(
                    "The program ended unexpectedly while this form was open. Everything saved until then is there."
                )
            ),
            primary(self.tr("Open the recovered form"), self._open_recovered),
            kind="card-info",
        )
        fill(layout, self._recovered, self._notice, self._columns, margins=(40, 32, 40, 48), spacing=16)
        layout.addStretch(1)

    def show_state(self, state: HomeState) -> None:
        """Show what waits, the most pressing first."""
        self._state = state
        self._notice.setVisible(bool(state.notice))
        self._notice_text.setText(state.notice)
        self._recovered.setVisible(state.recovered is not None)
        self._recovered_text.setText(state.recovered.words if state.recovered else "")
        self._drafts.show_rows(state.drafts[:SHOWN_DRAFTS])
        self._saved.setVisible(bool(state.drafts))
        saved = max(state.saved, len(state.drafts))
        self._more.setVisible(saved > SHOWN_DRAFTS)
        self._more.setText(self.tr("All {} saved forms").format(saved))
        with kept_focus(self._aside):
            self._show_waiting(state)
        order_tabs(self)

    def _open_recovered(self) -> None:
        if isinstance(self._state, HomeState) and self._state.recovered is not None:
            self.open_draft.emit(self._state.recovered.id)

    def _show_waiting(self, state: HomeState) -> None:
        aside = self._waits
        clear(aside)
        if state.waiting:
            aside.addWidget(self._waiting(state))
        if state.requests:
            aside.addWidget(self._requests(state))
        if not state.waiting and not state.requests:
            aside.addWidget(self._nothing())
        aside.addStretch(1)

    def _doing(self) -> QWidget:
        professional = card(
            heading(self.tr("I am a Professional")),
            Text(self.tr("Teachers, health, police, voluntary and other services."), "note"),
            _named(primary(self.tr("Start a form")), self.tr("Start a form as a professional"), self, "professional"),
        )
        public = card(
            heading(self.tr("I am a member of the public")),
            Text(self.tr("Family, neighbours, friends, or a young person."), "note"),
            _named(
                secondary(self.tr("Start a form")), self.tr("Start a form as a member of the public"), self, "public"
            ),
        )
        box = QWidget()
        layout = QVBoxLayout(box)
        about = self.tr("Everything works without a network. Forms are sent when this computer is connected.")
        doors = Halves(professional, public, shares=(1, 1), letters=56, spacing=20)
        fill(layout, title(self.tr("What would you like to do?")), hint(about), spacer(4), doors, spacing=8)
        fill(layout, spacer(12), self._saved, self._more, spacing=8)
        layout.addStretch(1)
        return box

    def _waiting(self, state: HomeState) -> QFrame:
        parts: list[QWidget] = [heading(self.tr("Not received by the council yet"))]
        for form in state.waiting:
            if len(parts) > 1:
                parts.append(spacer(8))
            parts += [_named_child(form.title, form.child), Text(form.sentence, "note")]
            if form.urgent:
                urgent = self.tr("If this is urgent, call {} now.").format(state.phone)
                parts.append(Text(urgent, "note-strong"))
            buttons = [self._action(form)] if form.action else []
            if form.may_take_back:
                buttons.append(self._back(form))
            if buttons:
                parts.append(flow(*buttons))
        return card(*parts, kind="card-warn")

    def _action(self, form: WaitingForm) -> Button:
        button = secondary(form.action, lambda: self.act.emit(form.id))
        button.setAccessibleName(f"{form.action}: {form.title}, {form.child}")
        return button

    def _back(self, form: WaitingForm) -> Button:
        words = self.tr("Stop and change it")
        button = link(words, lambda: self.take_back.emit(form.id))
        button.setAccessibleName(f"{words}: {form.title}, {form.child}")
        return button

    def _requests(self, state: HomeState) -> QFrame:
        parts: list[QWidget] = [
            flow(
                Flowing(self.tr("The council needs more information"), "heading"),
                pill(str(max(state.asked, len(state.requests))), "info"),
            )
        ]
        for one in state.requests:
            go = link(literal(one.title), partial(self.answer.emit, one.id))
            go.setAccessibleName(self.tr("Answer: {}, {}").format(one.title, one.child))
            parts += [spacer(0), flow(go, Flowing(one.child, "body"))]
            parts += [Text(one.reason, "note-strong"), Text(one.comments, "note")]
            if one.answer_by:
                parts.append(Text(self.tr("Answer by {}.").format(one.answer_by), "note"))
        if state.asked > len(state.requests):
            parts.append(
                flow(link(self.tr("All {} that wait for your answer").format(state.asked), self.all_asked.emit))
            )
        return card(*parts, kind="card-info")

    def _nothing(self) -> QFrame:
        return card(
            heading(self.tr("Nothing is waiting")),
            body(self.tr("Forms that the council has not received yet, and its questions to you, are shown here.")),
        )


def draft_columns() -> tuple[Column[DraftLine], ...]:
    """Return the columns of saved forms, as on the first page and on "Recover a form"; the first is a link."""
    return (
        Column(translate("Drafts", "Form"), lambda one: one.title, 22, kind=lambda _one: "link"),
        Column(translate("Drafts", "Child"), lambda one: one.child, 10),
        Column(translate("Drafts", "Saved"), lambda one: one.saved, 12, key=lambda one: one.saved_order),
        Column(
            translate("Drafts", "Kept for"),
            lambda one: one.kept,
            10,
            kind=lambda one: one.kept_kind,
            key=lambda one: one.days_left,
        ),
    )


def _named(button: Button, name: str, page: HomePage, audience: str) -> Button:
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked=False: page.start.emit(audience))
    return button


def _named_child(form: str, child: str) -> QWidget:
    return flow(Flowing(form, "strong"), Flowing(child, "body"), gap=8)

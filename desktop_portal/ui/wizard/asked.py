"""What the council asked, above the page: reason, comments to tick off and to jump to, and the answer in own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_portal.core.returned import ANSWERED, LONGEST_REPLY, OPEN, WITHDRAWN
from desktop_portal.forms.answers import Path
from desktop_portal.ui.editors.base import px
from desktop_portal.ui.fields import Field
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Tick
from desktop_portal.ui.messages import day
from desktop_portal.ui.scrolling import AsHighAsItsTexts, scrolled
from desktop_portal.ui.widgets import (
    Flowing,
    body,
    card,
    fill,
    hint,
    link,
    pill,
    stack,
    subheading,
)
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.core.page_state import PageState
    from desktop_portal.core.returned import Asked, Pinned, Reply
    from desktop_portal.forms.tree import Form
    from desktop_portal.services.drafting import DraftSession
    from desktop_portal.ui.wizard.section_view import SectionView

MOST_OF_WINDOW = 0.45
REPLY_HEIGHT = 84


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a comment stands: the page, and the question on it or None."""

    page: str
    path: Path | None


def stands_as(asked: Asked, language: str) -> str:
    """Say how the council's request stands: open, or what became of it while the person was answering."""
    one = asked.round
    if asked.outcome:
        outcome = asked.outcome.get(language) or asked.outcome.get("en") or ""
        words = tr("The council has closed this form: {outcome}. You can still send what you have changed.")
        return words.replace("{outcome}", outcome)
    if one.state == WITHDRAWN:
        return tr("The council has withdrawn this request. You can still send what you have changed.")
    if one.state == ANSWERED:
        return tr("This was answered on another computer. You can still send: then you see both answers and choose.")
    return tr("The council asks: {reason}").replace("{reason}", one.reason_in(language))


class AskedPanel(QFrame):
    """`ticked` a comment, `wrote` the answer, `wanted` a page and question, `previous` the form as it was sent."""

    ticked = Signal(str, bool)
    wrote = Signal(str)
    wanted = Signal(str, object)
    previous = Signal()

    def __init__(self, form: Form, asked: Asked, reply: Reply, language: str) -> None:
        super().__init__()
        self._form, self._asked, self._language = form, asked, language
        self._ticks: dict[str, list[Tick]] = {}
        self._pinned: set[tuple[str, str]] = set()
        self._done = set(reply.done)
        self.setProperty("kind", "bar")
        self._count = Flowing("", "small")
        self._toggle = link("", self._turn_over)
        self._inside = scrolled(self._all(reply))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._inside)
        self._open = True
        self._settle()

    def show_changes(self, count: int) -> None:
        """Say how many answers differ from what was sent."""
        words = tr("Nothing changed since it was sent")
        if count:
            words = tr("1 answer changed since it was sent")
        if count > 1:
            words = tr("{count} answers changed since it was sent").replace("{count}", str(count))
        if self._count.text() != words:
            self._count.setText(words)

    def pin(self, state: PageState, view: SectionView) -> None:
        """Put the comments of this page beside what they are about, once each."""
        for note in self._asked.round.notes:
            where, key = self._place(note), (note.note_id, state.page)
            if where.page != state.page or key in self._pinned:
                continue
            if where.path is None:
                view.put_first(self._card(note, jumps=False))
            else:
                field = view.field_at(where.path)
                if field is None:
                    continue
                field.put_below(self._card(note, jumps=False))
            self._pinned.add(key)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the answer the lines that the design says at this size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._words.setFixedHeight(px(self, REPLY_HEIGHT))

    def fit(self, height: int) -> None:
        """Leave most of the window to the form."""
        # At most, not exactly: what may not shrink would push the foot of the form out of a window made smaller.
        notes = self._inside.widget()
        if notes is not None:
            inner = notes.heightForWidth(self.width()) + 8
            self._inside.setMaximumHeight(min(inner, round(height * MOST_OF_WINDOW)))

    def fold(self) -> None:
        """Show only the first line; the comments stay beside their questions."""
        if self._open:
            self._turn_over()

    def _head(self) -> QWidget:
        asked = self._asked.round
        pressing = asked.due is not None and asked.state == OPEN
        due = [pill(tr("Answer by {day}").replace("{day}", day(asked.due)), "warn")] if pressing and asked.due else []
        said = stands_as(self._asked, self._language)
        head = flow(Flowing(said, "strong"), *due, self._count, self._toggle, gap=16)
        layout = head.layout()
        if layout is not None:
            layout.setContentsMargins(16, 8, 16, 8)
        return head

    def _all(self, reply: Reply) -> QWidget:
        asked = self._asked.round
        self._words = QPlainTextEdit(reply.text)
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(px(self, REPLY_HEIGHT))
        self._words.textChanged.connect(self._typed)
        label = tr("Your answer to the council, in your own words")
        about = tr("It goes with the form. Leave it empty when the form itself says it all.")
        closing = self._asked.outcome_comments if self._asked.outcome else ""
        parts: list[QWidget] = [body(words) for words in (closing, asked.comments) if words]
        parts += [self._card(note, jumps=True) for note in asked.notes]
        parts.append(Field(label, self._words, about))
        parts.append(flow(link(tr("Previous form, as it was sent"), self.previous.emit)))
        parts += [self._earlier(number) for number in range(len(self._asked.earlier))]
        place = AsHighAsItsTexts()
        fill(QVBoxLayout(place), *parts, margins=(16, 4, 16, 12), spacing=12)
        return place

    def _earlier(self, number: int) -> QWidget:
        before = self._asked.earlier[number]
        title = tr("Asked on {day}: {reason}").replace("{day}", day(before.asked_at.astimezone().date()))
        lines = [hint(note.comment) for note in before.notes]
        text = [hint(before.comments)] if before.comments else []
        return stack(subheading(title.replace("{reason}", before.reason_in(self._language))), *text, *lines, spacing=4)

    def _card(self, note: Pinned, *, jumps: bool) -> QWidget:
        where = self._place(note)
        title = self._title(note)
        tick = Tick(tr("Done"))
        tick.setAccessibleName(tr("Done: {comment}").replace("{comment}", note.comment))
        tick.setChecked(note.note_id in self._done)
        tick.clicked.connect(lambda on: self._tick(note.note_id, on=on))
        self._ticks.setdefault(note.note_id, []).append(tick)
        acts: list[QWidget] = [tick]
        if jumps:
            go = link(tr("Go to it"), partial(self.wanted.emit, where.page, where.path))
            go.setAccessibleName(tr("Go to: {title}").replace("{title}", title))
            acts.append(go)
        asks = hint(title) if jumps else hint(tr("The council asks"))
        box = QWidget()
        fill(QVBoxLayout(box), card(asks, body(note.comment), flow(*acts, gap=20), kind="card-info"), spacing=0)
        return box

    def _place(self, note: Pinned) -> Beside:
        if not note.question:
            return Beside(note.section, None)
        rows = len(self._form.scopes.get(note.question, ()))
        return Beside(note.section, Path(note.question, (*note.rows, *(0,) * rows)[:rows]))

    def _title(self, note: Pinned) -> str:
        item = self._form.items.get(note.question or note.section)
        return item.text if item is not None else ""

    def _tick(self, note_id: str, *, on: bool) -> None:
        self._done = self._done | {note_id} if on else self._done - {note_id}
        for tick in self._ticks[note_id]:
            tick.setChecked(on)
        self.ticked.emit(note_id, on)

    def _typed(self) -> None:
        text = self._words.toPlainText()
        if len(text) > LONGEST_REPLY:
            cursor = self._words.textCursor()
            self._words.setPlainText(text[:LONGEST_REPLY])
            cursor.setPosition(LONGEST_REPLY)
            self._words.setTextCursor(cursor)
            return
        self.wrote.emit(text)

    def _turn_over(self) -> None:
        self._open = not self._open
        self._settle()

    def _settle(self) -> None:
        self._inside.setVisible(self._open)
        self._toggle.setText(tr("Hide the comments") if self._open else tr("Show the comments"))


def asked_panel(session: DraftSession, changed: Callable[[], None]) -> AskedPanel | None:
    """Return the panel of a form that answers the council, joined to its session; None for any other form.

    `changed` is called when there is something to save.
    """
    asked, reply = session.asked, session.reply
    if asked is None or reply is None:
        return None
    panel = AskedPanel(session.form, asked, reply, session.form.language)

    def tick(note_id: str, on: bool) -> None:  # noqa: FBT001 (Qt's signal)
        session.tick(note_id, done=on)
        changed()

    def write(text: str) -> None:
        session.answer_request(text)
        changed()

    panel.ticked.connect(tick)
    panel.wrote.connect(write)
    return panel

"""A form to print and fill in by hand, where there is no computer: every question with room for its answer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from desktop_portal.forms.answers import Absent, Coding
from desktop_portal.forms.tree import Group, ItemType, Note, Operator, Question
from desktop_portal.forms.words import say
from desktop_portal.pdf.about import facts
from desktop_portal.pdf.blocks import Ask, Banner, Document, Heading, Tone, Words
from desktop_portal.pdf.tongue import like, said, tongue
from desktop_portal.pdf.wording import language_tag, wording
from desktop_portal.pdf.wording_papers import paper_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Condition, Form, Item
    from desktop_portal.pdf.blocks import Block
    from desktop_portal.pdf.request import BlankRequest
    from desktop_portal.pdf.wording_papers import PaperWords

_DEEPEST: Final = 6
_MOST_TICKS: Final = 24
_LONG: Final = 8
_ADDRESS: Final = 4
_FEW: Final = 6
_ROWS: Final = 3
_LINES: Final = {ItemType.TEXT: _LONG, ItemType.ATTACHMENT: 2}
_COMPARED: Final = {Operator.GREATER: ">", Operator.LESS: "<", Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤"}


def blank_outline(request: BlankRequest) -> Document:
    """Return the whole form as questions: what depends on an answer says on which one."""
    form = request.form
    words, papers = wording(form.language), paper_words(form.language)
    danger = (Words(papers.danger.format(request.telephone)),) if request.telephone else ()
    blocks: list[Block] = [
        Heading(1, form.title),
        Banner(papers.blank, papers.blank_means, Tone.WARNING),
        *danger,
        facts([(words.form, words.form_version.format(form.title, form.version))]),
    ]
    writer = _Writer(form, papers)
    for section in form.sections:
        blocks += writer.section(section)
    blocks.append(Ask("", parts=(papers.signature, papers.signed_on)))
    return Document(
        title=f"{form.title}, {papers.blank}",
        council=request.council,
        state=papers.blank,
        tone=Tone.WARNING,
        name=form.title,
        language=language_tag(form.language),
        page_words=words.page,
        continued=words.continued,
        blocks=tuple(blocks),
    )


class _Writer:
    """Turns items into blocks."""

    def __init__(self, form: Form, papers: PaperWords) -> None:
        self._form = form
        self._papers = papers

    def section(self, section: Group) -> Iterator[Block]:
        """Yield one section."""
        if section.hidden:
            return
        yield Heading(2, f"{section.prefix}  {section.text}" if section.prefix else section.text)
        yield from (Words(note, Tone.MUTED) for note in self._notes(section))
        yield from self._inside(section, 3)

    def _items(self, items: tuple[Item, ...], level: int) -> Iterator[Block]:
        for item in items:
            if item.hidden:
                continue
            match item:
                case Question() if item.calculated_expression and item.read_only:
                    continue
                case Question():
                    yield from (Words(note.text) for note in item.children if _is_said(note))
                    yield self._ask(item)
                    yield from self._items(tuple(one for one in item.children if not isinstance(one, Note)), level)
                case Group():
                    if item.text:
                        yield Heading(min(level, _DEEPEST), item.text)
                    yield from (Words(note, Tone.MUTED) for note in self._notes(item))
                    yield from self._inside(item, level + bool(item.text))
                case Note() if _is_said(item):
                    when = self._conditions(item)
                    yield Words(self._papers.when.format(when, item.text) if when else item.text)
                case _:
                    pass

    def _inside(self, group: Group, level: int) -> Iterator[Block]:
        """Yield what is in a group; of rows a few where they are short, one to be copied where they are long."""
        if not group.repeats:
            yield from self._items(group.children, level)
            return
        short = len(group.children) <= _FEW
        count = min(_ROWS if short else 1, group.max_occurs or _ROWS)
        yield Words(self._papers.more_on_paper if short else self._papers.copy_part, Tone.MUTED)
        for number in range(1, count + 1):
            yield Heading(min(level, _DEEPEST), f"{group.text} {number}" if short else f"{group.text} ___")
            yield from self._items(group.children, level + 1)

    def _ask(self, question: Question) -> Ask:
        papers, form = self._papers, self._form
        options = tuple(option.label for option in question.options if not option.retired)
        ticks: tuple[str, ...] = ()
        how = ""
        if question.type is ItemType.BOOLEAN:
            ticks = (said(form, question, True), said(form, question, False))
        elif 0 < len(options) <= _MOST_TICKS:
            ticks = options
            how = papers.tick_any if question.repeats else papers.tick_one
        elif question.type is ItemType.ATTACHMENT:
            how = papers.attach
        reasons = tuple(said(form, question, Absent(reason)) for reason in question.absent)
        return Ask(
            label=question.text,
            notes=self._notes(question, how),
            ticks=(*ticks, *reasons) if ticks else (),
            otherwise=() if ticks else reasons,
            parts=self._parts(question.type),
            lines=0 if ticks and question.type is not ItemType.OPEN_CHOICE else self._lines(question),
        )

    def _lines(self, question: Question) -> int:
        if self._parts(question.type):
            return 0
        return _ADDRESS if question.link_id.endswith("address") else _LINES.get(question.type, 1)

    def _parts(self, kind: ItemType) -> tuple[str, ...]:
        papers = self._papers
        date = (papers.day, papers.month, papers.year)
        return {ItemType.DATE: date, ItemType.DATE_TIME: (*date, papers.time)}.get(kind, ())

    def _notes(self, item: Question | Group, how: str = "") -> tuple[str, ...]:
        """Say under a label when it applies, whether it must be answered, the hint, and how: a text for a language."""
        must = self._papers.must if isinstance(item, Question) and item.required else ""
        told = "" if how in item.hint else how  # the form's own hint may say it already
        parts = [part for part in (self._only(item), must, item.hint, told) if part]
        return tuple(like(" ".join(found), model) for model, found in _runs(parts))

    def _only(self, item: Item) -> str:
        if item.enable_expression:
            return self._papers.only_where
        joined = self._conditions(item)
        return self._papers.only_if.format(joined) if joined else ""

    def _conditions(self, item: Item) -> str:
        joint = self._papers.one_of if item.any_condition else self._papers.all_of
        return joint.join(self._condition(condition) for condition in item.conditions)

    def _condition(self, condition: Condition) -> str:
        papers, form = self._papers, self._form
        asked = form.items.get(condition.question)
        label = asked.text if asked else condition.question
        if condition.operator is Operator.EXISTS:
            return (papers.is_answered if condition.value else papers.is_not_answered).format(label)
        value = say(form, asked, condition.value) if isinstance(asked, Question) else _code(condition)
        if condition.operator in _COMPARED:
            return papers.compared.format(label, _COMPARED[condition.operator], value)
        return (papers.is_not if condition.operator is Operator.NOT_EQUAL else papers.is_value).format(label, value)


def _runs(parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield texts that follow each other in one language, with one of them."""
    for _language, group in groupby(parts, key=tongue):
        found = list(group)
        yield found[0], found


def _code(condition: Condition) -> str:
    return condition.value.code if isinstance(condition.value, Coding) else str(condition.value)


def _is_said(note: Item) -> bool:
    """Say whether these are words for the page: hints stand under their question already."""
    return isinstance(note, Note) and note.control != "help" and not note.hidden and bool(note.text)

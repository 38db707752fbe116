"""A request -> the document's blocks: the sections and questions that apply, in the order of the screen."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from desktop_portal.core.sections import plural_title
from desktop_portal.forms.answers import Absent, Path
from desktop_portal.forms.tree import Group, Note, Question
from desktop_portal.pdf.about import banner_of, facts_of, files_of
from desktop_portal.pdf.blocks import AttachedFile, Banner, Document, Field, Fields, Heading, Tone, Words
from desktop_portal.pdf.history import history_of
from desktop_portal.pdf.record import RESPONSE_NAME, RESPONSE_TYPE, record_of
from desktop_portal.pdf.tongue import said
from desktop_portal.pdf.wording import language_tag, wording
from desktop_portal.pdf.wording_papers import paper_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Item
    from desktop_portal.pdf.blocks import Block
    from desktop_portal.pdf.request import PdfRequest
from desktop_portal.pdf.wording import Wording

_DEEPEST: Final = 6


def outline(request: PdfRequest) -> Document:
    """Return the whole document. Only what applies is in it; what was left empty is said so, never dropped."""
    form = request.evaluation.form
    words, papers = wording(form.language), paper_words(form.language)
    banner = banner_of(request, words)
    family = Banner(papers.family, papers.family_means, Tone.WARNING)
    partial = request.left_out is not None
    blocks = chain(
        (Heading(1, form.title), banner, *((family,) if partial else ()), facts_of(request, words)),
        *(_section(request, words, section) for section in form.sections),
        history_of(request, words, papers),
        files_of(request, words, papers),
    )
    about = AttachedFile(RESPONSE_NAME, RESPONSE_TYPE, request.response, papers.data_about)
    return Document(
        title=f"{form.title}, {request.reference or banner.title}",
        council=request.council,
        state=papers.family if partial else banner.title,
        tone=Tone.WARNING if partial else banner.tone,
        name=form.title,
        language=language_tag(form.language),
        page_words=words.page,
        continued=words.continued,
        blocks=tuple(_joined(blocks)),
        record=record_of(request),
        attached=about if request.response and not partial else None,
    )


def _section(request: PdfRequest, words: Wording, section: Group) -> Iterator[Block]:
    path = Path(section.link_id)
    if section.hidden or not request.evaluation.enabled(path):
        return
    title = f"{section.prefix}  {section.text}" if section.prefix else section.text
    yield Heading(2, title)
    if section.repeats:
        yield from _rows(request, words, section, path, 2)
        return
    yield from _items(request, words, section.children, (), 3)


def _items(
    request: PdfRequest, words: Wording, items: tuple[Item, ...], rows: tuple[int, ...], level: int
) -> Iterator[Block]:
    for item in items:
        path = Path(item.link_id, rows)
        if item.hidden or not request.evaluation.enabled(path):
            continue
        match item:
            case Question():
                yield from (Words(note.text) for note in item.children if _is_legal(note))
                yield Fields((_field(request, words, item, path),))
                yield from _below(request, words, item, path, level)
            case Group() if item.repeats:
                yield Heading(min(level, _DEEPEST), plural_title(item.text, request.evaluation.form.language))
                yield from _rows(request, words, item, path, level)
            case Group():
                if item.text:
                    yield Heading(min(level, _DEEPEST), item.text)
                yield from _items(request, words, item.children, rows, level + bool(item.text))
            case Note() if _is_legal(item) and not _is_said_above(request, item):
                yield Words(item.text)
            case _:
                pass


def _is_left_out(request: PdfRequest, path: Path) -> bool:
    return request.left_out is not None and path in request.left_out


def _is_legal(item: Item) -> bool:
    """Say whether these are words that somebody declares: they belong into the record, hints do not."""
    return isinstance(item, Note) and item.control == "legal" and not item.hidden


def _is_said_above(request: PdfRequest, note: Item) -> bool:
    """Say whether the words stand over the question that they belong to."""
    form = request.evaluation.form
    return isinstance(form.items.get(form.parents.get(note.link_id, "")), Question)


def _below(request: PdfRequest, words: Wording, question: Question, path: Path, level: int) -> Iterator[Block]:
    """Yield what is asked under an answer; under each answer of a question that repeats."""
    if not question.children:
        return
    if not question.repeats:
        yield from _items(request, words, question.children, path.rows, level)
        return
    for index in range(len(request.evaluation.answers.values.get(path, ()))):
        yield from _items(request, words, question.children, (*path.rows, index), level)


def _rows(request: PdfRequest, words: Wording, group: Group, path: Path, level: int) -> Iterator[Block]:
    """Yield a repeating group as numbered blocks ("Person 2 of 3")."""
    count = request.evaluation.answers.rows.get(path, 0)
    if not count:
        yield Words(words.none_added, Tone.MUTED)
    for index in range(count):
        if _is_left_out(request, Path(group.link_id, (*path.rows, index))):
            yield Words(paper_words(request.evaluation.form.language).left_out_rows, Tone.MUTED)
            continue
        yield Heading(min(level + 1, _DEEPEST), words.row.format(group.text, index + 1, count).strip())
        yield from _items(request, words, group.children, (*path.rows, index), level + 2)


def _field(request: PdfRequest, words: Wording, question: Question, path: Path) -> Field:
    form = request.evaluation.form
    values = request.evaluation.answers.values.get(path, ())
    if not values:
        return Field(question.text, (words.not_answered,), Tone.MUTED)
    if _is_left_out(request, path):
        return Field(question.text, (paper_words(form.language).left_out,), Tone.MUTED)
    tone = Tone.ABSENT if isinstance(values[0], Absent) else Tone.ANSWER
    return Field(question.text, tuple(said(form, question, value) for value in values), tone)


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join fields that follow each other into one table."""
    waiting: list[Field] = []
    for block in blocks:
        if isinstance(block, Fields):
            waiting.extend(block.fields)
            continue
        if waiting:
            yield Fields(tuple(waiting))
            waiting = []
        yield block
    if waiting:
        yield Fields(tuple(waiting))

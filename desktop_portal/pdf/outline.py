"""A request -> the document's blocks: the sections and questions that apply, in the order of the screen."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from desktop_portal.core.sections import plural_title
from desktop_portal.forms.answers import Absent, Path
from desktop_portal.forms.tree import Group, Note, Question
from desktop_portal.forms.words import say
from desktop_portal.pdf.blocks import Banner, Code, Document, Facts, Field, Fields, Grid, Heading, Tone, Words
from desktop_portal.pdf.request import Kind
from desktop_portal.pdf.wording import size_in_words, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Item
    from desktop_portal.pdf.blocks import Block
    from desktop_portal.pdf.request import PdfRequest
    from desktop_portal.pdf.wording import Wording

_DEEPEST: Final = 6


def outline(request: PdfRequest) -> Document:
    """Return the whole document. Only what applies is in it; what was left empty is said so, never dropped."""
    words = wording(request.evaluation.form.language)
    form = request.evaluation.form
    banner = _banner(request, words)
    blocks = chain(
        (Heading(1, form.title), banner, _facts(request, words)),
        *(_section(request, words, section) for section in form.sections),
        _files(request, words),
    )
    return Document(
        title=f"{form.title}, {request.reference or banner.title}",
        council=request.council,
        state=banner.title,
        tone=banner.tone,
        name=form.title,
        language=words.tag,
        page_words=words.page,
        continued=words.continued,
        blocks=tuple(_joined(blocks)),
    )


def _banner(request: PdfRequest, words: Wording) -> Banner:
    if request.kind is Kind.DRAFT:
        return Banner(words.draft, words.draft_means, Tone.WARNING)
    if request.received_at is None:
        return Banner(words.waiting, words.waiting_means, Tone.WARNING)
    title = words.received.format(words.moment(request.received_at), request.reference)
    return Banner(title, words.received_means, Tone.GOOD)


def _facts(request: PdfRequest, words: Wording) -> Facts:
    form = request.evaluation.form
    draft = request.kind is Kind.DRAFT
    pairs = [
        (words.reference, request.reference or words.no_reference),
        (words.by, request.who),
        (words.saved if draft else words.submitted, words.moment(request.written_at)),
        (words.received_at, words.moment(request.received_at) if request.received_at and not draft else ""),
        (words.version, "" if draft else str(request.version)),
        (words.form, f"{form.title}, {words.version.lower()} {form.version}"),
        (words.digest, request.digest),
    ]
    code = None
    if request.digest:
        known = request.reference or words.no_reference
        code = Code(f"{request.reference}\n{request.version}\n{request.digest}", words.code.format(known))
    return Facts(tuple(Field(label, (value,)) for label, value in pairs if value), code)


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
        yield Heading(min(level + 1, _DEEPEST), words.row.format(group.text, index + 1, count).strip())
        yield from _items(request, words, group.children, (*path.rows, index), level + 2)


def _field(request: PdfRequest, words: Wording, question: Question, path: Path) -> Field:
    form = request.evaluation.form
    values = request.evaluation.answers.values.get(path, ())
    if not values:
        return Field(question.text, (words.not_answered,), Tone.MUTED)
    tone = Tone.ABSENT if isinstance(values[0], Absent) else Tone.ANSWER
    return Field(question.text, tuple(say(form, question, value) for value in values), tone)


def _files(request: PdfRequest, words: Wording) -> Iterator[Block]:
    if request.files:
        yield Heading(2, words.attachments)
        rows = tuple((file.title, size_in_words(file.size), file.digest) for file in request.files)
        yield Grid((words.file, words.size, words.digest), rows, (0.4, 0.12, 0.48))


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

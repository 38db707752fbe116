"""The papers beside the form itself: the council's receipt, and what changed between two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.compare import compare
from desktop_portal.forms.tree import Question
from desktop_portal.pdf.about import code_of, facts, file_list
from desktop_portal.pdf.blocks import Banner, Document, Grid, Heading, Tone, Words
from desktop_portal.pdf.places import place_words
from desktop_portal.pdf.tongue import like, said
from desktop_portal.pdf.wording import language_tag, wording
from desktop_portal.pdf.wording_papers import paper_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.compare import Change
    from desktop_portal.forms.tree import Form, Item
    from desktop_portal.pdf.blocks import Block
    from desktop_portal.pdf.request import ChangesRequest, ReceiptRequest
    from desktop_portal.pdf.wording_papers import PaperWords

_SHARES = (0.3, 0.35, 0.35)


def receipt_outline(request: ReceiptRequest) -> Document:
    """Return the receipt: who sent what when, under which reference, and no answer of the form."""
    words, papers = wording(request.language), paper_words(request.language)
    received = words.received.format(words.moment(request.received_at), request.reference)
    pairs = [
        (words.reference, request.reference),
        (words.form, request.form_title),
        (papers.child, request.child),
        (words.by, request.who),
        (words.submitted, words.moment(request.submitted_at)),
        (words.received_at, words.moment(request.received_at)),
        (words.version, str(request.version)),
        (words.digest, request.digest),
    ]
    files: tuple[Block, ...] = ()
    if request.files:
        files = (Heading(2, words.attachments), file_list(request.files, words))
    return Document(
        title=f"{papers.receipt}, {request.reference}",
        council=request.council,
        state=received,
        tone=Tone.GOOD,
        name=request.form_title,
        language=language_tag(request.language),
        page_words=words.page,
        continued=words.continued,
        blocks=(
            Heading(1, papers.receipt),
            Banner(received, papers.receipt_means, Tone.GOOD),
            facts(pairs, code_of(words, request.reference, request.version, request.digest)),
            Words(papers.receipt_keep, Tone.MUTED),
            *files,
        ),
    )


def changes_outline(request: ChangesRequest) -> Document:
    """Return every difference, section by section, as a table with the answer before and the answer after."""
    form = request.form
    words, papers = wording(form.language), paper_words(form.language)
    before, after = request.versions
    state = papers.changes_state.format(before, after)
    pairs = [
        (words.reference, request.reference or words.no_reference),
        (words.by, request.who),
        (papers.version_sent.format(before), words.moment(request.times[0])),
        (papers.version_sent.format(after), words.moment(request.times[1])),
    ]
    return Document(
        title=f"{papers.changes.format(form.title)}, {request.reference or state}",
        council=request.council,
        state=state,
        tone=Tone.WARNING,
        name=form.title,
        language=language_tag(form.language),
        page_words=words.page,
        continued=words.continued,
        blocks=(
            Heading(1, papers.changes.format(form.title)),
            facts(pairs),
            Words(papers.changes_means, Tone.MUTED),
            *_differences(request, papers),
        ),
    )


def _differences(request: ChangesRequest, papers: PaperWords) -> Iterator[Block]:
    form = request.form
    changes = compare(form, request.before, request.after)
    head = (papers.question, *(papers.version.format(one) for one in request.versions))
    for section in form.sections:
        inside = frozenset(_names(section))
        rows = [_row(form, change, papers) for change in changes if change.link_id in inside]
        if rows:
            yield Heading(2, f"{section.prefix}  {section.text}" if section.prefix else section.text)
            yield Grid(head, tuple(rows), _SHARES)
    if request.parked:
        yield Heading(2, papers.not_asked_any_more)
        yield Grid(head, tuple((question, answer, papers.none) for question, answer in request.parked), _SHARES)
    if not changes and not request.parked:
        yield Words(papers.nothing_changed)


def _row(form: Form, change: Change, papers: PaperWords) -> tuple[str, ...]:
    path = change.after_path or change.before_path
    label = place_words(form, path) if path else change.link_id
    if change.kind == "moved" and change.before_path and change.after_path:
        here, there = change.before_path.rows[-1] + 1, change.after_path.rows[-1] + 1
        return label, "", papers.moved.format(here, there)
    return label, *(_words(form, change.link_id, values) or papers.none for values in (change.before, change.after))


def _words(form: Form, link_id: str, values: tuple[Value, ...]) -> str:
    item = form.items.get(link_id)
    if not isinstance(item, Question) or not values:
        return ""
    texts = [said(form, item, value) for value in values]
    return like("\n".join(texts), texts[0])


def _names(item: Item) -> Iterator[str]:
    yield item.link_id
    for child in item.children:
        yield from _names(child)

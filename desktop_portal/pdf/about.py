"""What stands around the answers: the state, the facts about the document with their code, files and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.family_copy import writer_is_told
from desktop_portal.pdf.blocks import Banner, Code, Facts, Field, Grid, Heading, Tone, Words
from desktop_portal.pdf.request import Kind
from desktop_portal.pdf.wording import size_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop_portal.core.submission import FileToSend
    from desktop_portal.pdf.blocks import Block
    from desktop_portal.pdf.request import PdfRequest
    from desktop_portal.pdf.wording import Wording
    from desktop_portal.pdf.wording_papers import PaperWords


def banner_of(request: PdfRequest, words: Wording) -> Banner:
    """Say how the form stands; "received" only with the council's own word."""
    if request.kind is Kind.DRAFT:
        return Banner(words.draft, words.draft_means, Tone.WARNING)
    if request.received_at is None:
        return Banner(words.waiting, words.waiting_means, Tone.WARNING)
    title = words.received.format(words.moment(request.received_at), request.reference)
    return Banner(title, words.received_means, Tone.GOOD)


def facts_of(request: PdfRequest, words: Wording) -> Facts:
    """Return reference, people, times and versions; the digest belongs to the whole form, not to a part of it."""
    form = request.evaluation.form
    draft = request.kind is Kind.DRAFT
    digest = request.digest if request.left_out is None else ""
    named = request.left_out is None or writer_is_told(request.evaluation)
    pairs = [
        (words.reference, request.reference or words.no_reference),
        (words.by, request.who if named else ""),
        (_written(request, words), words.moment(request.written_at)),
        (words.received_at, words.moment(request.received_at) if request.received_at and not draft else ""),
        (words.version, "" if draft else str(request.version)),
        (words.form, words.form_version.format(form.title, form.version)),
        (words.digest, digest),
    ]
    return facts(pairs, code_of(words, request.reference, request.version, digest) if digest else None)


def _written(request: PdfRequest, words: Wording) -> str:
    """Say what was done then; a form is submitted only once the council has it."""
    if request.kind is Kind.DRAFT:
        return words.saved
    return words.submitted if request.received_at is not None else words.finished


def facts(pairs: Iterable[tuple[str, str]], code: Code | None = None) -> Facts:
    """Return the facts that are known; what is empty is no fact."""
    return Facts(tuple(Field(label, (value,)) for label, value in pairs if value), code)


def code_of(words: Wording, reference: str, version: int, digest: str) -> Code:
    """Return the code that a phone reads: reference, version and digest, a line each."""
    return Code(f"{reference}\n{version}\n{digest}", words.code.format(reference or words.no_reference))


def files_of(request: PdfRequest, words: Wording, papers: PaperWords) -> Iterator[Block]:
    """List the attached files with size and digest, then show the pictures among them."""
    if not request.files:
        return
    yield Heading(2, words.attachments)
    if request.left_out is not None:
        yield Words(papers.left_out_files, Tone.MUTED)
        return
    yield file_list(request.files, words)
    shown = [(file, request.pictures[file.digest]) for file in request.files if file.digest in request.pictures]
    if shown:
        yield Heading(2, papers.pictures)
    for file, picture in shown:
        yield Heading(3, file.title)
        yield picture


def file_list(files: Sequence[FileToSend], words: Wording) -> Grid:
    """Return the table of files."""
    rows = tuple((file.title, size_in_words(file.size), file.digest) for file in files)
    return Grid((words.file, words.size, words.digest), rows, (0.4, 0.12, 0.48))

"""Whether a PDF is what was submitted: the document is made again from the answers and must be the same bytes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal import __version__
from desktop_portal.core.draft import FormKey
from desktop_portal.core.frozen import digest_of, read_back
from desktop_portal.core.problems import FormUnknown
from desktop_portal.core.returned import OPEN
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.response import from_response
from desktop_portal.pdf.document import render
from desktop_portal.pdf.reading_back import parts_of
from desktop_portal.pdf.request import Kind, PdfRequest
from desktop_portal.services.picturing import about_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_portal.forms.tree import Form
    from desktop_portal.pdf.blocks import Picture
    from desktop_portal.pdf.reading_back import Parts
    from desktop_portal.pdf.record import Record
    from desktop_portal.services.exporting import Exporting
    from desktop_portal.services.sent_form import SentForm


class Verdict(StrEnum):
    """What can be said of a document.

    SUBMITTED: it is what this computer submitted and the council gave a receipt for. WAITING: it is what this computer
    has frozen; the council has not received it. AGREES: its pages say what the answers inside say, and those give the
    digest that is printed on it; whether the council has that digest is for its receipt to say. OTHER: something is
    different from what the digest stands for. CANNOT_TELL: nothing to compare with here. NOT_OURS: no such document.
    """

    SUBMITTED = "submitted"
    WAITING = "waiting"
    AGREES = "agrees"
    OTHER = "other"
    CANNOT_TELL = "cannot-tell"
    NOT_OURS = "not-ours"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its reason as a code, and what the document says of itself.

    Reasons: "answers" (they do not give the digest), "pages" (they say something else than the answers), "receipt" (the
    council's receipt is another one), "names" (of the person or the council), "version" (made by another version of the
    program: `record` says which), "form" (its definition is not here), "nothing-attached" (no answers inside, and not
    on this computer), "digest" (another than the one that somebody was given).
    """

    verdict: Verdict
    reason: str = ""
    record: Record | None = None
    has_pictures: bool = False


def verify(pdf: bytes, form: Callable[[FormKey, str], Form], exporting: Exporting | None = None) -> Finding:
    """Say what a document is; `exporting` is that of the person whose forms are on this computer, if they signed in."""
    parts = parts_of(pdf)
    if parts is None:
        return Finding(Verdict.NOT_OURS)
    record = parts.record
    sent = _sent_from_here(record, exporting) if exporting is not None else None
    try:
        if exporting is not None and sent is not None:
            return _beside_the_store(pdf, record, exporting, sent)
        if not parts.response:
            return Finding(Verdict.CANNOT_TELL, "nothing-attached", record)
        return _by_itself(pdf, parts, form)
    except FormUnknown:
        return Finding(Verdict.CANNOT_TELL, "form", record)


def _sent_from_here(record: Record, exporting: Exporting) -> SentForm | None:
    submissions = exporting.store.submissions
    for one in submissions.list():
        if one.version == record.version and submissions.load(one.id, one.version).digest == record.digest:
            return exporting.sent(one.id, one.version)
    return None


def _beside_the_store(pdf: bytes, record: Record, exporting: Exporting, sent: SentForm) -> Finding:
    """Make the document from what is kept here, as it was printed then: before the receipt, or after it."""
    receipt = sent.receipt
    if record.received is not None and (
        receipt is None or (receipt.reference, receipt.received_at) != (record.reference, record.received)
    ):
        return Finding(Verdict.OTHER, "receipt", record)
    if (record.who, record.council) != (exporting.who, exporting.council):
        return Finding(Verdict.OTHER, "names", record)
    for with_data in (False, True):
        kept = exporting.request(sent, with_data=with_data)
        known = [replace(one, state=OPEN) for one in kept.rounds]
        request = replace(
            kept,
            # A request that came to this computer after the print is no forgery; one that never came is.
            rounds=tuple(one for one in record.rounds if one in known),
            reference=record.reference,
            received_at=record.received,
            written_at=sent.submission.submitted_at.astimezone(record.submitted.tzinfo),
        )
        if render(request) == pdf:
            return Finding(Verdict.SUBMITTED if receipt else Verdict.WAITING, "", record)
    return _not_the_same(record)


def _by_itself(pdf: bytes, parts: Parts, form_of: Callable[[FormKey, str], Form]) -> Finding:
    """Make the document from the answers inside it."""
    record = parts.record
    response = _answers_of(parts)
    if response is None:
        return Finding(Verdict.OTHER, "answers", record)
    url, _, version = record.form.rpartition("|")
    form = _in_language(form_of, FormKey(url, version), record.language)
    answers, _issues = from_response(form, response)
    request = PdfRequest(
        council=record.council,
        evaluation=evaluate(form, answers, record.submitted.date(), draft=False),
        kind=Kind.SUBMITTED,
        written_at=record.submitted,
        who=record.who,
        reference=record.reference,
        received_at=record.received,
        digest=record.digest,
        version=record.version,
        files=record.files,
        rounds=record.rounds,
        reply=record.reply,
        response=parts.response,
    )
    for pictures in _arrangements(parts, request):
        if render(replace(request, pictures=pictures)) == pdf:
            return Finding(Verdict.AGREES, "", record, has_pictures=bool(pictures))
    return _not_the_same(record)


def _arrangements(parts: Parts, request: PdfRequest) -> Iterator[MappingProxyType[str, Picture]]:
    """Yield which file each picture may be of: in order, of those that are pictures and could be drawn."""
    files = [file for file in request.files if file.content_type.startswith("image/")]
    if len(files) == len(parts.pictures):
        yield MappingProxyType(
            {
                file.digest: replace(picture, alternative=about_picture(request.evaluation, file))
                for file, picture in zip(files, parts.pictures, strict=True)
            }
        )


def _not_the_same(record: Record) -> Finding:
    """Say that the pages differ, unless it was another version of the program that drew them."""
    if record.program != __version__:
        return Finding(Verdict.CANNOT_TELL, "version", record)
    return Finding(Verdict.OTHER, "pages", record)


def _answers_of(parts: Parts) -> dict[str, Any] | None:
    """Return the answers inside, if they give the digest that the document bears."""
    record = parts.record
    with suppress(ValueError, RecursionError):
        found = read_back(parts.response)
        if isinstance(found, dict) and record.digest == digest_of(
            record.form, found, [file.digest for file in record.files], dict(record.reply)
        ):
            return found
    return None


def _in_language(form_of: Callable[[FormKey, str], Form], key: FormKey, language: str) -> Form:
    try:
        return form_of(key, language)
    except FormUnknown:
        return form_of(key, "en")

"""What the council asked about a form, and what was answered: the part of the record that stands outside the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Path
from desktop_portal.pdf.blocks import Field, Fields, Heading, Tone, Words
from desktop_portal.pdf.places import place_words
from desktop_portal.pdf.tongue import ENGLISH_TAG, Foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_portal.core.returned import Pinned, Round
    from desktop_portal.forms.tree import Form
    from desktop_portal.pdf.blocks import Block
    from desktop_portal.pdf.request import PdfRequest
    from desktop_portal.pdf.wording import Wording
    from desktop_portal.pdf.wording_papers import PaperWords


def history_of(request: PdfRequest, words: Wording, papers: PaperWords) -> Iterator[Block]:
    """Yield each request with its comments, and the reply that went with this version."""
    rounds = [one for one in request.rounds if one.version < request.version]
    if not rounds and not request.reply:
        return
    yield Heading(2, papers.asked)
    if request.left_out is not None:
        yield Words(papers.left_out_rows, Tone.MUTED)
        return
    form = request.evaluation.form
    for one in rounds:
        asked_at = one.asked_at.astimezone(request.written_at.tzinfo)
        yield Heading(3, papers.asked_on.format(words.moment(asked_at), one.version))
        yield from _round(form, one, papers)
    if request.reply:
        yield Heading(3, papers.replied.format(request.version))
        yield from _reply(request.reply, rounds, papers, form)


def _round(form: Form, one: Round, papers: PaperWords) -> Iterator[Block]:
    pairs = [(papers.reason, _reason(one, form.language)), (papers.comments, one.comments)]
    pairs += [(_place(form, note), note.comment) for note in one.notes]
    fields = tuple(Field(label, (text,)) for label, text in pairs if text)
    if fields:
        yield Fields(fields)


def _reason(one: Round, language: str) -> str:
    reason = one.reason_in(language)
    return Foreign(reason, ENGLISH_TAG) if reason and language not in one.reason and language != "en" else reason


def _reply(reply: Mapping[str, Any], rounds: list[Round], papers: PaperWords, form: Form) -> Iterator[Block]:
    if text := str(reply.get("text") or ""):
        yield Fields((Field(papers.reply, (text,)),))
    notes = {note.note_id: note for one in rounds for note in one.notes}
    told = [one for one in reply.get("notes") or () if isinstance(one, dict) and one.get("note_id") in notes]
    done = tuple(_place(form, notes[one["note_id"]]) for one in told if one.get("done"))
    if done:
        yield Fields((Field(papers.dealt_with, done),))


def _place(form: Form, note: Pinned) -> str:
    return place_words(form, Path(note.question or note.section, note.rows))

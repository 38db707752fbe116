"""Blocks -> plain text: the same words in the same order, for a text view and for copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.pdf.blocks import Ask, Banner, Facts, Field, Fields, Grid, Heading, Picture, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.pdf.blocks import Block, Document


def plain_text(document: Document) -> str:
    """Return the document's text, as typed; headings stand apart, several answers are lines with a dash."""
    parts = [document.council, *(line for block in document.blocks for line in _lines(block))]
    return "\n".join(parts).strip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text):
            yield from ("", text, *(("",) if level == 1 else ()))
        case Words(text=text):
            yield text
        case Banner(title=title, text=text):
            yield from (title, text, "")
        case Fields(fields=fields) | Facts(fields=fields):
            for field in fields:
                yield from _field(field)
        case Grid(head=head, rows=rows):
            for row in rows:
                yield "; ".join(f"{name}: {text}" for name, text in zip(head, row, strict=True))
        case Ask():
            yield from _asked(block)
        case Picture(alternative=alternative):
            yield alternative


def _asked(question: Ask) -> Iterator[str]:
    yield from (text for text in ("", question.label, *question.notes) if text or not question.label)
    yield from (f"[ ] {text}" for text in question.ticks)
    if question.parts:
        yield "  ".join(f"{name}: ____" for name in question.parts)
    yield from "_" * min(question.lines, 1)
    yield from (f"[ ] {text}" for text in question.otherwise)


def _field(field: Field) -> Iterator[str]:
    if len(field.answers) > 1:
        yield f"{field.label}:"
        yield from (f"- {answer}" for answer in field.answers)
        return
    (answer,) = field.answers
    yield f"{field.label}:\n{answer}" if "\n" in answer else f"{field.label}: {answer}"

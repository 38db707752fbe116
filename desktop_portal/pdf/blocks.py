"""What stands in a document, in order, before anyone has decided where on a page: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Tone(StrEnum):
    """How words are meant: said by a person, said about an answer, or the state of the whole document."""

    ANSWER = "answer"
    ABSENT = "absent"
    PLAIN = "plain"
    MUTED = "muted"
    WARNING = "warning"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the title) to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of the form's own."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Banner:
    """The state of the document, framed."""

    title: str
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Field:
    """A question and its answers in words; several answers are a list."""

    label: str
    answers: tuple[str, ...]
    tone: Tone = Tone.ANSWER


@dataclass(frozen=True, slots=True)
class Fields:
    """Questions with answers, one below the other."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that stands beside the fields: what it holds, and what to say of it."""

    content: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the document itself, with its code (None for a draft)."""

    fields: tuple[Field, ...]
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headers; `shares` of the width sum to 1."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to be answered by hand: boxes to tick, short lines with a word over each, or whole lines to write on.

    `notes` say when it applies and how to answer; `ticks` are the choices, `parts` the names of the short lines
    ("Day", "Month", "Year"), `lines` the number of whole lines; `otherwise` is to be ticked where there is no answer.
    """

    label: str
    notes: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lines: int = 0
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as JPEG (RGB), its size in pixels, and what to say of it."""

    jpeg: bytes
    width: int
    height: int
    alternative: str


Block: TypeAlias = Heading | Words | Banner | Fields | Facts | Grid | Ask | Picture


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that travels inside the document, for programs to read (PDF/A-3's associated file)."""

    name: str
    content_type: str
    content: bytes
    about: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its blocks, and what stands on every page.

    `record` is what a program needs to make the same document again, as JSON ("" for none).
    """

    title: str
    council: str
    state: str
    tone: Tone
    name: str
    language: str
    page_words: str
    continued: str
    blocks: tuple[Block, ...]
    record: str = ""
    attached: AttachedFile | None = None

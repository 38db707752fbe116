"""What a PDF is asked for: frozen values, everything handed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.core.submission import FileToSend
    from desktop_portal.forms.evaluate import Evaluation


class Kind(StrEnum):
    """What the document is of."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfRequest:
    """One document. Times are aware and shown in their own time zone; the language is the form's.

    `written_at` is when a draft was saved or a form was submitted; `received_at` is the council's own word, and only
    with it does the document say "Received". `digest` is the submission's (SHA-256, lower-case hex), "" for a draft.
    """

    council: str
    evaluation: Evaluation
    kind: Kind
    written_at: datetime
    who: str = ""
    reference: str = ""
    received_at: datetime | None = None
    digest: str = ""
    version: int = 1
    files: tuple[FileToSend, ...] = ()

    @property
    def is_received(self) -> bool:
        """Whether the council has said that it has it."""
        return self.kind is Kind.SUBMITTED and self.received_at is not None


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document: its bytes, the file name to suggest, its title, and the same content as plain text."""

    pdf: bytes
    file_name: str
    title: str
    text: str

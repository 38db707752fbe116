"""What a PDF is asked for: frozen values, everything handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from desktop_portal.core.returned import Round
    from desktop_portal.core.submission import FileToSend
    from desktop_portal.forms.answers import Answers, Path
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form
    from desktop_portal.pdf.blocks import Picture

Step: TypeAlias = "Callable[[int, int], None]"
"""Is told how many pieces of how many are done. What it raises stops the work and comes out of it."""


def no_step(_done: int, _of: int) -> None:
    """Say nothing: nobody is watching."""


class Kind(StrEnum):
    """What the document is of."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfRequest:
    """One form with its answers. Times are aware and shown in their own time zone; the language is the form's.

    `written_at` is when a draft was saved or a form was submitted; `received_at` is the council's own word, and only
    with it does the document say "Received". `digest` is the submission's (SHA-256, lower-case hex), "" for a draft.
    `rounds` are the council's requests, `reply` what the person answered beside the changed fields, as it is on the
    wire (protocol). `pictures` are shown after the list of files, by digest. `left_out` is None for the whole form;
    else it is the copy for the family, without the answers and rows named. `response` is attached for programs to
    read, when it is wanted.
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
    rounds: tuple[Round, ...] = ()
    reply: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}))
    left_out: frozenset[Path] | None = None
    response: bytes = b""

    @property
    def is_received(self) -> bool:
        """Whether the council has said that it has it."""
        return self.kind is Kind.SUBMITTED and self.received_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRequest:
    """The council's receipt on one page. `child` is initials at most: a receipt is filed where many can see it."""

    council: str
    form_title: str
    language: str
    child: str
    who: str
    reference: str
    version: int
    digest: str
    submitted_at: datetime
    received_at: datetime
    files: tuple[FileToSend, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRequest:
    """What is different between two versions of one form, both read by the newer definition.

    `parked` are answers that the newer definition does not ask for any more, as (question, answer in words).
    """

    council: str
    form: Form
    before: Answers
    after: Answers
    versions: tuple[int, int]
    times: tuple[datetime, datetime]
    who: str = ""
    reference: str = ""
    parked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRequest:
    """A form to print and fill in by hand. `telephone` is the council's, for a form about a child at risk; else ""."""

    council: str
    form: Form
    made_at: datetime
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document: its bytes, the file name to suggest, its title, and the same content as plain text."""

    pdf: bytes
    file_name: str
    title: str
    text: str

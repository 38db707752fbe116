"""The document's own words, in English and Welsh; a form's words come from the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.tongue import in_english, like

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All words of one language; `{}` is filled in."""

    tag: str
    draft: str
    draft_means: str
    waiting: str
    waiting_means: str
    received: str
    received_means: str
    reference: str
    no_reference: str
    saved: str
    submitted: str
    finished: str
    received_at: str
    by: str
    version: str
    form: str
    form_version: str
    digest: str
    attachments: str
    file: str
    size: str
    row: str
    not_answered: str
    none_added: str
    page: str
    continued: str
    code: str
    at: str
    months: tuple[str, ...]

    def moment(self, when: datetime) -> str:
        """Return a time as "23 November 2026 at 14:05"."""
        return like(f"{when.day} {self.months[when.month - 1]} {when.year} {self.at} {when:%H:%M}", self.at)


ENGLISH: Final = Wording(
    tag="en-GB",
    draft="DRAFT, not sent",
    draft_means="The council has not received this form. It is a copy of what was written so far.",
    waiting="WAITING TO BE SENT, not received by the council",
    waiting_means="This form is finished, but is still only on this computer. The council has not received it yet.",
    received="Received {}, reference {}",
    received_means="The council has received this form.",
    reference="Reference",
    no_reference="None yet: the council gives it on receipt",
    saved="Saved",
    submitted="Submitted",
    finished="Finished",
    received_at="Received by the council",
    by="Completed by",
    version="Version",
    form="Form",
    form_version="{}, version {}",
    digest="Digest (SHA-256)",
    attachments="Attached files",
    file="File",
    size="Size",
    row="{} {} of {}",
    not_answered="Not answered",
    none_added="None added",
    page="Page {} of {}",
    continued="(continued)",
    code="QR code with the reference {} and the digest of this form",
    at="at",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
)  # fmt: skip

WELSH: Final = Wording(
    tag="cy",
    draft="DRAFFT, heb ei hanfon",
    draft_means="Nid yw'r cyngor wedi derbyn y ffurflen hon. Copi yw o'r hyn a ysgrifennwyd hyd yn hyn.",
    waiting="YN AROS I GAEL EI HANFON, heb ei derbyn gan y cyngor",
    waiting_means=(
        "Mae'r ffurflen hon wedi'i gorffen ac yn aros ar y cyfrifiadur lle cafodd ei hysgrifennu. "
        "Nid yw'r cyngor wedi ei derbyn eto."
    ),
    received="Derbyniwyd {}, cyfeirnod {}",
    received_means="Mae'r cyngor wedi derbyn y ffurflen hon.",
    reference="Cyfeirnod",
    no_reference="Dim eto: bydd y cyngor yn ei roi wrth ei derbyn",
    saved="Cadwyd",
    submitted="Cyflwynwyd",
    finished="Gorffennwyd",
    received_at="Derbyniwyd gan y cyngor",
    by="Cwblhawyd gan",
    version="Fersiwn",
    form="Ffurflen",
    form_version="{}, fersiwn {}",
    digest="Crynodeb (SHA-256)",
    attachments="Ffeiliau wedi'u hatodi",
    file="Ffeil",
    size="Maint",
    row="{} {} o {}",
    not_answered="Heb ei ateb",
    none_added="Dim wedi'i ychwanegu",
    page="Tudalen {} o {}",
    continued="(parhad)",
    code="Cod QR gyda'r cyfeirnod {} a chrynodeb y ffurflen hon",
    at="am",
    months=(
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
)  # fmt: skip


FOREIGN: Final = in_english(ENGLISH, row="{} {}/{}", form_version="{}, {}")
_WORDS: Final = {"en": ENGLISH, "cy": WELSH}


def wording(language: str) -> Wording:
    """Return the words for a language code; for one that has none, English that is marked as English."""
    return _WORDS.get(language[:2], FOREIGN)


def language_tag(language: str) -> str:
    """Return what a document says its language is: a form in a language that has no words here keeps its own."""
    return _WORDS[language[:2]].tag if language[:2] in _WORDS else language


def size_in_words(size: int) -> str:
    """Return a size in bytes as people of any language read it: "340 KB", "1.2 MB"; the least is "1 KB"."""
    kilo, mega = 1000, 1_000_000
    return f"{max(round(size / kilo), 1)} KB" if size < mega else f"{size / mega:.1f} MB"

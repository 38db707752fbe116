"""How a document looks: A4, its margins, type sizes and colours (the tokens of docs/looks, as red, green, blue)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.blocks import Tone
from desktop_portal.pdf.lines import Style

if TYPE_CHECKING:
    from desktop_portal.pdf.fonts import FontBook
    from desktop_portal.pdf.page import Colour

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
LEFT: Final = 56.7
RIGHT: Final = WIDTH - LEFT
TOP: Final = HEIGHT - 76
BOTTOM: Final = 66.0
MEASURE: Final = RIGHT - LEFT
LABEL_SHARE: Final = 0.34
GUTTER: Final = 16.0


def _rgb(text: str) -> Colour:
    return int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255


INK: Final = _rgb("#10222B")
MUTED: Final = _rgb("#4C5D66")
LINE: Final = _rgb("#D3DCE1")
BRAND: Final = _rgb("#0B5563")
GROUND: Final = {Tone.WARNING: _rgb("#FFF3E0"), Tone.GOOD: _rgb("#E5F4EB")}
SIGNAL: Final = {Tone.WARNING: _rgb("#8F4A00"), Tone.GOOD: _rgb("#0B7037")}


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of one document; sizes in points."""

    council: Style
    headings: tuple[Style, ...]
    label: Style
    answer: Style
    quiet: Style
    words: Style
    head: Style
    small: Style
    hint: Style
    furniture: Style
    furniture_bold: Style

    def answer_for(self, tone: Tone) -> Style:
        """Return the style of an answer: what was not answered is set more quietly."""
        return self.quiet if tone is Tone.MUTED else self.answer


def looks(fonts: FontBook) -> Looks:
    """Return the styles with these faces."""
    plain, bold = fonts.regular, fonts.bold
    return Looks(
        council=Style(bold, 11, 15, BRAND),
        headings=(
            Style(bold, 22, 27, INK),
            Style(bold, 14.5, 19, BRAND),
            Style(bold, 11.5, 16, INK),
            Style(bold, 10.5, 15, INK),
            Style(bold, 10.5, 15, MUTED),
            Style(bold, 10.5, 15, MUTED),
        ),
        label=Style(bold, 10, 14.5, INK),
        answer=Style(plain, 10.5, 14.5, INK),
        quiet=Style(plain, 10.5, 14.5, MUTED),
        words=Style(plain, 10.5, 15, INK),
        head=Style(bold, 9, 13, MUTED),
        small=Style(plain, 9, 13, INK),
        hint=Style(plain, 9.5, 13, MUTED),
        furniture=Style(plain, 8.5, 11, MUTED),
        furniture_bold=Style(bold, 8.5, 11, MUTED),
    )

"""The faces that ship with the program, and which of them has a character.

Atkinson Hyperlegible Next first, then Noto for other Latin, Greek, Cyrillic and other scripts, then Droid Sans
Fallback for Chinese and Japanese, NanumSquare for Korean. docs/pdf.md says what is not covered.
"""

from __future__ import annotations

import struct
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional, category

import uharfbuzz as hb  # type: ignore[import-untyped]  # it publishes no types

if TYPE_CHECKING:
    from pathlib import Path

RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
MARKS: Final = frozenset({"Mn", "Me", "Mc"})
_NO_CHARACTERS: Final = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
# Arabic letters as they look inside a word have old code points of their own; nobody types those.
_JOINED_FORMS: Final = frozenset((*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)))

_FALLBACKS: Final = (
    "NotoSans-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansGujarati-Regular.ttf",
    "NotoSansGurmukhi-Regular.ttf",
    "NotoSansTamil-Regular.ttf",
    "NotoSansSinhala-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansMalayalam-Regular.ttf",
    "NotoSansTelugu-Regular.ttf",
    "NotoSansKannada-Regular.ttf",
    "NotoSansOriya-Regular.ttf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansLao-Regular.ttf",
    "NotoSansMyanmar-Regular.ttf",
    "NotoSansThaana-Regular.ttf",
    "NotoSansSyriac-Regular.ttf",
    "NotoSansTifinagh-Regular.ttf",
    "NotoSansNKo-Regular.ttf",
    "NotoSansOlChiki-Regular.ttf",
    "NotoSansCherokee-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "NanumSquareR.ttf",
)


class Face:
    """One font file. All measures are in thousandths of the font size, as PDF counts them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem

    @cached_property
    def face(self) -> hb.Face:
        """HarfBuzz's face; the file is read when it is first needed."""
        return hb.Face(hb.Blob(self.path.read_bytes()))

    @cached_property
    def font(self) -> hb.Font:
        """HarfBuzz's font at its own design size."""
        return hb.Font(self.face)

    @cached_property
    def unicodes(self) -> frozenset[int]:
        """The code points that this face can draw; controls, for which some files hold an empty glyph, are none."""
        return frozenset(code for code in self.face.unicodes if category(chr(code)) not in _NO_CHARACTERS)

    @cached_property
    def nominal(self) -> dict[int, str]:
        """The character that each glyph is the usual picture of; glyphs of joined and other forms are not in it."""
        usual = sorted((code for code in self.unicodes if code not in _JOINED_FORMS), reverse=True)
        pairs = ((self.font.get_nominal_glyph(code), chr(code)) for code in usual)
        return {glyph: char for glyph, char in pairs if glyph is not None}

    @cached_property
    def plain(self) -> frozenset[str]:
        """The characters that need neither reordering nor another face: a text of these alone takes the short way."""
        return frozenset(char for char in map(chr, self.unicodes) if _is_plain(char))

    @cached_property
    def scale(self) -> float:
        """Thousandths of the font size for one design unit."""
        return 1000 / int(self.face.upem)

    @cached_property
    def _widths(self) -> dict[int, float]:
        return {}

    def width(self, glyph: int) -> float:
        """Return the advance of a glyph."""
        known = self._widths.get(glyph)
        if known is None:
            known = self._widths[glyph] = self.font.get_glyph_h_advance(glyph) * self.scale
        return known

    def bounds(self) -> tuple[float, float, float, float]:
        """Return the box around all glyphs (FontBBox), from the `head` table."""
        box = struct.unpack(">4h", self.face.reference_table("head").data[36:44])
        return box[0] * self.scale, box[1] * self.scale, box[2] * self.scale, box[3] * self.scale

    def ascent_and_descent(self) -> tuple[float, float]:
        """Return how far letters reach above and (negative) below the line."""
        extents = self.font.get_font_extents("ltr")
        return extents.ascender * self.scale, extents.descender * self.scale


class FontBook:
    """The faces of a document: regular, semibold, and those that help out for other scripts."""

    def __init__(self, regular: Face, bold: Face, fallbacks: tuple[Face, ...]) -> None:
        self.regular = regular
        self.bold = bold
        self.fallbacks = fallbacks

    def face_for(self, cluster: str, wanted: Face) -> Face | None:
        """Return the first face that has every character of the cluster, `wanted` before all others, or none."""
        codes = {ord(char) for char in cluster}
        return next((face for face in (wanted, *self.fallbacks) if codes <= face.unicodes), None)


@lru_cache(maxsize=4)
def book(folder: Path) -> FontBook:
    """Return the shipped faces of `folder` (resources/fonts); each file is read when it is first needed."""
    return FontBook(
        Face(folder / "AtkinsonHyperlegibleNext-Regular.ttf"),
        Face(folder / "AtkinsonHyperlegibleNext-SemiBold.ttf"),
        tuple(Face(folder / "noto" / name) for name in _FALLBACKS),
    )


def _is_plain(char: str) -> bool:
    kind = category(char)
    return kind[0] != "C" and kind not in MARKS and bidirectional(char) not in RIGHT_TO_LEFT

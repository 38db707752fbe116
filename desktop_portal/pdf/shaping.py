"""Text -> glyphs, by HarfBuzz; what stands on the page and what a reader gets out of it stay the same text.

A `Unit` is a stretch of text of one face and one direction. Where glyphs and characters do not pair off one to one
(ligatures, reordered vowels, right-to-left words, characters that no face has), the unit carries its text as
`ActualText`, so that what is extracted, copied or read aloud is what was typed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import uharfbuzz as hb  # type: ignore[import-untyped]  # it publishes no types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.pdf.fonts import Face

# Ligatures would make one glyph of two letters: nothing gained in this typeface, and extraction is simpler without.
_FEATURES: Final = {"liga": False, "dlig": False, "clig": False}
_TOLERANCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text, ready to draw: `ops` go inside a `TJ` array, `width` is in points.

    `actual` is the text to hand to readers, or None where the glyphs speak for themselves; `level` is the bidirectional
    level (odd: right to left).
    """

    text: str
    face: Face
    size: float
    width: float
    ops: str
    actual: str | None = None
    level: int = 0


class Shaper:
    """Shapes the text of one document and remembers which glyphs it used, for embedding and for ToUnicode."""

    def __init__(self) -> None:
        self._units: dict[tuple[Face, float, str, int], Unit] = {}
        self._certain: dict[Face, dict[int, str]] = {}
        self._likely: dict[Face, dict[int, str]] = {}

    def unit(self, face: Face, size: float, text: str, level: int = 0) -> Unit:
        """Return the text shaped at `size` points; the same text is shaped once."""
        key = (face, size, text, level)
        known = self._units.get(key)
        if known is None:
            known = self._units[key] = self._shape(face, size, text, level)
        return known

    def glyph_texts(self) -> dict[Face, dict[int, str]]:
        """Return, for each face used, its glyphs and the text that each stands for."""
        return {face: {**self._likely[face], **texts} for face, texts in self._certain.items()}

    def _shape(self, face: Face, size: float, text: str, level: int) -> Unit:
        certain = self._certain.get(face)
        if certain is None:
            certain = self._certain[face] = {face.font.get_nominal_glyph(0x20) or 0: " "}
            self._likely[face] = {}
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        hb.shape(face.font, buffer, _FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        speaks = True
        for gid, spelt in _glyph_texts(text, infos, backwards=bool(level % 2)):
            if spelt is None or face.nominal.get(gid, spelt) != spelt:
                speaks = False
                self._likely[face].setdefault(gid, face.nominal.get(gid, text[0]))
            elif certain.setdefault(gid, spelt) != spelt:
                speaks = False
        ops, width = _operations(face, size, infos, positions, backwards=bool(level % 2))
        return Unit(text, face, size, width * size / 1000, ops, None if speaks else text, level)


def _glyph_texts(text: str, infos: list[hb.GlyphInfo], *, backwards: bool) -> Iterator[tuple[int, str | None]]:
    """Yield each glyph in reading order with the characters it alone stands for; None where several share them."""
    ordered = list(reversed(infos)) if backwards else infos
    starts = [info.cluster for info in ordered]
    ends = [*starts[1:], len(text)]
    counts = Counter(starts)
    for info, start, end in zip(ordered, starts, ends, strict=True):
        yield info.codepoint, text[start:end] if counts[start] == 1 else None


def _operations(
    face: Face, size: float, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition], *, backwards: bool
) -> tuple[str, float]:
    """Return the inside of a `TJ` array (glyph numbers in hex, kerning, raised marks), and the width in thousandths.

    HarfBuzz gives glyphs from left to right. `backwards` draws them from right to left, as they are read: many programs
    take the order of drawing for the order of the text.
    """
    scale = face.scale
    starts = list(accumulate((place.x_advance * scale for place in positions), initial=0.0))
    parts: list[str] = []
    pen = rise = 0.0
    order = range(len(infos))
    for index in reversed(order) if backwards else order:
        glyph, place = infos[index].codepoint, positions[index]
        raised = place.y_offset * scale if abs(place.y_offset) * scale > _TOLERANCE else 0.0
        if raised != rise:
            parts.append(f"]TJ {raised * size / 1000:.2f} Ts[")
            rise = raised
        start = starts[index] + place.x_offset * scale
        if abs(pen - start) > _TOLERANCE:
            parts.append(f"{pen - start:.0f}")
            pen = start
        parts.append(f"<{glyph:04X}>")
        pen += face.width(glyph)
    if rise:
        parts.append("]TJ 0 Ts[")
    if abs(pen - starts[-1]) > _TOLERANCE:
        parts.append(f"{pen - starts[-1]:.0f}")
    return "".join(parts).replace("><", ""), starts[-1]

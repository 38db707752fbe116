"""Text -> lines of a given width: faces chosen per character, directions by the Unicode bidirectional algorithm."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.clusters import (
    begins_right_to_left,
    breaks_around,
    clusters,
    inked,
    is_space,
    levels,
    shown_instead,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop_portal.pdf.fonts import Face, FontBook
    from desktop_portal.pdf.shaping import Shaper, Unit

# A line may end after spaces, and after a hyphen between two letters ("mother-in-law", never "2026-11-23").
_PLAIN_WORDS: Final = re.compile(r" +|[^ ]+?(?:(?<=[^\W\d_]-)(?=[^\W\d_])|(?= )|$)")
_TAB: Final = "    "


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size and leading in points, colour as red, green, blue in [0, 1]."""

    face: Face
    size: float
    leading: float
    colour: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its units in the order of reading, and where each is drawn (points from the column's left edge)."""

    units: tuple[Unit, ...]
    places: tuple[float, ...]
    style: Style


class Setter:
    """Breaks paragraphs into lines, for one document."""

    def __init__(self, fonts: FontBook, shaper: Shaper) -> None:
        self._fonts = fonts
        self._shaper = shaper

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """Return one paragraph (no line end in it) as lines no wider than `width` points; at least one line."""
        plain = style.face.plain.issuperset(text)
        right = not plain and begins_right_to_left(text)
        words = self._plain_words(text, style) if plain else self._words(text, style)
        found: list[list[Unit]] = [[]]
        used = 0.0
        for word in self._fitting(words, width):
            length = sum(unit.width for unit in word)
            if used + length > width and found[-1] and not word[0].text.isspace():
                found.append([])
                used = 0.0
            found[-1].extend(word)
            used += length
        return [_placed(units, style, width, right=right) for units in found]

    def width(self, text: str, style: Style) -> float:
        """Return how wide a short text is on one line, in points."""
        return sum(unit.width for word in self._words(text, style) for unit in word)

    def _plain_words(self, text: str, style: Style) -> Iterator[list[Unit]]:
        for word in _PLAIN_WORDS.findall(text):
            yield [self._shaper.unit(style.face, style.size, word)]

    def _words(self, text: str, style: Style) -> Iterator[list[Unit]]:
        """Yield words; inside a word, clusters of one face and one direction are shaped together."""
        directions = levels(text)
        word: list[Unit] = []
        run, run_face, run_level = "", style.face, 0
        for index, cluster in clusters(text):
            level = directions[index]
            alone = is_space(cluster) or breaks_around(cluster)
            face = self._fonts.face_for(inked(cluster), style.face)
            if run and (alone or face is not run_face or level != run_level):
                word.append(self._shaper.unit(run_face, style.size, run, run_level))
                run = ""
            if alone:
                if word:
                    yield word
                    word = []
                yield [self._single(cluster, style, face, level)]
            elif face is None:
                word.append(self._single(cluster, style, face, level))
            else:
                run, run_face, run_level = run + cluster, face, level
        if run:
            word.append(self._shaper.unit(run_face, style.size, run, run_level))
        if word:
            yield word

    def _single(self, cluster: str, style: Style, face: Face | None, level: int) -> Unit:
        """Return one cluster on its own: a space, an ideograph, or what stands for a character that no face has."""
        if cluster == "\t" or (face is None and is_space(cluster)):
            blank = _TAB if cluster == "\t" else " "
            return replace(self._shaper.unit(style.face, style.size, blank, level), text=cluster, actual=cluster)
        if face is not None:
            return self._shaper.unit(face, style.size, cluster, level)
        shown, actual = shown_instead(cluster)
        unit = self._shaper.unit(style.face, style.size, shown, 0)
        return replace(unit, text=cluster, actual=actual, level=level)

    def _fitting(self, words: Iterable[list[Unit]], width: float) -> Iterator[list[Unit]]:
        """Yield the words; one that is wider than a line comes in parts that fit."""
        for word in words:
            if sum(unit.width for unit in word) <= width:
                yield word
                continue
            for unit in word:
                for part in self._cut(unit, width):
                    yield [part]

    def _cut(self, unit: Unit, width: float) -> Iterator[Unit]:
        """Yield the unit in parts that fit, each as long as it can be, of one cluster at least.

        Only as much as could stand on one line is shaped at a time: a text without a space may be very long.
        """
        if unit.width <= width or unit.actual not in {None, unit.text}:
            yield unit
            return
        text, most = unit.text, int(width) + 1

        def part(end: int) -> Unit:
            return self._shaper.unit(unit.face, unit.size, text[:end], unit.level)

        while text:
            ends = [index + len(cluster) for index, cluster in islice(clusters(text), most)]
            low, high = 0, len(ends) - 1
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if part(ends[middle]).width <= width else (low, middle - 1)
            yield part(ends[low])
            text = text[ends[low] :]


def _placed(units: list[Unit], style: Style, width: float, *, right: bool) -> Line:
    """Return the line with each unit in its place: rules L1 and L2 of the bidirectional algorithm, unit by unit."""
    order = _visual_order(units, base=int(right)) if any(unit.level for unit in units) else range(len(units))
    total = sum(unit.width for unit in units)
    places = [0.0] * len(units)
    place = width - total if right else 0.0
    for index in order:
        places[index] = place
        place += units[index].width
    return Line(tuple(units), tuple(places), style)


def _visual_order(units: list[Unit], base: int) -> list[int]:
    found = [unit.level for unit in units]
    for index in reversed(range(len(units))):
        if not units[index].text.isspace():
            break
        found[index] = base
    order = list(range(len(units)))
    for level in range(max(found), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order

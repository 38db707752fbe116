"""Lines and rows down the page and on to the next one; nothing is cut off, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.looks import BOTTOM, LEFT, LINE, MEASURE, TOP
from desktop_portal.pdf.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_portal.pdf.fonts import Face
    from desktop_portal.pdf.lines import Line
    from desktop_portal.pdf.tagging import Node

_PADDING: Final = 4.5
_WHOLE: Final = (TOP - BOTTOM) * 0.45
_FEWEST: Final = 3
# Where the baseline stands in a line's height: one place for all sizes, so that label and answer stand on one line.
_BASELINE: Final = 0.74


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a cell: the element it belongs to, and its distance from the cell's left edge."""

    node: Node
    line: Line
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a row: `slots` are its lines from the top, each with the pieces that stand on it (none: a gap)."""

    left: float
    slots: Sequence[tuple[Piece, ...]]


class Flow:
    """Where on which page the next thing goes."""

    def __init__(self, font_names: dict[Face, str]) -> None:
        self.pages: list[Page] = []
        self.y = TOP
        self._names = font_names
        self.new_page()

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Points left on the page."""
        return self.y - BOTTOM

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self.pages.append(Page(len(self.pages), self._names))
        self.y = TOP

    def space(self, points: float) -> None:
        """Leave room, but none at the top of a page."""
        if self.y < TOP:
            self.y -= points

    def keep(self, height: float) -> None:
        """Begin a new page unless so much room is left; what is higher than a page begins where it is."""
        if height > self.room and self.y < TOP and height < TOP - BOTTOM:
            self.new_page()

    def text(self, node: Node, lines: Sequence[Line], left: float = LEFT) -> None:
        """Set a paragraph, over as many pages as it takes."""
        leading = lines[0].style.leading
        done = 0
        while done < len(lines):
            fit = int(self.room // leading)
            if fit < 1:
                self.new_page()
                continue
            part = lines[done : done + fit]
            self.page.begin(node)
            self.page.text(part, left, self.y - lines[0].style.size)
            self.page.end()
            self.y -= len(part) * leading
            done += len(part)

    def row(
        self, cells: Sequence[Cell], leading: float, again: Callable[[bool], None], measure: float = MEASURE
    ) -> None:
        """Set a row with a line under it: whole where it can be, else over pages.

        The first cell names the row and is not parted. `again` is called at the top of each further page, with whether
        the row has begun on the page before.
        """
        count = max(len(cell.slots) for cell in cells)
        height = count * leading + 2 * _PADDING
        if self.y < TOP and self.room < min(height, self.unparted(count, len(cells[0].slots), leading)):
            self.new_page()
            again(False)
        self.y -= _PADDING
        done = 0
        while done < count:
            fit = max(1, int((self.room - _PADDING) // leading))
            if fit == count - done - 1 and fit > max(_FEWEST, len(cells[0].slots)):
                fit -= 1
            for cell in cells:
                _draw(self.page, cell.slots[done : done + fit], cell.left, self.y, leading)
            self.y -= min(fit, count - done) * leading
            done += fit
            if done < count:
                self.new_page()
                again(True)
                self.y -= _PADDING
        self.y -= _PADDING
        self.rule(measure)

    def unparted(self, count: int, named: int, leading: float) -> float:
        """Return how much room a row needs to begin on a page: all `count` lines, or of a long one the `named` first.

        A name that is itself longer than half a page is parted like everything else.
        """
        height = count * leading + 2 * _PADDING
        least = max(_FEWEST, named) * leading + 2 * _PADDING
        return height if height < _WHOLE else min(least, _WHOLE)

    def baseline(self, leading: float) -> float:
        """Return where the first line of a row stands that begins here."""
        return self.y - _PADDING - _BASELINE * leading

    def rule(self, measure: float = MEASURE) -> None:
        """Draw a thin line across."""
        self.page.artifact()
        self.page.shape([(LEFT, self.y, measure, 0.6)], LINE)
        self.page.end()


def _draw(page: Page, slots: Sequence[tuple[Piece, ...]], left: float, top: float, leading: float) -> None:
    """Draw the slots; lines of one element that follow each other are one piece of marked content."""
    run: list[Line] = []
    first: tuple[Piece, float] | None = None
    for number, slot in enumerate(slots):
        for piece in slot:
            if first and run and piece.node is first[0].node and piece.indent == first[0].indent:
                run.append(piece.line)
                continue
            if first:
                _mark(page, first[0].node, run, left + first[0].indent, first[1])
            first, run = (piece, top - (number + _BASELINE) * leading), [piece.line]
        if not slot and first:
            _mark(page, first[0].node, run, left + first[0].indent, first[1])
            first, run = None, []
    if first:
        _mark(page, first[0].node, run, left + first[0].indent, first[1])


def _mark(page: Page, node: Node, lines: list[Line], left: float, baseline: float) -> None:
    page.begin(node)
    page.text(lines, left, baseline)
    page.end()

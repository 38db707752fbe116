"""Tables with a row of headers: the headers again on every page, for the eye only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop_portal.pdf.clusters import paragraphs
from desktop_portal.pdf.flow import Cell, Piece
from desktop_portal.pdf.looks import GUTTER, LEFT, MEASURE
from desktop_portal.pdf.tagging import Node, column_header, row_header
from desktop_portal.pdf.tongue import tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.pdf.blocks import Grid
    from desktop_portal.pdf.flow import Flow
    from desktop_portal.pdf.lines import Line, Setter, Style
    from desktop_portal.pdf.looks import Looks


def paragraph_slots(setter: Setter, parent: Node, text: str, style: Style, width: float) -> list[tuple[Piece, ...]]:
    """Return the lines of an answer as typed: a line end begins a new paragraph, an empty line is a gap."""
    texts = paragraphs(text.strip("\r\n"))
    slots: list[tuple[Piece, ...]] = []
    for one in texts:
        if not one.strip(" "):
            slots.append(())
            continue
        node = parent if len(texts) == 1 else parent.add("P")
        slots.extend((Piece(node, line),) for line in setter.lines(one, style, width))
    return slots or [()]


class Grids:
    """Sets one table. `continued` is said under the name of a row that goes on from the page before."""

    def __init__(self, flow: Flow, setter: Setter, looks: Looks, grid: Grid, continued: str) -> None:
        self._flow, self._setter, self._looks, self._grid = flow, setter, looks, grid
        self._continued = continued
        self._leading = looks.small.leading
        self._lefts = [LEFT + MEASURE * sum(grid.shares[:index]) for index in range(len(grid.shares))]
        self._widths = [MEASURE * share - GUTTER / 2 for share in grid.shares]
        self._heads = [
            setter.lines(text, looks.head, width) for text, width in zip(grid.head, self._widths, strict=True)
        ]

    def beginning(self) -> float:
        """Return how much room the headers and the first row need to begin on a page."""
        first = self._cells([Node("TD") for _ in self._widths], self._grid.rows[0])
        count = max(len(cell.slots) for cell in first)
        heads = max(map(len, self._heads))
        unparted = self._flow.unparted
        return unparted(heads, heads, self._leading) + unparted(count, len(first[0].slots), self._leading)

    def put(self, section: Node) -> None:
        """Set it."""
        table, grid = section.add("Table"), self._grid
        row = table.add("THead").add("TR")
        nodes = [row.add("TH", column_header(), language=tongue(text)) for text in grid.head]
        cells = [
            Cell(left, [(Piece(node, line),) for line in lines])
            for left, node, lines in zip(self._lefts, nodes, self._heads, strict=True)
        ]
        self._flow.row(cells, self._leading, lambda _begun: None)
        body = table.add("TBody")
        # In a table of one or two rows there would be more headers than data, which readers take for a mistake.
        named = len(grid.rows) * (len(grid.head) - 2) >= len(grid.head)
        for texts in grid.rows:
            row = body.add("TR")
            first = row.add("TH", row_header()) if named else row.add("TD")
            columns = self._cells([first, *(row.add("TD", language=tongue(text)) for text in texts[1:])], texts)
            self._flow.row(columns, self._leading, partial(self._again, texts[0]))

    def _cells(self, tags: Sequence[Node], texts: Sequence[str]) -> list[Cell]:
        return [
            Cell(left, paragraph_slots(self._setter, tag, text, self._looks.small, width))
            for left, tag, text, width in zip(self._lefts, tags, texts, self._widths, strict=True)
        ]

    def _again(self, name: str, begun: bool) -> None:  # noqa: FBT001 (called by the flow)
        flow = self._flow
        flow.page.artifact()
        for left, lines in zip(self._lefts, self._heads, strict=True):
            flow.page.text(lines, left, flow.y - lines[0].style.size)
        flow.page.end()
        flow.y -= max(map(len, self._heads)) * self._leading
        flow.rule()
        if begun:
            continued_here(flow, self._named(name), self._leading)

    def _named(self, name: str) -> list[Line]:
        width = self._widths[0]
        label = self._setter.lines(paragraphs(name)[0], self._looks.small, width)[:1]
        return [*label, *self._setter.lines(self._continued, self._looks.furniture, width)]


def continued_here(flow: Flow, lines: Sequence[Line], leading: float) -> None:
    """Say at the left of a row, for the eye only, what goes on there."""
    flow.page.artifact()
    flow.page.text(lines, LEFT, flow.baseline(leading))
    flow.page.end()

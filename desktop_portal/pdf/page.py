"""One page's content: text in its place, rules and tints, each either marked for the structure tree or an artifact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.objects import string
from desktop_portal.pdf.tagging import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.pdf.fonts import Face
    from desktop_portal.pdf.lines import Line
    from desktop_portal.pdf.tagging import Node

Colour = tuple[float, float, float]
_SAME_PLACE: Final = 0.05


class Page:
    """The operators of one page; measures are points from the bottom left corner of A4."""

    def __init__(self, index: int, font_names: dict[Face, str]) -> None:
        self.index = index
        self.marks: list[Node] = []
        self._names = font_names
        self._code: list[str] = []
        self._font: tuple[Face, float] | None = None
        self._colour: Colour | None = None

    def content(self) -> bytes:
        """Return the content stream."""
        return "\n".join(self._code).encode("ascii")

    def begin(self, node: Node) -> None:
        """Let what follows, up to `end`, be part of the element."""
        number = len(self.marks)
        self.marks.append(node)
        node.kids.append(Mark(self.index, number))
        self._code.append(f"/{node.tag}<</MCID {number}>>BDC")

    def artifact(self, kind: str = "/Layout") -> None:
        """Let what follows, up to `end`, be no part of what is read aloud."""
        self._code.append(f"/Artifact<</Type{kind}>>BDC")

    def end(self) -> None:
        """Close what `begin` or `artifact` opened."""
        self._code.append("EMC")

    def shape(self, rectangles: Sequence[tuple[float, float, float, float]], colour: Colour) -> None:
        """Fill rectangles (x, y, width, height) as one shape."""
        self._ink(colour)
        self._code.extend(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re" for x, y, width, height in rectangles)
        self._code.append("f")

    def image(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture of the document's resources into a rectangle."""
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def text(self, lines: Sequence[Line], x: float, y: float) -> None:
        """Draw lines below each other, the first one's baseline at `y`."""
        self._ink(lines[0].style.colour)
        self._code.append("BT")
        for number, line in enumerate(lines):
            self._line(line, x, y - number * line.style.leading)
        self._code.append("ET")

    def _line(self, line: Line, x: float, y: float) -> None:
        waiting: list[str] = []
        end = None
        for unit, place in zip(line.units, line.places, strict=True):
            joins = end is not None and abs(end - place) < _SAME_PLACE and self._font == (unit.face, unit.size)
            if waiting and (unit.actual is not None or not joins):
                self._show(waiting)
                waiting = []
                joins = False
            if (unit.face, unit.size) != self._font:
                self._font = (unit.face, unit.size)
                name = self._names.setdefault(unit.face, f"F{len(self._names)}")
                self._code.append(f"/{name} {unit.size:g} Tf")
            if not joins:
                self._code.append(f"1 0 0 1 {x + place:.2f} {y:.2f} Tm")
            end = place + unit.width
            if unit.actual is None:
                waiting.append(unit.ops)
                continue
            self._code.append(f"/Span<</ActualText{string(unit.actual)}>>BDC")
            self._show([unit.ops])
            self._code.append("EMC")
        if waiting:
            self._show(waiting)

    def _show(self, operations: list[str]) -> None:
        self._code.append(f"[{''.join(operations).replace('><', '')}]TJ")

    def _ink(self, colour: Colour) -> None:
        if colour != self._colour:
            self._colour = colour
            self._code.append(f"{colour[0]:.3g} {colour[1]:.3g} {colour[2]:.3g} rg")

"""Figures on a page: the code, and pictures; each with the words that stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno

from desktop_portal.pdf.looks import BOTTOM, INK, LEFT, MEASURE, RIGHT, TOP
from desktop_portal.pdf.tongue import tongue

if TYPE_CHECKING:
    from desktop_portal.pdf.blocks import Code, Picture
    from desktop_portal.pdf.flow import Flow
    from desktop_portal.pdf.tagging import Node

CODE_SIDE: Final = 92.0
_DOTS_PER_POINT: Final = 2.0
_ABOVE: Final = 6.0
_HIGHEST: Final = (TOP - BOTTOM) * 0.8


def draw_code(flow: Flow, parent: Node, code: Code, top: float) -> None:
    """Draw a QR code at the right edge; dark modules of a row that touch are one rectangle."""
    matrix = segno.make(code.content, error="m", micro=False).matrix
    side = CODE_SIDE / len(matrix)
    left = RIGHT - CODE_SIDE
    shapes = []
    for number, row in enumerate(matrix):
        column = 0
        while column < len(row):
            end = column
            while end < len(row) and row[end]:
                end += 1
            if end > column:
                shapes.append((left + column * side, top - (number + 1) * side, (end - column) * side, side))
            column = end + 1
    flow.page.begin(_figure(parent, _box(left, top - CODE_SIDE, RIGHT, top), code.alternative))
    flow.page.shape(shapes, INK)
    flow.page.end()


def draw_picture(flow: Flow, parent: Node, picture: Picture, name: str) -> None:
    """Draw a picture as large as it is sharp, at most as wide as the text; on the next page where it does not fit."""
    width, height = _size(picture)
    flow.space(_ABOVE)
    flow.keep(height)
    bottom = flow.y - height
    box = _box(LEFT, bottom, LEFT + width, flow.y)
    flow.page.begin(_figure(parent, box, picture.alternative))
    flow.page.image(name, LEFT, bottom, width, height)
    flow.page.end()
    flow.y = bottom - 6


def picture_height(picture: Picture) -> float:
    """Return how much room a picture needs."""
    return _ABOVE + _size(picture)[1]


def _size(picture: Picture) -> tuple[float, float]:
    scale = min(1 / _DOTS_PER_POINT, MEASURE / picture.width, _HIGHEST / picture.height)
    return picture.width * scale, picture.height * scale


def _figure(parent: Node, box: str, alternative: str) -> Node:
    return parent.add("Figure", box, alternative=alternative, language=tongue(alternative))


def _box(left: float, bottom: float, right: float, top: float) -> str:
    return f"/O/Layout/Placement/Block/BBox[{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}]"

"""The drawing of a body as shapes: each place of the list `body-site`, front and back, read out of our own SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop_portal.paths import resources

TOKEN = re.compile(r"[MLCZ]|-?[0-9.]+")
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Place:
    """One place on the body; `code` is "" for lines that only help to see what is what."""

    code: str
    side: str
    shape: QPainterPath

    @property
    def middle(self) -> QPointF:
        """Where a mark in this place is drawn."""
        return self.shape.boundingRect().center()


@dataclass(frozen=True)
class Drawing:
    """Both sides of the body in one drawing, `size` units large."""

    places: tuple[Place, ...]
    size: QRectF

    def at(self, point: QPointF) -> Place | None:
        """Return the place at a point of the drawing."""
        return next((place for place in self.places if place.code and place.shape.contains(point)), None)

    def place(self, code: str) -> Place | None:
        """Return the place with a code; None where the map does not show it."""
        return next((place for place in self.places if place.code == code), None) if code else None

    def beside(self, place: Place, right: float, down: float) -> Place:
        """Return the next place in a direction ((1, 0) is right), or the same where there is none."""
        here = place.middle

        def far(other: Place) -> float:
            way = other.middle - here
            along = way.x() * right + way.y() * down
            across = abs(way.x() * down) + abs(way.y() * right)
            return along + 2.5 * across if along > 1 else float("inf")

        others = [other for other in self.places if other.code and other is not place]
        nearest = min(others, key=far)
        return nearest if far(nearest) != float("inf") else place


@cache
def drawing() -> Drawing:
    """Read the drawing, once."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 (10 ms that a form without a body map does not need)

    root = ET.fromstring((resources() / "body" / "body.svg").read_text(encoding="utf-8"))  # noqa: S314 (ours)
    _, _, width, height = (float(part) for part in root.get("viewBox", "0 0 1 1").split())
    places = tuple(
        Place(path.get("id", ""), group.get("id", ""), _shape(path.get("d", "")))
        for group in root.iter(f"{SVG}g")
        for path in group.iter(f"{SVG}path")
    )
    return Drawing(places, QRectF(0, 0, width, height))


def _shape(text: str) -> QPainterPath:
    """Return the path of an SVG's `d` with absolute M, L, C and Z."""
    shape = QPainterPath()
    command, numbers = "", list[float]()
    needed = {"M": 2, "L": 2, "C": 6}
    for token in TOKEN.findall(text):
        if token.isalpha():
            command = token
            if command == "Z":
                shape.closeSubpath()
            continue
        numbers.append(float(token))
        if len(numbers) < needed[command]:
            continue
        points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        numbers.clear()
        if command == "M":
            shape.moveTo(points[0])
        elif command == "L":
            shape.lineTo(points[0])
        else:
            shape.cubicTo(*points)
    return shape

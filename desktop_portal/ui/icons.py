"""Icons (Lucide, ISC) drawn in a colour of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from desktop_portal.paths import resources


def icon(name: str, token: str | QColor) -> QIcon:
    """Return the icon in one colour (#RRGGBB, a token of the theme), crisp at 100 to 300 % of the screen's scale."""
    drawn = QIcon()
    for size in (16, 20, 24, 32, 48, 72):
        drawn.addPixmap(pixmap(name, token, size, 1.0))
    return drawn


def pixmap(name: str, token: str | QColor, size: int, ratio: float) -> QPixmap:
    """Return the icon `size` logical pixels square, for a screen with `ratio` pixels to each of them."""
    key = f"{name} {QColor(token).name()} {size} {ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    text = _source(name).replace("currentColor", QColor(token).name())
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


@cache
def _source(name: str) -> str:
    """Return the SVG's text; an icon that is not shipped is a bug."""
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class Icon(QLabel):
    """An icon beside a text, as tall as the text and in its colour; it says nothing by itself to a screen reader."""

    def __init__(self, name: str, kind: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setProperty("kind", kind)
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)
        self._draw()

    def event(self, event: QEvent) -> bool:
        """Draw again for a screen of another scale."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw again in the colour and size of the new theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._draw()

    def _draw(self) -> None:
        self.ensurePolished()
        size = round(self.fontMetrics().height() * 0.9)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        self.setPixmap(pixmap(self._name, colour, size, self.devicePixelRatioF()))

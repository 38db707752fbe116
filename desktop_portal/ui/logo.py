"""The council's logo in the bar: the picture of its configuration where that can be drawn, else a plain sign."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_portal.ui.editors.base import px

HIGH, WIDE = 32, 200
MOST_PIXELS = 4_000_000


class Logo(QLabel):
    """A picture as high as the bar's line and no wider than 200 at 100 %; the name beside it is what is read out."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        # A logo is made for white paper; it keeps its white ground in a dark window.
        self.setProperty("kind", "logo-picture")
        self._draw()

    def event(self, event: QEvent) -> bool:
        """Draw again for a screen of another scale."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(px(self, WIDE), px(self, HIGH)) * ratio
        shape = Qt.AspectRatioMode.KeepAspectRatio
        drawn = QPixmap.fromImage(self._picture.scaled(room, shape, Qt.TransformationMode.SmoothTransformation))
        drawn.setDevicePixelRatio(ratio)
        self.setPixmap(drawn)


def logo_of(data: bytes) -> QWidget:
    """Return the logo for the bytes of a PNG; for none, or for what is no picture of a sensible size, a plain sign."""
    picture = _read(data) if data else None
    if picture is not None:
        return Logo(picture)
    sign = QFrame()
    sign.setProperty("kind", "logo")
    return sign


def _read(data: bytes) -> QImage | None:
    stored = QByteArray(data)
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # PNG and nothing else: what a server tells must not choose among all the readers that Qt has.
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    picture = reader.read()
    return None if picture.isNull() else picture

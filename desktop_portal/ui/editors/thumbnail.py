"""A small picture of an attached picture; for other files the sign of a document."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QLabel

from desktop_portal.ui.editors.base import px
from desktop_portal.ui.icons import pixmap

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Attachment
    from desktop_portal.ui.editors.file_zone import Files

SIDE = 64
KEPT = 60
_MADE: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()


def forget_thumbnails() -> None:
    """Forget all small pictures: nothing of a form stays in memory once it is closed or locked."""
    _MADE.clear()


class Thumbnail(QLabel):
    """Shows the file a moment after the page, so that many large photos never hold up the page itself."""

    def __init__(self, files: Files) -> None:
        super().__init__()
        self._files = files
        self._file: Attachment | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fix()

    @property
    def is_picture(self) -> bool:
        """Whether the picture itself is shown, not a sign in its place."""
        return self._file is not None and (self._file.digest, self._side()) in _MADE

    def show_file(self, file: Attachment | None) -> None:
        """Show another file; None shows nothing."""
        if file is not None and self._file is not None and file.digest == self._file.digest:
            return
        self._file = file
        self.setVisible(file is not None)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw again in the colours and at the size of the new theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._fix()
            self._draw()

    def _fix(self) -> None:
        self.setFixedSize(px(self, SIDE), px(self, SIDE))

    def _side(self) -> int:
        return round(px(self, SIDE) * self.devicePixelRatioF())

    def _draw(self) -> None:
        if self._file is None:
            return
        made = _MADE.get((self._file.digest, self._side()))
        if made is not None:
            self.setPixmap(made)
            return
        picture = self._file.content_type.startswith("image/")
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        sign = pixmap("image" if picture else "file-text", colour, px(self, SIDE // 2), self.devicePixelRatioF())
        self.setPixmap(sign)
        if picture:
            QTimer.singleShot(0, self, self._make)

    def _make(self) -> None:
        if self._file is None:
            return
        made = _small(self._files.read(self._file), self._side())
        if made is None:
            return
        made.setDevicePixelRatio(self.devicePixelRatioF())
        _MADE[self._file.digest, self._side()] = made
        while len(_MADE) > KEPT:
            _MADE.popitem(last=False)
        self.setPixmap(made)


def _small(data: bytes, side: int) -> QPixmap | None:
    """Return the picture in at most `side` x `side` pixels; None where it cannot be read."""
    stored = QByteArray(data)
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return None
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)

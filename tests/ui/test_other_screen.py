"""A window that moves to a screen of another scale: what was drawn in pixels is drawn again, as crisp as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage, QPixmap

from desktop_portal.ui.icons import Icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class OnAnyScreen(Icon):
    """An icon on a screen whose scale a test sets; it remembers what it was given to show."""

    scale = 1.0
    given: QPixmap

    def setPixmap(self, pixmap: QPixmap | QImage) -> None:
        self.given = QPixmap(pixmap)
        super().setPixmap(pixmap)

    def devicePixelRatioF(self) -> float:
        return self.scale


def test_an_icon_has_the_pixels_of_the_screen_that_it_is_on(qtbot: QtBot, themed: QApplication) -> None:
    del themed
    icon = OnAnyScreen("wifi")
    qtbot.addWidget(icon)
    size = icon.given.width()
    for scale in (2.0, 1.5, 1.0):
        icon.scale = scale
        QCoreApplication.sendEvent(icon, QEvent(QEvent.Type.DevicePixelRatioChange))
        assert icon.given.devicePixelRatio() == scale
        assert icon.given.width() == round(size * scale)

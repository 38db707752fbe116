"""The sign in the system's tray: how many forms the council has not received."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_portal.ui.icons import pixmap
from desktop_portal.ui.theme import LIGHT

SIZE = 64
MOST = 9
translate = QCoreApplication.translate


class Tray(QObject):
    """Present only where the system has a tray; everywhere else it does nothing."""

    opened = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None, *, available: bool | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        if not (QSystemTrayIcon.isSystemTrayAvailable() if available is None else available):
            return
        self._unsent: int | None = None
        self._menu = QMenu()
        self._open, self._quit = self._menu.addAction(""), self._menu.addAction("")
        self._open.triggered.connect(self.opened)
        self._quit.triggered.connect(self.quit_asked)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self.speak()
        self._icon.show()

    @property
    def present(self) -> bool:
        """Whether closing the window can leave something to click on."""
        return self._icon is not None

    @property
    def words(self) -> str:
        """What the sign says when the mouse is over it."""
        return self._icon.toolTip() if self._icon is not None else ""

    def speak(self) -> None:
        """Say everything in the language of now."""
        if self._icon is not None:
            self._open.setText(translate("Tray", "Open Children's Portal"))
            self._quit.setText(translate("Tray", "Close the program"))
            self.show_unsent(self._unsent)

    def show_unsent(self, number: int | None) -> None:
        """Show how many forms are unsent, as a number on the sign and in words; None while nobody is signed in."""
        if self._icon is None:
            return
        self._unsent = number
        if number is None:
            words = translate("Tray", "nobody is signed in")
        elif number == 0:
            words = translate("Tray", "everything sent")
        elif number == 1:
            words = translate("Tray", "1 form waiting to be sent")
        else:
            words = translate("Tray", "{} forms waiting to be sent").format(number)
        self._icon.setIcon(_drawn(number or 0))
        self._icon.setToolTip(translate("Tray", "Children's Portal: {}").format(words))

    def tell(self, title: str, text: str) -> None:
        """Show a message of the system's. It never holds a child's details."""
        if self._icon is not None:
            self._icon.showMessage(title, text)

    def close(self) -> None:
        """Take the sign away."""
        if self._icon is not None:
            self._icon.hide()
        if self._menu is not None:
            self._menu.deleteLater()
        self._icon = self._menu = None

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()


def _drawn(number: int) -> QIcon:
    picture = pixmap("file-text", LIGHT.brand, SIZE, 1.0)
    if number:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.warn))
        badge = QRect(SIZE // 2 - 4, SIZE // 2 - 4, SIZE // 2 + 4, SIZE // 2 + 4)
        painter.drawEllipse(badge)
        font = QFont(painter.font())
        font.setPixelSize(SIZE // 3 + 4)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.surface))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(number) if number <= MOST else f"{MOST}+")
        painter.end()
    return QIcon(picture)

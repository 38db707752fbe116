"""The sign in the system's tray and the number on the task bar: what waits to be sent, and what the council asks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from desktop_portal.ui.icons import pixmap
from desktop_portal.ui.theme import LIGHT
from desktop_portal.ui.top_bar import asked_told

SIZE = 64
MOST = 9
PATH_NAME = "ChildrensPortal"
translate = QCoreApplication.translate


class Tray(QObject):
    """Present only where the system has a tray; what it says is said without one too.

    `counted` is the number for the task bar, `told` carries title and text of a message.
    """

    opened = Signal()
    quit_asked = Signal()
    counted = Signal(int)
    told = Signal(str, str)

    def __init__(self, parent: QObject | None = None, *, available: bool | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        if not (QSystemTrayIcon.isSystemTrayAvailable() if available is None else available):
            return
        self._unsent: int | None = None
        self._asked = 0
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
            self.show_counts(self._unsent, self._asked)

    def show_counts(self, number: int | None, asked: int = 0) -> None:
        """Show how many forms are unsent, and about how many the council asks: as numbers on the sign and in words.

        `number` is None while nobody is signed in. The task bar shows the sum: what the person has to see to.
        """
        self.counted.emit((number or 0) + asked)
        if self._icon is None:
            return
        self._unsent, self._asked = number, asked
        if number is None:
            words = translate("Tray", "nobody is signed in")
        elif number == 0:
            words = translate("Tray", "everything sent")
        elif number == 1:
            words = translate("Tray", "1 form waiting to be sent")
        else:
            words = translate("Tray", "{} forms waiting to be sent").format(number)
        self._icon.setIcon(_drawn(number or 0, asked))
        told = f"{words}. {asked_told(asked)}" if asked else words
        self._icon.setToolTip(translate("Tray", "Children's Portal: {}").format(told))

    def tell(self, title: str, text: str) -> None:
        """Show a message of the system's, and let the task bar ask to look. It never holds a child's details."""
        self.told.emit(title, text)
        QApplication.alert(None)  # type: ignore[arg-type]  # none means every window, Qt says
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


def number_on_task_bar(application: QApplication, number: int) -> None:
    """Show a number on the program's sign in the task bar; 0 takes it away."""
    # Desktops on Linux are told under a path made of the program's name, which may hold letters only: a name with a
    # space is refused and no number is shown. Screen readers say the name as it was before and after.
    name = application.applicationName()
    application.setApplicationName(PATH_NAME)
    application.setBadgeNumber(number)
    application.setApplicationName(name)


def _drawn(unsent: int, asked: int) -> QIcon:
    """Draw the sign: below what is unsent, above what the council asks."""
    picture = pixmap("file-text", LIGHT.brand, SIZE, 1.0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, colour, top in ((unsent, LIGHT.warn, SIZE // 2 - 4), (asked, LIGHT.ink, 0)):
        if number:
            _badge(painter, number, colour, top)
    painter.end()
    return QIcon(picture)


def _badge(painter: QPainter, number: int, colour: str, top: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    badge = QRect(SIZE // 2 - 4, top, SIZE // 2 + 4, SIZE // 2 + 4)
    painter.drawEllipse(badge)
    font = QFont(painter.font())
    font.setPixelSize(SIZE // 3 + 4)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.surface))
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(number) if number <= MOST else f"{MOST}+")

"""Pictures of every screen, in three themes and two sizes: `python3 dev.py shots DIR`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.theme import DARK, LIGHT, Theme, apply_theme, high_contrast
from tests.ui.gallery import GALLERY
from tests.ui.gallery_forms import FORMS, all_is_built

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from desktop_portal.ui.theme import Tokens

SIZES = (("1280x860", 1280, 860, 1.0), ("900x650-200", 900, 650, 2.0))


def themes() -> Mapping[str, Tokens]:
    """Return light, dark, and a system's high contrast: white on black."""
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
    palette.setColor(QPalette.ColorRole.Link, QColor("#FFFF00"))
    return {"light": LIGHT, "dark": DARK, "contrast": high_contrast(palette)}


def settle(widget: QWidget) -> None:
    """Let the page be built, then let layouts and deferred deletions run."""
    wait_until(lambda: all_is_built(widget), "the page is built")
    loop = QEventLoop()
    QTimer.singleShot(30, loop.quit)
    loop.exec()


def main() -> int:
    """Write the pictures to the folder named on the command line; further words: only of names that begin so."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    wanted = tuple(sys.argv[2:])
    count = 0
    for theme, tokens in themes().items():
        for size, width, height, scale in SIZES:
            apply_theme(application, Theme(tokens, scale))
            for name, build in (GALLERY | FORMS).items():
                if wanted and not name.startswith(wanted):
                    continue
                widget = build(application)
                if widget.isWindow() and widget.inherits("QMainWindow"):
                    widget.resize(width, height)
                widget.show()
                settle(widget)
                widget.grab().save(str(folder / f"{name}-{theme}-{size}.png"))
                widget.close()
                widget.deleteLater()
                application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                count += 1
    sys.stdout.write(f"{count} pictures in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

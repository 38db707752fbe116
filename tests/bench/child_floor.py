"""A process for `bench_wizard`: `python -m tests.bench.child_floor floor|page` paints a bare window, or a plain page.

It says "painted" on standard output, then how many megabytes it holds, then ends. `child_draft` does the same.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

KIB, LINES, SETTLED_MS = 1024, 15, 1500


class Painted(QObject):
    """Says once that a widget is painted, and when everything has settled how much memory is held."""

    def __init__(self, watched: QWidget, application: QApplication) -> None:
        super().__init__(watched)
        self._told, self._application = False, application
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() is QEvent.Type.Paint and not self._told:
            self._told = True
            QTimer.singleShot(0, self, lambda: print("painted", flush=True))
            QTimer.singleShot(SETTLED_MS, self, self._end)
        return False

    def _end(self) -> None:
        print(f"{memory():.1f}", flush=True)
        self._application.exit(0)


def memory() -> float:
    """Megabytes that this process holds (Linux)."""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / KIB


def run(application: QApplication, window: QWidget, page: QWidget) -> int:
    """Show the window until its page has been watched long enough."""
    window.resize(1280, 860)
    watcher = Painted(page, application)
    window.show()
    status = application.exec()
    watcher.deleteLater()
    return status


def main() -> int:
    """Show the floor."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    if sys.argv[1] == "page":
        page = QWidget()
        column = QVBoxLayout(page)
        for number in range(LINES):
            column.addWidget(QLabel(f"Question {number}"))
            column.addWidget(QLineEdit())
        window.setCentralWidget(page)
    return run(application, window, window)


if __name__ == "__main__":
    sys.exit(main())

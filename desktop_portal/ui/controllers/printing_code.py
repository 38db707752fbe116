"""Prints the recovery code with the system's dialog; nothing of it touches the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PrintCode = Callable[[str, str], None]
translate = QCoreApplication.translate


def printer_of_codes(window: QWidget) -> PrintCode:
    """Return what asks for a printer and prints a code for an account."""

    def run(code: str, account: str) -> None:
        # By a name of its own: the dialog keeps no printer alive, and asking it for one that is gone ends the program.
        printer = QPrinter()
        if QPrintDialog(printer, window).exec():
            _page(code, account).print_(printer)

    return run


def _page(code: str, account: str) -> QTextDocument:
    page = QTextDocument()
    page.setPlainText(
        "\n\n".join(
            (
                translate("PrintCode", "Children's Portal: recovery code"),
                account,
                code,
                translate("PrintCode", "Keep this paper locked away. With it, your saved forms can be opened."),
            )
        )
    )
    return page

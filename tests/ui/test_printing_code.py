"""The recovery code on paper: whose it is, every letter of it, and what to do with the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop_portal.ui.controllers.printing_code import printer_of_codes
from desktop_portal.vault.recovery_code import from_code, to_code

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

SECRET = bytes(range(16))


def test_J02_the_printed_recovery_code_opens_and_says_whose_it_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.pdf"

    def choose_a_printer(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(paper))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", choose_a_printer)
    window = QWidget()
    qtbot.addWidget(window)
    printer_of_codes(window)(to_code(SECRET), "sam.patel@example.gov.uk")
    document = QPdfDocument()
    document.load(str(paper))
    title, account, code, what_to_do, *_page_number = document.getAllText(0).text().splitlines()
    document.close()
    assert title == "Children's Portal: recovery code"
    assert account == "sam.patel@example.gov.uk"
    assert from_code(code) == SECRET
    assert what_to_do.startswith("Keep this paper locked away.")

"""A process for `bench_wizard`: `python -m tests.bench.child_draft STORE KEY ID QUESTIONS` shows a draft.

KEY is hexadecimal. The draft is read out of the encrypted store. As installed: the server's psycopg, which peewee
would import, is not there.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop_portal.core.council import read_council
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.paths import resources
from desktop_portal.services.drafting import DraftSession
from desktop_portal.store.database import open_store
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.theme import Theme, apply_theme
from desktop_portal.ui.wizard.acts import Doors
from desktop_portal.ui.wizard.section_view import SectionView
from desktop_portal.ui.wizard.wizard_window import WizardWindow
from tests.bench.child_floor import run

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Attachment
    from desktop_portal.ui.editors.file_zone import NewFile

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def _no_files(_draft: str, _file: NewFile) -> Attachment:
    raise NotImplementedError


def _leave() -> None:
    pass


def main() -> int:
    """Show the draft."""
    _, file, key, draft, questions = sys.argv
    application = QApplication(sys.argv[:1])
    apply_theme(application, Theme())
    store = open_store(Path(file), bytes.fromhex(key), clock=lambda: NOW)
    form = compile_form(json.loads((DATA / f"fhir-{questions}.json").read_bytes()))
    session = DraftSession(store, form, store.drafts.load(draft), clock=lambda: NOW, new_id=str)
    doors = Doors(attach=_no_files, open_pdf=print, leave=_leave, submitted=print)
    wizard = WizardWindow(session, doors, read_council(json.loads((resources() / "council.json").read_bytes())))
    window = MainWindow(application)
    window.add_page("form", wizard)
    window.show_page("form")
    page = wizard.findChild(SectionView)
    assert isinstance(page, SectionView)
    status = run(application, window, page)
    store.close()
    return status


if __name__ == "__main__":
    sys.exit(main())

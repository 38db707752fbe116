"""`desktop-portal forms preview FORM.json [--language cy]`."""

from __future__ import annotations

import argparse
import json
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.app import utc_now
from desktop_portal.core.council import read_council
from desktop_portal.paths import resources
from desktop_portal.services.previewing import Previewing
from desktop_portal.services.shelf import Shelf
from desktop_portal.store.database import open_store
from desktop_portal.ui.preview.window import PreviewWindow
from desktop_portal.ui.start import make_application
from desktop_portal.ui.theme import Theme, apply_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = (1280, 860)


def preview_command(words: Sequence[str]) -> int:
    """Show a definition in the wizard until the window is closed; 0, or 2 when the command line is not understood."""
    parser = argparse.ArgumentParser(prog="desktop-portal forms preview", description=preview_command.__doc__)
    parser.add_argument("file", type=Path, metavar="FORM.json")
    parser.add_argument("--language", default="en", help="en or cy")
    given = parser.parse_args(words)
    application = make_application()
    application.setQuitOnLastWindowClosed(True)
    apply_theme(application, Theme())
    council = read_council(json.loads((resources() / "council.json").read_bytes()), given.language)
    with tempfile.TemporaryDirectory(prefix="portal-preview-") as folder:
        store = open_store(Path(folder) / "preview.db", secrets.token_bytes(32), clock=utc_now)
        value_sets = Shelf(resources()).value_sets
        previewing = Previewing(store, value_sets, utc_now, secrets.token_bytes, given.language)
        window = PreviewWindow(given.file, store, previewing, council, utc_now)
        window.resize(*SIZE)
        window.show()
        status = application.exec()
        store.close()
    return status

"""The window of a preview: the real wizard, and above it what is wrong with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_portal.core.problems import Problem
from desktop_portal.services.attaching import MEGABYTE, Attaching
from desktop_portal.services.exporting import Exporting
from desktop_portal.services.previewing import NotAFormError
from desktop_portal.ui.dialogs import Question, ask
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pdf_viewer import PdfViewer
from desktop_portal.ui.widgets import body, card, clear, fill, heading, stack
from desktop_portal.ui.wizard.acts import Doors
from desktop_portal.ui.wizard.wizard_window import WizardWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from desktop_portal.core.council import Council
    from desktop_portal.core.submission import Submission
    from desktop_portal.forms.answers import Attachment
    from desktop_portal.services.drafting import DraftSession
    from desktop_portal.services.previewing import Previewing
    from desktop_portal.store.database import Store
    from desktop_portal.ui.editors.file_zone import NewFile

QUIET_MS = 150
MOST_LINES = 12
translate = QCoreApplication.translate


class PreviewWindow(QMainWindow):
    """Shows the file's last good state. An editor that replaces the file is followed: the folder is watched as well."""

    def __init__(
        self, file: Path, store: Store, previewing: Previewing, council: Council, clock: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._file, self._store, self._previewing, self._council, self._clock = file, store, previewing, council, clock
        self.wizard: WizardWindow | None = None
        self._problems = QWidget()
        fill(QVBoxLayout(self._problems), margins=(16, 12, 16, 12), spacing=8)
        told = QScrollArea()
        told.setWidgetResizable(True)
        told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told.setWidget(self._problems)
        told.setMaximumHeight(260)
        self._told = told
        self._place = QStackedWidget()
        self._viewer = PdfViewer()
        self._viewer.closed.connect(self._close_pdf)
        self._place.addWidget(self._viewer)
        middle = QWidget()
        fill(QVBoxLayout(middle), told, self._place, spacing=0)
        self.setCentralWidget(middle)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.load)
        self._watcher = QFileSystemWatcher([str(file), str(file.absolute().parent)], self)
        self._watcher.fileChanged.connect(self._quiet.start)
        self._watcher.directoryChanged.connect(self._quiet.start)
        self._seen: tuple[int, int] = (0, 0)
        self.load()

    def load(self) -> None:
        """Show the file as it is now; what is wrong with it is told and the last good state stays."""
        if str(self._file) not in self._watcher.files():
            self._watcher.addPath(str(self._file))
        seen = self._stamp()
        if seen == self._seen and self.wizard is not None:
            return
        self._seen = seen
        if self.wizard is not None:
            self.wizard.save_now()
        try:
            session = self._previewing.read(self._file)
        except NotAFormError as trouble:
            self._tell(
                translate("Preview", "The file cannot be shown as a form yet"), trouble.problems, kind="card-warn"
            )
            return
        self._tell(translate("Preview", "To look at before you publish"), self._previewing.advice, kind="card-info")
        self._show(session)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Close the wizard with the window; nothing of a preview is kept."""
        self._quiet.stop()
        self._drop()
        super().closeEvent(event)

    def _stamp(self) -> tuple[int, int]:
        try:
            stat = self._file.stat()
        except OSError:
            return (0, 0)
        return (stat.st_mtime_ns, stat.st_size)

    def _show(self, session: DraftSession) -> None:
        self._drop()
        self.wizard = WizardWindow(session, self._doors(session), self._council)
        self.wizard.titled.connect(lambda title: self.setWindowTitle(self._titled(title)))
        self.setWindowTitle(self._titled(self.wizard.windowTitle()))
        self._place.addWidget(self.wizard)
        self._place.setCurrentWidget(self.wizard)

    def _titled(self, title: str) -> str:
        return translate("Preview", "Preview: {title}").replace("{title}", title)

    def _drop(self) -> None:
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            wizard.save_now()
            self._place.removeWidget(wizard)
            wizard.hide()
            wizard.deleteLater()

    def _tell(self, title: str, lines: tuple[str, ...], *, kind: str) -> None:
        layout = self._problems.layout()
        if layout is None:
            return
        clear(layout)
        more = len(lines) - MOST_LINES
        shown = [*lines[:MOST_LINES]]
        if more > 0:
            shown.append(
                translate("Preview", "and {count} more: see desktop-portal forms check").replace("{count}", str(more))
            )
        layout.addWidget(card(heading(title), stack(*(body(line) for line in shown), spacing=4), kind=kind))
        self._told.setVisible(bool(lines))

    def _doors(self, session: DraftSession) -> Doors:
        attaching = Attaching(self._store.attachments, limit=25 * MEGABYTE)

        def attach(draft_id: str, file: NewFile) -> Attachment:
            if file.path is not None:
                return attaching.add_file(draft_id, file.path)
            return attaching.add_bytes(draft_id, file.name, file.data)

        def nothing_is_sent() -> bool:
            question = Question(
                title=translate("Preview", "This is a preview"),
                text=translate("Preview", "The form is complete and could be sent. A preview sends nothing."),
                yes=translate("Preview", "Go on"),
                no=translate("Preview", "Go back"),
            )
            ask(self, question, lambda: None)
            return False

        return Doors(
            attach=attach,
            open_pdf=lambda _submission: self._open_pdf(session),
            leave=self._leave,
            submitted=_never,
            may_submit=nothing_is_sent,
        )

    def _open_pdf(self, session: DraftSession) -> None:
        exporting = Exporting(
            store=self._store,
            form=lambda _key, _language: session.form,
            council=self._council.name,
            who="",
            clock=self._clock,
            language=session.form.language,
        )
        try:
            self._viewer.open(exporting.draft(session.id))
        except (Problem, KeyError) as trouble:
            words = (
                sentence(trouble) if isinstance(trouble, Problem) else translate("Preview", "Answer a question first.")
            )
            self._tell(translate("Preview", "There is no PDF yet"), (words,), kind="card-info")
            return
        self._place.setCurrentWidget(self._viewer)

    def _leave(self) -> None:
        self.close()

    def _close_pdf(self) -> None:
        self._viewer.shut()
        if self.wizard is not None:
            self._place.setCurrentWidget(self.wizard)


def _never(_submission: Submission) -> None:
    """Do nothing: a preview has no council to send to, and `may_submit` ended it before."""

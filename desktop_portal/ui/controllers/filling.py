"""An open form: begin it, recover it, attach to it, print it, leave it, submit it (J07 to J15, J17, J24)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop_portal.core.draft import FormKey
from desktop_portal.core.problems import FormUnknown, Problem
from desktop_portal.services.attaching import MEGABYTE, Attaching
from desktop_portal.ui.controllers.caring import low_disk_words
from desktop_portal.ui.controllers.changing import Changing
from desktop_portal.ui.controllers.versions import show_versions
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.editors.thumbnail import forget_thumbnails
from desktop_portal.ui.fields import announce
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.wizard.acts import Doors
from desktop_portal.ui.wizard.asked import stands_as
from desktop_portal.ui.wizard.wizard_window import WizardWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.core.submission import Receipt, Submission
    from desktop_portal.forms.answers import Attachment
    from desktop_portal.services.drafting import DraftSession
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.papers import Papers
    from desktop_portal.ui.editors.file_zone import NewFile
    from desktop_portal.ui.wizard.place import Place

FORM = "form"
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a person was when the window locked. `begun` is a form in which nothing had been written yet."""

    draft_id: str
    begun: FormEntry | None
    place: Place


class Filling(QObject):
    """At most one form is open. `left` says that the person went back; `submitted` that something waits to be sent."""

    left = Signal()
    opened = Signal(str)
    submitted = Signal(object)
    sign_in = Signal(str)
    _council_spoke = Signal(str)

    def __init__(self, ground: Ground, papers: Papers) -> None:
        super().__init__(ground.window)
        self._ground, self._papers = ground, papers
        self._wizard: WizardWindow | None = None
        self._begun: FormEntry | None = None
        self.draft_id = ""
        self._council_spoke.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._changing = Changing(ground, self._reopen, self.left.emit, self.say)

    def begin(self, session: Session, entry: FormEntry) -> None:
        """Open a new form."""
        self._open(session, lambda: session.begin(entry, self._ground.app.language))
        self._begun = entry

    def recover(self, session: Session, draft_id: str) -> None:
        """Open a saved form where it was left."""
        self._changing.open(session, draft_id)

    @property
    def is_open(self) -> bool:
        """Whether a form is on the screen, or under the lock page because it could not be saved."""
        return self._wizard is not None

    def stand(self) -> Stand | None:
        """Return where the person is in the form that is open, to come back to after a lock; None without one."""
        place = self._wizard.place() if self._wizard is not None else None
        return None if place is None else Stand(self.draft_id, self._begun, place)

    def return_to(self, session: Session, stand: Stand) -> bool:
        """Open the form again where the person was; False when there is nothing to come back to."""
        if not self.is_open:
            if session.store.drafts.load(stand.draft_id) is not None:
                self.recover(session, stand.draft_id)
            elif stand.begun is not None:
                self.begin(session, stand.begun)
        if self._wizard is not None:
            self._wizard.return_to(stand.place)
        return self.is_open

    def save(self) -> bool:
        """Save what is open; False when the disk does not take it, which the form itself tells."""
        return self._wizard is None or self._wizard.save_now()

    def drop(self) -> None:
        """Take the form and any PDF of it off the screen, widgets and words; what is saved stays saved."""
        self._papers.shut()
        self._changing.forget()
        if self._wizard is not None:
            self._wizard = self._begun = None
            self.draft_id = ""
            self.opened.emit("")
            forget_thumbnails()
            self._ground.window.remove_page(FORM)

    def tell_received(self, receipts: tuple[Receipt, ...]) -> None:
        """Show the reference where the form that was just submitted is still on the screen."""
        if self._wizard is not None:
            for receipt in receipts:
                self._wizard.show_received(receipt)

    def answer(self, session: Session, submission_id: str) -> None:
        """Open a form that the council handed back, at what it asks about (J19, J22)."""
        try:
            draft_id = session.answering.begin(submission_id)
        except Problem as problem:
            self.say(sentence(problem))
            return
        self.recover(session, draft_id)

    def _hear(self, submission_id: str) -> None:
        """Show at once what the council says about the form that is open: withdrawn, closed, or asked anew (J22)."""
        session, window = self._ground.app.session, self._ground.window
        if session is None or self.draft_id != submission_id or window.page != FORM:
            return
        place = self._wizard.place() if self._wizard is not None else None
        # What cannot be shown now, under a question or on a full disk, is shown when the form is opened the next time.
        if place is None or QApplication.activeModalWidget() is not None or not self.save():
            return
        draft = session.store.drafts.load(submission_id)
        asked = session.answering.asked(session.answering.current(draft)) if draft is not None else None
        if asked is not None:
            self._reopen(session, submission_id)
            announce(window, stands_as(asked, self._ground.app.language))
            if self._wizard is not None:
                self._wizard.return_to(place)

    def _reopen(self, session: Session, draft_id: str) -> None:
        self._open(session, lambda: session.recover(draft_id, self._ground.app.language))

    def _open(self, session: Session, make: Callable[[], DraftSession]) -> None:
        try:
            draft = make()
        except Problem as problem:
            self.say(sentence(problem))
            return
        self.drop()
        self.draft_id = draft.id
        session.requests.on_change = self._council_spoke.emit
        self.opened.emit(draft.id)
        self._wizard = WizardWindow(draft, self._doors(session, draft), self._ground.app.council())
        self._wizard.titled.connect(lambda _title: self._ground.window.retitle())
        self._ground.window.add_page(FORM, self._wizard)
        self._ground.window.show_page(FORM)

    def say(self, words: str) -> None:
        """Tell a problem in a small window."""
        tell(self._ground.window, words)

    def _doors(self, session: Session, draft: DraftSession) -> Doors:
        policy = self._ground.app.policy
        attaching = Attaching(
            session.store.attachments,
            limit=policy.max_attachment_megabytes * MEGABYTE,
            kinds=policy.allowed_attachments,
        )

        def attach(draft_id: str, file: NewFile) -> Attachment:
            if file.path is not None:
                return attaching.add_file(draft_id, file.path)
            return attaching.add_bytes(draft_id, file.name, file.data)

        def read_file(file: Attachment) -> bytes:
            try:
                return session.store.attachments.read(file.digest)
            except KeyError:
                return b""

        def may_submit() -> bool:
            if session.person is not None:
                return True
            self.sign_in.emit(draft.id)
            return False

        def open_pdf(submission: Submission | None) -> None:
            if submission is None:
                self._papers.show_draft(draft.id)
            else:
                self._papers.show_submission(submission.id, submission.version)

        return Doors(
            attach=attach,
            beside=partial(self._ground.lane.run, first=True),
            open_pdf=open_pdf,
            leave=self._leave,
            submitted=self.submitted.emit,
            may_submit=may_submit,
            little_room=lambda: "" if session.store.has_room() else low_disk_words(),
            versions=lambda: show_versions(self._ground, session, draft, lambda: self._reopen(session, draft.id)),
            read_file=read_file,
            begin_sibling=lambda row: self._begin_sibling(session, draft, row),
            set_aside=lambda: self._changing.show_set_aside(draft.parked, lambda: self._ground.window.show_page(FORM)),
            other_form=self._changing.title_of,
            go_on_as=lambda url: self._changing.go_on_as(session, draft.id, url),
            previous=lambda version: self._papers.show_beside(draft.id, version),
        )

    def _begin_sibling(self, session: Session, draft: DraftSession, row: int) -> None:
        """Begin a form about a person of the household, with what they share; the form before is saved."""
        app = self._ground.app
        entry = app.shelf.entry_of(FormKey(draft.form.url, draft.form.version), app.language)
        given = draft.sibling(row)
        if entry is None:
            self.say(sentence(FormUnknown()))
        else:
            self._open(session, lambda: session.begin(entry, app.language, given))

    def _leave(self) -> None:
        self.drop()
        self.left.emit()

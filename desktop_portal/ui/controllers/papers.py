"""Everything that can be printed, and the way to it: a form, its versions, receipt, changes, copies (J23, J24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop_portal.core.problems import Problem
from desktop_portal.services.exporting import Exporting
from desktop_portal.ui.beside import BesideWindow
from desktop_portal.ui.controllers.checking_pdf import CheckingPdf
from desktop_portal.ui.controllers.saving_several import SavingSeveral
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.family_dialog import FamilyDialog
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pdf_bar import Offer
from desktop_portal.ui.pdf_viewer import PdfViewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.core.draft import FormKey
    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.forms.answers import Path
    from desktop_portal.pdf.request import Printed
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.lists import Lists

PDF = "pdf"
translate = QCoreApplication.translate


class Papers(QObject):
    """Shows one document at a time, and offers the others of the same form."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._before = ""
        self._shown: tuple[str, int] = ("", 0)
        self._key: FormKey | None = None
        self._family: FamilyDialog | None = None
        self._beside: BesideWindow | None = None
        self._several = SavingSeveral(ground, self.exporting)
        self._checking = CheckingPdf(ground, self.exporting)
        self.renew()

    def renew(self) -> None:
        """Make the page of documents anew, in the language of now."""
        self._viewer = PdfViewer()
        self._viewer.closed.connect(self._close)
        self._viewer.chosen.connect(self._chosen)
        self._ground.window.add_page(PDF, self._viewer)

    def follow(self, lists: Lists) -> None:
        """Show what is asked for in the lists of forms."""
        lists.wants_pdf.connect(self.show_submission)
        lists.wants_changes.connect(self.show_changes)
        lists.wants_blank.connect(self.show_blank)
        lists.wants_several.connect(self._several.ask)
        lists.wants_check.connect(self._checking.ask)

    @property
    def shown_pdf(self) -> bytes:
        """The document on the screen, or nothing."""
        return self._viewer.shown_pdf

    def exporting(self, session: Session | None = None) -> Exporting | None:
        """Return what makes documents for whoever is at work; None while nobody is."""
        app = self._ground.app
        session = session or app.session
        if session is None:
            return None
        return Exporting(
            store=session.store,
            form=app.shelf.form,
            council=app.council().name,
            who=session.person.name if session.person else "",
            clock=app.clock,
            language=app.language,
        )

    def show_draft(self, draft_id: str) -> None:
        """Show what is written so far (J24)."""
        self._shown = ("", 0)
        exporting = self.exporting()
        if exporting is not None:
            draft = exporting.store.drafts.load(draft_id)
            self._key = draft.form if draft else None
            self._show(lambda: exporting.draft(draft_id), _of_draft)

    def show_submission(self, submission_id: str, version: int = 0) -> None:
        """Show what was submitted, the newest version unless one is named (J23)."""
        exporting = self.exporting()
        if exporting is None:
            return
        version = version or max(exporting.versions(submission_id), default=1)
        self._shown = (submission_id, version)
        self._show(lambda: exporting.submission(submission_id, version), lambda: self._of_submission(exporting))

    def show_beside(self, submission_id: str, version: int) -> None:
        """Show a version as it was sent in a window of its own, to read while the next one is written (J21)."""
        exporting = self.exporting()
        if exporting is None:
            return
        try:
            printed = exporting.submission(submission_id, version)
        except (Problem, KeyError):
            tell(self._ground.window, translate("Papers", "The form as it was sent is not on this computer any more."))
            return
        self._beside = self._beside or BesideWindow(self._ground.window)
        self._beside.open(printed)

    def show_changes(self, submission_id: str) -> None:
        """Show what the newest version changed; of a form with one version, the form."""
        exporting = self.exporting()
        versions = exporting.versions(submission_id) if exporting else ()
        if exporting is None or len(versions) < 2:  # noqa: PLR2004 (two to compare)
            self.show_submission(submission_id)
            return
        self._shown = (submission_id, versions[-1])
        before, after = versions[-2:]
        self._show(lambda: exporting.changes(submission_id, before, after), lambda: self._of_submission(exporting))

    def show_blank(self, entry: FormEntry) -> None:
        """Show a form without answers, to print and fill in by hand; nobody has to be signed in for it."""
        self._shown, self._key = ("", 0), entry.key
        self._show_blank()

    def shut(self) -> None:
        """Let go of the document, its bytes and its words."""
        self._viewer.shut()
        self._several.shut()
        if self._beside is not None:
            self._beside.shut()
        if self._family is not None:
            self._family.reject()
        self._shown, self._key = ("", 0), None

    def _show_blank(self) -> None:
        app, key = self._ground.app, self._key
        if key is None:
            return
        council, entry = app.council(), app.shelf.entry_of(key, app.language)
        phone = council.number_at(app.clock()) if entry is None or entry.safeguarding else ""

        def make() -> Printed:
            from desktop_portal.services.blank_forms import blank_form  # noqa: PLC0415 (reportlab is slow to load)

            form = app.shelf.form(key, app.language)
            return blank_form(form, council=council.name, telephone=phone, made_at=app.clock().astimezone())

        self._show(make, tuple)

    def _of_submission(self, exporting: Exporting) -> tuple[Offer, ...]:
        sent = exporting.sent(*self._shown)
        self._key = sent.submission.form
        return offers_of(exporting.versions(self._shown[0]), received=sent.receipt is not None)

    def _chosen(self, key: str) -> None:
        exporting = self.exporting()
        kind, *numbers = key.split(":")
        form_id, version = self._shown
        if kind == "blank":
            before = self._before
            self._show_blank()
            self._before = before
            return
        if exporting is None or not form_id:
            return
        if kind == "version":
            self._shown = (form_id, int(numbers[0]))
        if kind == "family":
            self._ask_family(exporting)
            return
        make: dict[str, Callable[[], Printed]] = {
            "version": lambda: exporting.submission(*self._shown),
            "changes": lambda: exporting.changes(form_id, int(numbers[0]), int(numbers[1])),
            "receipt": lambda: exporting.receipt(form_id, version),
            "data": lambda: exporting.submission(form_id, version, with_data=True),
        }
        self._show(make[kind], lambda: self._of_submission(exporting))

    def _ask_family(self, exporting: Exporting) -> None:
        form_id, version = self._shown
        dialog = FamilyDialog(self._ground.window, exporting.for_family(form_id, version))

        def make_copy(left_out: frozenset[Path]) -> None:
            self._show(
                lambda: exporting.family_copy(form_id, version, left_out), lambda: self._of_submission(exporting)
            )

        dialog.decided.connect(make_copy)
        dialog.finished.connect(self._family_decided)
        self._family = dialog
        dialog.open()

    def _family_decided(self) -> None:
        self._family = None

    def _show(self, make: Callable[[], Printed], offers: Callable[[], tuple[Offer, ...]]) -> None:
        window = self._ground.window
        try:
            printed = make()
        except Problem as problem:
            tell(window, sentence(problem))
            return
        except KeyError:
            tell(window, translate("Papers", "This form has nothing saved yet. Answer a question first."))
            return
        if window.page != PDF:
            self._before = window.page
        window.show_page(PDF)
        self._viewer.open(printed, offers())

    def _close(self) -> None:
        self.shut()
        self._ground.window.show_page(self._before or "home", focus=False)


def offers_of(versions: tuple[int, ...], *, received: bool) -> tuple[Offer, ...]:
    """Return the documents that a submitted form with these versions has; a receipt only once there is one."""
    several = len(versions) > 1
    sent = (
        translate("Papers", "Version {} as it was sent") if several else translate("Papers", "The form as it was sent")
    )
    changed = translate("Papers", "What changed from version {} to {}")
    pairs = [(one - 1, one) for one in versions if one - 1 in versions]
    receipt = (Offer("receipt", translate("Papers", "Receipt of the council")),) if received else ()
    return (
        *(Offer(f"version:{one}", sent.format(one)) for one in versions),
        *(Offer(f"changes:{before}:{after}", changed.format(before, after)) for before, after in pairs),
        *receipt,
        Offer("family", translate("Papers", "Copy for the family, without other people's details")),
        Offer("data", translate("Papers", "The form with its answers attached for other programs")),
        _blank(),
    )


def _of_draft() -> tuple[Offer, ...]:
    return (_blank(),)


def _blank() -> Offer:
    return Offer("blank", translate("Papers", "Blank form to fill in by hand"))

"""Everything that can be printed, and the way to it: a form, its versions, receipt, changes, copies (J23, J24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop_portal.services.exporting import Exporting
from desktop_portal.ui.beside import BesideWindow
from desktop_portal.ui.controllers.checking_pdf import CheckingPdf
from desktop_portal.ui.controllers.making import Making
from desktop_portal.ui.controllers.saving_several import SavingSeveral
from desktop_portal.ui.family_dialog import FamilyDialog
from desktop_portal.ui.pdf_bar import Offer
from desktop_portal.ui.pdf_viewer import PdfViewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.core.draft import FormKey
    from desktop_portal.core.family_copy import LeftOut
    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.forms.answers import Path
    from desktop_portal.pdf.request import Printed, Step
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.lists import Lists

PDF = "pdf"
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Made:
    """A document, and what else can be printed of the same form: of `shown` (id, version) or, for a draft, of `key`."""

    printed: Printed
    key: FormKey | None
    shown: tuple[str, int] = ("", 0)
    versions: tuple[int, ...] = ()
    received: bool = False
    blank: bool = False


class Papers(QObject):
    """Shows one document at a time, and offers the others of the same form. All are made on the lane."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._before = ""
        self._shown: tuple[str, int] = ("", 0)
        self._key: FormKey | None = None
        self._family: FamilyDialog | None = None
        self._beside: BesideWindow | None = None
        self._making = Making(ground)
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

    @property
    def busy(self) -> bool:
        """Whether a document is being made to be shown."""
        return self._making.busy

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
        self._make(partial(_draft, draft_id))

    def show_submission(self, submission_id: str, version: int = 0) -> None:
        """Show what was submitted, the newest version unless one is named (J23)."""
        self._make(partial(_submission, submission_id, version))

    def show_changes(self, submission_id: str) -> None:
        """Show what the newest version changed; of a form with one version, the form."""
        self._make(partial(_newest_changes, submission_id))

    def show_beside(self, submission_id: str, version: int) -> None:
        """Show a version as it was sent in a window of its own, to read while the next one is written (J21)."""

        def open_beside(made: Made) -> None:
            self._beside = self._beside or BesideWindow(self._ground.window)
            self._beside.open(made.printed)

        gone = translate("Papers", "The form as it was sent is not on this computer any more.")
        self._make(partial(_submission, submission_id, version), open_beside, gone)

    def show_blank(self, entry: FormEntry) -> None:
        """Show a form without answers, to print and fill in by hand; nobody has to be signed in for it."""
        self._make_blank(entry.key)

    def shut(self) -> None:
        """Let go of the document, its bytes and its words, and of one that is being made."""
        self._making.stop()
        self._viewer.shut()
        self._several.shut()
        if self._beside is not None:
            self._beside.shut()
        if self._family is not None:
            self._family.reject()
        self._shown, self._key = ("", 0), None

    def _make(
        self, make: Callable[[Exporting], Made], take: Callable[[Made], None] | None = None, gone: str = ""
    ) -> None:
        exporting = self.exporting()
        if exporting is not None:
            self._making.begin(lambda step: make(replace(exporting, step=step)), take or self._open, gone or _nothing())

    def _make_blank(self, key: FormKey) -> None:
        app = self._ground.app
        council, entry = app.council(), app.shelf.entry_of(key, app.language)
        language, now = app.language, app.clock().astimezone()
        phone = council.number_at(app.clock()) if entry is None or entry.safeguarding else ""
        shown = self._shown

        def make(step: Step) -> Made:
            from desktop_portal.services.blank_forms import blank_form  # noqa: PLC0415 (reportlab is slow to load)

            form = app.shelf.form(key, language)
            printed = blank_form(form, council=council.name, telephone=phone, made_at=now, step=step)
            return Made(printed, key, shown, blank=True)

        self._making.begin(make, self._open, _nothing())

    def _chosen(self, key: str) -> None:
        kind, *numbers = key.split(":")
        form_id, version = self._shown
        if kind == "blank" and self._key is not None:
            self._make_blank(self._key)
        elif form_id and kind == "family":
            self._ask_family(form_id, version)
        elif form_id:
            make: dict[str, Callable[[Exporting], Made]] = {
                "version": lambda exporting: _submission(form_id, int(numbers[0]), exporting),
                "changes": lambda exporting: _changes(form_id, int(numbers[0]), int(numbers[1]), exporting),
                "receipt": lambda exporting: _of(exporting, exporting.receipt(form_id, version), form_id, version),
                "data": lambda exporting: _submission(form_id, version, exporting, with_data=True),
            }
            self._make(make[kind])

    def _ask_family(self, form_id: str, version: int) -> None:
        exporting = self.exporting()
        if exporting is None:
            return

        def make_copy(left_out: frozenset[Path]) -> None:
            self._make(lambda made: _of(made, made.family_copy(form_id, version, left_out), form_id, version))

        def choose(left_out: tuple[LeftOut, ...]) -> None:
            dialog = FamilyDialog(self._ground.window, left_out)
            dialog.decided.connect(make_copy)
            dialog.finished.connect(self._family_decided)
            self._family = dialog
            dialog.open()

        self._making.begin(lambda _step: exporting.for_family(form_id, version), choose, _nothing())

    def _family_decided(self) -> None:
        self._family = None

    def _open(self, made: Made) -> None:
        window = self._ground.window
        self._shown, self._key = made.shown, made.key
        if window.page != PDF:
            self._before = window.page
        window.show_page(PDF)
        offers = offers_of(made.versions, received=made.received) if made.versions else _of_draft()
        self._viewer.open(made.printed, () if made.blank else offers)

    def _close(self) -> None:
        self.shut()
        self._ground.window.show_page(self._before or "home", focus=False)


def _of(exporting: Exporting, printed: Printed, form_id: str, version: int) -> Made:
    sent = exporting.sent(form_id, version)
    return Made(
        printed,
        sent.submission.form,
        (form_id, version),
        exporting.versions(form_id),
        received=sent.receipt is not None,
    )


def _draft(draft_id: str, exporting: Exporting) -> Made:
    draft = exporting.store.drafts.load(draft_id)
    return Made(exporting.draft(draft or draft_id), draft.form if draft else None)


def _submission(form_id: str, version: int, exporting: Exporting, *, with_data: bool = False) -> Made:
    version = version or max(exporting.versions(form_id), default=1)
    return _of(exporting, exporting.submission(form_id, version, with_data=with_data), form_id, version)


def _changes(form_id: str, before: int, after: int, exporting: Exporting) -> Made:
    return _of(exporting, exporting.changes(form_id, before, after), form_id, after)


def _newest_changes(form_id: str, exporting: Exporting) -> Made:
    versions = exporting.versions(form_id)
    if len(versions) <= 1:
        return _submission(form_id, 0, exporting)
    return _changes(form_id, versions[-2], versions[-1], exporting)


def _nothing() -> str:
    return translate("Papers", "This form has nothing saved yet. Answer a question first.")


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

"""Forms as PDFs: a draft's, a submission's, any version's; made here, without a network and without a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.family_copy import left_out_at_first
from desktop_portal.core.problems import FormUnknown, NotReceivedYet
from desktop_portal.core.submission import FileToSend
from desktop_portal.forms.answers import Attachment, Path
from desktop_portal.forms.draft_file import from_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.pdf.request import no_step
from desktop_portal.services.file_names import suggested_name
from desktop_portal.services.picturing import pictures_of
from desktop_portal.services.requests import Requests
from desktop_portal.services.sent_form import SentForm, both_by_the_newer, sent_form

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from desktop_portal.core.draft import Draft, FormKey
    from desktop_portal.core.family_copy import LeftOut
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form
    from desktop_portal.pdf.request import PdfRequest, Printed, Step
    from desktop_portal.store.database import Store

# reportlab and HarfBuzz cost start-up time: a person who only fills in a form never loads them. So what makes documents
# is imported where it is used.


@dataclass(frozen=True, slots=True)
class Exporting:
    """Makes PDFs of what the store holds.

    `form` finds a compiled definition by key and language (`Shelf.form`; raises FormUnknown). `council` and `who` are
    the names to print. `clock` gives aware UTC; times are printed in this computer's time zone. Slow enough (a tenth
    of a second, more for very long forms) to be used on the lane; `step` is told how far it is, first with the pictures
    and then with the pages, and what it raises stops the work. Raises KeyError for what is not there.
    """

    store: Store
    form: Callable[[FormKey, str], Form]
    council: str
    who: str
    clock: Callable[[], datetime]
    language: str = "en"
    step: Step = no_step

    def draft_pdf(self, draft: Draft | str) -> bytes:
        """Return a draft, given itself or by its id as it was saved last, as a PDF with DRAFT on every page."""
        return self.draft(draft).pdf

    def submission_pdf(self, submission_id: str, version: int) -> bytes:
        """Return what was submitted as a PDF: "Received" only with the council's receipt."""
        return self.submission(submission_id, version).pdf

    def draft(self, draft: Draft | str) -> Printed:
        """Return a draft with its text and a file name."""
        from desktop_portal.pdf.document import printed  # noqa: PLC0415
        from desktop_portal.pdf.request import Kind, PdfRequest  # noqa: PLC0415

        kept = self.store.drafts.load(draft) if isinstance(draft, str) else draft
        if kept is None:
            raise KeyError(draft)
        form = self._form(kept.form, str(kept.document.get("response", {}).get("language") or self.language))
        evaluation = evaluate(form, from_document(form, kept.document), self.clock().astimezone().date(), draft=True)
        files = _files(evaluation)
        request = PdfRequest(
            council=self.council,
            evaluation=evaluation,
            kind=Kind.DRAFT,
            written_at=kept.saved_at.astimezone(),
            who=self.who,
            files=files,
            pictures=pictures_of(self.store.attachments, files, evaluation, self.step),
        )
        name = suggested_name(kept.form_title, child=kept.child, saved_at=kept.saved_at.astimezone())
        return printed(request, name, self.step)

    def submission(self, submission_id: str, version: int, *, with_data: bool = False) -> Printed:
        """Return what was submitted, on request with its answers attached for programs (PDF/A-3)."""
        from desktop_portal.pdf.document import printed  # noqa: PLC0415

        sent = self.sent(submission_id, version)
        return printed(self.request(sent, with_data=with_data), sent.file_name(), self.step)

    def request(self, sent: SentForm, *, with_data: bool = False) -> PdfRequest:
        """Return what the document of a submitted form is made of; the same form gives the same request."""
        from desktop_portal.pdf.request import Kind, PdfRequest  # noqa: PLC0415

        receipt, submission = sent.receipt, sent.submission
        return PdfRequest(
            council=self.council,
            evaluation=sent.evaluation,
            kind=Kind.SUBMITTED,
            written_at=submission.submitted_at.astimezone(),
            who=self.who,
            reference=receipt.reference if receipt else "",
            received_at=receipt.received_at.astimezone() if receipt else None,
            digest=submission.digest,
            version=submission.version,
            files=submission.files,
            rounds=Requests(self.store.state).of(submission.id).rounds,
            reply=sent.reply,
            pictures=pictures_of(self.store.attachments, submission.files, sent.evaluation, self.step),
            response=sent.response if with_data else b"",
        )

    def for_family(self, submission_id: str, version: int) -> tuple[LeftOut, ...]:
        """Return what a copy for the family leaves out at first, for the person to decide about."""
        return left_out_at_first(self.sent(submission_id, version).evaluation)

    def family_copy(self, submission_id: str, version: int, left_out: Collection[Path]) -> Printed:
        """Return the copy without the answers and rows named, without files and without the code."""
        from desktop_portal.pdf.document import printed  # noqa: PLC0415

        sent = self.sent(submission_id, version)
        request = replace(self.request(sent), left_out=frozenset(left_out), pictures=MappingProxyType({}))
        return printed(request, sent.file_name("copy for the family"), self.step)

    def receipt(self, submission_id: str, version: int) -> Printed:
        """Return the council's receipt as one page. Raises NotReceivedYet while there is none."""
        from desktop_portal.pdf.document import printed  # noqa: PLC0415
        from desktop_portal.pdf.request import ReceiptRequest  # noqa: PLC0415

        sent = self.sent(submission_id, version)
        if sent.receipt is None:
            raise NotReceivedYet
        submission, receipt = sent.submission, sent.receipt
        request = ReceiptRequest(
            council=self.council,
            form_title=sent.form.title,
            language=sent.form.language,
            child=submission.child.initials,
            who=self.who,
            reference=receipt.reference,
            version=version,
            digest=submission.digest,
            submitted_at=submission.submitted_at.astimezone(),
            received_at=receipt.received_at.astimezone(),
            files=submission.files,
        )
        return printed(request, sent.file_name("receipt"), self.step)

    def changes(self, submission_id: str, before: int, after: int) -> Printed:
        """Return what is different between two versions of a form."""
        from desktop_portal.pdf.document import printed  # noqa: PLC0415
        from desktop_portal.pdf.request import ChangesRequest  # noqa: PLC0415

        old, new = self.sent(submission_id, before), self.sent(submission_id, after)
        answers, parked = both_by_the_newer(old, new)
        receipt = new.receipt or old.receipt
        request = ChangesRequest(
            council=self.council,
            form=new.form,
            before=answers,
            after=new.answers,
            versions=(before, after),
            times=(old.submission.submitted_at.astimezone(), new.submission.submitted_at.astimezone()),
            who=self.who,
            reference=receipt.reference if receipt else "",
            parked=parked,
        )
        return printed(request, new.file_name(f"changes since version {before}"), self.step)

    def versions(self, submission_id: str) -> tuple[int, ...]:
        """Return the versions of a form that are kept here, the first one first."""
        return tuple(sorted(one.version for one in self.store.submissions.versions(submission_id)))

    def sent(self, submission_id: str, version: int) -> SentForm:
        """Return one version of a submitted form, read by its own definition."""
        submission = self.store.submissions.load(submission_id, version)
        receipt = self.store.submissions.receipt(submission_id, version)
        return sent_form(submission, receipt, lambda language: self._form(submission.form, language or self.language))

    def _form(self, key: FormKey, language: str) -> Form:
        try:
            return self.form(key, language)
        except FormUnknown:
            return self.form(key, "en")


def _files(evaluation: Evaluation) -> tuple[FileToSend, ...]:
    """Return the files that a draft would send, each once, in the order of the answers."""
    found: dict[str, FileToSend] = {}
    for path, values in evaluation.answers.values.items():
        for value in values:
            if isinstance(value, Attachment) and evaluation.enabled(path):
                found.setdefault(value.digest, FileToSend(value.digest, value.size, value.content_type, value.title))
    return tuple(found.values())

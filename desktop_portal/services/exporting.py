"""Forms as PDFs: a draft's, a submission's, any version's; made here, without a network and without a file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.core.problems import FormUnknown
from desktop_portal.core.submission import FileToSend
from desktop_portal.forms.answers import Attachment
from desktop_portal.forms.draft_file import from_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.response import from_response

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.core.draft import ChildLabel, Draft, FormKey
    from desktop_portal.core.submission import Receipt, Submission
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form
    from desktop_portal.pdf.request import Printed
    from desktop_portal.store.database import Store

_NOT_IN_A_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Exporting:
    """Makes PDFs of what the store holds.

    `form` finds a compiled definition by key and language (`Shelf.form`; raises FormUnknown). `council` and `who` are
    the names to print. `clock` gives aware UTC; times are printed in this computer's time zone. Slow enough (a tenth
    of a second, more for very long forms) to be run on the lane.
    """

    store: Store
    form: Callable[[FormKey, str], Form]
    council: str
    who: str
    clock: Callable[[], datetime]
    language: str = "en"

    def draft_pdf(self, draft: Draft | str) -> bytes:
        """Return a draft, given itself or by its id as it was saved last, as a PDF with DRAFT on every page."""
        return self.draft(draft).pdf

    def submission_pdf(self, submission_id: str, version: int) -> bytes:
        """Return what was submitted as a PDF: "Received" only with the council's receipt."""
        return self.submission(submission_id, version).pdf

    def draft(self, draft: Draft | str) -> Printed:
        """Return a draft with its text and a file name; KeyError when there is no such draft."""
        kept = self.store.drafts.load(draft) if isinstance(draft, str) else draft
        if kept is None:
            raise KeyError(draft)
        form = self._form(kept.form, str(kept.document.get("response", {}).get("language") or self.language))
        answers = from_document(form, kept.document)
        evaluation = evaluate(form, answers, self.clock().astimezone().date(), draft=True)
        return self._printed(
            evaluation,
            kept.saved_at,
            file_name=suggested_name(kept.form_title, child=kept.child, saved_at=kept.saved_at.astimezone()),
        )

    def submission(self, submission_id: str, version: int) -> Printed:
        """Return what was submitted with its text and a file name; KeyError when there is no such submission."""
        sent = self.store.submissions.load(submission_id, version)
        receipt = self.store.submissions.receipt(submission_id, version)
        body = json.loads(sent.body)
        form = self._form(sent.form, str(body.get("language") or self.language))
        answers, _issues = from_response(form, body["response"])
        evaluation = evaluate(form, answers, sent.submitted_at.astimezone().date(), draft=False)
        name = suggested_name(
            sent.form_title,
            child=sent.child,
            saved_at=sent.submitted_at.astimezone(),
            reference=receipt.reference if receipt else "",
            version=version,
        )
        return self._printed(evaluation, sent.submitted_at, file_name=name, sent=sent, receipt=receipt)

    def _form(self, key: FormKey, language: str) -> Form:
        try:
            return self.form(key, language)
        except FormUnknown:
            return self.form(key, "en")

    def _printed(
        self,
        evaluation: Evaluation,
        written_at: datetime,
        *,
        file_name: str,
        sent: Submission | None = None,
        receipt: Receipt | None = None,
    ) -> Printed:
        # reportlab and HarfBuzz cost start-up time: a person who only fills in a form never loads them.
        from desktop_portal.pdf.document import printed  # noqa: PLC0415
        from desktop_portal.pdf.request import Kind, PdfRequest  # noqa: PLC0415

        request = PdfRequest(
            council=self.council,
            evaluation=evaluation,
            kind=Kind.SUBMITTED if sent else Kind.DRAFT,
            written_at=written_at.astimezone(),
            who=self.who,
            reference=receipt.reference if receipt else "",
            received_at=receipt.received_at.astimezone() if receipt else None,
            digest=sent.digest if sent else "",
            version=sent.version if sent else 1,
            files=sent.files if sent else _files(evaluation),
        )
        return printed(request, file_name)


def suggested_name(
    form_title: str, *, child: ChildLabel, saved_at: datetime, reference: str = "", version: int = 0
) -> str:
    """Return a file name without the child's name: the reference once there is one, else initials, state and day.

    "Safeguarding concern LCS-26-00417.pdf", "Safeguarding concern A.B. draft 2026-11-23.pdf". Version 0 is a draft.
    """
    if reference:
        parts = [form_title, reference, f"version {version}" if version > 1 else ""]
    else:
        state = "waiting to be sent" if version else "draft"
        parts = [form_title, child.initials, state, f"{saved_at:%Y-%m-%d}"]
    name = " ".join(part for part in parts if part)
    return _NOT_IN_A_FILE_NAME.sub("-", name).strip(" .") + ".pdf"


def _files(evaluation: Evaluation) -> tuple[FileToSend, ...]:
    """Return the files that a draft would send, each once, in the order of the answers."""
    found: dict[str, FileToSend] = {}
    for path, values in evaluation.answers.values.items():
        for value in values:
            if isinstance(value, Attachment) and evaluation.enabled(path):
                found.setdefault(value.digest, FileToSend(value.digest, value.size, value.content_type, value.title))
    return tuple(found.values())

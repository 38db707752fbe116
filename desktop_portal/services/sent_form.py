"""One version of a submitted form, read back from the bytes that were frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_portal.core.frozen import canonical, read_back
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.migrate import migrate
from desktop_portal.forms.response import from_response
from desktop_portal.services.file_names import suggested_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_portal.core.submission import Receipt, Submission
    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form

Parked = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SentForm:
    """What was submitted, with the council's receipt if there is one, the answers as an evaluation, and the reply."""

    submission: Submission
    receipt: Receipt | None
    evaluation: Evaluation
    response: bytes
    reply: Mapping[str, Any]

    @property
    def form(self) -> Form:
        """The definition it was filled in by."""
        return self.evaluation.form

    @property
    def answers(self) -> Answers:
        """All answers."""
        return self.evaluation.answers

    def file_name(self, what: str = "") -> str:
        """Return the name to suggest for a document of it."""
        sent = self.submission
        return suggested_name(
            sent.form_title,
            child=sent.child,
            saved_at=sent.submitted_at.astimezone(),
            reference=self.receipt.reference if self.receipt else "",
            version=sent.version,
            what=what,
        )


def sent_form(submission: Submission, receipt: Receipt | None, form_in: Callable[[str], Form]) -> SentForm:
    """Read a submission; `form_in` gives its definition in a language ("" for the reader's own)."""
    body: dict[str, Any] = read_back(submission.body)
    form = form_in(str(body.get("language") or ""))
    answers, _issues = from_response(form, body["response"])
    evaluation = evaluate(form, answers, submission.submitted_at.astimezone().date(), draft=False)
    return SentForm(submission, receipt, evaluation, canonical(body["response"]), body.get("reply") or {})


def both_by_the_newer(old: SentForm, new: SentForm) -> tuple[Answers, Parked]:
    """Return the older answers as the newer definition asks for them, and in words what it does not ask for."""
    if old.form.reference == new.form.reference:
        return old.answers, ()
    moved = migrate(old.form, new.form, old.answers)
    return moved.answers, tuple((one.question, one.words) for one in moved.parked)

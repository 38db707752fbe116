"""A form filled in as far as it has to be, by what its engine asks for; no real person's facts."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import rfc8785

from desktop_portal.forms.answers import Answers, Attachment, Date, DateTime, Path, with_answer, with_row_added
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import to_response
from desktop_portal.forms.tree import Group, ItemType, Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form

TODAY = date(2026, 11, 20)
_AUTHORED = "2026-11-20T09:30:00Z"
_FORMATS = {
    "email": "sam.patel@example.com",
    "uk-phone": "01632 960123",
    "uk-postcode": "WN1 1AA",
    "nhs-number": "9990000018",
}
_MOST_ROUNDS = 400


def filled(
    definition: Mapping[str, Any],
    value_sets: Mapping[str, Mapping[str, Any]],
    given: Mapping[str, tuple[Value, ...]],
    files: Sequence[Attachment] = (),
) -> dict[str, Any]:
    """Return a completed response: `given` by linkId, and the least that the form then asks for."""
    form = compile_form(definition, value_sets=value_sets)
    answers = Answers()
    for link_id, values in given.items():
        answers = with_answer(answers, Path(link_id), values)
    for index, file in enumerate(files):
        answers = with_row_added(form, answers, Path("documents.item"))
        answers = with_answer(answers, Path("documents.item.file", (index,)), (file,))
    for _ in range(_MOST_ROUNDS):
        evaluation = evaluate(form, answers, TODAY, draft=False)
        wrong = [issue for issues in evaluation.issues.values() for issue in issues if issue.stops]
        if not wrong:
            return to_response(evaluation, status="completed", authored=_AUTHORED)
        answers = _mended(form, answers, wrong[0].path)
    raise AssertionError(f"the form cannot be filled in: {[issue.message for issue in wrong]}")


def body_of(
    submission_id: str, response: Mapping[str, Any], files: Sequence[Attachment] = (), *, version: int = 1
) -> dict[str, Any]:
    """Return the body of a PUT."""
    return {
        "submission_id": submission_id,
        "version": version,
        "form": response["questionnaire"],
        "language": "en",
        "response": response,
        "attachments": [
            {"digest": file.digest, "size": file.size, "content_type": file.content_type, "title": file.title}
            for file in files
        ],
    }


def digest_of(body: Mapping[str, Any]) -> str:
    """Work out the digest that the receipt has to repeat."""
    attachments = sorted(one["digest"] for one in body["attachments"])
    content = {"form": body["form"], "response": body["response"], "attachments": attachments}
    content |= {"reply": body["reply"]} if "reply" in body else {}
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def _mended(form: Form, answers: Answers, path: Path) -> Answers:
    item = form.items[path.link_id]
    if isinstance(item, Group) and item.repeats:
        return with_row_added(form, answers, path)
    if not isinstance(item, Question):
        raise AssertionError(f"{path} cannot be answered")  # noqa: TRY004 (says what the test lacks)
    return with_answer(answers, path, (_plausible(item),))


def _plausible(question: Question) -> Value:
    if question.options:
        return question.options[0].value
    plain: dict[ItemType, Value] = {
        ItemType.BOOLEAN: False,
        ItemType.INTEGER: 1,
        ItemType.DATE: Date("2026-11-02"),
        ItemType.DATE_TIME: DateTime("2026-11-19T10:20:00Z"),
    }
    if question.type in plain:
        return plain[question.type]
    return _FORMATS.get(question.named_format) or f"Words for {question.link_id}"

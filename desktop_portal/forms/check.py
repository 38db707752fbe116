"""Everything wrong with a response that somebody hands in: the server's and the command line's check, the same code."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Path, answered
from desktop_portal.forms.enabling import is_enabled, plan_of
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.issues import ERROR, FATAL, MISSING, WARNING, Issue
from desktop_portal.forms.messages import message
from desktop_portal.forms.response import from_response
from desktop_portal.forms.values import is_date, is_date_time
from desktop_portal.forms.wording import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.glance import Glance
    from desktop_portal.forms.tree import Form

_DRAFT = "in-progress"


def check_response(form: Form, response: Mapping[str, Any], today: date) -> tuple[Issue, ...]:
    """Find everything wrong with a response to a form, in the form's order; in-progress ones only get warnings.

    Limits that move with the day are those of the day in `authored`, when that is not after `today`: a form written
    without a network is checked by the day on which it was written.
    """
    return read_and_check(form, response, today)[1]


def read_and_check(
    form: Form, response: Mapping[str, Any], today: date, glance: Glance | None = None
) -> tuple[Answers, tuple[Issue, ...]]:
    """Read the answers of a response and find everything wrong with it, as `check_response` does.

    Whoever checks many responses to a form keeps a `glance` of it; what is found is the same.
    """
    if glance is not None and response.get("status") != _DRAFT:
        right = glance.answers(response, _day(response, today))
        if right is not None:
            return right, tuple(_status(form, response))
    answers, unread = from_response(form, response)
    evaluation = evaluate(form, answers, _day(response, today), draft=False)
    attempted = {issue.path for issue in unread}
    found = [issue for issue in evaluation.in_order() if not (issue.code in MISSING and issue.path in attempted)]
    issues = (*_status(form, response), *unread, *found, *_not_enabled(evaluation, answers))
    if response.get("status") == _DRAFT:
        return answers, tuple(
            Issue(WARNING, issue.code, issue.path, issue.message, issue.answer, issue.key)
            if issue.severity in (FATAL, ERROR)
            else issue
            for issue in issues
        )
    return answers, issues


def _not_enabled(evaluation: Evaluation, answers: Answers) -> Iterator[Issue]:
    form = evaluation.form
    plan = plan_of(form)
    for path in answered(answers):
        if path.link_id not in plan.always and not is_enabled(plan, evaluation.off, answers, *path):
            item = form.items[path.link_id]
            yield Issue(ERROR, "notEnabled", path, message(form.language, item, "notEnabled"))


def _status(form: Form, response: Mapping[str, Any]) -> Iterator[Issue]:
    reference = response.get("questionnaire")
    if reference is not None or form.url:
        url, _, version = reference.partition("|") if isinstance(reference, str) else ("", "", "")
        if (url and url != form.url) or (version and form.version and version != form.version) or reference == "":
            yield _about(form, ERROR, "questionnaireNotFound")
    authored = response.get("authored")
    if isinstance(authored, str) and authored and not _in_period(form, authored):
        yield _about(form, WARNING, "questionnaireInactive")
    if form.status == "draft":
        yield _about(form, WARNING, "questionnaireDraft")
    if form.status == "retired":
        yield _about(form, WARNING, "questionnaireRetired")


def _in_period(form: Form, authored: str) -> bool:
    start, end = form.effective_start, form.effective_end
    late_enough = not start or authored[: len(start)] >= start[: len(authored)]
    return late_enough and (not end or authored[: len(end)] <= end[: len(authored)])


def _about(form: Form, severity: str, code: str) -> Issue:
    return Issue(severity, code, Path(""), TEMPLATES.get(form.language[:2], TEMPLATES["en"])[code])


def _day(response: Mapping[str, Any], today: date) -> date:
    authored = response.get("authored")
    if not isinstance(authored, str) or not is_date_time(authored) or not is_date(authored[:10]) or len(authored) < 10:  # noqa: PLR2004 (a full date)
        return today
    day = date.fromisoformat(authored[:10])
    return day if day <= today + timedelta(days=1) else today

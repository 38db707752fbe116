"""Answers <-> FHIR R4 QuestionnaireResponse: only what is shown is written; what cannot be read is said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Absent, Answers, Attachment, Path, path_at
from desktop_portal.forms.enabling import plan_of
from desktop_portal.forms.issues import FATAL, Issue
from desktop_portal.forms.messages import message
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.tree import Group, Item, Note, Question
from desktop_portal.forms.values import (
    ABSENT_URL,
    READERS_OF,
    TYPE_KEYS,
    NotThatType,
    attachment_data,
    read_value,
    value_kind,
)
from desktop_portal.forms.writer import Writer

if TYPE_CHECKING:
    from typing import TypeGuard

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form


def to_response(evaluation: Evaluation, *, status: str, authored: str) -> dict[str, Any]:
    """Write the shown answers as a QuestionnaireResponse; `authored` is a FHIR dateTime, `status` FHIR's code."""
    form = evaluation.form
    response: dict[str, Any] = {"resourceType": "QuestionnaireResponse", "language": form.language}
    if form.reference:
        response["questionnaire"] = form.reference
    response["status"] = status
    response["authored"] = authored
    items = Writer(form, evaluation.answers, evaluation.off).items
    if items:
        response["item"] = items
    return response


def from_response(form: Form, response: Mapping[str, Any]) -> tuple[Answers, tuple[Issue, ...]]:
    """Read a QuestionnaireResponse; what does not fit the form is left out and said in the issues."""
    reader = Reader(form)
    reader.items(response.get("item"), form.roots, ())
    return Answers(MappingProxyType(reader.values), MappingProxyType(reader.rows)), tuple(reader.issues)


class Reader:
    """Walks a response beside the form it answers, and gathers its answers and what does not fit."""

    def __init__(self, form: Form) -> None:
        plan_of(form)
        self.form = form
        self.values: dict[Path, tuple[Value, ...]] = {}
        self.rows: dict[Path, int] = {}
        self.issues: list[Issue] = []
        self._once: set[Path] = set()

    def items(self, raw: object, expected: tuple[Item, ...], rows: tuple[int, ...]) -> None:
        """Read the items of one place."""
        known_here = {item.link_id: item for item in expected}
        for entry in raw if isinstance(raw, list) else ():
            link_id = entry.get("linkId") if _is_object(entry) else None
            item = known_here.get(link_id) if isinstance(link_id, str) else None
            name = link_id if isinstance(link_id, str) else ""
            if item is None and not self._hint(name, expected):
                self._say("invalidLinkId", Path(name, rows))
            elif isinstance(item, Group):
                self._group(item, entry, rows)
            elif isinstance(item, Question):
                self.question(item, entry, rows)
            elif "answer" in entry:
                self._say("displayAnswer", Path(name, rows))

    def _hint(self, link_id: str, expected: tuple[Item, ...]) -> bool:
        """Whether a linkId is that of a help text: those are not among the children of the item they explain."""
        item = self.form.items.get(link_id)
        return isinstance(item, Note) and item not in expected

    def _group(self, group: Group, entry: Mapping[str, Any], rows: tuple[int, ...]) -> None:
        path = Path(group.link_id, rows)
        if entry.get("answer"):
            self._say("groupShouldNotHaveAnswers", path)
        count = self.rows.get(path, 0)
        if not group.repeats and path in self._once:
            self._say("repeats", path)
            return
        self._once.add(path)
        self.rows[path] = count + 1
        before = len(self.values) + len(self.rows)
        self.items(entry.get("item"), group.children, (*rows, count) if group.repeats else rows)
        if not group.repeats and len(self.values) + len(self.rows) > before:
            del self.rows[path]

    def question(self, question: Question, entry: Mapping[str, Any], rows: tuple[int, ...]) -> None:
        """Read the answers to one question, and what stands below them."""
        path = path_at(question.link_id, rows)
        if self._plainly(question, entry, path):
            return
        values = list(self.values.get(path, ()))
        nested = repeats_rows(question)
        answers = entry.get("answer")
        if entry.get("item"):
            self.items(entry["item"], (), rows)
        for answer in answers if isinstance(answers, list) else ():
            value = self._answer(question, answer, path)
            if value is None:
                continue
            if _is_object(answer) and answer.get("item"):
                self.items(answer["item"], question.children, (*rows, len(values)) if nested else rows)
            values.append(value)
        if values:
            self.values[path] = tuple(values)

    def _plainly(self, question: Question, entry: Mapping[str, Any], path: Path) -> bool:
        """Read the one answer that most questions have; False, and nothing read, where there is more to look at."""
        answers = entry.get("answer")
        if type(answers) is not list or len(answers) != 1 or "item" in entry or path in self.values:
            return False
        answer = answers[0]
        if type(answer) is not dict or len(answer) != 1:
            return False
        ((key, raw),) = answer.items()
        reader = READERS_OF[question.type].get(key)
        if reader is None:
            return False
        try:
            self.values[path] = (reader(raw),)
        except NotThatType:
            return False
        return True

    def _answer(self, question: Question, answer: object, path: Path) -> Value | None:
        if not _is_object(answer):
            self._say("invalidAnswerType", path)
            return None
        keys = [key for key in answer if key.startswith("value")]
        if not keys:
            absent = _absent(answer)
            if absent is None and (not answer.get("item") or answer.get("extension")):
                self._say("invalidAnswerType", path)
            return absent
        kind = keys[0][5:]
        if len(keys) > 1 or not _takes(question, kind):
            self._say("invalidAnswerType", path)
            return None
        try:
            value = read_value(kind, answer[keys[0]])
            if isinstance(value, Attachment):
                self._file(answer[keys[0]], path)
        except NotThatType:
            self._say("invalidAnswerType", path)
            return None
        return value

    def _file(self, raw: Mapping[str, Any], path: Path) -> None:
        inline = attachment_data(raw)
        if inline is not None and "size" in raw and raw["size"] != inline:
            self._say("attachmentSizeInconsistent", path)

    def _say(self, code: str, path: Path) -> None:
        item = self.form.items.get(path.link_id) or Item(link_id=path.link_id, type=self.form.roots[0].type)
        text = message(self.form.language, item, code, link_id=path.link_id)
        severity = "error" if code == "repeats" else FATAL
        self.issues.append(Issue(severity, code, path, text))


def _is_object(entry: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether this is an object of JSON; asked of a dict first, which is quicker by far and nearly always so."""
    return type(entry) is dict or isinstance(entry, Mapping)


def _takes(question: Question, kind: str) -> bool:
    """Whether an answer of this question may be a `value<kind>`."""
    return kind in TYPE_KEYS[question.type] or any(kind == value_kind(option.value) for option in question.options[:1])


def _absent(answer: Mapping[str, Any]) -> Absent | None:
    extensions = answer.get("extension")
    for extension in extensions if isinstance(extensions, list) else ():
        if isinstance(extension, Mapping) and extension.get("url") == ABSENT_URL:
            reason = extension.get("valueCode")
            return Absent(reason) if isinstance(reason, str) and reason else None
    return None

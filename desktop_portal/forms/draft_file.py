"""The draft file: a valid in-progress response, and beside it what must not be lost but is not sent.

`retained` remembers answers to questions that are hidden just now, `typed` what was typed and cannot be read, `parked`
what an update of the form could not carry over. All three are dropped on submit.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Absent, Answers, Path, Unreadable
from desktop_portal.forms.parked import Parked, read_parked, write_parked
from desktop_portal.forms.response import from_response, to_response
from desktop_portal.forms.values import ABSENT_URL, NotThatType, read_value, write_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form, ItemType


def to_document(evaluation: Evaluation, *, parked: Iterable[Parked] = (), authored: str) -> dict[str, Any]:
    """Write everything a person has entered as JSON; nothing is lost, whatever is hidden or cannot be read."""
    response = to_response(evaluation, status="in-progress", authored=authored)
    form, answers = evaluation.form, evaluation.answers
    retained: list[dict[str, Any]] = []
    typed: list[dict[str, Any]] = []
    lost = _unwritten(evaluation)
    for path, values in answers.values.items():
        unreadable = any(isinstance(value, Unreadable) for value in values)
        if unreadable or path in lost or not evaluation.enabled(path):
            (typed if unreadable else retained).append(_entry(form, path, values))
    rows = [
        {"linkId": path.link_id, "rows": list(path.rows), "count": count}
        for path, count in answers.rows.items()
        if path in lost or not evaluation.enabled(path)
    ]
    return {
        "response": response,
        "retained": {"values": retained, "rows": rows},
        "parked": [write_parked(entry) for entry in parked],
        "typed": typed,
    }


def from_document(form: Form, document: Mapping[str, Any]) -> Answers:
    """Read a draft file back; entries that do not fit the form any more are left out."""
    response, retained = document.get("response"), document.get("retained")
    answers, _issues = from_response(form, response if isinstance(response, Mapping) else {})
    values, rows = dict(answers.values), dict(answers.rows)
    kept = retained if isinstance(retained, Mapping) else {}
    for entry in (*_list(kept.get("values")), *_list(document.get("typed"))):
        path = _path(form, entry)
        found = tuple(_values(entry))
        if path is not None and found:
            values[path] = found
    for entry in _list(kept.get("rows")):
        path, count = _path(form, entry), entry.get("count")
        if path is not None and isinstance(count, int) and count > 0:
            rows[path] = count
    return Answers(MappingProxyType(values), MappingProxyType(rows))


def parked_in(document: Mapping[str, Any]) -> tuple[Parked, ...]:
    """Give what the draft file holds of answers that an update could not carry over."""
    return tuple(found for entry in _list(document.get("parked")) if (found := read_parked(entry)) is not None)


def write_values(values: Iterable[Value], item_type: ItemType) -> list[dict[str, Any]]:
    """Write values so that every kind comes back, the unreadable ones too."""
    return [
        {"typed": value.text} if isinstance(value, Unreadable) else write_value(value, item_type) for value in values
    ]


def read_values(raw: object) -> Iterator[Value]:
    """Read what `write_values` wrote; leaves out what is damaged."""
    for entry in _list(raw):
        for key, content in entry.items():
            if key == "typed" and isinstance(content, str):
                yield Unreadable(content)
            elif key == "extension":
                yield from _reasons(content)
            elif key.startswith("value"):
                try:
                    yield read_value(key.removeprefix("value"), content)
                except NotThatType:
                    continue


def _reasons(raw: object) -> Iterator[Value]:
    for extension in _list(raw):
        if extension.get("url") == ABSENT_URL and isinstance(extension.get("valueCode"), str):
            yield Absent(extension["valueCode"])


def _unwritten(evaluation: Evaluation) -> frozenset[Path]:
    """Find what stands under an unreadable answer: its question is not in the response, so nothing below it is."""
    form, answers = evaluation.form, evaluation.answers
    holders = {
        path
        for path, values in answers.values.items()
        if form.items[path.link_id].children and any(isinstance(value, Unreadable) for value in values)
    }
    if not holders:
        return frozenset()
    found = set()
    for path in {**answers.values, **answers.rows}:
        parent = form.parents.get(path.link_id)
        while parent is not None:
            if Path(parent, path.rows[: len(form.scopes[parent])]) in holders:
                found.add(path)
            parent = form.parents.get(parent)
    return frozenset(found)


def _entry(form: Form, path: Path, values: tuple[Value, ...]) -> dict[str, Any]:
    item_type = form.items[path.link_id].type
    return {"linkId": path.link_id, "rows": list(path.rows), "values": write_values(values, item_type)}


def _path(form: Form, entry: Mapping[str, Any]) -> Path | None:
    link_id, rows = entry.get("linkId"), entry.get("rows")
    if not isinstance(link_id, str) or link_id not in form.scopes or not isinstance(rows, list):
        return None
    if len(rows) != len(form.scopes[link_id]) or not all(isinstance(row, int) and row >= 0 for row in rows):
        return None
    return Path(link_id, tuple(rows))


def _values(entry: Mapping[str, Any]) -> Iterator[Value]:
    return read_values(entry.get("values"))


def _list(raw: object) -> list[Mapping[str, Any]]:
    return [entry for entry in raw if isinstance(entry, Mapping)] if isinstance(raw, list) else []

"""Answers of one version of a form -> another version; nothing is dropped: what cannot be carried over is parked.

Matched by linkId only, never by text or place (forms-standard, "Drafts across versions").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Answers, Path
from desktop_portal.forms.convert import convert
from desktop_portal.forms.draft_file import write_values
from desktop_portal.forms.parked import Parked
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.tree import Group, Note, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form


@dataclass(frozen=True, slots=True)
class Migration:
    """Answers to the new version, and all that is parked: what was parked before, then in the order of the form."""

    answers: Answers
    parked: tuple[Parked, ...]


@dataclass(frozen=True, slots=True)
class FormChange:
    """What is different about one item: `kind` is "added", "removed", "reworded", "moved", "type" or "required".

    `before` and `after` are its texts in the two versions, "" where it is not there.
    """

    kind: str
    link_id: str
    before: str
    after: str


def migrate(
    old: Form,
    new: Form,
    answers: Answers,
    *,
    renames: Mapping[str, str] | None = None,
    parked: Iterable[Parked] = (),
) -> Migration:
    """Carry answers over to another version; `renames` (old -> new linkId) are the new form's own unless given."""
    names = _names(old, new, new.renames if renames is None else renames)
    values: dict[Path, tuple[Value, ...]] = {}
    set_aside = list(parked)
    for path, given in sorted(answers.values.items(), key=lambda entry: _order(old, entry[0])):
        place, reason = _place(old, new, path, names)
        if place is None or place in values:
            set_aside.append(_parked(old, path, given, reason or "single"))
            continue
        kept, left = _fit(old, new, path, place, given)
        if kept:
            values[place] = kept
        for why, lost in left:
            set_aside.append(_parked(old, path, lost, why))
    return Migration(Answers(MappingProxyType(values), _rows(old, new, answers, values, names)), tuple(set_aside))


def form_changes(old: Form, new: Form, renames: Mapping[str, str] | None = None) -> tuple[FormChange, ...]:
    """List what is different between two versions, for "This form has changed"."""
    return tuple(_changes(old, new, _names(old, new, new.renames if renames is None else renames)))


def _changes(old: Form, new: Form, names: Mapping[str, str]) -> Iterator[FormChange]:
    came_from = {name: link_id for link_id, name in names.items()}
    for link_id, item in new.items.items():
        if link_id not in came_from:
            if not isinstance(item, Note):
                yield FormChange("added", link_id, "", item.text)
            continue
        before = old.items[came_from[link_id]]
        if before.type is not item.type:
            yield FormChange("type", link_id, before.text, item.text)
        if before.text != item.text:
            yield FormChange("reworded", link_id, before.text, item.text)
        above = old.parents.get(came_from[link_id], "")
        if names.get(above, above) != new.parents.get(link_id, ""):
            yield FormChange("moved", link_id, before.text, item.text)
        if isinstance(item, Question) and isinstance(before, Question) and item.required and not before.required:
            yield FormChange("required", link_id, before.text, item.text)
    for link_id, item in old.items.items():
        if link_id not in names and not isinstance(item, Note):
            yield FormChange("removed", link_id, item.text, "")


def _names(old: Form, new: Form, renames: Mapping[str, str]) -> dict[str, str]:
    """Say which new linkId an old one has; a linkId that was given to another item is not its old owner's any more."""
    given = {name: link_id for link_id, name in renames.items() if link_id in old.items and name in new.items}
    found = {}
    for link_id in old.items:
        name = renames.get(link_id, link_id)
        if name in new.items and given.get(name, link_id) == link_id:
            found[link_id] = name
    return found


def _place(old: Form, new: Form, path: Path, names: Mapping[str, str]) -> tuple[Path | None, str]:
    """Find where an answer stands in the new version: the first row is kept where rows became one."""
    name = names.get(path.link_id)
    if name is None or not isinstance(new.items[name], Question):
        return None, "removed" if name is None else "type"
    rows = _carried(old, new, path, name, names)
    return (None, "single") if rows is None else (Path(name, rows), "")


def _carried(old: Form, new: Form, path: Path, name: str, names: Mapping[str, str]) -> tuple[int, ...] | None:
    """Carry row indexes over; None for a later row of what is no longer a row."""
    known = {}
    for scope, row in zip(old.scopes[path.link_id], path.rows, strict=True):
        renamed = names.get(scope)
        if renamed in new.scopes[name]:
            known[renamed] = row
        elif row:
            return None
    return tuple(known.get(scope, 0) for scope in new.scopes[name])


def _fit(
    old: Form, new: Form, path: Path, place: Path, given: tuple[Value, ...]
) -> tuple[tuple[Value, ...], list[tuple[str, tuple[Value, ...]]]]:
    before, after = old.items[path.link_id], new.items[place.link_id]
    if not isinstance(before, Question) or not isinstance(after, Question):
        return (), [("type", given)]
    converted = [convert(before, after, value) for value in given]
    if None in converted and repeats_rows(before):
        return (), [("type", given)]
    kept = tuple(value for value in converted if value is not None)
    lost = tuple(value for value, found in zip(given, converted, strict=True) if found is None)
    left = [("type", lost)] if lost else []
    if len(kept) > 1 and not after.repeats and not _was_wrong(before, given):
        originals = tuple(value for value, found in zip(given, converted, strict=True) if found is not None)
        left.append(("single", originals[1:]))
        kept = kept[:1]
    return kept, left


def _was_wrong(before: Question, given: tuple[Value, ...]) -> bool:
    """Whether the old version had too many answers already: then nothing has changed, and the check says so."""
    return len(given) > 1 and not before.repeats


def _parked(old: Form, path: Path, values: tuple[Value, ...], reason: str) -> Parked:
    question = old.items[path.link_id]
    words = "; ".join(say(old, question, value) for value in values) if isinstance(question, Question) else ""
    written = tuple(write_values(values, question.type))
    return Parked(path.link_id, path.rows, question.text, words, reason, written, old.reference)


def _rows(
    old: Form, new: Form, answers: Answers, values: Iterable[Path], names: Mapping[str, str]
) -> Mapping[Path, int]:
    """Count the rows of the new version: those that were there, and as many as the answers need."""
    rows: Counter[Path] = Counter()
    for path, count in answers.rows.items():
        name = names.get(path.link_id)
        group = new.items.get(name) if name is not None else None
        if name is None or not isinstance(group, Group):
            continue
        indexes = _carried(old, new, path, name, names)
        if indexes is not None:
            place = Path(name, indexes)
            rows[place] = max(rows[place], count if group.repeats else 1)
    for path in (*values, *tuple(rows)):
        for depth, scope in enumerate(new.scopes[path.link_id]):
            if isinstance(new.items[scope], Group):
                place = Path(scope, path.rows[:depth])
                rows[place] = max(rows[place], path.rows[depth] + 1)
    return MappingProxyType(dict(rows))


def _order(form: Form, path: Path) -> tuple[int, tuple[int, ...]]:
    place = form.plan.order[path.link_id] if form.plan is not None else 0
    return place, path.rows

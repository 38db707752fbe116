"""Groups: how much each holds, whether it is there at all, and what is wrong with it as a group.

An optional group without an answer is absent, and an absent group is not checked inside (forms-standard, "Pitfalls").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Answers, Path, Unreadable, answered, path_at
from desktop_portal.forms.enabling import is_enabled, plan_of
from desktop_portal.forms.issues import ERROR, MISSING, WARNING, Issue
from desktop_portal.forms.messages import message
from desktop_portal.forms.tree import Group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from desktop_portal.forms.tree import Form


def contribution(form: Form, answers: Answers, off: AbstractSet[Path], path: Path) -> int:
    """Count what one path adds to the groups around it: 1 when it is shown and answered, or has rows."""
    values = answers.values.get(path)
    if not values and not answers.rows.get(path):
        return 0
    return int(is_enabled(plan_of(form), off, answers, path.link_id, path.rows))


def counted(form: Form, path: Path) -> list[Path]:
    """List the groups that a path counts for: those around it that do not repeat, and itself when it is one."""
    link_id, rows = path
    return [Path(group, rows[:depth]) for group, depth in plan_of(form).counts[link_id]]


def tally(form: Form, answers: Answers, off: AbstractSet[Path]) -> Mapping[Path, int]:
    """Count for every group that does not repeat what is answered in it."""
    plan = plan_of(form)
    always, counts_of = plan.always, plan.counts
    filled: dict[Path, int] = {}
    for path in answered(answers):
        link_id, rows = path
        counts = counts_of.get(link_id)
        if counts and (link_id in always or is_enabled(plan, off, answers, link_id, rows)):
            for group, depth in counts:
                place = path_at(group, rows[:depth])
                filled[place] = filled.get(place, 0) + 1
    return filled


def is_active(form: Form, filled: Mapping[Path, int], link_id: str, rows: tuple[int, ...]) -> bool:
    """Whether an item is checked for missing answers: every group around it is there, or is required."""
    for above in plan_of(form).above[link_id]:
        group = above.item
        if (
            isinstance(group, Group)
            and not group.required
            and not group.repeats
            and not filled.get(Path(above.link_id, rows[: above.own_depth]))
        ):
            return False
    return True


def check_group(
    form: Form,
    answers: Answers,
    off: AbstractSet[Path],
    filled: Mapping[Path, int],
    issues: Mapping[Path, tuple[Issue, ...]],
    path: Path,
    *,
    draft: bool,
) -> tuple[Issue, ...]:
    """Check a group as such: nothing in a required one (unless something in it says so), too few or many rows."""
    group = form.items[path.link_id]
    if not isinstance(group, Group) or not (group.required or group.min_occurs or group.max_occurs is not None):
        return ()
    plan = plan_of(form)
    if not is_enabled(plan, off, answers, *path) or not is_active(form, filled, *path):
        return ()
    severity = WARNING if draft else ERROR
    if group.repeats:
        return _rows(form, group, path, answers.rows.get(path, 0), severity)
    held = filled.get(path, 0) - min(1, answers.rows.get(path, 0))
    if not (group.required or group.min_occurs) or held or _says_so(form, issues, path):
        return ()
    return (Issue(severity, "required", path, message(form.language, group, "required")),)


def is_within(group: Group, rows: int) -> bool:
    """Whether a repeating group has neither too few rows nor too many."""
    enough = rows >= group.min_occurs and (rows > 0 or not group.required)
    return enough and (group.max_occurs is None or rows <= group.max_occurs)


def _rows(form: Form, group: Group, path: Path, rows: int, severity: str) -> tuple[Issue, ...]:
    if not rows and group.required and group.min_occurs <= 1:
        return (Issue(severity, "required", path, message(form.language, group, "required")),)
    if rows < group.min_occurs:
        return (Issue(severity, "minCount", path, message(form.language, group, "minCount", n=group.min_occurs)),)
    if group.max_occurs is not None and rows > group.max_occurs:
        return (Issue(ERROR, "maxCount", path, message(form.language, group, "maxCount", n=group.max_occurs)),)
    return ()


def _says_so(form: Form, issues: Mapping[Path, tuple[Issue, ...]], path: Path) -> bool:
    depth = len(path.rows)
    for link_id in plan_of(form).inside[path.link_id]:
        if len(form.scopes[link_id]) != depth:
            continue
        found = issues.get(Path(link_id, path.rows))
        if found and any(issue.code in MISSING for issue in found):
            return True
    return False


def is_answered(answers: Answers, path: Path) -> bool:
    """Whether anything that can be sent is answered at a path."""
    return any(not isinstance(value, Unreadable) for value in answers.values.get(path, ()))

"""The result of an evaluation: a form, its answers on one day, what is shown and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_portal.forms.enabling import is_enabled, plan_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desktop_portal.forms.answers import Answers, Path
    from desktop_portal.forms.issues import Issue
    from desktop_portal.forms.tree import Form


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A form, its answers, and all that follows from them on the day `today`.

    `issues` holds only paths with something wrong; a path with an empty linkId is the form as a whole, and a repeating
    group's path with one more row index is one of its rows. `changed` are the paths whose enabled state, issues or
    calculated value differ from the evaluation before. The rest are the engine's own notes: `off` (own rule does not
    hold), `filled` (how much a group holds), `plain` (issues without those of rules) and `ruled` (those, by rule).
    """

    form: Form
    answers: Answers
    today: date
    draft: bool
    issues: Mapping[Path, tuple[Issue, ...]]
    changed: frozenset[Path] = frozenset()
    off: frozenset[Path] = field(default=frozenset(), repr=False)
    filled: Mapping[Path, int] = field(default_factory=dict, repr=False)
    plain: Mapping[Path, tuple[Issue, ...]] = field(default_factory=dict, repr=False)
    ruled: Mapping[int, tuple[Issue, ...]] = field(default_factory=dict, repr=False)

    def enabled(self, path: Path) -> bool:
        """Whether an item is shown: its own condition and those of everything above it hold."""
        plan = plan_of(self.form)
        rows = path.rows[: plan.depths.get(path.link_id, len(path.rows))]
        return is_enabled(plan, self.off, self.answers, path.link_id, rows)

    def in_order(self) -> tuple[Issue, ...]:
        """Give all issues in the order of the form, row by row."""
        return tuple(issue for path in sorted(self.issues, key=self._place) for issue in self.issues[path])

    @property
    def can_be_sent(self) -> bool:
        """Whether nothing stops the form; while it is a draft, missing answers do not count."""
        return not any(issue.stops for issues in self.issues.values() for issue in issues)

    def _place(self, path: Path) -> tuple[tuple[int, int], ...]:
        plan = plan_of(self.form)
        if path.link_id not in plan.above:
            return ((-1, 0),)
        places: list[tuple[int, int]] = []
        for above in reversed(plan.above[path.link_id]):
            row = path.rows[above.own_depth] if above.repeats and len(path.rows) > above.own_depth else 0
            places.append((plan.order[above.link_id], row))
        own = plan.depths[path.link_id]
        return (*places, (plan.order[path.link_id], path.rows[own] if len(path.rows) > own else -1))

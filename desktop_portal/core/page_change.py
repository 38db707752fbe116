"""What one more key changes on a page: almost always one field, so almost always only that is worked out anew."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.page_state import DANGER, page_state
from desktop_portal.core.sections import child_label
from desktop_portal.core.since_sent import since_sent

if TYPE_CHECKING:
    from datetime import date

    from desktop_portal.core.page_state import Kept, PageState
    from desktop_portal.core.wizard import Wizard
    from desktop_portal.forms.answers import Path


def after_edit(before: PageState, was: Wizard, now: Wizard, path: Path, kept: Kept, today: date) -> PageState:
    """Return the same as `page_state(now, kept, today)`, given what was shown for `was` before `path` was answered.

    Where the change reaches further than its own field, the page is worked out as a whole.
    """
    if not _only_itself(before, was, now, path):
        return page_state(now, kept, today)
    shown = before.fields[path]
    values = now.answers.values.get(path, ())
    changed, was_sent = since_sent(now.form, kept.sent, path, values)
    field = replace(shown, values=values, copied=kept.copied.get(path, ""), changed=changed, before=was_sent)
    fields = {**before.fields, path: field}
    child = child_label(now.form, now.answers, today) if path.link_id.startswith("child.") else before.child
    return replace(
        before,
        fields=MappingProxyType(fields),
        child=child,
        focus=now.focus,
        kept=kept,
        can_undo=bool(now.done),
        can_redo=bool(now.undone),
    )


def _only_itself(before: PageState, was: Wizard, now: Wizard, path: Path) -> bool:
    """Whether nothing but the values of one field differs: neither what is shown, nor what is wrong, nor any title."""
    same_place = before.page == was.page == now.page and was.checked == now.checked and was.shown == now.shown
    still_answered = bool(was.answers.values.get(path)) and bool(now.answers.values.get(path))
    return (
        same_place
        and still_answered
        and not now.evaluation.changed
        and not path.rows
        and path != DANGER
        and path in before.fields
        and was.answers.rows == now.answers.rows
    )

"""What one step of undo is: a word or two of typing, one choice, one row; and where in the form a step took place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Answers, Attachment, Date, DateTime, Path, Time, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.core.sections import FormIndex
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form

Values = tuple["Value", ...]
TYPED = (str, Unreadable, Date, DateTime, Time, Decimal, int)
RUN = 40
AT_ONCE = 20


def is_typing_on(base: Values, before: Values, now: Values) -> bool:
    """Whether a change belongs to the same step as the one before it in the same field.

    `base` is what the field held when the step began. Choosing is always a step of its own. Typing is one step until
    some forty characters have been typed and a new word begins, so that one press never takes back a whole account;
    what is pasted, or deleted at one stroke, is a step of its own, and so is one of several answers that comes or goes.
    """
    if _files(before) and _files(now):
        return _digests(before) == _digests(now)
    if not (_typed(base) and _typed(before) and _typed(now)):
        return False
    old, new = _text(before), _text(now)
    if before and now and len(before) != len(now):
        return False
    if abs(len(new) - len(old)) > AT_ONCE:
        return False
    return not (len(old) - len(_text(base)) >= RUN and old[-1:].isspace())


def place_of_change(form: Form, index: FormIndex, before: Answers, after: Answers) -> Path | None:
    """Return where two states of a form differ first, in reading order: a question, or a group whose rows differ."""
    groups = _differing(before.rows, after.rows)
    if groups:
        return min(groups, key=lambda path: index.place(form, path))
    questions = _differing(before.values, after.values)
    return min(questions, key=lambda path: index.place(form, path)) if questions else None


def _differing(before: Mapping[Path, object], after: Mapping[Path, object]) -> list[Path]:
    return [path for path in {**before, **after} if before.get(path) != after.get(path)]


def _typed(values: Values) -> bool:
    return all(isinstance(value, TYPED) and not isinstance(value, bool) for value in values)


def _text(values: Values) -> str:
    return "\n".join(value.text if hasattr(value, "text") else str(value) for value in values)


def _files(values: Values) -> bool:
    return bool(values) and all(isinstance(value, Attachment) for value in values)


def _digests(values: Values) -> list[str]:
    return [value.digest for value in values if isinstance(value, Attachment)]

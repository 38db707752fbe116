"""What is different from the version that the council has, answer by answer (J21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Answers, Path, Value
    from desktop_portal.forms.tree import Form


def since_sent(form: Form, sent: Answers | None, path: Path, values: tuple[Value, ...]) -> tuple[bool, str]:
    """Return whether an answer differs from the one that was sent, and that one in words ("" for none)."""
    if sent is None:
        return False, ""
    before = sent.values.get(path, ())
    question = form.items.get(path.link_id)
    if before == values or not isinstance(question, Question):
        return False, ""
    return True, "; ".join(say(form, question, value) for value in before)


def count_changes(sent: Answers | None, now: Answers) -> int:
    """Count the answers that differ, added and emptied ones included."""
    if sent is None:
        return 0
    paths = {*sent.values, *now.values}
    return sum(sent.values.get(path, ()) != now.values.get(path, ()) for path in paths)

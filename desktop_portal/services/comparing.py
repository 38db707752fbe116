"""A request that was answered on two computers: both texts, and one answer made of them (J22)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_portal.core.both import REPLY, Difference, differences, merged
from desktop_portal.core.problems import FormUnknown
from desktop_portal.core.returned import read_reply
from desktop_portal.forms.draft_file import from_document, parked_in, to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.migrate import migrate
from desktop_portal.forms.parked import Parked
from desktop_portal.forms.response import from_response

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from desktop_portal.core.draft import FormKey
    from desktop_portal.core.submission import Submission
    from desktop_portal.forms.answers import Answers, Path
    from desktop_portal.forms.tree import Form
    from desktop_portal.services.fetching import Fetching
    from desktop_portal.store.database import Store

OTHER_ANSWER = "other-answer"
"""Why an answer of here is set aside: the one of the other computer was chosen."""


@dataclass(frozen=True, slots=True)
class Both:
    """Everything that differs between the answer that waits here and the one that the council has."""

    submission_id: str
    version: int
    form_title: str
    differences: tuple[Difference, ...]


class Comparing:
    """Neither text is lost: the one of here becomes the draft again, the other one stays as the council's version."""

    def __init__(
        self,
        store: Store,
        fetching: Fetching,
        form: Callable[[FormKey], Form],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._fetching, self._form, self._clock = store, fetching, form, clock

    def both(self, submission_id: str, version: int) -> Both | None:
        """Return what differs; None while the other text is not here yet. Raises FormUnknown."""
        theirs = self._fetching.theirs(submission_id, version)
        if theirs is None:
            return None
        ours = self._store.outbox.load(submission_id, version)
        found = differences(self._form(ours.form), self._answers(ours, ours.form), self._answers(theirs, ours.form))
        texts = tuple(str((json.loads(one.body).get("reply") or {}).get("text") or "") for one in (ours, theirs))
        if texts[0] != texts[1]:
            found = (*found, Difference(REPLY, "", *texts))
        return Both(submission_id, version, ours.form_title, found)

    def resolve(self, submission_id: str, version: int, take_there: Collection[Path]) -> str:
        """Make the next draft of both and return its id: the answers of here, those of there at the places named.

        What was written here and gave way to the other answer is set aside beside the form, to be read and copied.
        """
        theirs = self._fetching.theirs(submission_id, version)
        if theirs is None:
            raise FormUnknown
        both = self.both(submission_id, version)
        gave_way = both.differences if both else ()
        draft = self._store.outbox.reopen(submission_id, version)
        self._fetching.settle(submission_id, version)
        form = self._form(draft.form)
        answers = merged(from_document(form, draft.document), self._answers(theirs, draft.form), take_there)
        now = self._clock()
        evaluation = evaluate(form, answers, now.astimezone().date(), draft=True)
        aside = tuple(_set_aside(one) for one in gave_way if one.path in take_there and one.here)
        document = to_document(evaluation, parked=(*parked_in(draft.document), *aside), authored=now.isoformat())
        reply = read_reply(draft.document)
        if reply is not None:
            text = str((json.loads(theirs.body).get("reply") or {}).get("text") or "")
            reply = replace(reply, text=text) if REPLY in take_there else reply
            document["reply"] = reply.on_disk()
        self._store.drafts.save(replace(draft, document=document, saved_at=now))
        return submission_id

    def _answers(self, submission: Submission, key: FormKey) -> Answers:
        form = self._form(submission.form)
        answers, _issues = from_response(form, json.loads(submission.body)["response"])
        return answers if submission.form == key else migrate(form, self._form(key), answers).answers


def _set_aside(one: Difference) -> Parked:
    return Parked(one.path.link_id, one.path.rows, one.question, one.here, OTHER_ANSWER)

"""A form that the council handed back becomes a draft again, beside the form as it was sent (J19 to J22)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_portal.core.draft import Draft
from desktop_portal.core.problems import FormUnknown
from desktop_portal.core.returned import OPEN, Asked, Reply, read_reply
from desktop_portal.core.submission import DeliveryState
from desktop_portal.forms.draft_file import to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.migrate import migrate
from desktop_portal.forms.response import from_response

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.core.draft import FormKey
    from desktop_portal.core.returned import Round
    from desktop_portal.core.submission import SubmittedForm
    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.tree import Form
    from desktop_portal.services.requests import Requests
    from desktop_portal.store.database import Store


class Answering:
    """Works on the store of one person; all of it without a network."""

    def __init__(
        self, store: Store, requests: Requests, form: Callable[[FormKey], Form], clock: Callable[[], datetime]
    ) -> None:
        self._store, self._requests, self._form, self._clock = store, requests, form, clock

    def latest(self, submission_id: str) -> SubmittedForm | None:
        """Return the newest version of a form that is here, on its way or received."""
        return next(iter(self._store.submissions.versions(submission_id)), None)

    def waiting(self) -> frozenset[str]:
        """Return the ids of all forms that still need an answer from this person; one look at the store for all."""
        return frozenset(self._requests.waiting_in(self._store))

    def waits(self, submission_id: str) -> Round | None:
        """Return the request that still needs an answer from this person: nothing is on its way yet."""
        asked, latest = self._requests.of(submission_id).open, self.latest(submission_id)
        if asked is None or latest is None or latest.delivery.state is not DeliveryState.RECEIVED:
            return None
        return asked if latest.version <= asked.version else None

    def begin(self, submission_id: str) -> str:
        """Make the draft of the answer, or find the one that was begun; return its id. Raises FormUnknown.

        It begins with all that was answered, hidden answers included where this computer has them.
        """
        if self._store.drafts.load(submission_id) is not None:
            return submission_id
        latest = self.latest(submission_id)
        if latest is None or latest.delivery.state is not DeliveryState.RECEIVED:
            raise FormUnknown
        asked = self._requests.of(submission_id).open
        draft = self._store.submissions.draft_of(submission_id, latest.version) or self._from_what_was_sent(latest)
        document = {**draft.document}
        document.pop("reply", None)
        if asked is not None:
            document["reply"] = Reply(asked.request_id).on_disk()
        first = asked.notes[0].section if asked is not None and asked.notes else ""
        now = self._clock()
        self._store.outbox.answer(
            replace(draft, document=document, created_at=now, saved_at=now, page=first), latest.version
        )
        return submission_id

    def asked(self, draft: Draft) -> Asked | None:
        """Return what stands beside a draft that answers the council; None for any other draft.

        A request that was withdrawn or settled meanwhile is told as such: the person may still send.
        """
        reply = read_reply(draft.document)
        known = self._requests.of(draft.id)
        rounds = known.rounds
        mine = next((one for one in rounds if reply and one.request_id == reply.request_id), None)
        if mine is None:
            return None
        earlier = tuple(one for one in rounds if one.asked_at < mine.asked_at)
        sent = self._sent_answers(draft.id, mine.version, draft.form)
        return Asked(mine, earlier, mine.version, sent, known.outcome, known.outcome_comments)

    def current(self, draft: Draft) -> Draft:
        """Return a draft that answers what is asked now: a request taken back and asked anew has another number.

        The person's own words stay; what they ticked off belongs to the request before. Nothing is written.
        """
        reply, known = read_reply(draft.document), self._requests.of(draft.id)
        settled = {one.request_id for one in known.rounds if one.state != OPEN}
        if reply is None or known.open is None or reply.request_id not in settled:
            return draft
        renewed = Reply(known.open.request_id, reply.text)
        return replace(draft, document={**draft.document, "reply": renewed.on_disk()})

    def _sent_answers(self, submission_id: str, version: int, key: FormKey) -> Answers | None:
        try:
            kept = self._store.submissions.load(submission_id, version)
            before, now = self._form(kept.form), self._form(key)
        except (KeyError, FormUnknown):
            return None
        answers, _issues = from_response(before, json.loads(kept.body)["response"])
        return answers if kept.form == key else migrate(before, now, answers).answers

    def _from_what_was_sent(self, sent: SubmittedForm) -> Draft:
        body = json.loads(self._store.submissions.load(sent.id, sent.version).body)
        form = self._form(sent.form)
        answers, _issues = from_response(form, body["response"])
        now = self._clock()
        evaluation = evaluate(form, answers, now.astimezone().date(), draft=True)
        document = to_document(evaluation, authored=now.isoformat())
        return Draft(
            id=sent.id,
            form=sent.form,
            form_title=sent.form_title,
            child=sent.child,
            document=document,
            created_at=now,
            saved_at=now,
        )

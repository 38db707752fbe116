"""What the council does with a submission: take it up, ask the referrer, withdraw the question, close, open again.

Each act is one transaction: the state, the audit entry, what the referrer's programs are told, the e-mail. Each names
the version that was looked at; a newer one that came meanwhile refuses the act, so that nobody decides on old words.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server_stub import audit, clock, feed, questions
from server_stub.database import writing
from server_stub.refusals import Refused, not_found
from server_stub.states import ASKED, CLOSED, RECEIVED, REVIEWING
from server_stub.tables.accounts import Account, Staff
from server_stub.tables.submissions import InformationRequest, RequestNote, Submission, Version

if TYPE_CHECKING:
    from datetime import date, datetime

    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

_NOT_TO_ASK = {
    "anonymous": "This person stays anonymous and was promised not to be asked. Decide on what is there.",
    "no-contact": "This person does not want to be contacted. Decide on what is there.",
}

_ASKED_ANEW = "A colleague asked the referrer for more information meanwhile. Read it first; nothing was done."


@dataclass(frozen=True, slots=True)
class Note:
    """A comment beside a section, or beside a question of it; `rows` are the indexes of the rows around it."""

    comment: str
    section: str
    question: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `reason` is a code of the council's list, `due` the day until which an answer is hoped for."""

    reason: str
    comments: str
    notes: tuple[Note, ...] = ()
    due: date | None = None


def take_up(
    parts: Parts, who: AtDesk, submission_id: str, seen: int, assignee: str, *, held: str | None = None
) -> None:
    """Assign to somebody; a new submission is under review from then on. `assignee` "" puts it back.

    Refused when it is not in the hands of `held` any more: two may press at once, and each would think it theirs.
    """
    if assignee and Staff.get_or_none((Staff.id == assignee) & Staff.active) is None:
        raise Refused(422, "not-valid", "Select who takes this up.")
    now = parts.now()
    with writing():
        row = _looked_at(submission_id, seen)
        _check(row.state != CLOSED, "This form is closed. Open it again first.")
        _check(held is None or row.assigned_to in {held, assignee}, _hands(row))
        begins = bool(assignee) and row.state == RECEIVED
        _change(row, now, assigned_to=assignee, **({"state": REVIEWING} if begins else {}))
        audit.record(now, who.actor, "assigned", _thing(row), to=f"staff:{assignee}" if assignee else "")
        if begins:
            _tell_state(row, now, REVIEWING)
            parts.hooks.put("state", row.id)
    parts.hooks.wake()


def ask(parts: Parts, who: AtDesk, submission_id: str, seen: int, question: Question) -> str:
    """Ask the referrer for more information and return the request's id."""
    now, request_id = parts.now(), str(uuid.uuid4())
    reason = parts.council.choice("information_request_reasons", question.reason)
    with writing():
        row = _looked_at(submission_id, seen)
        _check(row.state in {RECEIVED, REVIEWING}, "This form cannot be asked about now. Load the page again.")
        _check(not row.not_to_ask, _NOT_TO_ASK.get(row.not_to_ask, ""))
        version = Version.get((Version.submission == row.id) & (Version.number == row.latest))
        InformationRequest.insert(
            id=request_id,
            submission=row.id,
            number=row.latest,
            etag=version.etag,
            state=questions.OPEN,
            reason=question.reason,
            reason_texts=json.dumps(reason, ensure_ascii=False),
            comments=question.comments,
            due_on=question.due.isoformat() if question.due else "",
            asked_at=clock.written(now),
            asked_by=who.id,
        ).execute()
        for position, note in enumerate(question.notes, 1):
            RequestNote.insert(
                request=request_id,
                position=position,
                section=note.section,
                question=note.question,
                rows=json.dumps(note.rows),
                comment=note.comment,
            ).execute()
        _change(row, now, state=ASKED, assigned_to=row.assigned_to or who.id)
        told = questions.of_submissions([row.id])[row.id][-1]
        feed.tell(row.account_id, now, "information-request", row.id, {**told, "reference": row.reference})
        audit.record(now, who.actor, "information-asked", _thing(row), request=request_id, reason=question.reason)
        _write(parts, row, "information-request", request_id)
        parts.hooks.put("state", row.id)
    _wake(parts)
    return request_id


def withdraw(parts: Parts, who: AtDesk, submission_id: str, seen: int, *, asked: str | None = None) -> None:
    """Take the open request back: the referrer need not answer any more. `asked`: as for `close`."""
    now = parts.now()
    with writing():
        row = _looked_at(submission_id, seen)
        _check(row.state == ASKED, "Nothing is asked any more. Load the page again.")
        _check(asked in {None, _open_request(row)}, _ASKED_ANEW)
        _change(row, now, state=REVIEWING)
        _settle(parts, row, now, who, told_by_letter=True)
        _tell_state(row, now, REVIEWING)
        parts.hooks.put("state", row.id)
    _wake(parts)


def close(
    parts: Parts, who: AtDesk, submission_id: str, seen: int, outcome: str, comments: str, *, asked: str | None = None
) -> None:
    """Close with an outcome of the council's list, and words for the referrer; an open request is withdrawn.

    `asked`: the id of the request that stood on the page, "" for none; Refused when a colleague asked meanwhile.
    """
    now = parts.now()
    texts = parts.council.choice("outcomes", outcome)
    with writing():
        row = _looked_at(submission_id, seen)
        _check(row.state != CLOSED, "This form is closed already.")
        asked_now = _open_request(row)
        _check(asked is None or not asked_now or asked == asked_now, _ASKED_ANEW)
        said = {"code": outcome, "text": texts, "comments": comments}
        _change(row, now, state=CLOSED, outcome=json.dumps(said, ensure_ascii=False))
        _settle(parts, row, now, who, told_by_letter=False)
        _tell_state(row, now, CLOSED, outcome=said)
        audit.record(now, who.actor, "closed", _thing(row), outcome=outcome)
        if not row.not_to_ask:
            _write(parts, row, "closed", f"{row.id}.{clock.written(now)}")
        parts.hooks.put("state", row.id)
    _wake(parts)


def open_again(parts: Parts, who: AtDesk, submission_id: str, seen: int) -> None:
    """Open a closed submission again, in the hands of whoever does it."""
    now = parts.now()
    with writing():
        row = _looked_at(submission_id, seen)
        _check(row.state == CLOSED, "This form is not closed.")
        _change(row, now, state=REVIEWING, outcome="", assigned_to=who.id)
        _tell_state(row, now, REVIEWING)
        audit.record(now, who.actor, "opened-again", _thing(row))
        parts.hooks.put("state", row.id)
    parts.hooks.wake()


def _looked_at(submission_id: str, seen: int) -> Submission:
    row = Submission.get_or_none(Submission.id == submission_id)
    if row is None:
        raise not_found()
    newer = f"The referrer has sent version {row.latest} meanwhile. Read it first; nothing was done."
    _check(row.latest == seen, newer)
    return row


def _check(is_so: bool, sentence: str) -> None:  # noqa: FBT001 (the fact that is checked)
    if not is_so:
        raise Refused(409, "changed-meanwhile", sentence)


def _open_request(row: Submission) -> str:
    request = questions.open_one(row.id)
    return request.id if request is not None else ""


def _hands(row: Submission) -> str:
    has = Staff.get_or_none(Staff.id == row.assigned_to) if row.assigned_to else None
    who = f"{has.name} has it now." if has else "Nobody has it any more."
    return f"This was given to other hands meanwhile. {who} Load the page again; nothing was done."


def _change(row: Submission, now: datetime, **columns: Any) -> None:
    """Change the row if it is still as it was read: two people may press at once."""
    same = (Submission.id == row.id) & (Submission.state == row.state) & (Submission.latest == row.latest)
    if not Submission.update(changed_at=clock.written(now), **columns).where(same).execute():
        raise Refused(409, "changed-meanwhile", "Somebody else was quicker. Load the page again; nothing was done.")


def _settle(parts: Parts, row: Submission, now: datetime, who: AtDesk, *, told_by_letter: bool) -> None:
    for request_id in questions.settle(row.id, questions.WITHDRAWN, now):
        content = {"request_id": request_id, "version": row.latest, "reference": row.reference}
        feed.tell(row.account_id, now, "request-withdrawn", row.id, content)
        audit.record(now, who.actor, "request-withdrawn", _thing(row), request=request_id)
        if told_by_letter:
            _write(parts, row, "request-withdrawn", request_id)


def _tell_state(row: Submission, now: datetime, state: str, outcome: dict[str, Any] | None = None) -> None:
    content = {"state": state, "reference": row.reference, "version": row.latest, "outcome": outcome}
    feed.tell(row.account_id, now, "state", row.id, content)


def _write(parts: Parts, row: Submission, letter: str, once: str) -> None:
    account = Account.get_by_id(row.account_id)
    parts.post.put(
        account.email,
        letter,
        account.language,
        once=f"{letter}:{once}",
        first_name=account.first_name,
        reference=row.reference,
        telephone=parts.council.telephone,
        link=f"{parts.settings.portal_link}/{row.id}",
    )


def _wake(parts: Parts) -> None:
    parts.post.wake()
    parts.hooks.wake()


def _thing(row: Submission) -> str:
    return f"submission:{row.id}.{row.latest}"

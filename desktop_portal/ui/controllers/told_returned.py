"""What the pages say of forms that the council handed back (J18 to J20): pure, from what the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.core.submission import CouncilState, DeliveryState
from desktop_portal.ui.controllers.words_of import child_words
from desktop_portal.ui.messages import day, moment
from desktop_portal.ui.pages.home import InformationRequest
from desktop_portal.ui.pages.returned_cards import ReturnedForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop_portal.core.returned import Returned, Round
    from desktop_portal.core.submission import SubmittedForm
    from desktop_portal.services.session import Session

MOST_AT_HOME = 5
translate = QCoreApplication.translate


def latest_of(forms: list[SubmittedForm]) -> dict[str, SubmittedForm]:
    """Return the newest version of each form, by its id."""
    found: dict[str, SubmittedForm] = {}
    for form in forms:
        if form.id not in found or form.version > found[form.id].version:
            found[form.id] = form
    return found


def waiting_for_answer(
    asked: Mapping[str, Returned], forms: Mapping[str, SubmittedForm]
) -> list[tuple[SubmittedForm, Round]]:
    """Return what the person has to answer still, the most pressing first; an answer on its way is none of it."""
    found = [(form, one) for form in forms.values() if (one := _open(asked.get(form.id), form)) is not None]
    return sorted(found, key=lambda pair: (pair[1].due is None, pair[1].due or pair[1].asked_at.date()))


def returned_forms(
    session: Session,
    asked: Mapping[str, Returned],
    forms: Mapping[str, SubmittedForm],
    now: datetime,
    language: str,
) -> list[ReturnedForm]:
    """Return the cards of "Forms requesting more information" (J19); `asked` is what the council asked, by form."""
    who = session.person.name if session.person else ""
    return [
        ReturnedForm(
            id=form.id,
            title=form.form_title,
            child=child_words(form.child),
            sent_by=who,
            sent=moment(form.submitted_at, now),
            reason=one.reason_in(language),
            comments=one.comments,
            answer_by=day(one.due) if one.due else "",
            place=_place(one),
            asked_order=one.asked_at.timestamp(),
            sent_order=form.submitted_at.timestamp(),
        )
        for form, one in waiting_for_answer(asked, forms)
    ]


def requests_at_home(session: Session, language: str) -> tuple[tuple[InformationRequest, ...], int]:
    """Return what the first page says of the most pressing ones, and how many there are; no others are read."""
    ids = session.requests.waiting_in(session.store)
    pressing = {form_id: session.requests.of(form_id) for form_id in ids[:MOST_AT_HOME]}
    newest = {form_id: session.store.submissions.versions(form_id)[0] for form_id in pressing}
    waiting = waiting_for_answer(pressing, newest)
    told = tuple(
        InformationRequest(
            id=form.id,
            title=form.form_title,
            child=child_words(form.child),
            reason=one.reason_in(language),
            comments=one.comments,
            answer_by=day(one.due) if one.due else "",
        )
        for form, one in waiting
    )
    return told, len(ids)


def closed_words(known: Returned | None, language: str) -> str:
    """Return how the council closed a form, in its words, or ""."""
    if known is None or not known.outcome:
        return ""
    outcome = known.outcome.get(language) or known.outcome.get("en") or ""
    return translate("Told", "Closed: {}").format(outcome) if outcome else ""


def said_at_the_end(session: Session, form_id: str, language: str) -> tuple[str, ...]:
    """Return what the council said when it closed a form, outcome first; nothing while the form is not closed."""
    form = session.answering.latest(form_id)
    known = session.requests.of(form_id)
    if (
        form is None
        or form.delivery.state is not DeliveryState.RECEIVED
        or form.council_state is not CouncilState.CLOSED
        or not known.outcome_comments
    ):
        return ()
    return closed_words(known, language), known.outcome_comments


def _open(known: Returned | None, form: SubmittedForm) -> Round | None:
    asked = known.open if known else None
    if asked is None or form.delivery.state is not DeliveryState.RECEIVED or form.version > asked.version:
        return None
    return asked


def _place(asked: Round) -> str:
    if not asked.notes:
        return ""
    if len(asked.notes) == 1:
        return translate("Told", "1 comment stands beside what it is about")
    return translate("Told", "{} comments stand beside what they are about").format(len(asked.notes))

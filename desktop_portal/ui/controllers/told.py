"""What the pages are shown, made from what the store holds: pure, so that each sentence can be tested."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.core.delivery import READY, UNDER_WAY, is_overdue, may_take_back
from desktop_portal.core.submission import CouncilState, DeliveryState
from desktop_portal.ui.controllers.told_returned import closed_words, latest_of, requests_at_home, returned_forms
from desktop_portal.ui.controllers.words_of import child_words
from desktop_portal.ui.messages import council_told, day, delivery_told, moment
from desktop_portal.ui.not_accepted import is_refused
from desktop_portal.ui.pages.home import SHOWN_DRAFTS, DraftLine, HomeState, WaitingForm
from desktop_portal.ui.pages.submitted import UNSENT, SubmittedLine, SubmittedState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop_portal.core.council import Council
    from desktop_portal.core.draft import DraftSummary
    from desktop_portal.core.lines import Lines
    from desktop_portal.core.returned import Returned
    from desktop_portal.core.submission import Delivery, SubmittedForm
    from desktop_portal.services.session import Session

    Live = Mapping[tuple[str, int], Delivery]

SOON, VERY_SOON = 10, 3
UPDATE_NEEDED = "update-needed"
translate = QCoreApplication.translate

_ACTIONS = {
    DeliveryState.QUEUED: "send",
    DeliveryState.WAIT: "send",
    DeliveryState.NEEDS_SIGN_IN: "sign-in",
    DeliveryState.REJECTED: "open",
    DeliveryState.TOO_BIG: "open",
    DeliveryState.NEEDS_FORM: "open",
    DeliveryState.CONFLICT: "compare",
}


def action_of(form: SubmittedForm) -> str:
    """Return what a person can do for a form that is not received: "send", "sign-in", "open", "compare" or ""."""
    if form.delivery.reason == UPDATE_NEEDED:
        return "send"
    return _ACTIONS.get(form.delivery.state, "")


def home_state(
    session: Session | None,
    council: Council,
    now: datetime,
    notice: str = "",
    language: str = "en",
    live: Live = MappingProxyType({}),
) -> HomeState:
    """Return the first page; with nobody at work, only the ways to begin. `live`: how far what is on its way is."""
    phone = council.number_at(now)
    if session is None:
        return HomeState(phone, notice=notice)
    store = session.store
    requests, asked = requests_at_home(session, language)
    return HomeState(
        phone,
        waiting=tuple(_waiting(_now(form, live), council, now) for form in store.submissions.unsent()),
        requests=requests,
        asked=asked,
        kept=store.submissions.count(),
        drafts=draft_lines(store.drafts.lines(SHOWN_DRAFTS), now),
        saved=store.drafts.count(),
        notice=notice,
    )


def draft_lines(drafts: Lines[DraftSummary], now: datetime) -> Lines[DraftLine]:
    """Return saved forms as they are listed, each put into words when it is shown."""
    return drafts.told_as(partial(draft_line, now=now))


def draft_line(draft: DraftSummary, now: datetime) -> DraftLine:
    """Return a saved form with the days it has left (J17)."""
    days = max(0, -(-(draft.expires_at - now) // timedelta(days=1)))
    kept = translate("Told", "1 day") if days == 1 else translate("Told", "{} days").format(days)
    if days <= SOON:
        kept = translate("Told", "1 day left") if days == 1 else translate("Told", "{} days left").format(days)
    kind = "pill-bad" if days <= VERY_SOON else "pill-warn" if days <= SOON else "text"
    return DraftLine(
        id=draft.id,
        title=draft.form_title,
        child=child_words(draft.child),
        saved=moment(draft.saved_at, now),
        kept=kept,
        kept_kind=kind,
        saved_order=draft.saved_at.timestamp(),
        days_left=days,
    )


def submitted_state(
    session: Session | None,
    now: datetime,
    *,
    kept_days: int,
    hide_children: bool,
    language: str = "en",
    live: Live = MappingProxyType({}),
) -> SubmittedState:
    """Return everything submitted, newest first, each form by its newest version: the others are one link away."""
    if session is None:
        return SubmittedState(kept_days=kept_days, hide_children=hide_children)
    newest = latest_of(session.store.submissions.list())
    histories = session.requests.all()
    return SubmittedState(
        returned=tuple(returned_forms(session, histories, newest, now, language)),
        forms=tuple(
            submitted_line(_now(form, live), now, histories.get(form.id), language) for form in newest.values()
        ),
        kept_days=kept_days,
        hide_children=hide_children,
    )


def submitted_line(
    form: SubmittedForm, now: datetime, known: Returned | None = None, language: str = "en"
) -> SubmittedLine:
    """Return one submitted form: received only with a receipt; `known` is what the council asked and how it ended."""
    received = form.delivery.state is DeliveryState.RECEIVED and form.receipt is not None
    ended = received and form.council_state is CouncilState.CLOSED
    closed = closed_words(known, language) if ended else ""
    said = translate("Told", "Read the council's words") if ended and known and known.outcome_comments else ""
    told = council_told(form.council_state) if received and form.council_state else delivery_told(form.delivery, now)
    return SubmittedLine(
        id=form.id,
        title=form.form_title,
        child=child_words(form.child),
        sent=moment(form.submitted_at, now) if received else translate("Told", "Not yet"),
        reference=form.receipt.reference if received and form.receipt else "",
        state=closed or told.state,
        state_kind=told.kind,
        versions=form.version,
        action=said or action_words(action_of(form)),
        sent_order=form.submitted_at.timestamp(),
        group=(form.council_state or CouncilState.RECEIVED).value if received else UNSENT,
    )


def sent_columns() -> dict[str, str]:
    """Return the titles of the list of what was sent, by what each holds."""
    return {
        "submitted_at": translate("Sent", "Submitted (UTC)"),
        "form": translate("Sent", "Form"),
        "version": translate("Sent", "Version"),
        "state": translate("Sent", "State"),
        "received_at": translate("Sent", "Received by the council (UTC)"),
        "reference": translate("Sent", "Reference"),
        "files": translate("Sent", "Files"),
        "size": translate("Sent", "Bytes"),
        "digest": translate("Sent", "SHA-256"),
    }


def _now(form: SubmittedForm, live: Live) -> SubmittedForm:
    """Return the form as it is just now; a form that is received stays so."""
    delivery = live.get((form.id, form.version))
    # What the store keeps is ahead of what was told on the way: a step is kept before it is taken.
    if delivery is None or form.delivery.state not in UNDER_WAY or delivery.state is not form.delivery.state:
        return form
    return replace(form, delivery=delivery)


def action_words(action: str) -> str:
    """Return the words of a button for an action."""
    if not action:
        return ""
    return {
        "send": translate("Told", "Send now"),
        "sign-in": translate("Told", "Sign in"),
        "open": translate("Told", "Open"),
        "compare": translate("Told", "See both"),
    }.get(action, "")


def kept_until(saved_at: datetime, days: int) -> str:
    """Return the day until which a draft is kept."""
    return day((saved_at + timedelta(days=days)).astimezone().date())


def _waiting(form: SubmittedForm, council: Council, now: datetime) -> WaitingForm:
    return WaitingForm(
        id=form.id,
        title=form.form_title,
        child=child_words(form.child),
        sentence=delivery_told(form.delivery, now).sentence,
        action=action_words(action_of(form)),
        urgent=is_overdue(form, now, council.not_received_minutes) or is_refused(form.delivery),
        may_take_back=form.delivery.state in READY | UNDER_WAY and may_take_back(form.delivery),
    )

"""What the pages are shown, made from what the store holds: pure, so that each sentence can be tested."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.core.submission import DeliveryState
from desktop_portal.ui.messages import council_told, day, delivery_told, moment
from desktop_portal.ui.pages.home import DraftLine, HomeState, WaitingForm
from desktop_portal.ui.pages.submitted import SubmittedLine, SubmittedState

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.core.council import Council
    from desktop_portal.core.draft import ChildLabel, DraftSummary
    from desktop_portal.core.submission import SubmittedForm
    from desktop_portal.store.database import Store

SOON, VERY_SOON = 10, 3
translate = QCoreApplication.translate

_ACTIONS = {
    DeliveryState.QUEUED: "send",
    DeliveryState.WAIT: "send",
    DeliveryState.NEEDS_SIGN_IN: "sign-in",
    DeliveryState.REJECTED: "open",
    DeliveryState.TOO_BIG: "open",
    DeliveryState.NEEDS_FORM: "open",
}


def action_of(form: SubmittedForm) -> str:
    """Return what a person can do for a form that is not received: "send", "sign-in", "open" or ""."""
    return _ACTIONS.get(form.delivery.state, "")


def home_state(store: Store | None, council: Council, now: datetime, notice: str = "") -> HomeState:
    """Return the first page; without a store, only the ways to begin."""
    phone = council.number_at(now)
    if store is None:
        return HomeState(phone, notice=notice)
    unsent = [form for form in store.submissions.list() if form.delivery.state is not DeliveryState.RECEIVED]
    return HomeState(
        phone,
        waiting=tuple(_waiting(form, council, now) for form in unsent),
        drafts=tuple(draft_line(one, now) for one in store.drafts.summaries()),
        notice=notice,
    )


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


def submitted_state(store: Store | None, now: datetime, *, kept_days: int, hide_children: bool) -> SubmittedState:
    """Return everything submitted, newest first, each form by its newest version: the others are one link away."""
    newest: dict[str, SubmittedForm] = {}
    for form in store.submissions.list() if store else ():
        if form.id not in newest or form.version > newest[form.id].version:
            newest[form.id] = form
    forms = newest.values()
    return SubmittedState(
        forms=tuple(submitted_line(form, now) for form in forms), kept_days=kept_days, hide_children=hide_children
    )


def submitted_line(form: SubmittedForm, now: datetime) -> SubmittedLine:
    """Return one submitted form: received only with a receipt."""
    received = form.delivery.state is DeliveryState.RECEIVED and form.receipt is not None
    told = council_told(form.council_state) if received and form.council_state else delivery_told(form.delivery, now)
    return SubmittedLine(
        id=form.id,
        title=form.form_title,
        child=child_words(form.child),
        sent=moment(form.submitted_at, now),
        reference=form.receipt.reference if received and form.receipt else "",
        state=told.state,
        state_kind=told.kind,
        versions=form.version,
        action=action_words(action_of(form)),
        sent_order=form.submitted_at.timestamp(),
    )


def action_words(action: str) -> str:
    """Return the words of a button for an action."""
    return {
        "send": translate("Told", "Send now"),
        "sign-in": translate("Told", "Sign in"),
        "open": translate("Told", "Open"),
    }.get(action, "")


def child_words(child: ChildLabel) -> str:
    """Return what tells the children apart, or that nothing is known yet."""
    return ", ".join(part for part in (child.initials, child.born) if part) or translate("Told", "Not named yet")


def kept_until(saved_at: datetime, days: int) -> str:
    """Return the day until which a draft is kept."""
    return day((saved_at + timedelta(days=days)).astimezone().date())


def _waiting(form: SubmittedForm, council: Council, now: datetime) -> WaitingForm:
    waited = now - form.delivery.queued_at
    return WaitingForm(
        id=form.id,
        title=form.form_title,
        child=child_words(form.child),
        sentence=delivery_told(form.delivery, now).sentence,
        action=action_words(action_of(form)),
        urgent=form.safeguarding and waited >= timedelta(minutes=council.not_received_minutes),
    )

"""What went wrong, and how a form stands, in the person's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_portal.core.problems import Problem
from desktop_portal.core.submission import CouncilState, Delivery, DeliveryState
from desktop_portal.ui.not_accepted import why_not_accepted
from desktop_portal.ui.whys import why_words

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from datetime import date, datetime


def sentence(problem: Exception) -> str:
    """Return the sentence for the person; for what is not a Problem, the one that says that nothing was lost."""
    if not isinstance(problem, Problem):
        return translate("messages", "That did not work, and it is our mistake. Nothing was lost. Try again.")
    values = {**problem.values, "why": why_words(str(problem.values.get("why", "")))}
    return QCoreApplication.translate("Problem", type(problem).sentence).format(**values)


@dataclass(frozen=True, slots=True)
class Told:
    """How a form stands: a short `state` on a pill of `kind` (ok, warn, bad, info), and a whole sentence."""

    state: str
    kind: str
    sentence: str


def delivery_told(delivery: Delivery, now: datetime) -> Told:
    """Say where a form is on its way. Only a receipt makes it "received"."""
    if delivery.state is DeliveryState.RECEIVED:
        return council_told(CouncilState.RECEIVED)
    if delivery.state in {DeliveryState.QUEUED, DeliveryState.WAIT}:
        return Told(translate("messages", "Waiting to be sent"), "warn", _waiting_sentence(delivery, now))
    if delivery.state in {DeliveryState.UPLOADING, DeliveryState.SUBMITTING}:
        share = 100 * delivery.bytes_sent // delivery.bytes_total if delivery.bytes_total else 0
        whole = translate("messages", "The form is on its way. The council has not received it yet.")
        return Told(
            translate("messages", "Sending {} %").format(share)
            if delivery.bytes_total
            else translate("messages", "Sending"),
            "info",
            whole,
        )
    if delivery.reason == "update-needed":
        return Told(
            translate("messages", "Update needed"),
            "bad",
            translate(
                "messages",
                "This version of the program is too old for the council's server, so the form is not sent. Update the "
                "program; the form waits here and is sent then. Nothing is lost.",
            ),
        )
    state, kind, whole = _stopped()[delivery.state]
    if delivery.state is DeliveryState.REJECTED:
        return Told(state, kind, why_not_accepted(delivery))
    return Told(state, kind, whole.format(detail=delivery.detail).strip())


def council_told(state: CouncilState) -> Told:
    """Say what the council has done with a form that it has received."""
    return _council_words(translate("messages", "Received"))[state]


@lru_cache(maxsize=4)
def _council_words(_in_this_language: str) -> dict[CouncilState, Told]:
    """Return what is said of each state: a list of ten thousand forms asks for it ten thousand times."""
    return {
        CouncilState.RECEIVED: Told(
            translate("messages", "Received"), "ok", translate("messages", "The council has received this form.")
        ),
        CouncilState.REVIEWING: Told(
            translate("messages", "Being reviewed"),
            "info",
            translate("messages", "Someone at the council is reading this form."),
        ),
        CouncilState.INFORMATION_REQUESTED: Told(
            translate("messages", "More information needed"),
            "warn",
            translate("messages", "The council has asked you for more information."),
        ),
        CouncilState.CLOSED: Told(
            translate("messages", "Closed"), "ok", translate("messages", "The council has finished with this form.")
        ),
    }


def ago(minutes: int) -> str:
    """Say a length of time: "12 minutes", "3 hours", "2 days"."""
    if minutes < 1:
        return translate("messages", "less than a minute")
    for size, one, many in (
        (1440, translate("messages", "1 day"), translate("messages", "{} days")),
        (60, translate("messages", "1 hour"), translate("messages", "{} hours")),
    ):
        if minutes >= size:
            return one if minutes < 2 * size else many.format(minutes // size)
    return translate("messages", "1 minute") if minutes == 1 else translate("messages", "{} minutes").format(minutes)


def day(when: date) -> str:
    """Say a day: "23 December 2026", in the order of the person's language."""
    return f"{when.day} {QLocale().standaloneMonthName(when.month)} {when.year}"


def moment(when: datetime, now: datetime) -> str:
    """Say a time of this computer's clock, short: "Today 10:42", "2 Nov 14:40", "13 Nov 2025"."""
    here, today = when.astimezone(), now.astimezone()
    clock = f"{here.hour:02}:{here.minute:02}"
    if here.date() == today.date():
        return translate("messages", "Today {}").format(clock)
    short = f"{here.day} {_short_months(QLocale().name())[here.month - 1]}"
    return f"{short} {clock}" if here.year == today.year else f"{short} {here.year}"


@lru_cache(maxsize=4)
def _short_months(locale: str) -> tuple[str, ...]:
    """Return the twelve names: a list of ten thousand forms asks for them ten thousand times."""
    here = QLocale(locale)
    return tuple(here.standaloneMonthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13))


def _waiting_sentence(delivery: Delivery, now: datetime) -> str:
    waited = ago(int((now - delivery.queued_at).total_seconds() // 60))
    why = _reasons().get(delivery.reason, translate("messages", "it is sent as soon as the council's server answers."))
    return translate("messages", "Waiting for {time}: {why} Nothing is lost.").format(time=waited, why=why)


def _reasons() -> dict[str, str]:
    return {
        "": translate("messages", "it is sent next."),
        "offline": translate("messages", "this computer is offline. It is sent as soon as there is a connection."),
        "sign-in-page": translate(
            "messages", "this network wants you to sign in. Open your browser, sign in, then send now."
        ),
        "proxy-sign-in": translate(
            "messages", "your organisation's proxy asks for a name and a password. Enter them in Settings."
        ),
        "not-trusted": translate(
            "messages",
            "the server's certificate cannot be trusted, so nothing is sent. Check this computer's date and time; "
            "if they are right, tell your IT support.",
        ),
        "no-server": translate(
            "messages", "this computer does not know your council's server yet. Ask your IT support to set it."
        ),
        "server-busy": translate("messages", "the council's server is busy. It is tried again by itself."),
    }


def _stopped() -> dict[DeliveryState, tuple[str, str, str]]:
    return {
        DeliveryState.NEEDS_SIGN_IN: (
            translate("messages", "Sign in to send"),
            "warn",
            translate(
                "messages", "The council has not received this form. Sign in again and it is sent. Nothing is lost."
            ),
        ),
        DeliveryState.NEEDS_FORM: (
            translate("messages", "Not sent"),
            "bad",
            translate(
                "messages",
                "The council no longer takes this version of the form. Open it to carry your answers to the new one.",
            ),
        ),
        DeliveryState.REJECTED: (translate("messages", "Not accepted"), "bad", ""),
        DeliveryState.CONFLICT: (
            translate("messages", "Two versions"),
            "bad",
            translate(
                "messages",
                "This form was also sent from somewhere else. Open it to see both and choose. Nothing is lost.",
            ),
        ),
        DeliveryState.TOO_BIG: (
            translate("messages", "Too big"),
            "bad",
            translate(
                "messages",
                "{detail} is too big for the council's server. Open the form and remove it or make it smaller.",
            ),
        ),
        DeliveryState.QUARANTINED: (
            translate("messages", "Cannot be sent"),
            "bad",
            translate(
                "messages", "This form cannot be sent from this computer. Call the council, and tell your IT support."
            ),
        ),
    }

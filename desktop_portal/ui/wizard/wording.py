"""The wizard's words for states, times and days."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QTime

from desktop_portal.core.wizard import CHECK, DECLARATION, State

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.core.page_state import Kept, PageRow

STATES = MappingProxyType(
    {
        State.NOT_STARTED: QT_TRANSLATE_NOOP("Wizard", "Not started"),
        State.IN_PROGRESS: QT_TRANSLATE_NOOP("Wizard", "In progress"),
        State.PROBLEM: QT_TRANSLATE_NOOP("Wizard", "There is a problem"),
        State.COMPLETED: QT_TRANSLATE_NOOP("Wizard", "Completed"),
    }
)
TITLES = MappingProxyType(
    {
        CHECK: QT_TRANSLATE_NOOP("Wizard", "Check your answers"),
        DECLARATION: QT_TRANSLATE_NOOP("Wizard", "Declaration & Submit"),
    }
)
MUST = QT_TRANSLATE_NOOP(
    "Wizard", "must be answered. If you do not know, say so: it never stops you sending this form."
)


def tr(text: object) -> str:
    """Translate one of the wizard's texts."""
    return QCoreApplication.translate("Wizard", str(text))


def page_title(page: str, title: str) -> str:
    """Return the title of a page; Check your answers, and a declaration the form does not have, have names of ours."""
    return title or tr(TITLES.get(page, ""))


def state_words(row: PageRow) -> str:
    """Return what stands under a section's title: how many there are, where it counts some, and its state."""
    state = tr(STATES[row.state])
    return f"{row.count} · {state}" if row.count else state


def clock_words(when: datetime) -> str:
    """Return the time of day on this computer: "10:42"."""
    here = when.astimezone()
    return QTime(here.hour, here.minute).toString("HH:mm")


def day_words(when: datetime) -> str:
    """Return a day without its year: "23 December"."""
    here = when.astimezone()
    return f"{here.day} {QLocale().standaloneMonthName(here.month)}"


def saved_words(kept: Kept) -> str:
    """Where the form is kept, since when and until when; never "saved" for what is not."""
    if kept.unsaved and kept.saved_at is None:
        return tr("Not saved yet")
    if kept.saved_at is None:
        return tr("Nothing to save yet. Everything you write is saved by itself.")
    text = tr("Saved on this computer at {time}.").replace("{time}", clock_words(kept.saved_at))
    if kept.expires_at is None:
        return text
    return f"{text} {tr('Kept until {day}.').replace('{day}', day_words(kept.expires_at))}"

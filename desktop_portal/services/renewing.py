"""A draft and another definition: its form in a new version, or another form altogether; no answer is dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop_portal.core.form_changed import FormChanged
from desktop_portal.core.problems import FormUnknown
from desktop_portal.core.sections import child_label
from desktop_portal.forms.draft_file import from_document, parked_in, to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.migrate import form_changes, migrate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.core.draft import Draft, FormKey
    from desktop_portal.forms.parked import Parked
    from desktop_portal.services.shelf import Shelf
    from desktop_portal.store.database import Store

END_OF_DAY = 10


class Renewing:
    """Works on what is saved: whoever has the draft open saves it first, and opens it again afterwards."""

    def __init__(self, store: Store, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    def offer(self, draft_id: str, language: str) -> FormChanged | None:
        """Say what has changed since a draft was begun; None when its form is the one that is offered now.

        FormUnknown when the draft, or the definition that it was begun with, is not on this computer.
        """
        draft = self._draft(draft_id)
        entry = self._shelf.entry_of(draft.form, language)
        if entry is None or entry.key == draft.form:
            return None
        old, new = self._shelf.form(draft.form, language), self._shelf.form(entry.key, language)
        until = self._shelf.accepted_until(draft.form) or _moment(old.effective_end)
        return FormChanged(
            draft_id=draft_id,
            form_title=new.title,
            old=draft.form,
            new=entry.key,
            changes=form_changes(old, new),
            may_keep=until is None or self._clock() < until,
            keep_until=until,
        )

    def carry_over(self, draft_id: str, form: FormKey, language: str) -> tuple[Parked, ...]:
        """Put a draft on another definition and save it; as it was, it is an earlier version that can be restored.

        Return the answers that could not be carried over this time. They stay in the draft, with those of earlier
        times, and are never sent.
        """
        draft, now = self._draft(draft_id), self._clock()
        old, new = self._shelf.form(draft.form, language), self._shelf.form(form, language)
        before = parked_in(draft.document)
        found = migrate(old, new, from_document(old, draft.document), parked=before)
        today = now.astimezone().date()
        evaluation = evaluate(new, found.answers, today, draft=True)
        sections = {section.link_id for section in new.sections}
        self._store.snapshots.take(draft_id)
        self._store.drafts.save(
            replace(
                draft,
                form=form,
                form_title=new.title,
                child=child_label(new, found.answers, today),
                document=to_document(evaluation, parked=found.parked, authored=now.isoformat()),
                saved_at=now,
                page=draft.page if draft.page in sections else "",
                checked=draft.checked & sections,
            )
        )
        return found.parked[len(before) :]

    def _draft(self, draft_id: str) -> Draft:
        draft = self._store.drafts.load(draft_id)
        if draft is None:
            raise FormUnknown
        return draft


def _moment(day: str) -> datetime | None:
    """Read the last day of an effectivePeriod, or a moment: the day counts to its end, in UTC."""
    try:
        found = datetime.fromisoformat(f"{day}T23:59:59+00:00" if len(day) == END_OF_DAY else day)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)

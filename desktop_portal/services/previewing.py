"""A definition that is being written, to be filled in at once; answers stay over its changes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop_portal.core.draft import FormKey
from desktop_portal.core.ids import RANDOM_BYTES, uuid7
from desktop_portal.forms.draft_file import from_document, parked_in, to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.issues import FormRefused
from desktop_portal.forms.migrate import migrate
from desktop_portal.forms.publish import advice
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.services.drafting import DraftSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from desktop_portal.core.draft import Draft
    from desktop_portal.forms.tree import Form
    from desktop_portal.store.database import Store

MAX_BYTES = 16 * 1024 * 1024


class NotAFormError(Exception):
    """The file is no form that can be shown; `problems` say why, one sentence each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Previewing:
    """One definition file and a throw-away store. `session` is what is shown now, None before the first good state."""

    def __init__(
        self,
        store: Store,
        value_sets: Mapping[str, Mapping[str, Any]],
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes],
        language: str = "en",
    ) -> None:
        self._store, self._value_sets, self._language = store, value_sets, language
        self._clock, self._random_bytes = clock, random_bytes
        self.session: DraftSession | None = None
        self.advice: tuple[str, ...] = ()

    def read(self, file: Path) -> DraftSession:
        """Take the file as it is now, with the answers so far. Raises NotAFormError; then what was shown stays."""
        form = self._compile(_definition(file))
        self.advice = tuple(f"{one.place}: {one.message}" for one in advice(form))
        draft = self._carried_over(form)
        self.session = DraftSession(self._store, form, draft, clock=self._clock, new_id=self._new_id)
        return self.session

    def _compile(self, definition: dict[str, Any]) -> Form:
        try:
            return compile_form(definition, language=self._language, value_sets=self._value_sets)
        except FormRefused as refused:
            raise NotAFormError(*(f"{one.place}: {one.message}" for one in refused.problems)) from refused

    def _carried_over(self, form: Form) -> Draft | None:
        before = self.session
        if before is None:
            return None
        before.save()
        draft = self._store.drafts.load(before.id)
        if draft is None:
            return None
        found = migrate(before.form, form, from_document(before.form, draft.document), parked=parked_in(draft.document))
        now = self._clock()
        evaluation = evaluate(form, found.answers, now.astimezone().date(), draft=True)
        document = to_document(evaluation, parked=found.parked, authored=now.isoformat())
        kept = replace(
            draft,
            form=FormKey(form.url, form.version),
            form_title=form.title,
            document=document,
            saved_at=now,
        )
        self._store.drafts.save(kept)
        return kept

    def _new_id(self) -> str:
        return uuid7(self._clock(), self._random_bytes(RANDOM_BYTES))


def _definition(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotAFormError(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(content) > MAX_BYTES:
        raise NotAFormError(f"{file} is larger than {MAX_BYTES // 1024 // 1024} MB.")
    try:
        definition = json.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise NotAFormError(f"{file} is nested too deep.") from error
    except ValueError as error:
        raise NotAFormError(f"{file} is not JSON: {error}.") from error
    if not isinstance(definition, dict) or definition.get("resourceType") != "Questionnaire":
        raise NotAFormError(f"{file} is not a FHIR Questionnaire.")
    return definition

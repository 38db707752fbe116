"""The forms on this computer: those that shipped with the program, and newer ones from the council (J07)."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from desktop_portal.core.council import words
from desktop_portal.core.draft import FormKey
from desktop_portal.core.form_entry import FormEntry
from desktop_portal.core.problems import FormUnknown
from desktop_portal.forms.questionnaire import compile_form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop_portal.forms.tree import Form
    from desktop_portal.store.catalogue import Catalogue

COMPILED_FORMS_KEPT = 8


class Shelf:
    """Chooses and compiles definitions. `store_catalogue` is the open store's, or None before anybody signed in."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self.store_catalogue: Catalogue | None = None
        self._compiled = lru_cache(maxsize=COMPILED_FORMS_KEPT)(self._compile)

    @cached_property
    def value_sets(self) -> Mapping[str, Mapping[str, Any]]:
        """The shipped lists of codes, by `url|version`."""
        found = (json.loads(file.read_bytes()) for file in sorted((self._resources / "valuesets").glob("*.json")))
        return {f"{one['url']}|{one['version']}": one for one in found}

    def entries(self, audience: str, language: str) -> tuple[FormEntry, ...]:
        """Return the forms for an audience, each in its newest version that the council still takes."""
        lines = {line["name"]: line for line in self._shipped}
        for line in self._published:
            known = lines.get(line["name"], {})
            lines[line["name"]] = {**known, **line, "published": True}
        return tuple(
            self._entry(line, language)
            for line in lines.values()
            if line.get("audience") == audience and not line.get("retired_at")
        )

    def entry_of(self, key: FormKey, language: str) -> FormEntry | None:
        """Return the line of the form that a draft belongs to, whatever its version."""
        everything = self.entries("professional", language) + self.entries("public", language)
        return next((one for one in everything if one.key.url == key.url), None)

    def accepted_until(self, key: FormKey) -> datetime | None:
        """Return until when the council takes a version that it no longer offers (aware UTC); None: without end."""
        line = self.store_catalogue.line(key) if self.store_catalogue else None
        told = str((line or {}).get("accepted_until") or "")
        with suppress(ValueError):
            return datetime.fromisoformat(told).astimezone(UTC) if told else None
        return None

    def entry_at(self, url: str, language: str) -> FormEntry | None:
        """Return the line of the form with this url, in the version that is offered now."""
        return self.entry_of(FormKey(url, ""), language)

    def form(self, key: FormKey, language: str) -> Form:
        """Return the compiled definition; FormUnknown when it is not on this computer."""
        return self._compiled(key, language)

    def _compile(self, key: FormKey, language: str) -> Form:
        definition = self._definition(key)
        if definition is None:
            raise FormUnknown
        return compile_form(definition, language=language, value_sets=self.value_sets)

    def _definition(self, key: FormKey) -> Mapping[str, Any] | None:
        kept = self.store_catalogue.definition(key) if self.store_catalogue else None
        if kept is not None:
            return kept
        for line in self._shipped:
            if line["key"] == key:
                shipped: Mapping[str, Any] = line["definition"]
                return shipped
        return None

    @cached_property
    def _shipped(self) -> tuple[dict[str, Any], ...]:
        folder = self._resources / "forms"
        lines = json.loads((folder / "catalogue.json").read_bytes())["forms"]
        return tuple(_with_definition(line, json.loads((folder / line["file"]).read_bytes())) for line in lines)

    @property
    def _published(self) -> tuple[dict[str, Any], ...]:
        if self.store_catalogue is None:
            return ()
        lines = self.store_catalogue.entries()
        return tuple({**line, "key": FormKey(line["url"], line["version"])} for line in lines)

    def _entry(self, line: Mapping[str, Any], language: str) -> FormEntry:
        key: FormKey = line["key"]
        return FormEntry(
            name=line["name"],
            key=key,
            title=self.form(key, language).title,
            summary=words(line.get("summary"), language),
            audience=line["audience"],
            destination=line.get("destination", ""),
            safeguarding=bool(line.get("safeguarding")),
        )


def _with_definition(line: dict[str, Any], definition: dict[str, Any]) -> dict[str, Any]:
    return {**line, "key": FormKey(definition["url"], definition["version"]), "definition": definition}

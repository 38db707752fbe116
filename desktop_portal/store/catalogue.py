"""The published forms that this computer has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop_portal.store.convert import parsed
from desktop_portal.store.tables import DefinitionRow

if TYPE_CHECKING:
    from desktop_portal.core.draft import FormKey
    from desktop_portal.store.connection import Connection
    from desktop_portal.store.state import State

_ETAG = "catalogue_etag"


class Catalogue:
    """Definitions by form and version; older versions stay, so that a draft begun under one still opens."""

    def __init__(self, connection: Connection, state: State) -> None:
        self._connection = connection
        self._state = state

    def put(self, name: str, definition_json: str, digest: str, entry: dict[str, Any]) -> None:
        """Keep a definition and its line of the catalogue; it is now the one listed under its name."""
        definition = json.loads(definition_json)
        url, version = str(definition["url"]), str(definition["version"])
        row = {"name": name, "url": url, "version": version, "digest": digest}
        with self._connection.writing() as database:
            DefinitionRow.update(listed=False).where(DefinitionRow.name == name).execute(database)
            DefinitionRow.insert(
                entry=json.dumps(entry), json=definition_json, listed=True, **row
            ).on_conflict_replace().execute(database)

    def line(self, form: FormKey) -> dict[str, Any] | None:
        """Return what the council said of one version when it was last asked, listed or not; None when unknown."""
        this = (DefinitionRow.url == form.url) & (DefinitionRow.version == form.version)
        with self._connection.reading() as database:
            rows = list(DefinitionRow.select(DefinitionRow.entry).where(this).tuples().execute(database))
            found: dict[str, Any] | None = parsed(rows[0][0]) if rows else None
        return found

    def put_line(self, form: FormKey, entry: dict[str, Any], *, listed: bool) -> None:
        """Keep what the council says now of a version that is here; `listed` makes it the one under its name."""
        this = (DefinitionRow.url == form.url) & (DefinitionRow.version == form.version)
        with self._connection.writing() as database:
            if listed:
                name = str(entry["name"])
                DefinitionRow.update(listed=False).where(DefinitionRow.name == name).execute(database)
                DefinitionRow.update(listed=True).where(this).execute(database)
            DefinitionRow.update(entry=json.dumps(entry)).where(this).execute(database)

    def entries(self) -> list[dict[str, Any]]:
        """Return the lines of the catalogue, by name: of each form the version that is listed."""
        query = (
            DefinitionRow.select(DefinitionRow.entry).where(DefinitionRow.listed).order_by(DefinitionRow.name).tuples()
        )
        with self._connection.reading() as database:
            return [parsed(entry) for (entry,) in query.execute(database)]

    def definition(self, form: FormKey) -> dict[str, Any] | None:
        """Return the definition as FHIR JSON, or None when it is not on this computer."""
        this = (DefinitionRow.url == form.url) & (DefinitionRow.version == form.version)
        with self._connection.reading() as database:
            rows = list(DefinitionRow.select(DefinitionRow.json).where(this).tuples().execute(database))
            found: dict[str, Any] | None = parsed(rows[0][0]) if rows else None
        return found

    @property
    def etag(self) -> str:
        """The server's mark of the catalogue that was fetched last; empty at first."""
        return self._state.get(_ETAG, "")

    @etag.setter
    def etag(self, value: str) -> None:
        self._state.set(_ETAG, value)

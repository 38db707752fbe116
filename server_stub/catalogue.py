"""The forms that are published: shipping them at first start, publishing, listing, and compiled trees kept at hand."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785

from desktop_portal.forms.glance import Glance
from desktop_portal.forms.issues import Finding
from desktop_portal.forms.publish import advice, reused
from desktop_portal.forms.questionnaire import FormRefused, compile_form
from server_stub import audit, clock, feed
from server_stub.database import writing
from server_stub.refusals import CannotStart, not_found
from server_stub.resources import read_json, resources_folder, shipped_value_sets
from server_stub.tables.forms import PublishedForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from desktop_portal.forms.tree import Form

_LONGEST_PROBLEMS = 20
LANGUAGES = ("en", "cy")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,99}")


class CannotPublish(CannotStart):
    """The definition is refused; the text names each place, one a line."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What a definition does not say itself: who it is for and where it goes."""

    name: str
    audience: str
    destination: str
    safeguarding: bool
    summary: Mapping[str, str]


class Catalogue:
    """Published forms. Definitions never change once published, so compiled ones are kept for ever."""

    def __init__(self) -> None:
        self._value_sets = shipped_value_sets()
        self._compiled: dict[tuple[str, str], Form] = {}
        self._glances: dict[tuple[str, str], Glance] = {}
        self._lock = threading.Lock()

    def form(self, reference: str, language: str = "en") -> Form | None:
        """Return the compiled form `url|version` in a language; None when it was never published."""
        kept = self._compiled.get((reference, language))
        if kept is not None:
            return kept
        row = PublishedForm.get_or_none(PublishedForm.reference == reference)
        if row is None:
            return None
        form = self.compile(json.loads(bytes(row.definition)), language)
        with self._lock:
            self._compiled[reference, language] = form
        return form

    def glance(self, reference: str, language: str = "en") -> Glance | None:
        """Return what tells at a glance that a response to this form is right; None when it was never published."""
        kept = self._glances.get((reference, language))
        if kept is None and (form := self.form(reference, language)) is not None:
            kept = Glance(form)
            with self._lock:
                self._glances[reference, language] = kept
        return kept

    def compile(self, definition: Mapping[str, Any], language: str = "en") -> Form:
        """Compile a definition with the shipped value sets; raises FormRefused."""
        return compile_form(definition, language=language, value_sets=self._value_sets)

    def value_set(self, name: str) -> dict[str, Any] | None:
        """Return a shipped ValueSet by the last part of its url."""
        for reference, value_set in self._value_sets.items():
            if name in {value_set.get("id"), value_set.get("name"), reference.partition("|")[0].rpartition("/")[2]}:
                return value_set
        return None

    def examine(self, definition: Mapping[str, Any]) -> tuple[Form | None, tuple[Finding, ...]]:
        """Return the compiled form and what the engine says of it; None when it refuses it. Nothing is published."""
        try:
            forms = [self.compile(definition, language) for language in LANGUAGES]
            rfc8785.dumps(dict(definition))
        except FormRefused as refused:
            return None, refused.problems
        except (rfc8785.CanonicalizationError, RecursionError):
            return None, (Finding("Questionnaire", "It holds a number or text that JSON cannot."),)
        wrong = (*_unaddressed(forms[0].version), *self._reused(forms[0]))
        return (None if wrong else forms[0]), (*wrong, *advice(forms[0]))

    def publish(
        self,
        definition: Mapping[str, Any],
        placing: Placing,
        now: datetime,
        actor: str,
        grace: timedelta | None = None,
    ) -> bool:
        """Publish a definition; False when exactly this one is published already.

        The version before is offered no more, and accepted for `grace`; without an end where that is None. Raises
        CannotPublish when the engine refuses it, or when its version is taken by another content.
        """
        try:
            content = rfc8785.dumps(dict(definition))
            digest = hashlib.sha256(content).hexdigest()
            if _is_published(definition, digest):
                return False
            # From what will be read back: what is compiled here is kept, and answers for this form from now on.
            forms = {language: self.compile(json.loads(content), language) for language in LANGUAGES}
        except FormRefused as refused:
            raise CannotPublish(_said(refused.problems)) from refused
        except (rfc8785.CanonicalizationError, RecursionError) as error:
            raise CannotPublish("This form cannot be published: it holds a number or text that JSON cannot.") from error
        form = forms[LANGUAGES[0]]
        _refuse(_unaddressed(form.version))
        _refuse(self._reused(form))
        with writing():
            there = PublishedForm.get_or_none(PublishedForm.reference == form.reference)
            if there is not None:
                if there.digest != digest:
                    raise CannotPublish(f"{form.reference} is published with another content. Give it a new version.")
                return False
            if sentence := unfit_name(placing.name, form.url):
                raise CannotPublish(sentence)
            self._retire_older(form.url, now, grace)
            PublishedForm.insert(
                reference=form.reference,
                name=placing.name,
                url=form.url,
                version=form.version,
                digest=digest,
                definition=content,
                title=json.dumps(_titles(definition)),
                audience=placing.audience,
                destination=placing.destination,
                safeguarding=placing.safeguarding,
                summary=json.dumps(dict(placing.summary)),
                published_at=clock.written(now),
            ).execute()
            audit.record(now, actor, "form-published", form.reference, digest=digest)
        with self._lock:
            self._compiled |= {(form.reference, language): one for language, one in forms.items()}
        return True

    def retire(self, reference: str, now: datetime, actor: str, grace: timedelta | None) -> None:
        """Offer a form no more, and accept drafts of it for `grace`; all programs are told. Refused 404."""
        until = clock.written(now + grace) if grace is not None else None
        with writing():
            row = PublishedForm.get_or_none(PublishedForm.reference == reference)
            if row is None:
                raise not_found()
            PublishedForm.update(retired_at=row.retired_at or clock.written(now), accepted_until=until).where(
                PublishedForm.reference == reference
            ).execute()
            feed.tell_everyone(now, "withdrawn-form", {"form": reference, "accepted_until": until})
            audit.record(now, actor, "form-retired", reference, accepted_until=until or "")

    def _reused(self, form: Form) -> tuple[Finding, ...]:
        """List linkIds that an earlier version used for other questions: drafts are matched by them."""
        rows = PublishedForm.select().where((PublishedForm.url == form.url) & (PublishedForm.version != form.version))
        return reused(form, [self.compile(json.loads(bytes(row.definition))) for row in rows])

    def _retire_older(self, url: str, now: datetime, grace: timedelta | None) -> None:
        # Retired, not withdrawn: without an end of grace, drafts begun under it are still accepted.
        older = (PublishedForm.url == url) & PublishedForm.retired_at.is_null()
        until = clock.written(now + grace) if grace is not None else None
        PublishedForm.update(retired_at=clock.written(now), accepted_until=until).where(older).execute()


def unfit_name(name: str, url: str) -> str:
    """Say why a form cannot have this short name, "" where it can: it stands in addresses, and belongs to one form."""
    if not _NAME.fullmatch(name):
        return "A short name has lower-case letters, digits and hyphens only, such as early-help."
    if PublishedForm.get_or_none((PublishedForm.name == name) & (PublishedForm.url != url)) is not None:
        return f"The short name {name} belongs to another form. Give this one a name of its own."
    return ""


def holds_text(definition: Mapping[str, Any]) -> bool:
    """Whether all its words are text: half a character cannot be written, and PostgreSQL keeps no zero byte."""
    try:
        written = json.dumps(definition, ensure_ascii=False)
        written.encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return "\\u0000" not in written


def _unaddressed(version: str) -> tuple[Finding, ...]:
    if _VERSION.fullmatch(version):
        return ()
    words = "A version stands in an address: use letters, digits, full stops and hyphens, such as 2026.1."
    return (Finding("Questionnaire.version", words),)


def _refuse(found: tuple[Finding, ...]) -> None:
    if found:
        raise CannotPublish(_said(found))


def _said(found: Sequence[Finding]) -> str:
    lines = [f"{one.place}: {one.message}" for one in found[:_LONGEST_PROBLEMS]]
    return "\n".join(["This form cannot be published:", *lines])


def _is_published(definition: Mapping[str, Any], digest: str) -> bool:
    """Whether exactly this definition is published: then there is nothing to compile, which takes a second."""
    reference = f"{definition.get('url')}|{definition.get('version')}"
    row = PublishedForm.get_or_none(PublishedForm.reference == reference)
    return row is not None and row.digest == digest


def publish_shipped(catalogue: Catalogue, now: datetime) -> int:
    """Publish what ships with the product and is not published yet; returns how many were new."""
    folder = resources_folder() / "forms"
    listing = read_json(folder / "catalogue.json") or {"forms": []}
    new = 0
    for entry in listing["forms"]:
        new += catalogue.publish(read_definition(folder / entry["file"]), placing_of(entry), now, "system")
    return new


def read_definition(path: Path) -> dict[str, Any]:
    """Read a definition's file; raises CannotPublish with a sentence."""
    try:
        definition = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotPublish(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise CannotPublish(f"{path} cannot be read as JSON.") from error
    if not isinstance(definition, dict) or not holds_text(definition):
        raise CannotPublish(f"{path} is not a Questionnaire.")
    return definition


def placing_of(entry: Mapping[str, Any]) -> Placing:
    """Read one entry of catalogue.json."""
    return Placing(
        name=str(entry["name"]),
        audience=str(entry["audience"]),
        destination=str(entry["destination"]),
        safeguarding=bool(entry["safeguarding"]),
        summary=dict(entry.get("summary", {})),
    )


def listing() -> list[dict[str, Any]]:
    """List all published forms as the wire has them, newest version of each first."""
    rows = PublishedForm.select().order_by(PublishedForm.name, PublishedForm.published_at.desc())
    return [
        {
            "name": row.name,
            "url": row.url,
            "version": row.version,
            "title": json.loads(row.title),
            "summary": json.loads(row.summary),
            "audience": row.audience,
            "destination": row.destination,
            "safeguarding": row.safeguarding,
            "digest": row.digest,
            "published_at": row.published_at,
            "retired_at": row.retired_at,
            "accepted_until": row.accepted_until,
        }
        for row in rows
    ]


def _titles(definition: Mapping[str, Any]) -> dict[str, str]:
    titles = {"en": str(definition.get("title", ""))}
    for translation in _extensions(definition.get("_title")):
        parts = {str(part.get("url")): part for part in _extensions(translation)}
        if "lang" in parts and "content" in parts:
            titles[str(parts["lang"].get("valueCode"))] = str(parts["content"].get("valueString"))
    return titles


def _extensions(of: Any) -> list[dict[str, Any]]:
    found = of.get("extension") if isinstance(of, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

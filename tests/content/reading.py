"""Walk through the committed forms as plain JSON, without the engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TESTS = Path(__file__).parent
CATALOGUE = json.loads((RESOURCES / "forms" / "catalogue.json").read_text("utf-8"))["forms"]
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
OURS = "https://forms.example.gov.uk/fhir/StructureDefinition"

Json = dict[str, Any]


def read(name: str) -> Json:
    found: Json = json.loads((RESOURCES / name).read_text("utf-8"))
    return found


def items(parent: Json) -> Iterator[Json]:
    for item in parent.get("item", ()):
        yield item
        yield from items(item)


def questions(form: Json) -> Iterator[Json]:
    return (item for item in items(form) if item["type"] not in ("group", "display"))


def extensions(item: Json, end: str) -> list[Json]:
    return [extension for extension in item.get("extension", ()) if extension["url"].endswith(end)]


def absent_reasons(item: Json) -> list[str]:
    return [part["valueCode"] for one in extensions(item, "/absent-reasons") for part in one["extension"]]


def messages(item: Json) -> Mapping[str, str]:
    found = {}
    for extension in extensions(item, "/error-message"):
        code, text = extension["extension"]
        found[code["valueCode"]] = text["valueString"]
    return found


def codes(item: Json, value_sets: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Give (system, code) of all options of a choice."""
    if "answerValueSet" not in item:
        return [(one["valueCoding"]["system"], one["valueCoding"]["code"]) for one in item.get("answerOption", ())]
    included = value_sets[item["answerValueSet"]]["compose"]["include"]
    return [(include["system"], concept["code"]) for include in included for concept in include["concept"]]


def texts(resource: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Give every text that a person sees, with its translations by language."""
    if isinstance(resource, list):
        for entry in resource:
            yield from texts(entry)
    if not isinstance(resource, dict):
        return
    for key in ("title", "description", "text", "display"):
        if isinstance(resource.get(key), str):
            yield resource[key], translations(resource, key)
    if resource.get("url", "").endswith(("shortText", "human")) or resource.get("url") == "text":
        yield resource["valueString"], translations(resource, "valueString")
    for entry in resource.values():
        yield from texts(entry)


def translations(resource: Json, key: str) -> dict[str, str]:
    found = {}
    for extension in resource.get(f"_{key}", {}).get("extension", ()):
        assert extension["url"] == TRANSLATION
        parts = {part["url"]: part.get("valueCode") or part.get("valueString") for part in extension["extension"]}
        found[parts["lang"]] = parts["content"]
    return found

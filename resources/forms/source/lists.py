"""Code lists: written as lines of text, shipped as FHIR ValueSets that a form names by `url|version`.

A line is `code|label`, then what holds for the code: `unverified` (the label was not confirmed against the current
census guide), `retired` (shown in old drafts, not offered), `exclusive` (clears the others), `group=…`, `also=…`
(other words people type for it, commas between).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from source.fhir import FORMS, HL7, LISTS_VERSION, OURS, code_system

if TYPE_CHECKING:
    from collections.abc import Mapping

    from source.nodes import Json


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of a list."""

    code: str
    label: str
    verified: bool = True
    retired: bool = False
    exclusive: bool = False
    group: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes; `name` is its file and the end of its address."""

    name: str
    title: str
    system: str
    concepts: tuple[Concept, ...]

    @property
    def url(self) -> str:
        """The list's address without its version."""
        return f"{FORMS}/ValueSet/{self.name}"

    @property
    def reference(self) -> str:
        """`url|version`, as a question names the list."""
        return f"{self.url}|{LISTS_VERSION}"


def code_list(name: str, title: str, lines: str) -> CodeList:
    """Read a list from lines of text."""
    concepts = tuple(_concept(line.strip()) for line in lines.strip().splitlines())
    return CodeList(name, title, code_system(name), concepts)


def _concept(line: str) -> Concept:
    code, label, *facts = line.split("|")
    named = dict(fact.split("=", 1) for fact in facts if "=" in fact)
    also = tuple(word.strip() for word in named.get("also", "").split(",") if word.strip())
    return Concept(
        code,
        label,
        verified="unverified" not in facts,
        retired="retired" in facts,
        exclusive="exclusive" in facts,
        group=named.get("group", ""),
        also=also,
    )


def value_set(codes: CodeList, welsh: Mapping[str, str]) -> Json:
    """Make the FHIR ValueSet; labels without Welsh stay English only."""
    return {
        "resourceType": "ValueSet",
        "url": codes.url,
        "version": LISTS_VERSION,
        "name": codes.name.title().replace("-", ""),
        "title": codes.title,
        "status": "active",
        "compose": {
            "include": [{"system": codes.system, "concept": [_coded(concept, welsh) for concept in codes.concepts]}]
        },
    }


def _coded(concept: Concept, welsh: Mapping[str, str]) -> Json:
    coded: Json = {"code": concept.code, "display": concept.label}
    designations: list[Json] = []
    if concept.label in welsh:
        designations.append({"language": "cy", "value": welsh[concept.label]})
    designations += [{"use": {"code": "synonym"}, "value": word} for word in concept.also]
    if designations:
        coded["designation"] = designations
    flags: list[Json] = []
    if not concept.verified:
        flags.append({"url": f"{OURS}/verified", "valueBoolean": False})
    if concept.retired:
        flags.append({"url": f"{OURS}/retired", "valueBoolean": True})
    if concept.exclusive:
        flags.append({"url": f"{HL7}/questionnaire-optionExclusive", "valueBoolean": True})
    if concept.group:
        flags.append({"url": f"{OURS}/group", "valueString": concept.group})
    if flags:
        coded["extension"] = flags
    return coded

"""Lists of codes: ValueSet resources, contained in a form or shipped with the release, as options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Coding
from desktop_portal.forms.reading import Node, Problems, translations
from desktop_portal.forms.tree import Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_portal.forms.answers import Value

_HL7 = "http://hl7.org/fhir/StructureDefinition/"
_OURS = "https://forms.example.gov.uk/fhir/StructureDefinition/"
OPTION_EXCLUSIVE = f"{_HL7}questionnaire-optionExclusive"
OPTION_HINT = f"{_OURS}option-hint"
RETIRED = f"{_OURS}retired"
MAX_OPTIONS = 5000


class ValueSets:
    """The lists that a form may name: its own (`#id`), and shipped ones by `url|version` (or `url` of the only one)."""

    def __init__(self, problems: Problems, shipped: Mapping[str, Mapping[str, Any]]) -> None:
        self._problems = problems
        self._shipped = shipped
        self._own: dict[str, Mapping[str, Any]] = {}
        self._read: dict[str, tuple[Option, ...]] = {}

    def contain(self, resource: Node) -> None:
        """Take a contained resource; only ValueSets are part of the profile."""
        if resource.text("resourceType") != "ValueSet":
            resource.refuse("Only a ValueSet may be contained in a form.", "resourceType")
            return
        name = resource.text("id")
        if not name or f"#{name}" in self._own:
            resource.refuse("A contained ValueSet needs an id of its own.", "id")
        self._own[f"#{name}"] = resource.raw

    def options(self, item: Node, reference: str) -> tuple[Option, ...]:
        """Find the options of a list; an unknown list is refused at the item."""
        if reference in self._read:
            return self._read[reference]
        raw = self._own.get(reference) or self._find_shipped(reference)
        if raw is None:
            where = "is not contained in this form" if reference.startswith("#") else "is not shipped with this release"
            item.refuse(f'The list "{reference}" {where}.', "answerValueSet", "tsError")
            return ()
        options = tuple(_concepts(Node(self._problems, raw, f"ValueSet {reference}", item.link_id), self._problems))
        if not options:
            item.refuse(
                f'The list "{reference}" has no codes in compose.include.concept or expansion.', "answerValueSet"
            )
        if len(options) > MAX_OPTIONS:
            item.refuse(f'The list "{reference}" has more than {MAX_OPTIONS} codes.', "answerValueSet")
        self._read[reference] = options[:MAX_OPTIONS]
        return self._read[reference]

    def _find_shipped(self, reference: str) -> Mapping[str, Any] | None:
        if reference in self._shipped:
            return self._shipped[reference]
        if "|" in reference:
            return None
        found = [key for key in self._shipped if key.split("|")[0] == reference]
        return self._shipped[found[0]] if len(found) == 1 else None


def _concepts(resource: Node, problems: Problems) -> Iterator[Option]:
    compose, expansion = resource.inner("compose"), resource.inner("expansion")
    if expansion is not None:
        for entry in expansion.each("contains"):
            yield _option(entry, entry.text("system"), problems)
        return
    if compose is None:
        return
    if "exclude" in compose.raw:
        compose.refuse("A list may not exclude codes: write down the codes it has.", "exclude")
    for include in compose.each("include"):
        for refused in ("filter", "valueSet"):
            if refused in include.raw:
                include.refuse("A list must write down its codes (concept).", refused)
        system = include.text("system")
        for concept in include.each("concept"):
            yield _option(concept, system, problems)


def _option(concept: Node, system: str, problems: Problems) -> Option:
    code, display = concept.text("code"), concept.text("display")
    if not code:
        concept.refuse("Each code of a list needs a code.", "code")
    synonyms: list[str] = []
    label = display
    for designation in concept.each("designation"):
        value, language = designation.text("value"), designation.text("language")
        problems.languages.update({language} - {""})
        if language and language == problems.language and "use" not in designation.raw:
            label = value
        elif not language or language == problems.language or "use" in designation.raw:
            synonyms.append(value)
    hint, exclusive, retired = "", False, concept.flag("inactive")
    for extension in concept.each("extension"):
        url = extension.text("url")
        exclusive = exclusive or (url == OPTION_EXCLUSIVE and extension.flag("valueBoolean"))
        retired = retired or (url == RETIRED and extension.flag("valueBoolean"))
        hint = extension.text("valueString") if url == OPTION_HINT else hint
    return Option(
        Coding(code, system, display), label or code, hint, exclusive, retired=retired, synonyms=tuple(synonyms)
    )


def option_label(value: Value, raw: Mapping[str, Any], language: str) -> str:
    """Name an `answerOption` in a language: the translation of its display or text, else the value itself."""
    if isinstance(value, Coding):
        primitive = raw.get("valueCoding", {}).get("_display")
        label = value.display or value.code
    else:
        primitive = raw.get("_valueString")
        label = str(getattr(value, "text", value))
    for translated, text in translations(primitive):
        if translated == language:
            return text
    return label

"""The few FHIR addresses and extension shapes that the profile knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from source.nodes import Json

HL7 = "http://hl7.org/fhir/StructureDefinition"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
OURS = "https://forms.example.gov.uk/fhir/StructureDefinition"
FORMS = "https://forms.example.gov.uk"
LISTS_VERSION = "2026.11.1"

DONT_KNOW = "asked-unknown"
NOT_ASKED = "not-asked"
DECLINED = "asked-declined"
DOES_NOT_APPLY = "not-applicable"


def code_system(name: str) -> str:
    """Return the address of one of our code systems."""
    return f"{FORMS}/CodeSystem/{name}"


def control(code: str) -> Json:
    """Say how an item is shown: page, radio-button, drop-down, autocomplete, help, legal."""
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": f"{HL7}/questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}


def limit(side: str, kind: str, expression: str) -> Json:
    """Limit a date by `today()` and an offset; `side` is minValue or maxValue, `kind` Date or DateTime."""
    moving = {"language": "text/fhirpath", "expression": expression}
    return {
        "url": f"{HL7}/{side}",
        f"_value{kind}": {"extension": [{"url": f"{HL7}/cqf-expression", "valueExpression": moving}]},
    }


def number_limit(side: str, value: int) -> Json:
    """Limit a whole number; `side` is minValue or maxValue."""
    return {"url": f"{HL7}/{side}", "valueInteger": value}


def decimal_places(count: int) -> Json:
    """Limit the digits behind the point."""
    return {"url": f"{HL7}/maxDecimalPlaces", "valueInteger": count}


def calculated(expression: str) -> Json:
    """Work an answer out of others, in FHIRPath."""
    return {
        "url": f"{SDC}/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": expression},
    }


def occurs(side: str, count: int) -> Json:
    """Limit how many rows there are; `side` is minOccurs or maxOccurs."""
    return {"url": f"{HL7}/questionnaire-{side}", "valueInteger": count}


def named_format(name: str, regex: str) -> tuple[Json, Json]:
    """Name one of our formats, with the plain regex beside it that other tools understand."""
    return (
        {"url": f"{HL7}/regex", "valueString": regex},
        {"url": f"{OURS}/named-format", "valueCode": name},
    )


def file_kinds(mime_types: tuple[str, ...], max_bytes: int) -> tuple[Json, ...]:
    """Say which files are taken and how large one may be."""
    kinds = tuple({"url": f"{HL7}/mimeType", "valueCode": kind} for kind in mime_types)
    return (*kinds, {"url": f"{HL7}/maxSize", "valueDecimal": max_bytes})


def go_on_as(form: str) -> Json:
    """Offer to go on with another form, named by its url; all answers are kept."""
    return {"url": f"{OURS}/go-on-as", "valueCanonical": form}


def absent_reasons(codes: tuple[str, ...]) -> Json:
    """Offer these data-absent-reasons beside the field."""
    return {"url": f"{OURS}/absent-reasons", "extension": [{"url": "code", "valueCode": code} for code in codes]}

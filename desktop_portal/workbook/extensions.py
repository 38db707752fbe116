"""The extensions that a workbook's columns become (docs/forms.md, "What a form may hold")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_portal.workbook.expressions import Constraint

HL7 = "http://hl7.org/fhir/StructureDefinition/"
OURS = "https://forms.example.gov.uk/fhir/StructureDefinition/"
_NUMBERS = {"integer": "Integer", "decimal": "Decimal"}
_TIMES = {"date": "Date", "dateTime": "DateTime", "time": "Time"}

Json = dict[str, Any]


def control(code: str) -> Json:
    """Return how an item is shown."""
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": f"{HL7}questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}


def limits(constraint: Constraint, item_type: str) -> tuple[list[Json], list[str]]:
    """Return the extensions of a constraint, and the codes of the problems they tell; ValueError says why not."""
    made, codes = [], []
    sides = (("minValue", constraint.least, constraint.above, 1), ("maxValue", constraint.most, constraint.below, -1))
    for side, limit, beyond, step in sides:
        if limit or beyond:
            made.append(_limit(side, limit, beyond, step, item_type))
            codes.append(side)
    if constraint.shortest is not None:
        made.append({"url": f"{HL7}minLength", "valueInteger": constraint.shortest})
        codes.append("minLength")
    if constraint.regex:
        made.append({"url": f"{HL7}regex", "valueString": constraint.regex})
        codes.append("regex")
    if constraint.longest is not None:
        codes.append("maxLength")
    return made, codes


def message(code: str, text: Json) -> Json:
    """Return our words for one thing that can be wrong; `text` holds valueString and its translations."""
    parts = [{"url": "code", "valueCode": code}, {"url": "text", **text}]
    return {"url": f"{OURS}error-message", "extension": parts}


def _limit(side: str, limit: str, beyond: str, step: int, item_type: str) -> Json:
    url = f"{HL7}{side}"
    wanted = limit or beyond
    if wanted == "today()" and item_type in ("date", "dateTime"):
        offset = "" if limit else f" {'+' if step > 0 else '-'} 1 days"
        expression = {"language": "text/fhirpath", "expression": f"today(){offset}"}
        moving = {"url": f"{HL7}cqf-expression", "valueExpression": expression}
        return {"url": url, f"_value{_TIMES[item_type]}": {"extension": [moving]}}
    if item_type in _TIMES and not wanted.lstrip("-").replace(".", "").isdigit() and limit:
        return {"url": url, f"value{_TIMES[item_type]}": wanted}
    if item_type == "integer" and "." not in wanted:
        return {"url": url, "valueInteger": int(wanted) + (0 if limit else step)}
    if item_type == "decimal" and limit:
        return {"url": url, "valueDecimal": float(wanted) if "." in wanted else int(wanted)}
    raise ValueError(f"'{wanted}' is no limit for a question of this type")

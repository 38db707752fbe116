"""The extensions of the profile, by URL; what may be ignored, and words for what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Date
from desktop_portal.forms.tree import Rule, Today
from desktop_portal.forms.values import NotThatType, read_value
from desktop_portal.forms.wording import TEMPLATES

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.reading import Node
    from desktop_portal.forms.tree import Limit

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OURS = "https://forms.example.gov.uk/fhir/StructureDefinition/"

ITEM_CONTROL = f"{HL7}questionnaire-itemControl"
ORIENTATION = f"{HL7}questionnaire-choiceOrientation"
MIN_LENGTH = f"{HL7}minLength"
REGEX = f"{HL7}regex"
MIN_VALUE = f"{HL7}minValue"
MAX_VALUE = f"{HL7}maxValue"
DECIMAL_PLACES = f"{HL7}maxDecimalPlaces"
MIN_OCCURS = f"{HL7}questionnaire-minOccurs"
MAX_OCCURS = f"{HL7}questionnaire-maxOccurs"
MIME_TYPE = f"{HL7}mimeType"
MAX_SIZE = f"{HL7}maxSize"
HIDDEN = f"{HL7}questionnaire-hidden"
ENTRY_FORMAT = f"{HL7}entryFormat"
CONSTRAINT = f"{HL7}targetConstraint"
OLD_CONSTRAINT = f"{HL7}questionnaire-constraint"
VARIABLE = f"{HL7}variable"
EXPRESSION = f"{HL7}cqf-expression"
OLD_EXPRESSION = f"{HL7}cqf-calculatedValue"
SHORT_TEXT = f"{SDC}shortText"
ENABLE_EXPRESSION = f"{SDC}enableWhenExpression"
CALCULATED = f"{SDC}calculatedExpression"
ERROR_MESSAGE = f"{OURS}error-message"
NAMED_FORMAT = f"{OURS}named-format"
ABSENT_REASONS = f"{OURS}absent-reasons"
RENAMED_FROM = f"{OURS}renamed-from"
GO_ON_AS = f"{OURS}go-on-as"

CONTROLS = frozenset(
    {"page", "gtable", "radio-button", "check-box", "drop-down", "autocomplete", "help", "prompt", "legal"}
)
NAMED_FORMATS = frozenset(
    {"nhs-number", "upn", "uk-postcode", "uk-postcode-part", "uk-phone", "email", "ni-number", "urn"}
)
REASONS = frozenset({"asked-unknown", "not-asked", "asked-declined", "not-applicable"})
MESSAGE_CODES = frozenset(
    (
        *(key.partition(".")[0] for key in TEMPLATES["en"]),
        "invariant",
        "namedFormat",
        *(f"namedFormat.{name}" for name in NAMED_FORMATS),
    )
)

_IGNORED = re.compile(
    r"http://hl7\.org/fhir/StructureDefinition/("
    r"rendering-(style|xhtml|markdown|styleSensitive)|designNote|display|ordinalValue|itemWeight|"
    r"questionnaire-(displayCategory|supportLink|ordinalValue)|structuredefinition-(wg|fmm|standards-status)|"
    r"artifact-.+|resource-(approvalDate|lastReviewDate)|valueset-.+|cqf-(publicationDate|publicationStatus))"
    r"|http://hl7\.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-(preferredTerminologyServer|openLabel)"
)
_REFUSED = {
    "questionnaire-unit": "Units are not part of this profile; ask for a number and name the unit in the text.",
    "initialExpression": "Population from other records is not part of this profile.",
    "launchContext": "Population from other records is not part of this profile.",
    "candidateExpression": "Population from other records is not part of this profile.",
    "itemExtractionContext": "Extraction into other records is not part of this profile.",
    "observation": "Extraction into other records is not part of this profile.",
    "questionnaireAdaptive": "Adaptive forms are not part of this profile.",
    "answerExpression": "Lists made by an expression are not part of this profile; use answerOption or answerValueSet.",
}
_TODAY = re.compile(r"today\(\)((?:[+-]\d{1,5}'?(?:year|month|week|day)s?'?)*)")
_TERM = re.compile(r"([+-])(\d{1,5})'?(year|month|week|day)")
_LOCATION = re.compile(r"linkId\s*=\s*'([^']*)'")


def refuse_extension(extension: Node, url: str) -> None:
    """Refuse an extension that the profile does not know, unless it is on the list of those without effect."""
    if _IGNORED.fullmatch(url):
        return
    for part, reason in _REFUSED.items():
        if part in url:
            extension.refuse(reason)
            return
    extension.refuse(f'The extension "{url}" is not part of this profile. Take it out.' if url else "url is missing.")


def read_value_x(node: Node, kinds: tuple[str, ...], *, prefix: str = "value") -> Value | None:
    """Read the one `value[x]` of an object, of one of these kinds; notes what is wrong and gives None."""
    keys = [key for key in node.raw if key.startswith(prefix) and key[len(prefix) : len(prefix) + 1].isupper()]
    node.allow(*keys)
    if len(keys) != 1:
        node.refuse(f"Exactly one {prefix}[x] is needed here.")
        return None
    kind = keys[0].removeprefix(prefix)
    if kind not in kinds:
        node.refuse(f"{keys[0]} does not fit here; use {' or '.join(prefix + kind for kind in kinds)}.", keys[0])
        return None
    try:
        return read_value(kind, node.raw[keys[0]])
    except NotThatType:
        node.refuse(f"This is not a FHIR {kind}.", keys[0])
        return None


def read_limit(extension: Node, kinds: tuple[str, ...]) -> Limit | None:
    """Read minValue or maxValue: fixed, or an expression of `today()` plus or minus years, months, weeks, days."""
    for kind in kinds:
        primitive = extension.inner(f"_value{kind}")
        if primitive is None:
            continue
        for inner in primitive.each("extension"):
            if inner.text("url") in (EXPRESSION, OLD_EXPRESSION):
                return _relative(inner)
    return read_value_x(extension, kinds)


def _relative(inner: Node) -> Today | None:
    expression = inner.inner("valueExpression")
    text = inner.text("valueString") if expression is None else expression_text(expression)
    squeezed = "".join(text.split())
    match = _TODAY.fullmatch(squeezed)
    if match is None:
        inner.refuse(f'A limit may only be "today()" plus or minus years, months, weeks or days, not "{text}".')
        return None
    parts = {"year": 0, "month": 0, "week": 0, "day": 0}
    for sign, number, unit in _TERM.findall(match[1]):
        parts[unit] += int(sign + number)
    return Today(parts["year"], parts["month"], parts["week"], parts["day"])


def expression_text(expression: Node) -> str:
    """Read the FHIRPath of a `valueExpression`; another language is refused."""
    if expression.text("language", "text/fhirpath") != "text/fhirpath":
        expression.refuse("Only text/fhirpath is part of this profile.", "language")
    text = expression.text("expression")
    if not text.strip():
        expression.refuse("The expression is empty.", "expression")
    return text


def read_expression(extension: Node) -> str:
    """Read the FHIRPath of an extension that holds a `valueExpression` (or, as of old, a `valueString`)."""
    inner = extension.inner("valueExpression")
    return expression_text(inner) if inner is not None else extension.text("valueString")


def read_variable(extension: Node) -> tuple[str, str]:
    """Read a `variable`: its name and its FHIRPath."""
    inner = extension.inner("valueExpression")
    if inner is None:
        extension.refuse("A variable needs a valueExpression.")
        return "", ""
    name = inner.text("name")
    if not re.fullmatch(r"[A-Za-z_]\w{0,63}", name) or name in ("resource", "context", "questionnaire", "qitem"):
        inner.refuse("A variable needs a name of letters, digits and _ that FHIRPath does not use itself.", "name")
    return name, expression_text(inner)


def read_constraint(extension: Node, context: str) -> Rule:
    """Read a `targetConstraint`, or the deprecated `questionnaire-constraint`."""
    parts: dict[str, str] = {}
    for part in extension.each("extension"):
        name = part.text("url")
        if name == "expression":
            parts[name] = read_expression(part)
        elif name in ("key", "severity", "human", "location", "requirements"):
            parts[name] = next((part.text(key) for key in part.raw if key.startswith("value")), "")
        else:
            refuse_extension(part, name)
    if not parts.get("expression"):
        extension.refuse("A rule needs an expression.")
    if not parts.get("human"):
        extension.refuse("A rule needs a sentence (human) for the person.")
    severity = parts.get("severity", "error")
    if severity not in ("error", "warning", "information"):
        extension.refuse('The severity of a rule is "error" or "warning".')
    location = _LOCATION.search(parts.get("location", ""))
    where = location[1] if location else context
    return Rule(parts.get("key", ""), severity, parts.get("expression", ""), parts.get("human", ""), where, context)


def read_message(extension: Node) -> tuple[str, str]:
    """Read our `error-message`: the issue's code and the sentence."""
    code, text = "", ""
    for part in extension.each("extension"):
        name = part.text("url")
        if name == "code":
            code = part.text("valueCode")
        elif name == "text":
            text = part.text("valueString")
        else:
            part.refuse('Only "code" and "text" belong in an error-message.')
    if code not in MESSAGE_CODES:
        extension.refuse(f'"{code}" is not a code that a message can be written for.')
    if not text.strip():
        extension.refuse("The message is empty.")
    return code, text


def read_reasons(extension: Node) -> tuple[str, ...]:
    """Read our `absent-reasons`: one valueCode, or several inside one extension."""
    parts = list(extension.each("extension"))
    codes = tuple(part.text("valueCode") for part in parts) if parts else (extension.text("valueCode"),)
    for code in codes:
        if code not in REASONS:
            extension.refuse(f'"{code}" is not a reason; use {", ".join(sorted(REASONS))}.')
    return codes


def read_control(extension: Node) -> str:
    """Read the code of `questionnaire-itemControl`."""
    concept = extension.inner("valueCodeableConcept")
    codes = [coding.text("code") for coding in concept.each("coding")] if concept is not None else []
    found = [code for code in codes if code in CONTROLS]
    if not found:
        extension.refuse(f"The control must be one of {', '.join(sorted(CONTROLS))}.")
        return ""
    return found[0]


def full_date(value: Value | None) -> bool:
    """Whether a value is a date with year, month and day."""
    return isinstance(value, Date) and len(value.text) == len("2019-03-27")

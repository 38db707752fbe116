"""Small forms for the tests of the engine, written as FHIR JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Answers, Coding, Path, Value
from desktop_portal.forms.evaluate import Evaluation, evaluate, update
from desktop_portal.forms.questionnaire import FormRefused, compile_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.tree import Form

Json = dict[str, Any]

DATA = File(__file__).parent / "data"
TODAY = date(2026, 11, 24)
HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OURS = "https://forms.example.gov.uk/fhir/StructureDefinition/"


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text("utf-8"))


def questionnaire(*items: Json, **more: Any) -> Json:
    return {
        "resourceType": "Questionnaire",
        "url": "https://forms.example.gov.uk/Questionnaire/small",
        "version": "1",
        "name": "Small",
        "title": "A small form",
        "status": "active",
        "item": list(items),
        **more,
    }


def item(link_id: str, kind: str = "string", *extensions: Json, **more: Any) -> Json:
    found: Json = {"linkId": link_id, "type": kind, "text": more.pop("text", f"The {link_id}"), **more}
    if extensions:
        found["extension"] = list(extensions)
    return found


def group(link_id: str, *items: Json, **more: Any) -> Json:
    return {"linkId": link_id, "type": "group", "text": f"The {link_id}", "item": list(items), **more}


def extension(url: str, **value: Any) -> Json:
    return {"url": url if "://" in url else HL7 + url, **value}


def when(question: str, operator: str = "exists", **answer: Any) -> Json:
    return {"question": question, "operator": operator, **(answer or {"answerBoolean": True})}


def expression(url: str, text: str, name: str = "") -> Json:
    value = {"language": "text/fhirpath", "expression": text, **({"name": name} if name else {})}
    return {"url": url, "valueExpression": value}


def rule(text: str, *, location: str = "", severity: str = "error", human: str = "Check this") -> Json:
    parts: list[Json] = [
        {"url": "key", "valueId": "rule"},
        {"url": "severity", "valueCode": severity},
        expression("expression", text),
        {"url": "human", "valueString": human},
    ]
    if location:
        parts.append({"url": "location", "valueString": f"linkId='{location}'"})
    return {"url": HL7 + "targetConstraint", "extension": parts}


def options(*codes: str, exclusive: str = "") -> list[Json]:
    found: list[Json] = []
    for code in codes:
        option: Json = {"valueCoding": {"system": "urn:s", "code": code, "display": code.title()}}
        if code == exclusive:
            option["extension"] = [extension("questionnaire-optionExclusive", valueBoolean=True)]
        found.append(option)
    return found


def code(name: str) -> Coding:
    return Coding(name, "urn:s")


def form(*items: Json, **more: Any) -> Form:
    return compile_form(questionnaire(*items, **more))


def refusal(*items: Json, **more: Any) -> list[tuple[str, str]]:
    """Place and message of everything that is refused; fails when nothing is."""
    try:
        form(*items, **more)
    except FormRefused as refused:
        return [(problem.place, problem.message) for problem in refused.problems]
    raise AssertionError("the form was taken")


def filled(made: Form, given: Mapping[Any, Any], *, draft: bool = False) -> Evaluation:
    """Evaluate a form after answers were given one by one, and see that this is what a full evaluation finds."""
    found = evaluate(made, Answers(), TODAY, draft=draft)
    for key, value in given.items():
        values: tuple[Value, ...] = value if isinstance(value, tuple) else (value,)
        found = update(found, key if isinstance(key, Path) else Path(key), values)
    again = evaluate(made, found.answers, TODAY, draft=draft)
    assert dict(again.issues) == dict(found.issues)
    assert (again.off, dict(again.filled), again.answers) == (found.off, dict(found.filled), found.answers)
    return found


def wrong(found: Evaluation) -> list[tuple[str, str]]:
    return [(issue.path.link_id, issue.code) for issue in found.in_order()]


def said(found: Evaluation) -> list[str]:
    return [issue.message for issue in found.in_order()]

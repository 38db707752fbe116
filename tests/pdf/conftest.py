"""Small real forms, and requests made of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core.submission import FileToSend
from desktop_portal.forms.answers import Answers, Path, Value
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.pdf.request import Kind, PdfRequest

if TYPE_CHECKING:
    from collections.abc import Callable

WRITTEN = datetime(2026, 11, 23, 14, 3, tzinfo=UTC)
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
ABSENT = "https://forms.example.gov.uk/fhir/StructureDefinition/absent-reasons"
FILE = FileToSend("ab" * 32, 341_504, "image/jpeg", "Body map <front> & back.jpg")


def _control(code: str) -> dict[str, Any]:
    url = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
    system = "http://hl7.org/fhir/questionnaire-item-control"
    return {"url": url, "valueCodeableConcept": {"coding": [{"system": system, "code": code}]}}


DEFINITION: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://forms.example.gov.uk/Questionnaire/small",
    "version": "1.0.0",
    "title": "Child/Young Person Safeguarding Concern",
    "status": "active",
    "item": [
        {
            "linkId": "child",
            "prefix": "1",
            "text": "Child",
            "type": "group",
            "item": [
                {"linkId": "child.first-name", "text": "First name", "type": "string"},
                {"linkId": "child.dob", "text": "Date of birth", "type": "date"},
                {
                    "linkId": "concern.kinds",
                    "text": "Kinds of concern",
                    "type": "choice",
                    "repeats": True,
                    "answerOption": [
                        {"valueCoding": {"system": "urn:k", "code": "neglect", "display": "Neglect"}},
                        {"valueCoding": {"system": "urn:k", "code": "harm", "display": "Physical harm"}},
                    ],
                },
                {"linkId": "injured", "text": "Is there an injury?", "type": "boolean"},
                {
                    "linkId": "injury",
                    "text": "What is the injury?",
                    "type": "text",
                    "enableWhen": [{"question": "injured", "operator": "=", "answerBoolean": True}],
                },
                {"linkId": "story", "text": "What worries you?", "type": "text"},
            ],
        },
        {
            "linkId": "household",
            "prefix": "2",
            "text": "Household",
            "type": "group",
            "item": [
                {
                    "linkId": "person",
                    "text": "Person",
                    "type": "group",
                    "repeats": True,
                    "item": [
                        {"linkId": "person.name", "text": "Name", "type": "string"},
                        {
                            "linkId": "person.phone",
                            "text": "Phones",
                            "type": "group",
                            "repeats": True,
                            "item": [{"linkId": "person.number", "text": "Number", "type": "string"}],
                        },
                    ],
                }
            ],
        },
        {
            "linkId": "declaration",
            "prefix": "3",
            "text": "Declaration",
            "type": "group",
            "item": [
                {
                    "linkId": "declaration.words",
                    "text": "What I have written is true to the best of my knowledge.",
                    "type": "display",
                    "extension": [_control("legal")],
                }
            ],
        },
    ],
}


@pytest.fixture
def make() -> Callable[..., PdfRequest]:
    """Return a maker of requests: answers by linkId or Path, rows by Path, and anything of PdfRequest."""
    form = compile_form(DEFINITION)

    def make_request(
        values: dict[str | Path, tuple[Value, ...] | Value] | None = None,
        rows: dict[Path, int] | None = None,
        **more: Any,
    ) -> PdfRequest:
        given = {
            (where if isinstance(where, Path) else Path(where)): (value if isinstance(value, tuple) else (value,))
            for where, value in (values or {}).items()
        }
        answers = Answers(MappingProxyType(given), MappingProxyType(rows or {}))
        evaluation = evaluate(form, answers, date(2026, 11, 23), draft=True)
        settings: dict[str, Any] = {"kind": Kind.DRAFT, "written_at": WRITTEN, "who": "Sam Taylor", **more}
        return PdfRequest(council="Example Council", evaluation=evaluation, **settings)

    return make_request


@pytest.fixture
def received() -> dict[str, Any]:
    """What makes a request one of a form that the council has."""
    return {
        "kind": Kind.SUBMITTED,
        "reference": "LCS-26-00417",
        "received_at": datetime(2026, 11, 23, 14, 5, tzinfo=UTC),
        "digest": DIGEST,
        "files": (FILE,),
    }

"""The third-party cases: severity, code and place of every issue must agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.forms.check import check_response
from desktop_portal.forms.command import check_command
from desktop_portal.forms.questionnaire import compile_form
from tests.forms.building import TODAY, Json, read

if TYPE_CHECKING:
    from pathlib import Path

CASES: list[Json] = read("questionnaire-cases.json")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_third_party_case_is_judged_as_its_authors_expect(case: Json) -> None:
    found = check_response(compile_form(case["questionnaire"]), case["response"], TODAY)
    issues = [
        {"severity": issue.severity, "code": issue.code, "at": f"linkId='{issue.path.link_id}'"} for issue in found
    ]
    assert issues == case["expected"]


def test_there_are_as_many_cases_as_were_taken_over() -> None:
    assert len({case["name"] for case in CASES}) == 43


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_command_line_prints_the_same_as_an_operation_outcome(
    case: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = []
    for part in ("questionnaire", "response"):
        (tmp_path / f"{part}.json").write_text(json.dumps(case[part]), "utf-8")
        names.append(str(tmp_path / f"{part}.json"))
    status = check_command(names, today=TODAY)
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["resourceType"] == "OperationOutcome"
    printed = [
        {"severity": issue["severity"], "code": issue["details"]["coding"][0]["code"], "at": issue["expression"][0]}
        for issue in outcome["issue"]
    ]
    assert printed == case["expected"]
    assert status == int(any(issue["severity"] in ("fatal", "error") for issue in case["expected"]))

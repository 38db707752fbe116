"""`desktop-portal forms check`: whatever is handed in, an outcome and a status, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.forms.command import MAX_BYTES, check_command, forms_command
from tests.forms.building import DATA, HL7, TODAY, extension, group, item, options, questionnaire, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    def run(*contents: object) -> tuple[int, list[dict[str, Any]]]:
        names = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.json"
            path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
            names.append(str(path))
        status = check_command(names, today=TODAY)
        outcome = json.loads(capsys.readouterr().out)
        assert outcome["resourceType"] == "OperationOutcome"
        return status, outcome["issue"]

    return run


def test_a_good_form_has_no_errors_and_advice_is_a_warning(check: Any) -> None:
    assert check((DATA / "example-questionnaire.json").read_bytes()) == (0, [])
    status, issues = check(questionnaire(item("q1", text="Why?", required=True)))
    assert status == 0
    assert {issue["severity"] for issue in issues} == {"warning"}
    assert "shortText" in json.dumps(issues)
    assert issues[-1]["expression"] == ["linkId='q1'"]


def test_a_form_outside_the_profile_is_an_error_with_its_place(check: Any) -> None:
    status, (issue,) = check(questionnaire(item("q1", "quantity")))
    assert (status, issue["severity"], issue["expression"]) == (1, "error", ["linkId='q1'"])
    assert issue["diagnostics"] == "Questionnaire.item[0] (linkId 'q1').type"


def test_a_response_is_checked(check: Any) -> None:
    definition = questionnaire(item("q1", required=True))
    response = {"resourceType": "QuestionnaireResponse", "status": "completed"}
    status, (issue,) = check(definition, response)
    assert (status, issue["severity"], issue["details"]["coding"][0]["code"]) == (1, "error", "required")
    assert (issue["details"]["text"], issue["expression"]) == ("Enter the q1", ["linkId='q1'"])
    assert check(definition, {**response, "status": "in-progress"})[0] == 0
    filled = {**response, "item": [{"linkId": "q1", "answer": [{"valueString": "x"}]}]}
    assert check(definition, filled) == (0, [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe rubbish \x80",
        b"{",
        b"null",
        b"[]",
        b"12",
        b'"Questionnaire"',
        b'{"resourceType": "Patient"}',
        b'{"resourceType": ["Questionnaire"]}',
        b'{"resourceType": "Questionnaire", "item": [{"linkId": NaN}]}',
        b"[" * 100_000,
        b'{"resourceType":' * 50_000,
        b'{"resourceType": "Questionnaire", "version": ' + b"9" * 10_000 + b"}",
        b'{"resourceType": "Questionnaire"' + b" " * MAX_BYTES + b"}",
        '{"resourceType": "Questionnaire"}'.encode("utf-16"),
    ],
    ids=lambda content: repr(content[:24]),
)
def test_what_is_not_a_form_is_status_two(check: Any, content: bytes) -> None:
    status, issues = check(content)
    assert status == 2
    assert [issue["severity"] for issue in issues] == ["fatal"]
    assert check(questionnaire(item("q1")), content)[0] == 2


def test_odd_content_of_a_form_is_refused_and_can_be_printed(check: Any) -> None:
    assert check(b'{"resourceType": "Questionnaire", "item": {"a": 1}}')[0] == 1
    assert check(b'{"resourceType": "Questionnaire", "item": [{"linkId": "\\ud800", "type": "x"}]}')[0] == 1
    assert check(b"\xef\xbb\xbf" + json.dumps(questionnaire(item("q1", text="T"))).encode())[0] == 0


def test_folders_missing_files_and_wrong_usage_are_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for argv in (
        [str(tmp_path)],
        [str(tmp_path / "none.json")],
        [],
        ["a", "b", "c"],
        ["--fast"],
        ["\x00"],
        ["/dev/zero"],
    ):
        assert check_command(argv, today=TODAY) == 2
        assert json.loads(capsys.readouterr().out)["issue"][0]["severity"] == "fatal"
    assert forms_command(["bake"]) == 2
    assert "forms check FORM.json" in capsys.readouterr().out


def test_shipped_lists_are_known(check: Any) -> None:
    listed = "https://forms.example.gov.uk/ValueSet/dfe-sen-provision|2026.11.1"
    definition = questionnaire(group("s", item("q1", "choice", answerValueSet=listed, text="Provision")))
    assert check(definition) == (0, [])
    answer = {"system": "https://forms.example.gov.uk/CodeSystem/dfe-sen-provision", "code": "Z"}
    response = {"resourceType": "QuestionnaireResponse", "status": "completed",
                "item": [{"linkId": "s", "item": [{"linkId": "q1", "answer": [{"valueCoding": answer}]}]}]}  # fmt: skip
    status, (issue,) = check(definition, response)
    assert (status, issue["details"]["coding"][0]["code"]) == (1, "invalidCoding")


def test_authors_are_told_what_the_engine_would_run_but_nobody_should_publish(check: Any) -> None:
    doubtful = questionnaire(
        group("s", item("a", "boolean", text="Do you agree", required=True)),
        item(
            "b", "string", extension("regex", valueString="[0-9]+"), extension("minLength", valueInteger=9), maxLength=3
        ),
        item("c", "integer", extension("minValue", valueInteger=9), extension("maxValue", valueInteger=3)),
        item("d", "choice"),
        item("e", "choice", answerOption=options("x")),
        item("f", enableWhen=[{"question": "e", "operator": "=", "answerCoding": {"system": "urn:s", "code": "y"}}]),
        extension=[rule("1 = ")],
    )
    status, issues = check(doubtful)
    texts = " ".join(issue["details"]["text"] for issue in issues)
    assert status == 0
    for words in ("not required itself", "satisfied by", "not anchored", "minLength is larger", "minValue is larger",
                  "no options", "not among the options", "into a section", "cannot be read"):  # fmt: skip
        assert words in texts
    assert HL7 not in texts


def test_the_program_itself_prints_it() -> None:
    script = "import sys; from desktop_portal.forms.command import forms_command; sys.exit(forms_command(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", script, "check", str(DATA / "questionnaire-cases.json")],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, b"")
    assert json.loads(done.stdout)["issue"]

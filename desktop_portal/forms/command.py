"""`desktop-portal forms check FORM.json [RESPONSE.json]`: a FHIR OperationOutcome, whatever is handed in."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.check import check_response
from desktop_portal.forms.issues import ERROR, FATAL, FormRefused
from desktop_portal.forms.publish import advice
from desktop_portal.forms.questionnaire import compile_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_BYTES = 16 * 1024 * 1024
USAGE = "desktop-portal forms check FORM.json [RESPONSE.json]"
SYSTEM = "https://forms.example.gov.uk/fhir/CodeSystem/issue-code"

_FINE, _WRONG, _UNREADABLE = 0, 1, 2
_FHIR_CODES = {"required": "required", "invariant": "invariant", "invariantExecution": "invariant"}

Json = dict[str, Any]


class _Unreadable(Exception):  # noqa: N818 (said to the person who handed it in)
    """A file that cannot be read as what it should be; the text says why."""


def forms_command(argv: Sequence[str]) -> int:
    """Run `forms …`; gives the exit status."""
    if argv[:1] == ["check"]:
        return check_command(argv[1:])
    more = "desktop-portal forms preview FORM.json, desktop-portal forms import WORKBOOK.xlsx"
    return _print([_issue(FATAL, "usage", f"Use: {USAGE}, {more}")], _UNREADABLE)


def check_command(argv: Sequence[str], *, today: date | None = None) -> int:
    """Check a form, or a response to it: prints the outcome; 0 no error, 1 errors, 2 a file that cannot be read."""
    if len(argv) not in (1, 2) or any(given.startswith("--") for given in argv):
        return _print([_issue(FATAL, "usage", f"Use: {USAGE}")], _UNREADABLE)
    try:
        return _check(argv, today)
    except _Unreadable as problem:
        return _print([_issue(FATAL, "unreadable", str(problem))], _UNREADABLE)
    except Exception as error:  # noqa: BLE001 (anything at all may be handed in; the promise is: never a traceback)
        text = f"This could not be checked ({type(error).__name__}). Tell us, with the file."
        return _print([_issue(FATAL, "unknown", text)], _UNREADABLE)


def _check(argv: Sequence[str], today: date | None) -> int:
    definition = _resource(argv[0], "Questionnaire")
    response = _resource(argv[1], "QuestionnaireResponse") if len(argv) > 1 else None
    try:
        form = compile_form(definition, value_sets=_shipped_lists())
    except FormRefused as refused:
        found = [_issue(each.severity, each.code, each.message, each.link_id, each.place) for each in refused.problems]
        return _print(found, _WRONG)
    if response is None:
        found = [_issue(each.severity, each.code, each.message, each.link_id, each.place) for each in advice(form)]
        return _print(found, _FINE)
    # A command run by hand is its own edge: app.py and its clock are not started for it.
    day = today or datetime.now(UTC).astimezone().date()  # noqa: TID251 (see above)
    issues = check_response(form, response, day)
    found = [_issue(each.severity, each.code, each.message, each.path.link_id) for each in issues]
    return _print(found, _WRONG if any(each.severity in (FATAL, ERROR) for each in issues) else _FINE)


def _resource(name: str, kind: str) -> Json:
    try:
        content = json.loads(_content(name), parse_constant=_refuse_constant)
    except RecursionError as error:
        raise _Unreadable(f"{name} is nested too deep.") from error
    except ValueError as error:
        raise _Unreadable(f"{name} is not JSON: {error}.") from error
    found = content.get("resourceType") if isinstance(content, dict) else None
    if found != kind:
        what = f"a {found[:60]}" if isinstance(found, str) and found else "no FHIR resource"
        raise _Unreadable(f"{name} is {what}, not a {kind}.")
    checked: Json = content
    return checked


def _content(name: str) -> str:
    try:
        path = Path(name)
        if not path.is_file():
            raise _Unreadable(f"{name} is not a file." if path.exists() else f"There is no file {name}.")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _Unreadable(f"{name} cannot be read: {error}.") from error
    if len(content) > MAX_BYTES:
        raise _Unreadable(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Unreadable(f"{name} is not a text in UTF-8.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number in JSON")


def _shipped_lists() -> Mapping[str, Json]:
    """Read the lists of codes that are shipped: beside the package when installed, else in the checkout."""
    package = Path(__file__).parent.parent
    folder = next((each for each in (package / "resources", package.parent / "resources") if each.is_dir()), package)
    lists = (json.loads(path.read_text("utf-8")) for path in sorted((folder / "valuesets").glob("*.json")))
    return {f"{each['url']}|{each['version']}": each for each in lists}


def _issue(severity: str, code: str, text: str, link_id: str = "", place: str = "") -> Json:
    issue: Json = {
        "severity": severity,
        "code": _FHIR_CODES.get(code, "structure" if severity == FATAL else "business-rule"),
        "details": {"coding": [{"system": SYSTEM, "code": code}], "text": text},
    }
    if place:
        issue["diagnostics"] = place
    if link_id:
        issue["expression"] = [f"linkId='{link_id}'"]
    return issue


def _print(issues: list[Json], status: int) -> int:
    # ASCII only: a lone surrogate out of the file could not be written in any encoding.
    sys.stdout.write(json.dumps({"resourceType": "OperationOutcome", "issue": issues}, indent=1) + "\n")
    return status

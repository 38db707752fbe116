"""J29: the templates in resources/policy say what the program takes; one source makes both."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from desktop_portal.paths import resources
from desktop_portal.policy import read_policy
from desktop_portal.policy.keys import KEYS
from desktop_portal.policy.sources import Found
from desktop_portal.policy.templates import adml, admx, all_templates, json_schema

SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"


class Said:
    """A source that says given values."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def read(self) -> tuple[Found, ...]:
        return (Found("said", self.values),)


def test_the_files_beside_the_program_are_those_that_the_keys_make() -> None:
    folder = resources() / "policy"
    kept = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    assert kept == all_templates(), "run: desktop-portal policy templates resources/policy"


def test_the_example_names_every_key_and_all_of_it_can_be_used() -> None:
    text = (resources() / "policy/policy.toml").read_text()
    used = re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE)
    values = tomllib.loads(used)
    assert set(values) == set(KEYS)
    jsonschema.validate(values, json_schema())
    # The example authority is on nobody's computer.
    assert [one.place for one in read_policy([Said(values)]).warned] == ["certificate_authority"]


VALUES: dict[str, list[Any]] = {
    "bool": [True, False, 0, "yes"],
    "int": [0, 1, 30, 31, 60, 61, 100, 101, "5"],
    "str": ["", "info", "https://portal.example.gov.uk", 5],
    "tuple": [[], ["pdf"], ["en"], ["xlsx"], "pdf", [5]],
}


@pytest.mark.parametrize("name", KEYS)
def test_the_schema_never_refuses_what_the_program_takes(name: str) -> None:
    checked = 0
    for value in VALUES[KEYS[name].kind.__name__]:
        taken = not read_policy([Said({name: value})]).warned
        valid = jsonschema.Draft202012Validator(json_schema()).is_valid({name: value})
        assert valid or not taken, f"{name} = {value!r}"
        checked += taken
    special = {"proxy", "certificate_authority", "council_hours", "council_name", "forms_key"}
    assert checked or name in special or "telephone" in name


def test_the_schema_refuses_keys_and_limits_that_the_program_refuses() -> None:
    check = jsonschema.Draft202012Validator(json_schema())
    wrong = [{"retention_days": 31}, {"idle_minutes": 0}, {"telemetry": True}, {"nothing": 1}, {"languages": ["fr"]}]
    assert [check.is_valid(one) for one in wrong] == [False] * len(wrong)
    assert check.is_valid(json.loads('{"idle_minutes": 60, "telemetry": false}'))


def test_group_policy_can_set_every_key_and_every_word_is_there() -> None:
    definitions, words = admx(), adml()
    names = [one.get("name") for one in definitions.iter("policy")]
    assert names == [name for name in KEYS if name != "telemetry"] + ["policy_file"]
    strings = {one.get("id") for one in words.iter("string")}
    presentations = {one.get("id") for one in words.iter("presentation")}
    text = ET.tostring(definitions, encoding="unicode")
    assert set(re.findall(r"\$\(string\.(\w+)\)", text)) <= strings
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", text)) == presentations


def test_the_template_is_in_the_namespace_that_windows_reads() -> None:
    root = ET.fromstring(all_templates()["ChildrensPortal.admx"])  # noqa: S314 (our own)
    assert root.tag == f"{SPACE}policyDefinitions"
    shared = next(one for one in root.iter(f"{SPACE}policy") if one.get("name") == "shared_computer")
    assert shared.get("key") == r"SOFTWARE\Policies\ChildrensPortal"
    assert [one.get("value") for one in shared.iter(f"{SPACE}decimal")] == ["1", "0"]


def test_J29_administrators_find_every_key_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs/admin.md").read_text(encoding="utf-8")
    assert [name for name in KEYS if f"`{name}`" not in text] == []

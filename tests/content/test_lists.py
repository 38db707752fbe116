from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.content.reading import OURS, RESOURCES, Json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EXACT = {
    "dfe-ethnicity": (
        "WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE BCRB BAFR BOTH OOTH REFU NOBT"
    ),
    "dfe-disability": "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA",
    "dfe-factors": (
        "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A 15A 16A 17A "
        "18A 18B 18C 19A 19B 19C 20 21 22A 23A 24A"
    ),
    "dfe-abuse-category": "NEG PHY SAB EMO MUL",
    "dfe-primary-need": "N0 N1 N2 N3 N4 N5 N6 N7 N8 N9",
    "dfe-referral-source": "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10",
    "dfe-upn-reason": "UN1 UN2 UN3 UN4 UN5 UN6 UN7",
    "dfe-sen-type": "SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH NSA",
    "dfe-sen-provision": "N K E",
    "dfe-sex": "M F U",
}


def concepts(value_sets: Mapping[str, Json], name: str) -> list[Json]:
    (found,) = (one for one in value_sets.values() if one["url"].endswith(f"/{name}"))
    listed: list[Json] = found["compose"]["include"][0]["concept"]
    return listed


def flagged(value_sets: Mapping[str, Json], name: str, end: str, value: object) -> Iterator[str]:
    for concept in concepts(value_sets, name):
        for extension in concept.get("extension", ()):
            if extension["url"].endswith(end) and value in extension.values():
                yield concept["code"]


@pytest.mark.parametrize("name", EXACT)
def test_the_council_can_export_the_codes_of_the_department_as_they_are(
    value_sets: Mapping[str, Json], name: str
) -> None:
    assert sorted(concept["code"] for concept in concepts(value_sets, name)) == sorted(EXACT[name].split())


def test_retired_factors_can_be_read_but_not_chosen(value_sets: Mapping[str, Json]) -> None:
    assert set(flagged(value_sets, "dfe-factors", "/retired", value=True)) == {"18A", "19A"}


def test_no_disability_and_no_factor_stand_alone(value_sets: Mapping[str, Json]) -> None:
    assert list(flagged(value_sets, "dfe-disability", "-optionExclusive", value=True)) == ["NONE"]
    assert list(flagged(value_sets, "dfe-factors", "-optionExclusive", value=True)) == ["21"]


def test_labels_that_nobody_confirmed_say_so(value_sets: Mapping[str, Json]) -> None:
    verified = f"{OURS}/verified"
    assert set(flagged(value_sets, "dfe-factors", verified, value=False)) == {"8B", "8C", "8D", "8E", "8F"}
    sources = EXACT["dfe-referral-source"].split()
    assert list(flagged(value_sets, "dfe-referral-source", verified, value=False)) == sources
    assert set(flagged(value_sets, "dfe-upn-reason", verified, value=False)) == {"UN2", "UN3", "UN4", "UN5", "UN6"}


def test_a_list_has_an_address_of_its_own_and_no_code_twice(value_sets: Mapping[str, Json]) -> None:
    files = list((RESOURCES / "valuesets").glob("*.json"))
    assert len(files) == len(value_sets)
    for file in files:
        resource = json.loads(file.read_text("utf-8"))
        assert resource["resourceType"] == "ValueSet"
        assert resource["url"].endswith(f"/{file.stem}")
        listed = concepts(value_sets, file.stem)
        codes = [concept["code"] for concept in listed]
        assert len(codes) == len(set(codes))
        assert all(concept["display"].strip() for concept in listed)


def test_the_kinds_of_concern_stand_in_five_groups(value_sets: Mapping[str, Json]) -> None:
    groups: dict[str, int] = {}
    for concept in concepts(value_sets, "concern"):
        (group,) = (one["valueString"] for one in concept["extension"] if one["url"].endswith("/group"))
        groups[group] = groups.get(group, 0) + 1
    assert groups == {"harm": 9, "exploitation": 7, "child": 15, "parent": 8, "family": 8}

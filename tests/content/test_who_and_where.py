"""What the forms ask about ethnicity and addresses: two easy steps, and no more than is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.content.reading import Json, absent_reasons, codes, items, questions

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDED = {
    "safeguarding-concern": {"child.address", "child.postcode"},
    "public-concern": {"child.address"},
    "early-help": {"child.address", "child.postcode"},
    # A school says where the council's answer goes to.
    "ehc-needs-assessment": {"child.address", "child.postcode", "professional.address"},
}
LACKING = {"asked-unknown", "not-asked", "asked-declined"}


def must(item: Json) -> bool:
    return bool(item.get("required"))


def test_J10_ethnicity_is_asked_in_two_steps_that_end_in_the_departments_codes(
    name: str, form: Json, value_sets: Mapping[str, Json]
) -> None:
    known = {item["linkId"]: item for item in items(form)}
    first = known.get("child.ethnic-group")
    if first is None:
        assert name == "public-concern", "a neighbour is not asked"
        return
    assert set(absent_reasons(first)) == LACKING
    steps = {group: known.get(f"child.ethnicity-{group}") for _system, group in codes(first, value_sets)}
    assert [group for group, second in steps.items() if second is None] == ["other"], "which is a code by itself"
    ends = []
    for group, second in steps.items():
        if second is None:
            continue
        (condition,) = second["enableWhen"]
        assert (condition["question"], condition["answerCoding"]["code"]) == ("child.ethnic-group", group)
        assert set(absent_reasons(second)) == LACKING
        ends += codes(second, value_sets)
    department = next(one for key, one in value_sets.items() if "/dfe-ethnicity|" in key)["compose"]["include"][0]
    theirs = {(department["system"], one["code"]) for one in department["concept"]}
    elsewhere = {"OOTH", "REFU", "NOBT"}
    assert set(ends) == {one for one in theirs if one[1] not in elsewhere}
    assert len(ends) == len(set(ends))


def test_J10_of_addresses_only_what_is_needed_must_be_answered_and_none_is_a_wall(name: str, form: Json) -> None:
    asked = [one for one in questions(form) if one["linkId"].endswith(("address", "postcode"))]
    assert {one["linkId"] for one in asked if must(one)} == NEEDED[name]
    for one in asked:
        if one["linkId"].startswith("child.") and must(one):
            # Who does not know it says so there, or has said before that it is not known.
            assert absent_reasons(one) or one["enableWhen"][0]["question"] == "child.address-known", one["linkId"]

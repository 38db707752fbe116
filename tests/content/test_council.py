from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.content.reading import Json, codes, questions, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DRAMA = re.compile(r"01632 960 \d{3}|07700 900 \d{3}|0808 157 0\d{3}")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def bilingual(value: Any) -> Iterator[Json]:
    if isinstance(value, dict) and set(value) == {"en", "cy"}:
        yield value
    elif isinstance(value, (dict, list)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from bilingual(entry)


def test_every_number_of_the_example_council_can_reach_nobody() -> None:
    council = read("council.json")
    numbers = [*council["telephone"].values(), *(contact["telephone"] for contact in council["contacts"])]
    assert all(DRAMA.fullmatch(number) for number in numbers)
    assert council["telephone"]["day"] == council["telephone"]["night"] == "01632 960 001"
    assert council["mail"]["sender_address"].endswith(("@example.gov.uk", "@example.com"))


def test_each_day_opens_before_it_closes_or_stays_shut() -> None:
    hours = read("council.json")["hours"]
    assert tuple(hours) == DAYS
    for day in DAYS:
        if hours[day] is not None:
            opens, closes = hours[day]
            assert re.fullmatch(r"\d\d:\d\d", opens)
            assert opens < closes


def test_each_level_that_a_form_offers_is_described_by_the_council(value_sets: Mapping[str, Json]) -> None:
    described = [level["code"] for level in read("council.json")["levels"]]
    (asked,) = (
        item for item in questions(read("forms/safeguarding-concern.json")) if item["linkId"] == "overview.level"
    )
    assert [code for _, code in codes(asked, value_sets)] == described


def test_each_service_that_the_council_names_is_one_that_the_form_offers(value_sets: Mapping[str, Json]) -> None:
    named = {service["code"] for service in read("council.json")["services"]}
    (asked,) = (item for item in questions(read("forms/early-help.json")) if item["linkId"] == "services.wanted")
    assert named
    assert named <= {code for _, code in codes(asked, value_sets)}


def test_the_council_speaks_both_languages() -> None:
    council = read("council.json")
    found = list(bilingual(council))
    assert len(found) > 25
    for text in found:
        assert text["en"].strip()
        assert text["cy"].strip()
        assert text["en"] != text["cy"]
    assert [language["code"] for language in council["languages"]] == ["en", "cy"]


def test_the_terms_say_what_a_person_agrees_to_in_nine_points_in_both_languages() -> None:
    terms = read("council.json")["terms"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", terms["version"])
    for text in terms["text"].values():
        assert re.findall(r"^(\d)\. ", text, re.MULTILINE) == list("123456789")
        assert "999" in text


def test_the_council_can_ask_for_more_and_close_a_form_with_an_outcome() -> None:
    council = read("council.json")
    assert council["information_request_reasons"][0]["text"]["en"] == "Insufficient detail"
    assert set(council["destinations"]) == {"LCS", "EHM"}
    assert len({outcome["code"] for outcome in council["outcomes"]}) == len(council["outcomes"]) >= 5
    assert council["not_received_minutes"] == 15

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.content.reading import CATALOGUE, RESOURCES, Json, questions, read, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

WELSH_FORMS = [entry["name"] for entry in CATALOGUE if entry["name"] in ("safeguarding-concern", "public-concern")]
# The same word in both languages.
SAME = {
    "CAMHS",
    "Person",
    "Alcohol",
    "Cafcass",
    "Sikh",
    "Roma",
    "Dari",
    "Hindi",
    "Igbo",
    "Lingala",
    "Malayalam",
    "Mandarin",
    "Pashto",
    "Romani",
    "Shona",
    "Swahili",
    "Telugu",
    "Thai",
    "Tigrinya",
}


@pytest.mark.parametrize("name", WELSH_FORMS)
def test_a_person_who_reads_welsh_meets_no_english(name: str, value_sets: Mapping[str, Json]) -> None:
    form = read(f"forms/{name}.json")
    for english, translated in texts(form):
        assert translated.get("cy"), english
        assert translated["cy"] != english or english in SAME, english
    used = {item["answerValueSet"] for item in questions(form) if "answerValueSet" in item}
    for reference in used:
        for concept in value_sets[reference]["compose"]["include"][0]["concept"]:
            welsh = [one["value"] for one in concept.get("designation", ()) if one.get("language") == "cy"]
            assert len(welsh) == 1, concept["display"]
            assert welsh[0] != concept["display"] or welsh[0] in SAME, concept["display"]


@pytest.mark.parametrize("name", WELSH_FORMS)
def test_the_way_out_for_a_person_who_lacks_a_fact_is_said_in_welsh(name: str) -> None:
    for english, translated in texts(read(f"forms/{name}.json")):
        assert english.endswith('"I do not know"') == translated["cy"].endswith('"Nid wyf yn gwybod"'), english


def test_the_catalogue_says_in_welsh_what_each_welsh_form_is_for() -> None:
    for entry in CATALOGUE:
        if entry["name"] in WELSH_FORMS:
            assert entry["title"]["cy"] != entry["title"]["en"]
            assert entry["summary"]["cy"] != entry["summary"]["en"]


def test_no_translation_is_left_over_from_words_that_are_gone() -> None:
    written = "\n".join(file.read_text("utf-8") for file in (RESOURCES / "forms").glob("*.json"))
    written += "\n".join(file.read_text("utf-8") for file in (RESOURCES / "valuesets").glob("*.json"))
    for file in (RESOURCES / "forms" / "source" / "welsh").glob("*.json"):
        for english in json.loads(file.read_text("utf-8")):
            assert json.dumps(english, ensure_ascii=False)[1:-1] in written, (file.name, english)

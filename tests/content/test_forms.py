from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop_portal.forms.questionnaire import compile_form
from tests.content.reading import (
    CATALOGUE,
    RESOURCES,
    Json,
    absent_reasons,
    codes,
    extensions,
    items,
    messages,
    questions,
    read,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SIZES = {
    "safeguarding-concern": range(120, 191),
    "public-concern": range(25, 46),
    "early-help": range(90, 141),
    "ehc-needs-assessment": range(120, 171),
}
WELL_KNOWN = {
    "safeguarding-concern": """
        overview.danger-now overview.level professional.name professional.role professional.agency
        professional.organisation professional.team professional.work-phone professional.mobile professional.email
        child.first-name child.last-name child.dob child.approximate-age child.nhs-number child.upn
        household.person household.person.first-name documents.item documents.item.file declaration
        school-health agencies concerns strengths consent
    """,
    "public-concern": "overview.danger-now documents.item documents.item.file declaration",
    "early-help": """
        overview.danger-now consent professional.name professional.email household.person documents.item.file
        declaration
    """,
    "ehc-needs-assessment": """
        child.first-name child.last-name child.dob child.nhs-number child.upn professional.name professional.email
        documents.item.file declaration
    """,
}
# What a referrer may lack: forms-content 1.2 marks these "answered, but Not known is allowed".
NEVER_A_WALL = (
    "overview.phoned-at",
    "child.first-name",
    "child.last-name",
    "child.dob",
    "child.due-date",
    "child.sex",
    "child.ethnic-group",
    "child.first-language",
    "child.interpreter",
    "child.disabled",
    "child.where-now",
    "child.legal-status",
    "school-health.school",
    "school-health.gp",
    "household.person.first-name",
    "household.person.last-name",
    "concerns.incident-date",
    "concerns.incident-place",
    "concerns.disclosure",
    "concerns.injury",
    "concerns.police-told",
    "concerns.worker-risk",
    "strengths.going-well",
    "strengths.wishes",
    "strengths.previous",
    "strengths.support-given",
    "consent.child-aware",
    "consent.child-view",
)
FIRST_WORDS = ("Enter ", "Select ", "Choose ", "Confirm ")
TELEPHONE = re.compile(r"\+44|(?<!\d )\b0\d{2,4}[ -]?\d{3}")
UNKIND = re.compile(r"\b(please|invalid|required|error|mandatory)\b", re.IGNORECASE)


def test_the_committed_files_are_what_their_sources_write(tmp_path: Path) -> None:
    source = RESOURCES / "forms" / "source" / "write.py"
    subprocess.run([sys.executable, str(source), str(tmp_path)], check=True, timeout=60)
    written = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*.json"))
    committed = [RESOURCES / "forms" / "catalogue.json", *(RESOURCES / "valuesets").glob("*.json")]
    committed += [RESOURCES / "forms" / f"{entry['name']}.json" for entry in CATALOGUE]
    assert written == sorted(file.relative_to(RESOURCES) for file in committed)
    for file in written:
        assert (tmp_path / file).read_bytes() == (RESOURCES / file).read_bytes(), file


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_form_compiles(form: Json, value_sets: Mapping[str, Json], language: str) -> None:
    compiled = compile_form(form, language=language, value_sets=value_sets)
    assert len(compiled.sections) == len(form["item"])
    assert compiled.language == language


def test_the_catalogue_lists_the_forms_that_exist() -> None:
    forms = {file.name for file in (RESOURCES / "forms").glob("*.json")} - {"catalogue.json"}
    assert {entry["file"] for entry in CATALOGUE} == forms
    for entry in CATALOGUE:
        assert entry["file"] == f"{entry['name']}.json"
        assert entry["audience"] in ("professional", "public")
        assert entry["destination"] in ("LCS", "EHM")
        assert isinstance(entry["safeguarding"], bool)
        assert entry["summary"]["en"]
        assert read(f"forms/{entry['file']}")["url"].endswith(f"/{entry['name']}")


def test_a_form_is_as_large_as_the_real_one(name: str, form: Json) -> None:
    assert len(list(questions(form))) in SIZES[name]


def test_sections_are_numbered_pages_from_overview_to_declaration(form: Json) -> None:
    sections = form["item"]
    assert [section["prefix"] for section in sections] == [str(number + 1) for number in range(len(sections))]
    assert sections[-1]["linkId"] == "declaration"
    for section in sections:
        assert section["type"] == "group"
        control = extensions(section, "/questionnaire-itemControl")[0]
        assert control["valueCodeableConcept"]["coding"][0]["code"] == "page"


def test_a_section_must_be_answered_when_a_question_on_it_must(form: Json) -> None:
    for section in form["item"]:
        holds = any(child.get("required") for child in section["item"])
        assert section.get("required", False) == holds, section["linkId"]


def test_link_ids_are_unique_and_begin_with_what_they_belong_to(form: Json) -> None:
    seen = [item["linkId"] for item in items(form)]
    assert len(seen) == len(set(seen))
    for section in form["item"]:
        for item in items(section):
            assert item["linkId"].startswith(f"{section['linkId']}."), item["linkId"]
    for parent in items(form):
        if parent.get("repeats") and parent["type"] == "group":
            for child in items(parent):
                assert child["linkId"].startswith(f"{parent['linkId']}."), child["linkId"]


def test_the_well_known_questions_are_there(name: str, form: Json) -> None:
    seen = {item["linkId"] for item in items(form)}
    assert set(WELL_KNOWN[name].split()) <= seen


def test_every_rule_of_showing_asks_a_question_that_can_have_that_answer(
    form: Json, value_sets: Mapping[str, Json]
) -> None:
    known = {item["linkId"]: item for item in items(form)}
    for item in items(form):
        conditions = item.get("enableWhen", ())
        assert len(conditions) < 2 or item["enableBehavior"] in ("any", "all"), item["linkId"]
        for condition in conditions:
            asked = known[condition["question"]]
            if condition["operator"] == "exists" or asked["type"] == "boolean":
                assert isinstance(condition["answerBoolean"], bool)
                continue
            assert asked["type"] in ("choice", "open-choice"), item["linkId"]
            coding = condition["answerCoding"]
            assert (coding["system"], coding["code"]) in codes(asked, value_sets), (item["linkId"], coding)


def test_no_form_shuts_out_a_person_who_lacks_a_fact(name: str, form: Json) -> None:
    known = {item["linkId"]: item for item in items(form)}
    found = [link_id for link_id in NEVER_A_WALL if link_id in known]
    assert name != "safeguarding-concern" or found == list(NEVER_A_WALL)
    # A school that asks for an assessment of its own pupil knows the pupil's name.
    certain = {"child.first-name", "child.last-name"} if name == "ehc-needs-assessment" else set()
    for link_id in found:
        assert absent_reasons(known[link_id]) or link_id in certain, link_id


def test_what_must_be_answered_says_what_to_do(form: Json) -> None:
    for item in questions(form):
        if not item.get("required"):
            continue
        message = messages(item)["required"]
        assert message.startswith(FIRST_WORDS), message
        assert not message.endswith(("?", ".")), message
        assert UNKIND.search(message) is None, message
        offers = "asked-unknown" in absent_reasons(item)
        assert message.endswith(('or select "I do not know"', 'or "I do not know"')) == offers, message


def test_a_question_in_the_form_of_a_question_has_words_for_a_message(form: Json) -> None:
    for item in questions(form):
        if item["text"].endswith("?"):
            named = extensions(item, "/sdc-questionnaire-shortText") or item.get("required")
            assert named, item["linkId"]


def test_no_form_says_a_telephone_number_or_an_unkind_word(form: Json) -> None:
    for text, translated in texts(form):
        for words in (text, *translated.values()):
            assert TELEPHONE.search(words) is None, words
        assert UNKIND.search(text) is None, text


def test_labels_are_short_enough_to_read_in_passing(form: Json) -> None:
    for item in questions(form):
        assert 2 < len(item["text"]) <= 110, item["linkId"]
        assert item["text"][0].isupper() or item["text"][0].isdigit(), item["linkId"]


def test_a_list_offers_each_code_once_and_names_it_by_system(form: Json, value_sets: Mapping[str, Json]) -> None:
    for item in questions(form):
        if item["type"] in ("choice", "open-choice"):
            offered = codes(item, value_sets)
            assert offered, item["linkId"]
            assert len(offered) == len(set(offered)), item["linkId"]


def test_files_are_limited_in_kind_and_size(form: Json) -> None:
    (file,) = (item for item in questions(form) if item["linkId"] == "documents.item.file")
    kinds = {one["valueCode"] for one in extensions(file, "/mimeType")}
    assert kinds == {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/msword",
        "image/jpeg",
        "image/png",
        "image/heic",
    }
    assert [one["valueDecimal"] for one in extensions(file, "/maxSize")] == [25 * 1024 * 1024]


def test_a_question_is_of_one_kind_in_all_forms_so_that_a_switch_between_forms_keeps_its_answer() -> None:
    kinds: dict[str, str] = {}
    for entry in CATALOGUE:
        for item in items(read(f"forms/{entry['name']}.json")):
            assert kinds.setdefault(item["linkId"], item["type"]) == item["type"], (entry["name"], item["linkId"])

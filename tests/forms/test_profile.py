"""Everything outside the exact subset is refused, naming the place in words that an author can act on."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_portal.forms.questionnaire import Finding, FormRefused, compile_form
from desktop_portal.forms.regexes import why_refused
from desktop_portal.forms.tree import Group, Note, Question, Today
from tests.forms.building import (
    HL7,
    OURS,
    SDC,
    Json,
    expression,
    extension,
    form,
    group,
    item,
    options,
    questionnaire,
    read,
    refusal,
    rule,
    when,
)

Q1 = "Questionnaire.item[0] (linkId 'q1')"


@pytest.mark.parametrize(
    ("made", "place", "words"),
    [
        (item("q1", "quantity"), f"{Q1}.type", "A quantity is not part"),
        (item("q1", "reference"), f"{Q1}.type", "A reference is not part"),
        (item("q1", "question"), f"{Q1}.type", "abstract"),
        (item("q1", "slider"), f"{Q1}.type", '"slider" is not a type'),
        (item("q1", modifierExtension=[{}]), f"{Q1}.modifierExtension", "modifierExtension"),
        (item("q1", code=[{}]), f"{Q1}.code", '"code" is not part'),
        (item("q1", "string", extension("https://example.org/own")), f"{Q1}.extension[0]", "https://example.org/own"),
        (item("q1", "string", extension(SDC + "initialExpression")), f"{Q1}.extension[0]", "Population"),
        (item("q1", "string", extension("regex", valueString="(")), f"{Q1}.extension[0].valueString", "cannot be read"),
        (item("q1", "string", extension("regex", valueString="(a+)+$")), f"{Q1}.extension[0].valueString", "50 ms"),
        (
            item("q1", "string", extension("regex", valueString="(?<=a)b")),
            f"{Q1}.extension[0].valueString",
            "other tools",
        ),
        (item("q1", "integer", maxLength=3), f"{Q1}.maxLength", "Only a text"),
        (item("q1", maxLength="3"), f"{Q1}.maxLength", "a whole number"),
        (item("q1", "choice", answerValueSet="#none"), f"{Q1}.answerValueSet", "is not contained"),
        (item("q1", "choice", answerValueSet="http://x|1"), f"{Q1}.answerValueSet", "is not shipped"),
        (
            item("q1", "choice", answerOption=[{"valueDecimal": 1}]),
            f"{Q1}.answerOption[0].valueDecimal",
            "does not fit",
        ),
        (item("q1", "choice", answerOption=options("a", "a")), f"{Q1}.answerOption[1]", "already"),
        (item("q1", "string", extension(OURS + "named-format", valueCode="iban")), f"{Q1}.extension[0]", "iban"),
        (item("q1", "string", extension(OURS + "absent-reasons", valueCode="lazy")), f"{Q1}.extension[0]", "lazy"),
        (item("q1", enableWhen=[when("none")]), f"{Q1}.enableWhen[0].question", "no question with the linkId 'none'"),
        (item("q1", enableWhen=[when("q1")]), f"{Q1}.enableWhen[0].question", "its own answer"),
        (item("q1", enableWhen=[when("q1", "~")]), f"{Q1}.enableWhen[0].operator", "not an operator"),
        (item("q1", "string", expression(SDC + "enableWhenExpression", "1 +")), f"{Q1}.extension", "cannot be read"),
        (item("q1", "string", expression(SDC + "calculatedExpression", "%x")), f"{Q1}.extension", "no variable %x"),
        (
            item("q1", "string", expression(SDC + "calculatedExpression", "%resource.descendants().count()")),
            f"{Q1}.extension",
            "descendants() is not part",
        ),
        (
            item("q1", "string", expression(SDC + "calculatedExpression", "%resource.item.count()")),
            f"{Q1}.extension",
            "by linkId",
        ),
        ({"linkId": "", "type": "string"}, "Questionnaire.item[0].linkId", "Each item needs a linkId"),
        (group("q1", readOnly=True), f"{Q1}.readOnly", "A group has no answer"),
    ],
)
def test_what_the_profile_lacks_is_refused_with_its_place(made: Json, place: str, words: str) -> None:
    found = refusal(made)
    assert found[0][0] == place
    assert words in found[0][1]


@pytest.mark.parametrize(
    "more",
    [
        {"implicitRules": "http://x"},
        {"derivedFrom": ["http://x"]},
        {"modifierExtension": [{}]},
        {"status": "new"},
        {"url": "http://x y"},
        {"contained": [{"resourceType": "Patient", "id": "p"}]},
        {"extension": [{"url": SDC + "launchContext"}]},
        {"item": "none"},
    ],
)
def test_the_same_goes_for_the_form_itself(more: Json) -> None:
    assert refusal(item("q1"), **more)


def test_conditions_must_fit_the_answers_of_their_question() -> None:
    asked = item("a", "choice", answerOption=options("x"))
    for bad in (when("a", "=", answerString="x"), when("a", ">", answerCoding={"system": "urn:s", "code": "x"})):
        assert refusal(asked, item("q1", enableWhen=[bad]))[0][0].startswith("Questionnaire.item[1] (linkId 'q1')")
    assert "enableBehavior" in refusal(asked, item("q1", enableWhen=[when("a"), when("a")]))[0][1]
    assert "which has no answer" in refusal(group("g", item("b")), item("q1", enableWhen=[when("g")]))[0][1]


def test_conditions_that_go_round_in_a_circle_are_refused_with_the_circle() -> None:
    made = (item("a", enableWhen=[when("b")]), item("b", enableWhen=[when("c")]), item("c", enableWhen=[when("a")]))
    ((_place, words),) = refusal(*made)
    assert "in a circle" in words
    assert all(name in words for name in "abc")
    assert "in a circle" in refusal(group("g", item("a"), enableWhen=[when("a")]))[0][1]
    calculation = expression(SDC + "calculatedExpression", "%resource.item.where(linkId='a').answer.value + 1")
    assert "in a circle" in refusal(item("a", "integer", calculation))[0][1]


def test_two_items_never_share_a_link_id() -> None:
    assert "already" in refusal(item("q1"), group("g", item("q1")))[0][1]


def test_everything_wrong_is_said_at_once() -> None:
    found = refusal(item("a", "quantity"), item("b", "slider"), item("c", enableWhen=[when("z")]))
    assert len(found) == 3


def test_the_whole_profile_is_read() -> None:
    made = compile_form(read("example-questionnaire.json"))
    assert [section.link_id for section in made.sections] == ["child", "household", "concern", "declaration"]
    born = made.items["child.dob"]
    assert isinstance(born, Question)
    assert (born.minimum, born.maximum) == (Today(years=-26), Today())
    assert born.messages["minValue"] == "The child must be under 26"
    assert made.scopes["person.name"] == ("person",)
    nhs = made.items["child.nhs"]
    assert isinstance(nhs, Question)
    assert (nhs.named_format, nhs.entry_format) == ("nhs-number", "10 digits, on any letter from the NHS")
    file = made.items["concern.file"]
    assert isinstance(file, Question)
    assert (file.mime_types, file.max_size, file.max_occurs) == (("application/pdf",), 10485760, 5)
    person = made.items["person"]
    assert isinstance(person, Group)
    assert person.max_occurs == 20
    assert [rule.key for rule in made.rules] == ["incident-after-birth", "someone-at-home"]


def test_a_form_speaks_the_language_it_is_compiled_for() -> None:
    made = compile_form(read("example-questionnaire.json"), language="cy")
    assert made.items["child.name"].text == "Enw llawn y plentyn"
    assert made.languages == ("cy", "en")


def test_help_without_a_condition_is_the_hint_of_what_it_stands_under() -> None:
    control = {"coding": [{"code": "help"}]}
    hint = item(
        "h", "display", extension("questionnaire-itemControl", valueCodeableConcept=control), text="On a letter"
    )
    ruled = {**hint, "linkId": "r", "text": "Shown later", "enableWhen": [when("q2")]}
    made = form(item("q1", item=[hint, ruled]), item("q2"))
    question = made.items["q1"]
    assert isinstance(question, Question)
    assert question.hint == "On a letter"
    assert [child.link_id for child in question.children] == ["r"]
    assert isinstance(made.items["h"], Note)


def test_a_question_outside_a_section_is_found_in_a_section_of_its_own() -> None:
    made = form(item("a"), item("b"), group("s", item("c")), item("d"))
    assert [[child.link_id for child in section.children] for section in made.sections] == [["a", "b"], ["c"], ["d"]]
    assert [root.link_id for root in made.roots] == ["a", "b", "s", "d"]


def test_a_shipped_list_is_found_by_url_and_version_with_labels_in_both_languages_and_retired_codes() -> None:
    concept = [
        {
            "code": "18A",
            "display": "Physical abuse",
            "designation": [{"language": "cy", "value": "Cam-drin"}, {"value": "harm", "use": {"code": "synonym"}}],
            "extension": [{"url": OURS + "retired", "valueBoolean": True}],
        },
        {"code": "none", "extension": [{"url": HL7 + "questionnaire-optionExclusive", "valueBoolean": True}]},
    ]
    listed = {
        "resourceType": "ValueSet",
        "url": "http://x",
        "version": "2",
        "compose": {"include": [{"concept": concept}]},
    }
    definition = questionnaire(item("q1", "choice", answerValueSet="http://x|2"))
    for language, label in (("en", "Physical abuse"), ("cy", "Cam-drin")):
        question = compile_form(definition, language=language, value_sets={"http://x|2": listed}).items["q1"]
        assert isinstance(question, Question)
        old, none = question.options
        assert (old.label, old.retired, old.synonyms, none.exclusive, none.label) == (
            label,
            True,
            ("harm",),
            True,
            "none",
        )


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(a|b|ab)*c", "^(\\w+\\s?)*$", "(.*)*x", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"]
)
def test_a_pattern_that_could_hang_the_program_is_refused_quickly(pattern: str) -> None:
    begin = perf_counter()
    assert "50 ms" in why_refused(pattern)
    assert perf_counter() - begin < 5


@pytest.mark.parametrize(
    "pattern",
    [r"^[0-9]{3} ?[0-9]{3} ?[0-9]{4}$", r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "^(?:[A-Z]{2}){1,3}$", r"^[\s\S]{0,200}$"],
)
def test_ordinary_patterns_are_taken(pattern: str) -> None:
    assert why_refused(pattern) == ""


def _seconds_on_a_processor(process: subprocess.Popen[str]) -> float:
    try:
        return int(Path(f"/proc/{process.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0 if process.poll() is None else 1.0


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux says how long a process has run")
def test_a_busy_computer_does_not_make_a_good_pattern_a_bad_one() -> None:
    """The trying process is stopped for longer than the limit again and again, as a scheduler under load does."""
    words = "from desktop_portal.forms.regexes import why_refused\n"
    words += "print('ready', flush=True)\n"
    words += "print('|'.join(why_refused('^[0-9]{%d} ?[a-z]{2}$' % n) for n in range(1, 31)))"
    command = [sys.executable, "-c", words]
    stops = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as trying:
        assert trying.stdout is not None
        assert trying.stdout.readline() == "ready\n"
        while trying.poll() is None:
            trying.send_signal(signal.SIGSTOP)
            stops += 1
            threading.Event().wait(0.06)
            before = _seconds_on_a_processor(trying)
            trying.send_signal(signal.SIGCONT)
            # Not a fixed time: beside other work it might never have its turn in it.
            while trying.poll() is None and _seconds_on_a_processor(trying) < before + 0.002:
                threading.Event().wait(0.001)
        assert trying.stdout.read().strip() == "|" * 29
    assert stops >= 5


def test_a_pattern_in_matches_is_unwrapped() -> None:
    made = form(item("q1", "string", extension("regex", valueString="matches('^[0-9]+$')")))
    question = made.items["q1"]
    assert isinstance(question, Question)
    assert question.regex == "^[0-9]+$"


def test_hostile_definitions_are_stopped() -> None:
    deep = item("q0")
    for number in range(1, 40):
        deep = group(f"g{number}", deep)
    assert "deep" in refusal(deep)[0][1]
    assert "at most 5000 items" in refusal(*[item(f"q{number}") for number in range(6000)])[0][1]
    begin = perf_counter()
    slow = [item(f"q{number}", "string", extension("regex", valueString=f"(a+)+{number}")) for number in range(100)]
    assert refusal(*slow)
    assert perf_counter() - begin < 30
    many = [rule(f"{number} = " + " + ".join(["1"] * 300)) for number in range(200)]
    assert "40000 characters in all" in refusal(item("q1"), extension=many)[0][1]
    long = rule("1 = 1" + " and 1 = 1" * 1000)
    assert len(form(item("q1"), extension=[long]).rules) == 1  # a rule that cannot be read says so when it is run


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_damaged_definition_is_refused_or_taken_but_never_crashes(data: st.DataObject) -> None:
    definition = read("example-questionnaire.json")

    def places(node: Any) -> list[tuple[Any, Any]]:
        keys = list(node.keys()) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        return [(node, key) for key in keys] + [found for key in keys for found in places(node[key])]

    for _ in range(data.draw(st.integers(1, 3))):
        node, key = data.draw(st.sampled_from(places(definition)))
        node[key] = data.draw(_JSON)
    problems = _problems(definition)
    assert all(problem.place and problem.message for problem in problems)


def _problems(definition: Json) -> tuple[Finding, ...]:
    try:
        compile_form(definition)
    except FormRefused as refused:
        return refused.problems
    return ()

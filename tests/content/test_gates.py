from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Answers, Date, Path, with_answer, with_row_added
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from tests.content.reading import Json, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form

TODAY = date(2026, 11, 24)
CONSENT = Path("consent.given")


def compiled(name: str, value_sets: Mapping[str, Json]) -> Form:
    return compile_form(read(f"forms/{name}.json"), value_sets=value_sets)


def with_rows(form: Form, group: str, rows: list[dict[str, Value]]) -> Evaluation:
    answers = Answers()
    for index, row in enumerate(rows):
        answers = with_row_added(form, answers, Path(group))
        for name, value in row.items():
            answers = with_answer(answers, Path(f"{group}.{name}", (index,)), (value,))
    return evaluate(form, answers, TODAY, draft=False)


def said(evaluation: Evaluation, path: Path, key: str) -> list[str]:
    return [issue.severity for issue in evaluation.issues.get(path, ()) if issue.key == key]


def test_early_help_stops_with_advice_where_the_family_has_not_agreed(value_sets: Mapping[str, Json]) -> None:
    form = compiled("early-help", value_sets)
    for agreed in (False, True):
        answers = with_answer(Answers(), CONSENT, (agreed,))
        evaluation = evaluate(form, answers, TODAY, draft=False)
        assert evaluation.enabled(Path("consent.needed")) is not agreed
        assert evaluation.enabled(Path("consent.by")) is agreed
        assert said(evaluation, CONSENT, "consent-is-needed") == ([] if agreed else ["error"])
    assert said(evaluate(form, Answers(), TODAY, draft=False), CONSENT, "consent-is-needed") == []


def test_a_school_without_two_cycles_is_told_so_and_can_still_ask(value_sets: Mapping[str, Json]) -> None:
    form = compiled("ehc-needs-assessment", value_sets)
    one = with_rows(form, "support.cycle", [{"provision": "Reading group"}])
    assert said(one, Path("support"), "two-cycles") == ["warning"]
    two = with_rows(form, "support.cycle", [{"provision": "Reading group"}, {"provision": "Tutor"}])
    assert said(two, Path("support"), "two-cycles") == []


def test_the_cost_of_support_is_added_up(value_sets: Mapping[str, Json]) -> None:
    form = compiled("ehc-needs-assessment", value_sets)
    costs: list[dict[str, Value]] = [{"cost": Decimal("1200.50")}, {"cost": Decimal(300)}, {"provision": "Buddy"}]
    evaluation = with_rows(form, "support.cycle", costs)
    (total,) = evaluation.answers.values[Path("support.total")]
    assert total == Decimal("1500.50")


def test_an_old_report_is_asked_about_where_it_stands(value_sets: Mapping[str, Json]) -> None:
    form = compiled("ehc-needs-assessment", value_sets)
    reports: list[dict[str, Value]] = [{"report": Date("2026-05-01")}, {"report": Date("2025-10-01")}]
    evaluation = with_rows(form, "professionals.person", reports)
    assert said(evaluation, Path("professionals.person.report", (0,)), "report-recent") == []
    assert said(evaluation, Path("professionals.person.report", (1,)), "report-recent") == ["warning"]


def test_a_person_who_stays_anonymous_is_not_asked_who_they_are(value_sets: Mapping[str, Json]) -> None:
    form = compiled("public-concern", value_sets)
    for anonymous in (True, False):
        answers = with_answer(Answers(), Path("you.stay-anonymous"), (anonymous,))
        evaluation = evaluate(form, answers, TODAY, draft=False)
        for name in ("name", "phone", "email", "address", "may-contact", "keep-identity"):
            assert evaluation.enabled(Path(f"you.{name}")) is not anonymous

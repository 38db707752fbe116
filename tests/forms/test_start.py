"""How a form, and a row, begins."""

from __future__ import annotations

from desktop_portal.forms.answers import Answers, Path, fresh, with_row_added
from tests.forms.building import code, extension, form, group, item, options


def test_a_form_begins_with_the_answers_its_definition_gives_and_the_rows_it_asks_for() -> None:
    chosen = options("a", "b")
    chosen[1]["initialSelected"] = True
    bounds = [extension("questionnaire-minOccurs", valueInteger=2)]
    made = form(
        item("a", "integer", initial=[{"valueInteger": 3}]),
        item("b", "choice", answerOption=chosen),
        group("row", item("c", initial=[{"valueString": "x"}]), repeats=True, extension=bounds),
        group("more", item("d", initial=[{"valueString": "y"}]), repeats=True),
    )
    begun = fresh(made)
    assert begun.values == {
        Path("a"): (3,),
        Path("b"): (code("b"),),
        Path("c", (0,)): ("x",),
        Path("c", (1,)): ("x",),
    }
    assert begun.rows == {Path("row"): 2}
    added = with_row_added(made, with_row_added(made, Answers(), Path("more")), Path("more"), at=0)
    assert added.values == {Path("d", (0,)): ("y",), Path("d", (1,)): ("y",)}

"""Forms with rules, enabling expressions, calculations and variables in FHIRPath, made by hypothesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.forms.building import HL7, SDC, expression, form, group, item, rule

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form
    from tests.forms.building import Json

ENABLE, CALCULATE, VARIABLE = SDC + "enableWhenExpression", SDC + "calculatedExpression", HL7 + "variable"
PLAIN = ("n1", "n2", "t1", "b1")
_TYPES = {"n1": "integer", "n2": "integer", "t1": "string", "b1": "boolean"}


def _all(link_id: str) -> str:
    return f"%resource.item.where(linkId='s').item.where(linkId='{link_id}').answer.value"


def _rows(link_id: str) -> str:
    return f"%resource.item.where(linkId='s').item.where(linkId='g').item.where(linkId='{link_id}').answer.value"


_TRUTHS = (
    f"{_all('n1')} > 3",
    f"{_all('n1')} <= {_all('n2')}",
    f"{_all('t1')}.exists()",
    f"{_all('b1')} = true",
    f"{_rows('r1')}.count() > 1",
    f"{_rows('r1')}.where($this > 5).empty()",
    f"{_all('t1')} = 'ab' or {_all('b1')}.empty()",
)
_SUMS = (f"{_all('n1')} + {_all('n2')}", f"{_rows('r1')}.count()", f"{_all('n1')}", "%twice + 1")


@st.composite
def forms_with_expressions(draw: st.DrawFn) -> Form:
    """Plain questions, calculated ones, rows with rules of their own, and questions that come and go by expressions."""
    truths = st.sampled_from(_TRUTHS)
    plain = [item(link_id, _TYPES[link_id], required=draw(st.booleans())) for link_id in PLAIN]
    sums = [draw(st.sampled_from(_SUMS)) for _ in range(2)]
    made: list[Json] = [
        *plain,
        item("c1", "integer", expression(CALCULATE, sums[0]), readOnly=True),
        item("c2", "integer", expression(CALCULATE, sums[1]), readOnly=True),
        group(
            "g",
            item("r1", "integer", required=draw(st.booleans())),
            item("r2", "string", *([expression(ENABLE, draw(truths))] if draw(st.booleans()) else [])),
            repeats=True,
            extension=[rule("item.where(linkId='r1').answer.value > 2")] if draw(st.booleans()) else [],
        ),
        item("d1", "string", expression(ENABLE, draw(truths)), required=draw(st.booleans())),
        group("d2", item("d3", "boolean", required=True), extension=[expression(ENABLE, draw(truths))]),
    ]
    section = group("s", *made, extension=[rule(draw(truths))] if draw(st.booleans()) else [])
    return form(section, extension=[expression(VARIABLE, f"{_all('n1')} * 2", "twice")])

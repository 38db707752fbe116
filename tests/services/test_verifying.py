"""A head teacher holds a PDF in her hands and wants to know whether it is what was submitted."""

from __future__ import annotations

import io
import json
import re
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_portal.pdf import record as records
from desktop_portal.services import verifying
from desktop_portal.services.requests import Requests
from desktop_portal.services.verifying import Verdict, verify
from desktop_portal.services.verifying_words import SENTENCES, sentence_of
from tests.services.test_exporting import (  # noqa: F401 (fixtures)
    NOW,
    exporting,
    receive,
    saved,
    store,
    submitted,
)

if TYPE_CHECKING:
    from desktop_portal.services.exporting import Exporting
    from desktop_portal.store.database import Store

STORY = "He said that he fell off his bike <b>twice</b> & cried. محمد"


@pytest.fixture
def received(store: Store, exporting: Exporting) -> str:  # noqa: F811
    form = submitted(store, STORY)
    receive(store)
    return form.id


def alone(pdf: bytes, exporting: Exporting) -> str:  # noqa: F811
    """The verdict at another computer."""
    return str(verify(pdf, exporting.form).verdict)


def here(pdf: bytes, exporting: Exporting) -> str:  # noqa: F811
    """The verdict at the computer that the form was sent from."""
    return str(verify(pdf, exporting.form, exporting).verdict)


def test_what_was_submitted_is_known_again_where_it_was_sent_from(received: str, exporting: Exporting) -> None:  # noqa: F811
    for with_data in (False, True):
        pdf = exporting.submission(received, 1, with_data=with_data).pdf
        assert here(pdf, exporting) == "submitted"


def test_a_print_from_before_the_receipt_is_known_too(store: Store, exporting: Exporting) -> None:  # noqa: F811
    form = submitted(store, STORY)
    pdf = exporting.submission(form.id, 1).pdf
    assert here(pdf, exporting) == "waiting"
    receive(store)
    assert here(pdf, exporting) == "submitted"


def test_with_the_answers_inside_any_computer_can_tell(received: str, exporting: Exporting) -> None:  # noqa: F811
    finding = verify(exporting.submission(received, 1, with_data=True).pdf, exporting.form)
    assert finding.verdict is Verdict.AGREES
    assert finding.record is not None
    assert finding.record.reference == "LCS-26-00417"
    bare = verify(exporting.submission(received, 1).pdf, exporting.form)
    assert (bare.verdict, bare.reason) == (Verdict.CANNOT_TELL, "nothing-attached")


def test_a_reply_to_the_council_is_part_of_what_was_submitted(store: Store, exporting: Exporting) -> None:  # noqa: F811
    submitted(store, STORY)
    receive(store)
    asked = {"request_id": "r", "version": 1, "comments": "Who?", "asked_at": NOW.isoformat()}
    Requests(store.state).take("d-1", "information-request", asked)
    form = submitted(store, STORY, version=2, reply={"request_id": "r", "text": "His uncle.", "notes": []})
    receive(store)
    pdf = exporting.submission(form.id, 2, with_data=True).pdf
    Requests(store.state).take("d-1", "receipt", {"version": 2})
    assert here(pdf, exporting) == "submitted"
    assert alone(pdf, exporting) == "agrees"
    forged = pdf.replace(b"His uncle.", b"His aunts.")
    assert forged != pdf
    assert (here(forged, exporting), alone(forged, exporting)) == ("other", "other")
    Requests(store.state).forget(["d-1"])
    assert here(pdf, exporting) == "other"


def test_words_drawn_over_the_page_are_found(received: str, exporting: Exporting) -> None:  # noqa: F811
    for with_data in (False, True):
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(exporting.submission(received, 1, with_data=with_data).pdf)) as pdf:
            page = pdf.pages[-1]
            page.contents_add(b"1 1 1 rg 0 0 600 600 re f")
            pdf.save(made)
        assert here(made.getvalue(), exporting) in {"other", "not-ours"}
        assert alone(made.getvalue(), exporting) in {"other", "not-ours", "cannot-tell"}
    assert verify(made.getvalue(), exporting.form).verdict is not Verdict.AGREES


def test_other_answers_inside_are_found(received: str, exporting: Exporting) -> None:  # noqa: F811
    pdf = exporting.submission(received, 1, with_data=True).pdf
    match = re.search(rb"<</Type/EmbeddedFile.*?/Length (\d+)>>\nstream\n", pdf)
    assert match is not None
    length = int(match[1])
    response = json.loads(zlib.decompress(pdf[match.end() : match.end() + length]))
    text = json.dumps(response).replace("twice", "never").encode()
    forged = pdf[: match.end()] + zlib.compress(text) + pdf[match.end() + length :]
    forged = forged.replace(b"/Length %d>>" % length, b"/Length %d>>" % len(zlib.compress(text)))
    finding = verify(forged, exporting.form)
    assert (finding.verdict, finding.reason) == (Verdict.OTHER, "answers")


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (b"LCS-26-00417", b"LCS-26-00418", "other"),
        (b"Sam Taylor", b"Tim Taylor", "other"),
        (b"Example Council", b"Another Council", "other"),
        (b'"version": 1', b'"version": 2', "cannot-tell"),
    ],
)
def test_another_reference_name_or_version_is_found(
    received: str,
    exporting: Exporting,  # noqa: F811
    old: bytes,
    new: bytes,
    verdict: str,
) -> None:
    pdf = exporting.submission(received, 1).pdf
    start, end = pdf.index(b"<portal:record"), pdf.index(b"</portal:record>")
    record = pdf[start:end].replace(b"&quot;", b'"')
    assert old in record
    assert here(pdf[:start] + record.replace(old, new) + pdf[end:], exporting) == verdict


def test_a_draft_a_family_copy_and_a_stranger_are_not_what_was_submitted(
    store: Store,  # noqa: F811
    received: str,
    exporting: Exporting,  # noqa: F811
) -> None:
    saved(store, "a draft")
    for pdf in (
        exporting.draft("d-1").pdf,
        exporting.family_copy(received, 1, ()).pdf,
        exporting.receipt(received, 1).pdf,
        b"%PDF-1.7\n%%EOF\n",
        b"",
    ):
        assert here(pdf, exporting) == "not-ours"


def test_a_document_of_another_version_of_the_program_is_not_called_forged(
    received: str,
    exporting: Exporting,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(records, "__version__", "0.0.1")
    old = exporting.submission(received, 1, with_data=True).pdf
    monkeypatch.undo()
    for finding in (verify(old, exporting.form), verify(old, exporting.form, exporting)):
        assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, "version")
        assert "(0.0.1)" in sentence_of(finding).format(program=finding.record.program)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_single_changed_byte_goes_unnoticed(
    received: str,
    exporting: Exporting,  # noqa: F811
    data: st.DataObject,
) -> None:
    pdf = exporting.submission(received, 1, with_data=True).pdf
    at = data.draw(st.integers(0, len(pdf) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != pdf[at]))
    changed = pdf[:at] + bytes([other]) + pdf[at + 1 :]
    assert alone(changed, exporting) not in {"agrees", "submitted"}


def test_there_is_a_sentence_for_every_finding() -> None:
    source = verifying.__file__
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 (a module's own file)
        named = set(re.findall(r'Verdict\.(\w+)(?: if [^,]*)?, "([a-z-]*)"', file.read()))
    assert len(named) >= 8
    for verdict, reason in named:
        assert SENTENCES[Verdict[verdict], reason]

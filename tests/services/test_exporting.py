"""A form as a PDF out of the real store: the draft as it stands, the submission as it was frozen."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.frozen import freeze
from desktop_portal.core.problems import FormUnknown
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.forms.answers import Answers, Path, with_answer
from desktop_portal.forms.draft_file import to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import to_response
from desktop_portal.services.exporting import Exporting, suggested_name
from desktop_portal.store.database import Store, open_store
from tests.pdf.conftest import DEFINITION
from tests.pdf.reading import read

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Form

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FORM = compile_form(DEFINITION)
KEY = FormKey(FORM.url, FORM.version)
CHILD = ChildLabel("A.B.", "2019")
TITLE = "Safeguarding concern"


@pytest.fixture
def store(tmp_path: pathlib.Path) -> Iterator[Store]:
    store = open_store(tmp_path / "store.db", bytes(range(32)), clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def exporting(store: Store) -> Exporting:
    def form(key: FormKey, language: str) -> Form:
        if key != KEY or language != "en":
            raise FormUnknown
        return FORM

    return Exporting(store, form, "Example Council", "Sam Taylor", lambda: NOW)


def answered(text: str) -> Answers:
    return with_answer(Answers(), Path("story"), (text,))


def saved(store: Store, text: str) -> Draft:
    evaluation = evaluate(FORM, answered(text), NOW.date(), draft=True)
    document = to_document(evaluation, authored=NOW.isoformat())
    draft = Draft("d-1", KEY, TITLE, CHILD, document, NOW, NOW)
    store.drafts.save(draft)
    return draft


def submitted(store: Store, text: str) -> Submission:
    draft = saved(store, text)
    evaluation = evaluate(FORM, answered(text), NOW.date(), draft=False)
    response = to_response(evaluation, status="completed", authored=NOW.isoformat())
    body, digest = freeze(response, KEY, (), "en", draft.id, 1)
    submission = Submission(draft.id, 1, KEY, TITLE, CHILD, True, body, digest, (), NOW)
    store.outbox.submit(submission, draft.id)
    return submission


def test_J24_a_draft_out_of_the_store_is_marked_as_one(store: Store, exporting: Exporting) -> None:
    saved(store, "She said <b>no</b>.")
    result = exporting.draft("d-1")
    found = read(result.pdf)
    assert found.answers()["What worries you?"] == ["She said <b>no</b>."]
    assert all("DRAFT, not sent" in page for page in found.artifacts)
    assert result.file_name == "Safeguarding concern A.B. draft 2026-11-23.pdf"
    assert exporting.draft_pdf("d-1") == result.pdf


def test_a_draft_can_be_handed_in_as_it_stands(store: Store, exporting: Exporting) -> None:
    draft = saved(store, "as it stands")
    store.drafts.delete(draft.id)
    assert read(exporting.draft_pdf(draft)).answers()["What worries you?"] == ["as it stands"]


def test_J23_what_waits_says_that_the_council_has_not_received_it(store: Store, exporting: Exporting) -> None:
    submission = submitted(store, "waiting")
    result = exporting.submission(submission.id, 1)
    assert all("WAITING TO BE SENT" in page for page in read(result.pdf).artifacts)
    assert read(result.pdf).answers()["Digest (SHA-256)"] == [submission.digest]
    assert result.file_name == "Safeguarding concern A.B. waiting to be sent 2026-11-23.pdf"


def test_J23_what_was_received_carries_the_reference(store: Store, exporting: Exporting) -> None:
    submission = submitted(store, "received")
    (delivery,) = store.outbox.waiting()
    later = NOW + timedelta(minutes=2)
    receipt = Receipt(submission.id, 1, "LCS-26-00417", submission.digest, "e", later, '"1"')
    store.outbox.received(delivery, receipt)
    result = exporting.submission(submission.id, 1)
    found = read(result.pdf)
    assert found.answers()["Reference"] == ["LCS-26-00417"]
    assert found.answers()["What worries you?"] == ["received"]
    assert result.file_name == "Safeguarding concern LCS-26-00417.pdf"
    assert json.loads(submission.body)["response"]["status"] == "completed"


def test_what_is_not_there_is_said_plainly(exporting: Exporting) -> None:
    with pytest.raises(KeyError):
        exporting.draft("none")
    with pytest.raises(KeyError):
        exporting.submission("none", 1)


def test_a_file_name_holds_no_character_that_windows_refuses_and_no_name() -> None:
    name = suggested_name("Child/Young Person: <Concern>?", child=ChildLabel("A.B."), saved_at=NOW)
    assert name == "Child-Young Person- -Concern- A.B. draft 2026-11-23.pdf"

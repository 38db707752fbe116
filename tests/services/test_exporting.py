"""A form as a PDF out of the real store: the draft as it stands, the submission as it was frozen."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core.delivery import begin_submit
from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.frozen import freeze
from desktop_portal.core.problems import FormUnknown, NotReceivedYet
from desktop_portal.core.submission import FileToSend, Receipt, Submission
from desktop_portal.forms.answers import Answers, Attachment, Path, with_answer, with_row_added
from desktop_portal.forms.draft_file import to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import to_response
from desktop_portal.paths import resources
from desktop_portal.services.blank_forms import blank_form
from desktop_portal.services.exporting import Exporting
from desktop_portal.services.file_names import suggested_name
from desktop_portal.services.picturing import about_picture, pictures_of
from desktop_portal.services.shelf import Shelf
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
CONCERN, VERSION = next((one.key.url, one.key.version) for one in Shelf(resources()).entries("professional", "en"))


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


def submitted(store: Store, text: str, version: int = 1, reply: dict[str, Any] | None = None) -> Submission:
    draft = saved(store, text)
    evaluation = evaluate(FORM, answered(text), NOW.date(), draft=False)
    response = to_response(evaluation, status="completed", authored=NOW.isoformat())
    body, digest = freeze(response, KEY, (), "en", draft.id, version, reply)
    submission = Submission(draft.id, version, KEY, TITLE, CHILD, True, body, digest, (), NOW)
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


def receive(store: Store) -> None:
    (delivery,) = store.outbox.waiting()
    digest = store.submissions.load(delivery.submission_id, delivery.version).digest
    later = NOW + timedelta(minutes=2)
    receipt = Receipt(delivery.submission_id, delivery.version, "LCS-26-00417", digest, "e", later, '"1"')
    store.outbox.received(begin_submit(delivery), receipt)


def test_a_receipt_is_there_only_once_the_council_has_given_one(store: Store, exporting: Exporting) -> None:
    submission = submitted(store, "a secret")
    with pytest.raises(NotReceivedYet):
        exporting.receipt(submission.id, 1)
    receive(store)
    result = exporting.receipt(submission.id, 1)
    assert read(result.pdf).answers()["Digest (SHA-256)"] == [submission.digest]
    assert "secret" not in result.text
    assert result.file_name == "Safeguarding concern LCS-26-00417 receipt.pdf"


def test_each_version_and_what_changed_between_them_can_be_printed(store: Store, exporting: Exporting) -> None:
    submission = submitted(store, "first words")
    receive(store)
    submitted(store, "second words", version=2)
    assert exporting.versions(submission.id) == (1, 2)
    for version, words in ((1, "first words"), (2, "second words")):
        result = exporting.submission(submission.id, version)
        assert read(result.pdf).answers()["What worries you?"] == [words]
    changed = exporting.changes(submission.id, 1, 2)
    assert "What worries you?; Version 1: first words; Version 2: second words" in changed.text.replace(
        "Question: ", ""
    )
    assert "changes since version 1" in changed.file_name


def test_the_copy_for_the_family_leaves_out_what_was_named(store: Store, exporting: Exporting) -> None:
    submission = submitted(store, "Robert hit him")
    listed = exporting.for_family(submission.id, 1)
    assert [(one.label, one.words) for one in listed] == [("What worries you?", "Robert hit him")]
    result = exporting.family_copy(submission.id, 1, [one.path for one in listed])
    assert "Robert" not in result.text
    assert result.file_name.endswith("copy for the family.pdf")
    assert "Robert" in exporting.family_copy(submission.id, 1, []).text


def test_a_blank_form_needs_nothing_saved() -> None:
    result = blank_form(FORM, council="Example Council", telephone="01632 960 001", made_at=NOW)
    assert "What worries you?" in result.text
    assert "01632 960 001" in result.text
    assert result.file_name == "Child-Young Person Safeguarding Concern blank form.pdf"


def test_a_picture_is_described_by_what_the_person_wrote_beside_it(store: Store, exporting: Exporting) -> None:
    form = Shelf(resources()).form(FormKey(CONCERN, VERSION), "en")
    picture = Attachment("image/png", "body map.png", 10, "ab" * 32)
    answers = with_row_added(form, Answers(), Path("documents.item"))
    answers = with_answer(answers, Path("documents.item.file", (0,)), (picture,))
    answers = with_answer(answers, Path("documents.item.description", (0,)), ("Bruise on the left arm",))
    evaluation = evaluate(form, answers, NOW.date(), draft=True)
    file = FileToSend(picture.digest, picture.size, picture.content_type, picture.title)
    assert about_picture(evaluation, file) == "Picture that was attached: body map. Bruise on the left arm"
    assert pictures_of(store.attachments, (file,), evaluation) == {}


def test_what_is_not_there_is_said_plainly(exporting: Exporting) -> None:
    with pytest.raises(KeyError):
        exporting.draft("none")
    with pytest.raises(KeyError):
        exporting.submission("none", 1)


def test_a_file_name_holds_no_character_that_windows_refuses_and_no_name() -> None:
    name = suggested_name("Child/Young Person: <Concern>?", child=ChildLabel("A.B."), saved_at=NOW)
    assert name == "Child-Young Person- -Concern- A.B. draft 2026-11-23.pdf"

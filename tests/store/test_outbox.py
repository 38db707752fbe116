from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.delivery import begin_submit, begin_upload
from desktop_portal.core.submission import CouncilState, DeliveryState
from desktop_portal.store.outbox import MissingContent

if TYPE_CHECKING:
    from tests.store.conftest import Desk


def test_J15_submitting_turns_the_draft_into_a_form_that_waits_and_moves_its_files(desk: Desk) -> None:
    draft = desk.saved()
    file = desk.attached(draft, b"letter")
    submission = desk.submitted(draft, file)
    store = desk.reopened()
    assert store.drafts.load(draft.id) is None
    assert store.drafts.summaries() == []
    assert store.attachments.of_draft(draft.id) == []
    assert store.outbox.load(draft.id, 1) == submission
    assert store.attachments.read(file.digest) == b"letter"
    [delivery] = store.outbox.waiting()
    assert (delivery.state, delivery.bytes_total, delivery.queued_at) == (DeliveryState.QUEUED, 6, desk.clock())
    assert store.outbox.due(desk.clock()) == [delivery]


def test_J15_a_submission_that_cannot_be_kept_whole_leaves_the_draft_as_it_was(desk: Desk) -> None:
    draft = desk.saved()
    file = desk.attached(draft, b"letter")
    with pytest.raises(MissingContent):
        desk.submitted(draft, replace(file, digest="0" * 64))
    assert desk.store.drafts.load(draft.id) == draft
    assert desk.store.outbox.waiting() == []
    assert desk.store.attachments.of_draft(draft.id) == [file]


def test_J15_pressing_submit_twice_queues_one_form(desk: Desk) -> None:
    draft = desk.saved()
    submission = desk.submitted(draft)
    desk.store.outbox.submit(submission, draft.id)
    assert len(desk.store.outbox.waiting()) == 1


def test_J15_the_words_of_a_version_never_change(desk: Desk) -> None:
    draft = desk.saved()
    submission = desk.submitted(draft)
    with pytest.raises(ValueError, match="frozen"):
        desk.store.outbox.submit(replace(submission, body=b"other", digest="other"), draft.id)
    assert desk.store.outbox.load(draft.id, 1) == submission


def test_J15_every_move_is_kept_and_waiting_forms_are_due_at_their_time(desk: Desk) -> None:
    desk.submitted(desk.saved())
    [delivery] = desk.store.outbox.waiting()
    soon = desk.clock.now.replace(hour=10)
    wait = replace(delivery, state=DeliveryState.WAIT, attempts=3, next_at=soon, reason="offline", detail="d")
    desk.store.outbox.move(wait)
    assert desk.reopened().outbox.waiting() == [wait]
    assert desk.store.outbox.due(desk.clock()) == []
    assert desk.store.outbox.due(soon) == [wait]
    desk.store.outbox.move(replace(wait, state=DeliveryState.REJECTED, next_at=None))
    assert desk.store.outbox.due(soon) == []
    assert len(desk.store.outbox.waiting()) == 1


def test_J15_nothing_but_the_receipt_of_these_very_words_makes_a_form_received(desk: Desk) -> None:
    submission = desk.submitted(desk.saved())
    [delivery] = desk.store.outbox.waiting()
    for wrong in ({"digest": "other"}, {"version": 2}, {"submission_id": "other"}):
        with pytest.raises(ValueError, match="something else"):
            desk.store.outbox.received(delivery, desk.receipt(submission, **wrong))
    with pytest.raises(ValueError, match="receipt"):
        desk.store.outbox.move(replace(delivery, state=DeliveryState.RECEIVED))
    assert desk.store.submissions.receipt(submission.id, 1) is None
    receipt = desk.received(submission)
    store = desk.reopened()
    assert store.submissions.receipt(submission.id, 1) == receipt
    assert store.outbox.waiting() == []
    [line] = store.submissions.list()
    assert (line.receipt, line.delivery.state, line.safeguarding) == (receipt, DeliveryState.RECEIVED, True)


def test_J15_what_the_council_says_is_kept_with_the_form(desk: Desk) -> None:
    submission = desk.submitted(desk.saved())
    desk.store.submissions.set_council_state(submission.id, CouncilState.REVIEWING)
    assert desk.store.submissions.list()[0].council_state is None
    desk.received(submission)
    desk.store.submissions.set_council_state(submission.id, CouncilState.REVIEWING)
    desk.store.submissions.set_council_state("unknown", CouncilState.CLOSED)
    assert desk.store.submissions.list()[0].council_state is CouncilState.REVIEWING


def test_J15_a_form_can_be_taken_back_with_every_answer_and_file_until_it_was_tried(desk: Desk) -> None:
    draft = desk.saved()
    sent, hidden = desk.attached(draft, b"sent"), desk.attached(draft, b"hidden", "hidden.pdf")
    desk.submitted(draft, sent)
    desk.clock.goes_on(days=2)
    desk.store.outbox.take_back(draft.id, 1)
    store = desk.reopened()
    assert store.drafts.load(draft.id) == replace(draft, saved_at=desk.clock())
    assert set(store.attachments.of_draft(draft.id)) == {sent, hidden}
    assert store.outbox.waiting() == []
    assert store.outbox.next_version(draft.id) == 1

    desk.submitted(draft, sent)
    [delivery] = desk.store.outbox.waiting()
    desk.store.outbox.move(begin_submit(delivery))
    with pytest.raises(ValueError, match="council"):
        desk.store.outbox.take_back(draft.id, 1)
    assert desk.store.outbox.load(draft.id, 1).id == draft.id


def test_J15_what_was_begun_with_words_taken_back_ends_there(desk: Desk) -> None:
    draft = desk.saved()
    desk.submitted(draft)
    [begun] = desk.store.outbox.waiting()
    desk.store.outbox.take_back(draft.id, 1)
    desk.clock.goes_on(seconds=5)
    desk.submitted(draft)
    with pytest.raises(KeyError):
        desk.store.outbox.move(begin_upload(begun, 1))


def test_J15_a_rejected_form_opens_again_with_every_answer_and_goes_as_the_next_version(desk: Desk) -> None:
    draft = desk.saved()
    file = desk.attached(draft, b"letter")
    desk.submitted(draft, file)
    [delivery] = desk.store.outbox.waiting()
    for state in (DeliveryState.QUEUED, DeliveryState.WAIT, DeliveryState.NEEDS_SIGN_IN):
        desk.store.outbox.move(replace(delivery, state=state))
        with pytest.raises(ValueError, match="cannot be reopened"):
            desk.store.outbox.reopen(draft.id, 1)
    desk.store.outbox.move(replace(begin_submit(delivery), state=DeliveryState.REJECTED))
    reopened = desk.store.outbox.reopen(draft.id, 1)
    assert reopened == replace(draft, saved_at=desk.clock())
    assert desk.store.drafts.load(draft.id) == reopened
    assert desk.store.attachments.of_draft(draft.id) == [file]
    desk.store.drafts.save(reopened)
    assert desk.store.outbox.next_version(draft.id) == 2
    desk.submitted(reopened, file, version=2)
    assert [(one.submission_id, one.version) for one in desk.store.outbox.waiting()] == [(draft.id, 2)]


def test_J15_reopening_never_writes_over_a_draft_of_the_same_form(desk: Desk) -> None:
    draft = desk.saved()
    desk.submitted(draft)
    newer = desk.saved(text="an amendment in hand")
    [delivery] = desk.store.outbox.waiting()
    desk.store.outbox.move(replace(delivery, state=DeliveryState.REJECTED))
    with pytest.raises(ValueError, match="open already"):
        desk.store.outbox.reopen(draft.id, 1)
    assert desk.store.drafts.load(draft.id) == newer


def test_J15_a_broken_upload_goes_on_where_it_stopped(desk: Desk) -> None:
    draft = desk.saved()
    file = desk.attached(draft, b"letter")
    submission = desk.submitted(draft, file)
    desk.store.outbox.remember_upload(file.digest, "https://example.gov.uk/u/1", 3)
    assert desk.reopened().outbox.upload_url(file.digest) == "https://example.gov.uk/u/1"
    desk.received(submission)
    assert desk.store.outbox.upload_url(file.digest) is None
    desk.store.outbox.remember_upload(file.digest, "u", 0)
    desk.store.outbox.forget_upload(file.digest)
    assert desk.store.outbox.upload_url(file.digest) is None


def test_J21_what_was_submitted_can_be_seen_with_its_hidden_answers(desk: Desk) -> None:
    draft = desk.saved()
    submission = desk.submitted(draft)
    assert desk.store.submissions.load(draft.id, 1) == submission
    assert desk.store.submissions.draft_of(draft.id, 1) == draft


def test_J15_after_the_server_was_restored_what_it_lacks_goes_again_with_the_same_bytes(desk: Desk) -> None:
    first, second = desk.submitted(desk.saved(1)), desk.submitted(desk.saved(2))
    desk.received(first)
    desk.received(second)
    [lacking] = desk.store.submissions.lacking({(first.id, 1)})
    assert lacking.id == second.id
    desk.store.outbox.move(replace(lacking.delivery, state=DeliveryState.QUEUED))
    assert desk.store.outbox.load(second.id, 1) == second
    assert desk.store.submissions.receipt(second.id, 1) is None


def test_J15_an_earlier_version_opened_beside_a_later_one_that_waits_takes_a_number_of_its_own(desk: Desk) -> None:
    draft = desk.saved()
    desk.submitted(draft)
    [first] = desk.store.outbox.waiting()
    desk.store.outbox.move(replace(begin_submit(first), state=DeliveryState.CONFLICT))
    desk.submitted(desk.saved(text="the second version"), version=2)
    reopened = desk.store.outbox.reopen(draft.id, 1)
    assert desk.store.outbox.next_version(draft.id) == 3
    desk.submitted(reopened, version=3)
    assert [one.version for one in desk.store.outbox.waiting()] == [2, 3]

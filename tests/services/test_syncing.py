"""The sync with a real store and a real socket; the council at the other end does what each test says."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core import delivery as moves
from desktop_portal.core.draft import FormKey
from desktop_portal.core.submission import CouncilState, DeliveryState
from desktop_portal.ui.controllers.sending import LONGEST_PAUSE
from tests.support.scripted_server import Asked, Planned, problem
from tests.support.small_council import SmallCouncil
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEGABYTE = 1024 * 1024
LETTER = bytes(range(256)) * 4096 * 2 + b"the end"
PAGE = Planned(200, b"<html><body>Sign in to Hotel WiFi</body></html>", "text/html")


@pytest.fixture
def council() -> Iterator[SmallCouncil]:
    council = SmallCouncil()
    yield council
    council.close()


@pytest.fixture
def rig(council: SmallCouncil, tmp_path: Path) -> Iterator[SyncRig]:
    rig = SyncRig(tmp_path, council.url)
    rig.sign_in()
    yield rig
    rig.close()


def test_J15_a_form_that_waits_is_received_with_its_files_and_its_reference(
    rig: SyncRig, council: SmallCouncil
) -> None:
    submission = rig.queue(files={"Letter.pdf": LETTER, "Empty.pdf": b"", "Note.pdf": b"note"})
    report = rig.run()
    assert report.connection == "connected"
    assert [receipt.reference for receipt in report.received] == ["LCS-26-00001"]
    assert (report.waiting, report.bugs) == (0, ())
    assert council.accepted == 1
    assert council.calls("PUT", "/submissions/")[0].body == submission.body
    for file in submission.files:
        assert council.blobs[file.digest] == rig.store.attachments.read(file.digest)
    receipt = rig.store.submissions.receipt("id-1", 1)
    assert receipt
    assert receipt.digest == submission.digest
    states = [one.state for one in rig.progress]
    assert states.index(DeliveryState.UPLOADING) < states.index(DeliveryState.SUBMITTING) < len(states) - 1
    assert states[-1] is DeliveryState.RECEIVED
    assert rig.delivery().state is DeliveryState.RECEIVED


def test_J15_without_a_network_it_waits_and_says_so_and_goes_by_itself_later(
    rig: SyncRig, council: SmallCouncil
) -> None:
    rig.queue()
    council.twist("GET", "/hello", Planned(reset=True))
    report = rig.run()
    assert (report.connection, report.waiting, council.accepted) == ("offline", 1, 0)
    assert report.next_at > rig.clock()
    assert rig.delivery().state is DeliveryState.QUEUED
    assert rig.run_later().waiting == 0
    assert council.accepted == 1


def test_a_hotels_log_in_page_is_neither_a_council_nor_a_receipt(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue()
    council.twist("GET", "/hello", PAGE)
    assert rig.run().connection == "sign-in-page"
    assert council.calls("PUT", "") == []
    council.twist("PUT", "/submissions/", PAGE)
    council.twist("GET", "/hello", Planned(200, {"service": "childrens-portal-like", "api": 1}))
    report = rig.run_later()
    assert (report.connection, report.waiting) == ("unexpected", 1)
    report = rig.run_later()
    assert (report.waiting, council.accepted) == (1, 0)
    assert rig.delivery().reason == "sign-in-page"
    assert rig.run_later().waiting == 0


def test_an_answer_that_was_lost_does_not_send_a_form_twice(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue(files={"Letter.pdf": LETTER})
    council.twist("PUT", "/submissions/", Planned(reset=True), after=True)
    assert rig.run().waiting == 1
    assert council.accepted == 1
    report = rig.run_later()
    assert [receipt.reference for receipt in report.received] == ["LCS-26-00001"]
    assert council.accepted == 1
    bodies = {asked.body for asked in council.calls("PUT", "/submissions/")}
    assert len(bodies) == 1, "the bytes of a version never change"


def test_a_receipt_for_other_words_receives_nothing(rig: SyncRig, council: SmallCouncil) -> None:
    submission = rig.queue()
    lie = {
        "submission_id": submission.id,
        "version": 1,
        "reference": "LCS-26-09999",
        "digest": "0" * 64,
        "epoch": "epoch-1",
        "received_at": "2026-05-01T10:00:00Z",
    }
    council.twist("PUT", "/submissions/", Planned(201, lie))
    report = rig.run()
    assert (report.received, report.waiting) == ((), 1)
    assert rig.store.submissions.receipt("id-1", 1) is None
    assert rig.run_later().waiting == 0


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (problem(403, detail="Not for you."), DeliveryState.REJECTED),
        (problem(410, "form-gone"), DeliveryState.NEEDS_FORM),
        (problem(412), DeliveryState.CONFLICT),
        (problem(413), DeliveryState.TOO_BIG),
        (problem(422, "not-valid", detail="x", issues=[]), DeliveryState.REJECTED),
        (problem(422, "digest-differs"), DeliveryState.QUARANTINED),
        (problem(500), DeliveryState.WAIT),
        (problem(404), DeliveryState.WAIT),
        (Planned(reset=True), DeliveryState.WAIT),
        (PAGE, DeliveryState.WAIT),
    ],
)
def test_one_form_that_cannot_go_never_holds_up_the_next(
    rig: SyncRig, council: SmallCouncil, answer: Planned, state: DeliveryState
) -> None:
    rig.queue("id-1")
    rig.clock.passes(seconds=1)
    rig.queue("id-2")
    council.twist("PUT", "id-1", answer, every=True)
    report = rig.run()
    assert [receipt.submission_id for receipt in report.received] == ["id-2"]
    assert (report.connection, report.waiting) == ("connected", 1)
    assert rig.delivery("id-1").state is state


def test_a_form_damaged_on_the_disk_is_set_aside_and_the_next_goes(rig: SyncRig, council: SmallCouncil) -> None:
    submission = rig.queue("id-1")
    with rig.store._connection.writing() as database:
        changed = submission.body.replace(b"Sam", b"Pat")
        database.execute_sql("UPDATE submission_text SET body = ? WHERE id = 'id-1'", (changed,))
    rig.clock.passes(seconds=1)
    rig.queue("id-2")
    assert [receipt.submission_id for receipt in rig.run().received] == ["id-2"]
    assert (rig.delivery("id-1").state, rig.delivery("id-1").reason) == (DeliveryState.QUARANTINED, "damaged")
    assert not council.calls("PUT", "id-1")


def test_a_file_that_is_no_longer_on_the_disk_sets_the_form_aside(rig: SyncRig) -> None:
    rig.queue("id-1", files={"Letter.pdf": LETTER})
    for sealed in (rig.store.path.parent / "files").iterdir():
        sealed.unlink()
    rig.clock.passes(seconds=1)
    rig.queue("id-2")
    report = rig.run()
    assert [receipt.submission_id for receipt in report.received] == ["id-2"]
    assert (rig.delivery("id-1").state, rig.delivery("id-1").reason) == (DeliveryState.QUARANTINED, "damaged")


def test_files_that_the_server_has_lost_are_uploaded_again(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue(files={"Letter.pdf": LETTER})
    council.twist("PUT", "/submissions/", Planned(reset=True))
    assert rig.run().waiting == 1
    council.blobs.clear()
    council.uploads.clear()
    report = rig.run_later()
    assert report.waiting == 0
    assert council.accepted == 1
    assert list(council.blobs.values()) == [LETTER]


def test_a_424_uploads_again_in_the_same_run(rig: SyncRig, council: SmallCouncil) -> None:
    submission = rig.queue(files={"Letter.pdf": LETTER})

    def forget_files_once(asked: Asked) -> Planned | None:
        if asked.method == "PUT" and council.blobs:
            council.blobs.clear()
            council.uploads.clear()
            council.twists.remove(forget_files_once)
        return None

    council.twists.append(forget_files_once)
    assert rig.run().waiting == 0
    assert council.accepted == 1
    assert council.blobs[submission.files[0].digest] == LETTER
    assert len(council.calls("PUT", "/submissions/")) == 2


def test_an_upload_cut_off_goes_on_from_where_the_server_stands(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue(files={"Letter.pdf": LETTER})

    def cut_the_third(asked: Asked) -> Planned | None:
        if asked.method == "PATCH" and len(council.calls("PATCH", "")) == 3:
            return Planned(reset=True)
        return None

    council.twists.append(cut_the_third)
    assert rig.run().waiting == 1
    assert rig.delivery().reason == "offline"
    there = [len(upload["bytes"]) for upload in council.uploads.values()]
    assert 0 < there[0] < len(LETTER)
    rig.restart()
    assert rig.run_later().waiting == 0
    sent_after = council.calls("PATCH", "")[3]
    assert int(sent_after.headers["upload-offset"]) == there[0]
    assert len(council.uploads) == 1
    assert list(council.blobs.values()) == [LETTER]


def test_the_same_file_in_two_forms_is_uploaded_once(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1", files={"Letter.pdf": LETTER})
    rig.clock.passes(seconds=1)
    rig.queue("id-2", files={"The same.pdf": LETTER})
    assert rig.run().waiting == 0
    assert sum(len(asked.body) for asked in council.calls("PATCH", "")) == len(LETTER)


def test_a_session_that_ran_out_is_renewed_once_and_nobody_notices(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue(files={"Letter.pdf": LETTER})
    council.access = {"another"}
    report = rig.run()
    assert (report.connection, report.waiting) == ("connected", 0)
    assert len(council.calls("POST", "/renew")) == 1


def test_a_session_that_runs_out_in_the_middle_is_renewed_there(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue(files={"Letter.pdf": LETTER})

    def end_the_session(asked: Asked) -> Planned | None:
        if asked.method in {"PATCH", "PUT"} and len(council.calls(asked.method, "")) == 1:
            council.access = {f"ended before {asked.method}"}
        return None

    council.twists.append(end_the_session)
    assert rig.run().waiting == 0
    assert council.accepted == 1
    assert len(council.calls("POST", "/renew")) == 2


def test_when_the_session_is_over_forms_wait_for_signing_in_and_then_go(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1")
    rig.queue("id-2")
    council.access, council.refresh = set(), set()
    report = rig.run()
    assert (report.connection, report.waiting) == ("needs-sign-in", 2)
    assert {one.state for one in report.deliveries} == {DeliveryState.NEEDS_SIGN_IN}
    assert not rig.tokens.present
    assert rig.run_later().connection == "needs-sign-in"
    council.access, council.refresh = {"access-9"}, {"refresh-9"}
    rig.sign_in("access-9", "refresh-9")
    assert rig.run().waiting == 0
    assert council.accepted == 2


def test_a_renewal_whose_answer_is_lost_does_not_sign_anybody_out(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue()
    council.access = {"another"}
    council.twist("POST", "/renew", Planned(reset=True))
    assert rig.run().waiting == 1
    assert rig.delivery().reason == "offline"
    assert rig.tokens.present
    assert rig.run_later().waiting == 0


@pytest.mark.parametrize("crashed_in", [DeliveryState.UPLOADING, DeliveryState.SUBMITTING])
def test_what_a_crash_left_under_way_goes_on_and_arrives_once(
    rig: SyncRig, council: SmallCouncil, crashed_in: DeliveryState
) -> None:
    rig.queue(files={"Letter.pdf": LETTER})
    under_way = moves.begin_upload(rig.delivery(), len(LETTER))
    if crashed_in is DeliveryState.SUBMITTING:
        under_way = moves.begin_submit(under_way)
    rig.store.outbox.move(under_way)
    rig.restart()
    council.twist("GET", "/hello", Planned(reset=True))
    rig.run()
    assert rig.delivery().state is DeliveryState.QUEUED, "nothing is shown as being sent that is not"
    assert rig.run_later().waiting == 0
    assert council.accepted == 1


def test_a_server_restored_from_a_backup_gets_again_what_it_lost(rig: SyncRig, council: SmallCouncil) -> None:
    for number in range(1, 6):
        rig.queue(f"id-{number}", files={"Letter.pdf": LETTER})
        rig.clock.passes(seconds=1)
    assert rig.run().waiting == 0
    council.epoch = "epoch-2"
    lost = ("id-4", 1), ("id-5", 1)
    bodies = {asked.path: asked.body for asked in council.calls("PUT", "/submissions/")}
    for key in lost:
        del council.received[key]
    council.events = council.events[:3]
    council.blobs.clear()
    council.uploads.clear()
    council.server.asked.clear()
    report = rig.run_later()
    assert (report.sent_again, report.waiting) == (2, 0)
    assert set(council.received) == {(f"id-{number}", 1) for number in range(1, 6)}
    again = {asked.path: asked.body for asked in council.calls("PUT", "/submissions/")}
    assert again == {path: body for path, body in bodies.items() if path in again}
    assert len(again) == 2
    assert rig.run_later().sent_again == 0


def test_a_crash_while_asking_a_restored_server_is_made_good_by_the_next_run(
    rig: SyncRig, council: SmallCouncil
) -> None:
    rig.queue("id-1")
    assert rig.run().waiting == 0
    council.epoch, council.events, council.received = "epoch-2", [], {}
    council.twist("GET", "/feed", Planned(reset=True))
    assert rig.run_later().connection == "offline"
    rig.restart()
    report = rig.run_later()
    assert (report.sent_again, len(council.received)) == (1, 1)


def test_what_the_council_says_of_a_form_is_shown(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1")
    rig.run()
    council.add_event("state", "id-1", state="reviewing")
    council.add_event("state", "unknown-id", state="closed")
    council.add_event("state", "id-1", state="a state of tomorrow")
    council.add_event("a kind of tomorrow", "id-1")
    report = rig.run_later()
    assert [event.kind for event in report.events] == ["state", "state", "state", "a kind of tomorrow"]
    assert rig.store.submissions.list()[0].council_state is CouncilState.REVIEWING
    council.add_event("information-request", "id-1", reason="Insufficient Detail")
    assert len(rig.run_later().events) == 1
    assert rig.store.submissions.list()[0].council_state is CouncilState.INFORMATION_REQUESTED


def test_what_the_council_says_is_shown_though_its_receipt_comes_by_the_feed_first(
    rig: SyncRig, council: SmallCouncil
) -> None:
    rig.queue("id-1")
    council.twist("PUT", "/submissions/", Planned(reset=True), after=True)
    council.twist("GET", "/feed", Planned(reset=True))
    rig.run()
    assert rig.delivery().state is DeliveryState.WAIT
    council.add_event("receipt", **council.received["id-1", 1])
    council.add_event("state", "id-1", state="reviewing")
    council.twist("PUT", "/submissions/", Planned(503, {}))
    report = rig.run()
    assert (report.waiting, council.accepted) == (0, 1)
    assert [one.reference for one in report.received] == ["LCS-26-00001"], "the window says so too"
    [form] = rig.store.submissions.list()
    assert (form.delivery.state, form.council_state) == (DeliveryState.RECEIVED, CouncilState.REVIEWING)
    assert form.receipt is not None


def test_send_now_does_not_wait_for_the_back_off(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue()
    council.twist("PUT", "/submissions/", Planned(503, {}, headers={"Retry-After": "3000"}))
    report = rig.run()
    assert (report.next_at - rig.clock()).total_seconds() == 300, "the feed is read before the form is tried again"
    assert rig.delivery().next_at == rig.clock() + timedelta(seconds=3000)
    rig.clock.passes(minutes=5)
    assert rig.run().waiting == 1
    assert rig.run(hurry=True).waiting == 0


def test_a_program_that_is_too_old_sends_nothing_and_goes_on_after_the_update(
    rig: SyncRig, council: SmallCouncil
) -> None:
    rig.queue()
    council.twist("PUT", "/submissions/", problem(426))
    assert rig.run().waiting == 1
    assert rig.delivery().reason == "update-needed"
    council.oldest_client = "0.2.0"
    assert rig.run_later().connection == "needs-update"
    assert len(council.calls("PUT", "")) == 1
    rig.version = "0.10.0"
    rig.restart()
    assert rig.run_later().waiting == 0


def test_closing_the_program_stops_between_two_pieces_and_loses_nothing(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue(files={"Letter.pdf": LETTER})

    def stop_after_two(asked: Asked) -> Planned | None:
        if asked.method == "PATCH" and len(council.calls("PATCH", "")) == 2:
            rig.conduct.stop.set()
        return None

    council.twists.append(stop_after_two)
    report = rig.run()
    assert (report.waiting, report.received) == (1, ())
    assert rig.delivery().state is DeliveryState.QUEUED
    assert len(council.calls("PATCH", "")) == 2
    rig.conduct.stop.clear()
    assert rig.run().waiting == 0
    assert list(council.blobs.values()) == [LETTER]


def test_a_second_version_waits_for_the_first_and_names_it(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1")
    rig.clock.passes(seconds=1)
    rig.queue("id-1", said="More about it", version=2)
    council.twist("PUT", "id-1/versions/1", problem(500))
    assert rig.run().waiting == 2
    assert not council.calls("PUT", "versions/2")
    assert rig.run_later().waiting == 0
    assert council.calls("PUT", "versions/2")[0].headers["if-match"] == '"id-1.1"'


def test_when_nothing_is_to_do_little_is_asked(rig: SyncRig, council: SmallCouncil) -> None:
    rig.run()
    council.server.asked.clear()
    for _ in range(60):
        rig.clock.passes(minutes=1)
        rig.run()
    paths = [asked.path.partition("?")[0] for asked in council.asked]
    assert paths.count("/v1/feed") <= 12
    assert paths.count("/v1/forms") <= 1
    assert rig.run().next_at > rig.clock()


def test_a_program_that_is_left_alone_asks_less_than_once_a_minute(rig: SyncRig, council: SmallCouncil) -> None:
    next_at = rig.run().next_at
    council.server.asked.clear()
    end = rig.clock() + timedelta(hours=1)
    while rig.clock() < end:
        rig.clock.now = min(next_at, rig.clock() + LONGEST_PAUSE)
        next_at = rig.run().next_at
    assert 0 < len(council.asked) <= 60


def test_no_answer_token_or_name_reaches_a_log_or_an_exception(
    rig: SyncRig, council: SmallCouncil, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rig.queue(said="SECRET-ANSWER", files={"SECRET-NAME.pdf": b"SECRET-CONTENT"})
    for answer in (Planned(reset=True), PAGE, problem(500), problem(403, detail="x")):
        council.twist("PUT", "/submissions/", answer)
    for _ in range(5):
        rig.clock.passes(hours=1)
        report = rig.run()
        assert "SECRET" not in repr(report)
    written = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    for secret in ("SECRET", "access-1", "refresh-1"):
        assert secret not in written


def _definition(version: str, **more: Any) -> dict[str, Any]:
    url = "https://example.gov.uk/forms/concern"
    item = {
        "linkId": "overview",
        "type": "group",
        "text": "Overview",
        "item": [{"linkId": "overview.level", "type": "string", "text": "Level"}],
    }
    return {
        "resourceType": "Questionnaire",
        "url": url,
        "version": version,
        "status": "active",
        "title": "Concern",
        "item": [item],
        **more,
    }


def _publish(council: SmallCouncil, definition: dict[str, Any]) -> None:
    digest = hashlib.sha256(json.dumps(definition).encode()).hexdigest()
    entry = {
        "name": "concern",
        "url": definition["url"],
        "version": definition["version"],
        "title": "Concern",
        "digest": digest,
    }
    council.forms = [entry]
    council.definitions[f"concern/{definition['version']}"] = definition
    council.etag = f'"{digest}"'


def test_J27_a_new_version_of_a_form_arrives_and_the_old_one_still_opens(rig: SyncRig, council: SmallCouncil) -> None:
    old, new = _definition("1.0.0"), _definition("1.1.0")
    _publish(council, old)
    assert rig.run().refused_forms == ()
    _publish(council, new)
    assert rig.run_later().refused_forms == ()
    assert [one["version"] for one in rig.store.catalogue.entries()] == ["1.1.0"]
    assert rig.store.catalogue.definition(FormKey(old["url"], "1.0.0")) == old
    assert rig.store.catalogue.definition(FormKey(new["url"], "1.1.0")) == new
    council.server.asked.clear()
    rig.run_later()
    assert [asked.path for asked in council.asked if "/forms/" in asked.path] == []


def test_J27_a_computer_that_comes_later_offers_the_newest_of_several_versions(
    rig: SyncRig, council: SmallCouncil
) -> None:
    old, new = _definition("1.0.0"), _definition("1.1.0")
    _publish(council, old)
    retired = {**council.forms[0], "published_at": "2026-11-01T09:00:00Z", "retired_at": "2026-11-20T09:00:00Z"}
    _publish(council, new)
    council.forms = [{**council.forms[0], "published_at": "2026-11-20T09:00:00Z", "retired_at": None}, retired]
    assert rig.run().refused_forms == ()
    assert [one["version"] for one in rig.store.catalogue.entries()] == ["1.1.0"]
    line = rig.store.catalogue.line(FormKey(old["url"], "1.0.0"))
    assert line is not None
    assert line["retired_at"] == "2026-11-20T09:00:00Z"


def test_a_form_that_this_program_cannot_show_is_kept_out_and_reported(rig: SyncRig, council: SmallCouncil) -> None:
    good = _definition("1.0.0")
    _publish(council, good)
    rig.run()
    bad = _definition("1.1.0")
    bad["item"][0]["item"][0]["type"] = "hologram"
    _publish(council, bad)
    refused = rig.run_later().refused_forms
    assert [(one.name, one.version) for one in refused] == [("concern", "1.1.0")]
    assert refused[0].problems
    assert [one["version"] for one in rig.store.catalogue.entries()] == ["1.0.0"]


def test_a_definition_whose_digest_is_wrong_is_not_taken(rig: SyncRig, council: SmallCouncil) -> None:
    _publish(council, _definition("1.0.0"))
    council.definitions["concern/1.0.0"] = _definition("1.0.0", title="Another title")
    rig.queue()
    report = rig.run()
    assert report.waiting == 0, "a catalogue that cannot be read stops no delivery"
    assert rig.store.catalogue.entries() == []


def test_a_bug_in_one_item_is_reported_and_stops_no_other(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1")
    rig.clock.passes(seconds=1)
    rig.queue("id-2")
    true_submit = rig.portal.submit

    def break_on_the_first(submission: Any, if_match: str = "") -> Any:
        if submission.id == "id-1":
            raise RuntimeError("a bug")
        return true_submit(submission, if_match)

    rig.portal.submit = break_on_the_first  # type: ignore[method-assign] # a bug of tomorrow, put in by hand
    report = rig.run()
    assert [receipt.submission_id for receipt in report.received] == ["id-2"]
    assert [str(bug) for bug in report.bugs] == ["a bug"]
    assert rig.delivery("id-1").state is DeliveryState.WAIT


def test_a_form_taken_back_while_its_file_goes_up_is_not_sent(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1", files={"Letter.pdf": LETTER})

    def take_back(asked: Asked) -> Planned | None:
        if asked.method == "PATCH" and len(council.calls("PATCH", "")) == 2:
            rig.store.outbox.take_back("id-1", 1)
        return None

    council.twists.append(take_back)
    report = rig.run()
    assert (report.waiting, report.bugs, council.accepted) == (0, (), 0)
    draft = rig.store.drafts.load("id-1")
    assert draft
    assert draft.document == {"said": "Sam told me something"}


def test_a_form_taken_back_and_sent_anew_goes_with_its_new_words(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1", said="first words", files={"Letter.pdf": LETTER})

    def take_back_and_submit_again(asked: Asked) -> Planned | None:
        if asked.method == "PATCH" and len(council.calls("PATCH", "")) == 2:
            rig.store.outbox.take_back("id-1", 1)
            rig.clock.passes(seconds=5)
            rig.queue("id-1", said="second words")
        return None

    council.twists.append(take_back_and_submit_again)
    rig.run()
    rig.run_later()
    bodies = [asked.body for asked in council.calls("PUT", "/submissions/")]
    assert council.accepted == 1
    assert all(b"second words" in body for body in bodies)
    assert rig.delivery().state is DeliveryState.RECEIVED


def test_no_more_pieces_of_a_file_go_after_the_person_has_stopped_it(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1", files={"Letter.pdf": LETTER})
    rig.clock.passes(seconds=1)
    rig.queue("id-2")

    def take_back(asked: Asked) -> Planned | None:
        if asked.method == "PATCH" and len(council.calls("PATCH", "")) == 1:
            rig.store.outbox.take_back("id-1", 1)
        return None

    council.twists.append(take_back)
    report = rig.run()
    assert len(council.calls("PATCH", "")) == 1
    assert [receipt.submission_id for receipt in report.received] == ["id-2"], "the next one goes all the same"


def test_a_form_that_something_on_the_way_refused_is_received_when_the_council_says_so(
    rig: SyncRig, council: SmallCouncil
) -> None:
    rig.queue("id-1")
    council.twist("PUT", "/submissions/", problem(403, detail="Blocked by the filter."), after=True)
    rig.run()
    assert rig.delivery().state is DeliveryState.REJECTED
    receipt = council.received["id-1", 1]
    council.add_event("receipt", **receipt)
    report = rig.run_later()
    assert (report.waiting, rig.delivery().state) == (0, DeliveryState.RECEIVED)
    assert rig.store.submissions.receipt("id-1", 1)


def test_an_edit_names_the_version_that_the_council_holds_whoever_sent_it(rig: SyncRig, council: SmallCouncil) -> None:
    receipt = {"version": 2, "reference": "LCS-26-00009", "digest": "0" * 64, "epoch": "epoch-1", "etag": '"theirs"'}
    council.add_event("receipt", "id-1", received_at="2026-05-01T10:00:00Z", **receipt)
    rig.run()
    assert rig.store.outbox.next_version("id-1") == 3
    rig.queue("id-1", version=3)
    rig.run()
    assert council.calls("PUT", "versions/3")[0].headers["if-match"] == '"theirs"'


def test_a_clock_that_was_set_back_does_not_stop_what_the_council_says(rig: SyncRig, council: SmallCouncil) -> None:
    rig.queue("id-1")
    rig.clock.passes(days=40)
    rig.run()
    rig.clock.passes(days=-40)
    council.add_event("state", "id-1", state="reviewing")
    assert len(rig.run_later().events) == 1
    assert rig.store.submissions.list()[0].council_state is CouncilState.REVIEWING

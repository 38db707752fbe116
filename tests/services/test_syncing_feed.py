"""What the council says comes in, and a council that has lost something is given it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.submission import CouncilState, DeliveryState
from tests.support.scripted_server import Planned, problem

if TYPE_CHECKING:
    from tests.support.small_council import SmallCouncil
    from tests.support.sync_rig import SyncRig

LETTER = bytes(range(256)) * 4096 * 2 + b"the end"


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

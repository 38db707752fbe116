"""The files of forms on their way, over a real socket: cut off, lost, taken back, stopped between two pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.submission import DeliveryState
from tests.support.scripted_server import Planned

if TYPE_CHECKING:
    from tests.support.scripted_server import Asked
    from tests.support.small_council import SmallCouncil
    from tests.support.sync_rig import SyncRig

LETTER = bytes(range(256)) * 4096 * 2 + b"the end"


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


def test_J15_pieces_of_a_file_are_a_quarter_of_a_megabyte_at_least_and_a_megabyte_at_most(
    rig: SyncRig, council: SmallCouncil
) -> None:
    rig.queue(files={"Letter.pdf": LETTER * 3})
    assert rig.run().waiting == 0
    *sizes, last = [len(asked.body) for asked in council.calls("PATCH", "")]
    assert sizes[0] == 256 * 1024
    assert all(256 * 1024 <= size <= 1024 * 1024 for size in sizes)
    assert sum(sizes) + last == len(LETTER) * 3
    assert last <= 1024 * 1024


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

"""The files of one form on their way at once, over real sockets: each goes on where the server says it stands."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote.side_by_side import Meter
from desktop_portal.services.syncing import SyncService
from tests.support.scripted_server import Asked, Planned, problem

if TYPE_CHECKING:
    import pytest

    from tests.support.small_council import SmallCouncil
    from tests.support.sync_rig import SyncRig

CHUNK = 256 * 1024
FILES = {f"Letter {name}.pdf": name.encode() * (5 * CHUNK + number) for number, name in enumerate("ABCDE")}
THREE = dict(list(FILES.items())[:3])


def contents(council: SmallCouncil) -> list[bytes]:
    return sorted(council.blobs.values())


def test_J15_three_of_the_files_are_under_way_at_once_and_never_more(rig: SyncRig, council: SmallCouncil) -> None:
    together, now, most = threading.Barrier(3), Counter[str](), [0]
    first = {f"/v1/uploads/u{number}" for number in (1, 2, 3)}
    counting = threading.Lock()

    def twist(asked: Asked) -> Planned | None:
        if asked.method != "PATCH":
            return None
        with counting:
            now["here"] += 1
            most[0] = max(most[0], now["here"])
        # The first three meet: none of them is answered before all are there.
        if asked.path in first and asked.headers["upload-offset"] == "0":
            together.wait(timeout=20)
        answer = council._answer(asked)
        with counting:
            now["here"] -= 1
        return answer

    council.twists.append(twist)
    rig.queue(files=FILES)
    report = rig.run()
    assert [one.submission_id for one in report.received] == ["id-1"]
    assert contents(council) == sorted(FILES.values())
    assert most == [3]
    sent = [one.bytes_sent for one in rig.progress]
    assert sent == sorted(sent), "the bar never goes back"
    assert rig.progress[-1].bytes_sent == rig.progress[-1].bytes_total


def test_J15_after_a_cut_each_file_goes_on_from_where_the_server_says_it_stands(
    rig: SyncRig, council: SmallCouncil
) -> None:
    taken: list[tuple[str, int, int]] = []
    patched = Counter[str]()
    lock, together = threading.Lock(), threading.Barrier(3)

    def twist(asked: Asked) -> Planned | None:
        if asked.method != "PATCH":
            return None
        with lock:
            patched[asked.path] += 1
            cut = patched[asked.path] == 2
        if cut:
            # One file that is cut stops the others: all are to be at their second piece before any is.
            together.wait(timeout=60)
        if cut and asked.path.endswith("u2"):
            council._answer(asked)  # taken, and the answer is lost
        elif not cut:
            answer = council._answer(asked)
            if answer.status == 204:
                taken.append((asked.path, int(asked.headers["upload-offset"]), len(asked.body)))
            return answer
        return Planned(reset=True)

    council.twists.append(twist)
    rig.queue(files=THREE)
    report = rig.run()
    assert (report.received, rig.delivery().state) == ((), DeliveryState.WAIT)
    stood = {name: len(upload["bytes"]) for name, upload in council.uploads.items()}
    assert all(0 < at < 5 * CHUNK for at in stood.values())
    rig.restart()
    report = rig.run_later()
    assert [one.submission_id for one in report.received] == ["id-1"]
    assert contents(council) == sorted(THREE.values())
    assert len(council.uploads) == 3, "no upload was begun anew"
    asked = {one.path.rpartition("/")[2] for one in council.calls("HEAD", "/v1/uploads/")}
    assert asked == set(council.uploads)
    assert not twice(taken)


def twice(taken: list[tuple[str, int, int]]) -> list[str]:
    """The uploads of which some bytes were sent a second time."""
    found = []
    for path in {path for path, _, _ in taken}:
        spans = sorted((begin, begin + size) for one, begin, size in taken if one == path)
        if any(begin < end for (_, end), (begin, _) in pairwise(spans)):
            found.append(path)
    return found


def test_J15_the_limit_of_the_policy_is_shared_by_the_files(rig: SyncRig, council: SmallCouncil) -> None:
    per_second = 3 * 1024 * 1024
    rig.conduct = replace(rig.conduct, bytes_per_second=per_second)
    rig.sync = SyncService(rig.store, rig.portal, rig.tokens, rig.conduct)
    rig.queue(files=THREE)
    began = time.monotonic()
    assert rig.run().received
    took = time.monotonic() - began
    sizes = [len(one.body) for one in council.calls("PATCH", "/v1/uploads/")]
    # The first piece goes at once; all others wait until those before them have had their time.
    assert took >= (sum(sizes) - max(sizes)) / per_second


def test_a_meter_lets_everybody_together_have_what_it_has() -> None:
    now, waited = [0.0], []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    meter = Meter(1000, wait, lambda: now[0])
    for _ in range(3):
        meter.before(500)
    assert waited == [0.5, 0.5]
    now[0] += 60
    meter.before(5000)
    meter.before(1)
    assert waited == [0.5, 0.5, 5.0], "what was not used is not saved up"


def test_J15_one_file_that_is_too_big_stops_the_others_and_is_named(rig: SyncRig, council: SmallCouncil) -> None:
    def twist(asked: Asked) -> Planned | None:
        too_big = (
            asked.method == "POST" and asked.path == "/v1/uploads" and asked.headers["upload-length"].endswith("1")
        )
        return problem(413) if too_big else None

    council.twists.append(twist)
    submission = rig.queue(files=THREE)
    big = next(one for one in submission.files if str(one.size).endswith("1"))
    assert not rig.run().received
    assert (rig.delivery().state, rig.delivery().detail) == (DeliveryState.TOO_BIG, big.title)
    assert council.accepted == 0


def test_J15_a_session_that_ends_meanwhile_is_renewed_once_for_all_files(rig: SyncRig, council: SmallCouncil) -> None:
    ended = threading.Event()

    def twist(asked: Asked) -> Planned | None:
        if asked.method == "PATCH" and asked.headers["upload-offset"] != "0" and not ended.is_set():
            ended.set()
            council.access = set()
        return None

    council.twists.append(twist)
    rig.queue(files=THREE)
    assert rig.run().received
    assert len(council.calls("POST", "/v1/sessions/renew")) == 1
    assert len(council.uploads) == 3
    assert contents(council) == sorted(THREE.values())


def test_J15_a_bug_in_the_middle_reaches_whoever_asked_and_leaves_no_thread(
    rig: SyncRig, council: SmallCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.queue(files=THREE)
    monkeypatch.setattr(rig.store.outbox, "remember_upload", lambda *_: 1 // 0)
    assert [type(bug) for bug in rig.run().bugs] == [ZeroDivisionError]
    monkeypatch.undo()
    assert rig.run_later().received
    assert contents(council) == sorted(THREE.values())

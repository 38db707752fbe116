"""How quickly what waits goes out, against bare `requests` to the same server in the same run (issue's figures).

`python3 dev.py bench sync` or `.venv/bin/python tests/bench/bench_sync.py`. One JSON line for each figure.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import sys
import tempfile
import time
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import requests

from desktop_portal.core.draft import FormKey
from desktop_portal.core.frozen import freeze
from desktop_portal.remote.session import Timeouts
from desktop_portal.remote.wire import Registration
from desktop_portal.ui.controllers.sending import LONGEST_PAUSE
from tests.support.referrer import TUS, a_concern, attachment, details
from tests.support.server_process import ServerProcess
from tests.support.sync_rig import Clock, SyncRig

FORMS = 100
MEGABYTES = 200
PIECE = 1024 * 1024


def figure(name: str, value: float, goal: float, *, at_most: bool) -> bool:
    met = value <= goal if at_most else value >= goal
    print(json.dumps({"figure": name, "value": round(value, 3), "goal": goal, "met": met}), flush=True)
    return met


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="bench-sync"))
    server = ServerProcess(folder / "server", env={"PORTAL_LIMIT_FACTOR": "10000", "PORTAL_LARGEST_FILE": "30000000"})
    try:
        with closing(signed_in(folder, server)) as rig:
            results = [drain(rig, server), upload(rig, server), idle(rig)]
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if all(results) else 1


def signed_in(folder: Path, server: ServerProcess) -> SyncRig:
    timeouts = Timeouts(connect=10.0, silence=60.0, whole=300.0)
    rig = SyncRig(folder / "computer", server.url, clock=Clock(datetime.now(UTC)), timeouts=timeouts)  # noqa: TID251
    attempt = rig.portal.register(Registration(**details("sam@example.com")))
    rig.portal.verify_code(attempt, server.code_for("sam@example.com"))
    session = rig.portal.accept_terms(attempt, rig.portal.terms().version)
    rig.sign_in(session.access_token, session.refresh_token)
    rig.run()
    return rig


def drain(rig: SyncRig, server: ServerProcess) -> bool:
    """100 forms without files: queued and drained, against 100 bare PUTs of the same kind of bytes."""
    bare_bodies = [frozen() for _ in range(FORMS)]
    for _ in range(FORMS):
        submission_id = str(uuid.uuid4())
        body = a_concern(submission_id=submission_id)
        rig.queue(submission_id, response=body["response"], form=FormKey(*body["form"].split("|")))
        rig.clock.passes(seconds=0.001)
    token = {"Authorization": f"Bearer {rig.store.state.get('tokens', {})['access']}"}
    with requests.Session() as bare:
        bare.trust_env = False
        began = time.perf_counter()
        for submission_id, sent in bare_bodies:
            headers = {**token, "Content-Type": "application/json"}
            url = f"{server.url}/v1/submissions/{submission_id}/versions/1"
            assert bare.put(url, data=sent, headers=headers, timeout=60).status_code == 201
        floor = time.perf_counter() - began
    began = time.perf_counter()
    report = rig.run(hurry=True)
    ours = time.perf_counter() - began
    assert (report.waiting, len(report.received)) == (0, FORMS)
    return figure(f"{FORMS} queued forms drain, times bare PUTs", ours / floor, 2.0, at_most=True)


def frozen() -> tuple[str, bytes]:
    submission_id = str(uuid.uuid4())
    body = a_concern(submission_id=submission_id)
    bytes_sent, _digest = freeze(body["response"], FormKey(*body["form"].split("|")), (), "en", submission_id, 1)
    return submission_id, bytes_sent


def upload(rig: SyncRig, server: ServerProcess) -> bool:
    """200 MB of files, against bare PATCHes of a megabyte each to the same server, without a checksum or a store."""
    size, count = 20_000_000, MEGABYTES // 20
    chance = random.Random(8)
    token = {"Authorization": f"Bearer {rig.store.state.get('tokens', {})['access']}", **TUS}
    contents = [b"%PDF-1.7\n" + chance.randbytes(size) for _ in range(2 * count)]
    with requests.Session() as bare:
        bare.trust_env = False
        began = time.perf_counter()
        for content in contents[:count]:
            made = bare.post(
                f"{server.url}/v1/uploads", headers={**token, "Upload-Length": str(len(content))}, timeout=60
            )
            url = server.url + made.headers["Location"]
            for start in range(0, len(content), PIECE):
                kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(start)}
                sent = bare.patch(url, data=content[start : start + PIECE], headers={**token, **kind}, timeout=60)
                assert sent.status_code == 204
        floor = time.perf_counter() - began
    submission_id = str(uuid.uuid4())
    files = {f"File {number}": content for number, content in enumerate(contents[count:])}
    body = a_concern([attachment(content, title) for title, content in files.items()], submission_id=submission_id)
    rig.queue(submission_id, files=files, response=body["response"], form=FormKey(*body["form"].split("|")))
    began = time.perf_counter()
    report = rig.run(hurry=True)
    ours = time.perf_counter() - began
    assert report.waiting == 0, report
    return figure(f"{MEGABYTES} MB of files, share of bare speed", floor / ours, 0.35, at_most=False)


def idle(rig: SyncRig) -> bool:
    """An hour with nothing to do, at the moments at which the window runs it."""
    sent = [0]
    true_send = rig.portal._http.send

    def counted(*values: object, **named: object) -> object:
        sent[0] += 1
        return true_send(*values, **named)  # type: ignore[arg-type] # handed on as it came

    rig.portal._http.send = counted  # type: ignore[method-assign,assignment] # a counter in front of the real one
    before = resource.getrusage(resource.RUSAGE_SELF)
    end, next_at = rig.clock() + timedelta(hours=1), rig.clock()
    while rig.clock() < end:
        rig.clock.now = max(rig.clock(), min(next_at, rig.clock() + LONGEST_PAUSE))
        next_at = rig.run().next_at
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    hour = timedelta(hours=1).total_seconds()
    return all(
        (
            figure("requests a minute while nothing is to do", sent[0] / 60, 1.0, at_most=True),
            figure("share of one core while nothing is to do", seconds / hour, 0.001, at_most=True),
        )
    )


if __name__ == "__main__":
    raise SystemExit(main())

"""Sixty faults at six steps of the protocol, over real sockets, between the program and the real server (J15).

An ordinary run takes each fault at three of the six steps, its neighbour at the other three; `--faults 1` takes all.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.app import COUNCIL
from desktop_portal.core.council import read_council
from desktop_portal.core.draft import FormKey
from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote.session import Timeouts
from desktop_portal.remote.wire import Registration
from desktop_portal.services.requests import Requests
from desktop_portal.ui.controllers.told import home_state, submitted_state
from desktop_portal.ui.top_bar import connection_told
from tests.support.network_faults import CUT, FAULTS, SAID
from tests.support.referrer import a_concern, attachment, details
from tests.support.rough_proxy import RoughProxy
from tests.support.server_process import ServerProcess
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.services.syncing import SyncReport

STEPS = {
    "hello": ("GET", "/v1/hello"),
    "create": ("POST", "/v1/uploads"),
    "patch": ("PATCH", "/v1/uploads/"),
    "head": ("HEAD", "/v1/uploads/"),
    "put": ("PUT", "/v1/submissions/"),
    "feed": ("GET", "/v1/feed"),
}
QUICK = Timeouts(connect=2.0, silence=2.0, whole=10.0)
OF_ALL = {"hello", "feed"}


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("server"), env={"PORTAL_LIMIT_FACTOR": "1000"})
    yield process
    process.stop()


@pytest.fixture(scope="module")
def network(council: ServerProcess) -> Iterator[RoughProxy]:
    proxy = RoughProxy(int(council.url.rsplit(":", 1)[1]))
    yield proxy
    proxy.close()


@pytest.fixture(scope="module")
def signed_in(
    council: ServerProcess, network: RoughProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SyncRig]:
    """One computer that all the calls go out from; each has a form of its own."""
    rig = SyncRig(tmp_path_factory.mktemp("computer"), network.url, timeouts=QUICK)
    attempt = rig.portal.register(Registration(**details("sam@example.com")))
    rig.portal.verify_code(attempt, council.code_for("sam@example.com"))
    session = rig.portal.accept_terms(attempt, rig.portal.terms().version)
    rig.sign_in(session.access_token, session.refresh_token)
    rig.run()
    yield rig
    rig.close()


def test_there_are_at_least_sixty_faults_and_six_steps() -> None:
    assert len(FAULTS) >= 60
    assert len(STEPS) == 6
    assert set(FAULTS) == set(SAID)


def test_an_ordinary_run_takes_each_fault_and_each_step() -> None:
    taken = {name: set(steps_for(name, every=False)) for name in FAULTS}
    assert min(len(steps) for steps in taken.values()) == len(STEPS) // 2
    for step in STEPS:
        assert sum(step in steps for steps in taken.values()) >= len(FAULTS) // 2
    assert all(set(steps_for(name, every=True)) == set(STEPS) for name in FAULTS)


def steps_for(name: str, *, every: bool) -> list[str]:
    """The steps at which a fault is tried: all, or every second one, beginning where its neighbour does not."""
    if every:
        return list(STEPS)
    return list(STEPS)[list(FAULTS).index(name) % 2 :: 2]


@lru_cache(maxsize=1)
def answers_with_a_file() -> tuple[FormKey, str, str]:
    """A form filled in once, its answers as JSON, and the digest in them that each cell replaces by its own file's."""
    file = attachment(letter("the one for all"))
    body = a_concern([file])
    return FormKey(*body["form"].split("|")), json.dumps(body["response"]), file.digest


def letter(words: str) -> bytes:
    return b"%PDF-1.7\n" + words.encode().ljust(100, b".")


@pytest.mark.parametrize("name", FAULTS)
def test_J15_a_fault_at_any_step_delays_a_form_and_never_doubles_loses_or_belies_it(
    name: str, signed_in: SyncRig, network: RoughProxy, council: ServerProcess, request: pytest.FixtureRequest
) -> None:
    for step in steps_for(name, every=bool(request.config.getoption("--faults"))):
        method, part = STEPS[step]
        one = Cell(signed_in, council, f"{name} {step}")
        if step == "head":
            one.begin_the_upload(network)
        network.plan(FAULTS[name], method, part)
        befallen = network.befallen
        report = one.run()
        assert network.befallen == befallen + 1, f"{step}: the fault befell nothing"
        one.is_told_truly(report, SAID[name], step)
        network.heal()
        for _ in range(4):
            report = one.run()
            # A server that asked for an hour gets it: until then the reason stands, and is still true.
            one.is_told_truly(report, SAID[name] | {""}, "head" if step == "head" else "")
            if report.waiting == 0:
                break
        assert one.arrived() == 1, f"{step}: {one.rig.delivery(one.id)}"
        assert one.rig.delivery(one.id).state is DeliveryState.RECEIVED
    signed_in.store.submissions.purge_received()  # what is there costs time in each later cell


class Cell:
    """One form on its way through one fault."""

    def __init__(self, rig: SyncRig, council: ServerProcess, words: str) -> None:
        self.rig, self._council = rig, council
        self.id = str(uuid.uuid4())
        content = letter(words)
        form, answers, digest = answers_with_a_file()
        response = json.loads(answers.replace(digest, hashlib.sha256(content).hexdigest()))
        rig.queue(self.id, files={"Letter": content}, response=response, form=form)

    def begin_the_upload(self, network: RoughProxy) -> None:
        network.plan(CUT["reset at once"], *STEPS["patch"])
        self.run()
        network.heal()

    def run(self) -> SyncReport:
        # Long enough for the feed to be read, for the back-off to be over and for the safety net to show.
        self.rig.clock.passes(minutes=20)
        return self.rig.run()

    def arrived(self) -> int:
        with sqlite3.connect(self._council.data_dir / "portal.db") as database:
            rows = database.execute("SELECT count(*) FROM version WHERE submission_id = ?", (self.id,)).fetchone()
        database.close()
        return int(rows[0])

    def is_told_truly(self, report: SyncReport, reasons: frozenset[str], step: str) -> None:
        """What the window shows now holds now: of the connection, of the form, on the first page and in the list."""
        delivery = self.rig.delivery(self.id)
        received = delivery.state is DeliveryState.RECEIVED
        assert not report.bugs
        assert not received or self.arrived() == 1, "shown as received, and the council has it not"
        self._is_listed(received=received)
        words, _kind, _icon = connection_told(report.connection, report.waiting)
        assert ("everything sent" in words) == (report.waiting == 0)
        if step in OF_ALL:
            assert report.connection in (reasons - {""} or {"connected"}) | ({"connected"} if "" in reasons else set())
            assert ("Connected" in words) == (report.connection == "connected")
            return
        assert report.connection == "connected", "one call went wrong, and the council still answers"
        if not received:
            # An answer to HEAD has no content by which a page could be known.
            assert delivery.reason in reasons | ({"unexpected"} if step == "head" else set())

    def _is_listed(self, *, received: bool) -> None:
        store, now = self.rig.store, self.rig.clock()
        session: Any = SimpleNamespace(store=store, requests=Requests(store.state), person=None)
        council = read_council(store.state.get(COUNCIL, {}))
        home = home_state(session, council, now)
        waiting = [one for one in home.waiting if one.id == self.id]
        assert bool(waiting) is not received
        for one in waiting:
            assert one.sentence.startswith(("Waiting for", "The form is on its way"))
            assert one.action
            assert one.urgent, "twenty minutes are over: the council's number stands there"
        assert home.phone
        lines = submitted_state(session, now, kept_days=30, hide_children=False).forms
        line = next(one for one in lines if one.id == self.id)
        assert bool(line.reference) is received
        assert (line.state == "Received") is received

"""The program's own client, store and sync against the real server, with answers that get lost on the way."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.draft import FormKey
from desktop_portal.core.problems import CodeExpired, TooManyTries, WrongCode, WrongPassword
from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote.portal import Portal
from desktop_portal.remote.wire import Registration
from tests.support.referrer import PASSWORD, a_concern, attachment, details
from tests.support.server_process import ServerProcess
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PDF = b"%PDF-1.7\n" + b"a line of the letter\n" * 30_000


@pytest.fixture
def council(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "server", env={"PORTAL_FAULTS": "1"})
    yield process
    process.stop()


def registered(council: ServerProcess, portal: Portal) -> tuple[str, str]:
    attempt = portal.register(Registration(**details("sam@example.com")))
    portal.verify_code(attempt, council.code_for("sam@example.com"))
    session = portal.accept_terms(attempt, portal.terms().version)
    return session.access_token, session.refresh_token


def test_J05_to_J07_the_program_registers_signs_in_and_reads_the_forms(council: ServerProcess) -> None:
    portal = Portal(council.url, device_id="d", version="0.1.0")
    try:
        assert portal.hello().oldest_client == "0.1.0"
        attempt = portal.register(Registration(**details("sam@example.com")))
        with pytest.raises(WrongCode):
            portal.verify_code(attempt, "0")
        portal.verify_code(attempt, council.code_for("sam@example.com"))
        portal.accept_terms(attempt, portal.terms().version)
        with pytest.raises(WrongPassword):
            portal.sign_in("sam@example.com", "wrong wrong wrong")
        session = portal.sign_in("sam@example.com", PASSWORD)
        portal.use(session.access_token)
        assert portal.account().email == "sam@example.com"
        assert portal.change_account({"job_role": "Head"}).job_role == "Head"
        catalogue = portal.forms()
        assert catalogue is not None
        entry = next(one for one in catalogue.forms if one.name == "safeguarding-concern")
        assert portal.definition(entry.name, entry.version, entry.digest)
        assert portal.forms(catalogue.etag) is None
        with pytest.raises(CodeExpired):
            portal.verify_code("nothing", "12345678")
        other = Registration(**details("other@example.com"))
        for _ in range(5):
            portal.register(other)
        with pytest.raises(TooManyTries):
            portal.register(other)
        portal.sign_out()
    finally:
        portal.close()


FAULTS = [
    [],
    [("drop-answer-after-commit", "/v1/submissions")],
    [("drop-before", "/v1/submissions")],
    [("truncate", "/v1/submissions")],
    [("503", "/v1/submissions"), ("html-200", "/v1/submissions"), ("redirect", "/v1/submissions")],
    [("wrong-receipt", "/v1/submissions")],
    [("drop-answer-after-commit", "/v1/uploads"), ("503", "/v1/uploads"), ("truncate", "/v1/uploads")],
    [("html-200", "/v1/hello"), ("drop-answer-after-commit", "/v1/feed")],
]


@pytest.mark.parametrize("faults", FAULTS, ids=lambda faults: "+".join(kind for kind, _ in faults) or "none")
def test_J15_faults_on_the_way_delay_a_form_but_never_double_or_lose_it(
    tmp_path: Path, council: ServerProcess, faults: list[tuple[str, str]]
) -> None:
    rig = SyncRig(tmp_path, council.url)
    try:
        rig.sign_in(*registered(council, rig.portal))
        file = attachment(PDF)
        submission_id = str(uuid.uuid4())
        body = a_concern([file], submission_id=submission_id)
        form = FormKey(*body["form"].split("|"))
        rig.queue(submission_id, files={"Letter": PDF}, response=body["response"], form=form)
        for kind, path in faults:
            council.plan_fault(kind, path)
        for _ in range(8):
            rig.run(hurry=True)
            rig.clock.passes(hours=1)
        assert rig.delivery(submission_id).state is DeliveryState.RECEIVED, rig.delivery(submission_id)
        receipts = [one for one in rig.portal.feed(0).events if one.kind == "receipt"]
        assert [one.submission_id for one in receipts] == [submission_id]
        confirmations = [one for one in council.mail() if one["subject"] == "Confirmation of form submission"]
        assert len(confirmations) == 1
    finally:
        rig.close()


def test_I2_what_the_council_acknowledged_before_a_power_cut_is_not_sent_again(
    tmp_path: Path, council: ServerProcess
) -> None:
    rig = SyncRig(tmp_path, council.url)
    try:
        rig.sign_in(*registered(council, rig.portal))
        body = a_concern()
        rig.queue(body["submission_id"], response=body["response"], form=FormKey(*body["form"].split("|")))
        council.kill()
        rig.run()
        assert rig.delivery(body["submission_id"]).state is not DeliveryState.RECEIVED
        council.start_again()
        rig.run_later()
        assert rig.delivery(body["submission_id"]).state is DeliveryState.RECEIVED
        council.kill()
        council.start_again()
        state = rig.portal.feed(0)
        assert [one.submission_id for one in state.events] == [body["submission_id"]]
    finally:
        rig.close()

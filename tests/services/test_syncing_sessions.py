"""A session that ends while forms go out, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.submission import DeliveryState
from tests.support.scripted_server import Planned

if TYPE_CHECKING:
    from tests.support.scripted_server import Asked
    from tests.support.small_council import SmallCouncil
    from tests.support.sync_rig import SyncRig

LETTER = bytes(range(256)) * 4096 * 2 + b"the end"


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

"""Each row of the response table, over a real socket."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.frozen import freeze
from desktop_portal.core.outcome import (
    Conflict,
    FieldProblem,
    FormGone,
    MissingFiles,
    Outcome,
    Received,
    Rejected,
    SignInNeeded,
    TooBig,
    Transient,
    Unsendable,
    UpdateNeeded,
)
from desktop_portal.core.submission import Submission
from tests.support.scripted_server import Planned, ScriptedServer, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.remote.portal import Portal

    Scripted = Callable[..., tuple[Portal, ScriptedServer]]

SECRET = "Sam told me something about home"
FORM = FormKey("https://example.gov.uk/forms/concern", "1.0.0")
BODY, DIGEST = freeze({"resourceType": "QuestionnaireResponse", "said": SECRET}, FORM, (), "en", "0190-id", 1)
SUBMISSION = Submission(
    id="0190-id",
    version=1,
    form=FORM,
    form_title="Concern",
    child=ChildLabel("S.J.", "2014"),
    safeguarding=True,
    body=BODY,
    digest=DIGEST,
    files=(),
    submitted_at=datetime(2026, 5, 1, tzinfo=UTC),
)
RECEIPT = {
    "submission_id": "0190-id",
    "version": 1,
    "reference": "LCS-26-00001",
    "digest": DIGEST,
    "epoch": "e1",
    "received_at": "2026-05-01T10:00:00Z",
    "etag": '"a"',
}
PAGE = b"<!doctype html><title>Welcome to Hotel WiFi</title>"
ISSUES = [
    {"link_id": "child.dob", "path": "child.dob", "code": "missing", "message": "Enter the child's date of birth"}
]

ROWS: dict[str, tuple[Planned, Outcome]] = {
    "hung up": (Planned(reset=True), Transient("offline")),
    "a truncated receipt": (Planned(201, RECEIPT, cut=True), Transient("offline")),
    "408": (problem(408), Transient("server-busy")),
    "425": (problem(425), Transient("server-busy")),
    "429 with seconds": (Planned(429, {}, headers={"Retry-After": "120"}), Transient("server-busy", 120.0)),
    "500": (problem(500), Transient("server-busy")),
    "502 as a page": (Planned(502, PAGE, "text/html"), Transient("server-busy")),
    "503 for a week": (Planned(503, {}, headers={"Retry-After": "604800"}), Transient("server-busy", 3600.0)),
    "503 without sense": (Planned(503, {}, headers={"Retry-After": "soon"}), Transient("server-busy")),
    "a page with 200": (Planned(200, PAGE, "text/html; charset=utf-8"), Transient("sign-in-page")),
    "a page that says nothing of itself": (Planned(200, PAGE, ""), Transient("sign-in-page")),
    "a page with 401": (Planned(401, PAGE, "text/html"), Transient("sign-in-page")),
    "a page with 403": (Planned(403, PAGE, "text/html"), Transient("sign-in-page")),
    "301": (Planned(301, headers={"Location": "/elsewhere"}), Transient("sign-in-page")),
    "302": (Planned(302, headers={"Location": "/elsewhere"}), Transient("sign-in-page")),
    "307": (Planned(307, headers={"Location": "/elsewhere"}), Transient("sign-in-page")),
    "308": (Planned(308, headers={"Location": "/elsewhere"}), Transient("sign-in-page")),
    "511": (Planned(511, PAGE, "text/html"), Transient("sign-in-page")),
    "200 without content": (Planned(200), Transient("unexpected")),
    "204": (Planned(204, content_type=""), Transient("unexpected")),
    "202 with a receipt": (Planned(202, RECEIPT), Transient("unexpected")),
    "a receipt as text": (Planned(200, RECEIPT, "text/plain"), Transient("unexpected")),
    "a receipt as a problem": (Planned(200, RECEIPT, "application/problem+json"), Transient("unexpected")),
    "JSON cut in half but whole in length": (Planned(201, b'{"submission_id": "01'), Transient("unexpected")),
    "a list": (Planned(201, [RECEIPT]), Transient("unexpected")),
    "a receipt without a digest": (
        Planned(201, {key: value for key, value in RECEIPT.items() if key != "digest"}),
        Transient("unexpected"),
    ),
    "a receipt with a number for a reference": (Planned(201, {**RECEIPT, "reference": 7}), Transient("unexpected")),
    "a receipt without a time": (Planned(201, {**RECEIPT, "received_at": "yesterday"}), Transient("unexpected")),
    "deep JSON": (Planned(201, b"[" * 100_000), Transient("unexpected")),
    "401": (problem(401, "session-ended"), SignInNeeded()),
    "403": (problem(403, detail="Not for you."), Rejected("Not for you.")),
    "404": (problem(404), Transient("unexpected")),
    "407": (Planned(407, PAGE, "text/html"), Transient("proxy-sign-in")),
    "410": (problem(410, "form-gone"), FormGone()),
    "412": (problem(412), Conflict()),
    "413": (problem(413), TooBig("")),
    "413 from a proxy in front": (Planned(413, PAGE, "text/html"), TooBig("")),
    "422": (
        problem(422, "not-valid", detail="x", issues=ISSUES),
        Rejected("x", (FieldProblem("child.dob", "Enter the child's date of birth"),)),
    ),
    "422 another text under this id": (problem(422, "digest-differs"), Unsendable("digest-differs")),
    "424": (problem(424, "missing-blobs", digests=["ab", "cd"]), MissingFiles(("ab", "cd"))),
    "426": (problem(426), UpdateNeeded()),
    "507": (problem(507), TooBig("")),
}


@pytest.mark.parametrize(("planned", "outcome"), ROWS.values(), ids=ROWS.keys())
def test_each_answer_of_the_table_is_taken_for_what_it_is(
    scripted: Scripted, planned: Planned, outcome: Outcome
) -> None:
    portal, server = scripted(planned)
    assert portal.submit(SUBMISSION) == outcome
    assert len(server.asked) == 1, "nothing is tried again or followed behind the queue's back"


@pytest.mark.parametrize("status", [200, 201])
def test_a_receipt_is_read_and_the_frozen_bytes_were_sent(scripted: Scripted, status: int) -> None:
    portal, server = scripted(Planned(status, RECEIPT))
    portal.use("token-1")
    outcome = portal.submit(SUBMISSION)
    assert isinstance(outcome, Received)
    assert outcome.receipt.reference == "LCS-26-00001"
    assert outcome.receipt.received_at == datetime(2026, 5, 1, 10, tzinfo=UTC)
    asked = server.asked[0]
    assert (asked.method, asked.path) == ("PUT", "/v1/submissions/0190-id/versions/1")
    assert asked.body == BODY
    assert asked.headers["idempotency-key"] == '"0190-id.1"'
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["authorization"] == "Bearer token-1"
    assert asked.headers["user-agent"] == "ChildrensPortalDesktop/0.1.0"
    assert "if-match" not in asked.headers


def test_a_later_version_says_what_it_was_based_on(scripted: Scripted) -> None:
    portal, server = scripted(Planned(201, RECEIPT))
    portal.submit(SUBMISSION, '"v1"')
    assert server.asked[0].headers["if-match"] == '"v1"'


def test_a_redirect_to_another_host_takes_no_childs_data_there(scripted: Scripted) -> None:
    _, elsewhere = scripted(Planned(201, RECEIPT))
    portal, _ = scripted(Planned(307, headers={"Location": elsewhere.url + "/v1/submissions/0190-id/versions/1"}))
    assert portal.submit(SUBMISSION) == Transient("sign-in-page")
    assert elsewhere.asked == []


def test_a_date_in_retry_after_is_measured_by_the_servers_own_clock(scripted: Scripted) -> None:
    headers = {"Date": "Fri, 01 May 2020 10:00:00 GMT", "Retry-After": "Fri, 01 May 2020 10:05:00 GMT"}
    portal, _ = scripted(Planned(503, {}, headers=headers))
    assert portal.submit(SUBMISSION) == Transient("server-busy", 300.0)


def test_silence_ends_by_the_time_limit(scripted: Scripted) -> None:
    portal, _ = scripted(Planned(hang=True))
    assert portal.submit(SUBMISSION) == Transient("offline")


def test_nobody_there_is_offline(scripted: Scripted) -> None:
    portal, server = scripted(Planned(201, RECEIPT))
    server.close()
    assert portal.submit(SUBMISSION) == Transient("offline")


def test_what_is_said_before_the_answer_is_read_over_and_the_next_call_is_in_step(scripted: Scripted) -> None:
    portal, server = scripted(Planned(201, RECEIPT, hints=3))
    assert isinstance(portal.submit(SUBMISSION), Received)
    assert isinstance(portal.submit(SUBMISSION), Received)
    assert len(server.asked) == 2


def test_who_only_hints_and_never_answers_is_given_up(scripted: Scripted) -> None:
    portal, _ = scripted(Planned(201, RECEIPT, hints=11))
    assert portal.submit(SUBMISSION) == Transient("offline")

"""Registering, signing in, renewing: what a person can do and what someone who guesses cannot."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.support.referrer import PASSWORD, client_of, details, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tests.support.referrer import Referrer


def _email() -> str:
    return f"{uuid.uuid4().hex[:12]}@example.com"


def _attempt(http: httpx.Client, email: str) -> str:
    answer = http.post("/v1/registrations", json=details(email))
    assert answer.status_code == 202, answer.text
    return str(answer.json()["attempt"])


def _code(http: httpx.Client, attempt: str, code: str) -> httpx.Response:
    return http.post(f"/v1/registrations/{attempt}/code", json={"code": code})


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def test_J05_the_code_comes_by_an_e_mail_titled_as_people_know_it(server: ServerProcess, http: httpx.Client) -> None:
    email = _email()
    attempt = _attempt(http, email)
    letter = server.mail()[0]
    assert (letter["to"], letter["subject"]) == (email, "Please verify your email address")
    code = re.search(r"\d{4} \d{4}", letter["text"])
    assert code is not None
    assert _code(http, attempt, f"  {code[0]} ").json() == {"verified": True}


def test_J05_a_code_has_five_tries_and_a_new_one_can_be_asked_for(server: ServerProcess, http: httpx.Client) -> None:
    email = _email()
    attempt = _attempt(http, email)
    code = server.code_for(email)
    left = [_code(http, attempt, _wrong(code)).json()["tries_left"] for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    used_up = _code(http, attempt, code)
    assert (used_up.status_code, used_up.json()["code"]) == (410, "code-expired")
    assert http.post(f"/v1/registrations/{attempt}/resend").status_code == 202
    assert server.code_for(email) != code
    assert _code(http, attempt, server.code_for(email)).status_code == 200


def test_twenty_guesses_at_once_have_five_tries_between_them(server: ServerProcess, http: httpx.Client) -> None:
    email = _email()
    attempt = _attempt(http, email)
    wrong = _wrong(server.code_for(email))
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: _code(http, attempt, wrong), range(20)))
    assert sorted(answer.status_code for answer in answers) == [410] * 15 + [422] * 5


def test_J05_codes_cannot_be_asked_for_without_end(http: httpx.Client) -> None:
    attempt = _attempt(http, _email())
    statuses = [http.post(f"/v1/registrations/{attempt}/resend").status_code for _ in range(8)]
    assert statuses[:5] == [202] * 5
    assert statuses[-1] == 429


def test_J05_going_back_sends_a_code_to_the_other_address(server: ServerProcess, http: httpx.Client) -> None:
    first, second = _email(), _email()
    attempt = _attempt(http, first)
    old = server.code_for(first)
    assert http.put(f"/v1/registrations/{attempt}/email", json={"email": second}).status_code == 202
    if old != server.code_for(second):
        assert _code(http, attempt, old).status_code == 422
    assert _code(http, attempt, server.code_for(second)).status_code == 200


def test_a_known_address_gets_the_same_answer_and_an_e_mail_that_says_so(
    server: ServerProcess, http: httpx.Client, referrer: Referrer
) -> None:
    attempt = _attempt(http, referrer.email.upper())
    letter = server.mail()[0]
    assert letter["to"] == referrer.email
    assert "already" in letter["subject"]
    assert not re.search(r"\d{4} ?\d{4}", letter["text"])
    answer = _code(http, attempt, "12345678")
    assert (answer.status_code, answer.json()["tries_left"]) == (422, 4)


def test_signing_in_says_the_same_for_an_unknown_address(http: httpx.Client, referrer: Referrer) -> None:
    # That it also costs the same work is in test_same_work.py.
    def tried(email: str) -> tuple[int, str]:
        answer = http.post("/v1/sessions", json={"email": email, "password": "wrong wrong wrong", "device_id": "d"})
        return answer.status_code, answer.text

    assert tried(referrer.email) == tried(_email())
    assert tried(referrer.email)[0] == 401


@pytest.mark.parametrize(
    ("password", "words"),
    [("short", "12 characters"), ("Password1234", "often guessed"), ("aaaaaaaaaaaaaa", "often guessed")],
)
def test_a_password_that_is_easily_guessed_is_refused_in_words(http: httpx.Client, password: str, words: str) -> None:
    answer = http.post("/v1/registrations", json=details(_email(), password=password))
    assert (answer.status_code, answer.json()["code"]) == (422, "weak-password")
    assert words in answer.json()["detail"]


def test_what_cannot_be_an_address_is_named_without_repeating_it(http: httpx.Client) -> None:
    answer = http.post("/v1/registrations", json=details("not an address <b>", first_name="  "))
    assert (answer.status_code, answer.json()["code"]) == (422, "not-valid")
    assert {issue["field"] for issue in answer.json()["issues"]} == {"email", "first_name"}
    assert "<b>" not in answer.text


def test_J06_an_account_needs_the_code_and_the_present_terms(server: ServerProcess, http: httpx.Client) -> None:
    email = _email()
    attempt = _attempt(http, email)
    terms = http.get("/v1/terms").json()
    url = f"/v1/registrations/{attempt}/terms"
    assert http.post(url, json={"version": terms["version"]}).status_code == 409
    _code(http, attempt, server.code_for(email))
    assert http.post(url, json={"version": "an older one"}).json()["code"] == "terms-changed"
    first = http.post(url, json={"version": terms["version"]})
    again = http.post(url, json={"version": terms["version"]})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["account"] == again.json()["account"]
    assert first.json()["terms_due"] is None


def test_the_refresh_token_before_is_honoured_once_because_an_answer_may_be_lost(referrer: Referrer) -> None:
    def renew(token: str) -> httpx.Response:
        return referrer.http.post("/v1/sessions/renew", json={"refresh_token": token})

    first = referrer.session["refresh_token"]
    second = renew(first)
    assert second.status_code == 200
    third = renew(first)
    assert third.status_code == 200, "the answer to the first renewal was lost"
    assert renew(first).status_code == 401, "only once"
    referrer.session = third.json()
    assert referrer.get("/v1/account").status_code == 401, "a token in two hands ends the session"


def test_old_access_tokens_are_worth_nothing_after_a_renewal_or_signing_out(referrer: Referrer) -> None:
    old = dict(referrer.token)
    referrer.session = referrer.http.post(
        "/v1/sessions/renew", json={"refresh_token": referrer.session["refresh_token"]}
    ).json()
    assert referrer.http.get("/v1/account", headers=old).status_code == 401
    assert referrer.get("/v1/account").json()["email"] == referrer.email
    assert referrer.http.delete("/v1/sessions/current", headers=referrer.token).status_code == 204
    assert referrer.get("/v1/account").status_code == 401
    renewed = referrer.http.post("/v1/sessions/renew", json={"refresh_token": referrer.session["refresh_token"]})
    assert renewed.status_code == 401


def test_a_person_sees_their_sessions_and_can_end_another(http: httpx.Client, referrer: Referrer) -> None:
    credentials = {"email": referrer.email, "password": PASSWORD, "device_id": "the other computer"}
    other = http.post("/v1/sessions", json=credentials).json()
    listed = referrer.get("/v1/sessions").json()["sessions"]
    assert len(listed) == 2
    victim = next(one["id"] for one in listed if not one["current"])
    assert http.delete(f"/v1/sessions/{victim}", headers=referrer.token).status_code == 204
    headers = {"Authorization": f"Bearer {other['access_token']}"}
    assert http.get("/v1/account", headers=headers).status_code == 401


def test_a_forgotten_password_is_changed_by_code_and_ends_all_sessions(
    server: ServerProcess, http: httpx.Client, referrer: Referrer
) -> None:
    attempt = http.post("/v1/password-resets", json={"email": referrer.email}).json()["attempt"]
    unknown = http.post("/v1/password-resets", json={"email": _email()})
    assert unknown.status_code == 202
    code, new = server.code_for(referrer.email), "a new walk by another canal"
    url = f"/v1/password-resets/{attempt}"
    assert http.post(url, json={"code": _wrong(code), "password": new}).json()["tries_left"] == 4
    assert http.post(url, json={"code": code, "password": new}).status_code == 204
    assert http.post(url, json={"code": code, "password": new}).status_code == 410
    assert referrer.get("/v1/account").status_code == 401
    credentials = {"email": referrer.email, "password": new, "device_id": "d"}
    assert http.post("/v1/sessions", json=credentials).status_code == 201
    assert http.post("/v1/sessions", json={**credentials, "password": PASSWORD}).status_code == 401


def test_an_account_can_be_changed_by_its_owner_only_in_what_is_theirs(referrer: Referrer) -> None:
    changed = referrer.http.put(
        "/v1/account", json={"job_role": "Head", "email": "else@example.com", "id": "x"}, headers=referrer.token
    ).json()
    assert (changed["job_role"], changed["email"], changed["first_name"]) == ("Head", referrer.email, "Sam")
    assert referrer.http.get("/v1/account").status_code == 401


def test_ten_wrong_passwords_in_five_minutes_are_the_most_also_at_once_and_after_a_restart(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data")
    try:
        with client_of(server) as http:
            person = register(server, http)
            wrong = {"email": person.email, "password": "wrong wrong wrong", "device_id": "d"}
            with ThreadPoolExecutor(15) as pool:
                answers = list(pool.map(lambda _: http.post("/v1/sessions", json=wrong), range(15)))
            statuses = [answer.status_code for answer in answers]
            assert sorted(statuses) == [401] * 10 + [429] * 5
            refused = next(answer for answer in answers if answer.status_code == 429)
            assert 1 <= int(refused.headers["Retry-After"]) <= 300
        server.start_again()
        with client_of(server) as http:
            right = {**wrong, "password": PASSWORD}
            assert http.post("/v1/sessions", json=right).status_code == 429
    finally:
        server.stop()

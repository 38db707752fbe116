"""Staff see what arrived, all of it and only they (J25, J26)."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.support.databases import connect
from tests.support.desk_person import PASSWORD, add_staff, said
from tests.support.referrer import a_concern, attachment, client_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess


def sign_in(http: httpx.Client, email: str, password: str, code: str) -> httpx.Response:
    return http.post("/desk/sign-in", data={"email": email, "password": password, "code": code})


@pytest.fixture
def desk(server: ServerProcess, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    email = f"{request.node.name[:40].lower()}@example.gov.uk"
    totp = add_staff(server, email)
    with client_of(server) as http:
        assert sign_in(http, email, PASSWORD, totp.now()).status_code == 303
        yield http


def test_J25_the_most_urgent_stand_first_and_then_the_newest(desk: httpx.Client, referrer: Referrer) -> None:
    calm_old = referrer.submit(a_concern()).json()["reference"]
    urgent = referrer.submit(a_concern(overview__danger_now=(True,))).json()["reference"]
    calm_new = referrer.submit(a_concern()).json()["reference"]
    page = desk.get("/desk")
    places = [page.text.index(reference) for reference in (urgent, calm_new, calm_old)]
    assert places == sorted(places)
    words = said(page)
    assert f"Immediate danger said R.K. , {urgent} , 5 {urgent}" in words
    assert "Sam Patel Hill Primary School" in words
    assert "Kestrel" not in words, "the list shows initials only"
    assert urgent not in desk.get("/desk", params={"destination": "EHM"}).text
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf is not None
    found = desk.post("/desk/search", data={"csrf": csrf[1], "q": "késtrel ROB"}, follow_redirects=True)
    assert urgent in found.text
    assert "strel" not in str(found.url), "a child's name never stands in an address"


def test_J26_one_submission_shows_all_answers_in_words_and_its_files(desk: httpx.Client, referrer: Referrer) -> None:
    content = b"%PDF-1.7\nA letter <script>\n"
    file = attachment(content, title="Letter <b>\u202efdp.exe")
    referrer.upload(content)
    typed = 'Said "mum\'s <b>partner</b>" & {{ 7*7 }} hit her'
    body = a_concern([file], concerns__worried=(typed,))
    receipt = referrer.submit(body).json()
    page = desk.get(f"/desk/submissions/{body['submission_id']}")
    words = unescape(re.sub(r"</?(?:p|dd|dt|dl|div|h\d)[^>]*>", " ", page.text))
    assert receipt["reference"] in words
    assert typed in words, "what was typed is shown as it was typed"
    assert "<b>" not in page.text, "and never as markup"
    assert "4 March 2021" in words
    assert "\u202e" not in page.text
    page = desk.get(f"/desk/submissions/{body['submission_id']}", params={"show": "files"})
    link = re.search(r'href="(/desk/submissions/[^"]+/files/0)"', page.text)
    assert link is not None
    answer = desk.get(link[1])
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{receipt["reference"]}-file-1.pdf"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_desk_opens_only_with_password_and_code_and_each_code_once(server: ServerProcess) -> None:
    totp = add_staff(server, "kim@example.gov.uk")
    with client_of(server) as http:
        code = totp.now()
        for given in (("kim@example.gov.uk", PASSWORD, "000000"), ("kim@example.gov.uk", "wrong", code)):
            refused = sign_in(http, *given)
            assert refused.status_code == 401
            assert "is not right" in refused.text
            assert given[1] not in refused.text
        assert sign_in(http, "kim@example.gov.uk", PASSWORD, code).status_code == 303
        assert http.get("/desk").status_code == 200
    with client_of(server) as http:
        assert sign_in(http, "kim@example.gov.uk", PASSWORD, code).status_code == 401, "a code is worth one sign-in"


def test_odd_words_at_the_door_and_in_the_search_find_nothing_and_break_nothing(
    server: ServerProcess, desk: httpx.Client
) -> None:
    csrf = re.search(r'name="csrf" value="([^"]+)"', desk.get("/desk/me").text)
    assert csrf is not None
    for odd in ("\x00", "\\", "'; --", "%", "_"):
        with client_of(server) as http:
            assert sign_in(http, f"jo{odd}@example.gov.uk", odd, odd).status_code == 401
        assert desk.post("/desk/search", data={"csrf": csrf[1], "q": f"zz{odd}zz"}).status_code == 303
        for place in ("/desk/found", "/desk/found?where=answers"):
            assert "Nothing was found" in said(desk.get(place))


@pytest.mark.parametrize("path", ["/desk", "/desk/submissions/x", "/desk/submissions/x/versions/1/files/0"])
def test_nobody_sees_anything_without_signing_in(http: httpx.Client, referrer: Referrer, path: str) -> None:
    for headers in ({}, referrer.token, {"Cookie": "desk=guess"}):
        answer = http.get(path, headers=headers)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/sign-in")


def test_a_form_from_another_website_is_refused_and_signing_out_ends_it(desk: httpx.Client) -> None:
    csrf = re.search(r'name="csrf" value="([^"]+)"', desk.get("/desk").text)
    assert csrf is not None
    assert desk.post("/desk/sign-out").status_code == 403
    foreign = desk.post("/desk/sign-out", data={"csrf": csrf[1]}, headers={"Origin": "https://evil.example.com"})
    assert foreign.status_code == 403
    assert desk.get("/desk").status_code == 200
    kept = desk.cookies.get("desk")
    assert desk.post("/desk/sign-out", data={"csrf": csrf[1]}).status_code == 303
    assert desk.get("/desk", headers={"Cookie": f"desk={kept}"}).status_code == 303


def test_every_page_is_free_of_scripts_and_says_so(desk: httpx.Client) -> None:
    for path in ("/desk", "/desk/sign-in", "/desk/nothing-here"):
        page = desk.get(path)
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
        assert not re.search(r"<script|<style| style=| on\w+=", page.text)
    assert desk.get("/desk/nothing-here").status_code == 404
    assert desk.get("/desk-static/desk.css").headers["content-type"].startswith("text/css")
    assert desk.get("/desk-fonts/AtkinsonHyperlegibleNext-Regular.ttf").status_code == 200


def test_what_staff_open_is_in_an_audit_trail_that_shows_tampering(server: ServerProcess, desk: httpx.Client) -> None:
    desk.get("/desk")
    whole = server.command("verify-audit")
    assert (whole.returncode, "holds" in whole.stdout) == (0, True), whole.stderr
    with connect(server.data_dir) as database:
        acts = [act for (act,) in database.execute("select act from audit_entry").fetchall()]
        seq, was = database.execute("select seq, actor from audit_entry where act = 'queue-viewed'").fetchone()
        database.execute("update audit_entry set actor = 'nobody' where seq = ?", (seq,))
    broken = server.command("verify-audit")
    with connect(server.data_dir) as database:
        database.execute("update audit_entry set actor = ? where seq = ?", (was, seq))
    assert {"staff-added", "signed-in", "queue-viewed"} <= set(acts)
    assert broken.returncode == 1
    assert f"entry {seq}" in broken.stdout

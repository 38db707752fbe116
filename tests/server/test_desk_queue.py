"""The queue: found by what matters, in pages that neither skip nor repeat, by the people whose part it is (J25)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.databases import connect
from tests.support.desk_person import DeskPerson, said, staff_at
from tests.support.referrer import a_concern, attachment, client_of, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess

_REFERENCE = re.compile(r"/desk/submissions/[^\"]+\">[^<]*<span class=\"unseen\">, (LCS-\d\d-\d{5})")


@pytest.fixture(scope="module")
def jo(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "jo@example.gov.uk")


def references(page: httpx.Response) -> list[str]:
    return _REFERENCE.findall(page.text)


def _next(page: httpx.Response, rel: str) -> dict[str, str]:
    link = re.search(rf'href="([^"]+)" rel="{rel}"', page.text)
    assert link is not None
    query = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    return {name: words[0] for name, words in query.items()}


_SAME = (
    "account_id, destination, form, state, latest, first_name, last_name, changed_at, search_name, urgency_words, born,"
    " nhs_number, upn, from_name, from_organisation, assigned_to, outcome, not_to_ask, name_key"
)


@cache
def many_more_than_a_page(server: ServerProcess) -> None:
    """114 referrals, once for all orders: copies of a real one, two of them urgent."""
    with client_of(server) as http:
        body = a_concern()
        assert register(server, http).submit(body).status_code == 201
    with connect(server.data_dir) as database:
        for number in range(113):
            database.execute(
                f"insert into submission (id, reference, urgency, received_at, {_SAME})"  # noqa: S608 (columns' names)
                f" select ?, ?, ?, ?, {_SAME} from submission where id = ?",
                (
                    f"0190{number:04d}-0000-7000-8000-000000000000",
                    f"LCS-25-{number:05d}",
                    0 if number % 56 == 55 else 4,
                    f"2026-01-{number % 9 + 1:02d}T10:00:00.000000Z",
                    body["submission_id"],
                ),
            )


@pytest.mark.parametrize("order", ["urgent", "new", "old"])
def test_J25_pages_neither_skip_nor_repeat_forwards_and_back(jo: DeskPerson, server: ServerProcess, order: str) -> None:
    many_more_than_a_page(server)
    pages = [jo.get("/desk", view="all", order=order)]
    pages.append(jo.get("/desk", **_next(pages[-1], "next")))
    pages.append(jo.get("/desk", **_next(pages[-1], "next")))
    while 'rel="next"' in pages[-1].text:
        pages.append(jo.get("/desk", **_next(pages[-1], "next")))
    all_of_them = [reference for page in pages for reference in references(page)]
    assert len(all_of_them) == len(set(all_of_them)) >= 114
    urgent = {at for at, page in enumerate(pages) if re.search(r"LCS-25-00(055|111)<", page.text)}
    assert urgent == {0} or order != "urgent"
    again = jo.get("/desk", **_next(pages[2], "prev"))
    assert references(again) == references(pages[1])
    first_again = jo.get("/desk", **_next(again, "prev"))
    assert references(first_again) == references(pages[0])
    assert 'rel="prev"' not in first_again.text


def test_J25_filters_narrow_what_is_shown_and_can_be_kept_as_a_view(jo: DeskPerson, referrer: Referrer) -> None:
    content = b"%PDF-1.7\nA letter\n"
    file = attachment(content)
    referrer.upload(content)
    urgent = referrer.submit(a_concern([file], overview__danger_now=(True,))).json()["reference"]
    calm = referrer.submit(a_concern()).json()["reference"]
    shown = jo.get("/desk", view="new", urgency="0")
    assert urgent in references(shown)
    assert calm not in references(shown)
    assert "1 file" in said(shown)
    assert calm in references(jo.get("/desk", age="5-10", order="new"))
    assert calm not in references(jo.get("/desk", age="0-4", order="new"))
    assert calm not in references(jo.get("/desk", waiting="1", order="new"))
    kept = jo.post("/desk/views", name=" Urgent  <now> ", view="new", urgency="0")
    assert kept.headers["Location"] == "/desk?urgency=0"
    page = jo.get("/desk")
    assert '<a href="/desk?urgency=0">Urgent &lt;now&gt;</a>' in page.text
    number = re.search(r'action="(/desk/views/\d+/remove)"', page.text)
    assert number is not None
    assert jo.post(number[1]).status_code == 303
    assert "Urgent &lt;now&gt;" not in jo.get("/desk").text
    for nonsense in ({"view": "x"}, {"urgency": "9"}, {"after": "x"}, {"after": "a_b_c"}, {"order": "x"}):
        assert jo.get("/desk", **nonsense).status_code == 404


def test_a_name_is_found_in_any_spelling_and_never_stands_in_an_address(jo: DeskPerson, referrer: Referrer) -> None:
    sent = a_concern(child__first_name=("Zoë",), child__last_name=("O'Brien-Hall",), child__nhs_number=("9990000018",))
    reference = referrer.submit(sent).json()["reference"]
    for words in ("zoe", "OBRIEN hall", "hall zo", "999 000 0018", reference.lower()):
        led = jo.post("/desk/search", q=words)
        assert led.headers["Location"] == "/desk/found"
        assert reference in references(jo.get("/desk/found")), words
    jo.post("/desk/search", q="zoe nobody")
    assert "Nothing was found" in said(jo.get("/desk/found"))
    assert jo.post("/desk/search", q=" ").headers["Location"] == "/desk"


def test_what_stands_in_an_answer_is_found_on_request_in_the_latest_version_only(
    jo: DeskPerson, referrer: Referrer
) -> None:
    body = a_concern(concerns__worried=("Her uncle Quentin at 12 Rowan Walk, 100% sure_ly, Llŷr Ŵyn",))
    receipt = referrer.submit(body).json()
    reference = receipt["reference"]
    for words in ("quentin rowan", "WALK", "100% sure_ly", "LLŶR ŵyn", "llyr WYN"):
        jo.post("/desk/search", q=words)
        assert reference not in references(jo.get("/desk/found")), "not by name or number"
        page = jo.get("/desk/found", where="answers")
        assert reference in references(page), words
        assert "Found in answers" in said(page)
    for words in ("quentin nobody", "100% surely", "100%sure"):
        jo.post("/desk/search", q=words)
        assert reference not in references(jo.get("/desk/found", where="answers")), words
    later = {**a_concern(submission_id=body["submission_id"]), "version": 2}
    assert referrer.submit(later, if_match=receipt["etag"]).status_code == 201
    jo.post("/desk/search", q="quentin rowan")
    assert reference not in references(jo.get("/desk/found", where="answers")), "it says so no more"
    assert jo.get("/desk/found", where="elsewhere").status_code == 422


def test_J26_a_child_who_was_told_of_before_is_pointed_out(jo: DeskPerson, referrer: Referrer) -> None:
    spelled = a_concern(child__first_name=("Ánna",), child__last_name=("Test-Wren",))
    before = referrer.submit(spelled).json()["reference"]
    body = a_concern(child__first_name=("anna",), child__last_name=("Test Wren",))
    assert referrer.submit(body).status_code == 201
    page = jo.get(f"/desk/submissions/{body['submission_id']}")
    assert f"{before} : the same name and date of birth" in said(page)
    jo.post("/desk/search", q="anna wren")
    assert f"Possible duplicate of {before}" in said(jo.get("/desk/found"))
    other = a_concern(child__first_name=("Bela",), child__last_name=("Test Wren",))
    referrer.submit(other)
    assert "Possible duplicate" not in said(jo.get(f"/desk/submissions/{other['submission_id']}"))


def test_J26_taking_up_assigning_and_giving_back(server: ServerProcess, jo: DeskPerson, referrer: Referrer) -> None:
    body = a_concern()
    reference = referrer.submit(body).json()["reference"]
    submission = body["submission_id"]
    assert jo.act(submission, "assign", to="me").status_code == 303
    assert reference in references(jo.get("/desk", view="mine"))
    assert reference in references(jo.get("/desk", view="reviewing"))
    states = [event["state"] for event in referrer.get("/v1/feed").json()["events"] if event["kind"] == "state"]
    assert states == ["reviewing"]
    assert jo.act(submission, "assign", to="somebody").status_code == 422
    for kim in staff_at(server, "kim@example.gov.uk", name="Kim Rees"):
        page = said(kim.get(f"/desk/submissions/{submission}"))
        assert "Assigned to Jo Hughes" in page
        option = re.search(
            r'<option value="([^"]+)">Kim Rees</option>', kim.get(f"/desk/submissions/{submission}").text
        )
        assert option is not None
        assert jo.act(submission, "assign", to=option[1]).status_code == 303
        assert reference in references(kim.get("/desk", view="mine"))
        assert kim.act(submission, "assign", to="").status_code == 303
        assert reference not in references(kim.get("/desk", view="mine"))
    history = said(jo.get(f"/desk/submissions/{submission}", show="history"))
    assert "Jo Hughes assigned it to Kim Rees" in history
    assert "Kim Rees assigned it to nobody" in history
    assert "The referrer sent version 1" in history

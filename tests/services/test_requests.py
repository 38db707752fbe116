"""What the council asked is read once and is what was told last, on whichever thread it was taken (J18 to J22)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.returned import Reply, read_reply
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.services.answering import Answering
from desktop_portal.services.requests import Requests
from desktop_portal.store.database import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def asked(request_id: str, at: str = "2026-11-24T10:00:00+00:00") -> dict[str, Any]:
    return {"request_id": request_id, "version": 1, "asked_at": at, "comments": f"{request_id}?"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = open_store(tmp_path / "store.db", bytes(range(32)), clock=lambda: NOW)
    yield one
    one.close()


def something_comes_while_read(store: Store, requests: Requests, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next reading of the store be overtaken by a request about f-1."""
    read = store.state.all

    def read_and_then_something_comes(prefix: str, holding: str = "") -> dict[str, Any]:
        found = read(prefix, holding)
        monkeypatch.undo()
        requests.take("f-1", "information-request", asked("r-1"))
        return found

    monkeypatch.setattr(store.state, "all", read_and_then_something_comes)


def test_J18_what_is_remembered_is_what_the_store_holds_after_each_event(store: Store) -> None:
    requests = Requests(store.state)
    told: list[str] = []
    requests.on_change = told.append
    assert requests.all() == {}
    requests.take("f-1", "information-request", asked("r-1"))
    requests.take("f-1", "information-request", asked("r-1"))
    assert requests.waiting() == {"f-1"}
    requests.take("f-1", "receipt", {"version": 2})
    requests.take("f-2", "information-request", asked("r-2"))
    assert requests.all() == Requests(store.state).all()
    assert requests.waiting() == {"f-2"}
    requests.forget(["f-1"])
    assert requests.all() == Requests(store.state).all()
    assert told == ["f-1", "f-1", "f-2"], "the same line twice is no news"


def test_J18_what_comes_while_all_are_read_is_not_missed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = Requests(store.state)
    something_comes_while_read(store, requests, monkeypatch)
    assert requests.all() == {}, "as it was read"
    assert set(requests.all()) == {"f-1"}


def test_J22_a_request_asked_anew_takes_the_place_of_the_one_that_was_taken_back(store: Store) -> None:
    requests = Requests(store.state)
    answering = Answering(store, requests, lambda _key: pytest.fail("no form is needed"), lambda: NOW)
    begun = Draft(
        id="f-1",
        form=FormKey("https://forms.example.gov.uk/Questionnaire/small", "1"),
        form_title="Small",
        child=ChildLabel(),
        document={"reply": Reply("r-1", "My words.", frozenset({"n-1"})).on_disk()},
        created_at=NOW,
        saved_at=NOW,
    )
    requests.take("f-1", "information-request", asked("r-1"))
    assert answering.current(begun) is begun
    requests.take("f-1", "request-withdrawn", {"request_id": "r-1"})
    assert answering.current(begun) is begun, "told as withdrawn: nothing else is asked"
    requests.take("f-1", "information-request", asked("r-2", "2026-11-24T11:00:00+00:00"))
    renewed = answering.current(begun)
    assert read_reply(renewed.document) == Reply("r-2", "My words.")


def test_J18_what_waits_is_told_without_reading_what_is_settled_the_most_pressing_first(store: Store) -> None:
    requests = Requests(store.state)
    for number in (1, 2, 3, 4, 5):
        sent(store, f"f-{number}", received=number != 4)
        requests.take(f"f-{number}", "information-request", asked(f"r-{number}") | {"due": f"2026-12-0{9 - number}"})
    requests.take("f-5", "receipt", {"version": 2})
    requests.take("f-6", "information-request", asked("r-6"))
    told = ("f-3", "f-2", "f-1")
    assert requests.waiting_in(store) == told, "f-4 is not received, f-5 is answered, f-6 is not on this computer"
    assert Requests(store.state).waiting_in(store) == told, "read anew it is the same"
    requests.take("f-2", "request-withdrawn", {"request_id": "r-2"})
    sent(store, "f-3", version=2, received=False)
    assert requests.waiting_in(store) == ("f-1",), "withdrawn, and on its way"
    assert Requests(store.state).waiting_in(store) == ("f-1",)
    requests.forget(["f-1"])
    assert requests.waiting_in(store) == ()


def test_J18_what_is_asked_while_the_open_ones_are_read_is_not_missed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = Requests(store.state)
    something_comes_while_read(store, requests, monkeypatch)
    requests.open()
    assert requests.waiting() == {"f-1"}


def sent(store: Store, form_id: str, version: int = 1, *, received: bool) -> None:
    """Keep a version of a form, received by the council or on its way."""
    key, child = FormKey("https://forms.example.gov.uk/Questionnaire/small", "1"), ChildLabel("A.B.", "2019")
    one = Submission(form_id, version, key, "Early help request", child, False, b"{}", "00" * 32, (), NOW)
    if received:
        store.submissions.take(one, Receipt(form_id, version, "EHM-1", "00" * 32, "e", NOW, '"1"'))
    else:
        store.drafts.save(Draft(form_id, key, "Early help request", child, {}, NOW, NOW))
        store.outbox.submit(one, form_id)

"""An installed program that nobody has set up yet sends nothing to anybody, and writing goes on (J09, J29)."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from desktop_portal.app import server_in_use, what_is_set
from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.problems import NoServerSet
from desktop_portal.policy import Policy
from desktop_portal.policy.reading import NO_SERVER
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.demo.main_job import write_as_guest
from desktop_portal.ui.top_bar import connection_told
from tests.support.lone_computer import LoneComputer
from tests.support.no_keyring import Ring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

TOLD = "This computer does not know your council's server yet"


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every name that is looked up and every address that is connected to."""
    calls: list[object] = []

    def refuse(*words: object, **_more: object) -> object:
        calls.append(words)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    return calls


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path, called: list[object]) -> Iterator[LoneComputer]:
    assert called == []
    one = LoneComputer(qapp, tmp_path / "home", server="")
    yield one
    one.end()


def test_J29_a_person_cannot_register_or_sign_in_until_a_server_is_set(
    computer: LoneComputer, called: list[object]
) -> None:
    computer.start()
    hands = computer.hands
    hands.press("My account")
    hands.sees(TOLD)
    hands.press("Register for new account")
    assert computer.running.window.page == "sign-in"
    hands.write("E-mail address", "jo@example.gov.uk")
    hands.write("Password", "three quiet otters")
    hands.press("Sign in")
    wait_until(lambda: hands.reads("enrolment link"), "what to do is said")
    assert computer.running.session is None
    with pytest.raises(NoServerSet):
        computer.running.app.portal.hello()
    assert called == []


def test_J09_J29_a_guest_writes_saves_and_prints_without_a_server(computer: LoneComputer, called: list[object]) -> None:
    computer.start()
    write_as_guest(computer.application, computer.running)
    assert computer.running.papers.shown_pdf.startswith(b"%PDF-")
    computer.end()
    assert called == []


def test_J29_who_had_an_account_here_opens_the_forms_and_is_told_why_nothing_is_sent(
    computer: LoneComputer, called: list[object]
) -> None:
    computer.account()
    computer.start()
    computer.sign_in()
    computer.hands.sees(connection_told("no-server", None)[0])
    assert called == []


def test_J29_a_policy_or_an_address_on_the_command_line_names_the_server(computer: LoneComputer) -> None:
    assert server_in_use(Policy()) == NO_SERVER
    assert server_in_use(what_is_set(computer.paths, server="http://127.0.0.1:9").policy) == "http://127.0.0.1:9"
    computer.policy(server_address="https://portal.example.gov.uk")
    assert server_in_use(what_is_set(computer.paths).policy) == "https://portal.example.gov.uk"


def test_J09_a_guests_form_that_is_damaged_keeps_nobody_from_signing_in(qapp: QApplication, tmp_path: Path) -> None:
    computer = LoneComputer(qapp, tmp_path / "home", server="", key_store=Ring())
    computer.account()
    computer.start()
    guest = computer.running.app.guests.open()
    now = computer.clock()
    form = FormKey("https://example.gov.uk/forms/safeguarding", "1.0.0")
    guest.store.drafts.save(Draft("id-1", form, "Concern", ChildLabel("A.B.", "2019"), {"response": {}}, now, now))
    with guest.store._connection.writing() as database:
        database.execute_sql("UPDATE draft_document SET document = zeroblob(length(document))")
    guest.close()
    computer.sign_in()
    again = computer.running.app.guests.open()
    assert [one.id for one in again.store.drafts.summaries()] == ["id-1"], "it is left for whoever mends it"
    again.close()
    computer.end()

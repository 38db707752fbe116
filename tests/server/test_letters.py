"""E-mails are really sent, once, and never tell of a child (J05, J16, J28)."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from tests.support.referrer import Referrer, a_concern, client_of, details
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    import httpx


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class MailServer:
    """A real SMTP server that keeps what it gets; it refuses the next `refusals` e-mails with `answer`."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusals = 0
        self.answer = "451 try later"
        self.tried = 0
        self._arrived = threading.Condition()
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port())
        self._controller.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        with self._arrived:
            self.tried += 1
            self._arrived.notify_all()
            if self.refusals:
                self.refusals -= 1
                return self.answer
            self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 kept"

    def wait_for(self, count: int) -> list[EmailMessage]:
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.letters) >= count, timeout=30), self.letters
        return self.letters

    def wait_for_tries(self, count: int) -> None:
        with self._arrived:
            assert self._arrived.wait_for(lambda: self.tried >= count, timeout=30)

    def stop(self) -> None:
        self._controller.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def sending(tmp_path: Path, mail_server: MailServer) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data", env={"PORTAL_SMTP": mail_server.url})
    yield process
    process.stop()


def _text(letter: EmailMessage) -> str:
    part = letter.get_body()
    assert part is not None
    return str(part.get_content())


def _register(http: httpx.Client, mail_server: MailServer) -> Referrer:
    attempt = http.post("/v1/registrations", json=details("sam@example.com")).json()["attempt"]
    text = _text(mail_server.wait_for(1)[0])
    code = "".join(next(line for line in text.splitlines() if line.startswith("    ")).split())
    assert http.post(f"/v1/registrations/{attempt}/code", json={"code": code}).status_code == 200
    terms = http.get("/v1/terms").json()["version"]
    session = http.post(f"/v1/registrations/{attempt}/terms", json={"version": terms}).json()
    return Referrer(http, "sam@example.com", session)


def test_J28_code_and_confirmation_are_sent_by_smtp_without_the_childs_details(
    sending: ServerProcess, mail_server: MailServer
) -> None:
    with client_of(sending) as http:
        person = _register(http, mail_server)
        receipt = person.submit(a_concern()).json()
        assert http.get("/mail").status_code == 404
        assert http.get("/mail.json").status_code == 404
    code, confirmation = mail_server.wait_for(2)
    assert code["Subject"] == "Please verify your email address"
    assert confirmation["Subject"] == "Confirmation of form submission"
    assert code["From"] == "Example Council Children's Services Portal <donotreply@example.gov.uk>"
    assert confirmation["To"] == "sam@example.com"
    text = _text(confirmation)
    assert receipt["reference"] in text
    for word in ("Robin", "Kestrel", "2021"):
        assert word not in confirmation.as_string()


def test_an_e_mail_that_is_refused_for_now_is_sent_later_and_only_once(
    sending: ServerProcess, mail_server: MailServer
) -> None:
    mail_server.refusals = 1
    with client_of(sending) as http:
        _register(http, mail_server)
    assert (mail_server.tried, len(mail_server.letters)) == (2, 1)


@pytest.mark.slow  # an e-mail that was being sent when the power went is tried again after half a minute
def test_an_e_mail_waits_over_a_restart(tmp_path: Path, mail_server: MailServer) -> None:
    mail_server.refusals = 1
    server = ServerProcess(tmp_path / "data", env={"PORTAL_SMTP": mail_server.url})
    try:
        with client_of(server) as http:
            http.post("/v1/registrations", json=details("sam@example.com"))
        mail_server.wait_for_tries(1)
        server.kill()
        assert mail_server.letters == []
        server.start_again()
        assert mail_server.wait_for(1)[0]["To"] == "sam@example.com"
    finally:
        server.stop()


def test_nothing_is_sent_in_clear_where_starttls_is_wanted(tmp_path: Path, mail_server: MailServer) -> None:
    url = mail_server.url.replace("smtp://", "smtp+starttls://")
    server = ServerProcess(tmp_path / "data", env={"PORTAL_SMTP": url})
    try:
        with client_of(server) as http:
            assert http.post("/v1/registrations", json=details("sam@example.com")).status_code == 202
        server.stop()
        assert mail_server.tried == 0
        assert "SMTPNotSupportedError" in server.log()
        assert "sam@example.com" not in server.log()
    finally:
        server.stop()


def test_J28_with_nothing_configured_e_mails_can_be_read_on_this_computer_only(
    server: ServerProcess, http: httpx.Client
) -> None:
    http.post("/v1/registrations", json=details("wren@example.com", language="cy"))
    page = http.get("/mail")
    assert "wren@example.com" in page.text
    assert "Dilyswch" in page.text
    assert server.mail()[0]["to"] == "wren@example.com"
    for headers in ({"Host": "evil.example.com"}, {"X-Forwarded-For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"}):
        assert http.get("/mail", headers=headers).status_code == 404, headers
        assert http.get("/mail.json", headers=headers).status_code == 404, headers

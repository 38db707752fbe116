"""E-mails go through STARTTLS to a server that can be trusted, or not at all; one that is refused delays no other."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
import threading
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.support.databases import connect
from tests.support.referrer import client_of, details
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

pytestmark = pytest.mark.sqlite_only  # the outbox itself is tried on both databases elsewhere
PASSWORD = "a word for the mail server"


class Mailbox:
    """A real SMTP server with a certificate: keeps what it gets, and does what `does` says for each try, in order."""

    def __init__(self, authority: trustme.CA, *, wants_password: bool = False) -> None:
        self.letters: list[EmailMessage] = []
        self.tried: list[str] = []
        self.does: list[str] = []
        self._changed = threading.Condition()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        more: dict[str, Any] = {"require_starttls": True, "tls_context": context}
        if wants_password:
            more |= {"auth_required": True, "authenticator": self._authenticate}
        self._controller = Controller(self, hostname="127.0.0.1", port=port, **more)
        self._controller.start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._controller.port}"

    def stop(self) -> None:
        self._controller.stop()

    def wait(self, fact: Any) -> None:
        with self._changed:
            assert self._changed.wait_for(fact, timeout=60), (self.tried, self.letters)

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        with self._changed:
            self.tried.append(envelope.rcpt_tos[0])
            act = self.does.pop(0) if self.does else "keep"
            if act == "keep":
                self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
            self._changed.notify_all()
        if act == "cut":
            server.transport.abort()
        return {"keep": "250 kept", "later": "451 later", "never": "554 never"}.get(act, "451 cut")

    @staticmethod
    def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"portal", PASSWORD.encode()))


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def mailbox(authority: trustme.CA) -> Iterator[Mailbox]:
    box = Mailbox(authority)
    yield box
    box.stop()


def start(tmp_path: Path, box: Mailbox, authority: trustme.CA | None, user: str = "") -> ServerProcess:
    env = {"PORTAL_SMTP": f"smtp+starttls://{user}{box.place}", "PORTAL_LIMIT_FACTOR": "100"}
    if authority is not None:
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        env["SSL_CERT_FILE"] = str(tmp_path / "authority.pem")
    return ServerProcess(tmp_path / "data", env=env)


def ask_for_code(server: ServerProcess, address: str, **more: str) -> None:
    with client_of(server) as http:
        assert http.post("/v1/registrations", json=details(address, **more)).status_code == 202


def test_J28_e_mails_go_through_starttls_with_the_councils_password(tmp_path: Path, authority: trustme.CA) -> None:
    box = Mailbox(authority, wants_password=True)
    server = start(tmp_path, box, authority, f"portal:{PASSWORD.replace(' ', '%20')}@")
    try:
        ask_for_code(server, "sam@example.com")
        box.wait(lambda: box.letters)
        assert box.letters[0]["To"] == "sam@example.com"
    finally:
        server.stop()
        box.stop()
    assert PASSWORD not in server.log()


def test_nothing_is_sent_to_a_server_whose_certificate_cannot_be_trusted(tmp_path: Path, mailbox: Mailbox) -> None:
    server = start(tmp_path, mailbox, trustme.CA())
    ask_for_code(server, "sam@example.com")
    pause = threading.Event()
    for _ in range(300):
        if "SSLCertVerificationError" in server.log():
            break
        pause.wait(0.1)
    server.stop()
    assert "SSLCertVerificationError" in server.log()
    assert (mailbox.tried, mailbox.letters) == ([], [])
    with connect(server.data_dir) as database:
        assert database.execute("select state from letter").fetchall() == [("waiting",)]


def test_a_connection_cut_in_the_middle_brings_the_e_mail_later_with_the_same_message_id(
    tmp_path: Path, mailbox: Mailbox, authority: trustme.CA
) -> None:
    mailbox.does = ["cut", "later", "keep"]
    server = start(tmp_path, mailbox, authority)
    try:
        ask_for_code(server, "sam@example.com")
        mailbox.wait(lambda: len(mailbox.tried) == 1)
        for tries in (2, 3):
            with connect(server.data_dir) as database:
                database.execute("update letter set due_at = '2020-01-01T00:00:00.000000Z'")
            with client_of(server) as http:
                http.post("/v1/password-resets", json={"email": "nobody@example.com"})  # wakes the post
            mailbox.wait(lambda tries=tries: len(mailbox.tried) >= tries)
        mailbox.wait(lambda: mailbox.letters)
        with connect(server.data_dir) as database:
            (number,) = database.execute("select id from letter where recipient = 'sam@example.com'").fetchone()
        assert mailbox.letters[0]["Message-ID"] == f"<{number}@example.gov.uk>"
    finally:
        server.stop()
    assert len(mailbox.letters) == 1


def test_an_address_that_is_refused_for_good_is_given_up_and_delays_no_other(
    tmp_path: Path, mailbox: Mailbox, authority: trustme.CA
) -> None:
    mailbox.does = ["never"]
    server = start(tmp_path, mailbox, authority)
    try:
        ask_for_code(server, "nobody@example.com")
        mailbox.wait(lambda: len(mailbox.tried) == 1)
        ask_for_code(server, "sam@example.com", language="cy")
        mailbox.wait(lambda: mailbox.letters)
        assert "Dilyswch" in mailbox.letters[0]["Subject"]
        assert mailbox.tried == ["nobody@example.com", "sam@example.com"]
        with client_of(server) as http:
            assert 'portal_letters{state="given-up"} 1.0' in http.get("/metrics").text
    finally:
        server.stop()
    with connect(server.data_dir) as database:
        left = dict(database.execute("select recipient, text from letter").fetchall())
    assert left == {"nobody@example.com": "", "sam@example.com": ""}, "a code that was sent or given up is forgotten"


def test_every_e_mail_is_there_in_both_languages_and_knows_no_child() -> None:
    from jinja2 import Environment, PackageLoader, meta  # noqa: PLC0415 (only to look at the templates)

    loader = PackageLoader("server_stub", "letters/templates")
    names = {name.split(".")[0] for name in loader.list_templates()}
    assert {"verify", "known-address", "reset", "confirmation", "information-request"} <= names
    known = {"council", "code", "first_name", "reference", "telephone", "link"}
    for name in names:
        for language in ("en", "cy"):
            source = loader.get_source(Environment(), f"{name}.{language}.txt")[0]  # noqa: S701 (nothing is rendered)
            assert meta.find_undeclared_variables(Environment().parse(source)) <= known | {"due"}, name  # noqa: S701
            subject, empty, text = source.split("\n", 2)
            assert (empty, bool(subject), bool(text)) == ("", True, True), name

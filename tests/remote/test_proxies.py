"""The way out of an organisation's network, and whom the system trusts: over real sockets, with TLS inside."""

from __future__ import annotations

import socket
import ssl
import sys
from typing import TYPE_CHECKING

import pytest
import trustme

from desktop_portal.core.outcome import Received, Transient
from desktop_portal.core.problems import ProxyWantsSignIn
from desktop_portal.remote.portal import Portal
from tests.remote.test_submit_answers import RECEIPT, SECRET, SUBMISSION
from tests.support.office_proxy import OfficeProxy
from tests.support.scripted_server import Planned, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "portal.example.gov.uk"
AUTHORITY = trustme.CA()


@pytest.fixture
def authority(tmp_path: Path) -> str:
    """The file of the authority that gave the council's server its certificate."""
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    return str(tmp_path / "authority.pem")


@pytest.fixture
def council() -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(HOST, "localhost").configure_cert(context)
    server = ScriptedServer(Planned(201, RECEIPT), context=context)
    yield server
    server.close()


@pytest.fixture
def proxy(council: ScriptedServer) -> Iterator[OfficeProxy]:
    """It knows the way to a host whose name nobody else can look up."""
    made = OfficeProxy({HOST: council.port}, "corp\\sam:p@ss:word/1")
    yield made
    made.close()


def test_J29_a_proxy_that_the_organisation_set_asks_for_a_login_and_carries_what_it_cannot_read(
    proxy: OfficeProxy, council: ScriptedServer, authority: str
) -> None:
    proxies = {"https": f"http://{proxy.address}"}
    portal = Portal(f"https://{HOST}", device_id="d", version="0.1.0", proxies=proxies, ca_file=authority)
    assert portal.submit(SUBMISSION) == Transient("proxy-sign-in")
    with pytest.raises(ProxyWantsSignIn):
        portal.hello()
    assert council.asked == []
    portal.use_proxy_login("corp\\sam", "p@ss:word/1")
    assert isinstance(portal.submit(SUBMISSION), Received)
    portal.close()
    [asked] = council.asked
    assert (asked.path, "proxy-authorization" in asked.headers) == ("/v1/submissions/0190-id/versions/1", False)
    assert {what for what, _ in proxy.asked} == {f"CONNECT {HOST}:443"}
    assert SECRET.encode() in asked.body
    assert SECRET.encode() not in proxy.carried


def test_J29_where_nothing_is_set_the_systems_own_proxy_is_used(
    proxy: OfficeProxy, council: ScriptedServer, authority: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", f"http://corp%5Csam:p%40ss%3Aword%2F1@{proxy.address}")
    portal = Portal(f"https://{HOST}", device_id="d", version="0.1.0", ca_file=authority)
    assert isinstance(portal.submit(SUBMISSION), Received)
    portal.close()
    assert len(council.asked) == 1


def test_a_proxy_that_is_not_there_is_offline_whatever_digits_stand_in_its_address(
    council: ScriptedServer, authority: str
) -> None:
    proxies = {"https": "http://127.0.0.1:407"}
    portal = Portal(f"https://{HOST}", device_id="d", version="0.1.0", proxies=proxies, ca_file=authority)
    assert portal.submit(SUBMISSION) == Transient("offline")
    portal.close()
    assert council.asked == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's store is no file that a test can name")
def test_whom_the_operating_system_trusts_the_program_trusts(
    council: ScriptedServer, authority: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"https://localhost:{council.port}"
    stranger = Portal(url, device_id="d", version="0.1.0", proxies={})
    assert stranger.submit(SUBMISSION) == Transient("not-trusted")
    stranger.close()
    monkeypatch.setenv("SSL_CERT_FILE", authority)
    portal = Portal(url, device_id="d", version="0.1.0", proxies={})
    assert isinstance(portal.submit(SUBMISSION), Received)
    portal.close()


def test_a_name_that_nobody_knows_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    portal = Portal(f"https://{HOST}", device_id="d", version="0.1.0", proxies={})
    assert portal.submit(SUBMISSION) == Transient("offline")
    portal.close()

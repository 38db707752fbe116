"""Whom the program trusts: what the operating system trusts, and one authority that the organisation names."""

from __future__ import annotations

import datetime as dt
import ssl
import warnings
from typing import TYPE_CHECKING

import pytest
import trustme

from desktop_portal.core.outcome import Received, Transient
from desktop_portal.core.problems import CannotReach, NotTrusted
from desktop_portal.remote.portal import Portal
from tests.remote.test_submit_answers import RECEIPT, SUBMISSION
from tests.support.scripted_server import Planned, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEVER = Planned(201, RECEIPT)
PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def context(certificate: trustme.LeafCert, *, old: bool = False) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    if old:
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            made.minimum_version = made.maximum_version = ssl.TLSVersion.TLSv1
    return made


@pytest.fixture
def meet(tmp_path: Path) -> Iterator[Callable[..., tuple[Portal, ScriptedServer]]]:
    """A portal that trusts `authority` beside the system's, and a server with that certificate."""
    open_ones: list[Portal | ScriptedServer] = []

    def start(made: ssl.SSLContext, authority: trustme.CA | None) -> tuple[Portal, ScriptedServer]:
        server = ScriptedServer(NEVER, context=made)
        ca_file = None
        if authority is not None:
            ca_file = str(tmp_path / "authority.pem")
            authority.cert_pem.write_to_path(ca_file)
        url = server.url.replace("127.0.0.1", "localhost")
        portal = Portal(url, device_id="d", version="0.1.0", proxies={}, ca_file=ca_file)
        open_ones.extend([portal, server])
        return portal, server

    yield start
    for one in open_ones:
        one.close()


AUTHORITY = trustme.CA()
ISSUED = {
    "a private authority that nobody named": (AUTHORITY.issue_cert("localhost"), False),
    "expired": (AUTHORITY.issue_cert("localhost", not_before=PAST, not_after=PAST + dt.timedelta(days=9)), True),
    "of another host": (AUTHORITY.issue_cert("portal.example.org"), True),
    "of an authority with the same name": (trustme.CA().issue_cert("localhost"), True),
}


@pytest.mark.parametrize("name", ISSUED)
def test_nothing_is_sent_to_a_server_that_cannot_be_trusted(
    name: str, meet: Callable[..., tuple[Portal, ScriptedServer]]
) -> None:
    certificate, named = ISSUED[name]
    portal, server = meet(context(certificate), AUTHORITY if named else None)
    with pytest.raises(NotTrusted):
        portal.hello()
    assert portal.submit(SUBMISSION) == Transient("not-trusted")
    assert server.asked == [], "not one word of the form"


def test_a_certificate_that_signs_itself_is_not_trusted(meet: Callable[..., tuple[Portal, ScriptedServer]]) -> None:
    own = trustme.CA(organization_name="localhost")
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.issue_cert("localhost").configure_cert(made)
    portal, server = meet(made, None)
    assert portal.submit(SUBMISSION) == Transient("not-trusted")
    assert server.asked == []


def test_TLS_1_0_is_not_spoken(meet: Callable[..., tuple[Portal, ScriptedServer]]) -> None:
    portal, server = meet(context(AUTHORITY.issue_cert("localhost"), old=True), AUTHORITY)
    with pytest.raises(CannotReach):
        portal.hello()
    assert server.asked == []


def test_J29_an_authority_that_the_organisation_names_is_trusted_beside_the_systems(
    meet: Callable[..., tuple[Portal, ScriptedServer]],
) -> None:
    portal, server = meet(context(AUTHORITY.issue_cert("localhost")), AUTHORITY)
    assert isinstance(portal.submit(SUBMISSION), Received)
    assert len(server.asked) == 1

"""Looking at a server without speaking for anybody: a small file to read, the certificate it shows."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import truststore

from desktop_portal.core.problems import CannotReach, NotAccepted
from desktop_portal.remote.failures import problem_of
from desktop_portal.remote.session import HttpSession, Timeouts

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUICK = Timeouts(connect=5.0, silence=10.0, whole=30.0)
_FINE = 200
_HTTPS = 443


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """A certificate that this computer trusts: until when, and who issued it."""

    until: datetime
    issuer: str


def fetch_small(
    url: str, *, version: str, proxies: Mapping[str, str] | None = None, ca_file: str | None = None
) -> bytes:
    """Return what lies at an https address (http on this computer itself); redirects are not followed.

    Raises CannotReach and its kinds, or NotAccepted with a sentence.
    """
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        http = HttpSession(f"{parts.scheme}://{parts.netloc}", version=version, proxies=proxies, ca_file=ca_file)
    except NotAccepted:
        raise NotAccepted(detail="The address has to begin with https://, and must hold no name or password.") from None
    try:
        answer = http.send("GET", path, headers={"Accept": "*/*"})
    finally:
        http.close()
    if answer.is_redirect:
        raise NotAccepted(detail="That address leads on to another one. Use the address where the file really is.")
    if answer.status != _FINE:
        raise NotAccepted(detail=f"There is no such file at that address (the server answered {answer.status}).")
    return answer.body


def certificate_of(url: str, *, ca_file: str | None = None) -> CertificateSeen | None:
    """Return the certificate that a server shows; None for plain http. Raises CannotReach, NotTrusted."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        if ca_file:
            context.load_verify_locations(cafile=ca_file)
        address = (parts.hostname, parts.port or _HTTPS)
        with (
            socket.create_connection(address, timeout=_QUICK.connect) as raw,
            context.wrap_socket(raw, server_hostname=parts.hostname) as secured,
        ):
            shown = secured.getpeercert() or {}
    except (OSError, ssl.SSLError) as error:
        raise problem_of(error) from None
    until = shown.get("notAfter")
    if not isinstance(until, str):
        raise CannotReach(reason="unexpected", cause="certificate")
    return CertificateSeen(datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC), _issuer(shown))


def _issuer(shown: Mapping[str, object]) -> str:
    issuer = shown.get("issuer")
    names = dict(pair for part in issuer for pair in part) if isinstance(issuer, tuple) else {}
    return str(names.get("organizationName") or names.get("commonName") or "unknown")

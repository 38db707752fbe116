"""One HTTP session with the configured server, and with no other host: no redirects, no cookies, no way round TLS."""

from __future__ import annotations

import ipaddress
import ssl
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter

from desktop_portal.core.problems import CannotReach, NoServerSet, NotAccepted
from desktop_portal.core.schedule import http_date, retry_after_seconds
from desktop_portal.remote.failures import problem_of
from desktop_portal.remote.hints import read_over_hints
from desktop_portal.remote.wire import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BIGGEST_ANSWER = 32 * 1024 * 1024
_PIECE = 64 * 1024
_NOWHERE = ".invalid"  # RFC 2606: no such name leads anywhere, so nobody has to be asked


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, of silence while reading, and for the whole answer once it has begun."""

    connect: float = 10.0
    silence: float = 60.0
    whole: float = 300.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that came whole. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether it says that it is JSON."""
        return self.content_type in {"application/json", "application/problem+json"}

    @property
    def is_redirect(self) -> bool:
        """Whether it points elsewhere; 304 does not."""
        is_3xx = HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST
        return is_3xx and self.status != HTTPStatus.NOT_MODIFIED

    @property
    def is_refusal(self) -> bool:
        """Whether it is a 4xx or 5xx."""
        return self.status >= HTTPStatus.BAD_REQUEST

    @property
    def is_failure(self) -> bool:
        """Whether it is a 5xx (or a number that HTTP does not have)."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    def json(self) -> Any:
        """Read the content, or raise Unreadable."""
        return loads(self.body)

    @property
    def retry_after(self) -> float | None:
        """Seconds that the server asks to wait, measured by its own clock."""
        return retry_after_seconds(self.headers.get("retry-after"), http_date(self.headers.get("date")))


class _Adapter(HTTPAdapter):
    """Trusts what the operating system trusts, and the council's own authority if the policy names one."""

    def __init__(self, ca_file: str | None) -> None:
        self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        if ca_file:
            self._context.load_verify_locations(cafile=ca_file)
        super().__init__(pool_connections=2, pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        read_over_hints(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        pools = super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)
        read_over_hints(pools)
        return pools

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002 (requests' words)
        """Keep requests from adding its own bundle of authorities: the context alone decides."""
        conn.cert_reqs = "CERT_REQUIRED"


class HttpSession:
    """Sends one request at a time to `base_url`; raises CannotReach and its kinds, and nothing of requests.

    `proxies`: None for the system's, else as requests takes them ({"https": "http://name:password@host:3128"}).
    """

    def __init__(
        self,
        base_url: str,
        *,
        version: str,
        proxies: Mapping[str, str] | None = None,
        ca_file: str | None = None,
        timeouts: Timeouts | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.base_url = _checked(base_url)
        host = urlsplit(self.base_url).hostname or ""
        self._loopback = _is_loopback(host)
        self.leads_somewhere = not host.endswith(_NOWHERE)
        self._proxies = proxies
        self._timeouts = timeouts or Timeouts()
        self._monotonic = monotonic
        self._access = ""
        self._proxy_login = ""
        self._session = requests.Session()
        self._session.trust_env = False  # no .netrc, no REQUESTS_CA_BUNDLE; proxies are looked up below
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.clear()
        self._session.headers.update(
            {
                "User-Agent": f"ChildrensPortalDesktop/{version}",
                "Accept": "application/json",
                "Connection": "keep-alive",
            }
        )
        adapter = _Adapter(ca_file)
        self._session.adapters.clear()
        self._session.mount("https://", adapter)
        if self._loopback:
            self._session.mount("http://", adapter)

    def use(self, access_token: str) -> None:
        """Send this token from now on; "" for none."""
        self._access = access_token

    def use_proxy_login(self, name: str, password: str) -> None:
        """Give this name and password to a proxy whose address holds none; "" for none."""
        self._proxy_login = f"{quote(name, safe='')}:{quote(password, safe='')}@" if name else ""

    def send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send and read the whole answer. `path` begins with "/", is below `base_url`; redirects are never followed.

        Where nobody has set a server, NoServerSet is raised and the network is not touched.
        """
        if not self.leads_somewhere:
            raise NoServerSet(reason="no-server")
        token = {"Authorization": f"Bearer {self._access}"} if self._access else {}
        try:
            response = self._session.request(
                method,
                self.base_url + path,
                params=params,
                data=body,
                headers={**token, **(headers or {})},
                timeout=(self._timeouts.connect, self._timeouts.silence),
                allow_redirects=False,
                proxies=dict(self._proxies_now()),
                stream=True,
            )
            with response:
                content = self._read(response)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, UnicodeError) as error:
            # Without the cause's text: it can quote a proxy's password. Its class is in the problem's values.
            raise problem_of(error) from None
        return Answer(response.status_code, {key.lower(): value for key, value in response.headers.items()}, content)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _read(self, response: requests.Response) -> bytes:
        deadline = self._monotonic() + self._timeouts.whole
        pieces: list[bytes] = []
        size = 0
        while piece := response.raw.read1(_PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > _BIGGEST_ANSWER or self._monotonic() > deadline:
                raise CannotReach(reason="unexpected", cause="too long")
        return b"".join(pieces)

    def _proxies_now(self) -> Mapping[str, str]:
        if self._loopback:
            return {}
        found = requests.utils.get_environ_proxies(self.base_url) if self._proxies is None else self._proxies
        return {scheme: self._with_login(address) for scheme, address in found.items()}

    def _with_login(self, address: str) -> str:
        scheme, separator, rest = address.partition("://")
        if not self._proxy_login or not separator or "@" in rest:
            return address
        return f"{scheme}://{self._proxy_login}{rest}"


def _checked(base_url: str) -> str:
    parts = urlsplit(base_url.rstrip("/"))
    host = parts.hostname or ""
    allowed = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))
    if not host or not allowed or parts.username or parts.query or parts.fragment:
        raise NotAccepted(detail="The server's address has to begin with https://. Check it in Settings.")
    return base_url.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

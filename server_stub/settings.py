"""What an administrator sets, read once from the command line and the environment (docs/server.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from server_stub.refusals import CannotStart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_PORT = 8765
SHORTEST_RETENTION = 31
"""Days. People's programs keep what they sent for 30 and send it again after a restore."""
LONGEST_RETENTION = 36_500
_STARTTLS_PORT = 587
_PLAIN_PORT = 25
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Smtp:
    """Where e-mails go. `starttls`: refuse to send in clear."""

    host: str
    port: int
    starttls: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Hook:
    """The council's own system that is told what arrives. `whole`: with all answers, else with the reference alone."""

    url: str
    secret: str = field(repr=False)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one server. `database` is a path of SQLite, or a URL; sizes in bytes, `patience` in seconds.

    `threads` work at once in each worker, and on PostgreSQL each holds a connection.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    database: str = field(default="", repr=False)
    smtp: Smtp | None = None
    mail_from: str = ""
    workers: int = 1
    threads: int = 16
    patience: float = 30.0
    retention_days: int = 0
    clamd: str = ""
    metrics_token: str = field(default="", repr=False)
    faults: bool = False
    demo_staff: bool = False
    limit_factor: float = 1.0
    largest_file: int = 25 * 1024 * 1024
    largest_body: int = 4 * 1024 * 1024
    portal_link: str = "childrens-portal:submitted"
    hook: Hook | None = None

    @property
    def loopback(self) -> bool:
        """Whether only this computer can reach the server."""
        return self.host in {"127.0.0.1", "::1", "localhost"}


def settings_from(data: Path, env: Mapping[str, str], *, host: str = "127.0.0.1", port: int = DEFAULT_PORT) -> Settings:
    """Read the environment's `PORTAL_…`; raises CannotStart naming what cannot be read."""
    return Settings(
        data=data,
        host=host,
        port=port,
        database=env.get("PORTAL_DATABASE", "") or str(data / "portal.db"),
        smtp=_smtp(env.get("PORTAL_SMTP", "")),
        mail_from=env.get("PORTAL_MAIL_FROM", ""),
        workers=_whole(env, "PORTAL_WORKERS", 1),
        threads=_whole(env, "PORTAL_THREADS", 16),
        patience=_number(env, "PORTAL_PATIENCE", 30.0),
        retention_days=_days(env),
        clamd=env.get("PORTAL_CLAMD", ""),
        metrics_token=env.get("PORTAL_METRICS_TOKEN", ""),
        faults=env.get("PORTAL_FAULTS") == "1",
        limit_factor=_number(env, "PORTAL_LIMIT_FACTOR", 1.0),
        largest_file=_whole(env, "PORTAL_LARGEST_FILE", 25 * 1024 * 1024),
        hook=_hook(env),
    )


def _days(env: Mapping[str, str]) -> int:
    """Read how many days closed submissions are kept; 0: until somebody purges."""
    days = _whole(env, "PORTAL_RETENTION_DAYS", 1) if env.get("PORTAL_RETENTION_DAYS") else 0
    if days and not SHORTEST_RETENTION <= days <= LONGEST_RETENTION:
        raise CannotStart(f"The setting PORTAL_RETENTION_DAYS has to be {SHORTEST_RETENTION} or more.")
    return days


def _whole(env: Mapping[str, str], name: str, otherwise: int) -> int:
    number = _number(env, name, otherwise)
    if number != int(number):
        raise CannotStart(f"The setting {name} has to be a whole number.")
    return int(number)


def _number(env: Mapping[str, str], name: str, otherwise: float) -> float:
    text = env.get(name, "")
    try:
        number = float(text) if text else otherwise
    except ValueError:
        raise CannotStart(f"The setting {name} is not a number.") from None
    if not isfinite(number):
        raise CannotStart(f"The setting {name} is not a number.")
    if number <= 0:
        raise CannotStart(f"The setting {name} has to be more than 0.")
    return number


def _hook(env: Mapping[str, str]) -> Hook | None:
    """Read `PORTAL_HOOK`, its secret, and whether answers go along; in clear only to this computer."""
    url, secret, content = (env.get(f"PORTAL_HOOK{rest}", "") for rest in ("", "_SECRET", "_CONTENT"))
    if not url:
        return None
    host, _, scheme = _where(url)
    here = host in {"127.0.0.1", "::1", "localhost"}
    if not host or not (scheme == "https" or (scheme == "http" and here)):
        raise CannotStart("The setting PORTAL_HOOK looks like https://cases.example.gov.uk/portal.")
    if len(secret) < _SHORTEST_SECRET:
        raise CannotStart(f"PORTAL_HOOK needs PORTAL_HOOK_SECRET, a secret of {_SHORTEST_SECRET} characters or more.")
    if content not in {"", "reference", "whole"}:
        raise CannotStart("The setting PORTAL_HOOK_CONTENT is reference or whole.")
    return Hook(url, secret, content == "whole")


def _smtp(url: str) -> Smtp | None:
    """Read `smtp://name:password@host:25` (in clear) or `smtp+starttls://…:587`."""
    if not url:
        return None
    host, port, scheme = _where(url)
    if scheme not in {"smtp", "smtp+starttls"} or not host:
        raise CannotStart("The setting PORTAL_SMTP looks like smtp+starttls://name:password@mail.example.gov.uk:587.")
    starttls, parts = scheme == "smtp+starttls", urlsplit(url)
    return Smtp(
        host=host,
        port=port or (_STARTTLS_PORT if starttls else _PLAIN_PORT),
        starttls=starttls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _where(url: str) -> tuple[str, int | None, str]:
    """Return host, port and scheme of an address; no host where it cannot be one."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
        parts.path.encode("ascii")
    except ValueError:
        return "", None, ""
    return ("" if " " in parts.path else host), port, parts.scheme

"""What the way to the council tells: the server, its certificate, this computer's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.problems import CannotReach, NoServerSet, NotTrusted, Problem
from desktop_portal.remote.looking import certificate_of
from desktop_portal.remote.portal import Portal
from desktop_portal.remote.session import Timeouts
from desktop_portal.services.doctoring.finding import Fact, Finding, Mark, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_portal.remote.wire import Hello

_QUICK = Timeouts(connect=5.0, silence=10.0, whole=30.0)
_SOON_DAYS = 21
_WRONG_SECONDS = 300
_NOTABLE_SECONDS = 60


def server(place: Surroundings) -> Iterator[Finding]:
    """Ask the server who it is, as the program does at each start; then look at its certificate and the clock."""
    facts: dict[str, Fact] = {"server": place.server}
    try:
        hello, now = _hello(place), place.clock()
    except NoServerSet:
        yield Finding("server", Mark.WRONG, _NONE_SET, {"server": ""})
        return
    except Problem as problem:
        cause = str(problem.values.get("cause", ""))
        yield Finding("server", Mark.WRONG, f"{place.server}: {problem}", {**facts, "cause": cause})
        if isinstance(problem, NotTrusted):
            yield Finding("certificate", Mark.WRONG, _DISTRUST, facts)
        return
    yield Finding("server", Mark.FINE, f"{place.server} answers.", facts)
    yield from _age(place, hello)
    yield from _certificate(place)
    yield _clock((now - hello.time).total_seconds())


_NONE_SET = (
    "No council's server is set, so nothing is sent. Name it in the policy (server_address), or use: "
    "desktop-portal enrol FILE|URL."
)
_DISTRUST = (
    "This computer does not trust the certificate. If your network inspects traffic, name its authority in the policy "
    "(certificate_authority)."
)


def _hello(place: Surroundings) -> Hello:
    policy = place.reading.policy
    portal = Portal(
        place.server,
        device_id="doctor",
        version=place.version,
        proxies=proxies_of(policy.proxy),
        ca_file=policy.certificate_authority or None,
        timeouts=_QUICK,
    )
    try:
        return portal.hello()
    finally:
        portal.close()


def proxies_of(proxy: str) -> Mapping[str, str] | None:
    """Return the policy's proxy as the session takes it; None for the system's own."""
    return {"https": proxy, "http": proxy} if proxy else None


def _age(place: Surroundings, hello: Hello) -> Iterator[Finding]:
    if not place.reading.policy.update_check:
        return
    facts: dict[str, Fact] = {"oldest_version_taken": hello.oldest_client}
    if _numbers(place.version) < _numbers(hello.oldest_client):
        words = f"The council's server takes version {hello.oldest_client} and later only. Install a newer version."
        yield Finding("version for the server", Mark.WRONG, words, facts)
    else:
        yield Finding("version for the server", Mark.FINE, "The server takes this version.", facts)


def _certificate(place: Surroundings) -> Iterator[Finding]:
    policy = place.reading.policy
    if policy.proxy:
        yield Finding("certificate", Mark.FINE, "The certificate is trusted (asked through the proxy).")
        return
    try:
        seen = certificate_of(place.server, ca_file=policy.certificate_authority or None)
    except CannotReach:
        yield Finding("certificate", Mark.FINE, "The certificate is trusted (asked through the system's proxy).")
        return
    if seen is None:
        yield Finding("certificate", Mark.NOTE, "Plain http to this computer itself: there is no certificate.")
        return
    days = (seen.until - place.clock()).days
    facts: dict[str, Fact] = {"days_left": days, "issuer": seen.issuer}
    mark = Mark.WRONG if days < 0 else Mark.NOTE if days < _SOON_DAYS else Mark.FINE
    yield Finding("certificate", mark, f"It is trusted, and good for {days} more days (by {seen.issuer}).", facts)


def _clock(seconds: float) -> Finding:
    off = abs(seconds)
    facts: dict[str, Fact] = {"seconds_ahead": round(seconds)}
    way = "ahead" if seconds > 0 else "behind"
    if off > _WRONG_SECONDS:
        words = f"This computer's clock is {round(off / 60)} minutes {way}. Set it: days left are counted by it."
        return Finding("clock", Mark.WRONG, words, facts)
    if off > _NOTABLE_SECONDS:
        return Finding("clock", Mark.NOTE, f"This computer's clock is {round(off)} seconds {way}.", facts)
    return Finding("clock", Mark.FINE, "This computer's clock is right.", facts)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))

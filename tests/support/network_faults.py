"""Sixty ways for a call to go wrong, each by what the window has to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.rough_proxy import Call, Kind

ELSEWHERE = "http://127.0.0.1:9/elsewhere"
PAGE = b"<!doctype html><title>Free Wi-Fi</title><p>Sign in to go on.</p>"


def _answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


def _says(answer: bytes) -> Kind:
    async def say(call: Call) -> None:
        await call.say(answer)

    return say


async def _reset_at_once(call: Call) -> None:
    call.reset()


async def _close_at_once(call: Call) -> None:
    call.writer.close()


async def _hang(call: Call) -> None:
    await call.hang()


async def _reset_after(call: Call) -> None:
    await call.ask()
    call.reset()


async def _close_after(call: Call) -> None:
    await call.ask()


async def _hang_after(call: Call) -> None:
    await call.ask()
    await call.hang()


def _cut(place: Callable[[bytes], int], *, reset: bool = False) -> Kind:
    async def cut(call: Call) -> None:
        answer = await call.ask()
        await call.say(answer[: place(answer)])
        if reset:
            call.reset()

    return cut


def _head(answer: bytes) -> int:
    return answer.index(b"\r\n\r\n") + 4


def _changed(change: Callable[[bytes], bytes]) -> Kind:
    async def say(call: Call) -> None:
        await call.say(change(await call.ask()))

    return say


def _retyped(kind: bytes) -> Callable[[bytes], bytes]:
    return lambda answer: answer.replace(b"application/json", kind)


async def _twice(call: Call) -> None:
    await call.ask()
    await call.say(await call.ask())


async def _twice_first(call: Call) -> None:
    first = await call.ask()
    await call.ask()
    await call.say(first)


async def _drop_by_drop(call: Call) -> None:
    answer = await call.ask()
    for start in range(0, len(answer), 40):
        await call.say(answer[start : start + 40])


async def _early_hints(call: Call) -> None:
    await call.say(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 3 + await call.ask())


def _goes_on(kind: Kind) -> Kind:
    """The same, and the connection stays open for the next call."""

    async def go_on(call: Call) -> None:
        call.goes_on = True
        await kind(call)

    return go_on


CUT = {
    "refused": _close_at_once,
    "reset at once": _reset_at_once,
    "nothing is ever said": _hang,
    "done, then reset": _reset_after,
    "done, then closed": _close_after,
    "done, then silence": _hang_after,
    "cut at the first byte": _cut(lambda _answer: 1),
    "cut in the status": _cut(lambda _answer: 12),
    "cut after the status": _cut(lambda answer: answer.index(b"\r\n") + 2),
    "cut in the headers": _cut(lambda answer: _head(answer) // 2),
    "cut before the empty line": _cut(lambda answer: _head(answer) - 2),
    "reset in the status": _cut(lambda _answer: 12, reset=True),
    "reset in the headers": _cut(lambda answer: _head(answer) // 2, reset=True),
    "not HTTP at all": _says(b"220 mail.example.net ESMTP\r\n"),
    "TLS where none was asked": _says(b"\x15\x03\x01\x00\x02\x02\x28"),
    "zeros": _says(b"\x00" * 64),
    "a header without end": _says(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n"),
    "a thousand headers": _says(b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 1000 + b"\r\n"),
}
"""No answer came: this computer is offline, as far as anybody can tell."""

BODY_CUT = {
    "cut after the headers": _cut(_head),
    "cut after one byte": _cut(lambda answer: _head(answer) + 1),
    "cut in the middle": _cut(lambda answer: (_head(answer) + len(answer)) // 2),
    "cut at the last byte": _cut(lambda answer: len(answer) - 1),
    "reset in the middle": _cut(lambda answer: (_head(answer) + len(answer)) // 2, reset=True),
}
"""Half an answer; where an answer has no content at all (tus), it is whole."""

PAGES = {
    "a page": _says(_answer("200 OK", PAGE, "Content-Type: text/html; charset=utf-8")),
    "a page that does not say so": _says(_answer("200 OK", PAGE)),
    "an XHTML page": _says(_answer("200 OK", PAGE, "Content-Type: application/xhtml+xml")),
    "a page with 401": _says(_answer("401 Unauthorized", PAGE, "Content-Type: text/html")),
    "a page with 403": _says(_answer("403 Forbidden", PAGE, "Content-Type: text/html")),
    "a page with 404": _says(_answer("404 Not Found", PAGE, "Content-Type: text/html")),
    "a page with 511": _says(_answer("511 Network Authentication Required", PAGE, "Content-Type: text/html")),
    **{
        f"redirect {status}": _says(_answer(f"{status} Moved", b"", f"Location: {ELSEWHERE}"))
        for status in (300, 301, 302, 303, 305, 307, 308)
    },
}
"""A log-in page answered."""

PROXY = {"407": _says(_answer("407 Proxy Authentication Required", PAGE, "Proxy-Authenticate: Basic"))}

BUSY = {
    str(status): _says(_answer(f"{status} Busy", b"{}", "Content-Type: application/problem+json"))
    for status in (408, 425, 429, 500, 502, 503, 504, 520, 599)
} | {
    "429 in a minute": _says(_answer("429 Busy", b"{}", "Content-Type: application/json", "Retry-After: 60")),
    "503 for a week": _says(_answer("503 Busy", b"{}", "Content-Type: application/json", "Retry-After: 604800")),
    "503 until a date": _says(
        _answer("503 Busy", PAGE, "Content-Type: text/html", "Retry-After: Fri, 01 May 2026 10:05:00 GMT")
    ),
    "502 as a page": _says(_answer("502 Bad Gateway", PAGE, "Content-Type: text/html")),
}
"""The council's server, or something in front of it, is busy."""

UNCLEAR = {
    "200 and nothing": _says(_answer("200 OK")),
    "204": _says(_answer("204 No Content")),
    "a list": _says(_answer("200 OK", b"[]", "Content-Type: application/json")),
    "another service": _says(_answer("200 OK", b'{"service": "other"}', "Content-Type: application/json")),
    "half of JSON in full length": _says(_answer("200 OK", b'{"service": "ch', "Content-Type: application/json")),
    "JSON without end": _says(_answer("200 OK", b"[" * 50_000, "Content-Type: application/json")),
    "404 that is not ours": _says(_answer("404 Not Found", b"none", "Content-Type: text/plain")),
    "418": _says(_answer("418 Teapot", b"{}", "Content-Type: application/problem+json")),
}
"""Something answered that is not our server, or not in its words."""

HARMLESS = {
    "the call comes twice, the second is answered": _goes_on(_twice),
    "the call comes twice, the first is answered": _goes_on(_twice_first),
    "drop by drop": _goes_on(_drop_by_drop),
    "hints come first": _goes_on(_early_hints),
    "another kind of JSON": _goes_on(_changed(_retyped(b"application/json; charset=utf-8"))),
}
"""Unusual, and still our server's whole answer."""

SAID: dict[str, frozenset[str]] = {
    # A status line and nothing after it is an answer to some: one that is not our server's.
    **{name: frozenset({"offline", "unexpected"}) for name in CUT},
    **{name: frozenset({"offline", ""}) for name in BODY_CUT},
    **{name: frozenset({"sign-in-page"}) for name in PAGES},
    **{name: frozenset({"proxy-sign-in"}) for name in PROXY},
    **{name: frozenset({"server-busy"}) for name in BUSY},
    **{name: frozenset({"unexpected", ""}) for name in UNCLEAR},
    **{name: frozenset({""}) for name in HARMLESS},
}
"""What is said of a form that a fault befell, as the reason kept with it; "" is nothing: it went on."""

FAULTS: dict[str, Callable[[Call], Awaitable[None]]] = {
    **CUT,
    **BODY_CUT,
    **PAGES,
    **PROXY,
    **BUSY,
    **UNCLEAR,
    **HARMLESS,
}

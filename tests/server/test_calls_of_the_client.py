"""Every call that the program makes is one that the server describes: none leads to "there is nothing here"."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import Submission
from desktop_portal.remote.portal import Portal
from desktop_portal.remote.session import HttpSession
from desktop_portal.remote.wire import Registration
from tests.store.conftest import Clock
from tests.support.referrer import details

if TYPE_CHECKING:
    import httpx

pytestmark = pytest.mark.sqlite_only
UNSAID = {"close", "use", "use_proxy_login"}
"""What speaks to nobody."""
ELSEWHERE = {"upload", "upload_all"}
"""Brought over by tus, in steps that answers decide: tests of their own bring files to this server."""


class CalledError(Exception):
    """Ends a call where it would have gone out."""


def given(name: str, wanted: inspect.Parameter) -> Any:
    if name == "registration":
        return Registration(**details("sam@example.com"))
    if name == "submission":
        form = FormKey("https://example.gov.uk/forms/safeguarding", "1.0.0")
        return Submission("id", 1, form, "Concern", ChildLabel(), True, b"{}", "digest", (), Clock()())
    kinds: dict[str, Any] = {"str": "a b/c", "int": 3, "Mapping[str, str]": {"job_role": "Head"}}
    return kinds[wanted.annotation]


def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str]]:
    """Method and path of each call of the client, by its name."""
    said: list[tuple[str, str]] = []

    def send(_self: HttpSession, method: str, path: str, **_more: object) -> None:
        said.append((method, path))
        raise CalledError

    monkeypatch.setattr(HttpSession, "send", send)
    portal, made = Portal("https://portal.example.gov.uk", device_id="d", version="0.1.0"), {}
    for name, call in inspect.getmembers(Portal, inspect.isfunction):
        if name.startswith("_") or name in UNSAID | ELSEWHERE:
            continue
        wanted = list(inspect.signature(call).parameters.items())[1:]
        with pytest.raises(CalledError):
            call(portal, **{one: given(one, parameter) for one, parameter in wanted})
        made[name] = said[-1]
    return made


def test_every_call_of_the_program_is_one_that_the_server_describes(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = [
        (method.upper(), re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)))
        for path, methods in http.get("/v1/openapi.json").json()["paths"].items()
        for method in methods
    ]
    made = calls(monkeypatch)
    lost = {
        name: call
        for name, call in made.items()
        if not any(call[0] == method and path.fullmatch(call[1]) for method, path in described)
    }
    assert lost == {}
    assert len(made) > 20

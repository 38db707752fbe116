"""A whole run of the sync speaks with the configured server alone, whatever it is told (I12)."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.scripted_server import Asked, Planned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.small_council import SmallCouncil
    from tests.support.sync_rig import SyncRig

ELSEWHERE = "http://127.0.0.2:9/elsewhere"
_LISTENING: list[set[Any]] = []


def _hear(event: str, values: tuple[Any, ...]) -> None:
    if _LISTENING and event in {"socket.connect", "socket.sendto"}:
        _LISTENING[-1].add(values[1])


@pytest.fixture(scope="module")
def hooked() -> None:
    """Python takes no such hook away again: it hears nothing while no test listens."""
    sys.addaudithook(_hear)


@pytest.fixture
def called(hooked: None) -> Iterator[set[Any]]:
    """Every address that this process connects to."""
    _LISTENING.append(set())
    yield _LISTENING[-1]
    _LISTENING.pop()


def test_I12_no_host_but_the_councils_is_ever_called_whatever_an_answer_names(
    rig: SyncRig, council: SmallCouncil, called: set[Any]
) -> None:
    def names_another_host(asked: Asked) -> Planned | None:
        answer = council._answer(asked)
        there = "http://127.0.0.2:9" + answer.headers.get("Location", asked.path)
        return replace(answer, headers={**answer.headers, "Location": there, "Content-Location": there})

    for method, path in (("GET", "/council"), ("GET", "/forms"), ("GET", "/feed"), ("PUT", "versions/1")):
        council.twist(method, path, Planned(307, headers={"Location": ELSEWHERE}))
    council.twists.append(names_another_host)
    rig.queue(files={"Letter.pdf": b"a letter", "Note.pdf": b"a note"})
    for _ in range(4):
        rig.run_later()
    assert rig.store.submissions.receipt("id-1", 1)
    assert len(council.blobs) == 2
    assert called == {("127.0.0.1", council.server.port)}

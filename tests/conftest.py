"""What all tests share: the number of faults to try, and one closing line that counts those that were tried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_TOLD = "faults_told"
FOUND_BY = Path(__file__).parent / "faults" / "simulation" / "found_by.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--faults N`, `--examples N`: as many as one likes, in place of the usual numbers."""
    parser.addoption("--faults", type=int, default=0, metavar="N", help="try N faults of each kind (a campaign)")
    words = "try N cases made from the OpenAPI description"
    parser.addoption("--examples", type=int, default=2_000, metavar="N", help=words)
    _add_simulation(parser)


def _add_simulation(parser: pytest.Parser) -> None:
    group = parser.getgroup("simulation of the sync")
    group.addoption("--episodes", type=int, default=2_000, help="how many episodes are played")
    group.addoption("--seek", action="store_true", help="look for every planted mistake anew and keep the seeds")
    group.addoption("--seed", type=int, default=0, help="the first episode's seed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones, so that all processes end together."""
    items.sort(key=lambda one: one.get_closest_marker("slow") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep together what shares a server."""
    from tests.support.together import Together  # noqa: PLC0415 (a run in one process needs no xdist)

    return Together(config, log)


@pytest.fixture
def faults_told(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes a sentence on what a test has tried; it stands in the closing line only if the test passes."""
    return lambda words: request.node.user_properties.append((_TOLD, words))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the one closing line; with anything lost, its test has failed and the line says so."""
    passed = terminalreporter.stats.get("passed", [])
    failed = [one for one in terminalreporter.stats.get("failed", []) if "tests/faults" in one.nodeid]
    told = [words for one in passed for name, words in one.user_properties if name == _TOLD]
    if told or failed:
        terminalreporter.write_line(f"faults: {', '.join(told)}; lost: {len(failed) or 0}")
    _tell_simulation(terminalreporter, [one.user_properties for one in passed])


def _tell_simulation(terminalreporter: pytest.TerminalReporter, properties: list[list[tuple[str, Any]]]) -> None:
    """Print what was played and which seed found which mistake; workers cannot print, so it is done here."""
    played = [value for one in properties for name, value in one if name == "episodes"]
    if played:
        counts = sum(one[0] for one in played), sum(one[1] for one in played)
        terminalreporter.write_line(f"simulation: {counts[0]} episodes, {counts[1]} steps, all as promised")
    table = sorted(value for one in properties for name, value in one if name == "mistake")
    for mistake, seed, found in table:
        terminalreporter.write_line(f"{mistake:58} seed {seed}: {found}")
    if table and terminalreporter.config.getoption("--seek"):
        kept = {**json.loads(FOUND_BY.read_text()), **{mistake: seed for mistake, seed, _found in table}}
        FOUND_BY.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")

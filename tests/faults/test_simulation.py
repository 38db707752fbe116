"""The protocol in virtual time: the program's own classes, the server's own application, faults by the seed.

`pytest tests/faults/test_simulation.py --episodes 20000 --seed 7` plays more, from another seed on.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.simulation.episode import theatre
from tests.faults.simulation.mutants import MUTANTS, NOW, Mutant
from tests.faults.simulation.world import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.simulation.episode import Theatre

KNOWN = Path(__file__).parent / "simulation" / "found_by.json"
"""By a mutant's name, the seed that found it last: tried first, so that an ordinary run is quick."""
GROUP = pytest.mark.xdist_group("simulation")
MOST = 2000
NOT_FOUND_YET = frozenset(
    {
        "the epoch is kept before what is lacking is queued",
        "after a restore the feed is not read from its beginning",
        "files that were uploaded once are never asked for again",
        "received and its receipt are two transactions",
        "old forms go, whether they were received or not",
        "whatever the clock says is believed",
    }
)
"""Mistakes that no seed is known to find: the table says so, and nothing claims that they would be noticed."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Theatre]:
    """A memory disk where there is one: nothing here is about the disk."""
    memory = Path("/dev/shm")  # noqa: S108 (a memory disk, a fresh folder in it)
    folder = Path(tempfile.mkdtemp(prefix="simulation", dir=memory if memory.is_dir() else None))
    with theatre(folder) as made:
        NOW[0] = lambda: made.council.world.now
        yield made
    shutil.rmtree(folder, ignore_errors=True)


def play(stage: Theatre, seed: int) -> Violation | None:
    try:
        stage.play(seed)
    except Violation as violation:
        return violation
    except Exception as bug:  # noqa: BLE001 (the program broke down, which is found as well)
        return Violation("bug", repr(bug))
    return None


@GROUP
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_whatever_befalls_the_network_both_computers_and_the_council_every_form_arrives_exactly_once(
    stage: Theatre, request: pytest.FixtureRequest
) -> None:
    first, episodes = request.config.getoption("--seed"), request.config.getoption("--episodes")
    for seed in range(first, first + episodes):
        found = play(stage, seed)
        if found is not None:
            trace = "\n".join(stage.trace)
            pytest.fail(f"seed {seed}: {found}\n{trace}")
    assert stage.steps > episodes, "an episode without a step shows nothing"
    print(f"{episodes} episodes, {stage.steps} steps, seeds {first} to {first + episodes - 1}")


@GROUP
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_each_mistake_that_somebody_could_make_is_found(stage: Theatre, capsys: pytest.CaptureFixture[str]) -> None:
    known: dict[str, int] = json.loads(KNOWN.read_text()) if KNOWN.exists() else {}
    sought = [one for one in MUTANTS if one.name not in NOT_FOUND_YET]
    table = [(one, *seek(stage, one, known.get(one.name, 0))) for one in sought]
    with capsys.disabled():
        print()
        for one, seed, found in table:
            print(f"{one.name:58} {'NOT FOUND' if found is None else f'seed {seed}: {str(found)[:70]}'}")
        for name in sorted(NOT_FOUND_YET):
            print(f"{name:58} no seed is known that finds it")
    assert len(sought) >= 25
    assert [one.name for one, _seed, found in table if found is None] == []
    now = {one.name: seed for one, seed, _found in table}
    if now != known:
        KNOWN.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")


def seek(stage: Theatre, mutant: Mutant, likely: int) -> tuple[int, Violation | None]:
    """The seed that finds a mutant, the likely one first; at most 2,000 are tried."""
    with pytest.MonkeyPatch.context() as patch:
        mutant.plant(patch)
        for seed in (likely, *range(MOST)):
            found = play(stage, seed)
            if found is not None:
                return seed, found
    return -1, None


@GROUP
def test_the_same_seed_plays_the_same_episode(stage: Theatre) -> None:
    traces = []
    for _ in range(2):
        for seed in range(5):
            stage.play(seed)
            traces.append(stage.trace)
    assert traces[:5] == traces[5:]
    assert len({len(trace) for trace in traces}) > 1

"""The protocol in virtual time: the program's own classes, the server's own application, faults by the seed.

`pytest tests/faults/test_simulation.py --episodes 20000 --seed 7` plays more, from another seed on;
`--seek` looks for every mistake anew and keeps the seeds that find them.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.simulation.mutants import MUTANTS, NOW, Mutant
from tests.faults.simulation.theatre import theatre
from tests.faults.simulation.world import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.simulation.theatre import Theatre

KNOWN = Path(__file__).parent / "simulation" / "found_by.json"
"""By a mutant's name, the seed that found it last: tried first, so that an ordinary run is quick."""
CHUNKS = 8
"""The episodes are played in so many parts, so that all workers play."""
MOST = 2000
"""So many episodes may be tried until a mistake is found; an ordinary run plays as many of the program as it is."""


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


@pytest.mark.parametrize("part", range(CHUNKS))
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_whatever_befalls_the_network_both_computers_and_the_council_every_form_arrives_exactly_once(
    stage: Theatre, request: pytest.FixtureRequest, part: int
) -> None:
    first, episodes = request.config.getoption("--seed"), request.config.getoption("--episodes")
    seeds = range(first + part, first + episodes, CHUNKS)
    before = stage.steps
    for seed in seeds:
        found = play(stage, seed)
        if found is not None:
            trace = "\n".join(stage.trace)
            pytest.fail(f"{found}\n{trace}\nplay it again: --episodes 1 --seed {seed}")
    steps = stage.steps - before
    assert steps > len(seeds) or not seeds, "an episode without a step shows nothing"
    request.node.user_properties.append(("episodes", (len(seeds), steps)))


@pytest.mark.parametrize("mistake", [pytest.param(one, id=one.name) for one in MUTANTS])
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_each_mistake_that_somebody_could_make_is_found(
    stage: Theatre, request: pytest.FixtureRequest, mistake: Mutant
) -> None:
    known: dict[str, int] = {} if request.config.getoption("--seek") else json.loads(KNOWN.read_text())
    seed, found = seek(stage, mistake, known.get(mistake.name))
    assert found is not None, f"{MOST} episodes do not notice that {mistake.name}"
    request.node.user_properties.append(("mistake", (mistake.name, seed, str(found)[:70])))


def test_there_are_mistakes_enough_to_try_the_simulation_with() -> None:
    assert len({one.name for one in MUTANTS}) == len(MUTANTS) >= 25
    known = json.loads(KNOWN.read_text())
    assert set(known) == {one.name for one in MUTANTS}
    assert all(0 <= seed < MOST for seed in known.values()), "an ordinary run plays each of these seeds"


def seek(stage: Theatre, mutant: Mutant, likely: int | None) -> tuple[int, Violation | None]:
    """The seed that finds a mutant, the likely one first; at most 2,000 are tried."""
    with pytest.MonkeyPatch.context() as patch:
        mutant.plant(patch)
        for seed in ([] if likely is None else [likely]) + list(range(MOST)):
            found = play(stage, seed)
            if found is not None:
                return seed, found
    return -1, None


def test_the_same_seed_plays_the_same_episode(stage: Theatre) -> None:
    traces = []
    for _ in range(2):
        for seed in range(5):
            stage.play(seed)
            traces.append(stage.trace)
    assert traces[:5] == traces[5:]
    assert len({len(trace) for trace in traces}) > 1

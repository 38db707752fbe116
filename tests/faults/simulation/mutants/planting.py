"""How a mistake is planted: it patches the real classes for as long as its episodes last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from tests.faults.simulation.world import START

if TYPE_CHECKING:
    from collections.abc import Callable

Patch: TypeAlias = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True)
class Mutant:
    """`name` says what is wrong with it; `plant` puts it in."""

    name: str
    plant: Callable[[Patch], None]


MUTANTS: list[Mutant] = []
NOW: list[Callable[[], Any]] = [lambda: START]
"""The clock of the episode that is played."""


def mutant(name: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    """Add what it decorates to the table."""

    def keep(plant: Callable[[Patch], None]) -> Callable[[Patch], None]:
        MUTANTS.append(Mutant(name, plant))
        return plant

    return keep

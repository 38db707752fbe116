"""A store whose every transaction is a point at which the program can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.faults.simulation.world import World


class Watched:
    """SQLite's own connection, with points to crash at around each commit."""

    def __init__(self, inner: Any, world: World, name: str) -> None:
        self._inner, self._world, self._name = inner, world, name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._inner, attribute)

    def execute(self, statement: str, *values: Any) -> Any:
        if statement == "COMMIT":
            self._world.point(self._name, "before a commit")
        done = self._inner.execute(statement, *values)
        if statement == "COMMIT":
            self._world.point(self._name, "after a commit")
        return done


def watch(connection: Any, world: World, name: str) -> None:
    """Make every transaction of a store a point at which the program can end."""
    database = connection._database
    true_connection = database.connection
    known: dict[int, Watched] = {}

    def watched() -> Watched:
        inner = true_connection()
        return known.setdefault(id(inner), Watched(inner, world, name))

    database.connection = watched

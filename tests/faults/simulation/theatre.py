"""Where episodes are played: one council and two templates for all of them, on one thread and a memory disk."""

from __future__ import annotations

import functools
import gc
import logging
import typing
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from desktop_portal.remote import uploads
from desktop_portal.store import connection
from server_stub import database
from tests.faults.simulation.council import Council, on_one_thread
from tests.faults.simulation.device import SECRET, Device
from tests.faults.simulation.episode import Episode
from tests.faults.simulation.wire import Wire
from tests.faults.simulation.world import Violation, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE = 700


class _Listener(logging.Handler):
    """Hears every log record of an episode (I13)."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.getMessage()} {record.args}")


class Theatre:
    """A council that is made once; every other episode's computers know its forms already, the others are new."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.council = Council(folder / "council")
        self.steps = 0
        self.trace: list[str] = []
        self._templates = [self._template("new"), self._template("knows the forms", runs=1)]

    def _template(self, name: str, *, runs: int = 0) -> Path:
        """The folder of a computer at which nobody is signed in yet."""
        folder, nothing = self.folder / name, self.folder / "nothing"
        nothing.mkdir()
        world = World(0)
        self.council.begin(world)
        made = Device(world, Wire(world, self.council, share=0.0, faults=()), "A1", "", folder, nothing)
        for _ in range(runs):
            made.run()
        made.close()
        nothing.rmdir()
        return folder

    def play(self, seed: int) -> World:
        """Play the episode of this seed; Violation (with its trace) when an invariant does not hold."""
        world = World(seed)
        self.trace = world.trace
        listener = _Listener()
        root = logging.getLogger()
        root.addHandler(listener)
        episode = Episode(world, self.council, self.folder, self._templates[seed % 2])
        try:
            episode.play()
            text = "".join(listener.heard)
            if SECRET in text or "Bearer" in text:
                raise Violation("I13", "words or tokens in a log")
        finally:
            self.steps += episode.steps
            episode.close()
            root.removeHandler(listener)
        return world


@contextmanager
def theatre(folder: Path) -> Iterator[Theatre]:
    """Everything on one thread; pieces of files so small that each has several."""
    sizes = uploads.SMALLEST_CHUNK, uploads.BIGGEST_CHUNK
    uploads.SMALLEST_CHUNK = uploads.BIGGEST_CHUNK = PIECE
    try:
        with _in_a_hurry(), on_one_thread():
            made = Theatre(folder)
            gc.collect()
            gc.freeze()
            yield made
            made.council.close()
    finally:
        gc.unfreeze()
        uploads.SMALLEST_CHUNK, uploads.BIGGEST_CHUNK = sizes


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Leave out what costs time and is about other things than the protocol.

    A process that ends here is an exception: nothing is asked of the disk, one process alone has each file, and no
    key is taken out of the memory. `requests` asks about types in a way that Python remembers only since 3.12.
    """
    here: Any = connection
    there: Any = database
    types: Any = typing
    kept = here._PRAGMAS, there._PRAGMAS, getattr(types, "_get_protocol_attrs", None)
    alone = ("locking_mode", "exclusive")
    here._PRAGMAS = (alone, *here._PRAGMAS, ("cipher_memory_security", 0), ("synchronous", 0))
    there._PRAGMAS = (alone, *there._PRAGMAS)
    if kept[2]:
        types._get_protocol_attrs = functools.cache(kept[2])
    try:
        yield
    finally:
        here._PRAGMAS, there._PRAGMAS = kept[:2]
        if kept[2]:
            types._get_protocol_attrs = kept[2]

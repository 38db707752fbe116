"""Several processes behind one socket: started together, replaced when one dies, stopped gracefully."""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from server_stub.metrics import FOLDER

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from server_stub.settings import Settings

_LOG = logging.getLogger("portal.workers")
_START_WITHIN = 60.0
_STOP_WITHIN = 15.0
_MOST_DEATHS = 5
_DEATHS_WITHIN = 60.0


def supervise(settings: Settings, taken: socket.socket, lines: Sequence[str]) -> int:
    """Run `settings.workers` processes until SIGTERM or SIGINT; 1 when they keep dying."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="portal-metrics-")
    told, stop = multiprocessing.Pipe(duplex=False)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.send(True))
    pool = _Pool(settings, taken)
    try:
        if not pool.start(told):
            return 1
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
        return pool.keep(told)
    finally:
        pool.stop()
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


class _Pool:
    def __init__(self, settings: Settings, taken: socket.socket) -> None:
        self._settings = settings
        self._taken = taken
        self._spawn = multiprocessing.get_context("spawn")
        self._workers: list[SpawnProcess] = []
        self._deaths: list[float] = []

    def start(self, told: Connection) -> bool:
        """Start all and wait until each answers; False when one cannot, or when all shall stop."""
        waiting = [self._one() for _ in range(self._settings.workers)]
        until = time.monotonic() + _START_WITHIN
        while waiting:
            ready = wait([told, *waiting], max(0.0, until - time.monotonic()))
            if not ready or told in ready or not all(_is_ready(one) for one in waiting if one in ready):
                return False
            waiting = [one for one in waiting if one not in ready]
        return True

    def keep(self, told: Connection) -> int:
        """Replace those that die until told to stop."""
        while True:
            ended = wait([told, *(worker.sentinel for worker in self._workers)])
            if told in ended:
                return 0
            now = time.monotonic()
            gone = [worker for worker in self._workers if worker.sentinel in ended]
            self._deaths = [at for at in self._deaths if at > now - _DEATHS_WITHIN] + [now] * len(gone)
            self._workers = [worker for worker in self._workers if worker not in gone]
            for worker in gone:
                worker.join()
                _LOG.error("a worker has died; another takes its place", extra={"status": worker.exitcode})
            if len(self._deaths) > _MOST_DEATHS:
                _LOG.error("the workers keep dying: the server stops")
                return 1
            for _ in gone:
                self._one()

    def stop(self) -> None:
        """Ask all to finish what they are answering; kill what does not."""
        for worker in self._workers:
            worker.terminate()
        until = time.monotonic() + _STOP_WITHIN
        for worker in self._workers:
            worker.join(max(0.0, until - time.monotonic()))
            if worker.is_alive():
                worker.kill()
                worker.join()

    def _one(self) -> Connection:
        here, there = self._spawn.Pipe(duplex=False)
        worker = self._spawn.Process(target=work, args=(self._settings, self._taken, there), name="portal-worker")
        worker.start()
        there.close()
        self._workers.append(worker)
        return here


def work(settings: Settings, taken: socket.socket, ready: Connection) -> None:
    """Be one worker: runs in its own process and ends with the supervisor."""
    # Here, not at the top: the supervisor is imported by what these import.
    from server_stub.clock import system_clock  # noqa: PLC0415
    from server_stub.logs import log_to_stderr  # noqa: PLC0415
    from server_stub.preparing import open_parts  # noqa: PLC0415
    from server_stub.serving import run_here  # noqa: PLC0415

    log_to_stderr()
    threading.Thread(target=_end_with_supervisor, name="supervisor", daemon=True).start()
    run_here(open_parts(settings, system_clock), taken, lambda: ready.send(True))


def _end_with_supervisor() -> None:
    """Stop gracefully when the supervisor was killed: nobody would replace or stop this worker any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _is_ready(one: object) -> bool:
    try:
        return bool(one.recv())  # type: ignore[attr-defined]
    except EOFError:
        return False

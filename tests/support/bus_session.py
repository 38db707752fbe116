"""Programs on a session bus of their own, which ends with all that was started on it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.support.server_process import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping


def on_a_bus(script: str, words: tuple[str, ...], own: Mapping[str, str], *, longest: float, ended: int = 0) -> Any:
    """Run a shell script on a new session bus and return what it prints last, as JSON.

    `own`: its environment beside ours. `ended`: the status that means that the program ended by itself; 0 is no such.
    """
    shell = ["dbus-run-session", "--", "sh", "-c", script, "session", *words]
    session = subprocess.Popen(
        shell,
        cwd=ROOT,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said, trouble = session.communicate(timeout=longest)
    finally:
        # Whatever ends the test, nothing of its session goes on.
        with suppress(ProcessLookupError):
            os.killpg(session.pid, signal.SIGTERM)
    assert not ended or session.returncode != ended, f"the program ended by itself: {trouble[-3000:]}"
    assert session.returncode == 0, trouble[-6000:]
    return json.loads(said.splitlines()[-1])

"""The reference server in a process and a data folder of its own, started and ended as a test likes."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.databases import database_env

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
READY = "Children's Portal server: "
_CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")
_LONGEST_START = 60.0


def run_command(
    *words: str, data_dir: Path, given: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m server_stub WORDS` on a data folder and its database."""
    command = [sys.executable, "-m", "server_stub", *words, "--data", str(data_dir)]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**clean, **database_env(data_dir), **(env or {})},
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


class ServerProcess:
    """`python -m server_stub` on a free port of this computer; the port stays the same over `start_again`.

    `options` are added to the command line, `env` to the environment ({"PORTAL_FAULTS": "1"}). What the server wrote to
    its error stream is in `log()`.
    """

    def __init__(self, data_dir: Path, *, options: Sequence[str] = (), env: Mapping[str, str] | None = None) -> None:
        self.data_dir = Path(data_dir)
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self._options = tuple(options)
        self._env = {**database_env(self.data_dir), **(env or {})}
        self._port = 0
        self._log_path = self.data_dir / "server-process.log"
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.url = ""
        self._start()

    def command(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run one of the administrator's commands on its data; `given` is typed into it."""
        return run_command(*words, data_dir=self.data_dir, given=given)

    def stop(self) -> int:
        """End it gracefully; returns its exit status."""
        return self._end("terminate")

    def kill(self) -> None:
        """End it as a power cut would: kill -9."""
        self._end("kill")

    def start_again(self) -> None:
        """Start it on the same data and port; ends the running one gracefully first."""
        self.stop()
        self._start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def environment(self) -> dict[str, str]:
        """Return the environment it runs in: commands that touch its data need the same."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
        return {**inherited, **self._env}

    def log(self) -> str:
        """Everything it has written to its error stream."""
        return self._log_path.read_text(encoding="utf-8") if self._log_path.exists() else ""

    def mail(self) -> list[dict[str, Any]]:
        """List the e-mails it would have sent, newest first: {"to", "subject", "text", "at"}."""
        content = self._get("/mail.json")
        if not isinstance(content, list):
            raise TypeError("/mail.json is not a list")
        return content

    def code_for(self, email: str) -> str:
        """Return the newest 8-digit code that was sent to this address."""
        for letter in self.mail():
            found = _CODE.search(letter["text"])
            if letter["to"].lower() == email.lower() and found:
                return found[1] + found[2]
        raise LookupError(f"no code was sent to {email}")

    def plan_fault(self, kind: str, path: str = "/v1/submissions", times: int = 1, **more: Any) -> None:
        """Plan a fault (docs/server.md); needs PORTAL_FAULTS=1 in `env`."""
        content = json.dumps({"kind": kind, "path": path, "times": times, **more}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + "/v1/_faults", content, headers)  # noqa: S310 (loopback)
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 (loopback)
            answer.read()

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:  # noqa: S310 (loopback)
            return json.load(answer)

    def _start(self) -> None:
        command = [sys.executable, "-m", "server_stub", "serve", "--host", "127.0.0.1", "--port", str(self._port)]
        command += ["--data", str(self.data_dir), *self._options]
        with self._log_path.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment(), stdout=subprocess.PIPE, stderr=log, text=True
            )
        line = self._first_line(self._process)
        if not line.startswith(READY):
            self._end("kill")
            raise RuntimeError(f"The server did not start: {line.strip()!r}\n{self.log()[-4000:]}")
        self.url = line.removeprefix(READY).strip()
        self._port = int(self.url.rsplit(":", 1)[1])

    def _first_line(self, process: subprocess.Popen[str]) -> str:
        lines: queue.Queue[str] = queue.Queue()
        stdout = process.stdout
        if stdout is None:
            return ""

        def read() -> None:
            # Reads on to the end, so that a talkative server never blocks on a full pipe.
            for line in stdout:
                lines.put(line)
            lines.put("")
            stdout.close()

        self._reader = threading.Thread(target=read, name="server-output", daemon=True)
        self._reader.start()
        try:
            return lines.get(timeout=_LONGEST_START)
        except queue.Empty:
            return ""

    def _end(self, how: str) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        getattr(process, how)()
        try:
            status = process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait(timeout=10)
        if self._reader is not None:
            self._reader.join(timeout=10)
        return status

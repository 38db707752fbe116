"""What smoke tests need around the program: a screen without a monitor, the reference server, a stop-watch."""

from __future__ import annotations

import ctypes
import os
import select
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from tool import ROOT, Stop, fresh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

READY = "Children's Portal server: "
_SUBSTRUCTURE_NOTIFY, _MAP_NOTIFY, _EVENT_BYTES = 1 << 19, 19, 192
LONGEST_START = 60.0


class Screen:
    """An X server without a monitor, for as long as the `with` block lasts."""

    def __enter__(self) -> Self:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset", "-ac"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603
        number = self._process.stdout.readline().strip() if self._process.stdout else ""
        if not number:
            raise Stop("No screen could be made (Xvfb).")
        self.display = f":{number}"
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()


@contextmanager
def reference_server(data: Path) -> Iterator[str]:
    """Start the reference server on a free port of this computer and give its address."""
    command = [str(ROOT / ".venv/bin/python"), "-m", "server_stub", "serve", "--port", "0", "--data", str(fresh(data))]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603
    try:
        address = ""
        for line in process.stdout or ():
            if line.startswith(READY):
                address = line.removeprefix(READY).strip()
                break
        if not address:
            raise Stop("The reference server did not start.")
        yield address
    finally:
        process.terminate()
        process.wait()


def measured_start(screen: Screen, command: list[str], env: dict[str, str] | None = None) -> float:
    """Return the seconds from starting a program to its first window on the screen; the program is ended again."""
    x11: Any = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(screen.display.encode()))
    if not display.value:
        raise Stop(f"The screen {screen.display} does not answer.")
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XSelectInput(display, ctypes.c_ulong(x11.XDefaultRootWindow(display)), ctypes.c_long(_SUBSTRUCTURE_NOTIFY))
    x11.XSync(display, 1)
    settings = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", **(env or {})}
    settings.pop("WAYLAND_DISPLAY", None)
    began = time.monotonic()
    process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603
    try:
        return _first_window(x11, display, process, began)
    finally:
        process.terminate()
        process.wait()
        x11.XCloseDisplay(display)


def _first_window(x11: Any, display: ctypes.c_void_p, process: subprocess.Popen[bytes], began: float) -> float:
    event = ctypes.create_string_buffer(_EVENT_BYTES)
    while time.monotonic() - began < LONGEST_START and process.poll() is None:
        if not x11.XPending(display):
            select.select([x11.XConnectionNumber(display)], [], [], 0.5)
            continue
        x11.XNextEvent(display, event)
        if int.from_bytes(event.raw[:4], "little") == _MAP_NOTIFY:
            return time.monotonic() - began
    raise Stop(f"No window came (status {process.poll()}).")

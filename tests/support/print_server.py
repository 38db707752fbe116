"""A real CUPS server of its own with one queue, printed to a file by Debian's cups-pdf: real filters and backend."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop_portal.ui.demo.hands import wait_until

QUEUE = "school"
# Whoever is no user of this computer is "anonymous" to cups-pdf: then the paper falls here, and in nobody's home.
NOBODY_KNOWN = "children-portal-test"
PAPER_TRAY = Path("/var/spool/cups-pdf/ANONYMOUS")
BACKEND, PPD = Path("/usr/lib/cups/backend/cups-pdf"), Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
FILES = """ServerRoot {0}
RequestRoot {0}/spool
CacheDir {0}/cache
StateDir {0}/state
TempDir {0}/tmp
ErrorLog {0}/error_log
AccessLog {0}/access_log
PageLog {0}/page_log
User lp
Group lp
SystemGroup root
"""
SERVER = """Listen {0}/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


def why_not() -> str:
    """Return why there can be no real queue here, or ""."""
    if not sys.platform.startswith("linux"):
        return "CUPS with cups-pdf is tried on Linux only"
    needed = ("cupsd", "lpadmin", "lpstat", "gs", *(() if os.geteuid() == 0 else ("sudo",)))
    tools = [tool for tool in needed if not _tool(tool)]
    if tools or not PPD.exists():
        return f"printer-driver-cups-pdf is not installed (lacking: {', '.join(tools) or PPD.name})"
    if subprocess.run([*_root(), _tool("true")], capture_output=True, check=False).returncode:
        return "the backend of cups-pdf runs only as root, and sudo asks for a password here"
    return ""


class PrintServer:
    """Runs until `stop`; `address` is what CUPS_SERVER has to be for a program to find it."""

    def __init__(self) -> None:
        # Not in pytest's own folder: that is closed to the user that CUPS runs its filters as.
        self._folder = Path(tempfile.mkdtemp(prefix="cups-"))
        self._folder.chmod(0o755)
        for name in ("spool", "cache", "state", "tmp", "ppd"):
            (self._folder / name).mkdir()
            (self._folder / name).chmod(0o777)
        for name, text in (("cups-files.conf", FILES), ("cupsd.conf", SERVER)):
            (self._folder / name).write_text(text.format(self._folder))
        self.address = str(self._folder / "cups.sock")
        self._before = set(self._papers())
        self._process = subprocess.Popen(
            [*_root(), _tool("cupsd"), "-f", "-c", self._folder / "cupsd.conf", "-s", self._folder / "cups-files.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._make_queue()
        except BaseException:
            self.stop()
            raise

    def _make_queue(self) -> None:
        wait_until(lambda: "is running" in self._ask("lpstat", "-r").stdout, "the print server answers", 60)
        made = self._ask("lpadmin", "-p", QUEUE, "-v", "cups-pdf:/", "-P", str(PPD), "-E")
        if made.returncode:
            raise AssertionError(made.stderr)

    def paper(self) -> bytes:
        """Return what came out of the printer since it was started, once the job is done."""
        wait_until(lambda: QUEUE in self._ask("lpstat", "-W", "completed", "-o").stdout, "the job is printed", 150)
        (printed,) = self._papers() - self._before
        return subprocess.run([*_root(), "cat", printed], capture_output=True, check=True).stdout

    def stop(self) -> None:
        """End the server; leave neither paper nor spool."""
        subprocess.run([*_root(), "kill", str(self._process.pid)], check=False)
        self._process.wait(30)
        papers = sorted(self._papers() - self._before)
        subprocess.run([*_root(), "rm", "-rf", self._folder, *papers], check=True)

    def _papers(self) -> set[Path]:
        listed = subprocess.run([*_root(), "ls", PAPER_TRAY], capture_output=True, text=True, check=False).stdout
        return {PAPER_TRAY / name for name in listed.splitlines()}

    def _ask(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "CUPS_SERVER": self.address, "LC_ALL": "C"}
        known = [_tool(command[0]), *command[1:]]
        return subprocess.run(known, env=environment, capture_output=True, text=True, check=False)


def _tool(name: str) -> str:
    """Return where a program is; those of administrators are not always on the path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


def _root() -> list[str]:
    return [] if os.geteuid() == 0 else [_tool("sudo"), "-n"]

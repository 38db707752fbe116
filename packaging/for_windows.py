"""Print the lines of a lock that count on Windows, with their hashes: for_windows.py LOCK."""

import sys
from pathlib import Path

from packaging.requirements import Requirement

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}

for block in Path(sys.argv[1]).read_text().replace("\\\n", " ").splitlines():
    words, *hashes = block.split(" --hash=")
    if not words.strip():
        continue
    need = Requirement(words.strip())
    if need.marker is None or need.marker.evaluate(WINDOWS):
        need.marker = None
        sys.stdout.write(" ".join([str(need), *(f"--hash={one.strip()}" for one in hashes)]) + "\n")

"""Leave out the libraries that only left-out parts needed: PyInstaller gathers before the spec drops. Decision 0075."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tool import call, megabytes, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\)[^\[]*\[([^\]]+)\]")
_BY_NAME = ("libpython", "libXau.")  # opened by the program's first lines; see _share_xau
_ELF = b"\x7fELF"


def without_orphans(bundle: Path) -> None:
    """Delete the system's libraries that nothing in a bundle is linked against, and let twins share one file."""
    internal = bundle / "_internal"
    before = megabytes(bundle)
    needs = {one: needed_by(one) for one in sorted(bundle.rglob("*")) if _is_elf(one)}
    beside = {one.name: one for one in needs if one.parent == internal and one.name.startswith("lib")}
    for name in orphans(beside, {one.name: names for one, names in needs.items()}):
        beside[name].unlink()
    _share_xau(internal)
    say(f"Libraries that nothing needs: {before - megabytes(bundle):.1f} MB.")


def orphans(beside: Iterable[str], needs: Mapping[str, frozenset[str]]) -> list[str]:
    """Return which of the libraries `beside` the program no other file leads to; `needs` are names by file name."""
    shared = set(beside)
    reached = {name for name in shared if name.startswith(_BY_NAME)}
    todo = [name for name in needs if name not in shared] + sorted(reached)
    while todo:
        for needed in needs.get(todo.pop(), frozenset()):
            if needed in shared and needed not in reached:
                reached.add(needed)
                todo.append(needed)
    return sorted(shared - reached)


def needed_by(file: Path) -> frozenset[str]:
    """Return the names of the libraries that a file is linked against."""
    return frozenset(_NEEDED.findall(call("readelf", "--dynamic", "--wide", file, ok=(0, 1))))


def _share_xau(internal: Path) -> None:
    """Pillow's copy of libXau is 2 MB of padding; the one of the screen's libraries does for both."""
    ours = internal / "libXau.so.6"
    for copy in (internal / "pillow.libs").glob("libXau-*.so*"):
        if ours.is_file():
            copy.unlink()
            copy.symlink_to(f"../{ours.name}")


def _is_elf(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == _ELF

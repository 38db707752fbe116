"""Leave out the parts of Unicode's data that the program does not use: other languages' names, legacy encodings.

Qt's libicudata is 31 MB, nearly all of it names of currencies, countries and time zones in 700 locales, which Qt has in
tables of its own. What stays: everything that is of no language, English and Welsh. Decision 0047.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from tool import call, megabytes, say

_TOOLS = ("icupkg", "gcc", "nm", "objcopy")
_LOCALES = ("root", "en", "en_GB", "en_001", "cy", "cy_GB", "pool", "res_index", "supplementalData")
_DROPPED = re.compile(r"(.+/)?[A-Za-z0-9_]+\.res|.+\.cnv")
_NEEDED: tuple[str, ...] = (
    "keyTypeData",
    "likelySubtags",
    "metadata",
    "numberingSystems",
    "plurals",
    "pluralRanges",
    "timezoneTypes",
)
_NEEDED += ("windowsZones", "zoneinfo64", "metaZones", "dayPeriods", "currencyNumericCodes", "genderList", "ucadata")
_NEEDED += ("langInfo", "icustd", "icuver", "grammaticalFeatures", "units")
_ASSEMBLER = """
.section .note.GNU-stack,"",%progbits
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, @object
{symbol}:
.incbin "{data}"
.size {symbol}, .-{symbol}
"""


def lean_icu(bundle: Path) -> None:
    """Replace the library in a bundle; where the tools are missing it stays as it is, and that is said."""
    found = sorted((bundle / "_internal/PySide6/Qt/lib").glob("libicudata.so.*"))
    if not found or not all(shutil.which(tool) for tool in _TOOLS):
        say("Unicode's data is left whole (icu-devtools or gcc is missing).")
        return
    library, before = found[0], megabytes(found[0])
    symbols = call("nm", "-D", "--defined-only", library)
    symbol = next(line.split()[2] for line in symbols.splitlines() if line.split()[2].endswith("_dat"))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        data, lean, drop = work / f"{symbol.removesuffix('_dat')}l.dat", work / "lean.dat", work / "drop.lst"
        address = int(next(line for line in symbols.splitlines() if symbol in line).split()[0], 16)
        data.write_bytes(_section(library, work, address))
        names = call("icupkg", "-l", data).split()
        drop.write_text("".join(f"{name}\n" for name in names if _is_dropped(name)))
        call("icupkg", "-r", drop, data, lean)
        source = work / "data.S"
        source.write_text(_ASSEMBLER.format(symbol=symbol, data=lean))
        soname = f"-Wl,-soname,{library.name}"
        call("gcc", "-shared", "-nostdlib", "-Wl,--build-id=none", soname, "-o", library, source)
    say(f"Unicode's data: {before:.0f} MB become {megabytes(library):.0f} MB.")


def _is_dropped(name: str) -> bool:
    stem = name.rsplit("/", 1)[-1].removesuffix(".res")
    if name.startswith(("brkitr/", "translit/", "rbnf/")):
        return True
    return bool(_DROPPED.fullmatch(name)) and stem not in _LOCALES and stem not in _NEEDED


def _section(library: Path, work: Path, address: int) -> bytes:
    """Return the bytes of the library from an address on, to the end of its section."""
    for line in call("objdump", "-h", library).splitlines():
        parts = line.split()
        if len(parts) >= 6 and parts[0].isdigit() and parts[1].startswith("."):  # noqa: PLR2004 (objdump's columns)
            size, start, offset = int(parts[2], 16), int(parts[3], 16), int(parts[5], 16)
            if start <= address < start + size:
                return library.read_bytes()[offset + address - start : offset + size]
    raise ValueError(f"no section of {work.name} holds the data")

"""Fonts into the file: only the glyphs used, by their numbers, with the text that each stands for."""

from __future__ import annotations

import hashlib
import struct
from itertools import groupby
from typing import TYPE_CHECKING, Final

import uharfbuzz as hb  # type: ignore[import-untyped]  # it publishes no types

from desktop_portal.pdf.objects import array

if TYPE_CHECKING:
    from desktop_portal.pdf.fonts import Face
    from desktop_portal.pdf.objects import Objects

_NOT_NEEDED: Final = (b"GSUB", b"GPOS", b"GDEF", b"OS/2", b"cmap", b"name", b"post", b"gasp", b"kern", b"DSIG", b"hdmx")
_SYMBOLIC: Final = 4


def embed(objects: Objects, face: Face, texts: dict[int, str]) -> str:
    """Add a Type 0 font of these glyphs; return the reference to it."""
    glyphs = sorted(texts)
    program = _subset(face, glyphs)
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    name = f"{tag}+{face.name}"
    ascent, descent = face.ascent_and_descent()
    box = array(round(side) for side in face.bounds())
    file = objects.stream(program, f"/Length1 {len(program)}")
    descriptor = objects.raw(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox{box}"
        f"/ItalicAngle 0/Ascent {ascent:.0f}/Descent {descent:.0f}/CapHeight 700/StemV 80/FontFile2 {file}>>"
    )
    descendant = objects.raw(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/FontDescriptor {descriptor}"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W{_widths(face, glyphs)}>>"
    )
    to_unicode = objects.stream(_to_unicode(texts).encode("ascii"))
    return objects.raw(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant}]"
        f"/ToUnicode {to_unicode}>>"
    )


def _subset(face: Face, glyphs: list[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.drop_table_tag_set.update(struct.unpack(">L", tag)[0] for tag in _NOT_NEEDED)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(face.face, wanted).blob.data)


def _widths(face: Face, glyphs: list[int]) -> str:
    """Return the /W array: runs of neighbouring glyph numbers, each with its widths."""
    runs = groupby(enumerate(glyphs), key=lambda pair: pair[1] - pair[0])
    parts = []
    for _, group in runs:
        run = [glyph for _, glyph in group]
        parts.append(f"{run[0]}[{' '.join(f'{face.width(glyph):g}' for glyph in run)}]")
    return f"[{''.join(parts)}]"


def _to_unicode(texts: dict[int, str]) -> str:
    """Return the CMap from glyph numbers to text."""
    entries = [f"<{glyph:04X}><{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items())]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )

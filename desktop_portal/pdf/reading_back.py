"""Takes apart a PDF that this program made: its record, the answers inside, its pictures.

Nothing that is read here is believed. It only serves to make the document again: the two must then be the same, byte
for byte, so whatever else a file holds, or hides, is a difference.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import unescape

from desktop_portal.pdf.blocks import Picture
from desktop_portal.pdf.record import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.pdf.record import Record

_RECORD: Final = re.compile(rb"<portal:record xmlns:portal=\"[^\"]*\">([^<]*)</portal:record>")
_EMBEDDED: Final = re.compile(rb"<</Type/EmbeddedFile[^\n]*?/Length (\d{1,9})>>\nstream\n")
_IMAGE: Final = re.compile(
    rb"<</Type/XObject/Subtype/Image/Width (\d{1,5})/Height (\d{1,5})[^\n]*?/Length (\d{1,9})>>\nstream\n"
)
_MOST_UNPACKED: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parts:
    """What was found; `response` is empty where no answers are attached."""

    record: Record
    response: bytes
    pictures: tuple[Picture, ...]


def parts_of(pdf: bytes) -> Parts | None:
    """Return the parts of a document of a submitted form; None where there is no record of one."""
    found = _RECORD.findall(pdf)
    record = read_record(unescape(found[0].decode("utf-8", "replace"))) if len(found) == 1 else None
    if record is None:
        return None
    return Parts(record, next(_attached(pdf), b""), tuple(_pictures(pdf)))


def _attached(pdf: bytes) -> Iterator[bytes]:
    for match in _EMBEDDED.finditer(pdf):
        packed = pdf[match.end() : match.end() + int(match[1])]
        try:
            yield zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
        except zlib.error:
            return


def _pictures(pdf: bytes) -> Iterator[Picture]:
    for match in _IMAGE.finditer(pdf):
        start = match.end()
        yield Picture(pdf[start : start + int(match[3])], int(match[1]), int(match[2]), "")

"""What a file really is: its content decides, never its name. All that is no document or picture is refused."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib

from PIL import Image

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"

_ACCEPTED = "Word documents, PDFs and pictures (JPG, PNG, HEIC) can be added."
_WORKBOOK = f"This file is a spreadsheet. {_ACCEPTED}"
_MACROS = "This document holds macros, which can do harm. Save it as a Word document without macros and add that."
_UNKNOWN = f"This file is not of a kind that can be added. {_ACCEPTED}"
_EMPTY = "This file is empty."
_DAMAGED = "This document cannot be opened. Save it again and add it anew."
_BOMB = "This document unpacks to far more than it should. Save it again and add it anew."

_TOO_MANY_PIXELS = "This picture has more than 50 megapixels. Make it smaller and add it again."
_MOST_PIXELS = 50_000_000
_FORMATS = {JPEG: "JPEG", PNG: "PNG"}

_JPEG, _PNG, _ZIP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 100
_LARGEST_TYPES = 1024 * 1024
_WORD_MAIN = b"wordprocessingml.document.main+xml"
BEGINNING = 1024
"""Bytes within which a PDF has to say that it is one."""


class Unwelcome(Exception):  # noqa: N818 (a sentence for the person)
    """A file that is refused; the text says why and what to do."""


def kind_of(content: bytes) -> str:
    """Return the media type that the content shows; raises Unwelcome."""
    if not content:
        raise Unwelcome(_EMPTY)
    plain = kind_at(content[:BEGINNING])
    if plain:
        return plain
    if content.startswith(_JPEG):
        return _picture(content, JPEG)
    if content.startswith(_PNG):
        return _picture(content, PNG)
    if content.startswith(_OLE):
        return _old_office(content)
    if content.startswith(_ZIP):
        return _new_office(content)
    raise Unwelcome(_UNKNOWN)


def kind_at(beginning: bytes) -> str:
    """Return the media type where the first `BEGINNING` bytes say all that is looked for; "" where the rest has to."""
    if beginning.startswith((_JPEG, _PNG, _OLE, _ZIP)):
        return ""
    if beginning[4:8] == b"ftyp" and beginning[8:12] in _HEIC_BRANDS:
        return HEIC
    if b"%PDF-" in beginning and not beginning.startswith((b"MZ", b"\x7fELF", b"<", b"#!")):
        return PDF
    return ""


def _picture(content: bytes, kind: str) -> str:
    """Refuse more pixels than can be drawn. One that cannot be read is no danger: the desk never shows it undrawn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=(_FORMATS[kind],)) as opened:
                pixels = opened.width * opened.height
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        pixels = _MOST_PIXELS + 1
    except (OSError, ValueError, SyntaxError):
        pixels = 0
    if pixels > _MOST_PIXELS:
        raise Unwelcome(_TOO_MANY_PIXELS)
    return kind


def _old_office(content: bytes) -> str:
    """Look for the names of the streams in an OLE compound file; they stand in it as UTF-16."""
    if _stream(content, "Workbook") or _stream(content, "Book"):
        raise Unwelcome(_WORKBOOK)
    if not _stream(content, "WordDocument"):
        raise Unwelcome(_UNKNOWN)
    if _stream(content, "_VBA_PROJECT") or _stream(content, "Macros"):
        raise Unwelcome(_MACROS)
    return DOC


def _stream(content: bytes, name: str) -> bool:
    # A directory entry: 64 bytes of name padded with zeros, then the name's length in bytes, its ending included.
    written = name.encode("utf-16-le")
    entry = written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little")
    return entry in content


def _new_office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bomb(members)
            names = [member.filename.lower() for member in members]
            types = _content_types(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Unwelcome(_DAMAGED) from error
    if b"spreadsheetml" in types or b"ms-excel" in types or any(name.startswith("xl/") for name in names):
        raise Unwelcome(_WORKBOOK)
    dangerous = re.search(rb"macroenabled|vbaproject|activex", types) or any(
        "vbaproject" in name or "/activex/" in name for name in names
    )
    if dangerous:
        raise Unwelcome(_MACROS)
    if _WORD_MAIN not in types:
        raise Unwelcome(_UNKNOWN)
    return DOCX


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise Unwelcome(_BOMB)
    # Small members may be all one letter: only what is large can do harm.
    if any(
        member.file_size > _LARGEST_TYPES and member.file_size > _MOST_RATIO * max(1, member.compress_size)
        for member in members
    ):
        raise Unwelcome(_BOMB)


def _content_types(archive: zipfile.ZipFile) -> bytes:
    """Read [Content_Types].xml, in lower case; never more of it than a document's can be."""
    try:
        member = archive.getinfo("[Content_Types].xml")
    except KeyError:
        return b""
    with archive.open(member) as file:
        return file.read(_LARGEST_TYPES).lower()

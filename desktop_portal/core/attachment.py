"""What may be attached to a form: decided by the bytes, never by the name.

Word documents (docx, doc), PDF, JPEG and PNG. Each refusal says what the file is and what to do instead.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.attachment_office import DOC, DOCX, Refused, kind_of_compound, kind_of_zip
from desktop_portal.core.attachment_picture import cleaned
from desktop_portal.core.attachment_source import Source
from desktop_portal.core.problems import FileRefused

if TYPE_CHECKING:
    from typing import BinaryIO

JPEG = "image/jpeg"
PNG = "image/png"
PDF = "application/pdf"
IMAGES = frozenset({JPEG, PNG})
ENDINGS = MappingProxyType({PDF: ".pdf", DOCX: ".docx", DOC: ".doc", JPEG: ".jpg", PNG: ".png"})
LIMIT_BYTES = 25 * 1024 * 1024
LONGEST_TITLE = 120

_MEGABYTE = 1024 * 1024
_SAVE_AS = "Save it as a PDF or Word document, then add that."
_SAVE_PICTURE = "Save it as a JPEG or PNG picture, then add that."
_PROGRAM = "It is a program. Programs cannot be added."
_PACKED = "It is a packed folder. Unpack it, then add the documents in it."
_PAGE = "It is a web page. Save it as a PDF, then add that."
_UNKNOWN = "It is not a Word document, a PDF or a picture (JPEG or PNG). " + _SAVE_AS

# What is refused, by how it begins, in words that a person knows.
_REFUSED_BEGINNINGS = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xfe\xed\xfa", _PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "It is a shortcut. Add the document it leads to."),
    (b"#!", _PROGRAM),
    (b"@echo", _PROGRAM),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"MSCF", _PACKED),
    (b"{\\rtf", "It is an RTF document. " + _SAVE_AS),
    (b"GIF8", "It is a GIF picture. " + _SAVE_PICTURE),
    (b"BM", "It is a bitmap picture. " + _SAVE_PICTURE),
    (b"II*\x00", "It is a TIFF picture. " + _SAVE_PICTURE),
    (b"MM\x00*", "It is a TIFF picture. " + _SAVE_PICTURE),
    (b"\xff\xd8", "It is a damaged picture. Open it, save it as a JPEG picture, then add that."),
    (b"ID3", "It is a sound recording. Recordings cannot be added here; tell the council that you have one."),
    (b"OggS", "It is a recording. Recordings cannot be added here; tell the council that you have one."),
    (b"\x1a\x45\xdf\xa3", "It is a film. Films cannot be added here; tell the council that you have one."),
)
_REFUSED_BRANDS = (
    (("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"), "It is a HEIC photo. Save it as a JPEG, then add that."),
    (("avif", "avis"), "It is an AVIF picture. " + _SAVE_PICTURE),
)
_PAGE_WORDS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<head", b"<body", b"<iframe")
_LOOK_AHEAD = 1024
_ZIP_TAIL = 22 + 65535


def content_type_of(name: str, stream: BinaryIO, *, limit: int = LIMIT_BYTES) -> str:
    """Return what a file is by its content. Raises FileRefused with the file's name and a sentence that says why.

    `limit` is in bytes. Read by pieces, back and forth. Pictures have still to go through `cleaned_image`.
    """
    source = Source(stream)
    try:
        check_size(name, source.size, limit=limit)
        return _kind(source)
    except Refused as error:
        raise FileRefused(name=display_title(name), why=str(error)) from error


def check_size(name: str, size: int, *, limit: int = LIMIT_BYTES) -> None:
    """Raise FileRefused for a file that is empty or larger than `limit` bytes; can be asked before it is read."""
    if size > limit:
        why = f"It is {_megabytes(size)} MB. Files can be up to {limit // _MEGABYTE} MB."
        raise FileRefused(name=display_title(name), why=why)
    if not size:
        raise FileRefused(name=display_title(name), why="It is empty. Choose the file again.")


def picture_type(beginning: bytes) -> str:
    """Return the content type of a picture by its first bytes; "" for what is none."""
    if beginning.startswith(b"\xff\xd8\xff"):
        return JPEG
    return PNG if beginning.startswith(b"\x89PNG\r\n\x1a\n") else ""


def cleaned_image(stream: BinaryIO, content_type: str, *, name: str = "The picture") -> bytes:
    """Return a JPEG or PNG drawn anew: upright, no place, time or camera, nothing hidden behind it.

    Raises FileRefused for one that is damaged or has more than 50 million pixels.
    """
    try:
        return cleaned(stream, content_type)
    except Refused as error:
        raise FileRefused(name=display_title(name), why=str(error)) from error


def display_title(name: str, content_type: str = "") -> str:
    """Return a name that is safe to show and to send: no folders, no control or direction marks, not too long.

    With a content type, the ending is the one of the content.
    """
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(map(_shown, unicodedata.normalize("NFC", bare)))
    title = " ".join(kept.split()).strip(" .") or "document"
    ending = ENDINGS.get(content_type, "")
    if ending and not title.lower().endswith((ending, ".jpeg") if content_type == JPEG else ending):
        title += ending
    if len(title) <= LONGEST_TITLE:
        return title
    stem, dot, tail = title.rpartition(".")
    tail = dot + tail if dot and len(tail) <= len("docx") else ""
    return (stem if tail else title)[: LONGEST_TITLE - 1 - len(tail)] + "…" + tail


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    # Cf: direction marks that make "cod.exe" look like "exe.doc"; Cs and Co: half and private characters.
    return "" if category in {"Cf", "Cs", "Co"} else letter


def _kind(source: Source) -> str:
    beginning = source.at(0, _LOOK_AHEAD)
    picture = picture_type(beginning)
    if picture:
        return picture
    if beginning.startswith(b"%PDF-"):
        return _pdf(source, beginning)
    if beginning.startswith(b"PK\x03\x04"):
        return kind_of_zip(source)
    if beginning.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return kind_of_compound(source)
    raise Refused(_why_not(beginning, source.tail(_ZIP_TAIL)))


def _pdf(source: Source, beginning: bytes) -> str:
    tail = source.tail(_ZIP_TAIL)
    if b"PK\x05\x06" in tail and source.holds(b"PK\x01\x02"):
        raise Refused("It is a PDF with something else hidden behind it. Print it to a new PDF, then add that.")
    if any(word in beginning.lower() for word in (b"<script", b"<html", b"<!doctype")):
        raise Refused("It is a PDF and a web page in one. Print it to a new PDF, then add that.")
    if b"%%EOF" not in tail[-_LOOK_AHEAD * 4 :] and not source.holds(b"startxref"):
        raise Refused("It is a damaged PDF. Open it, print it to a new PDF, then add that.")
    return PDF


def _why_not(beginning: bytes, tail: bytes) -> str:
    for known, why in _REFUSED_BEGINNINGS:
        if beginning.startswith(known):
            return why
    brand = beginning[8:12].decode("latin-1") if beginning[4:8] == b"ftyp" else ""
    if brand:
        told = (why for brands, why in _REFUSED_BRANDS if brand in brands)
        return next(told, "It is a film or recording. It cannot be added here; tell the council that you have one.")
    if beginning.startswith(b"RIFF"):
        webp = "It is a WebP picture. " + _SAVE_PICTURE
        return webp if beginning[8:12] == b"WEBP" else "It is a film or recording. It cannot be added here."
    words = beginning.replace(b"\x00", b"").lower()
    if any(word in words for word in _PAGE_WORDS):
        return _PAGE
    if b"PK\x05\x06" in tail:
        return _PROGRAM if b"MZ" in beginning[:2] else _UNKNOWN
    return _text_or_unknown(beginning)


def _text_or_unknown(beginning: bytes) -> str:
    try:
        text = beginning.decode("utf-8")
    except UnicodeDecodeError:
        return _UNKNOWN
    return "It is a plain text file. " + _SAVE_AS if text.isprintable() or "\n" in text else _UNKNOWN


def _megabytes(size: int) -> str:
    """Return a size as people say it, never so rounded that it looks allowed."""
    tenths = -(-size * 10 // _MEGABYTE)
    return f"{tenths / 10:.1f}".removesuffix(".0")

"""A look of our own into office files: sniffers call a renamed macro document a plain docx.

docx is a ZIP of XML parts, doc a compound file (MS-CFB). Both are read within fixed limits.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_portal.core.attachment_source import Source

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
MOST_MEMBERS = 2000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100

_SAVE_AS = "Save it as a PDF or Word document, then add that."
_DAMAGED = "It is damaged. Open it in Word and save it again, then add it."
_MACROS = "It holds macros (small programs). Save it as a PDF or as a Word document without macros, then add that."
_LOCKED = "It is locked with a password. Save it without the password, then add that."
_BOMB = "It is packed far smaller than a document is. Open it in Word and save it again, then add it."
_PACKED = "It is a packed folder. Unpack it, then add the documents in it."
_MIXED = "It is a document with something else hidden in it. Save it as a PDF, then add that."
_EXCEL = "It is an Excel workbook. " + _SAVE_AS
_SLIDES = "It is a PowerPoint presentation. " + _SAVE_AS

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "officedocument/2006/relationships/officeDocument"
_WORD_MAIN = f"{DOCX}.main+xml"
_OTHER_MAINS = (
    ("spreadsheetml", _EXCEL),
    ("ms-excel", _EXCEL),
    ("presentationml", _SLIDES),
    ("ms-powerpoint", _SLIDES),
    ("wordprocessingml.template", "It is a Word template. " + _SAVE_AS),
    ("ms-visio", "It is a Visio drawing. " + _SAVE_AS),
)
_OPEN_DOCUMENT = (
    (b"opendocument.text", "It is an OpenDocument text. " + _SAVE_AS),
    (b"opendocument.spreadsheet", "It is an OpenDocument spreadsheet. " + _SAVE_AS),
    (b"opendocument.presentation", "It is an OpenDocument presentation. " + _SAVE_AS),
)
_LARGEST_PART = 1024 * 1024
_STEP = 1024 * 1024
_MACRO_NAME = b"vbaproject.bin"
_LARGEST_DIRECTORY = 2 * 1024 * 1024
_END_OF_ZIP, _LOCATOR, _LONG_END = 22, 20, 56


class Refused(ValueError):  # noqa: N818 (it becomes FileRefused)
    """A file cannot be attached; the text is the sentence for the person."""


def kind_of_zip(source: Source) -> str:
    """Return the content type of a Word document. Raises Refused for any other ZIP, and for one that holds more."""
    _check_directory(source)
    try:
        with zipfile.ZipFile(source.stream) as archive:
            members = archive.infolist()
            _check_members(members, source.size)
            _read_all(archive, members)
            return _kind(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, struct.error) as error:
        raise Refused(_DAMAGED) from error
    except UnicodeDecodeError as error:
        raise Refused(_DAMAGED) from error


def _check_directory(source: Source) -> None:
    """Refuse a list of members that is too long to be read at all, and anything behind it."""
    tail = source.tail(_END_OF_ZIP + _LOCATOR + _LONG_END)
    if tail[-_END_OF_ZIP:-18] != b"PK\x05\x06":
        raise Refused(_MIXED if b"PK\x05\x06" in source.tail(_END_OF_ZIP + 65535) else _DAMAGED)
    length = int.from_bytes(tail[-10:-6], "little")
    if tail[-_END_OF_ZIP - _LOCATOR :].startswith(b"PK\x06\x07"):
        # The same in 64 bits, which counts in place of it.
        length = max(length, int.from_bytes(tail[40:48], "little"))
    if length > _LARGEST_DIRECTORY:
        raise Refused(_BOMB)


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    if not members:
        raise Refused(_DAMAGED)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    # Members that share bytes are how a small file claims to be a huge one.
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or packed > size:
        raise Refused(_BOMB)
    if any(member.file_size > MOST_RATIO * max(member.compress_size, _STEP // MOST_RATIO) for member in members):
        raise Refused(_BOMB)
    if any(member.flag_bits & 1 for member in members):
        raise Refused(_LOCKED)
    names = [member.filename.casefold() for member in members]
    if len(set(names)) != len(names) or any(_is_strange(name) for name in names):
        raise Refused(_MIXED)
    if min(member.header_offset for member in members):
        raise Refused(_MIXED)
    if any(name.rsplit("/", 1)[-1] == _MACRO_NAME.decode() for name in names):
        raise Refused(_MACROS)


def _is_strange(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Read every member to its end: a size that was a lie, damage, and macros in an embedded document show only so."""
    for member in members:
        before = b""
        with archive.open(member) as part:
            while step := part.read(_STEP):
                if _MACRO_NAME in (before + step).lower():
                    raise Refused(_MACROS)
                before = step[-len(_MACRO_NAME) :]


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if _CONTENT_TYPES not in names:
        raise Refused(_without_types(archive, names))
    types = _types(_part(archive, _CONTENT_TYPES))
    spoken = " ".join(kind for _, kind in types).lower()
    if "macroenabled" in spoken or "vbaproject" in spoken or "ms-office.activex" in spoken:
        raise Refused(_EXCEL if "ms-excel" in spoken and "word" not in spoken else _MACROS)
    mains = [(part, kind) for part, kind in types if kind.endswith("main+xml")]
    for part, kind in mains:
        if kind == _WORD_MAIN and part.lstrip("/") in names:
            return DOCX
    found = (why for word, why in _OTHER_MAINS for _, kind in mains if word in kind)
    raise Refused(next(found, _DAMAGED))


def _without_types(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names:
        kind = _part(archive, "mimetype")
        return next((why for word, why in _OPEN_DOCUMENT if word in kind), _PACKED)
    if any(name.startswith("META-INF/") for name in names):
        return "It is a program. Programs cannot be added."
    return _PACKED


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise Refused(_BOMB)
    return content


def _types(content: bytes) -> list[tuple[str, str]]:
    """Return (part or "", content type) of [Content_Types].xml."""
    text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    if "<!" in text.replace("<!--", ""):
        # No office program writes a DOCTYPE; entities could hide a type or eat all memory.
        raise Refused(_MIXED)
    try:
        root = ET.fromstring(text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text)  # noqa: S314 (no DOCTYPE)
    except ET.ParseError as error:
        raise Refused(_DAMAGED) from error
    return [(one.get("PartName", ""), one.get("ContentType", "")) for one in root]


_FREE = 0xFFFFFFFF
_END = 0xFFFFFFFE
_ENTRY = 128
_HEADER = 512
_DIFAT_IN_HEADER = 109
_MOST_SECTORS = 64 * 1024
_MOST_ENTRIES = 8_000
_ROOT_KINDS = (
    ("encryptedpackage", _LOCKED),
    ("workbook", _EXCEL),
    ("book", _EXCEL),
    ("powerpoint document", _SLIDES),
    ("__properties_version1.0", "It is an Outlook message. " + _SAVE_AS),
)
_MACRO_STORAGES = frozenset({"macros", "_vba_project_cur", "_vba_project", "vba"})


def kind_of_compound(source: Source) -> str:
    """Return the content type of an old Word document (97 to 2003). Raises Refused for any other compound file."""
    try:
        root, everything = _names(source)
    except (struct.error, IndexError, ValueError) as error:
        raise Refused(_DAMAGED) from error
    if everything & _MACRO_STORAGES:
        raise Refused(_EXCEL if root & {"workbook", "book"} else _MACROS)
    for name, why in _ROOT_KINDS:
        if name in root:
            raise Refused(why)
    if "worddocument" in root:
        return DOC
    raise Refused("It is not a Word document, a PDF or a picture (JPEG or PNG). " + _SAVE_AS)


def _names(source: Source) -> tuple[set[str], set[str]]:
    """Return the names directly under the root, and all names, lower case."""
    header = source.at(0, _HEADER)
    size = 1 << struct.unpack_from("<H", header, 30)[0]
    if size not in {512, 4096}:
        raise ValueError("sector size")
    fat = _fat(source, header, size)
    first = struct.unpack_from("<I", header, 48)[0]
    most = _MOST_ENTRIES * _ENTRY // size
    directory = b"".join(_sector(source, size, at) for at in _chain(fat, first, most))
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    named = {number: _name(entry) for number, entry in enumerate(entries) if entry[66:67] in {b"\x01", b"\x02"}}
    return {named[number] for number in _children(entries) if number in named}, set(named.values())


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()


def _children(entries: list[bytes]) -> Iterator[int]:
    """Walk the tree of siblings under the root, each once."""
    waiting, met = [struct.unpack_from("<I", entries[0], 76)[0]], set()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in met:
            continue
        met.add(number)
        waiting.extend(struct.unpack_from("<II", entries[number], 68))
        yield number


def _fat(source: Source, header: bytes, size: int) -> Callable[[int], int]:
    """Return what says which sector follows one. Raises ValueError for a table that is larger than its file."""
    places = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", header, 76))
    following, count = struct.unpack_from("<II", header, 68)
    most = source.size // size
    for _ in range(min(count, _MOST_SECTORS)):
        if following >= _END:
            break
        numbers = struct.unpack(f"<{size // 4}I", _sector(source, size, following))
        places.extend(numbers[:-1])
        following = numbers[-1]
        if len(places) > most + _DIFAT_IN_HEADER + size // 4:
            raise ValueError("a table that is larger than its file")
    used = [place for place in places if place < _END - 1]

    def follower(number: int) -> int:
        sector = _sector(source, size, used[number // (size // 4)])
        found: int = struct.unpack_from("<I", sector, number % (size // 4) * 4)[0]
        return found

    return follower


def _sector(source: Source, size: int, number: int) -> bytes:
    sector = source.at((number + 1) * size, size)
    if not sector:
        raise ValueError("a sector past the end")
    # The last one of a file may be cut short.
    return sector.ljust(size, b"\xff")


def _chain(follower: Callable[[int], int], number: int, most: int) -> Iterator[int]:
    met = 0
    while number < _END - 1:
        met += 1
        if met > most:
            raise ValueError("a chain without end")
        yield number
        number = follower(number)

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_portal.core.attachment import (
    IMAGES,
    JPEG,
    LIMIT_BYTES,
    LONGEST_TITLE,
    PDF,
    PNG,
    check_size,
    display_title,
)
from desktop_portal.core.attachment import cleaned_image as cleaned_stream
from desktop_portal.core.attachment import content_type_of as content_type_of_stream
from desktop_portal.core.attachment_office import DOC, DOCX
from desktop_portal.core.problems import FileRefused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
PLAIN_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def content_type_of(name: str, data: bytes) -> str:
    return content_type_of_stream(name, io.BytesIO(data))


def cleaned_image(data: bytes, content_type: str, *, name: str = "The picture") -> bytes:
    return cleaned_stream(io.BytesIO(data), content_type, name=name)


def zipped(members: dict[str, bytes], *, stored: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(main: str = WORD, part: str = "word/document.xml", more: dict[str, bytes] | None = None) -> bytes:
    types = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )
    return zipped({"[Content_Types].xml": types.encode(), part: b"<w:document/>", **(more or {})})


def compound(names: list[str], *, storages: frozenset[str] = frozenset()) -> bytes:
    """A compound file (MS-CFB, 512-byte sectors) whose root holds these names, as a list of right siblings."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, right: int, child: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, free, right, child)
        return head.ljust(116, b"\0") + struct.pack("<IQ", end, 0)

    entries = [entry("Root Entry", 5, free, 1)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else free
        entries.append(entry(name, 1 if name in storages else 2, right, free))
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % 512)
    sectors = len(directory) // 512
    fat = [0xFFFFFFFD, *range(2, sectors + 1), end]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return header + struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff") + directory


def picture(kind: str, size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **more)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("report.docx", office(), DOCX),
        ("report", office(), DOCX),
        ("misnamed.pdf", office(), DOCX),
        ("old.doc", compound(["WordDocument", "1Table", "Data"]), DOC),
        ("letter.pdf", PLAIN_PDF, PDF),
        ("photo.JPG", picture("JPEG"), JPEG),
        ("scan.png", picture("PNG"), PNG),
    ],
)
def test_J14_documents_pictures_and_pdfs_are_taken_by_their_content(name: str, data: bytes, content_type: str) -> None:
    assert content_type_of(name, data) == content_type


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("pupils.docx", office(SHEET, "xl/workbook.xml"), "It is an Excel workbook."),
        ("pupils.xlsx", office(SHEET, "xl/workbook.xml"), "It is an Excel workbook."),
        ("pupils.xlsm", office(MACRO_SHEET, "xl/workbook.xml"), "It is an Excel workbook."),
        ("talk.docx", office(SLIDES, "ppt/presentation.xml"), "It is a PowerPoint presentation."),
        ("letter.dotx", office(TEMPLATE), "It is a Word template."),
        ("letter.docx", office(MACRO_WORD), "It holds macros"),
        ("letter.docx", office(more={"word/vbaProject.bin": b"x"}), "It holds macros"),
        ("letter.docx", office(more={"word/VBAPROJECT.BIN": b"x"}), "It holds macros"),
        (
            "letter.docx",
            office(more={"word/embeddings/a.docm": zipped({"word/vbaProject.bin": b"x" * 900})}),
            "It holds macros",
        ),
        ("old.doc", compound(["WordDocument", "Macros"], storages=frozenset({"Macros"})), "It holds macros"),
        ("old.doc", compound(["Workbook"]), "It is an Excel workbook."),
        ("old.doc", compound(["PowerPoint Document"]), "It is a PowerPoint presentation."),
        ("locked.docx", compound(["EncryptionInfo", "EncryptedPackage"]), "It is locked with a password."),
        ("mail.doc", compound(["__properties_version1.0"]), "It is an Outlook message."),
        ("folder.docx", zipped({"a.txt": b"hello"}), "It is a packed folder."),
        (
            "text.docx",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
            "It is an OpenDocument text.",
        ),
        ("app.docx", zipped({"META-INF/MANIFEST.MF": b"x", "A.class": b"y"}), "It is a program."),
        ("setup.docx", b"MZ\x90\x00" + bytes(200), "It is a program."),
        ("run.pdf", b"\x7fELF" + bytes(200), "It is a program."),
        ("run.doc", b"#!/bin/sh\necho\n", "It is a program."),
        ("page.doc", b"<!DOCTYPE html><html><script>alert(1)</script>", "It is a web page."),
        ("page.png", b"\xef\xbb\xbf  <HTML>", "It is a web page."),
        ("drawing.png", b'<?xml version="1.0"?><svg onload="x()"/>', "It is a web page."),
        ("notes.rtf", b"{\\rtf1 hello}", "It is an RTF document."),
        ("IMG_1.heic", b"\x00\x00\x00\x18ftypheic" + bytes(50), "It is a HEIC photo. Save it as a JPEG"),
        ("clip.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(50), "It is a film or recording."),
        ("a.gif", b"GIF89a" + bytes(50), "It is a GIF picture."),
        ("a.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 ", "It is a WebP picture."),
        ("notes.txt", b"Seen on Monday\n", "It is a plain text file."),
        ("odd.bin", bytes(range(128, 256)) * 4, "It is not a Word document"),
        ("a.zip.pdf", PLAIN_PDF + zipped({"a.exe": b"MZ"}), "something else hidden behind it"),
        ("a.html.pdf", b"%PDF-1.4 <script>x</script>" + PLAIN_PDF, "a web page in one"),
        ("half.pdf", b"%PDF-1.4\n1 0 obj", "It is a damaged PDF."),
        ("tail.docx", office() + b"MZ", "something else hidden in it"),
        ("head.docx", zipped({"x": b"1"})[:-22] + office(), "something else hidden"),
        ("up.docx", office(more={"../../evil": b"x"}), "something else hidden in it"),
        ("cut.docx", office()[:-60], "It is damaged."),
        ("nothing.docx", b"", "It is empty."),
    ],
)
def test_J14_a_refused_file_is_named_with_what_it_is_and_what_to_do(name: str, data: bytes, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        content_type_of(name, data)
    sentence = str(refused.value)
    assert sentence.startswith(f"{name} was not added. ")
    assert words in sentence
    assert sentence.endswith(".")


def test_J14_an_excel_workbook_renamed_as_a_word_document_is_refused_in_these_words() -> None:
    with pytest.raises(FileRefused) as refused:
        content_type_of("Year 9.docx", office(SHEET, "xl/workbook.xml"))
    assert str(refused.value) == (
        "Year 9.docx was not added. It is an Excel workbook. Save it as a PDF or Word document, then add that."
    )


def test_J14_a_file_of_60_mb_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileRefused) as refused:
        check_size("film.pdf", 60 * 1024 * 1024)
    assert str(refused.value) == "film.pdf was not added. It is 60 MB. Files can be up to 25 MB."


@pytest.mark.parametrize(("size", "words"), [(LIMIT_BYTES + 1, "It is 25.1 MB."), (30 * 1024 * 1024 + 5, "30.1 MB")])
def test_J14_a_file_just_too_large_is_never_told_to_be_as_large_as_is_allowed(size: int, words: str) -> None:
    check_size("a.pdf", LIMIT_BYTES)
    with pytest.raises(FileRefused, match=words):
        check_size("a.pdf", size)


def test_J14_a_document_that_unpacks_to_far_more_than_it_is_is_refused_without_unpacking_it() -> None:
    bomb = office(more={"word/media/a.bin": bytes(150 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(FileRefused, match="packed far smaller"):
        content_type_of("a.docx", bomb)


def test_J14_a_document_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(FileRefused, match="packed far smaller"):
        content_type_of("a.docx", office(more={f"word/{number}.xml": b"" for number in range(2001)}))


def test_J14_a_document_that_lies_about_the_size_of_a_part_is_refused() -> None:
    content = os.urandom(100_000)
    honest = office(more={"word/media/a.bin": content})
    assert content_type_of("a.docx", honest) == DOCX
    lying = honest.replace(struct.pack("<I", len(content)), struct.pack("<I", 10))
    with pytest.raises(FileRefused, match="damaged"):
        content_type_of("a.docx", lying)


def test_J14_a_document_that_hides_its_kind_behind_entities_is_refused() -> None:
    types = b'<!DOCTYPE t [<!ENTITY m "application/vnd.ms-word.document.macroEnabled.main+xml">]><Types/>'
    for hidden in (types, types.decode().encode("utf-16")):
        with pytest.raises(FileRefused, match="hidden"):
            content_type_of("a.docx", zipped({"[Content_Types].xml": hidden, "word/document.xml": b"x"}))
    escaped = MACRO_WORD.replace("m", "&#109;")
    with pytest.raises(FileRefused, match="macros"):
        content_type_of("a.docx", office(escaped))


def test_J14_a_document_locked_with_a_password_says_so() -> None:
    data = bytearray(office())
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    with pytest.raises(FileRefused, match="locked with a password"):
        content_type_of("a.docx", bytes(data))


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=5000)
@given(
    base=st.sampled_from([office(), compound(["WordDocument", "Data"]), PLAIN_PDF, picture("JPEG"), picture("PNG")]),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 4000),
)
def test_J14_whatever_a_file_holds_it_is_taken_or_refused_and_never_ends_the_program(
    base: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(base)
    for at, value in changes:
        data[at % len(data)] = value
    changed = bytes(data[: len(data) - cut % len(data)])
    try:
        kind = content_type_of("a.docx", changed)
        taken = cleaned_image(changed, kind) if kind in IMAGES else changed
    except FileRefused as refused:
        taken = str(refused).encode()
    assert taken


def test_J14_a_photo_loses_where_and_when_it_was_taken_but_not_its_upright_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "CANARY-MAKER"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    exif.get_ifd(0x8825)[1] = "N"
    data = picture("JPEG", (40, 30), exif=exif, comment=b"CANARY-COMMENT") + b"CANARY-TAIL"
    clean = cleaned_image(data, JPEG)
    assert b"CANARY" not in clean
    assert b"Exif" not in clean
    with Image.open(io.BytesIO(clean)) as drawn:
        assert drawn.size == (30, 40)
        assert not drawn.getexif()


def test_J14_a_drawing_loses_its_hidden_texts() -> None:
    data = picture("PNG")
    text = b"tEXtComment\x00CANARY"
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    marked = data[:33] + chunk + data[33:] + b"CANARY"
    clean = cleaned_image(marked, PNG)
    assert b"CANARY" not in clean
    with Image.open(io.BytesIO(clean)) as drawn:
        assert drawn.getpixel((5, 5)) == (0, 128, 128)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_J14_every_kind_of_picture_can_be_drawn_anew(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = io.BytesIO()
    Image.new(mode, (20, 10)).save(made, kind)
    clean = cleaned_image(made.getvalue(), JPEG if kind == "JPEG" else PNG)
    assert content_type_of("a", clean) in IMAGES


def test_J14_a_picture_of_too_many_dots_is_refused_before_it_is_drawn() -> None:
    for side in (7_100, 20_000):
        made = io.BytesIO()
        Image.new("1", (side, side)).save(made, "PNG")
        with pytest.raises(FileRefused, match="million dots"):
            cleaned_image(made.getvalue(), PNG, name="plan.png")


def test_J14_a_damaged_picture_says_so() -> None:
    with pytest.raises(FileRefused, match="It is damaged"):
        cleaned_image(picture("JPEG")[:300], JPEG, name="half.jpg")


@pytest.mark.parametrize(
    ("name", "content_type", "title"),
    [
        ("C:\\Users\\me\\report.docx", DOCX, "report.docx"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("report\u202excod.exe", DOCX, "reportxcod.exe.docx"),
        ("photo.JPEG", JPEG, "photo.JPEG"),
        ("photo.jpg", PNG, "photo.jpg.png"),
        ("  a\n\tb\x00 .pdf ", PDF, "a b .pdf"),
        ("...", "", "document"),
        ("\u200f\u200f", PDF, "document.pdf"),
        ("Siôn's école <b>.pdf", PDF, "Siôn's école <b>.pdf"),
        ("half\ud800.pdf", PDF, "half.pdf"),
    ],
)
def test_J14_a_title_shows_no_folder_and_no_trick(name: str, content_type: str, title: str) -> None:
    assert display_title(name, content_type) == title


def test_J14_a_very_long_title_is_shortened_and_keeps_its_ending() -> None:
    title = display_title("a" * 500 + ".docx", DOCX)
    assert len(title) == LONGEST_TITLE
    assert title.endswith("….docx")

"""What a reader gets out of a PDF: the tree of elements with their text, by the standard's own rules (pypdf)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRY = re.compile(rb"<([0-9A-F]{4})><([0-9A-F]*)>")


@dataclass
class Element:
    tag: str
    kids: list[Any] = field(default_factory=list)
    alternative: str = ""
    page: int | None = None
    language: str = ""

    @property
    def text(self) -> str:
        """All text inside; elements below each other end a line, as a screen reader pauses."""
        blocks = {"P", "LI", "TR", "L"}
        parts = []
        for kid in self.kids:
            if isinstance(kid, str):
                parts.append(kid)
            else:
                parts.append(kid.text + ("\n" if kid.tag in blocks else ""))
        return "".join(parts)

    def all(self, tag: str) -> Iterator[Element]:
        if self.tag == tag:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all(tag)


@dataclass
class Read:
    """A PDF taken apart: `root` is the Document element, `artifacts` the text outside it, page by page."""

    reader: Any
    root: Element
    artifacts: list[str]

    def headings(self) -> list[tuple[str, str]]:
        return [(one.tag, one.text) for one in _walk(self.root) if re.fullmatch("H[1-6]", one.tag)]

    def answers(self) -> dict[str, list[str]]:
        """The lines of each question's answer: from the rows of all tables of two cells; lists item by item."""
        found: dict[str, list[str]] = {}
        for row in self.root.all("TR"):
            header, *cells = [kid for kid in row.kids if isinstance(kid, Element)]
            if len(cells) == 1:
                bodies = list(cells[0].all("LBody")) or list(cells[0].all("P")) or [cells[0]]
                found.setdefault(header.text, []).extend(one.text.removesuffix("\n") for one in bodies)
        return found


def read(pdf: bytes) -> Read:
    reader: Any = PdfReader(io.BytesIO(pdf), strict=True)
    marked: dict[tuple[int | None, int], str] = {}
    artifacts = []
    for index, page in enumerate(reader.pages):
        texts, outside = _page_texts(reader, page)
        marked.update({(index, mcid): text for mcid, text in texts.items()})
        artifacts.append(outside)
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    return Read(reader, _element(tree["/K"].get_object(), numbers, marked), artifacts)


def _page_texts(reader: Any, page: Any) -> tuple[dict[int, str], str]:
    fonts = {name: _to_unicode(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    texts: dict[int, str] = {}
    outside: list[str] = []
    stack: list[tuple[int | None, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"BDC":
            properties = operands[1]
            mcid = properties.get("/MCID", stack[-1][0] if stack else None)
            actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
            stack.append((None if operands[0] == "/Artifact" else mcid, actual))
            if actual is not None:
                _put(texts, outside, stack[-1][0], actual)
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator == b"TJ":
            assert stack, "text outside marked content"
            if stack[-1][1] is None:
                _put(texts, outside, stack[-1][0], _shown(operands[0], font))
    assert not stack
    return texts, "".join(outside)


def _put(texts: dict[int, str], outside: list[str], mcid: int | None, text: str) -> None:
    if mcid is None:
        outside.append(text)
    else:
        texts[mcid] = texts.get(mcid, "") + text


def _shown(array: Any, font: dict[int, str]) -> str:
    found = []
    for part in array:
        raw = part if isinstance(part, bytes) else getattr(part, "original_bytes", None)
        if raw is not None:
            found += [font[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2)]
    return "".join(found)


def _to_unicode(font: Any) -> dict[int, str]:
    data = font["/ToUnicode"].get_object().get_data()
    body = data.split(b"endcodespacerange")[1]
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _ENTRY.findall(body)}


def _element(node: Any, numbers: dict[int, int], marked: dict[tuple[int | None, int], str]) -> Element:
    home = numbers[node.raw_get("/Pg").idnum] if "/Pg" in node else None
    element = Element(
        str(node["/S"])[1:], alternative=str(node.get("/Alt", "")), page=home, language=str(node.get("/Lang", ""))
    )
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [node.raw_get("/K")]:
        value = kid.get_object()
        if isinstance(value, int):
            element.kids.append(marked.get((home, int(value)), ""))
        elif value.get("/Type") == "/MCR":
            page = numbers[value.raw_get("/Pg").idnum]
            element.kids.append(marked.get((page, int(value["/MCID"])), ""))
        else:
            element.kids.append(_element(value, numbers, marked))
    return element


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)

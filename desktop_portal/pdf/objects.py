"""PDF objects on top of reportlab's document: raw text with a number, and strings as PDF wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Iterable


class Raw(pdfdoc.PDFObject):
    """An object whose text is already PDF; it may be filled in after others refer to it."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: object) -> bytes:
        """Return the object's bytes, as reportlab asks for them."""
        return self.text.encode("latin-1")


class Objects:
    """Numbers the objects of one document."""

    def __init__(self, document: pdfdoc.PDFDocument) -> None:
        self._document: Any = document

    def add(self, item: pdfdoc.PDFObject) -> str:
        """Give the object a number and return the reference to it ("12 0 R")."""
        reference = self._document.Reference(item)
        number, generation = self._document.idToObjectNumberAndVersion[reference.name]
        return f"{number} {generation} R"

    def raw(self, text: str) -> str:
        """Add an object by its PDF text; return the reference to it."""
        return self.add(Raw(text))

    def stream(self, content: bytes, entries: str = "", *, packed: bool = True) -> str:
        """Add a stream, compressed unless `packed` is False; `entries` are further dictionary entries."""
        return self.add(_Stream(content, entries, packed=packed))


class _Stream(pdfdoc.PDFObject):
    def __init__(self, content: bytes, entries: str, *, packed: bool) -> None:
        self._content = pdfdoc.PDFZCompress.encode(content) if packed else content
        self._entries = entries + (" /Filter /FlateDecode" if packed else "")

    def format(self, _document: object) -> bytes:
        head = f"<<{self._entries} /Length {len(self._content)}>>\nstream\n"
        return head.encode("latin-1") + self._content + b"\nendstream\n"


def string(text: str) -> str:
    """Return a text string in hex (UTF-16), safe for anything a person typed; half a surrogate pair becomes U+FFFD."""
    whole = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    return f"<FEFF{whole.encode('utf-16-be').hex().upper()}>"


def array(items: Iterable[object]) -> str:
    """Return a PDF array of items that are PDF text already."""
    return f"[{' '.join(map(str, items))}]"

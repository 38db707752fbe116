"""`render`: a request -> the bytes of a tagged PDF. No file is written and no network used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.pdf.outline import outline
from desktop_portal.pdf.plain import plain_text
from desktop_portal.pdf.request import Printed
from desktop_portal.pdf.typeset import typeset

if TYPE_CHECKING:
    from desktop_portal.pdf.request import PdfRequest


def render(request: PdfRequest) -> bytes:
    """Return the document as the bytes of a PDF 1.7 file; the same request gives the same bytes."""
    return typeset(outline(request), request.written_at)


def printed(request: PdfRequest, file_name: str) -> Printed:
    """Return the document with its title, its plain text, and the name to suggest for the file."""
    document = outline(request)
    return Printed(typeset(document, request.written_at), file_name, document.title, plain_text(document))

"""Requests -> the bytes of tagged PDFs. No file is written and no network used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from desktop_portal.pdf.blank import blank_outline
from desktop_portal.pdf.outline import outline
from desktop_portal.pdf.papers import changes_outline, receipt_outline
from desktop_portal.pdf.plain import plain_text
from desktop_portal.pdf.request import BlankRequest, ChangesRequest, PdfRequest, Printed, ReceiptRequest, no_step
from desktop_portal.pdf.typeset import typeset

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.pdf.blocks import Document
    from desktop_portal.pdf.request import Step

Request: TypeAlias = PdfRequest | ReceiptRequest | ChangesRequest | BlankRequest


def render(request: Request) -> bytes:
    """Return the document as the bytes of a PDF 1.7 file; the same request gives the same bytes."""
    document, made = blocks_of(request)
    return typeset(document, made)


def printed(request: Request, file_name: str, step: Step = no_step) -> Printed:
    """Return the document with its title, its plain text, and the name to suggest for the file."""
    document, made = blocks_of(request)
    return Printed(typeset(document, made, step), file_name, document.title, plain_text(document))


def blocks_of(request: Request) -> tuple[Document, datetime]:
    """Return what stands in the document, and the time that it says it was made."""
    match request:
        case PdfRequest():
            return outline(request), request.written_at
        case ReceiptRequest():
            return receipt_outline(request), request.received_at
        case ChangesRequest():
            return changes_outline(request), request.times[1]
        case BlankRequest():
            return blank_outline(request), request.made_at

"""Blocks -> the bytes of a tagged PDF. The same blocks give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.paths import resources
from desktop_portal.pdf.attaching import write_attached, write_picture
from desktop_portal.pdf.compose import Composer
from desktop_portal.pdf.embedding import embed
from desktop_portal.pdf.fonts import book
from desktop_portal.pdf.lines import Setter
from desktop_portal.pdf.looks import HEIGHT, WIDTH, looks
from desktop_portal.pdf.metadata import information, write_bookmarks, write_metadata, write_output_intent
from desktop_portal.pdf.objects import Objects, Raw, array, string
from desktop_portal.pdf.packing import PackedDocument
from desktop_portal.pdf.request import no_step
from desktop_portal.pdf.shaping import Shaper
from desktop_portal.pdf.tagging import write_tree

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.pdf.blocks import Document
    from desktop_portal.pdf.fonts import Face
    from desktop_portal.pdf.request import Step


def typeset(document: Document, made: datetime, step: Step = no_step) -> bytes:
    """Return blocks as the bytes of a PDF 1.7 file that says it was made at `made` (aware)."""
    fonts = book(resources() / "fonts")
    shaper = Shaper()
    names: dict[Face, str] = {}
    composer = Composer(document, Setter(fonts, shaper), looks(fonts), names)
    composer.compose(step)

    file: Any = PackedDocument(invariant=1, pdfVersion=(1, 7))
    objects = Objects(file)
    catalog, tree = Raw(), Raw()
    tree_reference = objects.add(tree)
    texts = shaper.glyph_texts()
    embedded = "".join(f"/{name} {embed(objects, face, texts[face])}" for face, name in names.items())
    images = "".join(f"/Im{index} {write_picture(objects, one)}" for index, one in enumerate(composer.pictures))
    shared = objects.raw(f"<</Font<<{embedded}>>" + (f"/XObject<<{images}>>" if images else "") + ">>")
    sheets = composer.flow.pages
    pages = [
        objects.raw(
            f"<</Type/Page/Parent {tree_reference}/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources {shared}"
            f"/Contents {objects.stream(sheet.content())}/StructParents {sheet.index}/Tabs/S>>"
        )
        for sheet in sheets
    ]
    tree.text = f"<</Type/Pages/Count {len(pages)}/Kids{array(pages)}>>"
    structure = write_tree(objects, composer.root, pages, [sheet.marks for sheet in sheets])
    outlines = write_bookmarks(objects, composer.bookmarks, pages)
    files = write_attached(objects, document.attached, made) if document.attached else ""
    catalog.text = (
        f"<</Type/Catalog/Pages {tree_reference}/Lang{string(document.language)}/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {structure}/Metadata {write_metadata(objects, document, made, part=3 if files else 2)}"
        f"/OutputIntents[{write_output_intent(objects)}]/ViewerPreferences<</DisplayDocTitle true>>"
        + files
        + (f"/Outlines {outlines}/PageMode/UseOutlines" if outlines else "")
        + ">>"
    )
    file.Catalog = catalog
    file.info = information(document, made)
    return bytes(file.format())

"""Streams that a document carries beside its pages' text: pictures, and the file for programs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from desktop_portal.pdf.metadata import pdf_moment
from desktop_portal.pdf.objects import string

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.pdf.blocks import AttachedFile, Picture
    from desktop_portal.pdf.objects import Objects


def write_picture(objects: Objects, picture: Picture) -> str:
    """Add a JPEG as it is; return the reference to it."""
    entries = (
        f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ColorSpace/DeviceRGB"
        "/BitsPerComponent 8/Filter/DCTDecode"
    )
    return objects.stream(picture.jpeg, entries, packed=False)


def write_attached(objects: Objects, file: AttachedFile, made: datetime) -> str:
    """Add a file; return the catalogue's entries that lead to it (PDF/A-3, 6.8: AF, relationship, kind, date)."""
    kind = file.content_type.replace("/", "#2F").replace("+", "#2B")
    digest = hashlib.md5(file.content, usedforsecurity=False).hexdigest()
    stream = objects.stream(
        file.content,
        f"/Type/EmbeddedFile/Subtype/{kind}"
        f"/Params<</Size {len(file.content)}/ModDate{pdf_moment(made)}/CheckSum<{digest}>>>",
    )
    name = string(file.name)
    specification = objects.raw(
        f"<</Type/Filespec/F{name}/UF{name}/Desc{string(file.about)}/AFRelationship/Data"
        f"/EF<</F {stream}/UF {stream}>>>>"
    )
    return f"/AF[{specification}]/Names<</EmbeddedFiles<</Names[{name} {specification}]>>>>"

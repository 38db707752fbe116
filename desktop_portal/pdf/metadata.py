"""What a PDF says about itself: XMP, output intent, bookmarks (PDF/UA-1, PDF/A-2a)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from PIL import ImageCms

from desktop_portal.pdf.objects import Raw, string

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from desktop_portal.pdf.blocks import Document
    from desktop_portal.pdf.compose import Bookmark
    from desktop_portal.pdf.objects import Objects

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PRODUCER: Final = "Children's Portal Desktop"
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{council}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>{record_schema}</rdf:Bag></pdfaExtension:schemas>{record}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_RECORD_SCHEMA: Final = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Children's Portal: the facts of a submitted form</pdfaSchema:schema>
<pdfaSchema:namespaceURI>https://forms.example.gov.uk/ns/record/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>portal</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>record</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>JSON: form, reference, version, digest, times</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""
_RECORD: Final = '\n<portal:record xmlns:portal="https://forms.example.gov.uk/ns/record/">{record}</portal:record>'


def write_metadata(objects: Objects, document: Document, made: datetime, *, part: int) -> str:
    """Add the XMP packet, uncompressed as PDF/A wants it; `part` is PDF/A's (2, or 3 with a file attached)."""
    packet = _PACKET.format(
        title=_xml(document.title),
        council=_xml(document.council),
        language=document.language,
        made=made.isoformat(timespec="seconds"),
        producer=_xml(PRODUCER),
        part=part,
        record_schema=_RECORD_SCHEMA if document.record else "",
        record=_RECORD.format(record=_xml(document.record)) if document.record else "",
    )
    return objects.stream(packet.encode("utf-8"), "/Type/Metadata/Subtype/XML", packed=False)


def pdf_moment(moment: datetime) -> str:
    """Return a time as PDF writes it."""
    offset = moment.strftime("%z") or "+0000"
    return f"(D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}')"


def information(document: Document, made: datetime) -> Raw:
    """Return the information dictionary; it says the same as the XMP packet."""
    moment = pdf_moment(made)
    return Raw(
        f"<</Title{string(document.title)}/Author{string(document.council)}/Producer{string(PRODUCER)}"
        f"/Creator{string(PRODUCER)}/CreationDate{moment}/ModDate{moment}>>"
    )


def write_output_intent(objects: Objects) -> str:
    """Add the colour space that all colours are meant in: sRGB."""
    profile = objects.stream(_profile(), "/N 3")
    return objects.raw(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        f"/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile {profile}>>"
    )


def write_bookmarks(objects: Objects, bookmarks: Sequence[Bookmark], pages: list[str]) -> str:
    """Add the bookmarks, nested by level; return the reference to their root, "" if there are none."""
    if not bookmarks:
        return ""
    raws = [Raw() for _ in range(len(bookmarks) + 1)]
    references = [objects.add(raw) for raw in raws]
    parents: list[int] = []
    kids: dict[int, list[int]] = {}
    path: list[tuple[int, int]] = [(0, 0)]
    for number, bookmark in enumerate(bookmarks, 1):
        while path[-1][0] >= bookmark.level:
            path.pop()
        parents.append(path[-1][1])
        kids.setdefault(path[-1][1], []).append(number)
        path.append((bookmark.level, number))
    for number, raw in enumerate(raws):
        parts = []
        below = kids.get(number, [])
        if below:
            count = len(below) if not number else -len(below)
            parts.append(f"/First {references[below[0]]}/Last {references[below[-1]]}/Count {count}")
        if number:
            bookmark = bookmarks[number - 1]
            beside = kids[parents[number - 1]]
            place = beside.index(number)
            parts.append(f"/Title{string(bookmark.text)}/Parent {references[parents[number - 1]]}")
            parts.append(f"/Dest[{pages[bookmark.page]}/XYZ 0 {bookmark.y:.1f} 0]")
            parts.extend([f"/Prev {references[beside[place - 1]]}"] if place else [])
            parts.extend([f"/Next {references[beside[place + 1]]}"] if place + 1 < len(beside) else [])
        raw.text = f"<<{'' if number else '/Type/Outlines'}{''.join(parts)}>>"
    return references[0]


def _xml(text: str) -> str:
    """Return the text for XML, which has no place for controls and half surrogate pairs."""
    return escape(_NOT_XML.sub("\ufffd", text))


@lru_cache(maxsize=1)
def _profile() -> bytes:
    """Return an ICC profile of sRGB; its date is set to nothing so that the same form gives the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)
    profile[84:100] = bytes(16)
    return bytes(profile)

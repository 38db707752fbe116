"""The same content made by others: reportlab's usual way (untagged), WeasyPrint (PDF/UA), Typst (tagged)."""

from __future__ import annotations

import io
import json
from html import escape
from typing import TYPE_CHECKING, Any

import typst
import weasyprint  # type: ignore[import-untyped]  # it publishes no types
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from desktop_portal.paths import resources
from desktop_portal.pdf.blocks import Banner, Document, Facts, Fields, Grid, Heading, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

FONT = "Atkinson Hyperlegible Next"
CSS = """
@font-face { font-family: A; src: url(file://%s/AtkinsonHyperlegibleNext-Regular.ttf); }
@font-face { font-family: A; font-weight: 600; src: url(file://%s/AtkinsonHyperlegibleNext-SemiBold.ttf); }
@page { size: A4; margin: 27mm 20mm 23mm; @top-right { content: "%s"; font: 8.5pt A }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8.5pt A } }
body { font: 10.5pt/14.5pt A } h1, h2, h3, h4, h5, h6, th { font-weight: 600; text-align: left }
th, td { vertical-align: top; padding: 4.5pt 0; border-bottom: .6pt solid #D3DCE1 } th { width: 34%% }
table { width: 100%%; border-collapse: collapse }
"""
TYPST = """
#set document(title: {title})
#set page(paper: "a4", margin: (x: 20mm, top: 27mm, bottom: 23mm), header: align(right, {state}),
  footer: context align(right, [Page #counter(page).display() of #counter(page).final().first()]))
#set text(font: {font}, size: 10.5pt, lang: "en", region: "GB")
"""


def untagged(document: Document) -> bytes:
    """Reportlab's paragraphs and tables with the same typeface, and no tags."""
    fonts = resources() / "fonts"
    if "Bench" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Bench", fonts / "AtkinsonHyperlegibleNext-Regular.ttf"))
    style = ParagraphStyle("body", fontName="Bench", fontSize=10.5, leading=14.5)
    story: list[Any] = []
    for block in document.blocks:
        match block:
            case Heading(text=text) | Words(text=text) | Banner(text=text):
                story.append(Paragraph(escape(text), style))
            case Fields(fields=fields) | Facts(fields=fields):
                cells = [
                    [Paragraph(escape(one.label), style), [Paragraph(escape(text), style) for text in one.answers]]
                    for one in fields
                ]
                story.append(Table(cells, colWidths=[160, 320], splitInRow=1))
            case Grid(head=head, rows=rows):
                story.append(Table([[Paragraph(escape(text), style) for text in row] for row in (head, *rows)]))
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(story)
    return target.getvalue()


def weasyprint_ua(document: Document) -> bytes:
    """WeasyPrint's PDF/UA of the same headings, paragraphs and tables."""
    fonts = resources() / "fonts"
    css = CSS % (fonts, fonts, document.state)
    page = (
        f'<html lang="en"><title>{escape(document.title)}</title><style>{css}</style>{"".join(_html(document))}</html>'
    )
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _html(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading(level=level, text=text):
                yield f"<h{level}>{escape(text)}</h{level}>"
            case Words(text=text) | Banner(text=text):
                yield f"<p>{escape(text)}</p>"
            case Fields(fields=fields) | Facts(fields=fields):
                rows = "".join(
                    f'<tr><th scope="row">{escape(one.label)}</th><td>{"".join(_html_answers(one.answers))}</td></tr>'
                    for one in fields
                )
                yield f"<table>{rows}</table>"
            case Grid(head=head, rows=lines):
                top = "".join(f"<th>{escape(text)}</th>" for text in head)
                body = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in lines)
                yield f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _html_answers(answers: tuple[str, ...]) -> Iterator[str]:
    for answer in answers:
        yield from (f"<p>{escape(line)}</p>" for line in answer.split("\n"))


def typst_tagged(document: Document) -> bytes:
    """Typst's tagged file of the same headings, paragraphs and tables."""
    made: bytes = typst.compile(
        _typst_source(document).encode(), format="pdf", font_paths=[str(resources() / "fonts")], pdf_standards="ua-1"
    )
    return made


def _typst_source(document: Document) -> str:
    words = {"{title}": document.title, "{state}": document.state, "{font}": FONT}
    head = TYPST
    for place, text in words.items():
        head = head.replace(place, _quoted(text))
    return head + "\n".join(_typst(document))


def _typst(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading(level=level, text=text):
                yield f"#heading(level: {level}, {_quoted(text)})"
            case Words(text=text) | Banner(text=text):
                yield f"#par({_quoted(text)})"
            case Fields(fields=fields) | Facts(fields=fields):
                cells = ", ".join(f"strong({_quoted(one.label)}), {_typst_answers(one.answers)}" for one in fields)
                yield f"#table(columns: (34%, 66%), stroke: (bottom: 0.6pt), {cells})"
            case Grid(head=head, rows=rows):
                top = ", ".join(_quoted(text) for text in head)
                cells = ", ".join(_quoted(text) for row in rows for text in row)
                yield f"#table(columns: {len(head)}, table.header({top}), {cells})"


def _typst_answers(answers: tuple[str, ...]) -> str:
    return "{ " + "; ".join(f"par({_quoted(line)})" for answer in answers for line in answer.split("\n")) + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

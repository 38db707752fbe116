"""What stands on every page: council and state above, form and page number below; artifacts all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_portal.pdf.looks import BOTTOM, HEIGHT, LEFT, LINE, MEASURE, RIGHT, SIGNAL, TOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.pdf.blocks import Document
    from desktop_portal.pdf.lines import Setter
    from desktop_portal.pdf.looks import Looks
    from desktop_portal.pdf.page import Page


def furnish(pages: Sequence[Page], document: Document, setter: Setter, looks: Looks) -> None:
    """Set it on all pages, once it is known how many there are."""
    state = replace(looks.furniture_bold, colour=SIGNAL[document.tone])
    for number, page in enumerate(pages, 1):
        last = document.page_words.format(number, len(pages))
        for kind, y, left, right, right_style in (
            ("/Pagination/Subtype/Header", HEIGHT - 44, document.council, document.state, state),
            ("/Pagination/Subtype/Footer", BOTTOM - 26, document.name, last, looks.furniture),
        ):
            page.artifact(kind)
            page.text(setter.lines(left, looks.furniture, MEASURE * 0.4)[:2], LEFT, y)
            for index, line in enumerate(setter.lines(right, right_style, MEASURE * 0.58)):
                width = sum(unit.width for unit in line.units)
                page.text([line], RIGHT - width, y - index * right_style.leading)
            page.end()
        page.artifact()
        page.shape([(LEFT, TOP + 20, MEASURE, 0.6), (LEFT, BOTTOM - 12, MEASURE, 0.6)], LINE)
        page.end()

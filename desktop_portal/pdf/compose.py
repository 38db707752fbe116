"""Blocks -> pages with marked content, and the tree of elements that says how to read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.asking import ask, kept
from desktop_portal.pdf.blocks import Ask, Banner, Facts, Field, Fields, Grid, Heading, Picture, Tone, Words
from desktop_portal.pdf.clusters import paragraphs
from desktop_portal.pdf.figures import CODE_SIDE, draw_code, draw_picture, picture_height
from desktop_portal.pdf.flow import Cell, Flow, Piece
from desktop_portal.pdf.furniture import furnish
from desktop_portal.pdf.grids import Grids, continued_here, paragraph_slots
from desktop_portal.pdf.looks import GROUND, GUTTER, LABEL_SHARE, LEFT, MEASURE, SIGNAL, Looks
from desktop_portal.pdf.request import no_step
from desktop_portal.pdf.tagging import Node, row_header
from desktop_portal.pdf.tongue import tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.pdf.blocks import Block, Document
    from desktop_portal.pdf.fonts import Face
    from desktop_portal.pdf.lines import Line, Setter, Style
    from desktop_portal.pdf.request import Step

_ABOVE: Final = (0.0, 22.0, 14.0, 10.0, 8.0, 8.0)
_BELOW: Final = (10.0, 4.0, 3.0, 2.0, 2.0, 2.0)
_BULLET: Final = "\u2022"
_BULLET_INDENT: Final = 11.0
_PADDING: Final = 12.0
_BAR: Final = 4.0
_LABEL_WIDTH: Final = MEASURE * LABEL_SHARE - GUTTER
_ANSWER_WIDTH: Final = MEASURE * (1 - LABEL_SHARE)
_AROUND_WORDS: Final = 10.0
_FEW_LINES: Final = 4
_LOOKS_AHEAD: Final = 6
_LONG_ANSWER: Final = 3000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading to jump to: its level, text, page index, and height on the page in points."""

    level: int
    text: str
    page: int
    y: float


class Composer:
    """Sets one document."""

    def __init__(self, document: Document, setter: Setter, looks: Looks, font_names: dict[Face, str]) -> None:
        self.root = Node("Document")
        self.flow = Flow(font_names)
        self.bookmarks: list[Bookmark] = []
        self.pictures: list[Picture] = []
        self._document = document
        self._setter = setter
        self._looks = looks
        self._section = self.root
        self._step: Step = no_step
        self._done = 0

    def compose(self, step: Step = no_step) -> None:
        """Set all blocks, then what stands on every page; `step` is told how far it is."""
        self._step = step
        self._council()
        blocks = self._document.blocks
        for index, block in enumerate(blocks):
            if isinstance(block, Heading):
                self._heading(block, blocks[index + 1 : index + 1 + _LOOKS_AHEAD])
            else:
                self._block(block)
            self._tell()
        furnish(self.flow.pages, self._document, self._setter, self._looks)

    def _tell(self) -> None:
        blocks = self._document.blocks
        self._done += 1
        self._step(self._done, len(blocks) + sum(len(one.fields) for one in blocks if isinstance(one, Fields)))

    def _block(self, block: Words | Banner | Facts | Fields | Grid | Ask | Picture) -> None:
        match block:
            case Words():
                self._words(block)
            case Banner():
                self._banner(block)
            case Facts():
                self._facts(block)
            case Fields():
                self._fields(block.fields, MEASURE)
            case Grid():
                self._grid(block).put(self._section)
            case Ask():
                ask(self.flow, self._section, self._setter, self._looks, block)
            case Picture():
                self.pictures.append(block)
                draw_picture(self.flow, self._section, block, f"Im{len(self.pictures) - 1}")

    def _council(self) -> None:
        self.flow.text(self.root.add("P"), self._setter.lines(self._document.council, self._looks.council, MEASURE))
        self.flow.space(2)

    def _heading(self, heading: Heading, following: Sequence[Block]) -> None:
        style = self._looks.headings[heading.level - 1]
        lines = self._setter.lines(heading.text, style, MEASURE)
        above, below = _ABOVE[heading.level - 1], _BELOW[heading.level - 1]
        self.flow.keep(above + len(lines) * style.leading + below + self._beginning(following))
        self.flow.space(above)
        if heading.level > 1:
            self.bookmarks.append(Bookmark(heading.level, heading.text, self.flow.page.index, self.flow.y))
        if heading.level == 2:  # noqa: PLR2004 (H2: a section)
            self._section = self.root.add("Sect")
        self.flow.text(self._section.add(f"H{heading.level}", language=tongue(heading.text)), lines)
        self.flow.y -= below
        if heading.level == 2:  # noqa: PLR2004
            self.flow.rule()

    def _beginning(self, blocks: Sequence[Block]) -> float:
        """Return how much must follow a heading on its page, so that it does not stand alone at the foot of it.

        That is further headings, a short paragraph, and the first of what comes under them that is not parted.
        """
        height = 0.0
        for block in blocks:
            match block:
                case Heading(level=level, text=text):
                    style = self._looks.headings[level - 1]
                    lines = self._setter.lines(text, style, MEASURE)
                    height += _ABOVE[level - 1] + len(lines) * style.leading + _BELOW[level - 1]
                case Words(text=text):
                    style = self._words_style(block)
                    count = sum(len(self._setter.lines(one, style, MEASURE)) for one in paragraphs(text))
                    height += _AROUND_WORDS + min(count, _FEW_LINES) * style.leading
                    if count > _FEW_LINES:
                        return height
                case _:
                    return height + self._least(block)
        return height

    def _least(self, block: Block) -> float:
        """Return how much room a block needs to begin on a page."""
        match block:
            case Ask():
                return kept(self._setter, self._looks, block)
            case Fields(fields=(first, *_)):
                return self.flow.unparted(self._count(first), len(self._label(first)), self._looks.answer.leading)
            case Grid():
                return self._grid(block).beginning()
            case Picture():
                return picture_height(block)
            case _:
                return _FEW_LINES * self._looks.answer.leading

    def _count(self, field: Field) -> int:
        """Return how many lines a field has, or a number that no page has room for."""
        if sum(map(len, field.answers)) > _LONG_ANSWER:
            return _LONG_ANSWER
        return max(len(self._label(field)), len(self._answers(Node("TD"), field, _ANSWER_WIDTH)))

    def _words_style(self, words: Words) -> Style:
        return self._looks.quiet if words.tone is Tone.MUTED else self._looks.words

    def _words(self, words: Words) -> None:
        style = self._words_style(words)
        self.flow.space(_AROUND_WORDS / 2)
        language = tongue(words.text)
        for text in paragraphs(words.text):
            if text.strip():
                self.flow.text(self._section.add("P", language=language), self._setter.lines(text, style, MEASURE))
        self.flow.y -= _AROUND_WORDS / 2

    def _banner(self, banner: Banner) -> None:
        colour = SIGNAL[banner.tone]
        width = MEASURE - 2 * _PADDING - _BAR
        title = self._setter.lines(banner.title, replace(self._looks.headings[2], colour=colour), width)
        text = self._setter.lines(banner.text, self._looks.words, width)
        height = len(title) * title[0].style.leading + len(text) * text[0].style.leading + 2 * _PADDING - 9
        page = self.flow.page
        page.artifact()
        page.shape([(LEFT, self.flow.y - height, MEASURE, height)], GROUND[banner.tone])
        page.shape([(LEFT, self.flow.y - height, _BAR, height)], colour)
        page.end()
        below = self.flow.y - height - 8
        self.flow.y -= _PADDING - 2
        for said, lines in ((banner.title, title), (banner.text, text)):
            self.flow.text(self.root.add("P", language=tongue(said)), lines, LEFT + _BAR + _PADDING)
        self.flow.y = below

    def _grid(self, grid: Grid) -> Grids:
        return Grids(self.flow, self._setter, self._looks, grid, self._document.continued)

    def _facts(self, facts: Facts) -> None:
        top = self.flow.y
        self._fields(facts.fields, MEASURE - (CODE_SIDE + GUTTER if facts.code else 0))
        if facts.code:
            draw_code(self.flow, self.root, facts.code, top - 8)
            self.flow.y = min(self.flow.y, top - CODE_SIDE - 16)

    def _fields(self, fields: Sequence[Field], measure: float) -> None:
        body = self._section.add("Table").add("TBody")
        left = MEASURE * LABEL_SHARE
        for field in fields:
            row = body.add("TR")
            header = row.add("TH", row_header(), language=tongue(field.label))
            label = self._label(field)
            language = tongue(field.answers[0]) if len(field.answers) == 1 else ""
            slots = self._answers(row.add("TD", language=language), field, measure - left)
            cells = [
                Cell(LEFT, [(Piece(header, line),) for line in label]),
                Cell(LEFT + left, slots),
            ]
            self.flow.row(cells, self._looks.answer.leading, partial(self._continued, label), measure)
            self._tell()

    def _label(self, field: Field) -> list[Line]:
        return self._setter.lines(field.label, self._looks.label, _LABEL_WIDTH)

    def _continued(self, label: Sequence[Line], begun: bool) -> None:  # noqa: FBT001 (called by the flow)
        """Say at the top of a page, for the eye only, which answer goes on there."""
        if not begun:
            return
        lines = [label[0], *self._setter.lines(self._document.continued, self._looks.furniture, _LABEL_WIDTH)]
        continued_here(self.flow, lines, self._looks.answer.leading)

    def _answers(self, cell: Node, field: Field, width: float) -> list[tuple[Piece, ...]]:
        style = self._looks.answer_for(field.tone)
        if len(field.answers) == 1:
            return paragraph_slots(self._setter, cell, field.answers[0], style, width)
        slots: list[tuple[Piece, ...]] = []
        listed = cell.add("L", "/O/List/ListNumbering/Disc")
        bullet = self._setter.lines(_BULLET, style, width)[0]
        for answer in field.answers:
            item = listed.add("LI")
            mark = Piece(item.add("Lbl"), bullet)
            body = item.add("LBody", language=tongue(answer))
            lines = paragraph_slots(self._setter, body, answer, style, width - _BULLET_INDENT)
            moved = [tuple(replace(piece, indent=_BULLET_INDENT) for piece in slot) for slot in lines]
            slots.extend([(mark, *moved[0]), *moved[1:]])
        return slots

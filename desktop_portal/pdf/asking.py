"""Room for answers by hand: boxes to tick, lines to write on. What is drawn is for the eye; its words are tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.looks import LEFT, MEASURE, MUTED
from desktop_portal.pdf.tongue import tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.pdf.blocks import Ask
    from desktop_portal.pdf.flow import Flow
    from desktop_portal.pdf.lines import Line, Setter
    from desktop_portal.pdf.looks import Looks
    from desktop_portal.pdf.tagging import Node

_ABOVE: Final = 9.0
_LINE_HEIGHT: Final = 26.0
_BOX: Final = "\u2610"
_BOX_INDENT: Final = 18.0
_COLUMNS: Final = (4, 3, 2)
_PART_WIDTH: Final = 96.0
_HALVES: Final = 2
_FEW: Final = 2
_GAP: Final = 18.0


def kept(setter: Setter, looks: Looks, block: Ask) -> float:
    """Return how much room the question needs to begin on a page."""
    return _ABOVE + _height(*_words(setter, looks, block))


def ask(flow: Flow, section: Node, setter: Setter, looks: Looks, block: Ask) -> None:
    """Set one question with its room, kept together with the first of it."""
    label, notes = _words(setter, looks, block)
    flow.space(_ABOVE)
    flow.keep(_height(label, notes))
    if label:
        flow.text(section.add("P", language=tongue(block.label)), label)
    for text, lines in zip(block.notes, notes, strict=True):
        flow.text(section.add("P", language=tongue(text)), lines)
    if block.ticks:
        _ticks(flow, section.add("L", "/O/List/ListNumbering/None"), setter, looks, block.ticks)
    if block.parts:
        _parts(flow, section, setter, looks, block.parts)
    for number in range(block.lines):
        # One or two lines on a page of their own are no use to anybody, but a box to tick would stand there alone.
        if flow.room < _LINE_HEIGHT and number > _FEW and block.lines - number <= _FEW and not block.otherwise:
            break
        _line(flow)
    if block.otherwise:
        flow.y -= 5
        _ticks(flow, section.add("L", "/O/List/ListNumbering/None"), setter, looks, block.otherwise)


def _words(setter: Setter, looks: Looks, block: Ask) -> tuple[list[Line], list[list[Line]]]:
    """Return the lines of the label and of each note."""
    label = setter.lines(block.label, looks.label, MEASURE) if block.label else []
    return label, [setter.lines(text, looks.hint, MEASURE) for text in block.notes]


def _height(label: Sequence[Line], notes: Sequence[Sequence[Line]]) -> float:
    return sum(line.style.leading for lines in (label, *notes) for line in lines) + 2 * _LINE_HEIGHT


def _ticks(flow: Flow, listed: Node, setter: Setter, looks: Looks, ticks: Sequence[str]) -> None:
    """Set boxes with their words, read row by row: as many beside each other as the longest of them allows."""
    style = looks.words
    widest = max(setter.width(text, style) for text in ticks) + _BOX_INDENT
    columns = next((count for count in _COLUMNS if widest <= _column(count)), 1)
    width = _column(columns)
    box = setter.lines(_BOX, style, width)
    for start in range(0, len(ticks), columns):
        texts = ticks[start : start + columns]
        row = [setter.lines(text, style, width - _BOX_INDENT) for text in texts]
        height = max(map(len, row)) * style.leading + 3
        flow.keep(height)
        if height > flow.room:
            flow.new_page()
        for index, (text, lines) in enumerate(zip(texts, row, strict=True)):
            left = LEFT + index * (width + _GAP)
            item = listed.add("LI")
            _put(flow, item.add("Lbl"), box, left)
            _put(flow, item.add("LBody", language=tongue(text)), lines, left + _BOX_INDENT)
        flow.y -= height


def _column(count: int) -> float:
    return (MEASURE - (count - 1) * _GAP) / count


def _put(flow: Flow, node: Node, lines: Sequence[Line], left: float) -> None:
    flow.page.begin(node)
    flow.page.text(lines, left, flow.y - lines[0].style.size)
    flow.page.end()


def _parts(flow: Flow, section: Node, setter: Setter, looks: Looks, parts: Sequence[str]) -> None:
    """Set short lines beside each other, a word over each."""
    width = _column(2) if len(parts) == _HALVES else _PART_WIDTH
    lefts = [LEFT + index * (width + _GAP) for index in range(len(parts))]
    flow.keep(_LINE_HEIGHT + looks.hint.leading)
    for left, name in zip(lefts, parts, strict=True):
        _put(flow, section.add("P", language=tongue(name)), setter.lines(name, looks.hint, width), left)
    flow.y -= looks.hint.leading + _LINE_HEIGHT - 6
    _rule(flow, [(left, flow.y, width, 0.6) for left in lefts])
    flow.y -= 4


def _line(flow: Flow) -> None:
    if flow.room < _LINE_HEIGHT:
        flow.new_page()
    flow.y -= _LINE_HEIGHT
    _rule(flow, [(LEFT, flow.y, MEASURE, 0.6)])


def _rule(flow: Flow, lines: Sequence[tuple[float, float, float, float]]) -> None:
    flow.page.artifact()
    flow.page.shape(lines, MUTED)
    flow.page.end()

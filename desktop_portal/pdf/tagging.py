"""The structure tree: what a screen reader walks through (PDF 1.7, 14.7 and 14.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_portal.pdf.objects import Raw, array, string

if TYPE_CHECKING:
    from desktop_portal.pdf.objects import Objects


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: the page's index, and the number of the mark on it."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. `attributes` is the text of its /A dictionary, `title` and `alternative` are plain text.

    `language` is a tag where it is another than the document's, else "".
    """

    tag: str
    attributes: str = ""
    title: str = ""
    alternative: str = ""
    language: str = ""
    kids: list[Node | Mark] = field(default_factory=list)

    def add(
        self, tag: str, attributes: str = "", *, title: str = "", alternative: str = "", language: str = ""
    ) -> Node:
        """Append and return a new element."""
        node = Node(tag, attributes, title, alternative, language)
        self.kids.append(node)
        return node


def column_header() -> str:
    """Return the attributes of a header cell over a column."""
    return "/O/Table/Scope/Column"


def row_header() -> str:
    """Return the attributes of a header cell at the left of a row."""
    return "/O/Table/Scope/Row"


def write_tree(objects: Objects, root: Node, pages: list[str], marks: list[list[Node]]) -> str:
    """Add the tree; return the reference to its root. `pages` are references, `marks` the element of each mark."""
    top = Raw()
    top_reference = objects.add(top)
    references: dict[int, str] = {}
    waiting = [(root, top_reference, Raw())]
    root_reference = references[id(root)] = objects.add(waiting[0][2])
    while waiting:
        node, parent, element = waiting.pop()
        for kid in node.kids:
            if isinstance(kid, Node):
                raw = Raw()
                references[id(kid)] = objects.add(raw)
                waiting.append((kid, references[id(node)], raw))
        element.text = _element(node, parent, references, pages)
    parents = [
        f"{index} {objects.raw(array(references[id(node)] for node in nodes))}" for index, nodes in enumerate(marks)
    ]
    tree = objects.raw(f"<</Nums[{' '.join(parents)}]>>")
    top.text = f"<</Type/StructTreeRoot/K {root_reference}/ParentTree {tree}/ParentTreeNextKey {len(marks)}>>"
    return top_reference


def _element(node: Node, parent: str, references: dict[int, str], pages: list[str]) -> str:
    home = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
    kids = [_kid(kid, home, references, pages) for kid in node.kids]
    parts = [f"/Type/StructElem/S/{node.tag}/P {parent}"]
    if home is not None:
        parts.append(f"/Pg {pages[home]}")
    if node.attributes:
        parts.append(f"/A<<{node.attributes}>>")
    if node.title:
        parts.append(f"/T{string(node.title)}")
    if node.alternative:
        parts.append(f"/Alt{string(node.alternative)}")
    if node.language:
        parts.append(f"/Lang{string(node.language)}")
    parts.append(f"/K {kids[0] if len(kids) == 1 else array(kids)}")
    return f"<<{''.join(parts)}>>"


def _kid(kid: Node | Mark, home: int | None, references: dict[int, str], pages: list[str]) -> str:
    if isinstance(kid, Node):
        return references[id(kid)]
    if kid.page == home:
        return str(kid.number)
    return f"<</Type/MCR/Pg {pages[kid.page]}/MCID {kid.number}>>"

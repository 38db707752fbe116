"""Collect every word of the window and build the translations: `python3 dev.py words`.

The words are read out of the program's own source, so that none can be forgotten. Translations live in
`portal_<language>.ts`, which Qt Linguist opens; `lrelease` of the pinned Qt makes `portal_<language>.qm` of it, the
same byte for byte each time. Contexts of what is not said by a widget: "Problem" (core/problems.py), "FileRefused"
(why a file is not taken, sentence by sentence, numbers as {}), "Verify" (whether a PDF is what was submitted),
"QLineEdit" and "QWidgetTextControl" (Qt's own menus).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import PySide6

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LANGUAGES = ("cy",)
QT_MENU = ("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All")
"""What a person meets in the menu of a field; Qt brings no Welsh."""

Word = tuple[str, str]
"""Context and English text."""


class Reader(ast.NodeVisitor):
    """Reads the words out of one file. `odd` are calls whose text is not written where it is said."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._classes: list[str] = [""]
        self._kinds: dict[str, str] = {}

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Take a Problem's sentence, and remember the class: its name is the context of `self.tr`."""
        for part in node.body:
            target = part.targets[0] if isinstance(part, ast.Assign) else getattr(part, "target", None)
            value = getattr(part, "value", None)
            if isinstance(target, ast.Name) and target.id == "sentence" and value is not None:
                self._add("Problem", value)
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Remember what kind of thing each argument is: `page.tr` speaks in the context of the page's class."""
        for one in node.args.args:
            if one.annotation is not None:
                self._kinds[one.arg] = ast.unparse(one.annotation).strip("'\"")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Take the text of `self.tr`, `page.tr`, the wizard's `tr`, `translate` and `QT_TRANSLATE_NOOP`."""
        said = ast.unparse(node.func)
        last = said.rpartition(".")[2]
        if last == "tr" and node.args:
            owner = said.rpartition(".")[0]
            context = "Wizard" if not owner else self._classes[-1] if owner == "self" else self._kinds.get(owner, owner)
            self._add(context, node.args[0])
        elif last in {"translate", "QT_TRANSLATE_NOOP"} and len(node.args) > 1:
            named = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
            self._add(str(named), node.args[1])
        self.generic_visit(node)

    def _add(self, context: str, text: ast.expr) -> None:
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
            self.words.append((context, text.value))


def collect() -> dict[Word, None]:
    """Return every word of the window, sorted, each once."""
    found: set[Word] = set()
    for file in sorted((ROOT / "desktop_portal").rglob("*.py")):
        reader = Reader()
        reader.visit(ast.parse(file.read_text(encoding="utf-8")))
        found.update(reader.words)
    found.update(("FileRefused", text) for text in refusals())
    found.update(("Verify", text) for text in findings())
    found.update((kind, text) for kind in ("QLineEdit", "QWidgetTextControl") for text in QT_MENU)
    return dict.fromkeys(sorted(found))


def refusals() -> Iterator[str]:
    """Yield each sentence that says why a file is not taken, with {} for numbers."""
    for file in sorted((ROOT / "desktop_portal/core").glob("attachment*.py")):
        for node in _texts(ast.parse(file.read_text(encoding="utf-8"))):
            yield from sentences_of(node)


def findings() -> Iterator[str]:
    """Yield each sentence that says whether a PDF is what was submitted."""
    file = ROOT / "desktop_portal/services/verifying_words.py"
    yield from _texts(ast.parse(file.read_text(encoding="utf-8")))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, numbers as {}."""
    return [re.sub(r"\d+(?:[.,]\d+)*", "{}", one) for one in re.split(r"(?<=\.) ", text.strip()) if one]


def _texts(tree: ast.Module) -> Iterator[str]:
    """Yield the sentences of a module that are said to people: not those of its docstrings."""
    said_to_readers = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        if id(node) not in said_to_readers and re.match(r"[A-Z][a-z]+ .*\.$", text.strip()):
            yield text


def read(file: Path) -> dict[Word, str]:
    """Return what is translated already."""
    if not file.exists():
        return {}
    found: dict[Word, str] = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 (our own file)
        name = context.findtext("name", "")
        for one in context.iter("message"):
            text = one.findtext("translation", "")
            if text:
                found[(name, one.findtext("source", ""))] = text
    return found


def write(file: Path, language: str, words: Mapping[Word, None], known: Mapping[Word, str]) -> None:
    """Write the translators' file: sorted, without places in the source, so that only words change in it."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}_GB">']
    contexts = sorted({context for context, _ in words})
    for name in contexts:
        lines += ["<context>", f"    <name>{escape(name)}</name>"]
        for context, text in words:
            if context == name:
                said = known.get((context, text), "")
                mark = "" if said else ' type="unfinished"'
                lines += ["    <message>", f"        <source>{escape(text)}</source>"]
                lines += [f"        <translation{mark}>{escape(said)}</translation>", "    </message>"]
        lines.append("</context>")
    file.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def release(source: Path, target: Path) -> None:
    """Compile a translators' file into what Qt reads."""
    tool = Path(PySide6.__path__[0]) / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(target)]
    subprocess.run(command, check=True)  # noqa: S603 (Qt's own tool)


def main() -> int:
    """Bring the translators' files up to date and compile them; name what has no translation yet. Status 1: some."""
    words, missing = collect(), 0
    for language in LANGUAGES:
        file = HERE / f"portal_{language}.ts"
        known = read(file)
        write(file, language, words, known)
        release(file, file.with_suffix(".qm"))
        for context, text in words:
            if (context, text) not in known:
                missing += 1
                sys.stdout.write(f"{language}: no translation in {context}: {text}\n")
    sys.stdout.write(f"{len(words)} words in English and {', '.join(LANGUAGES)}; {missing} not translated\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

"""Reading JSON from outside step by step, collecting what is wrong with its place instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.issues import ERROR, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
_KINDS = {str: "a text", bool: "true or false", int: "a whole number", list: "a list", dict: "an object"}


class Problems:
    """Collects findings while a definition is read; only the first hundred are kept."""

    LIMIT = 100

    def __init__(self, language: str) -> None:
        self.language = language
        self.languages: set[str] = set()
        self.found: list[Finding] = []

    def add(self, place: str, message: str, link_id: str = "", code: str = "refused") -> None:
        """Note one thing that is wrong; `message` says what to do."""
        if len(self.found) < self.LIMIT:
            self.found.append(Finding(place, message, link_id, ERROR, code))


class Node:
    """One JSON object of a definition, with its address; reads its elements and notes what is not as it should be."""

    __slots__ = ("_above", "_index", "_named", "_place", "_problems", "_seen", "link_id", "raw")

    def __init__(
        self,
        problems: Problems,
        raw: Mapping[str, Any],
        place: str,
        link_id: str = "",
        above: Node | None = None,
        index: int | None = None,
    ) -> None:
        """`place` is an address, or below another node the key, with the `index` in its list."""
        self._problems = problems
        self.raw = raw
        self._place = place
        self._above = above
        self._index = index
        self._named = False
        self.link_id = link_id
        self._seen: set[str] = set()

    @property
    def place(self) -> str:
        """The address in the definition; put together only where something is wrong."""
        place = self._place if self._above is None else f"{self._above.place}.{self._place}"
        if self._index is not None:
            place = f"{place}[{self._index}]"
        return f"{place} (linkId '{self.link_id}')" if self._named else place

    def call(self, link_id: str) -> None:
        """Say which item this is: its address and all findings below it name the item."""
        self.link_id = link_id
        self._named = bool(link_id)

    def refuse(self, message: str, element: str = "", code: str = "refused") -> None:
        """Note that this object, or one element of it, cannot be taken."""
        self._problems.add(f"{self.place}.{element}" if element else self.place, message, self.link_id, code)

    def text(self, key: str, default: str = "") -> str:
        """Read a text in the form's language: its translation where there is one."""
        raw = self.raw
        if key not in raw:
            return default
        self._seen.add(key)
        text = raw[key]
        if not isinstance(text, str):
            return self._element(key, str) or default
        return self._translated(key, text) if f"_{key}" in raw else text or default

    def flag(self, key: str) -> bool:
        """Read true or false; false when absent."""
        return key in self.raw and (self._element(key, bool) or False)

    def number(self, key: str, lowest: int = 0) -> int | None:
        """Read a whole number; None when absent."""
        number: int | None = self._element(key, int) if key in self.raw else None
        if number is not None and number < lowest:
            self.refuse(f"{key} must be {lowest} or more.", key)
            return None
        return number

    def each(self, key: str) -> Iterable[Node]:
        """Read a list of objects."""
        if key in self.raw:
            return self._each(key)
        return ()

    def _each(self, key: str) -> Iterator[Node]:
        for index, raw in enumerate(self._element(key, list) or ()):
            if isinstance(raw, dict):
                yield Node(self._problems, raw, key, self.link_id, self, index)
            else:
                self._problems.add(f"{self.place}.{key}[{index}]", f"{key} must hold objects.", self.link_id)

    def inner(self, key: str) -> Node | None:
        """Read one object; None when absent."""
        raw = self._element(key, dict) if key in self.raw else None
        return None if raw is None else Node(self._problems, raw, key, self.link_id, self)

    def allow(self, *keys: str) -> None:
        """Say that these elements are known, though they are not read."""
        self._seen.update(keys)

    def refuse_unread(self, what: str) -> None:
        """Refuse every element that nothing has read: it is outside the profile."""
        seen = self._seen
        if seen.issuperset(self.raw):
            return
        for key in self.raw:
            if key not in seen and (name := key.removeprefix("_")) not in seen:
                self.refuse(f'The element "{name}" is not part of this profile of {what}. Take it out.', key)

    def _element(self, key: str, kind: type) -> Any:
        self._seen.add(key)
        raw = self.raw.get(key)
        if raw is None:
            return None
        if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
            self.refuse(f"{key} must be {_KINDS[kind]}.", key)
            return None
        return raw

    def _translated(self, key: str, text: str) -> str:
        for language, translation in translations(self.raw.get(f"_{key}")):
            self._problems.languages.add(language)
            if language == self._problems.language:
                text = translation
        return text


def translations(primitive: object) -> Iterator[tuple[str, str]]:
    """Read the `translation` extensions of a primitive's `_element`: (language, text)."""
    extensions = primitive.get("extension") if isinstance(primitive, Mapping) else None
    for extension in extensions if isinstance(extensions, list) else ():
        if not isinstance(extension, Mapping) or extension.get("url") != TRANSLATION:
            continue
        parts = extension.get("extension")
        found = {
            part.get("url"): part.get("valueCode") or part.get("valueString") or part.get("valueMarkdown")
            for part in (parts if isinstance(parts, list) else ())
            if isinstance(part, Mapping) and isinstance(part.get("url"), str)
        }
        language, content = found.get("lang"), found.get("content")
        if isinstance(language, str) and isinstance(content, str):
            yield language, content

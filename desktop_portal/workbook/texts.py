"""A text of a workbook in its languages, as FHIR has it: one text, and translations beside it."""

from __future__ import annotations

import re
from typing import Any

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")

Json = dict[str, Any]


class Texts:
    """Writes texts; `default` is the name of the workbook's first language ("English (en)")."""

    def __init__(self, default: str) -> None:
        self._default = default
        self.language = language_code(default)

    def put(self, place: Json, key: str, text: object) -> None:
        """Write a text under `key`, its translations under `_key`; an empty one leaves nothing."""
        first, others = self.split(text)
        if not first:
            return
        place[key] = first
        if others:
            place[f"_{key}"] = {"extension": [_translation(code, words) for code, words in others]}

    def split(self, text: object) -> tuple[str, list[tuple[str, str]]]:
        """Return the text in the first language that has one, and (code, text) of the others."""
        if not isinstance(text, dict):
            return str(text or "").strip(), []
        found = {name: str(words).strip() for name, words in text.items() if str(words).strip()}
        if not found:
            return "", []
        first = self._default if self._default in found else next(iter(found))
        return found[first], [(language_code(name), words) for name, words in found.items() if name != first]


def language_code(name: str) -> str:
    """Return the code of a language as workbooks write it: "Cymraeg (cy)" is cy; without a code it is English."""
    found = _CODE.search(name)
    return found[1] if found else "en"


def _translation(code: str, words: str) -> Json:
    parts = [{"url": "lang", "valueCode": code}, {"url": "content", "valueString": words}]
    return {"url": TRANSLATION, "extension": parts}

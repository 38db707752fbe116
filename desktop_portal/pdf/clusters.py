"""What the characters of a paragraph are: clusters that stay together, directions, what to show where no face helps.

Nothing that was typed is dropped: a character that no face has is named in square brackets; a control character or
half a surrogate pair is shown by its number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from unicodedata import bidirectional, category, name

from desktop_portal.pdf.fonts import MARKS, RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW_LINE: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Unicode's Default_Ignorable_Code_Point: HarfBuzz draws nothing for these.
_INVISIBLE: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Marks that turn the reading direction of what follows stay in the text but have no effect: with them, a line could
# show something else than what it says.
_DIRECTION_MARKS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x200B)
_BREAKING_SPACES: Final = frozenset("\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
_IDEOGRAPHS: Final = re.compile(
    "[\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd]"
)


def paragraphs(text: str) -> list[str]:
    """Return the text's lines as typed; every kind of line end counts as one."""
    return NEW_LINE.split(text)


def clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield (index, characters that must not be parted): a base with its marks, joiners and invisible marks."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not (category(text[index]) in MARKS or is_invisible(text[index])):
            yield start, text[start:index]
            start = index


def is_invisible(char: str) -> bool:
    """Say whether nothing is drawn for the character in any face."""
    return _INVISIBLE.match(char) is not None


def inked(cluster: str) -> str:
    """Return the cluster without the characters for which nothing is drawn."""
    return _INVISIBLE.sub("", cluster)


def is_space(cluster: str) -> bool:
    """Say whether a line may end here and the cluster leaves no ink."""
    return cluster in _BREAKING_SPACES


def breaks_around(cluster: str) -> bool:
    """Say whether a line may end before and after the cluster, as in Chinese, Japanese and Korean."""
    return _IDEOGRAPHS.match(cluster) is not None


def begins_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction is one of a right-to-left script."""
    first = next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return first != "L"


def levels(text: str) -> list[int]:
    """Return each character's level by the Unicode bidirectional algorithm (python-bidi); odd is right to left."""
    if not any(bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return [0] * len(text)
    # Most forms hold no right-to-left text, so it is loaded when some does. It publishes no types.
    from bidi import algorithm  # type: ignore[import-untyped]  # noqa: PLC0415

    base = 1 if begins_right_to_left(text) else 0
    storage: dict[str, Any] = {"base_level": base, "base_dir": "LR"[base], "chars": [], "runs": []}
    algorithm.get_embedding_levels("".join(map(_known_direction, text.translate(_DIRECTION_MARKS))), storage)
    for index, entry in enumerate(storage["chars"]):
        entry["index"] = index
    for step in (
        algorithm.explicit_embed_and_overrides,
        algorithm.resolve_weak_types,
        algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
    ):
        step(storage, debug=False)
    found = [base] * len(text)
    for entry in storage["chars"]:
        found[entry["index"]] = entry["level"]
    return found


def _known_direction(char: str) -> str:
    """Return a letter in place of a character that Unicode's tables do not know yet: the algorithm refuses those."""
    return char if bidirectional(char) else "x"


def shown_instead(cluster: str) -> tuple[str, str | None]:
    """Return what to draw for a cluster that no face has, and the text it carries for readers (None: what is drawn)."""
    kinds = {category(char) for char in cluster}
    numbers = " ".join(f"U+{ord(char):04X}" for char in inked(cluster))
    if kinds & {"Cc", "Cs", "Cn"}:
        return f"[{numbers}]", None
    spoken = name(cluster[0], "").lower() if category(cluster[0])[0] == "S" else ""
    return f"[{spoken or numbers}]", cluster

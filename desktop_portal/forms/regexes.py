"""Regular expressions of forms: a subset that JavaScript, Java and Python read alike, tried for time before use."""

from __future__ import annotations

import re
from functools import lru_cache
from time import thread_time

MAX_PATTERN = 1000
PROBE = 4000
LIMIT = 0.05
_CAREFUL = 32

_NOT_COMMON = re.compile(r"\(\?(?!:|=|!)|\\[1-9]|\\[AZzGKpPkQE]|[*+?}]\+|\[\[|\[:")
_CLASS = re.compile(r"\[\^?((?:\\.|[^\]\\])+)\]")
_SAMPLES = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a", "b": ""}


@lru_cache(maxsize=512)
def why_refused(pattern: str) -> str:
    """Say why a pattern cannot be used; "" when it can. Takes at most about a second for the worst pattern."""
    if not pattern or len(pattern) > MAX_PATTERN:
        return f"A regular expression has 1 to {MAX_PATTERN} characters."
    if _NOT_COMMON.search(pattern):
        return "This regular expression uses what other tools read differently (flags, look-behind, back-references …)."
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"This regular expression cannot be read: {error}."
    if not _is_fast(compiled):
        return (
            "This regular expression takes more than 50 ms on a long text; make repetitions inside repetitions simpler."
        )
    return ""


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether a text that is no longer than the probe has a match; longer texts never do."""
    return len(text) <= PROBE and _compiled(pattern).search(text) is not None


def _is_fast(compiled: re.Pattern[str]) -> bool:
    """Try ever longer texts made of what the pattern names; stop at the first that takes too long.

    Growing by one character at first, a pattern of exponential time is found long before it could hang.
    """
    for unit in _units(compiled.pattern):
        length = 1
        while length <= PROBE:
            if any(_is_slow(compiled, (unit * length)[:length] + end) for end in ("", "\x00")):
                return False
            longer = min(max(length + 1, length * 5 // 4 if length > _CAREFUL else 0), PROBE)
            length = longer if length < PROBE else PROBE + 1
    return True


def _is_slow(compiled: re.Pattern[str], text: str) -> bool:
    """Whether it takes too long three times: a busy computer must not make a good form a bad one."""
    return all(_seconds(compiled, text) > LIMIT for _ in range(3))


def _seconds(compiled: re.Pattern[str], text: str) -> float:
    """Return the processor's seconds of this thread; the clock on the wall also counts other people's work."""
    started = thread_time()
    compiled.search(text)
    return thread_time() - started


def _units(pattern: str) -> tuple[str, ...]:
    """Collect short texts to repeat: each character that the pattern names, and all of them in a row."""
    found: dict[str, None] = {}
    for inside in _CLASS.findall(pattern):
        found.update(dict.fromkeys(_characters(inside)[:1]))
    found.update(dict.fromkeys(_characters(_CLASS.sub("", pattern))))
    characters = [character for character in found if character][:12] or ["a"]
    return (*characters, "".join(characters)) if len(characters) > 1 else ("a", *characters)


def _characters(text: str) -> list[str]:
    escaped = [_SAMPLES.get(code, code) for code in re.findall(r"\\(.)", text)]
    plain = [character for character in re.sub(r"\\.|\{[\d,]*\}", "", text) if character not in "^$.*+?()|[]{}"]
    return [*plain, *escaped, *(["a"] if "." in text else [])]

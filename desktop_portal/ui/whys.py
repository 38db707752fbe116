"""Sentences that core and policy write in English, said in the person's language."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from desktop_portal.policy import Warned

translate = QCoreApplication.translate
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SENTENCES = re.compile(r"(?<=\.) ")

POLICY = tuple(
    str(one)
    for one in (
        QT_TRANSLATE_NOOP("Policy", "It cannot be read."),
        QT_TRANSLATE_NOOP("Policy", "It is not TOML."),
        QT_TRANSLATE_NOOP("Policy", "It holds no settings."),
        QT_TRANSLATE_NOOP("Policy", "Safe settings are used instead."),
        QT_TRANSLATE_NOOP("Policy", "The usual settings are used."),
        QT_TRANSLATE_NOOP("Policy", "The usual ones are used."),
        QT_TRANSLATE_NOOP("Policy", "The usual value is used."),
        QT_TRANSLATE_NOOP("Policy", "There is no such setting; it was left out."),
        QT_TRANSLATE_NOOP("Policy", "It must be a whole number."),
        QT_TRANSLATE_NOOP("Policy", "It must be true or false."),
        QT_TRANSLATE_NOOP("Policy", "It must be text in quotation marks."),
        QT_TRANSLATE_NOOP("Policy", "It must be from {} to {}."),
    )
)
PLACES = MappingProxyType({"the whole file": QT_TRANSLATE_NOOP("Policy", "the whole file")})
ONE_OF = "It must be one of "


def why_words(why: str) -> str:
    """Say why a file is not taken; each sentence is looked up by itself, with {} for its numbers."""
    return " ".join(_said("FileRefused", one) for one in SENTENCES.split(why))


def warned_words(warned: Warned) -> str:
    """Say what of a settings or policy file was not taken."""
    place = translate("Policy", str(PLACES.get(warned.place, ""))) or warned.place
    said = [_one_of(one) if one.startswith(ONE_OF) else _said("Policy", one) for one in SENTENCES.split(warned.why)]
    return f"{warned.file}, {place}: {' '.join(said)}"


def _one_of(sentence: str) -> str:
    return translate("Policy", "It must be one of {}.").format(sentence.removeprefix(ONE_OF).removesuffix("."))


def _said(context: str, sentence: str) -> str:
    numbers = NUMBER.findall(sentence)
    return translate(context, NUMBER.sub("{}", sentence)).format(*numbers)

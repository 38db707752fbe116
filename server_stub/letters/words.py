"""The words of the e-mails: Jinja2 templates in English and Welsh. They know no child, so they cannot tell of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

_LANGUAGES = ("en", "cy")


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of one e-mail."""

    subject: str
    text: str


class LetterWords:
    """Writes e-mails for one council. A template's first line is the subject; the text follows after an empty line."""

    def __init__(self, council: str) -> None:
        self._council = council
        self._templates = Environment(
            loader=PackageLoader("server_stub", "letters/templates"),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 (plain text, never HTML)
            keep_trailing_newline=True,
            auto_reload=False,
        )

    def write(self, name: str, language: str, **values: Any) -> Words:
        """Write the e-mail `name` ("verify", "confirmation" …); in English where there is no such language."""
        known = language if language in _LANGUAGES else "en"
        text = self._templates.get_template(f"{name}.{known}.txt").render(council=self._council, **values)
        subject, _, body = text.partition("\n\n")
        return Words(" ".join(subject.split()), body.strip() + "\n")

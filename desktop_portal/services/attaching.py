"""A file of the person's becomes part of a draft: looked into, cleaned, encrypted, never a temporary file (J14).

A document goes through memory by pieces: sealed first, then looked into as it was sealed, and only then a part of the
draft. A picture is drawn anew, so its dots are in memory once.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from desktop_portal.core.attachment import (
    ENDINGS,
    check_size,
    cleaned_image,
    content_type_of,
    display_title,
    picture_type,
)
from desktop_portal.core.problems import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from desktop_portal.forms.answers import Attachment
    from desktop_portal.store.attachments import Attachments

MEGABYTE = 1024 * 1024
LONGEST_SIGN = 16
ENDING_OF = {content_type: ending.removeprefix(".") for content_type, ending in ENDINGS.items()}


class Attaching:
    """Adds files to the drafts of one store; `limit` in bytes and `kinds` ("pdf", "docx", …) are the policy's."""

    def __init__(
        self, attachments: Attachments, *, limit: int, kinds: tuple[str, ...] = tuple(ENDING_OF.values())
    ) -> None:
        self._attachments = attachments
        self._limit = limit
        self._kinds = kinds

    def add_file(self, draft_id: str, path: Path) -> Attachment:
        """Read a file and keep it with the draft. Raises FileRefused or DiskFull; then the draft stays as it is."""
        try:
            check_size(path.name, path.stat().st_size, limit=self._limit)
            with path.open("rb") as stream:
                return self._add(draft_id, path.name, stream)
        except OSError as error:
            why = "It cannot be read. Check that it is still there and that you may open it."
            raise FileRefused(name=display_title(path.name), why=why) from error

    def add_bytes(self, draft_id: str, name: str, data: bytes) -> Attachment:
        """Keep bytes, such as a pasted picture, with the draft. Raises FileRefused, DiskFull."""
        check_size(name, len(data), limit=self._limit)
        return self._add(draft_id, name, io.BytesIO(data))

    def _add(self, draft_id: str, name: str, stream: BinaryIO) -> Attachment:
        picture = picture_type(stream.read(LONGEST_SIGN))
        stream.seek(0)
        if not picture:
            return self._attachments.add_judged(draft_id, _Limited(stream, name, self._limit), self._judge(name))
        self._check_kind(name, picture)
        drawn = cleaned_image(stream, picture, name=name)
        title = display_title(name, picture)
        return self._attachments.add(draft_id, io.BytesIO(drawn), title=title, content_type=picture)

    def _judge(self, name: str) -> Callable[[BinaryIO], tuple[str, str]]:
        def judge(kept: BinaryIO) -> tuple[str, str]:
            content_type = content_type_of(name, kept, limit=self._limit)
            self._check_kind(name, content_type)
            return content_type, display_title(name, content_type)

        return judge

    def _check_kind(self, name: str, content_type: str) -> None:
        if ENDING_OF[content_type] not in self._kinds:
            raise FileRefused(name=display_title(name), why=_not_here(self._kinds))


class _Limited:
    """A file that is not read past what is allowed, should it grow meanwhile."""

    def __init__(self, stream: BinaryIO, name: str, limit: int) -> None:
        self._stream, self._name, self._limit, self._given = stream, name, limit, 0

    def read(self, size: int, /) -> bytes:
        part = self._stream.read(size)
        self._given += len(part)
        check_size(self._name, max(self._given, 1), limit=self._limit)
        return part


def _not_here(kinds: tuple[str, ...]) -> str:
    """Say what the organisation allows in place of this kind of file."""
    if not kinds:
        return "Your organisation does not allow files to be added. Tell the council what you have."
    return f"Your organisation does not allow this kind of file. Allowed here: {', '.join(kinds)}."

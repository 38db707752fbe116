"""A file of the person's becomes part of a draft: looked into, cleaned, encrypted, never a temporary file (J14)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from desktop_portal.core.attachment import ENDINGS, IMAGES, check_size, cleaned_image, content_type_of, display_title
from desktop_portal.core.problems import FileRefused

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.forms.answers import Attachment
    from desktop_portal.store.attachments import Attachments

MEGABYTE = 1024 * 1024
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
            data = path.read_bytes()
        except OSError as error:
            why = "It cannot be read. Check that it is still there and that you may open it."
            raise FileRefused(name=display_title(path.name), why=why) from error
        return self.add_bytes(draft_id, path.name, data)

    def add_bytes(self, draft_id: str, name: str, data: bytes) -> Attachment:
        """Keep bytes, such as a pasted picture, with the draft. Raises FileRefused, DiskFull."""
        content_type = content_type_of(name, data, limit=self._limit)
        if ENDING_OF[content_type] not in self._kinds:
            raise FileRefused(name=display_title(name), why=_not_here(self._kinds))
        if content_type in IMAGES:
            data = cleaned_image(data, content_type, name=name)
        title = display_title(name, content_type)
        return self._attachments.add(draft_id, io.BytesIO(data), title=title, content_type=content_type)


def _not_here(kinds: tuple[str, ...]) -> str:
    """Say what the organisation allows in place of this kind of file."""
    if not kinds:
        return "Your organisation does not allow files to be added. Tell the council what you have."
    return f"Your organisation does not allow this kind of file. Allowed here: {', '.join(kinds)}."

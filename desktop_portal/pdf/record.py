"""What a document says about itself to programs, so that the same document can be made again and compared.

It holds nothing that does not stand on the pages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from desktop_portal import __version__
from desktop_portal.core.returned import OPEN, Round, read_round, write_round
from desktop_portal.core.submission import FileToSend
from desktop_portal.pdf.request import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.pdf.request import PdfRequest

RESPONSE_NAME: Final = "QuestionnaireResponse.json"
RESPONSE_TYPE: Final = "application/fhir+json"
_FIELDS: Final = frozenset(
    {
        "form",
        "language",
        "council",
        "who",
        "reference",
        "version",
        "digest",
        "submitted",
        "received",
        "program",
        "files",
        "reply",
        "rounds",
    }
)


@dataclass(frozen=True, slots=True)
class Record:
    """The facts of a submitted form's document. `form` is `url|version`; `program` the version that made it."""

    form: str
    language: str
    council: str
    who: str
    reference: str
    version: int
    digest: str
    submitted: datetime
    received: datetime | None
    program: str
    files: tuple[FileToSend, ...]
    rounds: tuple[Round, ...]
    reply: Mapping[str, Any]


def record_of(request: PdfRequest) -> str:
    """Return the facts as JSON; "" for a draft and for the copy for the family, which are not what was submitted."""
    if request.kind is not Kind.SUBMITTED or request.left_out is not None:
        return ""
    form = request.evaluation.form
    facts = {
        "form": form.reference,
        "language": form.language,
        "council": request.council,
        "who": request.who,
        "reference": request.reference,
        "version": request.version,
        "digest": request.digest,
        "submitted": request.written_at.isoformat(),
        "received": request.received_at.isoformat() if request.received_at else "",
        "program": __version__,
        "reply": dict(request.reply),
        # Whether a request is still open changes later, and does not stand on the pages.
        "rounds": [write_round(replace(one, state=OPEN)) for one in request.rounds if one.version < request.version],
        "files": [[file.digest, file.size, file.content_type, file.title] for file in request.files],
    }
    return json.dumps(facts, sort_keys=True)


def read_record(text: str) -> Record | None:
    """Read the facts back; None when they are not of this kind."""
    try:
        facts: Any = json.loads(text)
        if not isinstance(facts, dict) or set(facts) != _FIELDS or not isinstance(facts["version"], int):
            return None
        files = tuple(_file(one) for one in facts.pop("files"))
        rounds = tuple(read_round(one) for one in facts.pop("rounds"))
        reply = facts.pop("reply")
        if None in rounds or not isinstance(reply, dict):
            return None
        if not all(isinstance(value, str) for key, value in facts.items() if key != "version"):
            return None
        submitted = datetime.fromisoformat(facts.pop("submitted"))
        received = facts.pop("received")
        moment = datetime.fromisoformat(received) if received else None
    except (ValueError, TypeError, RecursionError):
        return None
    if submitted.tzinfo is None or (moment is not None and moment.tzinfo is None):
        return None
    known = tuple(one for one in rounds if one is not None)
    return Record(submitted=submitted, received=moment, files=files, rounds=known, reply=reply, **facts)


def _file(raw: list[Any]) -> FileToSend:
    digest, size, content_type, title = raw
    if not isinstance(size, int) or not all(isinstance(word, str) for word in (digest, content_type, title)):
        raise TypeError
    return FileToSend(digest, size, content_type, title)

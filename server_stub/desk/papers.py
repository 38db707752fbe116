"""A version as the tagged PDF that the program makes of it too: the only place where the server uses that package.

Decision 0022 says why it may.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from desktop_portal.forms.migrate import migrate
from desktop_portal.pdf.document import render
from desktop_portal.pdf.request import ChangesRequest, Kind, PdfRequest
from server_stub import clock
from server_stub.desk.reading import evaluated, read_version
from server_stub.refusals import not_found

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from server_stub.catalogue import Catalogue
    from server_stub.tables.submissions import Submission, Version


@dataclass(frozen=True, slots=True)
class _File:
    """What the PDF lists of a file."""

    digest: str
    size: int
    content_type: str
    title: str


def whole_pdf(catalogue: Catalogue, council: str, zone: ZoneInfo, row: Submission, version: Version) -> bytes:
    """Return all answers of a version; Refused 404 where its form is not published."""
    read = read_version(catalogue, version)
    if read is None:
        raise not_found()
    received = clock.read(version.received_at).astimezone(zone)
    body = json.loads(bytes(version.body))
    files = tuple(
        _File(one["digest"], one["size"], str(one.get("content_type", "")), str(one.get("title", "")))
        for one in body.get("attachments", [])
    )
    return render(
        PdfRequest(
            council=council,
            evaluation=evaluated(*read, version),
            kind=Kind.SUBMITTED,
            written_at=received,
            who=row.from_name,
            reference=row.reference,
            received_at=received,
            digest=version.digest,
            version=version.number,
            # The program's own class of files is not the server's to use; the PDF asks for these four members.
            files=cast("Any", files),
        )
    )


def changes_pdf(
    catalogue: Catalogue, council: str, zone: ZoneInfo, row: Submission, before: Version, after: Version
) -> bytes:
    """Return what is different between two versions; Refused 404 where a form is not published."""
    old, new = read_version(catalogue, before), read_version(catalogue, after)
    if old is None or new is None:
        raise not_found()
    moved = migrate(old[0], new[0], old[1])
    return render(
        ChangesRequest(
            council=council,
            form=new[0],
            before=moved.answers,
            after=new[1],
            versions=(before.number, after.number),
            times=(
                clock.read(before.received_at).astimezone(zone),
                clock.read(after.received_at).astimezone(zone),
            ),
            who=row.from_name,
            reference=row.reference,
            parked=tuple((parked.question, parked.words) for parked in moved.parked),
        )
    )

"""Writing submissions out as folders: for a case system, or for a person who asks what is known of them.

FOLDER/LCS-26-00001/version-1/submission.json (the exact bytes), receipt.json, file-1.pdf … and FOLDER/index.json.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import peewee

from server_stub import audit, blobs, clock
from server_stub.database import writing
from server_stub.refusals import CannotStart
from server_stub.tables.accounts import Account, Session, TermsAgreed
from server_stub.tables.submissions import AttachmentLink, InformationRequest, RequestNote, Submission, Version
from server_stub.tables.uploads import Blob

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENDINGS = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
}
_ACCOUNT = ("email", "first_name", "last_name", "job_role", "organisation", "phone", "kind", "language", "created_at")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which submissions: "" is no matter."""

    account: str = ""
    destination: str = ""
    since: str = ""


def write(folder: Path, wanted: Wanted, now: datetime, actor: str) -> int:
    """Write the submissions into a new folder that only its owner can read; returns how many there were.

    Raises CannotStart with a sentence; the folder is there whole or not at all. What may do harm is named, not written.
    """
    there, account = _condition(wanted)
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError as error:
        raise CannotStart(f"The folder {folder} is there already. Name a new one.") from error
    except OSError as error:
        raise CannotStart(f"The folder {folder} cannot be made ({error.strerror}).") from error
    try:
        rows = Submission.select().where(there).order_by(Submission.received_at, Submission.id)
        index = [_one(folder / row.reference, row) for row in rows.iterator()]
        if account is not None:
            _json(folder / "account.json", _account(account))
        _json(folder / "index.json", {"exported_at": clock.written(now), "submissions": index})
        with writing():
            which = {"destination": wanted.destination, "since": wanted.since, "one_account": bool(wanted.account)}
            audit.record(now, actor, "exported", "submissions", count=len(index), **which)
    except (OSError, peewee.OperationalError) as error:
        # Half an export would be taken for the whole one day, and one that the audit trail lacks is none.
        shutil.rmtree(folder, ignore_errors=True)
        why = getattr(error, "strerror", "") or error
        raise CannotStart(f"The export {folder} cannot be written ({why}). Nothing of it is kept.") from error
    return len(index)


def _condition(wanted: Wanted) -> tuple[peewee.Expression, Account | None]:
    if wanted.since and not _DAY.fullmatch(wanted.since):
        raise CannotStart("--since is a day such as 2026-11-24.")
    there: Any = Submission.received_at >= wanted.since
    if wanted.destination:
        there &= Submission.destination == wanted.destination
    account = None
    if wanted.account:
        account = Account.get_or_none(Account.email == wanted.account.strip().lower())
        if account is None:
            raise CannotStart("There is no account with this e-mail address.")
        there &= Submission.account == account.id
    return there, account


def _one(folder: Path, row: Submission) -> dict[str, Any]:
    for version in Version.select().where(Version.submission == row.id).order_by(Version.number):
        place = folder / f"version-{version.number}"
        place.mkdir(parents=True)
        (place / "submission.json").write_bytes(bytes(version.body))
        _json(place / "receipt.json", json.loads(version.receipt))
        files = list(_files(place, row.id, version.number))
        if files:
            _json(place / "files.json", files)
    requests = list(_requests(row.id))
    if requests:
        _json(folder / "requests.json", requests)
    names = ("reference", "id", "destination", "form", "state", "latest", "received_at", "changed_at")
    return {name: getattr(row, name) for name in names}


def _files(place: Path, submission: str, number: int) -> Iterator[dict[str, Any]]:
    there = (AttachmentLink.submission == submission) & (AttachmentLink.number == number)
    links = AttachmentLink.select(AttachmentLink, Blob).join(Blob).where(there).order_by(AttachmentLink.position)
    for link in links:
        name = f"file-{link.position + 1}.{_ENDINGS.get(link.blob.content_type, 'bin')}"
        if link.blob.state == "clean":
            with (place / name).open("wb") as file:
                file.writelines(blobs.read(link.blob.content))
        yield {
            "name": name if link.blob.state == "clean" else None,
            "state": link.blob.state,
            "title": link.title,
            "digest": link.blob.digest,
            "size": link.blob.size,
        }


def _requests(submission: str) -> Iterator[dict[str, Any]]:
    there = InformationRequest.submission == submission
    for request in InformationRequest.select().where(there).order_by(InformationRequest.asked_at):
        notes = RequestNote.select().where(RequestNote.request == request.id).order_by(RequestNote.position)
        names = ("number", "state", "reason", "comments", "due_on", "asked_at", "settled_at")
        yield {
            **{name: getattr(request, name) for name in names},
            "notes": [{"section": one.section, "question": one.question, "comment": one.comment} for one in notes],
        }


def _account(account: Account) -> dict[str, Any]:
    terms = TermsAgreed.select().where(TermsAgreed.account == account.id)
    sessions = Session.select().where(Session.account == account.id)
    return {
        **{name: getattr(account, name) for name in _ACCOUNT},
        "terms_agreed": [{"version": one.version, "at": one.at} for one in terms],
        "sessions": [{"created_at": one.created_at, "used_at": one.used_at} for one in sessions],
    }


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

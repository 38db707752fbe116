"""Reading a submission's bytes and checking all that needs no transaction: shape, form, answers, digest."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import rfc8785

from desktop_portal.forms.answers import Attachment
from desktop_portal.forms.check import read_and_check
from server_stub import clock
from server_stub.canonical import NotPlain, canonical, plainly, read_json
from server_stub.refusals import Refused
from server_stub.statements import one

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.issues import Issue
    from desktop_portal.forms.tree import Form
    from server_stub.parts import Parts

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_FILES = 100
_MOST_NOTES = 500
_LONGEST_REPLY = 20_000


@dataclass(frozen=True, slots=True)
class SentFile:
    """An attachment as the submission names it."""

    digest: str
    size: int
    title: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A submission that can be read; nothing is said yet about its answers."""

    submission_id: str
    version: int
    form: str
    language: str
    response: dict[str, Any]
    files: tuple[SentFile, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A submission whose answers are in order under its form."""

    incoming: Incoming
    form: Form
    answers: Answers
    destination: str


def read_incoming(body: bytes, submission_id: str, version: int) -> Incoming:
    """Read the bytes; Refused 422 "not-valid" when they are not a submission with this id and version."""
    try:
        return _read(orjson.loads(body), submission_id, version, plainly)
    except (orjson.JSONDecodeError, NotPlain):
        pass
    try:
        content = read_json(body)
    except (ValueError, RecursionError):
        raise _unreadable("body") from None
    return _read(content, submission_id, version, canonical)


def _read(content: Any, submission_id: str, version: int, write: Callable[[Any], bytes]) -> Incoming:
    if not isinstance(content, dict):
        raise _unreadable("body")
    response, form = content.get("response"), content.get("form")
    if content.get("submission_id") != submission_id or content.get("version") != version:
        raise _unreadable("submission_id")
    if not isinstance(response, dict):
        raise _unreadable("response")
    if not isinstance(form, str) or "|" not in form or "\x00" in form:
        raise _unreadable("form")
    files = _files(content.get("attachments", []))
    reply = _reply(content.get("reply"))
    language = content.get("language")
    return Incoming(
        submission_id=submission_id,
        version=version,
        form=form,
        language=language if isinstance(language, str) else "en",
        response=response,
        files=files,
        digest=_digest(form, response, files, reply, write),
    )


def check(parts: Parts, incoming: Incoming, now: datetime) -> Checked:
    """Check the answers under the form: Refused 410 "form-gone" or 422 "not-valid" with the issues."""
    # Not the whole row: its definition may have hundreds of kilobytes.
    row = one("SELECT destination, accepted_until FROM published_form WHERE reference = ?", (incoming.form,))
    over = row is not None and row[1] is not None and row[1] <= clock.written(now)
    glance = None if row is None or over else parts.catalogue.glance(incoming.form, _language(incoming.language))
    if glance is None or row is None:
        raise Refused(410, "form-gone", "This version of the form is no longer accepted. Use the present one.")
    if incoming.response.get("status") != "completed":
        raise _unreadable("response.status")
    if incoming.response.get("questionnaire") != incoming.form:
        raise _unreadable("response.questionnaire")
    answers, issues = read_and_check(glance.form, incoming.response, now.date(), glance)
    stops = [issue for issue in issues if issue.stops]
    if stops:
        raise not_valid([_as_wire(issue) for issue in stops])
    if glance.asks_for_files:
        _check_files_named(answers, incoming.files)
    return Checked(incoming, glance.form, answers, row[0])


def not_valid(issues: list[dict[str, Any]]) -> Refused:
    """Say which answers are to be looked at again; the issues name places and what to do, never an answer."""
    count = len(issues)
    words = "1 answer needs" if count == 1 else f"{count} answers need"
    return Refused(422, "not-valid", f"{words} another look before the form can be sent.", issues=issues)


def _check_files_named(answers: Answers, files: tuple[SentFile, ...]) -> None:
    """Every file that an answer names has to be sent along."""
    sent = {file.digest for file in files}
    lacking = [
        {"link_id": path.link_id, "path": list(path.rows), "code": "missing-file", "message": "Add this file again"}
        for path, values in answers.values.items()
        for value in values
        if isinstance(value, Attachment) and value.digest and value.digest not in sent
    ]
    if lacking:
        raise not_valid(lacking)


def _as_wire(issue: Issue) -> dict[str, Any]:
    return {
        "link_id": issue.path.link_id,
        "path": list(issue.path.rows),
        "code": issue.code,
        "message": issue.message,
    }


def _files(attachments: Any) -> tuple[SentFile, ...]:
    if not isinstance(attachments, list) or len(attachments) > _MOST_FILES:
        raise _unreadable("attachments")
    return tuple(_file(one) for one in attachments)


def _file(one: Any) -> SentFile:
    if not isinstance(one, dict):
        raise _unreadable("attachments")
    digest, size, title = one.get("digest"), one.get("size"), one.get("title", "")
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise _unreadable("attachments.digest")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise _unreadable("attachments.size")
    if not isinstance(title, str):
        raise _unreadable("attachments.title")
    return SentFile(digest, size, title.replace("\x00", ""))


def _reply(reply: Any) -> dict[str, Any] | None:
    """Check the shape of an answer to a request: a text of its own, and texts to its notes; None when there is none."""
    if reply is None:
        return None
    notes = reply.get("notes", []) if isinstance(reply, dict) else None
    if not isinstance(reply, dict) or not isinstance(notes, list) or len(notes) > _MOST_NOTES:
        raise _unreadable("reply")
    texts = [reply.get("request_id"), reply.get("text", "")]
    for note in notes:
        texts += [note.get("note_id"), note.get("text", "")] if isinstance(note, dict) else [None]
    if not all(isinstance(text, str) and len(text) <= _LONGEST_REPLY for text in texts):
        raise _unreadable("reply")
    return reply


def _digest(
    form: str,
    response: dict[str, Any],
    files: tuple[SentFile, ...],
    reply: dict[str, Any] | None,
    write: Callable[[Any], bytes],
) -> str:
    content: dict[str, Any] = {"form": form, "response": response, "attachments": sorted(file.digest for file in files)}
    if reply is not None:
        content["reply"] = reply
    try:
        return hashlib.sha256(write(content)).hexdigest()
    except (rfc8785.CanonicalizationError, ValueError, RecursionError):
        raise _unreadable("response") from None


def _unreadable(place: str) -> Refused:
    issue = {"link_id": "", "path": [], "code": "unreadable", "message": f"The form's {place} cannot be read."}
    return Refused(422, "not-valid", "The form cannot be read by the council's server.", issues=[issue])


def _language(language: str) -> str:
    return "cy" if language.startswith("cy") else "en"

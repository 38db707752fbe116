"""One row for each answer of a submission, beside its bytes: what exports read, and a council's own queries.

Nested responses are poor for queries. The rows say nothing that the bytes do not, so no receipt waits for them: the
transaction that receives a version notes that they are due, and they are written within seconds, or before whoever
reads them. They go with the version.
"""

from __future__ import annotations

import json
import logging
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import peewee

from desktop_portal.forms.answers import Absent, Attachment, Coding
from desktop_portal.forms.response import from_response
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say
from server_stub.database import writing
from server_stub.statements import insert, insert_many
from server_stub.tables.submissions import FlatAnswer, FlatDue, FlatText, Version

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form

_LOG = logging.getLogger("portal.flat")
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_AT_ONCE = 5
_COLUMNS = ("submission", "number", "position", "link_id", "path", "code", "system", "value", "display")


@dataclass(frozen=True, slots=True)
class Flat:
    """An answer as its row has it. `path`: rows of the repeating groups around it, "2.1" is the first of the second."""

    link_id: str
    path: str
    code: str
    system: str
    value: str
    display: str


def flatten(form: Form, answers: Answers) -> list[Flat]:
    """Write each answer as a row, in the order in which they were given."""
    found = []
    for path, values in answers.values.items():
        question = form.items.get(path.link_id)
        if isinstance(question, Question):
            rows = ".".join(str(row + 1) for row in path.rows)
            for value in values:
                display = say(form, question, value)
                found.append(Flat(path.link_id, rows, *_coded(value, display), display))
    return found


def put(submission: str, number: int) -> None:
    """Note in the caller's transaction that a version is to have its rows; `catch_up` writes them."""
    insert(FlatDue, submission=submission, number=number)


def how_many_are_due() -> int:
    """Count the versions that have no rows yet."""
    return FlatDue.select().count()


def catch_up(form_of: Callable[[str], Form | None], *, most: int | None = None) -> int:
    """Write the rows that are due, for `most` versions or somewhat more; returns for how many.

    Some at a time, and put together before the transaction: whoever hands in a form or opens a page meanwhile waits
    for no more than their writing. Where a form is not published any more, its versions have none.
    """
    done = 0
    while most is None or done < most:
        keys = [(row.submission, row.number) for row in FlatDue.select().limit(_AT_ONCE)]
        if not keys:
            break
        some = [(submission, number, _said_in(submission, number, form_of)) for submission, number in keys]
        with writing():
            for submission, number, said in some:
                # Not what another worker has written meanwhile, nor what has been deleted.
                if FlatDue.delete().where(_there(FlatDue, submission, number)).execute():
                    _write(submission, number, said)
        done += len(keys)
    return done


def read(submission: str, number: int) -> list[Flat]:
    """Return the rows of a version, as they were written."""
    there = (FlatAnswer.submission == submission) & (FlatAnswer.number == number)
    rows = FlatAnswer.select().where(there).order_by(FlatAnswer.position)
    return [Flat(row.link_id, row.path, row.code, row.system, row.value, row.display) for row in rows]


def folded(words: str) -> str:
    """Return words as a search compares them: neither case nor accents count, in any language ("Siân" is "sian")."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return _text("".join(one for one in apart if not unicodedata.combining(one)))


def drop(submission: str) -> None:
    """Delete the rows of all versions of a submission, in the caller's transaction."""
    FlatDue.delete().where(FlatDue.submission == submission).execute()
    for table in (FlatAnswer, FlatText):
        table.delete().where(table.submission == submission).execute()


def put_all() -> None:
    """Note in the caller's transaction that every version is to have its rows: they were received before there were."""
    keys = [(row.submission_id, row.number) for row in Version.select(Version.submission, Version.number)]
    insert_many(FlatDue, ("submission", "number"), keys)


def _there(table: Any, submission: str, number: int) -> peewee.Expression:
    there: peewee.Expression = (table.submission == submission) & (table.number == number)
    return there


def _write(submission: str, number: int, said: list[Flat]) -> None:
    # An older release may have written some of it.
    for table in (FlatAnswer, FlatText):
        table.delete().where(_there(table, submission, number)).execute()
    if not said:
        return
    rows = [
        (submission, number, at, one.link_id, one.path, one.code, one.system, _text(one.value), _text(one.display))
        for at, one in enumerate(said)
    ]
    insert_many(FlatAnswer, _COLUMNS, rows)
    # The words as they are shown, and as they are kept where that is another text: a date, a telephone number.
    words = "\n".join(text for one in said for text in dict.fromkeys((one.display, one.value)) if text)
    insert(FlatText, submission=submission, number=number, words=folded(words))


def _said_in(submission: str, number: int, form_of: Callable[[str], Form | None]) -> list[Flat]:
    version = Version.get_or_none((Version.submission == submission) & (Version.number == number))
    return [] if version is None else _said(version, form_of)


def _said(version: Version, form_of: Callable[[str], Form | None]) -> list[Flat]:
    """Return what a version says; nothing where that is not to be had, so that no other version waits for this one."""
    try:
        form = form_of(version.form)
        if form is None:
            return []
        answers, _ = from_response(form, json.loads(bytes(version.body))["response"])
        return flatten(form, answers)
    except peewee.PeeweeException:
        raise
    except Exception as error:  # noqa: BLE001 (a mistake of ours in one version; its bytes are kept all the same)
        _LOG.error("a version has no rows", extra={"kind": type(error).__name__})
        return []


def _coded(value: Value, words: str) -> tuple[str, str, str]:
    """Return code, its system, and the value as programs read it."""
    if isinstance(value, Coding):
        return _text(value.code), _text(value.system), value.code
    if isinstance(value, Absent):
        return _text(value.reason), _ABSENT, ""
    if isinstance(value, Attachment):
        return "", "", value.digest
    if isinstance(value, bool):
        return "", "", "true" if value else "false"
    text: Any = getattr(value, "text", value)
    return "", "", text if isinstance(text, str) else words


def _text(words: str) -> str:
    # PostgreSQL keeps no zero byte in a text; the answer itself stays as it came.
    return words.replace("\x00", "") if "\x00" in words else words

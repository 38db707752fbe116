"""Get out of a damaged store all that can still be read, row by row, and the rest out of its copies.

SQLCipher gives nothing more on a connection that has met one damaged page: after each error a new one is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop_portal.core.problems import DiskFull, StoreUnreadable
from desktop_portal.store import backups, contents, migrations
from desktop_portal.store.connection import Connection
from desktop_portal.store.content_files import FOLDER, ContentFiles
from desktop_portal.store.files import ENDS, remove_database, sync_folder
from desktop_portal.store.lock import StoreLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

# Parents before children.
_TABLES = (
    "draft",
    "draft_document",
    "snapshot",
    "content",
    "chunk",
    "attachment",
    "submission",
    "submission_text",
    "submission_file",
    "upload",
    "definition",
    "state",
)
# What is only half there is worth less than the whole in an older copy.
_HALF_DRAFTS = "DELETE FROM draft WHERE id NOT IN (SELECT draft_id FROM draft_document)"
_HALF_SUBMISSIONS = """
    DELETE FROM submission WHERE NOT EXISTS (
        SELECT 1 FROM submission_text WHERE submission_text.id = submission.id
        AND submission_text.version = submission.version)"""
_DOCUMENT_OF_SNAPSHOT = """
    INSERT OR IGNORE INTO draft_document (draft_id, document)
    SELECT draft_id, document FROM snapshot WHERE saved_at = (
        SELECT max(saved_at) FROM snapshot AS other WHERE other.draft_id = snapshot.draft_id)
    AND draft_id IN (SELECT id FROM draft)"""
_LONE = (
    "DELETE FROM draft_document WHERE draft_id NOT IN (SELECT id FROM draft)",
    "DELETE FROM snapshot WHERE draft_id NOT IN (SELECT id FROM draft)",
    "DELETE FROM submission_text WHERE (id, version) NOT IN (SELECT id, version FROM submission)",
    "DELETE FROM submission_file WHERE (id, version) NOT IN (SELECT id, version FROM submission)",
    "DELETE FROM chunk WHERE digest NOT IN (SELECT digest FROM content)",
    "DELETE FROM attachment WHERE digest NOT IN (SELECT digest FROM content)",
    "DELETE FROM submission_file WHERE digest NOT IN (SELECT digest FROM content)",
    # An older copy still has it as a draft; since then it was submitted.
    "DELETE FROM draft WHERE id IN (SELECT id FROM submission WHERE submitted_at >= draft.saved_at)",
)
_MOST_TRIES = 200_000
_Counts: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Salvage:
    """What there is after a salvage, without a word of anyone: numbers, and the name the damaged file was kept under.

    `rows_lost` is the most that could not be read from the damaged file; `from_copies` what the copies made good.
    """

    drafts: int
    submissions: int
    files: int
    rows_lost: int
    from_copies: int
    kept_as: str


def salvage(path: Path, key: bytes, now: datetime) -> Salvage:
    """Put a whole store in the place of a damaged one, which is kept beside it under another name.

    Raises StoreUnreadable when neither the store nor any copy gives a single row with this key: then nothing has
    changed. StoreInUse while a program has it open; DiskFull.
    """
    lock = StoreLock(path.with_name(f"{path.name}.lock"))
    fresh = path.with_name(f"{path.name}.salvaged")
    remove_database(fresh)
    target = Connection(fresh, key)
    try:
        lost, before, report = _gather(target, path, key)
    except BaseException:
        target.close()
        remove_database(fresh)
        lock.release()
        raise
    target.close()
    try:
        kept_as = _put_in_place(fresh, path, now)
    finally:
        lock.release()
    drafts, submissions, files = report
    return Salvage(drafts, submissions, files, lost, sum(report) - sum(before), kept_as)


def _gather(target: Connection, path: Path, key: bytes) -> tuple[int, _Counts, _Counts]:
    migrations.migrate(target, 0)
    lost = _fill(target, path, key)
    before = _count(target)
    for copy in backups.paths(path):
        _fill(target, copy, key)
    report = _count(target)
    if not any(report):
        raise StoreUnreadable
    target.clear_traces()
    return lost, before, report


def _fill(target: Connection, source: Path, key: bytes) -> int:
    """Add the rows of a file that the target lacks, whole things only; return how many could not be read."""
    if not source.exists() or not source.stat().st_size:
        return 0
    reader = _Reader(source, key)
    try:
        with target.writing() as database:
            database.execute_sql("PRAGMA defer_foreign_keys = 1")
            for table in _TABLES:
                columns = reader.columns(table)
                marks = ", ".join("?" * len(columns))
                insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 (ours)
                for row in reader.rows(table, columns):
                    database.execute_sql(insert, row)
            # What is damaged beside the store may be whole beside its copies.
            contents.heal(database, target.files, ContentFiles(target.path.parent / "backups" / FOLDER))
            _tidy(database, target.files)
    finally:
        reader.close()
    return reader.lost


def _tidy(database: Any, files: ContentFiles) -> None:
    database.execute_sql(_DOCUMENT_OF_SNAPSHOT)
    for digest in contents.digests(database):
        if not contents.is_whole(database, files, digest):
            for table in ("chunk", "content"):
                database.execute_sql(f"DELETE FROM {table} WHERE digest = ?", (digest,))  # noqa: S608 (our own names)
    for statement in (_HALF_DRAFTS, _HALF_SUBMISSIONS, *_LONE):
        database.execute_sql(statement)


def _count(target: Connection) -> _Counts:
    with target.reading() as database:
        drafts, submissions, files = (
            database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (our own names)
            for table in ("draft", "submission", "content")
        )
    return drafts, submissions, files


def _put_in_place(fresh: Path, path: Path, now: datetime) -> str:
    kept_as = f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}{path.suffix}"
    try:
        fresh.chmod(0o600)
        for end in ENDS:
            damaged = path.with_name(path.name + end)
            if damaged.exists():
                damaged.rename(path.with_name(kept_as + end))
        fresh.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise DiskFull from error
    return kept_as


class _Reader:
    """Reads a file that may be damaged, row by row, on a new connection after each error."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection = Connection(path, key)
        self.lost = 0

    def close(self) -> None:
        self._connection.close()

    def columns(self, table: str) -> list[str]:
        """Return a table's columns, fewer in an older schema; none with another key or without the first page."""
        return [column[1] for column in self._ask(f"PRAGMA table_info({table})", ()) or []]

    def rows(self, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows that can be read."""
        if not columns:
            return
        one = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid = ?"  # noqa: S608 (our own names)
        for number in self._numbers(table):
            found = self._ask(one, (number,))
            if found is None:
                self.lost += 1
            else:
                yield from found

    def _numbers(self, table: str) -> Iterator[int]:
        """Give the row numbers of a table: page by page; where that breaks off, one after the other."""
        last = 0
        while True:
            step = self._ask(
                f"SELECT rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 100",  # noqa: S608 (our own names)
                (last,),
            )
            if step is None:
                yield from self._guessed(table, last)
                return
            if not step:
                return
            yield from (number for (number,) in step)
            last = step[-1][0]

    def _guessed(self, table: str, last: int) -> Iterator[int]:
        highest = self._ask(f"SELECT max(rowid) FROM {table}", ())  # noqa: S608 (our own names)
        # Without an end the search stops after as many numbers in a row as there may be in one damaged page.
        end = highest[0][0] if highest and highest[0][0] else last + 500
        yield from range(last + 1, min(end, last + _MOST_TRIES) + 1)

    def _ask(self, question: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]] | None:
        try:
            with self._connection.reading() as database:
                found: list[tuple[Any, ...]] = database.execute_sql(question, values).fetchall()
                # The last page of a long row is given as zeros when it is damaged, and only the next page that is
                # read complains: so one is read.
                database.execute_sql("PRAGMA shrink_memory").fetchall()
                database.execute_sql("SELECT count(*) FROM sqlite_master").fetchall()
                return found
        except (StoreUnreadable, DiskFull):
            self._connection.close()
            self._connection = Connection(self._path, self._key)
            return None

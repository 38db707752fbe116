"""What a disk may hold after the power was cut: made from a recording of every write and sync of a real process.

The recording is strace's, of the real program with the real library: every write, truncation, rename and sync in its
order, with the bytes. A disk promises only what was synced; of the rest any part may be there, in any order, torn at
sectors of 512 bytes. Names promise only what a sync of their folder has fixed, in the order in which they were given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fallocate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2"
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
_FD = re.compile(r"(\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def strace(log: Path, *command: str, calls: str = CALLS) -> list[str]:
    """Return the command line that records `command` into `log`, bytes and all."""
    return ["strace", "-f", "-y", "-xx", "-s", "4000000", "-e", f"trace={calls}", "-o", str(log), *command]


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass(frozen=True, slots=True)
class Event:
    """One call: `name`, the file it went to (bare path), and what it carried. `said` is a line to the pipe."""

    name: str
    path: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""
    said: str = ""


class Recording:
    """Reads a recording line by line; `ends` is where plain writes to a file go on."""

    def __init__(self, folder: Path) -> None:
        self._inside = str(folder)
        self._ends: dict[str, int] = {}
        self._readers: dict[str, Callable[[str, int], Iterator[Event]]] = {
            "write": self._write,
            "pwrite64": self._pwrite64,
            "openat": self._open,
            "ftruncate": self._ftruncate,
            **dict.fromkeys(("fsync", "fdatasync"), self._fsync),
            **dict.fromkeys(("unlink", "unlinkat"), self._unlink),
            **dict.fromkeys(("rename", "renameat", "renameat2"), self._rename),
        }

    def events(self, log: Path) -> Iterator[Event]:
        """Give what touched the folder, and what was said on standard output, in order."""
        with log.open() as lines:
            for line in lines:
                match = _LINE.match(line)
                if match is not None and int(match[3]) >= 0:
                    yield from self._readers.get(match[1], self._other)(match[2], int(match[3]))

    def _write(self, words: str, done: int) -> Iterator[Event]:
        number, path, data = self._written(words, done)
        if number == "1":
            yield Event("said", said=data.decode())
        elif path:
            yield Event("write", path, at=self._ends.get(path, 0), data=data)
            self._ends[path] = self._ends.get(path, 0) + len(data)

    def _pwrite64(self, words: str, done: int) -> Iterator[Event]:
        _number, path, data = self._written(words, done)
        if path:
            yield Event("write", path, at=int(words.rsplit(",", 1)[1]), data=data)

    def _open(self, words: str, _done: int) -> Iterator[Event]:
        path = self._names(words)[0]
        if not path.startswith(self._inside):
            return
        if "O_CREAT" in words:
            self._ends[path] = 0
            yield Event("create", path)
        if "O_TRUNC" in words:
            self._ends[path] = 0
            yield Event("truncate", path)

    def _rename(self, words: str, _done: int) -> Iterator[Event]:
        names = self._names(words)
        if names[0].startswith(self._inside):
            yield Event("rename", names[0], names[1])

    def _unlink(self, words: str, _done: int) -> Iterator[Event]:
        name = self._names(words)[-1]
        if name.startswith(self._inside):
            yield Event("unlink", name)

    def _fsync(self, words: str, _done: int) -> Iterator[Event]:
        _number, path = self._handle(words)
        if path:
            yield Event("sync", path)

    def _ftruncate(self, words: str, _done: int) -> Iterator[Event]:
        _number, path = self._handle(words)
        if path:
            yield Event("truncate", path, at=int(words.rsplit(",", 1)[1]))

    def _other(self, words: str, _done: int) -> Iterator[Event]:
        _number, path = self._handle(words)
        if path:
            raise ValueError("a call that is not understood changed a file")
        yield from ()

    def _written(self, words: str, done: int) -> tuple[str, str, bytes]:
        number, path = self._handle(words)
        return number, path, _bytes(_TEXT.findall(words)[0])[:done]

    def _handle(self, words: str) -> tuple[str, str]:
        match = _FD.match(words)
        if match is None:
            return "", ""
        path = _bytes(match[2]).decode()
        return match[1], path if path.startswith(self._inside) and not match[3] else ""

    @staticmethod
    def _names(words: str) -> list[str]:
        return [_bytes(one).decode("utf-8", "replace") for one in _TEXT.findall(words)]


@dataclass
class Content:
    """What one file holds for sure, and what is on its way to the disk."""

    sure: bytearray = field(default_factory=bytearray)
    loose: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.loose:
            _apply(self.sure, event)
        self.loose = []

    def after_a_cut(self, chance: random.Random) -> bytes:
        """Return what may be found: each loose write there, not there, or torn."""
        held = bytearray(self.sure)
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for event in self.loose:
            if event.name == "truncate":
                if chance.random() < share:
                    _apply(held, event)
                continue
            if chance.random() < 0.3:
                for begin in range(0, len(event.data), SECTOR):
                    if chance.random() < share:
                        _apply(held, Event("write", at=event.at + begin, data=event.data[begin : begin + SECTOR]))
            elif chance.random() < share:
                _apply(held, event)
        return bytes(held)


def _apply(held: bytearray, event: Event) -> None:
    if event.name == "truncate":
        del held[event.at :]
        held.extend(bytes(event.at - len(held)))
        return
    end = event.at + len(event.data)
    if len(held) < end:
        held.extend(bytes(end - len(held)))
    held[event.at : end] = event.data


class Disk:
    """Names and contents, as the disk is sure of them and as the program sees them."""

    def __init__(self) -> None:
        self._sure: dict[str, Content] = {}
        self._seen: dict[str, Content] = {}
        self._loose: list[Event] = []
        self._made: dict[int, Content] = {}

    def take(self, event: Event) -> None:
        """Let one call happen."""
        if event.name == "create":
            if event.path not in self._seen:
                self._seen[event.path] = self._made[len(self._made)] = Content()
                self._loose.append(Event("create", event.path, at=len(self._made) - 1))
        elif event.name == "rename":
            self._seen[event.to] = self._seen.pop(event.path)
            self._loose.append(event)
        elif event.name == "unlink":
            self._seen.pop(event.path, None)
            self._loose.append(event)
        elif event.name == "sync" and event.path not in self._seen:
            folder, kept = event.path, []
            for one in self._loose:
                if one.path.rpartition("/")[0] == folder:
                    self._name(self._sure, one)
                else:
                    kept.append(one)
            self._loose = kept
        elif event.name == "sync":
            self._seen[event.path].sync()
        elif event.name in {"write", "truncate"} and event.path in self._seen:
            self._seen[event.path].loose.append(event)

    def _name(self, names: dict[str, Content], event: Event) -> None:
        if event.name == "create":
            names[event.path] = self._made[event.at]
        elif event.name == "rename" and event.path in names:
            names[event.to] = names.pop(event.path)
        elif event.name == "unlink":
            names.pop(event.path, None)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that may be found, by path."""
        names = dict(self._sure)
        for event in self._loose[: chance.randint(0, len(self._loose))]:
            self._name(names, event)
        return {path: content.after_a_cut(chance) for path, content in names.items()}

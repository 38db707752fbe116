"""Files to the server by tus 1.0: in chunks, each with its checksum, going on where the *server* says it stands."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop_portal.core.outcome import Outcome, Rejected, SignInNeeded, Stopped, TooBig, Transient, Unsendable
from desktop_portal.core.problems import Problem, StoreUnreadable
from desktop_portal.remote.answers import check_it_is_ours, outcome_of, refusal
from desktop_portal.remote.chunks import chunks_from
from desktop_portal.remote.side_by_side import Call, Meter, Steps, alone, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop_portal.core.submission import FileToSend
    from desktop_portal.remote.session import Answer, HttpSession

SMALLEST_CHUNK = 256 * 1024
BIGGEST_CHUNK = 1024 * 1024
_QUICK_SECONDS = 1.0
_TUS = {"Tus-Resumable": "1.0.0"}
_GONE = frozenset({404, 410})
_CHECKSUM_MISMATCH = 460
_LONGEST_NUMBER = 18
_MOST_SETBACKS = 5
"""Offsets that moved back, checksums that failed, uploads that vanished: so many in one attempt, then it waits."""


class _Restart(Exception):  # noqa: N818 (not an error: the way back to the start)
    """The server does not have this upload any more: create it again."""


class _Ended(Exception):  # noqa: N818 (carries the outcome out of the loop)
    """The attempt is over."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(type(outcome).__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file to bring over.

    `open_content()` gives the file's bytes from the start, in pieces of any size. `url` is where an earlier attempt
    left off, or "". `remember(url, offset)` is called after each step the server has confirmed, `forget()` when the
    server has lost it, `stop()` is asked between chunks. `meter` is asked before each: files that share one share its
    bytes a second.
    """

    file: FileToSend
    open_content: Callable[[], Iterator[bytes]]
    remember: Callable[[str, int], None]
    forget: Callable[[], None]
    stop: Callable[[], bool] = field(default=lambda: False)
    url: str = ""
    meter: Meter = field(default_factory=Meter)


class Uploads:
    """The client's side of tus. Raises CannotReach and its kinds; everything else is an Outcome."""

    def __init__(
        self, http: HttpSession, *, path: str = "/v1/uploads", monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._http = http
        self._path = path
        self._monotonic = monotonic

    def send(self, upload: Upload) -> Outcome | None:
        """Bring the file over; None when the server has confirmed the last byte."""
        return alone(self._steps(upload), self._call)

    def send_all(self, uploads: Sequence[Upload], most: int) -> Outcome | None:
        """Bring files over, up to `most` side by side; None when the server has confirmed the last byte of each.

        When one cannot go on the others stop after their next chunk; all go on later where the server says they stand.
        """
        ended: list[Outcome] = []

        def steps(upload: Upload) -> Steps[None]:
            with_others = replace(upload, stop=lambda: bool(ended) or upload.stop())
            if ended:
                return
            try:
                outcome = yield from self._steps(with_others)
            except StoreUnreadable:
                outcome = Unsendable("damaged")
            except Problem as problem:
                outcome = outcome_of(problem)
            if outcome is not None:
                ended.append(outcome)

        side_by_side([steps(one) for one in uploads], self._call, most)
        return ended[0] if ended else None

    def _call(self, call: Call) -> Answer:
        return self._http.send(call.method, call.path, headers=call.headers, body=call.body)

    def _steps(self, upload: Upload) -> Steps[Outcome | None]:
        url = upload.url
        for _ in range(_MOST_SETBACKS):
            try:
                url, offset = yield from self._where(upload, url)
                yield from self._go_on(upload, url, offset)
            except _Restart:
                upload.forget()
                url = ""
            except _Ended as ended:
                return ended.outcome
            else:
                return None
        return self._given_up(upload)

    def _given_up(self, upload: Upload) -> Outcome:
        """Look for the fault here first: a file that is not what it was will never be accepted."""
        digest = hashlib.sha256()
        for piece in upload.open_content():
            digest.update(piece)
        return Transient("unexpected") if digest.hexdigest() == upload.file.digest else Unsendable("damaged")

    def _where(self, upload: Upload, url: str) -> Steps[tuple[str, int]]:
        """Ask the server how far it is, or create the upload."""
        if not url:
            return (yield from self._create(upload))
        answer = yield from self._tus("HEAD", url)
        if answer.is_refusal or answer.headers.get("upload-length") != str(upload.file.size):
            raise _Restart
        offset = _offset(answer)
        upload.remember(url, offset)
        return url, offset

    def _create(self, upload: Upload) -> Steps[tuple[str, int]]:
        file = upload.file
        words = {"filename": file.title, "filetype": file.content_type, "digest": file.digest}
        metadata = ",".join(f"{key} {base64.b64encode(word.encode()).decode()}" for key, word in words.items())
        headers = {"Upload-Length": str(file.size), "Upload-Metadata": metadata}
        answer = self._refused((yield from self._tus("POST", self._path, headers)), upload)
        url = self._own_path(answer.headers.get("location", ""))
        offset = _offset(answer) if "upload-offset" in answer.headers else 0
        upload.remember(url, offset)
        return url, offset

    def _go_on(self, upload: Upload, url: str, offset: int) -> Steps[None]:
        size, setbacks = upload.file.size, 0
        chunk_size = SMALLEST_CHUNK
        while offset < size:
            for chunk in chunks_from(upload.open_content(), offset, lambda: chunk_size):  # noqa: B023 (it grows)
                if upload.stop():
                    raise _Ended(Stopped())
                upload.meter.before(len(chunk))
                began = self._monotonic()
                confirmed = yield from self._patch(upload, url, offset, chunk)
                if confirmed != offset + len(chunk):
                    offset, setbacks = confirmed, setbacks + 1
                    break
                offset = confirmed
                upload.remember(url, offset)
                chunk_size = self._next_size(chunk_size, began)
            else:
                if offset < size:  # the content here is shorter than it was: its digest will not match either
                    raise _Ended(self._given_up(upload))
            if setbacks >= _MOST_SETBACKS:
                raise _Ended(self._given_up(upload))

    def _patch(self, upload: Upload, url: str, offset: int, chunk: bytes) -> Steps[int]:
        """Send one chunk and return the offset that the server is at now, whatever it is."""
        checksum = base64.b64encode(hashlib.sha256(chunk).digest()).decode()
        headers = {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {checksum}",
        }
        answer = yield from self._tus("PATCH", url, headers, chunk)
        if answer.status in {409, _CHECKSUM_MISMATCH}:
            return (yield from self._where(upload, url))[1]
        return _offset(self._refused(answer, upload))

    def _tus(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
    ) -> Steps[Answer]:
        answer = yield Call(method, path, {**_TUS, **(headers or {})}, body)
        check_it_is_ours(answer)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            raise _Ended(SignInNeeded())
        if not answer.is_refusal and "tus-resumable" not in answer.headers:
            raise _Ended(Transient("unexpected"))  # a 200 that does not speak tus is somebody else's
        return answer

    def _refused(self, answer: Answer, upload: Upload) -> Answer:
        if answer.status in {413, 507}:
            raise _Ended(TooBig(upload.file.title))
        if answer.status in _GONE:
            raise _Restart
        if answer.status in {403, 415, 422}:
            raise _Ended(Rejected(refusal(answer).detail or "The council's server did not accept a file."))
        if answer.is_refusal:
            raise _Ended(Transient("unexpected"))
        return answer

    def _own_path(self, location: str) -> str:
        """Keep only the path: whatever host a Location names, our bytes go to the configured server alone (I12)."""
        base = urlsplit(self._http.base_url).path
        path = urlsplit(location).path.removeprefix(base)
        if not path.startswith("/"):
            path = f"{self._path.rstrip('/')}/{path}"
        if not path.startswith(f"{self._path.rstrip('/')}/") or ".." in path:
            raise _Ended(Transient("unexpected"))
        return path

    def _next_size(self, size: int, began: float) -> int:
        """Grow while the network is quick: fewer answers to wait for; a slow one loses little when it is cut."""
        quick = self._monotonic() - began < _QUICK_SECONDS
        return min(size * 2, BIGGEST_CHUNK) if quick else max(size // 2, SMALLEST_CHUNK)


def _offset(answer: Answer) -> int:
    text = answer.headers.get("upload-offset", "")
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_NUMBER:
        raise _Ended(Transient("unexpected"))
    return int(text)

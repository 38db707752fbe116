"""Delivering a submission and reading the feed: the calls that carry a child's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from desktop_portal.core.outcome import (
    Conflict,
    FieldProblem,
    FormGone,
    MissingFiles,
    Outcome,
    Received,
    Rejected,
    SignInNeeded,
    TooBig,
    Transient,
    Unsendable,
    UpdateNeeded,
)
from desktop_portal.core.problems import Problem, StoreUnreadable
from desktop_portal.remote.answers import Refusal, check_it_is_ours, content_of, outcome_of, refusal
from desktop_portal.remote.calls import Calls
from desktop_portal.remote.uploads import Upload, Uploads
from desktop_portal.remote.wire import FeedPage, Unreadable, read_feed, read_receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop_portal.core.submission import Submission
    from desktop_portal.remote.session import Answer

_SENTENCE_IF_NONE = "The council's server did not accept this form."


class SubmissionCalls(Calls):
    """The calls of a delivery. They raise nothing that is expected: each returns an Outcome."""

    def submit(self, submission: Submission, if_match: str = "") -> Outcome:
        """PUT the frozen bytes of (id, version), once. `if_match` is the ETag that versions after the first need."""
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": f'"{submission.id}.{submission.version}"',
        }
        if if_match:
            headers["If-Match"] = if_match
        path = f"/v1/submissions/{quote(submission.id, safe='')}/versions/{submission.version}"
        try:
            answer = self._http.send("PUT", path, headers=headers, body=submission.body)
            check_it_is_ours(answer)
            return judge_submit(answer)
        except Problem as problem:
            return outcome_of(problem)

    def upload(self, upload: Upload) -> Outcome | None:
        """Bring one file to the server, going on where the server says it stands; None when all of it is there."""
        try:
            return Uploads(self._http).send(upload)
        except StoreUnreadable:
            return Unsendable("damaged")
        except Problem as problem:
            return outcome_of(problem)

    def upload_all(self, uploads: Sequence[Upload], most: int = 1) -> Outcome | None:
        """Bring files to the server, up to `most` side by side; None when all of each is there."""
        if most > 1 and len(uploads) > 1:
            return Uploads(self._http).send_all(uploads, most)
        return next((outcome for one in uploads if (outcome := self.upload(one)) is not None), None)

    def feed(self, after: int, limit: int = 100) -> FeedPage:
        """Read one page of what the council did, after `after`."""
        answer = self._get("/v1/feed", params={"after": str(after), "limit": str(limit)})
        return self._read(read_feed, answer)


def judge_submit(answer: Answer) -> Outcome:
    """Say what an answer to the PUT means, once it is known to be our server's: one line of sync.md's table each."""
    if answer.status in {200, 201}:
        return _receipt(answer)
    if answer.status in {413, 507}:
        return TooBig("")
    found = refusal(answer)
    judge = _BY_STATUS.get(found.status)
    return judge(found) if judge else Transient("unexpected")


def _receipt(answer: Answer) -> Outcome:
    # application/json and nothing like it: problem+json with 200 is no receipt.
    if answer.content_type != "application/json":
        return Transient("unexpected")
    try:
        return Received(read_receipt(content_of(answer)))
    except Unreadable:
        return Transient("unexpected")


def _unprocessable(found: Refusal) -> Outcome:
    if found.code == "digest-differs":
        return Unsendable("digest-differs")
    return Rejected(found.detail or _SENTENCE_IF_NONE, tuple(_fields(found.content)))


def _fields(content: Mapping[str, Any]) -> list[FieldProblem]:
    issues = content.get("issues")
    rows = [one for one in issues if isinstance(one, dict)] if isinstance(issues, list) else []
    return [FieldProblem(str(one.get("link_id") or ""), str(one.get("message") or "")) for one in rows]


def _missing(found: Refusal) -> Outcome:
    digests = found.content.get("digests")
    names = tuple(one for one in digests if isinstance(one, str)) if isinstance(digests, list) else ()
    return MissingFiles(names)


_BY_STATUS: dict[int, Callable[[Refusal], Outcome]] = {
    401: lambda _found: SignInNeeded(),
    403: lambda found: Rejected(found.detail or _SENTENCE_IF_NONE),
    410: lambda _found: FormGone(),
    412: lambda _found: Conflict(),
    422: _unprocessable,
    424: _missing,
    426: lambda _found: UpdateNeeded(),
}

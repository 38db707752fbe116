"""What every group of calls shares: one session, and reading an answer or raising its Problem."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_portal.core.problems import CannotReach
from desktop_portal.remote.answers import check_it_is_ours, content_of, problem_for, too_many_tries
from desktop_portal.remote.wire import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from desktop_portal.remote.session import Answer, HttpSession

T = TypeVar("T")
_TOO_MANY = 429


class Calls:
    """Calls over one session."""

    def __init__(self, http: HttpSession) -> None:
        self._http = http

    def _get(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        etag: str = "",
        allow: Collection[int] = (),
    ) -> Answer:
        """Read; `allow` are refusals of our own server that the caller wants to see."""
        headers = {"If-None-Match": etag} if etag else {}
        answer = self._http.send("GET", path, headers=headers, params=params)
        if answer.status in allow and answer.is_json:
            check_it_is_ours(answer)
            return answer
        return self._accepted(answer)

    def _send(self, method: str, path: str, content: Mapping[str, Any]) -> Answer:
        """Send JSON while a person waits: too many tries are told at once, not tried again."""
        headers = {"Content-Type": "application/json"}
        answer = self._http.send(method, path, headers=headers, body=json.dumps(content).encode())
        if answer.status == _TOO_MANY and answer.is_json:
            raise too_many_tries(answer)
        return self._accepted(answer)

    def _accepted(self, answer: Answer) -> Answer:
        """Let pass only what our server said and did not refuse."""
        check_it_is_ours(answer)
        if answer.is_refusal:
            raise problem_for(answer)
        return answer

    def _read(self, reader: Callable[[Any], T], answer: Answer) -> T:
        """Read the content; what cannot be read was not (all of) our server's answer."""
        try:
            return reader(content_of(answer))
        except Unreadable as unreadable:
            raise CannotReach(reason="unexpected", cause=str(unreadable)) from None

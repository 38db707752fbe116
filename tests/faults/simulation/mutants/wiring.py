"""Mistakes in what is sent, and in what is taken for an answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import requests

from desktop_portal.core import delivery
from desktop_portal.core.outcome import Received, Transient
from desktop_portal.core.submission import Receipt
from desktop_portal.remote.portal import Portal
from desktop_portal.remote.session import HttpSession
from desktop_portal.remote.uploads import Uploads
from desktop_portal.services.tokens import Tokens
from desktop_portal.store.outbox import Outbox
from tests.faults.simulation.mutants.planting import mutant

if TYPE_CHECKING:
    from tests.faults.simulation.mutants.planting import Patch


@mutant("redirects are followed")
def _redirects(patch: Patch) -> None:
    true = requests.Session.request
    patch.setattr(
        requests.Session, "request", lambda self, *v, **named: true(self, *v, **{**named, "allow_redirects": True})
    )


@mutant("an upload goes on wherever Location says")
def _any_location(patch: Patch) -> None:
    def own_path(_self: Any, location: str) -> str:
        return location

    true = HttpSession.send

    def send(self: Any, method: str, path: str, **more: Any) -> Any:
        base, self.base_url = self.base_url, "" if path.startswith("http") else self.base_url
        try:
            return true(self, method, path, **more)
        finally:
            self.base_url = base

    patch.setattr(Uploads, "_own_path", own_path)
    patch.setattr(HttpSession, "send", send)


@mutant("any 200 is a receipt")
def _html_is_a_receipt(patch: Patch) -> None:
    true = Portal.submit

    def submit(self: Any, submission: Any, if_match: str = "") -> Any:
        seen: list[int] = []
        send = self._http.send

        def watched(*values: Any, **named: Any) -> Any:
            answer = send(*values, **named)
            seen.append(answer.status)
            return answer

        self._http.send = watched
        try:
            outcome = true(self, submission, if_match)
        finally:
            del self._http.send
        if isinstance(outcome, Transient) and seen and seen[-1] in {200, 201}:
            return Received(_made_up(submission))
        return outcome

    patch.setattr(Portal, "submit", submit)


@mutant("no answer is taken for a yes")
def _silence_is_yes(patch: Patch) -> None:
    true = Portal.submit

    def submit(self: Any, submission: Any, if_match: str = "") -> Any:
        outcome = true(self, submission, if_match)
        if isinstance(outcome, Transient) and outcome.reason == "offline":
            return Received(_made_up(submission))
        return outcome

    patch.setattr(Portal, "submit", submit)


def _made_up(submission: Any) -> Receipt:
    digest, at = submission.digest, submission.submitted_at
    return Receipt(submission.id, submission.version, "LCS-26-00000", digest, "epoch", at, '"x"')


@mutant("a receipt for another form is taken")
def _any_receipt(patch: Patch) -> None:
    patch.setattr(delivery, "is_receipt_of", lambda *_values: True)
    true = Outbox.received

    def received(self: Any, done: Any, receipt: Any) -> None:
        digest = self.load(done.submission_id, done.version).digest
        named = {"submission_id": done.submission_id, "version": done.version, "digest": digest}
        true(self, done, replace(receipt, **named))

    patch.setattr(Outbox, "received", received)


@mutant("the body is made anew for each attempt")
def _remade_body(patch: Patch) -> None:
    true = Portal.submit
    numbers = iter(range(10**9))

    def submit(self: Any, submission: Any, if_match: str = "") -> Any:
        body = submission.body + b" " * (next(numbers) % 3)
        return true(self, replace(submission, body=body), if_match)

    patch.setattr(Portal, "submit", submit)


@mutant("tokens are written to the log")
def _logged(patch: Patch) -> None:
    true = Tokens.use

    def use(self: Any) -> None:
        logging.getLogger("sync").warning("Bearer %s", self._kept())
        true(self)

    patch.setattr(Tokens, "use", use)

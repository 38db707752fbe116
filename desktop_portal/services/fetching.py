"""Brings to this computer what another computer of the account handed in (J22, J23)."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from desktop_portal.core.draft import FormKey
from desktop_portal.core.frozen import is_whole
from desktop_portal.core.problems import CannotReach, FormUnknown
from desktop_portal.core.sections import child_label
from desktop_portal.core.submission import DeliveryState, FileToSend, Submission
from desktop_portal.forms.response import from_response
from desktop_portal.remote.wire import read_receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.core.submission import CouncilState, Receipt
    from desktop_portal.forms.tree import Form
    from desktop_portal.remote.portal import Portal
    from desktop_portal.store.database import Store

_LACKING = "fetch:"
_THEIRS = "theirs:"


class Fetching:
    """What is lacking is noted first and fetched then: a cut in between costs nothing.

    `form` finds a compiled definition (raises FormUnknown). Raises CannotReach, NotSignedIn; what came is kept.
    """

    def __init__(
        self,
        store: Store,
        portal: Portal,
        form: Callable[[FormKey], Form],
        is_safeguarding: Callable[[FormKey], bool],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._portal, self._form = store, portal, form
        self._is_safeguarding, self._clock = is_safeguarding, clock

    def note(self, submission_id: str, version: int) -> None:
        """Take note of a receipt in the feed; what is here already is not fetched."""
        key = f"{_LACKING}{submission_id}/{version}"
        self._store.state.set(key, None if self._is_here(submission_id, version) else 1)

    def catch_up(self) -> int:
        """Fetch what is lacking; return how many versions came."""
        came = 0
        for key in sorted(self._store.state.all(_LACKING)):
            submission_id, _, version = key.removeprefix(_LACKING).rpartition("/")
            came += self._fetch(submission_id, int(version))
            self._store.state.set(key, None)
        self._settle_what_was_chosen()
        self._look_at_conflicts()
        return came

    def _settle_what_was_chosen(self) -> None:
        """Finish what a crash between two steps left: the person has chosen, and theirs is not kept yet."""
        for key in self._store.state.all(_THEIRS):
            submission_id, _, version = key.removeprefix(_THEIRS).rpartition("/")
            if not self._is_here(submission_id, int(version)):
                self.settle(submission_id, int(version))

    def theirs(self, submission_id: str, version: int) -> Submission | None:
        """Return the version that another computer was quicker with, once it was fetched."""
        none: dict[str, Any] = {}
        kept = self._store.state.get(f"{_THEIRS}{submission_id}/{version}", none)
        return self._read(kept["body"].encode(), submission_id, version, _receipt_of(kept)) if kept else None

    def settle(self, submission_id: str, version: int) -> bool:
        """After the person chose: keep the other computer's version as the one that the council has."""
        none: dict[str, Any] = {}
        key = f"{_THEIRS}{submission_id}/{version}"
        kept = self._store.state.get(key, none)
        submission = self.theirs(submission_id, version)
        if submission is None:
            return False
        taken = self._keep(submission, _receipt_of(kept), None)
        self._store.state.set(key, None)
        return taken

    def _fetch(self, submission_id: str, version: int) -> bool:
        if self._is_here(submission_id, version):
            return False
        found = self._version(submission_id, version)
        if found is None:
            return False
        submission, receipt = found
        return self._keep(submission, receipt, self._state_of(submission_id))

    def _keep(self, submission: Submission, receipt: Receipt, state: CouncilState | None) -> bool:
        taken = self._store.submissions.take(submission, receipt, state)
        for file in submission.files:
            self._store.attachments.remove(_keeper(submission.id), file.digest)
        return taken

    def _version(self, submission_id: str, version: int) -> tuple[Submission, Receipt] | None:
        receipts = self._portal.submitted_receipts(submission_id)
        receipt = next((one for one in receipts or () if one.version == version), None)
        body = self._portal.submitted_version(submission_id, version) if receipt else None
        if receipt is None or body is None:
            return None
        if not is_whole(body, receipt.digest, submission_id, version):
            raise CannotReach(reason="unexpected", cause="digest")
        submission = self._read(body, submission_id, version, receipt)
        if submission is None or not self._bring_files(submission):
            return None
        return submission, receipt

    def _read(self, body: bytes, submission_id: str, version: int, receipt: Receipt) -> Submission | None:
        content = json.loads(body)
        url, _, form_version = str(content["form"]).partition("|")
        key = FormKey(url, form_version)
        try:
            form = self._form(key)
        except FormUnknown:
            return None
        answers, _issues = from_response(form, content["response"])
        now = self._clock()
        files = tuple(
            FileToSend(one["digest"], int(one["size"]), one["content_type"], one["title"])
            for one in content["attachments"]
        )
        return Submission(
            id=submission_id,
            version=version,
            form=key,
            form_title=form.title,
            child=child_label(form, answers, now.astimezone().date()),
            safeguarding=self._is_safeguarding(key),
            body=body,
            digest=receipt.digest,
            files=files,
            submitted_at=receipt.received_at,
        )

    def _bring_files(self, submission: Submission) -> bool:
        """Fetch the files that are not here; False when the council hands one out no more."""
        for file in submission.files:
            try:
                next(iter(self._store.attachments.open(file.digest)), None)
            except KeyError:
                content = self._portal.submitted_file(submission.id, submission.version, file.digest)
                if content is None:
                    return False
                self._store.attachments.add(
                    _keeper(submission.id), io.BytesIO(content), title=file.title, content_type=file.content_type
                )
        return True

    def _look_at_conflicts(self) -> None:
        """Fetch what the other computer handed in, so that the person can see both (J22)."""
        for delivery in self._store.outbox.waiting():
            key = f"{_THEIRS}{delivery.submission_id}/{delivery.version}"
            none: dict[str, Any] = {}
            if delivery.state is not DeliveryState.CONFLICT or self._store.state.get(key, none):
                continue
            found = self._version(delivery.submission_id, delivery.version)
            if found is not None:
                submission, receipt = found
                told = {**_plain(receipt), "body": submission.body.decode()}
                self._store.state.set(key, told)

    def _is_here(self, submission_id: str, version: int) -> bool:
        try:
            self._store.submissions.receipt(submission_id, version)
        except KeyError:
            return False
        return True

    def _state_of(self, submission_id: str) -> CouncilState | None:
        return next((one.council_state for one in self._store.submissions.versions(submission_id)), None)


def _receipt_of(kept: dict[str, Any]) -> Receipt:
    return read_receipt({key: value for key, value in kept.items() if key != "body"})


def _keeper(submission_id: str) -> str:
    """Hold fetched files under a draft of no form until the submission that they belong to is kept."""
    return f"fetched:{submission_id}"


def _plain(receipt: Receipt) -> dict[str, Any]:
    return {
        "submission_id": receipt.submission_id,
        "version": receipt.version,
        "reference": receipt.reference,
        "digest": receipt.digest,
        "epoch": receipt.epoch,
        "received_at": receipt.received_at.isoformat(),
        "etag": receipt.etag,
    }

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.submission import FileToSend, Receipt, Submission
from desktop_portal.store.database import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop_portal.forms.answers import Attachment

KEY = bytes(range(32))
FORM = FormKey("https://example.gov.uk/forms/safeguarding", "1.0.0")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


@dataclass
class Desk:
    """A store in a folder, and what a person does with it."""

    path: Path
    clock: Clock
    store: Store

    def draft(self, number: int = 1, text: str = "She said that she is afraid to go home.") -> Draft:
        answers = {"linkId": "concerns.what", "answer": [{"valueString": text}]}
        document = {
            "response": {"item": [answers]},
            "retained": [{"hidden": "é\ud83d"}],
            "parked": [],
            "typed": {"a": "31 Feb"},
        }
        now = self.clock()
        return Draft(
            f"018f0000-0000-7000-8000-{number:012}",
            FORM,
            "Safeguarding concern",
            ChildLabel("A.B.", "2019"),
            document,
            now,
            now,
            "concerns",
            frozenset({"child", "overview"}),
        )

    def saved(self, number: int = 1, text: str = "She said that she is afraid to go home.") -> Draft:
        draft = self.draft(number, text)
        self.store.drafts.save(draft)
        return draft

    def attached(self, draft: Draft, content: bytes, title: str = "letter.pdf") -> Attachment:
        return self.store.attachments.add(draft.id, io.BytesIO(content), title=title, content_type="application/pdf")

    def submission(self, draft: Draft, *files: Attachment, version: int = 1) -> Submission:
        sent = tuple(FileToSend(one.digest, one.size, one.content_type, one.title) for one in files)
        body = f'{{"submission_id":"{draft.id}","version":{version}}}'.encode()
        return Submission(
            draft.id, version, FORM, draft.form_title, draft.child, True, body, f"digest-{version}", sent, self.clock()
        )

    def submitted(self, draft: Draft, *files: Attachment, version: int = 1) -> Submission:
        submission = self.submission(draft, *files, version=version)
        self.store.outbox.submit(submission, draft.id)
        return submission

    def receipt(self, submission: Submission, **changes: object) -> Receipt:
        receipt = Receipt(
            submission.id, submission.version, "LCS-26-00001", submission.digest, "e1", self.clock(), "t1"
        )
        return replace(receipt, **changes)  # type: ignore[arg-type]  # one field each, by name

    def received(self, submission: Submission) -> Receipt:
        delivery = next(one for one in self.store.outbox.waiting() if one.submission_id == submission.id)
        receipt = self.receipt(submission)
        self.store.outbox.received(delivery, receipt)
        return receipt

    def reopened(self) -> Store:
        self.store.close()
        self.store = open_store(self.path, KEY, clock=self.clock)
        return self.store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = Clock()
    path = tmp_path / "account" / "store.db"
    desk = Desk(path, clock, open_store(path, KEY, clock=clock))
    yield desk
    desk.store.close()

"""A client without a face: a real encrypted store, a real portal and the sync; tests set its clock and its chance."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.frozen import freeze
from desktop_portal.core.submission import FileToSend, Submission
from desktop_portal.remote.portal import Portal
from desktop_portal.remote.session import Timeouts
from desktop_portal.services.delivering import Conduct
from desktop_portal.services.syncing import SyncReport, SyncService
from desktop_portal.services.tokens import Tokens
from desktop_portal.store.database import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop_portal.core.submission import Delivery

KEY = bytes(range(32))
FORM = FormKey("https://example.gov.uk/forms/concern", "1.0.0")
START = datetime(2026, 5, 1, 10, tzinfo=UTC)
# A busy computer may be slow to answer; who tries silence hands in shorter ones.
PATIENT = Timeouts(connect=10.0, silence=30.0, whole=120.0)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class SyncRig:
    """One person's computer. `crash()` closes nothing politely: it only opens the same store again."""

    def __init__(
        self,
        folder: Path,
        url: str,
        *,
        clock: Clock | None = None,
        timeouts: Timeouts = PATIENT,
        version: str = "0.1.0",
        side_by_side: int = 3,
    ) -> None:
        self.folder = folder
        self.url = url
        self.clock = clock or Clock()
        self.timeouts = timeouts
        self.version = version
        self.side_by_side = side_by_side
        self.jitter = 1.0
        self.progress: list[Delivery] = []
        self.store = open_store(folder / "store.db", KEY, clock=self.clock)
        self._build()

    def _build(self) -> None:
        self.portal = Portal(self.url, device_id="device-1", version=self.version, timeouts=self.timeouts)
        self.tokens = Tokens(self.store.state, self.portal)
        told = self.progress.append
        self.conduct = Conduct(self.clock, lambda: self.jitter, on_progress=told, side_by_side=self.side_by_side)
        self.sync = SyncService(self.store, self.portal, self.tokens, self.conduct)

    def restart(self) -> None:
        """End the program and start it again."""
        self.close()
        self.store = open_store(self.folder / "store.db", KEY, clock=self.clock)
        self._build()

    def close(self) -> None:
        self.portal.close()
        self.store.close()

    def sign_in(self, access: str = "access-1", refresh: str = "refresh-1") -> None:
        self.store.state.set("tokens", {"access": access, "refresh": refresh})

    def queue(
        self,
        submission_id: str = "id-1",
        *,
        said: str = "Sam told me something",
        files: Mapping[str, bytes] | None = None,
        response: Mapping[str, Any] | None = None,
        form: FormKey = FORM,
        version: int = 1,
    ) -> Submission:
        """Save a draft with its files and submit it, as the program does."""
        child = ChildLabel("S.J.", "2014")
        draft = Draft(submission_id, form, "Concern", child, {"said": said}, self.clock(), self.clock())
        self.store.drafts.save(draft)
        attached = []
        for title, content in (files or {}).items():
            kept = self.store.attachments.add(
                submission_id, io.BytesIO(content), title=title, content_type="application/pdf"
            )
            attached.append(FileToSend(kept.digest, kept.size, kept.content_type, kept.title))
        answers = response or {"resourceType": "QuestionnaireResponse", "status": "completed", "said": said}
        body, digest = freeze(answers, form, attached, "en", submission_id, version)
        submission = Submission(
            id=submission_id,
            version=version,
            form=form,
            form_title="Concern",
            child=child,
            safeguarding=True,
            body=body,
            digest=digest,
            files=tuple(attached),
            submitted_at=self.clock(),
        )
        self.store.outbox.submit(submission, submission_id)
        return submission

    def run(self, *, hurry: bool = False) -> SyncReport:
        return self.sync.run_once(hurry=hurry)

    def run_later(self) -> SyncReport:
        """Run when the last report said so."""
        self.clock.passes(hours=1)
        return self.run()

    def delivery(self, submission_id: str = "id-1", version: int = 1) -> Delivery:
        for form in self.store.submissions.list():
            if (form.id, form.version) == (submission_id, version):
                return form.delivery
        raise LookupError(submission_id)

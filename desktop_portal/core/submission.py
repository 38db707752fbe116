"""A form as it goes to the council: frozen at Submit, never made again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.core.draft import ChildLabel, FormKey


@dataclass(frozen=True, slots=True)
class FileToSend:
    """One attachment of a submission; its bytes are in the store under `digest` (SHA-256, lower-case hex)."""

    digest: str
    size: int
    content_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Submission:
    """Version `version` of form `id`. `body` are the exact bytes that are sent; the receipt must echo `digest`."""

    id: str
    version: int
    form: FormKey
    form_title: str
    child: ChildLabel
    safeguarding: bool
    body: bytes
    digest: str
    files: tuple[FileToSend, ...]
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """The council's word that it has (id, version), durably. Only this makes a form "received"."""

    submission_id: str
    version: int
    reference: str
    digest: str
    epoch: str
    received_at: datetime
    etag: str = ""


class DeliveryState(StrEnum):
    """Where a submission is on its way; each is one plain sentence for the person (sync.md)."""

    QUEUED = "queued"
    UPLOADING = "uploading"
    SUBMITTING = "submitting"
    WAIT = "wait"
    NEEDS_SIGN_IN = "needs-sign-in"
    NEEDS_FORM = "needs-form"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    TOO_BIG = "too-big"
    QUARANTINED = "quarantined"
    RECEIVED = "received"


class CouncilState(StrEnum):
    """What the council says of a received form (J23)."""

    RECEIVED = "received"
    REVIEWING = "reviewing"
    INFORMATION_REQUESTED = "information-requested"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The state of one submission on its way.

    `reason` is a code that says why it waits or stopped ("offline", "sign-in-page", "not-trusted", "server-busy",
    "missing-files", …), `detail` a sentence of the server or the names of fields. `ever_submitting` says that the PUT
    of this version was begun at least once: then it can no longer be taken back to a draft.
    """

    submission_id: str
    version: int
    state: DeliveryState
    queued_at: datetime
    attempts: int = 0
    next_at: datetime | None = None
    reason: str = ""
    detail: str = ""
    bytes_sent: int = 0
    bytes_total: int = 0
    ever_submitting: bool = False


@dataclass(frozen=True, slots=True)
class SubmittedForm:
    """One line of "Submitted forms": what was submitted, how its delivery stands, and what the council says."""

    id: str
    version: int
    form: FormKey
    form_title: str
    child: ChildLabel
    safeguarding: bool
    submitted_at: datetime
    delivery: Delivery
    receipt: Receipt | None = None
    council_state: CouncilState | None = None

"""The JSON that goes over the wire, as pydantic models: what is read is strict, what is written is documented."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^\s@<>\"',;:\\()]+@[^\s@.]+(\.[^\s@.]+)+$"),
]
Password = Annotated[str, StringConstraints(max_length=1024)]
Device = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Reading(BaseModel):
    """A body that is read; members that nobody knows are left alone, so that newer clients can speak."""

    model_config = ConfigDict(extra="ignore", str_max_length=4_000)

    @field_validator("*")
    @classmethod
    def _no_zero_byte(cls, value: Any) -> Any:
        """Refuse what no keyboard makes and PostgreSQL cannot keep."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError("a zero byte")
        return value


class Problem(BaseModel):
    """Problem details (RFC 9457): `detail` is a sentence for the person, `code` is for the program."""

    type: str = Field(description="about:blank")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Unprocessable Content",
                "status": 422,
                "detail": "The code is not right. You have 4 tries left.",
                "code": "wrong-code",
                "tries_left": 4,
            }
        },
    )


class Hello(BaseModel):
    """The server's first word."""

    service: Literal["childrens-portal"] = "childrens-portal"
    api: Literal[1] = 1
    epoch: str
    time: str
    oldest_client: str
    terms_version: str


class Terms(BaseModel):
    """The text to agree to."""

    version: str
    text: str


class NewRegistration(Reading):
    """What a person enters to register."""

    email: Email
    password: Password
    first_name: Name
    last_name: Name
    job_role: Text = ""
    organisation: Text = ""
    phone: Text = ""
    language: Literal["en", "cy"] = "en"
    kind: Literal["professional", "public"] = "professional"


class Attempt(BaseModel):
    """A registration or reset under way."""

    attempt: str


class Code(Reading):
    """The code out of the e-mail; spaces do no harm."""

    code: Annotated[str, StringConstraints(max_length=40)]


class Verified(BaseModel):
    """The code was right."""

    verified: Literal[True] = True


class EmailOnly(Reading):
    """An e-mail address."""

    email: Email


class AgreedVersion(Reading):
    """The version of the terms that is agreed to."""

    version: Secret
    device_id: Device = ""


class Credentials(Reading):
    """E-mail address and password."""

    email: Annotated[str, StringConstraints(max_length=254)]
    password: Password
    device_id: Device = ""


class Refresh(Reading):
    """The refresh token."""

    refresh_token: Secret


class NewPassword(Reading):
    """A new password, with the code out of the e-mail."""

    code: Annotated[str, StringConstraints(max_length=40)]
    password: Password


class Account(BaseModel):
    """An account as its owner sees it."""

    id: str
    email: str
    first_name: str
    last_name: str
    job_role: str
    organisation: str
    phone: str
    kind: str


class AccountChange(Reading):
    """What the owner may change; what is left out stays."""

    first_name: Name | None = None
    last_name: Name | None = None
    job_role: Text | None = None
    organisation: Text | None = None
    phone: Text | None = None


class Session(BaseModel):
    """A session; the times in seconds."""

    access_token: str
    access_expires_in: int
    refresh_token: str
    account: Account
    terms_due: str | None


class OpenSession(BaseModel):
    """Where an account is signed in."""

    id: str
    device_id: str
    created_at: str
    used_at: str
    current: bool


class Sessions(BaseModel):
    """A page of an account's sessions, the one used last first; `next` goes into `after`."""

    sessions: list[OpenSession]
    next: str | None


class FormEntry(BaseModel):
    """One published form."""

    name: str
    url: str
    version: str
    title: dict[str, str]
    summary: dict[str, str]
    audience: str
    destination: str
    safeguarding: bool
    digest: str = Field(description="SHA-256 of the bytes that /v1/forms/{name}/{version} answers")
    signature: str = Field(description='Ed25519 over "{url}|{version} {digest}", base64; see `portal-server forms key`')
    published_at: str
    retired_at: str | None
    accepted_until: str | None


class Forms(BaseModel):
    """A page of the published forms; `next` goes into `after`."""

    forms: list[FormEntry]
    next: str | None


class Receipt(BaseModel):
    """The council's word that it has (submission_id, version), durably."""

    submission_id: str
    version: int
    reference: str
    digest: str
    epoch: str
    received_at: str
    etag: str
    state_before: str | None = Field(default=None, description="State at the council before this version; null for 1")


class Choice(BaseModel):
    """A code of one of the council's lists, with its words by language."""

    code: str
    text: dict[str, str]


class Outcome(Choice):
    """How a submission was closed, with the council's words for the referrer."""

    comments: str = ""


class RequestNote(BaseModel):
    """A comment beside a section, or beside one question of it; `rows` as in the path of an answer."""

    note_id: str
    section: str
    question: str
    rows: list[int]
    comment: str


class InformationRequest(BaseModel):
    """What the council asked after a version; `etag` is what the answer's If-Match names."""

    request_id: str
    version: int
    etag: str
    state: Literal["open", "answered", "withdrawn"]
    reason: Choice
    comments: str
    due: str | None
    notes: list[RequestNote]
    asked_at: str
    settled_at: str | None


class SubmissionState(BaseModel):
    """What the council says of a submission."""

    submission_id: str
    reference: str
    state: Literal["received", "reviewing", "information-requested", "closed"]
    form: str
    changed_at: str
    outcome: Outcome | None
    versions: list[Receipt]
    requests: list[InformationRequest]


class Submissions(BaseModel):
    """A page of an account's submissions; `next` goes into `after`, null on the last page."""

    submissions: list[SubmissionState]
    next: str | None


class Feed(BaseModel):
    """A page of the feed."""

    epoch: str
    events: list[dict[str, Any]]
    next: int
    more: bool


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Name the refusals of a call; `description` writes them as problem details."""
    return {status: {"description": "Refused"} for status in statuses}

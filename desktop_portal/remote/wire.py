"""What the server says, as frozen values. Each reader checks all it takes; `Unreadable` never quotes what it read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.core.submission import Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICE = "childrens-portal"
API = 1


class Unreadable(ValueError):  # noqa: N818 (said of the answer)
    """An answer lacks what it has to have; the text names the place, never the content."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The server's first word: its `epoch` changes when it is restored from a backup; `time` is its clock, UTC."""

    epoch: str
    time: datetime
    oldest_client: str
    terms_version: str


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in, as the server has it."""

    id: str
    email: str
    first_name: str
    last_name: str
    job_role: str
    organisation: str
    phone: str
    kind: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session; `access_expires_in` in seconds, `terms_due` the version of the terms still to be agreed to."""

    access_token: str = field(repr=False)
    access_expires_in: int
    refresh_token: str = field(repr=False)
    account: Account
    terms_due: str | None


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person enters to register; `kind` is "professional" or "public"."""

    email: str
    password: str = field(repr=False)
    first_name: str
    last_name: str
    job_role: str
    organisation: str
    phone: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The text to agree to."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One published definition. `digest` is what its content must hash to; `entry` is the whole entry as sent.

    `signature`: of its reference and digest, base64; "" from a server that signs nothing.
    """

    name: str
    url: str
    version: str
    digest: str
    entry: Mapping[str, Any]
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The forms that the council publishes, and the ETag to ask again with."""

    forms: tuple[FormEntry, ...]
    etag: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the feed: `kind` is "receipt", "state", "information-request" or "withdrawn-form"."""

    seq: int
    kind: str
    at: datetime
    submission_id: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of the feed; `next` is where to go on, `more` whether there is more now."""

    epoch: str
    events: tuple[Event, ...]
    next: int
    more: bool


def loads(body: bytes) -> Any:
    """JSON, or Unreadable without a word of it."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None


def read_hello(answer: Any) -> Hello:
    """Only our own service, at an API we speak, is a hello."""
    if _text(answer, "service") != SERVICE or _number(answer, "api") != API:
        raise Unreadable("another service")
    return Hello(
        epoch=_text(answer, "epoch"),
        time=_moment(answer, "time"),
        oldest_client=_text(answer, "oldest_client"),
        terms_version=_text(answer, "terms_version"),
    )


def read_attempt(answer: Any) -> str:
    """Read which registration or reset this is."""
    return str(_get(answer, "attempt"))


def read_session(answer: Any) -> Session:
    """Read a session."""
    return Session(
        access_token=_text(answer, "access_token"),
        access_expires_in=_number(answer, "access_expires_in"),
        refresh_token=_text(answer, "refresh_token"),
        account=read_account(_get(answer, "account")),
        terms_due=answer.get("terms_due") if isinstance(answer.get("terms_due"), str) else None,
    )


def read_account(answer: Any) -> Account:
    """Read an account; what a person may leave empty may be missing."""
    return Account(
        id=str(_get(answer, "id")),
        email=_text(answer, "email"),
        first_name=_text(answer, "first_name"),
        last_name=_text(answer, "last_name"),
        **{key: str(answer.get(key) or "") for key in ("job_role", "organisation", "phone", "kind")},
    )


def read_terms(answer: Any) -> Terms:
    """Read the terms."""
    return Terms(_text(answer, "version"), _text(answer, "text"))


def read_catalogue(answer: Any, etag: str) -> Catalogue:
    """Read the list of forms."""
    return Catalogue(tuple(_form_entry(one) for one in _list(answer, "forms")), etag)


def _form_entry(answer: Any) -> FormEntry:
    name, url, version, digest = (_text(answer, key) for key in ("name", "url", "version", "digest"))
    return FormEntry(name, url, version, digest, MappingProxyType(answer), str(answer.get("signature") or ""))


def read_feed(answer: Any) -> FeedPage:
    """Read a page of the feed."""
    more = _get(answer, "more")
    if not isinstance(more, bool):
        raise Unreadable("more")
    events = tuple(_event(one) for one in _list(answer, "events"))
    return FeedPage(_text(answer, "epoch"), events, _number(answer, "next"), more)


def _event(answer: Any) -> Event:
    return Event(
        seq=_number(answer, "seq"),
        kind=_text(answer, "kind"),
        at=_moment(answer, "at"),
        submission_id=str(answer.get("submission_id") or ""),
        content=MappingProxyType(answer),
    )


def read_receipt(answer: Any) -> Receipt:
    """Read a receipt: every member has to be there; only `delivery.after` decides what it is worth."""
    return Receipt(
        submission_id=_text(answer, "submission_id"),
        version=_number(answer, "version"),
        reference=_text(answer, "reference"),
        digest=_text(answer, "digest"),
        epoch=_text(answer, "epoch"),
        received_at=_moment(answer, "received_at"),
        etag=str(answer.get("etag") or ""),
    )


def _get(answer: Any, key: str) -> Any:
    if not isinstance(answer, dict) or key not in answer:
        raise Unreadable(key)
    return answer[key]


def _text(answer: Any, key: str) -> str:
    value = _get(answer, key)
    if not isinstance(value, str) or not value:
        raise Unreadable(key)
    return value


def _number(answer: Any, key: str) -> int:
    value = _get(answer, key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(key)
    return value


def _list(answer: Any, key: str) -> list[Any]:
    value = _get(answer, key)
    if not isinstance(value, list):
        raise Unreadable(key)
    return value


def _moment(answer: Any, key: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(answer, key))
    except ValueError:
        raise Unreadable(key) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

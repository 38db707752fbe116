"""What the council wants to know more about: rounds of requests and answers, oldest first (J18 to J22)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.answers import Answers

OPEN, ANSWERED, WITHDRAWN = "open", "answered", "withdrawn"
ASKED, TAKEN_BACK, RECEIPT = "information-request", "request-withdrawn", "receipt"
LONGEST_REPLY = 20_000


@dataclass(frozen=True, slots=True)
class Pinned:
    """A comment beside a section, or beside a question where `question` is not "" (`rows`: those around it)."""

    note_id: str
    section: str
    question: str
    rows: tuple[int, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class Round:
    """One request. `version` is the one that was asked about, the answer is the next; `reason` by language."""

    request_id: str
    version: int
    state: str
    reason: Mapping[str, str]
    comments: str
    asked_at: datetime
    due: date | None = None
    notes: tuple[Pinned, ...] = ()

    def reason_in(self, language: str) -> str:
        """Return the reason in a language, in English where there is no other."""
        return self.reason.get(language) or self.reason.get("en") or ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person answers beside the changed fields: a text, and the comments that they ticked off."""

    request_id: str
    text: str = ""
    done: frozenset[str] = frozenset()

    def on_wire(self, notes: tuple[Pinned, ...]) -> dict[str, Any]:
        """Return it as the protocol has it."""
        told = [{"note_id": note.note_id, "done": note.note_id in self.done} for note in notes]
        return {"request_id": self.request_id, "text": self.text, "notes": told}

    def on_disk(self) -> dict[str, Any]:
        """Return it as the draft file keeps it."""
        return {"request_id": self.request_id, "text": self.text, "done": sorted(self.done)}


@dataclass(frozen=True, slots=True)
class Returned:
    """Where one submitted form stands: all rounds, and how it was closed (`outcome` by language) if it was."""

    rounds: tuple[Round, ...] = ()
    outcome: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    outcome_comments: str = ""

    @property
    def open(self) -> Round | None:
        """The request that waits for an answer; never more than one."""
        return next((one for one in reversed(self.rounds) if one.state == OPEN), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands beside a draft that answers the council: the request, earlier rounds, and what was sent.

    `sent` are the answers of version `version`, None where they cannot be read here. `outcome` (by language) and
    `outcome_comments` are how the council closed the form meanwhile, empty while it has not.
    """

    round: Round
    earlier: tuple[Round, ...] = ()
    version: int = 1
    sent: Answers | None = None
    outcome: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    outcome_comments: str = ""


def read_reply(document: Mapping[str, Any]) -> Reply | None:
    """Read what a draft file keeps of the reply; None when there is none."""
    raw = document.get("reply")
    if not isinstance(raw, dict) or not isinstance(raw.get("request_id"), str):
        return None
    done = [one for one in _list(raw.get("done")) if isinstance(one, str)]
    return Reply(raw["request_id"], str(raw.get("text") or ""), frozenset(done))


def read_round(content: Mapping[str, Any]) -> Round | None:
    """Read a request as the server sends it and as it is kept; None when it is damaged."""
    try:
        reason = content.get("reason") or {}
        due = content.get("due")
        return Round(
            request_id=str(content["request_id"]),
            version=int(content["version"]),
            state=str(content.get("state") or OPEN),
            reason=MappingProxyType(dict(reason.get("text") or {})),
            comments=str(content.get("comments") or ""),
            asked_at=datetime.fromisoformat(str(content["asked_at"])),
            due=date.fromisoformat(str(due)) if due else None,
            notes=tuple(_pinned(one) for one in _list(content.get("notes"))),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def write_round(one: Round) -> dict[str, Any]:
    """Write a request as `read_round` reads it."""
    return {
        "request_id": one.request_id,
        "version": one.version,
        "state": one.state,
        "reason": {"text": dict(one.reason)},
        "comments": one.comments,
        "asked_at": one.asked_at.isoformat(),
        "due": one.due.isoformat() if one.due else None,
        "notes": [
            {
                "note_id": note.note_id,
                "section": note.section,
                "question": note.question,
                "rows": list(note.rows),
                "comment": note.comment,
            }
            for note in one.notes
        ],
    }


def after_event(known: Returned, kind: str, content: Mapping[str, Any]) -> Returned:
    """Take one line of the feed; the same line twice changes nothing."""
    if kind == ASKED:
        found = read_round(content)
        return known if found is None else replace(known, rounds=_with(known.rounds, found))
    if kind == TAKEN_BACK:
        return replace(known, rounds=_settled(known.rounds, str(content.get("request_id")), WITHDRAWN))
    if kind == RECEIPT:
        later = [one for one in known.rounds if one.state == OPEN and _version(content) > one.version]
        return replace(known, rounds=_settled(known.rounds, later[0].request_id, ANSWERED)) if later else known
    if kind == "state":
        outcome = content.get("outcome")
        told = outcome if isinstance(outcome, dict) else {}
        words = told.get("text") if isinstance(told.get("text"), dict) else {}
        return replace(
            known, outcome=MappingProxyType(dict(words or {})), outcome_comments=str(told.get("comments") or "")
        )
    return known


def answered_here(known: Returned, version: int) -> Returned:
    """Settle the request that a version of this computer answers, once the council has it."""
    return after_event(known, RECEIPT, {"version": version})


def _with(rounds: tuple[Round, ...], found: Round) -> tuple[Round, ...]:
    others = tuple(one for one in rounds if one.request_id != found.request_id)
    before = next((one for one in rounds if one.request_id == found.request_id), None)
    # A feed that is read again tells of a request that was settled since; the line that settled it comes later.
    kept = found if before is None or before.state == OPEN else replace(found, state=before.state)
    return tuple(sorted((*others, kept), key=lambda one: one.asked_at))


def _settled(rounds: tuple[Round, ...], request_id: str, state: str) -> tuple[Round, ...]:
    return tuple(
        replace(one, state=state) if one.request_id == request_id and one.state == OPEN else one for one in rounds
    )


def _pinned(raw: Mapping[str, Any]) -> Pinned:
    rows = tuple(int(row) for row in _list(raw.get("rows")))
    note_id, section, question, comment = (
        str(raw.get(key) or "") for key in ("note_id", "section", "question", "comment")
    )
    return Pinned(note_id, section, question, rows, comment)


def _version(content: Mapping[str, Any]) -> int:
    version = content.get("version")
    return version if isinstance(version, int) else 0


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

"""The audit trail: who did what, filtered, in pages; and whether its chain holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response  # noqa: TC002 (FastAPI reads it at run time)

from server_stub import audit, clock
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk.doors import Auditor, Posted  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.history import ACTS, names_of
from server_stub.desk.showing import moment, zone_of
from server_stub.tables.accounts import Staff
from server_stub.tables.submissions import AuditEntry, Submission
from server_stub.web import page

if TYPE_CHECKING:
    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

PAGE = 100
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OTHER_ACTS = (
    "audit-verified",
    "audit-viewed",
    "exported",
    "form-checked",
    "form-published",
    "form-retired",
    "forms-viewed",
    "password-reset",
    "purged",
    "queue-viewed",
    "registered",
    "restored",
    "searched",
    "sign-in-refused",
    "signed-in",
    "staff-added",
    "staff-removed",
)
router = APIRouter(prefix="/desk/audit")
Word = Annotated[str, Query(max_length=60)]


@router.get("")
def trail(
    parts: PartsOf,
    who: Auditor,
    person: Word = "",
    act: Word = "",
    about: Word = "",
    before: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Response:
    """Show the latest entries; `about` is a submission's reference, `before` the number of an entry."""
    with writing():
        audit.record(parts.now(), who.actor, "audit-viewed", "audit")
    return _page(parts, who, {"person": person, "act": act, "about": about.strip()}, before)


@router.post("/verify")
def verify(parts: PartsOf, who: Auditor, _entered: Posted) -> Response:
    """Walk the whole chain and say whether it holds."""
    broken = audit.first_break()
    with writing():
        audit.record(parts.now(), who.actor, "audit-verified", "audit", broken=broken or 0)
    words = "The audit trail holds: no entry was changed, added or taken out."
    if broken is not None:
        words = f"The audit trail was changed: entry {broken} does not fit the one before it."
    return _page(parts, who, {"person": "", "act": "", "about": ""}, 0, verdict=words, holds=broken is None)


def _page(
    parts: Parts, who: AtDesk, wanted: dict[str, str], before: int, *, verdict: str = "", holds: bool = True
) -> Response:
    now, zone = parts.now(), zone_of(parts.council.content.get("time_zone"))
    query = AuditEntry.select().where(_where(wanted, before)).order_by(AuditEntry.seq.desc()).limit(PAGE + 1)
    entries = list(query)
    names = names_of(entries[:PAGE])
    references = _references(entries[:PAGE])
    return page(
        "audit.html",
        who=who,
        wanted=wanted,
        verdict=verdict,
        holds=holds,
        rows=[
            {
                "seq": entry.seq,
                "at": moment(clock.read(entry.at), now, zone),
                "actor": names.get(entry.actor, "A referrer" if entry.actor[:8] == "account:" else entry.actor),
                "act": entry.act.replace("-", " "),
                "thing": _thing(entry.object, references),
                "detail": _detail(entry.detail, names),
                "hash": entry.hash[:12],
            }
            for entry in entries[:PAGE]
        ],
        older=entries[PAGE - 1].seq if len(entries) > PAGE else 0,
        people=[(row.id, row.name) for row in Staff.select().order_by(Staff.name)],
        acts=sorted({*ACTS, *_OTHER_ACTS}),
    )


def _where(wanted: dict[str, str], before: int) -> Any:
    there: Any = AuditEntry.seq < before if before else AuditEntry.seq > 0
    if wanted["person"]:
        there &= AuditEntry.actor == f"staff:{wanted['person']}"
    if wanted["act"]:
        there &= AuditEntry.act == wanted["act"]
    if wanted["about"]:
        row = Submission.get_or_none(Submission.reference == wanted["about"].upper())
        things = [f"submission:{row.id}.{number}" for number in range(1, row.latest + 1)] if row else [""]
        there &= AuditEntry.object.in_(things)
    return there


def _references(entries: list[AuditEntry]) -> dict[str, str]:
    ids = {entry.object.partition(":")[2].partition(".")[0] for entry in entries if entry.object[:11] == "submission:"}
    rows = Submission.select(Submission.id, Submission.reference).where(Submission.id.in_(ids)) if ids else ()
    return {row.id: row.reference for row in rows}


def _thing(thing: str, references: dict[str, str]) -> str:
    kind, _, name = thing.partition(":")
    if kind != "submission":
        return thing
    submission, _, version = name.partition(".")
    return f"{references.get(submission, submission)}, version {version}"


def _detail(detail: str, names: dict[str, str]) -> str:
    return ", ".join(f"{key} {_word(word, names)}" for key, word in json.loads(detail).items() if word not in ("", 0))


def _word(word: object, names: dict[str, str]) -> str:
    if isinstance(word, list):
        return " and ".join(map(str, word))
    text = str(word)
    return names.get(text, f"{text[:12]}…" if _DIGEST.fullmatch(text) else text)

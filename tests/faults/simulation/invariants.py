"""What must hold after every step, and at the end of an episode (sync.md, I1 to I17)."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.core.submission import DeliveryState
from desktop_portal.ui.controllers.told import action_of
from desktop_portal.ui.messages import delivery_told
from server_stub import audit
from tests.faults.simulation.device import SECRET
from tests.faults.simulation.world import Violation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.core.submission import SubmittedForm
    from tests.faults.simulation.council import Council
    from tests.faults.simulation.device import Device
    from tests.faults.simulation.wire import Wire

KEPT = timedelta(days=29)
ANSWERS = {
    DeliveryState.REJECTED: {403, 415, 422},
    DeliveryState.NEEDS_FORM: {410, 426},
    DeliveryState.CONFLICT: {412},
    DeliveryState.TOO_BIG: {413, 507},
}


def check(name: str, holds: object, what: str) -> None:
    if not holds:
        raise Violation(name, what)


def after_each_step(council: Council, wire: Wire, devices: Sequence[Device]) -> None:
    """Check all that can be seen at any moment."""
    versions = council.versions()
    for key in versions:
        council.lost.discard(key)
    _arrived_as_promised(versions, devices)
    _files_whole(council, devices)
    _one_letter_and_event_each(council, len(versions))
    _frozen_on_the_wire(wire)
    _limits(council)
    for device in devices:
        _kept_here(device)
        for form in device.forms():
            _told_truly(device, form, versions, council, wire)
        _signed_in_while_the_server_says_so(device, wire, council)


def _arrived_as_promised(versions: dict[tuple[str, int], tuple[str, bytes]], devices: Sequence[Device]) -> None:
    for (submission_id, number), (digest, body) in versions.items():
        ever = [device.ever[submission_id, number] for device in devices if (submission_id, number) in device.ever]
        check("I1", ever, f"{submission_id[-4:]} v{number} was never handed in")
        mine = [one for promises in ever for one in promises if one.digest == digest]
        check("I1", mine, f"{submission_id[-4:]} v{number} arrived with other words")
        check("I8", any(one.body == body for one in mine), f"{submission_id[-4:]} v{number} has other bytes")


def _files_whole(council: Council, devices: Sequence[Device]) -> None:
    rows = council.sql(
        "SELECT l.submission_id, l.number, l.id, b.digest, c.bytes FROM attachment_link l "
        "JOIN blob b ON b.id = l.blob_id LEFT JOIN chunk c ON c.content = b.content ORDER BY l.id, c.position"
    )
    there: dict[tuple[str, int], dict[tuple[int, str], bytes]] = {}
    for submission_id, number, link, digest, piece in rows:
        files = there.setdefault((submission_id, number), {})
        files[link, digest] = files.get((link, digest), b"") + bytes(piece or b"")
    for key, (arrived, _body) in council.versions().items():
        for device in devices:
            for promise in device.ever.get(key, []):
                if promise.digest == arrived:
                    wanted = [(hashlib.sha256(one).hexdigest(), one) for one in promise.files]
                    found = [(digest, content) for (_link, digest), content in there.get(key, {}).items()]
                    check("I4", found == wanted, f"{key[0][-4:]} has other files than were sent")


def _one_letter_and_event_each(council: Council, versions: int) -> None:
    for name, statement in (
        ("I9", "SELECT count(*) FROM letter WHERE once LIKE 'confirmation:%'"),
        ("I2", "SELECT count(*) FROM feed_event WHERE kind = 'receipt'"),
        ("I16", "SELECT count(*) FROM audit_entry WHERE act = 'submitted'"),
    ):
        found = council.sql(statement)[0][0]
        check(name, found == versions, f"{found} of what should be once for each of {versions} versions")


def _frozen_on_the_wire(wire: Wire) -> None:
    for (device, path), bodies in wire.seen.bodies.items():
        check("I8", len(bodies) == 1, f"{device} sent two texts as {path[-14:]}")


def _limits(council: Council) -> None:
    most = council.most_accepted_in_five_minutes()
    check("I17", most <= council.allowed, f"{most} accepted in five minutes, {council.allowed} allowed")


def _kept_here(device: Device) -> None:
    notes = device.notes
    bodies, drafts = device.bodies(), device.draft_words()
    for key, promise in notes.promised.items():
        if key in notes.withdrawn:
            continue
        name = f"{key[0][-4:]} v{key[1]}"
        if key not in bodies:
            old = device.world.now - promise.at >= KEPT
            check("I6", old and key in device.notes.received, f"{device.name} has no {name} any more")
            continue
        check("I8", bodies[key] == promise.body, f"{device.name} keeps other bytes of {name}")
        check("I5", key[0] not in drafts or key[0] in notes.drafts, f"{name} is handed in and still a draft")
    for submission_id, (said, saved) in notes.drafts.items():
        if device.world.now - saved < KEPT:
            check("I6", submission_id in drafts, f"{device.name} has lost the draft {submission_id[-4:]}")
        check("I5", drafts.get(submission_id, said) == said, f"{device.name} keeps other words of a draft")


def _told_truly(
    device: Device,
    form: SubmittedForm,
    versions: dict[tuple[str, int], tuple[str, bytes]],
    council: Council,
    wire: Wire,
) -> None:
    key, state = (form.id, form.version), form.delivery.state
    received = state is DeliveryState.RECEIVED
    check("I3", received == (form.receipt is not None), f"{key[0][-4:]} is {state}, receipt {form.receipt is not None}")
    told = delivery_told(form.delivery, device.clock())
    check("I15", told.sentence and told.state, f"nothing is said of a form that is {state}")
    if received:
        promise = device.notes.promised[key]
        there = key in versions and versions[key][0] == promise.digest
        check("I3", there or key in council.lost, f"{key[0][-4:]} v{key[1]} is shown as received and is not")
        device.notes.received.add(key)
        return
    check(
        "I15",
        action_of(form) or state in {DeliveryState.UPLOADING, DeliveryState.SUBMITTING, DeliveryState.QUARANTINED},
        f"a form that is {state} has no next step",
    )
    if state in ANSWERS:
        mine = (device.name, f"/v1/submissions/{key[0]}/versions/{key[1]}")
        seen = wire.seen.statuses.get(mine, set()) | wire.seen.statuses.get((device.name, "/v1/uploads"), set())
        # "Update the program" (426) may be the answer to renewing the session, before the form itself is tried.
        seen |= wire.seen.statuses.get((device.name, "/v1/sessions/renew"), set()) & {426}
        seen |= {
            one
            for (who, path), all_of in wire.seen.statuses.items()
            if who == device.name and "/uploads/" in path
            for one in all_of
        }
        check("I15", seen & ANSWERS[state], f"{key[0][-4:]} is {state} and nobody said so")


def _signed_in_while_the_server_says_so(device: Device, wire: Wire, council: Council) -> None:
    if not device.tokens.present:
        check("I15", device.name in wire.seen.ended_sessions, f"{device.name} was signed out by nobody")


def after_each_run(device: Device, before: Sequence[SubmittedForm]) -> None:
    """A run over a network without faults tries all that was due, whatever stands in front of it."""
    now = {(one.id, one.version): one.delivery.state for one in device.forms()}
    for form in before:
        if form.delivery.state is DeliveryState.QUEUED and not _waits_for_earlier(device, form):
            state = now.get((form.id, form.version))
            check("liveness", state is not DeliveryState.QUEUED, f"{form.id[-4:]} was due and was not tried")


def _waits_for_earlier(device: Device, form: SubmittedForm) -> bool:
    mine = [one for one in device.forms() if one.id == form.id and one.version < form.version]
    return any(one.delivery.state is not DeliveryState.RECEIVED for one in mine)


def at_the_end(council: Council, devices: Sequence[Device]) -> None:
    """Healed: everything has arrived, both sides agree, the trail holds, no clear text lies about."""
    versions, states = council.versions(), council.states()
    for device in devices:
        for key, promise in device.notes.promised.items():
            old = key in device.notes.received and device.world.now - promise.at >= KEPT
            if promise.poisoned or key in device.notes.withdrawn or old:
                continue
            there = key in versions and versions[key][0] == promise.digest
            check("I2", there, f"{device.name}'s {key[0][-4:]} v{key[1]} never arrived")
        for form in device.forms():
            known = form.council_state.value if form.council_state else "received"
            if form.delivery.state is DeliveryState.RECEIVED and form.id in states:
                check("feed", known == states[form.id], f"{form.id[-4:]} is {states[form.id]}, shown as {known}")
        for file in filter(Path.is_file, device.folder.rglob("*")):
            check("I11", SECRET.encode() not in file.read_bytes(), f"clear text in {file.name}")
    check("I16", audit.first_break() is None, "the audit trail does not verify")
    counted = council.sql("SELECT max(seq), count(*) FROM feed_event GROUP BY account_id")
    check("feed", all(most == count for most, count in counted), json.dumps(counted))

"""What can happen in an episode: what people do, what time and clocks do, what the council does."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_portal.core.submission import DeliveryState
from tests.faults.simulation.device import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.simulation.device import Device
    from tests.faults.simulation.episode import Episode

DAYS_KEPT = 30


def submit(episode: Episode, device: Device) -> None:
    submission_id = episode.new_id()
    device.write(submission_id, episode.words())
    poisoned = not episode.poisoned and episode.world.chance(0.1)
    episode.poisoned |= poisoned
    device.submit(submission_id, episode.files(), poisoned=poisoned)


def draft(episode: Episode, device: Device) -> None:
    known = sorted(device.notes.drafts)
    fresh = not known or episode.world.chance(0.5)
    device.write(episode.new_id() if fresh else episode.world.random.choice(known), episode.words())


def sync(episode: Episode, device: Device) -> None:
    if episode.crashes and episode.world.chance(0.3):
        episode.world.will_crash(device.name, episode.world.random.randrange(20))
    episode.run(device, hurry=episode.world.chance(0.3))
    episode.world.may_go_on(device.name)


def time(episode: Episode, _device: Device) -> None:
    amount = episode.world.random.choice(
        ({"seconds": 20}, {"minutes": 2}, {"minutes": 20}, {"hours": 3}, {"days": 2}, {"days": 12})
    )
    episode.world.passes(**amount)
    episode.world.tell(f"{amount} pass")


def rethink(episode: Episode, device: Device) -> None:
    forms = [form for form in device.forms() if device.may_rethink(form)]
    if forms:
        form = episode.world.random.choice(forms)
        if (form.id, form.version) in device.notes.promised:
            device.rethink(form, episode.words(), episode.files())


def amend(episode: Episode, device: Device) -> None:
    """Answer a returned form: version n+1 of what was received; on the other computer it may happen too."""
    received = [form for form in device.forms() if form.delivery.state is DeliveryState.RECEIVED]
    known = {form.id for one in device.forms() for form in [one] if one.delivery.state is not DeliveryState.RECEIVED}
    chosen = [form for form in received if form.id not in known]
    if not chosen:
        return
    form = episode.world.random.choice(chosen)
    latest = max(one.version for one in received if one.id == form.id)
    where = [device] + [one for one in episode.devices if one.name[0] == device.name[0] and one is not device]
    for one in where:
        if one is device or episode.world.chance(0.8):
            busy = [mine for mine in one.forms() if mine.id == form.id]
            if (one is not device and busy) or one.store.drafts.load(form.id):
                continue
            one.write(form.id, episode.words())
            one.submit(form.id, episode.files(), version=latest + 1)


def restart(episode: Episode, device: Device) -> None:
    device.restart()
    device.tidy()


def clock(episode: Episode, device: Device) -> None:
    days = episode.world.random.choice((0, 0, -3, 0.2, 9, 40, 400))
    if days > DAYS_KEPT:
        # There has to be something to lose: a form begun just now must outlive a clock that is a month ahead.
        begun = uuid.uuid5(uuid.NAMESPACE_OID, f"{episode.world.seed} {episode.steps}")
        device.write(str(begun), f"{SECRET} {begun}")
    device.offset = timedelta(days=days)
    episode.world.tell(f"{device.name}'s clock is {days} days off")
    device.tidy()


def clock_for_a_while(episode: Episode, device: Device) -> None:
    """A clock runs ahead, is put right while the program runs; then the council acts, or loses what came then."""
    device.offset = timedelta(days=episode.world.random.choice((2, 9, 40)))
    device.tidy()
    loses = episode.world.chance(0.5)
    if loses:
        episode.council.back_up()
        submit(episode, device)
    sync(episode, device)
    device.offset = timedelta()
    episode.world.tell(f"{device.name}'s clock is put right")
    if loses:
        amend(episode, device)
        episode.council.restore()
    else:
        episode.council.review()


def sign_in(episode: Episode, device: Device) -> None:
    device.sign_in()


def back_up(episode: Episode, _device: Device) -> None:
    episode.council.back_up()


def restore(episode: Episode, _device: Device) -> None:
    episode.council.restore()


def disaster(episode: Episode, device: Device) -> None:
    """Something arrives after the backup, and the backup is put in place: what came since is to come again."""
    episode.council.back_up()
    for _ in range(episode.world.random.choice((1, 2))):
        submit(episode, device)
        sync(episode, device)
        episode.look()
    if episode.world.chance(0.3):
        episode.world.passes(minutes=40)
        sync(episode, device)
    episode.council.restore()
    for _ in range(episode.world.random.choice((0, 1, 1, 2))):
        episode.world.passes(minutes=2)
        sync(episode, device)
        episode.council.review()


def month(episode: Episode, device: Device) -> None:
    """A computer without a network for weeks, opened every few days: its clock is right all the time."""
    for _ in range(6):
        episode.world.passes(days=6)
        device.tidy()
    episode.world.tell(f"{device.name} has had no network for 36 days")


def review(episode: Episode, _device: Device) -> None:
    episode.council.review()


def end_sessions(episode: Episode, _device: Device) -> None:
    episode.council.end_sessions()


def late(episode: Episode, _device: Device) -> None:
    episode.wire.deliver_delayed()


ACTS: dict[Callable[[Episode, Device], None], int] = {
    sync: 40,
    submit: 14,
    draft: 3,
    time: 12,
    rethink: 10,
    amend: 12,
    restart: 2,
    clock: 4,
    sign_in: 2,
    back_up: 4,
    restore: 6,
    review: 4,
    late: 4,
    end_sessions: 3,
}

DISASTERS: dict[Callable[[Episode, Device], None], int] = {
    **ACTS,
    disaster: 40,
    month: 20,
    clock: 15,
    clock_for_a_while: 15,
}
"""What happens in every seventh episode: restores, weeks without a network, wrong clocks, crashes after an answer."""

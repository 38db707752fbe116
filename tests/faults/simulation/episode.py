"""One episode: people, devices, council and weather for a while; then the faults stop and everything has to drain."""

from __future__ import annotations

import gc
import logging
import shutil
import uuid
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.core.delivery import FOR_THE_PERSON
from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote import uploads
from desktop_portal.store import connection
from tests.faults.simulation.council import FORM_URL, FORM_VERSION, PEOPLE, Council, on_one_thread
from tests.faults.simulation.device import SECRET, Device
from tests.faults.simulation.invariants import after_each_run, after_each_step, at_the_end
from tests.faults.simulation.wire import FAULTS, Wire
from tests.faults.simulation.world import Violation, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STEPS = ((5, 4), (9, 4), (16, 1))
"""How long episodes are, and how often: many short ones find more than few long ones."""
ROUNDS = 14
DISASTER_EVERY = 7
CRASH_AFTER_ANSWER = 0.3
PIECE = 700
DAYS_KEPT = 30
NAMES = (("A1", PEOPLE[0]), ("A2", PEOPLE[0]), ("B1", PEOPLE[1]))


class _Listener(logging.Handler):
    """Hears every log record of an episode (I13)."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.getMessage()} {record.args}")


class Theatre:
    """Where episodes are played: one council for all of them, folders on a memory disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.council = Council(folder / "council")
        self._template = folder / "template"
        self.steps = 0
        self.trace: list[str] = []
        world = World(0)
        self.council.begin(world)
        self._template.mkdir()
        made = Device(
            world, Wire(world, self.council, share=0.0, faults=()), "A1", "", folder / "first", self._template
        )
        made.close()
        shutil.rmtree(self._template)
        shutil.move(folder / "first", self._template)

    def play(self, seed: int) -> World:
        """Play the episode of this seed; Violation (with its trace) when an invariant does not hold."""
        world = World(seed)
        self.trace = world.trace
        listener = _Listener()
        root = logging.getLogger()
        root.addHandler(listener)
        episode = _Episode(world, self.council, self.folder, self._template)
        try:
            episode.play()
            text = "".join(listener.heard)
            if SECRET in text or "Bearer" in text:
                raise Violation("I13", "words or tokens in a log")
        finally:
            self.steps += episode.steps
            episode.close()
            root.removeHandler(listener)
        return world


class _Episode:
    def __init__(self, world: World, council: Council, folder: Path, template: Path) -> None:
        self.world, self.council, self.steps = world, council, 0
        chance = world.random
        council.begin(world, limit_factor=chance.choice((1.0, 1.0, 1.0, 0.007)))
        faults = tuple(one for one in FAULTS if chance.random() < 0.6) or ("lost",)
        self.wire = Wire(world, council, share=chance.choice((0.05, 0.2, 0.35, 0.5)), faults=faults)
        self.devices = [
            Device(world, self.wire, name, email, folder / name, template)
            for name, email in NAMES
            if name == "A1" or chance.random() < (0.5 if name == "A2" else 0.15)
        ]
        self.crashes = chance.random() < 0.6
        self._poisoned = False

    def close(self) -> None:
        for device in self.devices:
            device.close()

    def play(self) -> None:
        share, self.wire.share = self.wire.share, 0.0
        for device in self.devices:
            device.sign_in()
        self.wire.share, self.wire.crashes = share, self.crashes
        for _ in range(self.world.random.choice((1, 1, 2))):
            self._submit(self.world.random.choice(self.devices))
        disasters = self.world.seed % DISASTER_EVERY == DISASTER_EVERY - 1
        self.wire.crash_after_answer = CRASH_AFTER_ANSWER if disasters and self.crashes else 0.0
        acts, weights = zip(*(DISASTERS if disasters else ACTS).items(), strict=True)
        lengths, shares = zip(*STEPS, strict=True)
        for _ in range(self.world.random.choices(lengths, shares)[0]):
            act = self.world.random.choices(acts, weights)[0]
            act(self, self.world.random.choice(self.devices))
            self._look()
        self._heal()
        at_the_end(self.council, self.devices)

    def _look(self) -> None:
        self.steps += 1
        after_each_step(self.council, self.wire, self.devices)

    def _heal(self) -> None:
        self.world.tell("-- the faults stop --")
        self.wire.heal()
        self.world.may_go_on("council")
        for device in self.devices:
            self.world.may_go_on(device.name)
            device.offset = timedelta()
            self._wait_for(device)
        for _ in range(ROUNDS):
            self.world.passes(minutes=40)
            for device in self.devices:
                if not device.tokens.present:
                    device.sign_in()
                self._run(device, quiet=True)
                self._person_helps(device)
            self._look()
            if all(self._drained(device) for device in self.devices):
                break
        else:
            self._look()
            waiting = [
                f"{device.name} {form.id[-4:]} v{form.version} {form.delivery.state} {form.delivery.reason}"
                for device in self.devices
                for form in device.forms()
                if form.delivery.state is not DeliveryState.RECEIVED
            ]
            raise Violation("liveness", f"not drained: {waiting}")
        self.world.passes(minutes=40)
        for device in self.devices:
            self._run(device, quiet=True)
        self._look()

    def _wait_for(self, device: Device) -> None:
        device.tidy()

    def _drained(self, device: Device) -> bool:
        return device.tokens.present and all(
            form.delivery.state is DeliveryState.RECEIVED or device.notes.promised[form.id, form.version].poisoned
            for form in device.forms()
        )

    def _person_helps(self, device: Device) -> None:
        for form in device.forms():
            promise = device.notes.promised.get((form.id, form.version))
            if promise and not promise.poisoned and form.delivery.state in FOR_THE_PERSON:
                if form.delivery.state is DeliveryState.QUARANTINED:
                    raise Violation("liveness", f"{form.id[-4:]} is {form.delivery.state} ({form.delivery.reason})")
                if device.may_rethink(form):
                    device.rethink(form, self._words(), promise.files)

    def _run(self, device: Device, *, quiet: bool = False, hurry: bool = False) -> None:
        before = device.forms()
        report = device.run(hurry=hurry)
        if report is None:
            return
        self.world.tell(f"{device.name} runs: {report.connection}, {report.waiting} waiting")
        if report.bugs:
            if isinstance(report.bugs[0], Violation):
                raise report.bugs[0]
            raise Violation("bug", repr(report.bugs[0]))
        if quiet and report.connection == "connected":
            after_each_run(device, before)

    def _words(self) -> str:
        return f"{SECRET} {self.world.random.getrandbits(64):x}"

    def _files(self) -> tuple[bytes, ...]:
        chance = self.world.random
        sizes = [chance.choice((10, 600, 1500, 2500)) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
        return tuple(b"%PDF-1.7\n" + chance.choice((b"a", b"b", b"c")) * size for size in sizes)

    def _new_id(self) -> str:
        return str(uuid.UUID(int=self.world.random.getrandbits(128), version=4))

    # What can happen.

    def _submit(self, device: Device) -> None:
        submission_id = self._new_id()
        device.write(submission_id, self._words())
        poisoned = not self._poisoned and self.world.chance(0.1)
        self._poisoned |= poisoned
        device.submit(submission_id, self._files(), poisoned=poisoned)

    def _draft(self, device: Device) -> None:
        known = sorted(device.notes.drafts)
        fresh = not known or self.world.chance(0.5)
        device.write(self._new_id() if fresh else self.world.random.choice(known), self._words())

    def _sync(self, device: Device) -> None:
        if self.crashes and self.world.chance(0.3):
            self.world.will_crash(device.name, self.world.random.randrange(20))
        self._run(device, hurry=self.world.chance(0.3))
        self.world.may_go_on(device.name)

    def _time(self, _device: Device) -> None:
        amount = self.world.random.choice(
            ({"seconds": 20}, {"minutes": 2}, {"minutes": 20}, {"hours": 3}, {"days": 2}, {"days": 12})
        )
        self.world.passes(**amount)
        self.world.tell(f"{amount} pass")

    def _rethink(self, device: Device) -> None:
        forms = [form for form in device.forms() if device.may_rethink(form)]
        if forms:
            form = self.world.random.choice(forms)
            if (form.id, form.version) in device.notes.promised:
                device.rethink(form, self._words(), self._files())

    def _amend(self, device: Device) -> None:
        """Answer a returned form: version n+1 of what was received; on the other computer it may happen too."""
        received = [form for form in device.forms() if form.delivery.state is DeliveryState.RECEIVED]
        known = {
            form.id for one in device.forms() for form in [one] if one.delivery.state is not DeliveryState.RECEIVED
        }
        chosen = [form for form in received if form.id not in known]
        if not chosen:
            return
        form = self.world.random.choice(chosen)
        latest = max(one.version for one in received if one.id == form.id)
        where = [device] + [one for one in self.devices if one.name[0] == device.name[0] and one is not device]
        for one in where:
            if one is device or self.world.chance(0.8):
                busy = [mine for mine in one.forms() if mine.id == form.id]
                if (one is not device and busy) or one.store.drafts.load(form.id):
                    continue
                one.write(form.id, self._words())
                one.submit(form.id, self._files(), version=latest + 1)

    def _restart(self, device: Device) -> None:
        device.restart()
        device.tidy()

    def _clock(self, device: Device) -> None:
        days = self.world.random.choice((0, 0, -3, 0.2, 9, 40, 400))
        if days > DAYS_KEPT:
            # There has to be something to lose: a form begun just now must outlive a clock that is a month ahead.
            begun = uuid.uuid5(uuid.NAMESPACE_OID, f"{self.world.seed} {self.steps}")
            device.write(str(begun), f"{SECRET} {begun}")
        device.offset = timedelta(days=days)
        self.world.tell(f"{device.name}'s clock is {days} days off")
        device.tidy()

    def _sign_in(self, device: Device) -> None:
        device.sign_in()

    def _back_up(self, _device: Device) -> None:
        self.council.back_up()

    def _restore(self, _device: Device) -> None:
        self.council.restore()

    def _disaster(self, device: Device) -> None:
        """Something arrives after the backup, and the backup is put in place: what came since is to come again."""
        self.council.back_up()
        for _ in range(self.world.random.choice((1, 2))):
            self._submit(device)
            self._sync(device)
            self._look()
        if self.world.chance(0.3):
            self.world.passes(minutes=40)
            self._sync(device)
        self.council.restore()
        for _ in range(self.world.random.choice((0, 1, 1, 2))):
            self.world.passes(minutes=2)
            self._sync(device)
            self.council.review()

    def _month(self, device: Device) -> None:
        """A computer without a network for weeks, opened every few days: its clock is right all the time."""
        for _ in range(6):
            self.world.passes(days=6)
            device.tidy()
        self.world.tell(f"{device.name} has had no network for 36 days")

    def _review(self, _device: Device) -> None:
        self.council.review()

    def _end_sessions(self, _device: Device) -> None:
        self.council.end_sessions()

    def _late(self, _device: Device) -> None:
        self.wire.deliver_delayed()


ACTS: dict[Callable[[_Episode, Device], None], int] = {
    _Episode._sync: 40,
    _Episode._submit: 14,
    _Episode._draft: 3,
    _Episode._time: 12,
    _Episode._rethink: 10,
    _Episode._amend: 12,
    _Episode._restart: 2,
    _Episode._clock: 4,
    _Episode._sign_in: 2,
    _Episode._back_up: 4,
    _Episode._restore: 6,
    _Episode._review: 4,
    _Episode._late: 4,
    _Episode._end_sessions: 3,
}

DISASTERS: dict[Callable[[_Episode, Device], None], int] = {
    **ACTS,
    _Episode._disaster: 40,
    _Episode._month: 20,
    _Episode._clock: 20,
}
"""What happens in every seventh episode: restores, weeks without a network, wrong clocks, crashes after an answer."""


@contextmanager
def theatre(folder: Path) -> Iterator[Theatre]:
    """Everything on one thread; pieces of files so small that each has several."""
    sizes = uploads.SMALLEST_CHUNK, uploads.BIGGEST_CHUNK
    here: Any = connection
    pragmas, here._PRAGMAS = here._PRAGMAS, (*here._PRAGMAS, ("cipher_memory_security", 0))
    uploads.SMALLEST_CHUNK = uploads.BIGGEST_CHUNK = PIECE
    try:
        with on_one_thread():
            made = Theatre(folder)
            gc.collect()
            gc.freeze()
            yield made
            made.council.close()
    finally:
        gc.unfreeze()
        uploads.SMALLEST_CHUNK, uploads.BIGGEST_CHUNK = sizes
        here._PRAGMAS = pragmas


__all__ = ["FORM_URL", "FORM_VERSION", "Theatre", "theatre"]

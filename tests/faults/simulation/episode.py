"""One episode: people, devices, council and weather for a while; then the faults stop and everything has to drain."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_portal.core.delivery import FOR_THE_PERSON
from desktop_portal.core.submission import DeliveryState
from tests.faults.simulation import acts
from tests.faults.simulation.council import PEOPLE
from tests.faults.simulation.device import SECRET, Device
from tests.faults.simulation.invariants import after_each_run, after_each_step, at_the_end
from tests.faults.simulation.wire import FAULTS, Wire
from tests.faults.simulation.world import Violation

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.simulation.council import Council
    from tests.faults.simulation.world import World

STEPS = ((5, 4), (9, 4), (16, 1))
"""How long episodes are, and how often: many short ones find more than few long ones."""
ROUNDS = 14
LONGEST, SOON = 61, 6
"""Minutes: more than any wait that a server may ask for, and more than lie between two looks at the feed."""
DISASTER_EVERY = 7
CRASH_AFTER_ANSWER = 0.3
NAMES = (("A1", PEOPLE[0]), ("A2", PEOPLE[0]), ("B1", PEOPLE[1]))


class Episode:
    """Who takes part, by the seed's chance. `template` is what a computer's folder is copied from."""

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
        self.poisoned = False

    def close(self) -> None:
        """End every program."""
        for device in self.devices:
            device.close()

    def play(self) -> None:
        """Violation when an invariant does not hold."""
        share, self.wire.share = self.wire.share, 0.0
        for device in self.devices:
            device.sign_in()
        self.wire.share, self.wire.crashes = share, self.crashes
        for _ in range(self.world.random.choice((1, 1, 2))):
            acts.submit(self, self.world.random.choice(self.devices))
        disasters = self.world.seed % DISASTER_EVERY == DISASTER_EVERY - 1
        self.wire.crash_after_answer = CRASH_AFTER_ANSWER if disasters and self.crashes else 0.0
        happenings, weights = zip(*(acts.DISASTERS if disasters else acts.ACTS).items(), strict=True)
        lengths, shares = zip(*STEPS, strict=True)
        for _ in range(self.world.random.choices(lengths, shares)[0]):
            act = self.world.random.choices(happenings, weights)[0]
            act(self, self.world.random.choice(self.devices))
            self.look()
        self._heal()
        at_the_end(self.council, self.devices)

    def look(self) -> None:
        """Whether all holds that must hold at any moment."""
        self.steps += 1
        after_each_step(self.council, self.wire, self.devices)

    def _heal(self) -> None:
        self.world.tell("-- the faults stop --")
        self.wire.heal()
        self.world.may_go_on("council")
        for device in self.devices:
            self.world.may_go_on(device.name)
            device.offset = timedelta()
            device.tidy()
        for number in range(ROUNDS):
            # Whatever waits is due at once after the longest wait; what people put right then is due sooner.
            self.world.passes(minutes=SOON if number else LONGEST)
            for device in self.devices:
                if not device.tokens.present:
                    device.sign_in()
                self.run(device, quiet=True)
                self._person_helps(device)
            self.look()
            if all(self._drained(device) for device in self.devices):
                break
        else:
            raise Violation("liveness", f"not drained: {self._waiting()}")
        self.world.passes(minutes=SOON)
        for device in self.devices:
            self.run(device, quiet=True)
        self.look()

    def _waiting(self) -> list[str]:
        return [
            f"{device.name} {form.id[-4:]} v{form.version} {form.delivery.state} {form.delivery.reason}"
            for device in self.devices
            for form in device.forms()
            if form.delivery.state is not DeliveryState.RECEIVED
        ]

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
                    device.rethink(form, self.words(), promise.files)

    def run(self, device: Device, *, quiet: bool = False, hurry: bool = False) -> None:
        """Let a computer sync once. `quiet`: nothing befalls the network, so all that is due has to be tried."""
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

    def words(self) -> str:
        """Something that nobody has said before."""
        return f"{SECRET} {self.world.random.getrandbits(64):x}"

    def files(self) -> tuple[bytes, ...]:
        """None, one or two files; some are the same as others."""
        chance = self.world.random
        sizes = [chance.choice((10, 600, 1500, 2500)) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
        return tuple(b"%PDF-1.7\n" + chance.choice((b"a", b"b", b"c")) * size for size in sizes)

    def new_id(self) -> str:
        """A form's id, by the seed's chance."""
        return str(uuid.UUID(int=self.world.random.getrandbits(128), version=4))

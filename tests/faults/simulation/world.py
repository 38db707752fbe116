"""What every part of a simulation shares: one clock, one source of chance, the trace, and when somebody crashes."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

START = datetime(2026, 5, 1, 10, tzinfo=UTC)


class Crash(BaseException):
    """A process ends here, without a word; nothing but the end of the process may catch it."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(who)


class Violation(AssertionError):  # noqa: N818 (it says what was violated)
    """An invariant does not hold; `name` is its number in sync.md, or "liveness"."""

    def __init__(self, name: str, what: str) -> None:
        self.name = name
        super().__init__(f"{name}: {what}")


class World:
    """Time goes only where it is told to; the same seed makes the same episode."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)
        self.now = START
        self.trace: list[str] = []
        self.healed = False
        self._crash_in: dict[str, int] = {}

    def passes(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    def tell(self, what: str) -> None:
        self.trace.append(f"{(self.now - START).total_seconds():>10.0f}s {what}")

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def will_crash(self, who: str, after: int) -> None:
        """Let `who` crash at the `after`-th point from now."""
        self._crash_in[who] = after

    def may_go_on(self, who: str) -> None:
        self._crash_in.pop(who, None)

    def point(self, who: str, where: str) -> None:
        """A point at which a process can end: before a transaction, before and after its commit, around a call."""
        left = self._crash_in.get(who)
        if left is None:
            return
        if left > 0:
            self._crash_in[who] = left - 1
            return
        del self._crash_in[who]
        self.tell(f"{who} crashes: {where}")
        raise Crash(who)

"""Mistakes with a council that was restored, with its feed, and with what was uploaded before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.remote.portal import Portal
from desktop_portal.services.refreshing import Refreshing
from desktop_portal.store import outbox
from desktop_portal.store.outbox import Outbox
from tests.faults.simulation.mutants.planting import mutant

if TYPE_CHECKING:
    from tests.faults.simulation.mutants.planting import Patch


@mutant("a restored server is not noticed")
def _no_epoch(patch: Patch) -> None:
    patch.setattr(Refreshing, "heed_epoch", lambda _self, _hello: 0)


@mutant("the epoch is kept before what is lacking is queued")
def _epoch_first(patch: Patch) -> None:
    true = Refreshing.heed_epoch

    def heed(self: Any, hello: Any) -> int:
        known = self._store.state.get("epoch", "")
        self._store.state.set("epoch", hello.epoch)
        if known in {"", hello.epoch}:
            return 0
        self._store.state.set("feed_position", 0)
        return int(self._requeue_what_is_lacking())

    del true
    patch.setattr(Refreshing, "heed_epoch", heed)


@mutant("after a restore the feed is not read from its beginning")
def _feed_goes_on(patch: Patch) -> None:
    def heed(self: Any, hello: Any) -> int:
        known = self._store.state.get("epoch", "")
        if known == hello.epoch:
            return 0
        again = self._requeue_what_is_lacking() if known else 0
        self._store.state.set("epoch", hello.epoch)
        return int(again)

    patch.setattr(Refreshing, "heed_epoch", heed)


@mutant("the place in the feed is kept before it is taken")
def _position_first(patch: Patch) -> None:
    def read(self: Any) -> Any:
        seen: list[Any] = []
        for events, position in self._pages(self._store.state.get("feed_position", 0)):
            self._store.state.set("feed_position", position)
            for event in events:
                self._apply(event)
            seen += events
        return tuple(seen)

    patch.setattr(Refreshing, "feed", read)


@mutant("files that were uploaded once are never asked for again")
def _uploaded_for_ever(patch: Patch) -> None:
    true = Portal.upload

    def upload(self: Any, one: Any) -> Any:
        if one.url == "done":
            return None
        outcome = true(self, one)
        if outcome is None:
            one.remember("done", one.file.size)
        return outcome

    patch.setattr(Portal, "upload", upload)
    patch.setattr(Outbox, "forget_upload", lambda _self, _digest: None)
    patch.setattr(outbox, "_forget_uploads", lambda *_values: None)

"""What the council publishes and did, brought onto this computer: forms, its configuration, states."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785

from desktop_portal.core import delivery as moves
from desktop_portal.core.draft import FormKey
from desktop_portal.core.problems import CannotReach
from desktop_portal.core.submission import CouncilState, DeliveryState
from desktop_portal.forms.questionnaire import FormRefused, compile_form
from desktop_portal.remote.wire import Unreadable, read_receipt
from desktop_portal.services import versions
from desktop_portal.services.requests import Requests
from desktop_portal.vault.signatures import is_signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_portal.core.submission import Receipt
    from desktop_portal.remote.portal import Portal
    from desktop_portal.remote.wire import Event, FormEntry, Hello
    from desktop_portal.services.fetching import Fetching
    from desktop_portal.store.database import Store

_FEED = "feed_position"
_EPOCH = "epoch"
_COUNCIL = "council"
_TRIED_BY = "catalogue_tried_by"
_NOT_SIGNED = "It is not signed with the key that the policy names."


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A published definition that this program does not take, and why; the earlier version stays."""

    name: str
    version: str
    problems: tuple[str, ...]


class Refreshing:
    """Reads what the council published. Raises CannotReach, NotSignedIn …; what was read until then is kept."""

    def __init__(
        self,
        store: Store,
        portal: Portal,
        value_sets: Mapping[str, Mapping[str, Any]],
        fetching: Fetching | None = None,
        requests: Requests | None = None,
        *,
        forms_key: str = "",
    ) -> None:
        self._store = store
        self._forms_key = forms_key
        self._requests = requests or Requests(store.state)
        self._fetching = fetching
        self._adopted: list[Receipt] = []
        self._portal = portal
        self._value_sets = value_sets

    def forms(self) -> tuple[RefusedForm, ...]:
        """Fetch what changed in the catalogue. A definition is compiled before it is taken; refused ones stay out."""
        catalogue = self._store.catalogue
        # A definition that this version of the program refused may be one that the next understands.
        tried_by = f"{self._portal.version} {self._forms_key}".strip()
        same_program = self._store.state.get(_TRIED_BY, "") == tried_by
        published = self._portal.forms(catalogue.etag if same_program else "")
        if published is None:
            return ()
        refused = tuple(one for one in map(self._take, published.forms) if one is not None)
        self._list(published.forms, frozenset(one.name for one in refused))
        catalogue.etag = published.etag
        self._store.state.set(_TRIED_BY, tried_by)
        return refused

    def _take(self, form: FormEntry) -> RefusedForm | None:
        catalogue, key = self._store.catalogue, FormKey(form.url, form.version)
        known = catalogue.line(key)
        if known is not None and known.get("digest") == form.digest:
            return None
        if self._forms_key and not is_signed(self._forms_key, f"{key.reference} {form.digest}", form.signature):
            return RefusedForm(form.name, form.version, (_NOT_SIGNED,))
        text = self._portal.definition(form.name, form.version)
        definition = json.loads(text)
        if not _has_digest(text, definition, form.digest):
            raise CannotReach(reason="unexpected", cause="digest")
        try:
            compile_form(definition, value_sets=self._value_sets)
        except FormRefused as refused:
            sentences = tuple(f"{one.place}: {one.message}" for one in refused.problems)
            return RefusedForm(form.name, form.version, sentences)
        catalogue.put(form.name, text.decode(), form.digest, dict(form.entry))
        return None

    def _list(self, forms: tuple[FormEntry, ...], refused: frozenset[str]) -> None:
        """Note what the council says of each version now, and which one is offered: the newest that is not retired.

        Of a form whose newer version this program refuses, the lines stay as they were: the earlier one stays offered.
        """
        catalogue = self._store.catalogue
        current: dict[str, FormEntry] = {}
        for form in sorted(forms, key=_age):
            current[form.name] = form
        for form in forms:
            key, listed = FormKey(form.url, form.version), current[form.name] is form
            if form.name not in refused and catalogue.line(key) is not None:
                catalogue.put_line(key, dict(form.entry), listed=listed)

    def council(self) -> None:
        """Fetch the council's name, telephone numbers and hours."""
        self._store.state.set(_COUNCIL, self._portal.council())

    def feed(self) -> tuple[Event, ...]:
        """Read on in the feed and take what it says; the place is kept after each page."""
        seen: list[Event] = []
        for events, position in self._pages(self._store.state.get(_FEED, 0)):
            versions.remember(self._store, filter(None, map(_receipt_in, events)))
            for event in events:
                self._apply(event)
            seen += events
            self._store.state.set(_FEED, position)
        return tuple(seen)

    def adopted(self) -> list[Receipt]:
        """Return, once, the receipts of this computer's forms that the feed brought: nobody has been told of them."""
        adopted, self._adopted = self._adopted, []
        return adopted

    def heed_epoch(self, hello: Hello) -> int:
        """Send again what a restored server lacks, and return how many. The epoch is kept last: a crash repeats it."""
        known = self._store.state.get(_EPOCH, "")
        if known == hello.epoch:
            return 0
        again = self._requeue_what_is_lacking() if known else 0
        versions.forget_all(self._store)
        self._store.state.set(_FEED, 0)
        self._store.state.set(_EPOCH, hello.epoch)
        return again

    def _requeue_what_is_lacking(self) -> int:
        there = {
            (event.submission_id, event.content.get("version"))
            for events, _ in self._pages(0)
            for event in events
            if event.kind == "receipt"
        }
        lacking = [
            form
            for form in self._store.submissions.list()
            if form.delivery.state is DeliveryState.RECEIVED and (form.id, form.version) not in there
        ]
        for form in lacking:
            self._store.outbox.move(moves.lost_by_server(form.delivery))
        return len(lacking)

    def _pages(self, position: int) -> Iterator[tuple[tuple[Event, ...], int]]:
        while True:
            page = self._portal.feed(position)
            yield page.events, page.next
            if not page.more or page.next <= position:
                return
            position = page.next

    def _apply(self, event: Event) -> None:
        self._requests.take(event.submission_id, event.kind, {**event.content, "asked_at": _asked_at(event)})
        if event.kind == "receipt" and self._fetching is not None:
            self._fetching.note(event.submission_id, int(event.content.get("version") or 0))
        receipt = _receipt_in(event)
        if receipt is not None:
            self._adopt(receipt)
            # A new version begins anew at the council: what was asked or closed before is over.
            self._store.submissions.set_council_state(receipt.submission_id, CouncilState.RECEIVED)
        if event.kind == "state" and event.content.get("state") in set(CouncilState):
            self._store.submissions.set_council_state(event.submission_id, CouncilState(event.content["state"]))
        if event.kind == "information-request":
            self._store.submissions.set_council_state(event.submission_id, CouncilState.INFORMATION_REQUESTED)

    def _adopt(self, receipt: Receipt) -> None:
        """Take a receipt for a form that was stopped or waits here: the answer was lost, or was not the council's own.

        Not only later, with an answer to another attempt: what the council did since stands behind it in the feed, and
        is told once.
        """
        mine = (receipt.submission_id, receipt.version)
        waiting = [one for one in self._store.outbox.waiting() if (one.submission_id, one.version) == mine]
        for one in waiting:
            digest = self._store.submissions.load(*mine).digest
            if one.state in moves.FOR_THE_PERSON | moves.READY and moves.is_receipt_of(receipt, one, digest):
                self._store.outbox.received(moves.received_after_all(one), receipt)
                self._adopted.append(receipt)


def _asked_at(event: Event) -> str:
    return str(event.content.get("asked_at") or event.at.isoformat())


def _age(form: FormEntry) -> tuple[bool, str]:
    """Order versions: retired ones first, then as they were published."""
    return not form.entry.get("retired_at"), str(form.entry.get("published_at") or "")


def _receipt_in(event: Event) -> Receipt | None:
    if event.kind != "receipt":
        return None
    try:
        return read_receipt(dict(event.content))
    except Unreadable:
        return None


def _has_digest(text: bytes, definition: Any, digest: str) -> bool:
    canonical = rfc8785.dumps(definition)
    return digest in {hashlib.sha256(text).hexdigest(), hashlib.sha256(canonical).hexdigest()}

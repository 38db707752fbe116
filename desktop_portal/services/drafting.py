"""A form being filled in: every change, where the person is, saving it, and sending it off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core import wizard as steps
from desktop_portal.core.copying import ACCOUNT, OTHER_FORM
from desktop_portal.core.draft import Draft, FormKey
from desktop_portal.core.finding import find
from desktop_portal.core.frozen import freeze
from desktop_portal.core.page_change import after_edit
from desktop_portal.core.page_state import Kept, PageState, page_state
from desktop_portal.core.returned import LONGEST_REPLY, Asked, Reply, read_reply
from desktop_portal.core.sections import child_label
from desktop_portal.core.siblings import for_sibling
from desktop_portal.core.since_sent import count_changes
from desktop_portal.core.submission import FileToSend, Submission
from desktop_portal.forms.answers import Attachment, Path
from desktop_portal.forms.draft_file import from_document, parked_in, to_document
from desktop_portal.forms.response import to_response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from desktop_portal.core.copying import Offer
    from desktop_portal.core.finding import Hit
    from desktop_portal.core.person import Person
    from desktop_portal.core.wizard import Left, RowChange, Wizard
    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.parked import Parked
    from desktop_portal.forms.tree import Form
    from desktop_portal.store.database import Store


class DraftSession:
    """One open form. Every act returns the new `PageState`; nothing reaches the disk before `save`.

    `new_id` makes the id of a new draft, which becomes the submission's id and is never used again. `clock` gives aware
    UTC; the day used for checks is this computer's, read once when the form is opened and again before it is sent.
    `given` are answers that a new form begins with; `asked` is what stands beside a draft that answers the council.
    """

    def __init__(
        self,
        store: Store,
        form: Form,
        draft: Draft | None = None,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        safeguarding: bool = False,
        given: Answers | None = None,
    ) -> None:
        self._store, self._clock = store, clock
        self._safeguarding = safeguarding
        self.asked: Asked | None = None
        self._today: date = clock().astimezone().date()
        self._copied: dict[Path, str] = dict.fromkeys(given.values, OTHER_FORM) if given else {}
        self._saved_at = draft.saved_at if draft else None
        self._created_at = draft.created_at if draft else None
        self.id = draft.id if draft else new_id()
        answers = from_document(form, draft.document) if draft else given
        page, checked = (draft.page, draft.checked) if draft else ("", frozenset())
        self._wizard = steps.start(form, self._today, answers, page=page, checked=checked)
        self._parked = parked_in(draft.document) if draft else ()
        self._reply = self._kept_reply = read_reply(draft.document) if draft else None
        self._kept = self._wizard if given is None else steps.start(form, self._today)
        self._shown: PageState | None = None
        self._shown_for = self._wizard

    @property
    def form(self) -> Form:
        """The definition that is being filled in."""
        return self._wizard.form

    @property
    def answers(self) -> Answers:
        """What is answered now."""
        return self._wizard.answers

    @property
    def parked(self) -> tuple[Parked, ...]:
        """The answers that could not be carried over when the form was updated or changed to another."""
        return self._parked

    @property
    def reply(self) -> Reply | None:
        """What the person answers in their own words; None when the council asked nothing about this form."""
        return self._reply

    @property
    def changed_count(self) -> int:
        """How many answers differ from the version that the council has."""
        return count_changes(self.asked.sent, self._wizard.answers) if self.asked else 0

    def answer_request(self, text: str) -> None:
        """Write the answer to the council's request, beside the changed fields; at most LONGEST_REPLY characters."""
        if self._reply is not None:
            self._reply = replace(self._reply, text=text[:LONGEST_REPLY])

    def tick(self, note_id: str, *, done: bool) -> None:
        """Tick a comment of the council off, or on again."""
        if self._reply is not None:
            ticked = self._reply.done | {note_id} if done else self._reply.done - {note_id}
            self._reply = replace(self._reply, done=ticked)

    @property
    def safeguarding(self) -> bool:
        """Whether a child may be at risk: what to do in danger stays on the screen."""
        return self._safeguarding

    @property
    def state(self) -> PageState:
        """What the page that is open shows now."""
        self._shown = page_state(self._wizard, self._how_kept(), self._today)
        self._shown_for = self._wizard
        return self._shown

    def edit(self, path: Path, values: tuple[Value, ...]) -> PageState:
        """Give one question its values; none means unanswered."""
        self._copied.pop(path, None)
        was = self._wizard
        self._wizard = now = steps.edit(was, path, values)
        if self._shown is None or self._shown_for is not was:
            return self.state
        self._shown = after_edit(self._shown, was, now, path, self._how_kept(), self._today)
        self._shown_for = now
        return self._shown

    def take_over(self, path: Path, offer: Offer) -> PageState:
        """Give a question the values that were offered for it; where they came from is said beside it."""
        self._wizard = steps.edit(self._wizard, path, offer.values)
        self._copied[path] = offer.origin
        return self.state

    def sibling(self, row: int) -> Answers:
        """Return the answers with which a form about the person in a row of the household begins."""
        return for_sibling(self.form, self._wizard.evaluation, row)

    def change_rows(self, change: RowChange, path: Path, index: int = 0, to: int = 0) -> PageState:
        """Add, remove, move or duplicate a row of the repeating group at `path`."""
        self._copied = {place: origin for place, origin in self._copied.items() if not place.rows}
        return self._to(steps.change_rows(self._wizard, change, path, index, to))

    def add_row(self, path: Path, given: Mapping[str, tuple[Value, ...]]) -> PageState:
        """Add a row to the repeating group at `path` with some of its questions answered, by linkId."""
        return self._to(steps.add_row(self._wizard, path, given))

    def next(self) -> PageState:
        """Check the page and go on; stays where there is something to tell first."""
        return self._to(steps.next_page(self._wizard))

    def back(self) -> PageState:
        """Go one page back, without checks."""
        return self._to(steps.back_page(self._wizard))

    def go_to(self, page: str, focus: Path | None = None) -> PageState:
        """Open any page; `focus` is the question to stand on."""
        return self._to(steps.go_to(self._wizard, page, focus))

    def undo(self, *, again: bool = False) -> PageState:
        """Take back the last change; with `again` do it once more."""
        return self._to(steps.redo(self._wizard) if again else steps.undo(self._wizard))

    def find(self, text: str) -> tuple[Hit, ...]:
        """Find questions and answers anywhere in the form by some of their words."""
        return find(self._wizard, text, self._today)

    def what_is_left(self) -> tuple[Left, ...]:
        """Everything before the declaration that still stops the form from being sent, in the order of the form."""
        return steps.what_is_left(self._wizard, declaration=False)

    def prefill(self, person: Person) -> PageState:
        """Fill in what the account knows about the referrer, where nothing stands yet; each can be changed."""
        known = {
            "professional.name": person.name if person.first_name or person.last_name else "",
            "professional.first-name": person.first_name,
            "professional.last-name": person.last_name,
            "professional.role": person.job_role,
            "professional.organisation": person.organisation,
            "professional.work-phone": person.phone,
            "professional.email": person.email,
        }
        untouched = not self._changed()
        for link_id, text in known.items():
            path = Path(link_id)
            if text and link_id in self.form.items and path not in self._wizard.answers.values:
                self._wizard = steps.edit(self._wizard, path, (text,))
                self._copied[path] = ACCOUNT
        self._wizard = steps.settled_at_start(self._wizard)
        if untouched and self._saved_at is None:
            self._kept = self._wizard
        return self.state

    def save(self, *, always: bool = False) -> datetime | None:
        """Keep the form on this computer and return when it was last saved; nothing is written when nothing changed.

        A form that was only looked at leaves nothing behind, unless `always` (Save for later). `DiskFull` passes
        through: the change stays on the screen, told as not saved.
        """
        if not self._changed() and not (always and self._saved_at is None):
            return self._saved_at
        now = self._clock()
        wizard = self._wizard
        document = to_document(wizard.evaluation, parked=self._parked, authored=now.isoformat())
        reply = self._reply
        if reply is not None:
            document["reply"] = reply.on_disk()
        draft = Draft(
            id=self.id,
            form=FormKey(wizard.form.url, wizard.form.version),
            form_title=wizard.form.title,
            child=child_label(wizard.form, wizard.answers, self._today),
            document=document,
            created_at=self._created_at or now,
            saved_at=now,
            page=wizard.page,
            checked=wizard.checked,
        )
        self._store.drafts.save(draft)
        self._created_at, self._saved_at, self._kept = draft.created_at, now, wizard
        self._kept_reply = reply
        return now

    def ready_to_submit(self) -> bool:
        """Check every page as of today; where something is wrong, `state` now shows it."""
        self._today = self._clock().astimezone().date()
        self._wizard = steps.check_all(steps.on_day(self._wizard, self._today))
        return steps.can_be_sent(self._wizard)

    def submit(self) -> Submission:
        """Freeze the form as it stands and put it in the outbox, in one step with the end of the draft.

        The person's own words to what the council asked go with the form.
        Only after `ready_to_submit`: a form that cannot be sent is a ValueError. Nothing is sent here.
        """
        if not self.ready_to_submit():
            raise ValueError("the form still has problems")
        self.save(always=True)
        now, wizard = self._clock(), self._wizard
        version = self._store.outbox.next_version(self.id)
        key = FormKey(wizard.form.url, wizard.form.version)
        response = to_response(wizard.evaluation, status="completed", authored=now.isoformat())
        files = _files(wizard)
        words = self._reply.on_wire(self.asked.round.notes) if self._reply is not None and self.asked else None
        body, digest = freeze(response, key, files, wizard.form.language, self.id, version, words)
        submission = Submission(
            id=self.id,
            version=version,
            form=key,
            form_title=wizard.form.title,
            child=child_label(wizard.form, wizard.answers, self._today),
            safeguarding=self._safeguarding,
            body=body,
            digest=digest,
            files=files,
            submitted_at=now,
        )
        self._store.outbox.submit(submission, self.id)
        return submission

    def _to(self, wizard: Wizard) -> PageState:
        self._wizard = wizard
        return self.state

    def _how_kept(self) -> Kept:
        saved = self._saved_at
        until = saved + timedelta(days=self._store.drafts.retention_days) if saved else None
        sent = self.asked.sent if self.asked else None
        return Kept(saved, until, self._changed(), MappingProxyType(dict(self._copied)), sent)

    def _changed(self) -> bool:
        now, kept = self._wizard, self._kept
        if self._reply != self._kept_reply:
            return True
        if now.answers is not kept.answers:
            return True
        return self._saved_at is not None and (now.page, now.checked) != (kept.page, kept.checked)


def _files(wizard: Wizard) -> tuple[FileToSend, ...]:
    found: dict[str, FileToSend] = {}
    for path, values in wizard.answers.values.items():
        for value in values:
            if isinstance(value, Attachment) and wizard.evaluation.enabled(path):
                one = FileToSend(value.digest, value.size, value.content_type, value.title)
                found.setdefault(value.digest, one)
    return tuple(found.values())

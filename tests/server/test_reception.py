"""Submissions that wait together are one commit: each is decided for itself, and no receipt is given before it."""

from __future__ import annotations

import asyncio
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import peewee

from server_stub import audit, flat, housekeeping, reception
from server_stub.limits import Allowance
from server_stub.reception import Call, Reception, Waiting, take_together
from server_stub.refusals import Refused
from server_stub.tables.base import database as the_database
from server_stub.tables.submissions import AuditEntry, FlatAnswer, FlatDue, Letter, Submission, Version
from tests.support.referrer import a_concern, attachment, concerns

if TYPE_CHECKING:
    import pytest

    from server_stub.parts import Parts


def _waiting(token: str, body: dict[str, Any]) -> Waiting:
    number = body["submission_id"]
    return Waiting(Call(token, number, body["version"], json.dumps(body).encode(), "", "127.0.0.1"))


def _caught_up(parts: Parts) -> int:
    try:
        return flat.catch_up(parts.catalogue.form)
    finally:
        the_database.obj.close()


def _held(table: Any, body: dict[str, Any]) -> int:
    column = table.id if table is Submission else table.submission
    return int(table.select().where(column == body["submission_id"]).count())


def _status(one: Waiting) -> int:
    if isinstance(one.error, Refused):
        return one.error.status
    assert one.error is None, one.error
    return 201 if one.new else 200


def test_each_of_many_gets_its_own_answer(parts: Parts, token: str) -> None:
    good, other = concerns(2)
    hidden = a_concern()
    hidden["response"]["item"] = hidden["response"]["item"][:1]
    lacking = a_concern((attachment(b"%PDF-1.7 never sent"),))
    changed = {**a_concern(child__first_name=("Wren",)), "submission_id": good["submission_id"]}
    bodies = [good, hidden, lacking, good, changed, other]
    waiting = [_waiting(token, body) for body in bodies]
    waiting.insert(3, _waiting("nobody's token", a_concern()))
    take_together(parts, waiting)
    assert [_status(one) for one in waiting] == [201, 422, 424, 401, 200, 422, 201]
    assert waiting[0].receipt == waiting[4].receipt
    assert [_held(Version, body) for body in (good, hidden, lacking, other)] == [1, 0, 0, 1]
    assert Letter.select().where(Letter.once == f"confirmation:{good['submission_id']}.1").count() == 1


def test_a_mistake_in_one_takes_back_all_rows_of_that_one_alone(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = concerns(3)
    true = audit.record

    def record(now: Any, actor: str, act: str, thing: str, **detail: Any) -> None:
        if second["submission_id"] in thing:
            raise RuntimeError("a bug")
        true(now, actor, act, thing, **detail)

    monkeypatch.setattr(audit, "record", record)
    waiting = [_waiting(token, body) for body in (first, second, third)]
    take_together(parts, waiting)
    assert isinstance(waiting[1].error, RuntimeError)
    assert [one.receipt is not None for one in waiting] == [True, False, True]
    for table in (Submission, Version, FlatDue):
        assert [bool(_held(table, body)) for body in (first, second, third)] == [True, False, True], table
    assert audit.first_break() is None
    monkeypatch.undo()
    again = _waiting(token, second)
    take_together(parts, [again])
    assert _status(again) == 201


def test_rows_that_are_due_are_written_once_though_two_write_them_at_once(parts: Parts, token: str) -> None:
    bodies = concerns(25)
    take_together(parts, [_waiting(token, body) for body in bodies])
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: _caught_up(parts), range(2)))
    assert sum(done) >= len(bodies)
    assert not FlatDue.select().exists()
    assert all(_held(FlatAnswer, body) > 10 for body in bodies)
    assert flat.catch_up(parts.catalogue.form) == 0


def test_a_version_that_cannot_be_made_rows_of_holds_up_no_other(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat.catch_up(parts.catalogue.form)
    bodies = concerns(3)
    take_together(parts, [_waiting(token, body) for body in bodies])
    true, seen = flat.flatten, []

    def flatten(form: Any, answers: Any) -> Any:
        seen.append(form)
        if len(seen) == 2:
            raise RuntimeError("a bug")
        return true(form, answers)

    monkeypatch.setattr(flat, "flatten", flatten)
    flat.catch_up(parts.catalogue.form)
    assert not FlatDue.select().exists()
    assert sorted(_held(FlatAnswer, body) > 10 for body in bodies) == [False, True, True]
    assert all(_held(Version, body) for body in bodies)


def test_rows_wait_for_a_quiet_moment_and_no_longer_than_five_minutes(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat.catch_up(parts.catalogue.form)
    keeping = housekeeping.Housekeeping(parts)
    monkeypatch.setattr(housekeeping, "_QUIET", 0.0)
    [body] = concerns(1)
    take_together(parts, [_waiting(token, body)])
    counted = itertools.count(1)
    with monkeypatch.context() as busy:
        busy.setattr(flat, "how_many_are_due", lambda: next(counted))
        for _ in range(30):
            keeping.write_rows()
            assert FlatDue.select().exists(), "others hand in forms"
        keeping.write_rows()
        assert not FlatDue.select().exists()
    [other] = concerns(1)
    take_together(parts, [_waiting(token, other)])
    keeping.write_rows()
    assert _held(FlatAnswer, other) > 10, "nobody hands in anything"


def test_rows_give_way_when_somebody_hands_in_a_form_while_they_are_written(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat.catch_up(parts.catalogue.form)
    keeping = housekeeping.Housekeeping(parts)
    monkeypatch.setattr(housekeeping, "_QUIET", 0.0)
    take_together(parts, [_waiting(token, body) for body in concerns(20)])
    true, handed_in = flat.catch_up, concerns(1)

    def catch_up(form: Any, **most: int) -> int:
        done = true(form, **most)
        take_together(parts, [_waiting(token, handed_in.pop()) for _ in handed_in[:]])
        return done

    with monkeypatch.context() as interrupted:
        interrupted.setattr(flat, "catch_up", catch_up)
        keeping.write_rows()
        assert 10 < FlatDue.select().count() < 20, "a few were written, the rest waits"
    keeping.write_rows()
    assert not FlatDue.select().exists(), "in the next quiet moment all of them are"


def test_nobody_has_a_receipt_when_the_commit_fails_not_even_who_sent_the_same_twice(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, other = concerns(2)
    entries = AuditEntry.select().count()
    opened: Any = the_database.obj

    def commit() -> None:
        raise peewee.OperationalError("the disk is full")

    monkeypatch.setattr(opened, "commit", commit)
    changed = {**a_concern(child__first_name=("Wren",)), "submission_id": body["submission_id"]}
    waiting = [_waiting(token, one) for one in (body, body, changed, other)]
    wrong = _waiting(token, {**a_concern(), "form": "unknown|1"})
    take_together(parts, [*waiting, wrong])
    monkeypatch.undo()
    assert all(isinstance(one.error, peewee.OperationalError) and one.receipt is None for one in waiting)
    assert _status(wrong) == 410, "what was wrong before stays so"
    assert [_held(Version, one) for one in (body, other)] == [0, 0]
    assert AuditEntry.select().count() == entries
    again = [_waiting(token, one) for one in (body, other)]
    take_together(parts, again)
    assert [_status(one) for one in again] == [201, 201]


def test_a_try_too_many_is_told_so_and_what_was_refused_has_counted(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "SUBMIT", Allowance("few", 5, 3, 5_000, 50_000))
    monkeypatch.setattr(parts.limits, "_factor", 1)
    good, late, again = concerns(3)
    wrong, known = {**a_concern(), "form": "unknown|1"}, _waiting(token, good)
    waiting = [_waiting(token, one) for one in (good, wrong, wrong, late, wrong)]
    take_together(parts, waiting)
    assert [_status(one) for one in waiting] == [201, 410, 410, 429, 429]
    take_together(parts, [known])
    assert _status(known) == 200, "a receipt that is there already is no try"
    last = _waiting(token, again)
    take_together(parts, [last])
    assert _status(last) == 429
    assert [_held(Version, one) for one in (good, late, again)] == [1, 0, 0]
    monkeypatch.undo()
    later = _waiting(token, late)
    take_together(parts, [later])
    assert _status(later) == 201


def test_what_was_received_before_is_answered_while_others_are_taken(parts: Parts, token: str) -> None:
    old, new = concerns(2)
    first = _waiting(token, old)
    take_together(parts, [first])
    both = [_waiting(token, old), _waiting(token, new)]
    take_together(parts, both)
    assert [_status(one) for one in both] == [200, 201]
    assert both[0].receipt == first.receipt


def test_a_server_that_ends_answers_what_was_handed_in_before(parts: Parts, token: str) -> None:
    waiting = [_waiting(token, one) for one in concerns(3)]

    async def last_calls() -> bool:
        counter = Reception(parts)
        done = [asyncio.get_running_loop().create_future() for _ in waiting]
        for one, future in zip(waiting, done, strict=True):
            counter._queue.put((one, future))
        counter._queue.put(None)
        counter.start()
        thread = counter._thread
        await asyncio.wait_for(asyncio.gather(*done), 30)
        assert thread is not None
        thread.join(5)
        return thread.is_alive()

    assert not asyncio.run(last_calls())
    assert [_status(one) for one in waiting] == [201, 201, 201]


def test_a_bug_is_told_to_those_it_hit_and_the_next_are_taken(
    parts: Parts, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (_waiting(token, one) for one in concerns(2))
    true = reception.take_together

    def breaks_once(some: Parts, waiting: list[Waiting]) -> None:
        if first in waiting:
            raise RuntimeError("a bug")
        true(some, waiting)

    monkeypatch.setattr(reception, "take_together", breaks_once)

    async def two_calls() -> None:
        counter = Reception(parts)
        counter.start()
        for one in (first, second):
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            counter._queue.put((one, done))
            await asyncio.wait_for(done, 30)
        await asyncio.to_thread(counter.stop)

    asyncio.run(two_calls())
    assert isinstance(first.error, RuntimeError)
    assert _status(second) == 201

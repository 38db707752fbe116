"""One row for each answer beside the bytes: due with the receipt, there before anybody reads, gone with the bytes."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Absent
from server_stub import accepting, flat, sessions
from server_stub.database import writing
from server_stub.tables.base import database as the_database
from server_stub.tables.submissions import FlatAnswer, FlatDue, Version
from tests.support.databases import connect
from tests.support.referrer import Referrer, a_concern, concerns

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form
    from server_stub.parts import Parts
    from tests.support.server_process import ServerProcess

_ROWS = "select number, position, link_id, path, code, system, value, display from flat_answer where submission = ?"


def _rows(server: ServerProcess, submission: str) -> list[tuple[Any, ...]]:
    # A server that is stopped writes what is due.
    server.stop()
    with connect(server.data_dir) as database:
        return [tuple(row) for row in database.execute(f"{_ROWS} order by number, position", (submission,)).fetchall()]


def test_each_answer_is_a_row_with_its_code_and_its_words(own_server: ServerProcess, referrer: Referrer) -> None:
    body = a_concern(child__upn=(Absent("asked-unknown"),), child__first_name=("Zoë <b>",))
    assert referrer.submit(body).status_code == 201
    rows = {row[2]: row[3:] for row in _rows(own_server, body["submission_id"])}
    assert rows["child.first-name"] == ("", "", "", "Zoë <b>", "Zoë <b>")
    assert rows["child.dob"] == ("", "", "", "2021-03-04", "4 March 2021")
    assert rows["child.born"][1] == "born"
    assert rows["child.upn"][1] == "asked-unknown"
    assert (rows["child.upn"][3], rows["child.upn"][4]) == ("", "I do not know")


def test_J12_no_receipt_waits_for_rows_and_a_killed_server_writes_them_later(
    own_server: ServerProcess, referrer: Referrer
) -> None:
    body = a_concern()
    assert referrer.submit(body).status_code == 201
    own_server.kill()
    with connect(own_server.data_dir) as database:
        database.execute("delete from flat_answer")
        database.execute("delete from flat_due")
        database.execute("insert into flat_due (submission, number) values (?, 1)", (body["submission_id"],))
    own_server.start_again()
    assert len(_rows(own_server, body["submission_id"])) > 10
    with connect(own_server.data_dir) as database:
        assert database.execute("select count(*) from flat_due").fetchone()[0] == 0


def test_a_refused_submission_leaves_no_row(own_server: ServerProcess, referrer: Referrer) -> None:
    body = a_concern()
    body["response"]["item"] = body["response"]["item"][:1]
    assert referrer.submit(body).status_code == 422
    assert _rows(own_server, body["submission_id"]) == []


def test_what_was_received_by_an_older_release_has_its_rows_after_the_start(
    own_server: ServerProcess, referrer: Referrer
) -> None:
    bodies = [a_concern(), a_concern(child__last_name=("Merlin",))]
    for body in bodies:
        assert referrer.submit(body).status_code == 201
    before = [_rows(own_server, body["submission_id"]) for body in bodies]
    assert all(len(rows) > 10 for rows in before)
    with connect(own_server.data_dir) as database:
        database.execute("drop table flat_answer")
        database.execute("update meta set value = '6' where key = 'schema'")
    own_server.start_again()
    assert [_rows(own_server, body["submission_id"]) for body in bodies] == before


def test_what_is_purged_leaves_no_answer(own_server: ServerProcess, referrer: Referrer) -> None:
    body = a_concern()
    assert referrer.submit(body).status_code == 201
    with connect(own_server.data_dir) as database:
        long_ago = ("closed", "2020-01-01T00:00:00.000000Z", body["submission_id"])
        database.execute("update submission set state = ?, changed_at = ? where id = ?", long_ago)
    assert own_server.command("purge", "--days", "31").returncode == 0
    assert _rows(own_server, body["submission_id"]) == []


def test_whoever_writes_does_not_wait_while_rows_are_put_together_and_what_is_deleted_meanwhile_gets_none(
    parts: Parts, token: str
) -> None:
    flat.catch_up(parts.catalogue.form)
    kept, purged = concerns(2)
    for body in (kept, purged):
        content = json.dumps(body).encode()
        accepting.accept(parts, sessions.who(parts.now(), token), body["submission_id"], 1, content, "", "127.0.0.1")

    def delete() -> None:
        try:
            with writing():
                flat.drop(purged["submission_id"])
                Version.delete().where(Version.submission == purged["submission_id"]).execute()
        finally:
            the_database.obj.close()

    def form_of(key: str) -> Form | None:
        somebody = threading.Thread(target=delete, daemon=True)
        somebody.start()
        somebody.join(timeout=15)
        assert not somebody.is_alive(), "the database is held while rows are put together"
        return parts.catalogue.form(key)

    assert flat.catch_up(form_of) == 2
    counts = [
        FlatAnswer.select().where(FlatAnswer.submission == one["submission_id"]).count() for one in (kept, purged)
    ]
    assert counts[0] > 10
    assert counts[1] == 0
    assert FlatDue.select().count() == 0

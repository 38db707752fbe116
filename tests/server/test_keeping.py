"""What was received is kept, can be put back, handed over, moved to a larger database, and is deleted when due."""

from __future__ import annotations

import json
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core.draft import FormKey
from desktop_portal.core.submission import DeliveryState
from tests.support.databases import POSTGRES, SQLITE, connect, everything, using
from tests.support.referrer import PASSWORD, Referrer, a_concern, attachment, client_of, concerns, register
from tests.support.server_process import ServerProcess, run_command
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

PDF = b"%PDF-1.7\n" + b"what the teacher wrote\n" * 2_000
LONG_AGO = "2020-01-01T00:00:00.000000Z"


def close_long_ago(server: ServerProcess, submission: str) -> None:
    with connect(server.data_dir) as database:
        values = (LONG_AGO, submission)
        database.execute("update submission set state = 'closed', changed_at = ? where id = ?", values)


def test_a_restored_server_has_what_it_had_and_takes_again_what_it_lacks(
    own_server: ServerProcess, referrer: Referrer, tmp_path: Path
) -> None:
    kept, lost = concerns(2)
    first = referrer.submit(kept).json()
    backup = tmp_path / "portal.backup"
    done = own_server.command("backup", str(backup))
    assert (done.returncode, backup.stat().st_mode & 0o077) == (0, 0), done.stderr
    referrer.submit(lost)
    epoch = referrer.http.get("/v1/hello").json()["epoch"]
    refused = own_server.command("restore", str(backup))
    assert (refused.returncode, "running" in refused.stderr) == (2, True)
    own_server.stop()
    restored = own_server.command("restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    own_server.start_again()
    assert referrer.http.get("/v1/hello").json()["epoch"] != epoch
    feed = referrer.get("/v1/feed").json()
    assert [event["submission_id"] for event in feed["events"]] == [kept["submission_id"]]
    assert referrer.submit(kept).json() == first, "the receipt that was given stays as it was"
    assert referrer.submit(lost).status_code == 201
    assert own_server.command("verify-audit").returncode == 0


def test_a_database_put_back_by_hand_is_noticed_and_nothing_is_served_from_it(own_server: ServerProcess) -> None:
    own_server.stop()
    with connect(own_server.data_dir) as database:
        database.execute("update counter set value = value - 1 where name = 'run'")
    with pytest.raises(RuntimeError, match="restore"):
        own_server.start_again()
    assert own_server.command("forms", "list").returncode == 2
    with connect(own_server.data_dir) as database:
        database.execute("update counter set value = value + 1 where name = 'run'")
    own_server.start_again()


@pytest.mark.sqlite_only
def test_a_copy_of_the_file_put_back_is_noticed_even_from_the_same_run(own_server: ServerProcess) -> None:
    with client_of(own_server) as client:
        person = register(own_server, client)
        own_server.command("backup", str(own_server.data_dir / "copy"))
        person.submit(a_concern())
    own_server.stop()
    for name in ("portal.db-wal", "portal.db-shm"):
        (own_server.data_dir / name).unlink(missing_ok=True)
    shutil.copy(own_server.data_dir / "copy", own_server.data_dir / "portal.db")
    with pytest.raises(RuntimeError, match="older than the one that ran here"):
        own_server.start_again()
    restored = own_server.command("restore", str(own_server.data_dir / "copy"))
    assert restored.returncode == 0, restored.stderr
    own_server.start_again()


def test_a_council_moves_to_the_other_kind_of_database_with_all_it_has(database: str, tmp_path: Path) -> None:
    other = SQLITE if database == POSTGRES else POSTGRES
    backup, here, there = tmp_path / "backup", tmp_path / "here", tmp_path / "there"
    if other == POSTGRES:
        pytest.importorskip("psycopg")
    body = a_concern([attachment(PDF)])
    with using(other):
        email, receipt = _sent_to_a_server_at(here, body)
        assert run_command("backup", str(backup), data_dir=here).returncode == 0
    there.mkdir()
    shutil.copy(here / "server.key", there / "server.key")
    moved = run_command("restore", str(backup), data_dir=there)
    assert moved.returncode == 0, moved.stderr
    new = ServerProcess(there)
    try:
        with client_of(new) as http:
            credentials = {"email": email, "password": PASSWORD, "device_id": "d"}
            again = Referrer(http, email, http.post("/v1/sessions", json=credentials).json())
            assert again.submit(body).json() == receipt
            more = PDF + b"more"
            assert again.upload(more).status_code == 204, "numbers of new rows go on after the old ones"
            assert again.submit(a_concern([attachment(more), attachment(PDF)])).status_code == 201
        assert new.command("verify-audit").returncode == 0
        exported = new.command("export", str(tmp_path / "out"))
        assert exported.returncode == 0, exported.stderr
        assert (tmp_path / "out" / receipt["reference"] / "version-1" / "file-1.pdf").read_bytes() == PDF
    finally:
        new.stop()


def _sent_to_a_server_at(folder: Path, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    server = ServerProcess(folder)
    with client_of(server) as http:
        person = register(server, http)
        person.upload(PDF)
        receipt = person.submit(body).json()
    server.stop()
    return person.email, receipt


def test_a_key_of_another_database_is_refused_in_a_sentence(own_server: ServerProcess) -> None:
    own_server.stop()
    (own_server.data_dir / "server.key").write_bytes(b"x" * 32)
    done = own_server.command("forms", "list")
    assert (done.returncode, "server.key does not belong" in done.stderr) == (2, True)


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    own_server: ServerProcess, http: httpx.Client, tmp_path: Path, content: bytes | None
) -> None:
    epoch = http.get("/v1/hello").json()["epoch"]
    own_server.stop()
    file = tmp_path / "backup"
    if content is not None:
        file.write_bytes(content)
    done = own_server.command("restore", str(file))
    assert (done.returncode, len(done.stderr.splitlines()), "Nothing was changed" in done.stderr) == (2, 1, True)
    own_server.start_again()
    assert http.get("/v1/hello").json()["epoch"] == epoch


def test_I2_the_program_sends_again_by_itself_what_a_restored_server_lacks(tmp_path: Path) -> None:
    council = ServerProcess(tmp_path / "server")
    rig = SyncRig(tmp_path, council.url)
    try:
        with client_of(council) as http:
            session = register(council, http).session
        rig.sign_in(session["access_token"], session["refresh_token"])
        council.command("backup", str(tmp_path / "backup"))
        body = a_concern()
        rig.queue(body["submission_id"], response=body["response"], form=FormKey(*body["form"].split("|")))
        rig.run()
        assert rig.delivery(body["submission_id"]).state is DeliveryState.RECEIVED
        council.stop()
        assert council.command("restore", str(tmp_path / "backup")).returncode == 0
        council.start_again()
        assert rig.portal.feed(0).events == ()
        for _ in range(4):
            rig.run(hurry=True)
            rig.clock.passes(minutes=10)
        assert rig.delivery(body["submission_id"]).state is DeliveryState.RECEIVED
        assert [event.submission_id for event in rig.portal.feed(0).events] == [body["submission_id"]]
    finally:
        rig.close()
        council.stop()


def test_what_is_closed_long_ago_is_deleted_and_its_receipt_stays(
    own_server: ServerProcess, referrer: Referrer
) -> None:
    referrer.upload(PDF)
    old, new = a_concern([attachment(PDF, title="Heron letter")]), concerns(1)[0]
    receipt = referrer.submit(old).json()
    stays = a_concern(child__last_name=("Dunnock",))
    referrer.submit(stays)
    close_long_ago(own_server, old["submission_id"])
    asked = own_server.command("purge", "--days", "365", "--dry-run")
    assert asked.stdout.startswith("1 submissions"), asked.stderr
    assert "Heron" in everything(own_server.data_dir)
    assert own_server.command("purge", "--days", "30").returncode == 2
    done = own_server.command("purge", "--days", "365")
    assert done.stdout.startswith("1 submissions"), done.stderr
    left = everything(own_server.data_dir)
    for word in ("Heron", "Kestrel", "what the teacher wrote"):
        assert word not in left
    assert "Dunnock" in left
    assert referrer.submit(old).json() == receipt, "the same bytes have the same receipt for ever"
    other = {**old, "response": stays["response"], "attachments": []}
    assert referrer.submit(other).status_code == 403
    assert referrer.submit({**new, "submission_id": old["submission_id"], "version": 2}).status_code == 403
    assert [event["seq"] for event in referrer.get("/v1/feed").json()["events"]] == [1, 2]
    assert own_server.command("verify-audit").returncode == 0


def test_a_running_server_deletes_by_itself_when_the_council_has_said_how_long_it_keeps(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", env={"PORTAL_RETENTION_DAYS": "365"})
    try:
        with client_of(server) as http:
            person = register(server, http)
            body = a_concern()
            person.submit(body)
            server.stop()
            close_long_ago(server, body["submission_id"])
            with connect(server.data_dir) as database:
                database.execute("delete from meta where key = 'purge-next'")
            server.start_again()
        pause = threading.Event()
        for _ in range(300):
            if "Kestrel" not in everything(server.data_dir):
                return
            pause.wait(0.1)
        raise AssertionError("it was not deleted")
    finally:
        server.stop()


def test_submissions_are_handed_over_as_they_came_and_that_is_in_the_audit_trail(
    own_server: ServerProcess, referrer: Referrer, tmp_path: Path
) -> None:
    referrer.upload(PDF)
    body = a_concern([attachment(PDF)])
    receipt = referrer.submit(body).json()
    with client_of(own_server) as http:
        register(own_server, http).submit(a_concern())
    out = tmp_path / "out"
    done = own_server.command("export", str(out), "--account", referrer.email)
    assert (done.returncode, done.stdout[:13]) == (0, "1 submissions"), done.stderr
    place = out / receipt["reference"] / "version-1"
    assert json.loads((place / "submission.json").read_bytes()) == body
    assert (place / "file-1.pdf").read_bytes() == PDF
    assert json.loads((place / "receipt.json").read_text()) == receipt
    assert json.loads((out / "account.json").read_text())["email"] == referrer.email
    assert out.stat().st_mode & 0o077 == 0
    assert own_server.command("export", str(out)).returncode == 2, "never over what is there"
    nobody = own_server.command("export", str(tmp_path / "none"), "--account", "nobody@example.com")
    assert (nobody.returncode, "no account" in nobody.stderr) == (2, True)
    assert own_server.command("export", str(tmp_path / "all"), "--since", "2026-01-01").stdout.startswith("2 ")
    assert own_server.command("export", str(tmp_path / "ehm"), "--destination", "EHM").stdout.startswith("0 ")
    with connect(own_server.data_dir) as database:
        acts = [act for (act,) in database.execute("select act from audit_entry").fetchall()]
    assert acts.count("exported") == 3

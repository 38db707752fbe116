"""What an administrator types by mistake is said in a sentence and changes nothing; who leaves is let in no more."""

from __future__ import annotations

import io
import socket
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from server_stub import hooks, retention, staff
from server_stub.__main__ import main
from server_stub.clock import system_clock
from server_stub.database import close_database
from server_stub.housekeeping import Housekeeping
from server_stub.letters import outbox
from server_stub.letters.post import Post
from server_stub.letters.words import LetterWords
from server_stub.preparing import prepare
from server_stub.refusals import CannotStart, Refused
from server_stub.settings import Hook, Smtp, settings_from
from server_stub.tables.accounts import Staff
from server_stub.tables.desk import HookCall
from server_stub.tables.submissions import Letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server_stub.parts import Parts

pytestmark = pytest.mark.sqlite_only
SECRET = "a secret of thirty-two characters or more"
PASSWORD = "three boats at the weir"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("administrator")
    yield prepare(settings_from(folder, {"PORTAL_LIMIT_FACTOR": "100"}), system_clock)
    close_database()


def typed(parts: Parts, *words: str) -> int:
    return main([*words, "--data", str(parts.settings.data)])


def test_who_leaves_the_council_is_let_in_no_more_and_stays_named(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert typed(parts, "staff", "add", "Lee@example.gov.uk", "--name", "Lee Moss", "--password-from-stdin") == 0
    row = Staff.get(Staff.email == "lee@example.gov.uk")
    code = staff._totp(parts, row).at(system_clock())
    token = staff.sign_in(parts, row.email, PASSWORD, code, "127.0.0.1")
    assert staff.at_desk(system_clock(), token) is not None
    assert typed(parts, "staff", "remove", "lee@example.gov.uk") == 0
    assert "Open forms in their hands: 0" in capsys.readouterr().out
    assert staff.at_desk(system_clock(), token) is None
    code = staff._totp(parts, row).at(system_clock() + timedelta(seconds=30))
    with pytest.raises(Refused):
        staff.sign_in(parts, row.email, PASSWORD, code, "127.0.0.1")
    assert typed(parts, "staff", "list") == 0
    assert "lee@example.gov.uk removed Lee Moss" in capsys.readouterr().out
    assert typed(parts, "staff", "remove", "lee@example.gov.uk") == 2


def test_a_new_password_leaves_somebody_the_roles_they_have(parts: Parts) -> None:
    add = ("staff", "add", "ada@example.gov.uk", "--name", "Ada", "--generate-password")
    assert typed(parts, *add, "--role", "auditor", "--role", "publisher") == 0
    assert typed(parts, *add) == 0
    assert Staff.get(Staff.email == "ada@example.gov.uk").roles == "auditor publisher"


@pytest.mark.parametrize(("email", "name"), [("jo", "Jo"), ("jo@example.gov.uk", " "), ("jo @example.gov.uk", "Jo")])
def test_an_account_that_could_never_sign_in_is_not_made(parts: Parts, email: str, name: str) -> None:
    assert typed(parts, "staff", "add", email, "--name", name, "--generate-password") == 2
    assert Staff.get_or_none(Staff.email == email) is None


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [("schema", "999", "newer release"), ("which-key", "another", "server.key does not belong")],
)
def test_a_backup_that_cannot_be_opened_here_is_refused_before_anything_is_changed(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str], fact: str, value: str, told: str
) -> None:
    copy = tmp_path / "copy"
    assert typed(parts, "backup", str(copy)) == 0
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("update meta set value = ? where key = ?", (value, fact))
        opened.commit()
    assert typed(parts, "restore", str(copy)) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Nothing was changed" in said
    assert typed(parts, "forms", "list") == 0, "the server goes on with what it had"


def test_a_backup_never_takes_the_place_of_the_database(parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    where = parts.settings.data / "portal.db"
    before = where.stat().st_ino
    assert typed(parts, "backup", str(where)) == 2
    assert "is the database itself" in capsys.readouterr().err
    assert where.stat().st_ino == before


@pytest.mark.parametrize("days", [0, 30, 10**12])
def test_a_retention_that_cannot_be_meant_deletes_nothing(parts: Parts, days: int) -> None:
    with pytest.raises(CannotStart):
        retention.purge(system_clock(), days, "command-line")
    assert typed(parts, "purge", "--days", str(days)) == 2


@pytest.mark.parametrize(
    "env",
    [
        {"PORTAL_WORKERS": "nan"},
        {"PORTAL_WORKERS": "inf"},
        {"PORTAL_WORKERS": "0.5"},
        {"PORTAL_RETENTION_DAYS": "1e12"},
        {"PORTAL_SMTP": "smtp://[mail"},
        {"PORTAL_SMTP": "smtp://mail..example.gov.uk"},
        {"PORTAL_SMTP": "smtp://mail.example.gov.uk:99999"},
        {"PORTAL_HOOK": "https://[cases", "PORTAL_HOOK_SECRET": SECRET},
        {"PORTAL_HOOK": "https://cases.example.gov.uk:99999/", "PORTAL_HOOK_SECRET": SECRET},
        {"PORTAL_HOOK": "https://cases.example.gov.uk/f\u00f6rms", "PORTAL_HOOK_SECRET": SECRET},
    ],
)
def test_a_setting_that_would_fail_later_is_refused_at_start(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(CannotStart, match="PORTAL_"):
        settings_from(tmp_path, env)


def test_an_address_that_cannot_be_written_stops_no_other_e_mail(parts: Parts) -> None:
    broken = Smtp("mail..example.gov.uk", 25, starttls=False)
    post = Post(LetterWords("Example Council"), broken, ("Council", "council@example.gov.uk"), system_clock)
    post.put("sam@example.org", "reset", "en", once="one that cannot be sent", code="1234 5678")
    assert post.send_due() == 0
    letter = Letter.get(Letter.once == "one that cannot be sent")
    assert (letter.state, letter.attempts) == (outbox.WAITING, 1)


def test_a_case_system_that_answers_a_byte_at_a_time_holds_no_other_call_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "_LONGEST_ANSWER", 0.3)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def trickle() -> None:
            connection, _ = listening.accept()
            with connection:
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return

        slow = threading.Thread(target=trickle)
        slow.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert hooks._make(Hook(url, SECRET), HookCall(id="one", body="{}"), system_clock()) == 0
        over.set()
        slow.join()


def test_a_damaged_fence_is_no_end_of_the_housekeeping(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    fence = parts.settings.data / "fence.json"
    fence.write_text("{")
    kept = Housekeeping(parts)
    kept.start()
    try:
        while "housekeeping will be tried again" not in caplog.text:
            assert kept._thread.is_alive()
            kept._thread.join(0.05)
    finally:
        fence.unlink()
        kept.stop()

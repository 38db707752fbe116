"""Starting and stopping: one line when ready, a plain sentence when not, no personal data in the log."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.databases import connect, database_env
from tests.support.referrer import a_concern, client_of, register
from tests.support.server_process import READY, ROOT, ServerProcess

pytestmark = pytest.mark.sqlite_only  # how a process starts is the same for both databases


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the server or a command; `--data FOLDER` among the arguments also names the database."""
    command = [sys.executable, "-m", "server_stub", *arguments]
    named = database_env(Path(arguments[arguments.index("--data") + 1]))
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **named, **env}, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_says_one_line_and_stops_cleanly(tmp_path: Path, sign: signal.Signals) -> None:
    command = [sys.executable, "-m", "server_stub", "--port", "0", "--data", str(tmp_path)]
    env = {**os.environ, **database_env(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(READY + "http://127.0.0.1:")
        process.send_signal(sign)
        rest, log = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, ""), log
    assert "Traceback" not in log


def _is_plain(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in done.stderr


def test_a_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        _is_plain(run("--port", port, "--data", str(tmp_path)), f"Port {port} is in use")


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    _is_plain(run("--port", "0", "--data", str(tmp_path / "file" / "data")), "cannot be written")


@pytest.mark.sqlite_only
def test_a_damaged_database_is_said_in_a_sentence_and_left_as_it_is(tmp_path: Path) -> None:
    assert run("init", "--data", str(tmp_path)).returncode == 0
    database = tmp_path / "portal.db"
    for damaged in (b"not a database at all" * 500, database.read_bytes()[:4096] + os.urandom(40_000)):
        database.write_bytes(damaged)
        _is_plain(run("--port", "0", "--data", str(tmp_path)), "damaged", "backup")
        assert database.read_bytes() == damaged


def test_a_database_of_a_newer_release_is_refused(tmp_path: Path) -> None:
    assert run("init", "--data", str(tmp_path)).returncode == 0
    with connect(tmp_path) as database:
        database.execute("update meta set value = '999' where key = 'schema'")
    _is_plain(run("--port", "0", "--data", str(tmp_path)), "newer release")


@pytest.mark.parametrize(
    ("command", "told"), [(["restore"], "There is no file"), (["forms", "publish"], "No such file")]
)
def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, command: list[str], told: str) -> None:
    done = run(*command, str(tmp_path / "backup.db"), "--data", str(tmp_path))
    _is_plain(done, told, str(tmp_path / "backup.db"))


@pytest.mark.parametrize(
    "env",
    [
        {"PORTAL_SMTP": "mail.example.com"},
        {"PORTAL_WORKERS": "many"},
        {"PORTAL_DATABASE": "postgresql://127.0.0.1:1/x"},
    ],
)
def test_a_setting_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, env: dict[str, str]) -> None:
    _is_plain(run("--port", "0", "--data", str(tmp_path), **env))


def test_the_demo_desk_is_for_this_computer_only(tmp_path: Path) -> None:
    _is_plain(run("--host", "0.0.0.0", "--port", "0", "--demo-staff", "--data", str(tmp_path)), "--demo-staff")  # noqa: S104


@pytest.mark.sqlite_only
def test_the_key_and_the_database_are_for_the_owner_only(tmp_path: Path) -> None:
    assert run("init", "--data", str(tmp_path)).returncode == 0
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert {"portal.db", "server.key"} <= modes.keys()
    assert set(modes.values()) == {0}, modes


def test_I13_no_answer_token_code_or_address_is_in_the_log(own_server: ServerProcess) -> None:
    with client_of(own_server) as http:
        person = register(own_server, http)
        body = a_concern()
        person.submit(body)
        person.http.post("/v1/sessions", json={"email": person.email, "password": "wrong wrong wrong"})
        code = own_server.code_for(person.email)
    own_server.stop()
    log = own_server.log()
    assert "Started server process" in log
    for secret in (person.email, code, person.session["access_token"], "Kestrel", body["submission_id"]):
        assert secret not in log


def test_publishing_says_what_is_wrong_with_a_form_or_that_it_is_published(tmp_path: Path) -> None:
    import json  # noqa: PLC0415

    definition = json.loads((ROOT / "resources" / "forms" / "safeguarding-concern.json").read_text())
    file = tmp_path / "form.json"
    data = ("--data", str(tmp_path / "data"))
    file.write_text(json.dumps({**definition, "version": "2027.1"}))
    assert "is published" in run("forms", "publish", str(file), *data).stdout
    assert "nothing has changed" in run("forms", "publish", str(file), *data).stdout
    file.write_text(json.dumps({**definition, "version": "2027.1", "title": "Another"}))
    assert "Give it a new version" in run("forms", "publish", str(file), *data).stderr
    file.write_text(json.dumps({**definition, "version": "2027.2", "implicitRules": "x"}))
    refused = run("forms", "publish", str(file), *data)
    assert refused.returncode == 2
    assert "implicitRules" in refused.stderr
    assert "2027.1 LCS published" in run("forms", "list", *data).stdout


def test_an_administrators_command_loads_nothing_that_only_a_server_needs() -> None:
    words = (
        "import sys, server_stub.__main__; print(*{'fastapi', 'starlette', 'pydantic', 'uvicorn'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

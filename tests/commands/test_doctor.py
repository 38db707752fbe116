"""The doctor tells a help desk how the program stands here, and nothing about anybody."""

from __future__ import annotations

import json
import ssl
import threading
import zipfile
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from desktop_portal.__main__ import main
from desktop_portal.app import surroundings, utc_now
from desktop_portal.logs import start_log, stop_log
from desktop_portal.paths import Paths
from desktop_portal.services.doctoring.finding import Finding, Mark, Surroundings
from desktop_portal.services.doctoring.report import as_json, examine
from tests.support.no_keyring import NoKeyStore
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "server")
    yield process
    process.stop()


def place(home: Path, server: str) -> Surroundings:
    return replace(surroundings(Paths.under(home), server), key_store=NoKeyStore(), home=home.parent)


def named(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {one.name: one for one in found}


def test_on_a_computer_that_is_well_nothing_is_wrong(tmp_path: Path, server: ServerProcess) -> None:
    found = named(examine(place(tmp_path / "home", server.url)))
    assert [one.name for one in found.values() if one.mark is Mark.WRONG] == []
    assert found["server"].words == f"{server.url} answers."
    assert found["clock"].words == "This computer's clock is right."
    assert found["version"].facts["version"] == "0.1.0"
    assert found["folder of data"].words == "~/home/data can be written to."


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has a folder that takes no files from anybody")
def test_a_folder_that_takes_no_files_is_found_whatever_its_rights_say(tmp_path: Path, server: ServerProcess) -> None:
    found = named(examine(place(Path("/proc/nowhere"), server.url)))
    assert found["folder of data"].mark is Mark.WRONG
    assert "cannot be written to" in found["folder of data"].words


def test_a_wrong_clock_a_policy_with_a_slip_and_a_damaged_header_are_found(
    tmp_path: Path, server: ServerProcess
) -> None:
    home = tmp_path / "home"
    (home / "policy").mkdir(parents=True)
    (home / "policy/policy.toml").write_text("idle_minutes = 600\n")
    (home / "data/accounts/one").mkdir(parents=True)
    late = replace(place(home, server.url), clock=lambda: utc_now() + timedelta(hours=2))
    found = named(examine(late))
    assert found["clock"].mark is Mark.WRONG
    assert "120 minutes ahead" in found["clock"].words
    assert "line 1, idle_minutes: It must be from 1 to 60." in found["policy"].words
    assert "1 of 1 accounts on this computer cannot be opened" in found["stores"].words


def test_a_server_that_cannot_be_reached_is_said_with_what_to_do(tmp_path: Path) -> None:
    found = named(examine(place(tmp_path / "home", "http://127.0.0.1:9")))
    assert found["server"].mark is Mark.WRONG
    assert "cannot be reached" in found["server"].words


class Plain(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def https(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=utc_now() + timedelta(days=5)).configure_cert(context)
    server = HTTPServer(("127.0.0.1", 0), Plain)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    file = tmp_path / "authority.pem"
    file.write_bytes(authority.cert_pem.bytes())
    yield f"https://127.0.0.1:{server.server_port}", file
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_that_is_not_trusted_is_told_apart_from_no_network(
    tmp_path: Path, https: tuple[str, Path]
) -> None:
    found = named(examine(place(tmp_path / "home", https[0])))
    assert found["certificate"].mark is Mark.WRONG
    assert "certificate_authority" in found["certificate"].words


def test_the_days_that_a_certificate_has_left_are_counted(https: tuple[str, Path]) -> None:
    from desktop_portal.remote.looking import certificate_of  # noqa: PLC0415 (here alone)

    seen = certificate_of(https[0], ca_file=str(https[1]))
    assert seen is not None
    assert (seen.until - utc_now()).days == 4
    assert "trustme" in seen.issuer


def test_a_check_that_fails_is_a_finding_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_place: Surroundings) -> list[Finding]:
        raise ValueError("Amira Begum")

    monkeypatch.setattr("desktop_portal.services.doctoring.report.CHECKS", (broken,))
    [found] = examine(place(tmp_path / "home", "http://127.0.0.1:9"))
    assert found.words == "This check could not be done (ValueError)."


def test_the_bundle_holds_findings_and_log_and_no_name(
    tmp_path: Path, server: ServerProcess, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = tmp_path / "amira.begum"
    monkeypatch.setenv("HOME", str(person))
    home, bundle = person / "portal", tmp_path / "support.zip"
    log = start_log(Paths.under(home).log_file)
    log.info("started", answer="Amira was hit", version="0.1.0")
    stop_log()
    words = ["doctor", "--home", str(home), "--server", server.url, "--json", "--bundle", str(bundle)]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["fine"] is True
    with zipfile.ZipFile(bundle) as file:
        assert sorted(file.namelist()) == ["desktop-portal.log", "doctor.json", "doctor.txt"]
        content = b"".join(file.read(name) for name in file.namelist()).lower()
    assert b'"started"' in content
    assert b"amira" not in content
    assert main(words) == 2
    assert "is there already" in capsys.readouterr().out


def test_the_findings_for_machines_are_json(tmp_path: Path) -> None:
    read = json.loads(as_json(examine(place(tmp_path / "home", "http://127.0.0.1:9"))))
    assert read["fine"] is False
    assert {"name", "mark", "words", "facts"} == set(read["findings"][0])


def test_J29_a_computer_without_a_server_is_told_how_to_set_one(tmp_path: Path) -> None:
    found = named(examine(place(tmp_path / "home", "")))
    assert found["server"].mark is Mark.WRONG
    assert "desktop-portal enrol FILE|URL" in found["server"].words
    assert found["server"].facts == {"server": ""}

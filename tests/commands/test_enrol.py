"""J29: one small file sets a program up for a council; it can hold no secret and weaken nothing."""

from __future__ import annotations

import http.server
import io
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop_portal.__main__ import main
from desktop_portal.app import what_is_set
from desktop_portal.commands.enrol import enrol_command
from desktop_portal.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHOOL = (
    'server_address = "https://portal.example.gov.uk"\ncouncil_name = "Example Council"\n'
    'council_telephone = "01632 960 001"\nidle_minutes = 5\n'
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return replace(Paths.under(tmp_path / "home"), policy_files=(tmp_path / "machine/policy.toml",))


def enrolment(folder: Path, text: str = SCHOOL) -> str:
    file = folder / "school.toml"
    file.write_text(text)
    return str(file)


def test_J29_a_file_sets_up_server_council_and_rules(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol_command([enrolment(tmp_path), "--yes"], paths) == 0
    reading = what_is_set(paths, server="https://elsewhere.example.org")
    assert (reading.policy.server_address, reading.policy.idle_minutes) == ("https://portal.example.gov.uk", 5)
    assert reading.set_by["server_address"] == "enrolment.toml"
    assert "council_name = Example Council" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("idle_minutes = 60", "An enrolment can only make this stricter than usual"),
        ("keep_signed_in = true", "An enrolment can only make this stricter than usual"),
        ("max_attachment_megabytes = 99", "An enrolment can only make this stricter than usual"),
        ('proxy = "http://proxy.example.org:3128"', "Only a policy can set this"),
        ('certificate_authority = "/etc/hosts"', "There is no certificate in that file."),
        ('admin_password = "x"', "An enrolment holds no secrets: everybody can read it."),
        ("idle_minutes = ", "This is not TOML"),
    ],
)
def test_J29_what_weakens_or_is_wrong_is_refused_whole(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str, said: str
) -> None:
    source = enrolment(tmp_path, f'server_address = "https://portal.example.gov.uk"\n{more}\n')
    assert enrol_command([source, "--yes"], paths) == 1
    told = capsys.readouterr().out
    assert said in told
    assert "line 2" in told
    assert "Nothing was changed." in told
    assert not paths.enrolment_file.exists()


def test_J29_an_enrolment_that_somebody_edits_later_weakens_nothing(paths: Paths) -> None:
    paths.enrolment_file.parent.mkdir(parents=True)
    paths.enrolment_file.write_text('idle_minutes = 60\nkeep_signed_in = true\nproxy = "http://evil.example.org:1"\n')
    policy = what_is_set(paths).policy
    assert (policy.idle_minutes, policy.proxy) == (10, "")


def test_J29_the_policy_of_the_computer_wins(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths.policy_files[0].parent.mkdir()
    paths.policy_files[0].write_text('server_address = "https://other.example.gov.uk"\n')
    assert enrol_command([enrolment(tmp_path), "--yes"], paths) == 0
    assert "(already set by policy.toml, which wins)" in capsys.readouterr().out
    assert what_is_set(paths).policy.server_address == "https://other.example.gov.uk"


def test_J29_the_administrator_makes_it_the_policy_of_the_computer(paths: Paths, tmp_path: Path) -> None:
    more = SCHOOL + 'proxy = "http://proxy.example.org:3128"\n'
    assert enrol_command([enrolment(tmp_path, more), "--yes", "--machine"], paths) == 0
    reading = what_is_set(paths)
    assert reading.policy.proxy == "http://proxy.example.org:3128"
    assert reading.set_by["proxy"] == "policy.toml"


def test_J29_without_a_yes_nothing_is_changed(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert enrol_command([enrolment(tmp_path)], paths) == 1
    assert "Set this up? [yes/no]\nNothing was changed." in capsys.readouterr().out
    assert not paths.enrolment_file.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert enrol_command([enrolment(tmp_path)], paths) == 0


def test_J29_forms_for_one_council_never_go_to_another(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol_command([enrolment(tmp_path), "--yes"], paths) == 0
    (paths.data / "accounts/somebody").mkdir(parents=True)
    other = enrolment(tmp_path, 'server_address = "https://other.example.gov.uk"\n')
    assert enrol_command([other, "--yes"], paths) == 1
    assert "There are forms on this computer for https://portal.example.gov.uk" in capsys.readouterr().out
    assert enrol_command([enrolment(tmp_path, SCHOOL + "retention_days = 20\n"), "--yes"], paths) == 0
    assert what_is_set(paths).policy.retention_days == 20


@pytest.fixture
def website(tmp_path: Path) -> Iterator[str]:
    served = tmp_path / "served"
    served.mkdir()
    (served / "school.toml").write_text(SCHOOL)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(served))  # type: ignore[arg-type]  # as the server hands them in

        def log_message(self, *_words: object) -> None:
            pass

        def do_GET(self) -> None:
            if self.path == "/moved.toml":
                self.send_response(302)
                self.send_header("Location", "/school.toml")
                self.end_headers()
            else:
                super().do_GET()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_J29_a_link_sets_up_a_school(paths: Paths, website: str) -> None:
    assert enrol_command([f"{website}/school.toml", "--yes"], paths) == 0
    assert what_is_set(paths).policy.council_name == "Example Council"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("{}/none.toml", "There is no such file at that address (the server answered 404)."),
        ("{}/moved.toml", "That address leads on to another one."),
        ("http://school.example.org/school.toml", "The address has to begin with https://"),
        ("ftp://school.example.org/school.toml", "The address has to begin with https://"),
        ("school-that-is-not-there.toml", "There is no file school-that-is-not-there.toml."),
    ],
)
def test_J29_what_cannot_be_fetched_is_told(
    paths: Paths, website: str, capsys: pytest.CaptureFixture[str], address: str, said: str
) -> None:
    assert enrol_command([address.format(website), "--yes"], paths) == 2
    assert said in capsys.readouterr().out


def test_an_unknown_command_is_told_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["enroll"])
    assert "'enroll' is not known. Use open, demo, forms, delete-data, doctor, enrol" in (capsys.readouterr().err)


def test_J29_a_policy_can_be_checked_before_it_is_rolled_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("idle_minutes = 5\n")
    assert main(["policy", "check", str(file)]) == 0
    assert "policy.toml is fine. It sets: idle_minutes." in capsys.readouterr().out
    file.write_text("idle_minutes = 5\nretention_days = 90\n")
    assert main(["policy", "check", str(file)]) == 1
    assert "policy.toml, line 2, retention_days: It must be from 1 to 30." in capsys.readouterr().out
    assert main(["policy", "check", str(tmp_path / "gone.toml")]) == 1
    assert main(["policy"]) == 2

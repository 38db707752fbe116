"""`desktop-portal verify FILE.pdf` at the terminal, beside a real account's store."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop_portal.__main__ import main
from desktop_portal.app import World, build_app
from desktop_portal.commands.verify import UNDECIDED, verify_command
from desktop_portal.core.draft import ChildLabel, Draft
from desktop_portal.core.frozen import freeze
from desktop_portal.core.submission import Submission
from desktop_portal.forms.answers import Answers, Path, with_answer
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.response import to_response
from desktop_portal.paths import Paths
from desktop_portal.remote import wire
from desktop_portal.services.exporting import Exporting
from desktop_portal.vault.wraps import Cost
from tests.services.test_exporting import NOW, receive
from tests.support.no_keyring import NoKeyStore

if TYPE_CHECKING:
    import pathlib

EMAIL, PASSWORD = "sam.patel@example.gov.uk", "three quiet otters"
WORLD = World(cost=Cost(passes=1, memory_kib=8192, lanes=1), key_store=NoKeyStore(), clock=lambda: NOW)


@pytest.fixture
def paths(tmp_path: pathlib.Path) -> Paths:
    return Paths.under(tmp_path / "home")


@pytest.fixture
def document(paths: Paths, tmp_path: pathlib.Path) -> pathlib.Path:
    """The PDF of a shipped form that was sent from this computer."""
    app = build_app(paths, world=WORLD)
    told = wire.Session("a", 600, "r", wire.Account("a", EMAIL, "Sam", "Patel", "", "", "", "professional"), None)
    session = app.signing_in.after_registering(told, PASSWORD)
    key = app.shelf.entries("public", "en")[0].key
    form = app.shelf.form(key, "en")
    answers = with_answer(Answers(), Path("concerns.worried"), ("A story",))
    evaluation = evaluate(form, answers, NOW.date(), draft=False)
    response = to_response(evaluation, status="completed", authored=NOW.isoformat())
    body, digest = freeze(response, key, (), "en", "d-1", 1)
    session.store.drafts.save(Draft("d-1", key, form.title, ChildLabel(), {"response": response}, NOW, NOW))
    session.store.outbox.submit(Submission("d-1", 1, key, form.title, ChildLabel(), True, body, digest, (), NOW), "d-1")
    receive(session.store)
    exporting = Exporting(session.store, app.shelf.form, app.council().name, "Sam Patel", lambda: NOW)
    file = tmp_path / "form.pdf"
    file.write_bytes(exporting.submission("d-1", 1, with_data=True).pdf)
    session.close()
    app.close()
    return file


def digest_on(file: pathlib.Path) -> str:
    return file.read_bytes().partition(b'"digest": "')[2][:64].decode()


def test_without_an_account_the_pages_are_compared_with_the_answers_inside(
    document: pathlib.Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_command([str(document)], paths) == UNDECIDED
    said = capsys.readouterr().out
    assert "The pages say what the answers inside this document say" in said
    assert "Reference: LCS-26-00417" in said
    assert f"Digest: {digest_on(document)}" in said


def test_with_the_digest_of_the_receipt_it_is_decided(
    document: pathlib.Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_command([str(document), "--digest", digest_on(document).upper()], paths) == 0
    assert verify_command([str(document), "--digest", "00" * 32], paths) == 1
    assert "it bears another digest than the one given" in capsys.readouterr().out


def test_with_the_account_it_is_compared_with_what_was_sent(
    document: pathlib.Path, paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert verify_command([str(document), "--email", EMAIL], paths, WORLD) == 0
    assert "This document is what was submitted" in capsys.readouterr().out
    document.write_bytes(document.read_bytes() + b" ")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert verify_command([str(document), "--email", EMAIL], paths, WORLD) == 1
    assert "something in it was changed" in capsys.readouterr().out


def test_a_slip_is_told_in_a_sentence(
    document: pathlib.Path, paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verify_command([str(document.with_name("none.pdf"))], paths) == 2
    assert "cannot be read" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO("wrong words here\n"))
    assert verify_command([str(document), "--email", EMAIL], paths, WORLD) == 2
    assert "password" in capsys.readouterr().out
    stranger = document.with_name("other.pdf")
    stranger.write_bytes(b"\x00\xff no pdf")
    assert main(["verify", str(stranger)]) == 1
    assert "This file says of itself no reference" in capsys.readouterr().out


def test_the_program_answers_at_a_real_terminal_without_a_window(document: pathlib.Path) -> None:
    command = [sys.executable, "-m", "desktop_portal", "verify", str(document)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env={"PATH": ""})
    assert done.returncode == UNDECIDED, done.stderr
    assert "The pages say what the answers inside" in done.stdout
    assert done.stderr == ""

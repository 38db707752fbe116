"""J29: what an administrator sets counts, cannot be weakened, and fails safe when it is written wrongly."""

from __future__ import annotations

import plistlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from desktop_portal.app import World, build_app, server_in_use, what_is_set
from desktop_portal.paths import Paths, machine_policy_file
from desktop_portal.policy import Policy, read_policy
from desktop_portal.policy.keys import KEYS
from desktop_portal.policy.reading import NO_SERVER
from desktop_portal.policy.sources import ManagedPreferences, PolicyFile, WindowsRegistry, machine_sources
from tests.support.no_keyring import NoKeyStore

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def reading_of(file: Path, text: str) -> Any:
    file.write_text(text)
    return read_policy([PolicyFile(file)])


def test_every_key_has_words_and_a_default_that_the_program_knows() -> None:
    assert set(KEYS) == {field.name for field in fields(Policy)}
    assert {name: key.default for name, key in KEYS.items()} == {name: getattr(Policy(), name) for name in KEYS}


def test_J29_a_whole_policy_is_taken(file: Path) -> None:
    reading = reading_of(
        file,
        'server_address = "https://portal.example.gov.uk"\nidle_minutes = 5\nretention_days = 14\n'
        'keep_signed_in = false\nshared_computer = true\nallowed_attachments = ["pdf"]\n'
        'council_telephone = "01632 960 001"\ncouncil_hours = ["monday 09:00-17:30"]\nlanguages = ["cy"]\n'
        'proxy = "http://proxy.example.org:3128"\nlog_level = "debug"\ntelemetry = false\n',
    )
    assert reading.warned == ()
    policy = reading.policy
    assert (policy.server_address, policy.idle_minutes, policy.retention_days) == (
        "https://portal.example.gov.uk",
        5,
        14,
    )
    assert (policy.keep_signed_in, policy.shared_computer) == (False, True)
    assert (policy.allowed_attachments, policy.languages) == (("pdf",), ("cy",))
    assert reading.set_by["idle_minutes"] == "policy.toml"
    assert "hide_key" not in reading.set_by


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("retention_days = 31", "It must be from 1 to 30. 30 is used."),
        ("idle_minutes = 0", "It must be from 1 to 60. 10 is used."),
        ('idle_minutes = "5"', "It must be a whole number."),
        ("keep_signed_in = 1", "It must be true or false. false is used, which is the safe value."),
        ('shared_computer = "yes"', "true is used, which is the safe value."),
        ('server_address = "http://portal.example.gov.uk"', "It must begin with https://"),
        ('server_address = "portal.example.gov.uk"', "Write the whole address"),
        ('server_address = "https://name:word@portal.example.gov.uk"', "A name or a password does not belong"),
        ('proxy = "http://name:word@proxy.example.org:3128"', "Everybody on this computer can read this file."),
        ('certificate_authority = "authority.pem"', "Write the full path of the file."),
        ('certificate_authority = "/nowhere/authority.pem"', "There is no such file."),
        ('allowed_attachments = ["xlsx"]', "It must be one of pdf, docx, doc, jpg, png."),
        ('allowed_attachments = "pdf"', "It must be a list of texts"),
        ("languages = []", "Name at least one of en, cy."),
        ('council_hours = ["monday 17:00-09:00"]', "the earlier one first"),
        ('council_hours = ["Montag 09:00-17:00"]', "Write a day and its hours"),
        ('council_telephone = "call us"', "Write a telephone number"),
        ('log_level = "chatty"', "It must be one of error, warning, info, debug."),
        ('hide_key = "X"', "Write it as Ctrl+Shift+H"),
        ("telemetry = true", "There is no telemetry in this program"),
        ("idle_minuts = 5", "There is no such key. Did you mean idle_minutes?"),
    ],
)
def test_J29_each_wrong_value_is_told_with_its_line_and_key(file: Path, line: str, said: str) -> None:
    key = line.split(" ", maxsplit=1)[0]
    reading = reading_of(file, f"# a comment\n\n{line}\n")
    [warned] = reading.warned
    assert str(warned).startswith(f"policy.toml, line 3, {key}: ")
    assert said in str(warned)


def test_J29_a_wrong_value_never_leaves_a_gap_that_the_person_could_fill(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    paths.policy_files[-1].parent.mkdir()
    paths.policy_files[-1].write_text('server_address = "htps://portal.example.gov.uk"\nkeep_signed_in = "no"\n')
    reading = what_is_set(paths, server="https://elsewhere.example.org")
    assert reading.policy.keep_signed_in is False
    assert server_in_use(reading.policy) == NO_SERVER


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"idle_minutes = 5\nkeep_signed_in = False\n", "policy.toml, line 2, keep_signed_in: This is not TOML"),
        (b"server_address = https://x\n", "policy.toml, line 1, server_address: This is not TOML"),
        (b'proxy = "\xff"', "It is not UTF-8 text."),
        (b"# " + b"x" * 300_000, "It is far too large for a policy."),
        (b"[" * 5000, "This is not TOML"),
    ],
)
def test_J29_a_file_that_cannot_be_read_at_all_starts_protected_and_says_where(
    file: Path, data: bytes, said: str
) -> None:
    file.write_bytes(data)
    reading = read_policy([PolicyFile(file)])
    assert said in "\n".join(map(str, reading.warned))
    assert reading.policy.keep_signed_in is False
    assert reading.policy.server_address == NO_SERVER
    assert reading.policy.idle_minutes == Policy().idle_minutes


def test_J29_what_the_windows_editor_saves_is_read(file: Path) -> None:
    file.write_bytes("\ufeffidle_minutes = 7\r\n".encode())
    assert read_policy([PolicyFile(file)]).policy.idle_minutes == 7


def test_J29_no_file_is_no_policy_but_a_named_one_has_to_be_there(tmp_path: Path) -> None:
    assert read_policy([PolicyFile(tmp_path / "none.toml")]).warned == ()
    [warned] = read_policy([PolicyFile(tmp_path / "none.toml", must_be_there=True)]).warned
    assert "is not there" in str(warned)


def test_J29_a_further_authority_is_taken_when_it_is_one(file: Path, tmp_path: Path) -> None:
    authority = tmp_path / "authority.pem"
    authority.write_bytes(trustme.CA().cert_pem.bytes())
    assert reading_of(file, f'certificate_authority = "{authority.as_posix()}"').warned == ()
    authority.write_text("not a certificate")
    [warned] = reading_of(file, f'certificate_authority = "{authority.as_posix()}"').warned
    assert "There is no certificate in that file." in str(warned)


def test_J29_the_place_of_the_policy_cannot_be_moved_by_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    before = machine_policy_file()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME", "ProgramFiles", "PROGRAMDATA"):
        monkeypatch.setenv(name, "/tmp/mine")  # noqa: S108 (only a name)
    assert machine_policy_file() == before
    assert Paths.of_person().policy_files == (before,)
    assert Paths.under(before.parent).policy_files[0] == before


def registry(values: Mapping[str, Mapping[str, Any]]) -> WindowsRegistry:
    return WindowsRegistry(lambda hive: values.get(hive, {}))


def test_J29_the_registry_says_numbers_and_lists_its_own_way_and_wins_over_the_file(file: Path) -> None:
    file.write_text("idle_minutes = 9\nretention_days = 9\n")
    managed = registry(
        {
            "HKLM": {"keep_signed_in": 0, "idle_minutes": 5, "languages": ["cy"], "server_address": ""},
            "HKCU": {"idle_minutes": 60, "allowed_attachments": "pdf; docx", "shared_computer": 1},
        }
    )
    reading = read_policy([managed, PolicyFile(file)])
    policy = reading.policy
    assert (policy.keep_signed_in, policy.shared_computer) == (False, True)
    assert (policy.idle_minutes, policy.retention_days) == (5, 9)
    assert (policy.languages, policy.allowed_attachments) == (("cy",), ("pdf", "docx"))
    assert reading.set_by["idle_minutes"] == "Windows registry HKLM"
    assert "server_address" not in reading.set_by


def test_J29_the_registry_may_name_a_policy_file_of_the_computer(file: Path) -> None:
    file.write_text("idle_minutes = 4\n")
    assert read_policy([registry({"HKLM": {"policy_file": str(file)}})]).policy.idle_minutes == 4
    assert read_policy([registry({"HKCU": {"policy_file": str(file)}})]).policy.idle_minutes == 10
    reading = read_policy([registry({"HKLM": {"policy_file": str(file.with_name("gone.toml"))}})])
    assert "is not there" in str(reading.warned[0])
    assert reading.policy.keep_signed_in is False


def test_J29_managed_preferences_of_a_mac_are_read(tmp_path: Path) -> None:
    managed = tmp_path / "uk.childrensportal.desktop.plist"
    managed.write_bytes(plistlib.dumps({"idle_minutes": 6, "keep_signed_in": False, "PayloadUUID": "x"}))
    reading = read_policy([ManagedPreferences((managed, tmp_path / "none.plist"))])
    assert reading.warned == ()
    assert (reading.policy.idle_minutes, reading.policy.keep_signed_in) == (6, False)
    managed.write_bytes(b"bplist00 not one")
    assert "It is not a property list." in str(read_policy([ManagedPreferences((managed,))]).warned[0])


def test_J29_each_system_asks_its_own_places_first(file: Path) -> None:
    order = [[type(one).__name__ for one in machine_sources((file,), platform=name)] for name in _SYSTEMS]
    assert order == [["PolicyFile"], ["WindowsRegistry", "PolicyFile"], ["ManagedPreferences", "PolicyFile"]]


_SYSTEMS = ("linux", "win32", "darwin")


def test_J29_policy_wins_over_settings_for_language_numbers_and_hours(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    paths.policy_files[-1].parent.mkdir()
    paths.policy_files[-1].write_text(
        'languages = ["cy"]\ncouncil_telephone = "01632 960 099"\ncouncil_hours = ["sunday 10:00-12:00"]\n'
    )
    app = build_app(paths, world=World(key_store=NoKeyStore()))
    try:
        council = app.council()
        assert app.language == "cy"
        assert (council.telephone, council.night_telephone) == ("01632 960 099", "01632 960 099")
        assert council.hours["monday"] is None
        assert council.hours["sunday"] is not None
    finally:
        app.close()

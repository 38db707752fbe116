from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_portal.core.problems import (
    DiskRefuses,
    KeyringClosed,
    RecoveryCodeMistyped,
    StoreUnreadable,
    WrongPassword,
    WrongRecoveryCode,
)
from desktop_portal.vault import header
from desktop_portal.vault.key_store import LONGEST_ENTRY, SystemKeyStore
from desktop_portal.vault.recovery_code import from_code, to_code
from desktop_portal.vault.vault import GUEST, Vault, create_guest_vault, create_vault, erase_vault, is_there
from desktop_portal.vault.wraps import Cost, WrapKind
from tests.support.no_keyring import Ring

ACCOUNT = "sian.example@example.gov.uk"
PASSWORD = "three calm otters"
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
ROOT = Path(__file__).parent.parent.parent


class Made:
    def __init__(self, folder: Path) -> None:
        self.folder, self.ring = folder, Ring()
        self.vault, self.key, self.code = create_vault(
            folder, PASSWORD, account=ACCOUNT, key_store=self.ring, cost=CHEAP
        )

    def again(self, account: str = ACCOUNT) -> Vault:
        return Vault(self.folder, account=account, key_store=self.ring, cost=CHEAP)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "account")


def test_the_password_opens_the_same_store_after_a_restart_however_the_address_is_typed(made: Made) -> None:
    assert len(made.key) == 32
    assert made.again().open_with_password(PASSWORD) == made.key
    assert made.again(" Sian.Example@EXAMPLE.gov.uk").open_with_password(PASSWORD) == made.key


@pytest.mark.parametrize("wrong", ["", PASSWORD + " ", PASSWORD.upper(), "three calm otter"])
def test_another_password_opens_nothing(made: Made, wrong: str) -> None:
    with pytest.raises(WrongPassword):
        made.again().open_with_password(wrong)


def test_a_password_is_the_same_typed_composed_or_decomposed(tmp_path: Path) -> None:
    vault, key, _ = create_vault(tmp_path, "Siôn a'r dŵr", account=ACCOUNT, cost=CHEAP)
    assert vault.open_with_password("Sio\u0302n a'r dw\u0302r") == key


def test_the_wraps_of_another_account_or_store_open_nothing(made: Made, tmp_path: Path) -> None:
    with pytest.raises(WrongPassword):
        made.again("other@example.gov.uk").open_with_password(PASSWORD)
    other = Made(tmp_path / "other")
    stolen = header.read(made.folder).wraps[WrapKind.PASSWORD]
    header.write(other.folder, header.read(other.folder).with_wrap(WrapKind.PASSWORD, stolen))
    with pytest.raises(WrongPassword):
        other.again().open_with_password(PASSWORD)


def test_a_guess_costs_what_the_rules_say_and_the_header_keeps_the_price(tmp_path: Path) -> None:
    vault, key, _ = create_vault(tmp_path, PASSWORD, account=ACCOUNT)
    wrap = json.loads((tmp_path / header.NAME).read_text())["wraps"]["password"]
    assert (wrap["passes"], wrap["memory_kib"], wrap["lanes"]) == (3, 256 * 1024, 4)
    begin = time.perf_counter()
    assert vault.open_with_password(PASSWORD) == key
    assert time.perf_counter() - begin > 0.05


def test_a_header_that_asks_for_all_memory_opens_nothing(made: Made) -> None:
    body = json.loads((made.folder / header.NAME).read_text())
    del body["checksum"]
    body["wraps"]["password"]["memory_kib"] = 64 * 1024 * 1024
    planted = json.dumps({**body, "checksum": header._checksum(body)})
    (made.folder / header.NAME).write_text(planted)
    with pytest.raises(WrongPassword):
        made.again().open_with_password(PASSWORD)


def test_the_recovery_code_opens_however_a_person_types_it(made: Made) -> None:
    assert len(made.code) == 7 * 4 + 6
    like = made.code.replace("0", "o").replace("1", "l")
    for typed in (made.code, made.code.lower(), made.code.replace("-", " "), f"  {made.code.replace('-', '')}\n", like):
        assert made.again().open_with_recovery_code(typed) == made.key


def test_a_slip_in_the_recovery_code_is_told_apart_from_another_stores_code(made: Made, tmp_path: Path) -> None:
    with pytest.raises(WrongRecoveryCode):
        made.again().open_with_recovery_code(Made(tmp_path / "other").code)
    slips = 0
    for at, letter in enumerate(made.code):
        if letter != "-":
            other = "7" if letter != "7" else "8"
            with pytest.raises((RecoveryCodeMistyped, WrongRecoveryCode)) as caught:
                made.again().open_with_recovery_code(made.code[:at] + other + made.code[at + 1 :])
            slips += caught.type is RecoveryCodeMistyped
    assert slips >= 26
    for typed in ("", made.code[:-1], made.code + "A", "U" * 28, "\u2013" * 28):
        with pytest.raises(RecoveryCodeMistyped):
            made.again().open_with_recovery_code(typed)


def test_every_recovery_code_reads_back_as_the_secret_it_was_made_of() -> None:
    for secret in (bytes(16), b"\xff" * 16, *(os.urandom(16) for _ in range(200))):
        assert from_code(to_code(secret)) == secret


def test_both_passwords_open_after_a_change_until_the_next_sign_in(made: Made) -> None:
    made.vault.change_password(PASSWORD, "seven quiet herons")
    for password in (PASSWORD, "seven quiet herons"):
        assert made.again().open_with_password(password) == made.key
    made.again().settle_password()
    assert made.again().open_with_password("seven quiet herons") == made.key
    with pytest.raises(WrongPassword):
        made.again().open_with_password(PASSWORD)
    assert made.again().open_with_recovery_code(made.code) == made.key


def test_a_change_needs_the_old_password_and_else_changes_nothing(made: Made) -> None:
    with pytest.raises(WrongPassword):
        made.vault.change_password("guessed", "mine now")
    assert made.again().open_with_password(PASSWORD) == made.key


def test_a_password_reset_elsewhere_is_mended_with_the_recovery_code(made: Made) -> None:
    vault = made.again()
    vault.set_password(vault.open_with_recovery_code(made.code), "seven quiet herons")
    assert made.again().open_with_password("seven quiet herons") == made.key
    with pytest.raises(WrongPassword):
        made.again().open_with_password(PASSWORD)
    newer = made.again().new_recovery_code(made.key)
    assert made.again().open_with_recovery_code(newer) == made.key
    with pytest.raises(WrongRecoveryCode):
        made.again().open_with_recovery_code(made.code)


def test_a_changed_password_opens_neither_copy_of_the_header(made: Made) -> None:
    made.vault.set_password(made.key, "seven quiet herons")
    (made.folder / header.NAME).write_bytes(b"damaged")
    with pytest.raises(WrongPassword):
        made.again().open_with_password(PASSWORD)
    assert made.again().open_with_password("seven quiet herons") == made.key


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"[" * 60_000, None])
def test_a_damaged_header_is_mended_from_its_second_copy(made: Made, damage: bytes | None) -> None:
    path = made.folder / header.NAME
    whole = path.read_bytes()
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert made.again().open_with_password(PASSWORD) == made.key
    assert path.read_bytes() == whole


def test_one_flipped_bit_anywhere_in_the_header_costs_nobody_the_store(made: Made) -> None:
    path = made.folder / header.NAME
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert made.again().open_with_password(PASSWORD) == made.key


def test_when_both_copies_are_damaged_it_is_said_and_nothing_new_is_put_there(made: Made) -> None:
    for name in (header.NAME, header.BACKUP):
        (made.folder / name).write_bytes(b"damaged")
    with pytest.raises(StoreUnreadable):
        made.again()
    with pytest.raises(StoreUnreadable):
        create_vault(made.folder, PASSWORD, account=ACCOUNT, cost=CHEAP)
    assert (made.folder / header.NAME).read_bytes() == b"damaged"


@pytest.mark.parametrize("name", ["store.db", "store.db-wal", header.NAME, header.BACKUP])
def test_new_keys_are_never_made_over_what_is_left_of_a_store(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"what is left")
    assert is_there(tmp_path)
    with pytest.raises(StoreUnreadable):
        create_vault(tmp_path, PASSWORD, account=ACCOUNT, cost=CHEAP)
    with pytest.raises(StoreUnreadable):
        create_guest_vault(tmp_path, key_store=Ring())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_header_that_cannot_be_written_leaves_the_one_before(made: Made) -> None:
    (made.folder / f"{header.NAME}.new").mkdir()
    with pytest.raises(DiskRefuses):
        made.vault.set_password(made.key, "seven quiet herons")
    assert made.vault.open_with_password(PASSWORD) == made.key
    assert made.again().open_with_password(PASSWORD) == made.key


def test_staying_signed_in_opens_with_the_keyring_until_it_is_ended(made: Made) -> None:
    assert not made.vault.has(WrapKind.KEYRING)
    made.vault.remember_in_keyring(made.key)
    assert made.again().open_with_keyring() == made.key
    made.again().forget_keyring()
    assert made.ring.kept == {}
    with pytest.raises(KeyringClosed):
        made.again().open_with_keyring()
    assert made.again().open_with_password(PASSWORD) == made.key


@pytest.mark.parametrize("mishap", ["wiped", "closed", "another", "garbled", "empty"])
def test_whatever_becomes_of_the_keyring_the_password_still_opens(made: Made, mishap: str) -> None:
    made.vault.remember_in_keyring(made.key)
    name = made.vault.store_id
    entries = {
        "wiped": {},
        "closed": made.ring.kept,
        "another": {name: "AAAA"},
        "garbled": {name: "é!"},
        "empty": {name: ""},
    }
    made.ring.kept, made.ring.closed = entries[mishap], mishap == "closed"
    with pytest.raises(KeyringClosed):
        made.again().open_with_keyring()
    made.again().forget_keyring()
    assert made.again().open_with_password(PASSWORD) == made.key


def test_a_closed_keyring_is_told_and_changes_nothing_when_staying_signed_in_is_chosen(made: Made) -> None:
    made.ring.closed = True
    before = (made.folder / header.NAME).read_bytes()
    with pytest.raises(KeyringClosed):
        made.vault.remember_in_keyring(made.key)
    assert (made.folder / header.NAME).read_bytes() == before


def test_J09_a_guests_key_is_in_the_keyring_or_under_a_passphrase(tmp_path: Path) -> None:
    ring = Ring()
    vault, key = create_guest_vault(tmp_path / "ring", key_store=ring)
    assert Vault(tmp_path / "ring", account=GUEST, key_store=ring).open_with_keyring() == key
    assert not vault.has(WrapKind.PASSWORD)
    _, other = create_guest_vault(tmp_path / "phrase", "a phrase of mine", cost=CHEAP)
    assert Vault(tmp_path / "phrase", account=GUEST).open_with_password("a phrase of mine") == other
    ring.closed = True
    with pytest.raises(KeyringClosed):
        create_guest_vault(tmp_path / "none", key_store=ring)
    assert not is_there(tmp_path / "none")


def test_erasing_the_keys_leaves_no_way_in(made: Made) -> None:
    made.vault.remember_in_keyring(made.key)
    erase_vault(made.folder, account=ACCOUNT, key_store=made.ring)
    assert made.ring.kept == {}
    assert list(made.folder.iterdir()) == []
    with pytest.raises(StoreUnreadable):
        made.again()
    erase_vault(made.folder, account=ACCOUNT, key_store=made.ring)


def test_the_header_tells_no_address_no_key_and_no_password(made: Made) -> None:
    made.vault.remember_in_keyring(made.key)
    for name in (header.NAME, header.BACKUP):
        text = (made.folder / name).read_text().lower()
        assert not any(word in text for word in ("sian", "example", "otters", made.key.hex(), made.code.lower()))
        assert (made.folder / name).stat().st_mode & 0o077 == 0


SECRET_SERVICE = """
import os, sys
from pathlib import Path
from desktop_portal.vault.key_store import SystemKeyStore
from desktop_portal.vault.vault import Vault, create_vault
from desktop_portal.vault.wraps import Cost
cost = Cost(1, 64, 1)
folder = Path(sys.argv[1])
assert SystemKeyStore().is_available()
vault, key, _ = create_vault(folder, "three calm otters", account="a@example.gov.uk", cost=cost)
vault.remember_in_keyring(key)
assert Vault(folder, account="a@example.gov.uk").open_with_keyring() == key
SystemKeyStore().set("other", "x" * 1279)
assert SystemKeyStore().get("other") == "x" * 1279
SystemKeyStore().delete("other")
SystemKeyStore().delete("other")
assert SystemKeyStore().get("other") is None
vault.forget_keyring()
assert SystemKeyStore().get(vault.store_id) is None
print("kept and forgotten", flush=True)
"""
WITHOUT = """
import sys
from pathlib import Path
from desktop_portal.core.problems import KeyringClosed
from desktop_portal.vault.key_store import SystemKeyStore
from desktop_portal.vault.vault import create_vault
from desktop_portal.vault.wraps import Cost
assert not SystemKeyStore().is_available()
vault, key, _ = create_vault(Path(sys.argv[1]), "three calm otters", account="a@example.gov.uk", cost=Cost(1, 64, 1))
try:
    vault.remember_in_keyring(key)
except KeyringClosed:
    assert vault.open_with_password("three calm otters") == key
    print("told", flush=True)
"""
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "run").mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }


def run(command: list[str], home: dict[str, str]) -> str:
    done = subprocess.run(command, env=home, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_real_secret_service_keeps_the_key_and_forgets_it(home: dict[str, str]) -> None:
    missing = [name for name in NEEDED if not any((Path(at) / name).exists() for at in home["PATH"].split(":"))]
    if missing:
        pytest.skip(f"no {' and '.join(missing)} here: apt-get install gnome-keyring dbus")
    script = (
        'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "$0" -W error -c "$1" "$2"'
    )
    folder = str(Path(home["HOME"]) / "account")
    said = run(["dbus-run-session", "--", "sh", "-c", script, sys.executable, SECRET_SERVICE, folder], home)
    assert said == "kept and forgotten\n"


def test_without_any_keyring_it_is_told_and_the_password_opens(home: dict[str, str]) -> None:
    assert run([sys.executable, "-c", WITHOUT, str(Path(home["HOME"]) / "account")], home) == "told\n"


def test_a_keyring_that_keeps_secrets_in_clear_text_is_never_used(home: dict[str, str]) -> None:
    planted = {**home, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    assert run([sys.executable, "-c", WITHOUT, str(Path(home["HOME"]) / "account")], planted) == "told\n"


def test_an_entry_that_windows_would_not_keep_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="too long"):
        SystemKeyStore().set("name", "x" * (LONGEST_ENTRY + 1))

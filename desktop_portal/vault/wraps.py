"""How the data key is wrapped: AES-256-GCM under a key made of a password, a recovery code or a keyring's secret.

The account, the store's id and the kind of wrap are authenticated with it, so that a wrap moved from elsewhere opens
nothing.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import StrEnum

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
# What a header may ask of this computer: a damaged or planted one must not eat all memory.
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_PASSES = 20


class WrapKind(StrEnum):
    """W1 is always there; PREVIOUS is W1 of the password before, until the next sign-in; W2; W3."""

    PASSWORD = "password"  # noqa: S105 (a kind, no password)
    PREVIOUS = "previous-password"
    RECOVERY = "recovery-code"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's price of one guess: passes, KiB of memory, lanes (security.md)."""

    passes: int = 3
    memory_kib: int = 256 * 1024
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Wrap:
    """One wrapped key as the header holds it; texts are base64. `passes` 0 means that no Argon2id was needed."""

    salt: str
    nonce: str
    sealed: str
    passes: int = 0
    memory_kib: int = 0
    lanes: int = 0


@dataclass(frozen=True, slots=True)
class Binding:
    """What a wrap belongs to."""

    account: str
    store_id: str

    def of(self, kind: WrapKind) -> bytes:
        """Return the associated data."""
        # A password that becomes the previous one keeps its wrap.
        name = WrapKind.PASSWORD if kind is WrapKind.PREVIOUS else kind
        return f"childrens-portal/1\x1f{self.account}\x1f{self.store_id}\x1f{name.value}".encode()


def wrap_with_password(data_key: bytes, password: str, binding: Binding, cost: Cost) -> Wrap:
    """Wrap under a password a person chose; takes as long as one guess costs (about half a second)."""
    salt = os.urandom(_SALT_BYTES)
    key = _of_password(password, salt, cost)
    nonce, sealed = _seal(key, data_key, binding.of(WrapKind.PASSWORD))
    return Wrap(_text(salt), nonce, sealed, cost.passes, cost.memory_kib, cost.lanes)


def unwrap_with_password(wrap: Wrap, password: str, binding: Binding) -> bytes | None:
    """Return the data key, or None for another password."""
    cost = Cost(wrap.passes, wrap.memory_kib, wrap.lanes)
    if not (
        0 < cost.passes <= _MOST_PASSES and 0 < cost.memory_kib <= _MOST_MEMORY_KIB and 0 < cost.lanes <= _MOST_PASSES
    ):
        return None
    return _open(_of_password(password, b64decode(wrap.salt), cost), wrap, binding.of(WrapKind.PASSWORD))


def wrap_with_secret(data_key: bytes, secret: bytes, binding: Binding, kind: WrapKind) -> Wrap:
    """Wrap under a random secret of at least 128 bits, which needs no slow function."""
    salt = os.urandom(_SALT_BYTES)
    nonce, sealed = _seal(_of_secret(secret, salt), data_key, binding.of(kind))
    return Wrap(_text(salt), nonce, sealed)


def unwrap_with_secret(wrap: Wrap, secret: bytes, binding: Binding, kind: WrapKind) -> bytes | None:
    """Return the data key, or None for another secret."""
    return _open(_of_secret(secret, b64decode(wrap.salt)), wrap, binding.of(kind))


def _of_password(password: str, salt: bytes, cost: Cost) -> bytes:
    # The same word typed on another keyboard may come composed or decomposed (RFC 8265).
    secret = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _of_secret(secret: bytes, salt: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, b"childrens-portal/1").derive(secret)


def _seal(key: bytes, data_key: bytes, associated: bytes) -> tuple[str, str]:
    nonce = os.urandom(_NONCE_BYTES)
    return _text(nonce), _text(AESGCM(key).encrypt(nonce, data_key, associated))


def _open(key: bytes, wrap: Wrap, associated: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(b64decode(wrap.nonce), b64decode(wrap.sealed), associated)
    except InvalidTag:
        return None


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()

"""The server's own key: 256 bits in a file beside the database; it hashes codes, encrypts TOTP secrets, signs forms."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server_stub.refusals import CannotStart

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 32
_NONCE = 12


@dataclass(frozen=True, slots=True)
class ServerKey:
    """Makes keyed hashes (64 hex characters) and encrypts short secrets; the database alone can undo neither."""

    key: bytes = field(repr=False)

    def hash(self, purpose: str, *parts: str) -> str:
        """Hash the parts for one purpose."""
        message = "\x00".join((purpose, *parts)).encode()
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()

    def sign(self, text: str) -> str:
        """Sign a text (Ed25519, base64); the key of it is made of this one, so that no further secret is to be kept."""
        return base64.b64encode(self._signing().sign(text.encode())).decode()

    @property
    def public(self) -> str:
        """What checks these signatures: 32 bytes in base64, no secret."""
        return base64.b64encode(self._signing().public_key().public_bytes_raw()).decode()

    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(hmac.new(self.key, b"sign-forms", hashlib.sha256).digest())

    def encrypt(self, text: str, bound_to: str) -> str:
        """Encrypt a short text; it opens only beside `bound_to`."""
        nonce = secrets.token_bytes(_NONCE)
        return (nonce + AESGCM(self.key).encrypt(nonce, text.encode(), bound_to.encode())).hex()

    def decrypt(self, sealed: str, bound_to: str) -> str:
        """Open what `encrypt` made; raises CannotStart when the key is another one."""
        raw = bytes.fromhex(sealed)
        try:
            return AESGCM(self.key).decrypt(raw[:_NONCE], raw[_NONCE:], bound_to.encode()).decode()
        except InvalidTag:
            raise CannotStart("The file server.key does not belong to this database.") from None


def open_key(folder: Path) -> ServerKey:
    """Read `server.key`, or make it on first start (mode 0600)."""
    path = folder / "server.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write(path, secrets.token_bytes(_SIZE))
        key = path.read_bytes()
    except OSError as error:
        raise CannotStart(f"The folder {folder} cannot be written to ({error.strerror}).") from error
    if len(key) != _SIZE:
        raise CannotStart(f"The file {path} is damaged. Restore it from a backup; nothing was changed.")
    return ServerKey(key)


def _write(path: Path, key: bytes) -> None:
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)

"""Whether a text was signed with a key that is known."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def is_signed(key: str, text: str, signature: str) -> bool:
    """Check an Ed25519 signature (RFC 8032) of a text; key (32 bytes) and signature in base64. Anything else is no."""
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), text.encode())
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True

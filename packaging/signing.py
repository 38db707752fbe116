"""The hook for signatures: nothing is signed unless whoever builds a release names a certificate in the environment.

PORTAL_SIGN_COMMAND: a command line with {file} in it, for a signing service or a key in hardware; else
PORTAL_SIGN_CERTIFICATE and PORTAL_SIGN_KEY (PEM files), for osslsigncode; PORTAL_SIGN_TIMESTAMP: a time server.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from tool import call, need

if TYPE_CHECKING:
    from pathlib import Path


def sign(file: Path) -> bool:
    """Sign a Windows program or installer in place; False when no certificate is named."""
    command = os.environ.get("PORTAL_SIGN_COMMAND")
    if command:
        call(*(part.replace("{file}", str(file)) for part in shlex.split(command)))
        return True
    certificate, key = os.environ.get("PORTAL_SIGN_CERTIFICATE"), os.environ.get("PORTAL_SIGN_KEY")
    if not certificate or not key:
        return False
    need({"osslsigncode": "osslsigncode"})
    signed = file.with_name(f"{file.name}.signed")
    timestamp = os.environ.get("PORTAL_SIGN_TIMESTAMP")
    more = ["-ts", timestamp] if timestamp else []
    about = ("-n", "Children's Portal", "-i", "https://portal.example.gov.uk", "-h", "sha256")
    call("osslsigncode", "sign", "-certs", certificate, "-key", key, *about, *more, "-in", file, "-out", signed)
    signed.replace(file)
    return True


def check_signature(file: Path, authority: Path) -> str:
    """Return what osslsigncode says of a signature; raises Stop when it is not whole."""
    return call("osslsigncode", "verify", "-CAfile", authority, "-in", file)


def test_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate and a key for trying the hook; nobody trusts them."""
    certificate, key = folder / "test-certificate.pem", folder / "test-key.pem"
    usage = ("-addext", "extendedKeyUsage=codeSigning", "-addext", "keyUsage=digitalSignature,keyCertSign")
    subject = ("-subj", "/CN=Test certificate of Children's Portal, do not trust")
    files = ("-keyout", key, "-out", certificate)
    call("openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "2", *subject, *usage, *files)
    return certificate, key

"""Where all parts come from: a wheel that can be built again bit by bit, a list of parts (SBOM), and their licences."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from typing import TYPE_CHECKING, Any

from tool import BUILD, DIST, ROOT, Stop, call, fresh, python_of, say, source_date

if TYPE_CHECKING:
    from pathlib import Path

# What the folder carries beside Python packages.
_NATIVE = (
    ("CPython", "python", "PSF-2.0"),
    ("Qt", "qt", "LGPL-3.0-only"),
    ("ICU", "icu", "Unicode-3.0"),
    ("OpenSSL", "openssl", "Apache-2.0"),
    ("SQLCipher", "sqlcipher", "BSD-3-Clause"),
)


def make(version: str, *, check: bool) -> None:
    """Write dist/*.whl, dist/sbom.json and dist/licences.txt; with `check` build the wheel twice and compare."""
    DIST.mkdir(exist_ok=True)
    wheel = _wheel(ROOT, DIST)
    say(f"Made {wheel.name} (sha256 {_digest(wheel)[:16]}…)")
    if check:
        again = _wheel(_copy(), fresh(BUILD / "wheel-again"))
        if _digest(again) != _digest(wheel):
            raise Stop("The wheel is another one when it is built again elsewhere.")
        say("ok  wheel: built again in another folder it is the same, bit by bit")
    parts = _parts()
    _licences(parts)
    _sbom(version, parts)


def sums() -> None:
    """Write dist/SHA256SUMS; signed with gpg when PORTAL_GPG_KEY names a key."""
    import os  # noqa: PLC0415 (here alone)

    files = sorted(one for one in DIST.iterdir() if one.is_file() and not one.name.startswith("SHA256SUMS"))
    made = DIST / "SHA256SUMS"
    made.write_text("".join(f"{_digest(one)}  {one.name}\n" for one in files))
    key = os.environ.get("PORTAL_GPG_KEY")
    if key:
        call("gpg", "--batch", "--yes", "--local-user", key, "--armor", "--detach-sign", made)
    say(f"Made SHA256SUMS of {len(files)} files{', signed' if key else ''}")


def _wheel(source: Path, folder: Path) -> Path:
    for old in folder.glob("*.whl"):
        old.unlink()
    pip = (python_of(), "-m", "pip", "--disable-pip-version-check", "-q", "wheel", "--no-deps", "--no-build-isolation")
    call(*pip, "--wheel-dir", folder, source, env={"SOURCE_DATE_EPOCH": source_date()})
    return next(folder.glob("*.whl"))


def _copy() -> Path:
    copy = fresh(BUILD / "wheel-source")
    for name in call("git", "ls-files", "-z").split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    return copy


def _parts() -> list[dict[str, Any]]:
    """Return the Python packages that the program carries: what it needs, and what these need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [_name(one) for one in project["dependencies"]]
    found: list[dict[str, Any]] = json.loads(call(python_of(), ROOT / "packaging/gather_parts.py", *names))
    return found


def _licences(parts: list[dict[str, Any]]) -> None:
    """Write one text with the licence of every part; Stop where a part has none."""
    without = [part["name"] for part in parts if not part["licence"] and not part["texts"]]
    if without:
        raise Stop(f"No licence is known of: {', '.join(without)}.")
    blocks = ["Children's Portal Desktop carries these parts.\n"]
    blocks += [f"{part['name']} {part['version']}: {part['licence'] or 'see below'}\n" for part in parts]
    for part in parts:
        text = (
            "\n\n".join(part["texts"]) or f"Licence: {part['licence']}. Its text comes with the source of the package."
        )
        blocks.append(f"\n{'=' * 80}\n{part['name']} {part['version']}\n{'=' * 80}\n{text}\n")
    beside = sorted((ROOT / "resources").rglob("*LICENSE*")) + sorted((ROOT / "resources").rglob("OFL*.txt"))
    for file in beside:
        name = file.relative_to(ROOT / "resources")
        blocks.append(f"\n{'=' * 80}\n{name}\n{'=' * 80}\n{file.read_text(encoding='utf-8')}\n")
    blocks.append(_QT)
    (DIST / "licences.txt").write_text("".join(blocks), encoding="utf-8")
    say(f"Made licences.txt: {len(parts)} packages, {len(beside)} fonts and icons, Qt, Python")


_QT = f"""
{"=" * 80}
Qt and Qt for Python
{"=" * 80}
Used under the GNU Lesser General Public License, version 3. Its libraries are separate files in the folder of the
program and can be replaced by others of the same interface. The source is that of the versions named above, from the
Qt project.

{"=" * 80}
CPython
{"=" * 80}
Python Software Foundation License, version 2.
"""


def _sbom(version: str, parts: list[dict[str, Any]]) -> None:
    """Write dist/sbom.json (CycloneDX) of what is carried; made by cyclonedx-bom, cut down to it, and checked."""
    whole = BUILD / "sbom-environment.json"
    tool = python_of().with_name("cyclonedx-py")
    call(tool, "environment", python_of(), "--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "-o", whole)
    bom = json.loads(whole.read_text())
    names = {_plain(part["name"]) for part in parts}
    kept = [one for one in bom["components"] if _plain(one["name"]) in names]
    missing = names - {_plain(one["name"]) for one in kept}
    if missing:
        raise Stop(f"The list of parts lacks {', '.join(sorted(missing))}.")
    refs = {one["bom-ref"] for one in kept} | {bom["metadata"]["component"]["bom-ref"]}
    bom["metadata"]["component"]["version"] = version
    bom["components"] = kept + _native()
    bom["dependencies"] = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in refs]}
        for one in bom["dependencies"]
        if one["ref"] in refs
    ]
    made = DIST / "sbom.json"
    made.write_text(json.dumps(bom, indent=1, sort_keys=True) + "\n")
    call(python_of(), ROOT / "packaging/check_parts.py", made)
    say(f"Made sbom.json: {len(bom['components'])} parts, valid CycloneDX {bom['specVersion']}")


def _native() -> list[dict[str, Any]]:
    script = (
        "import platform, ssl, json, PySide6.QtCore as q, sqlcipher3.dbapi2 as s\n"
        "c = s.connect(':memory:'); cipher = c.execute('PRAGMA cipher_version').fetchone()[0].split()[0]\n"
        "print(json.dumps({'python': platform.python_version(), 'qt': q.qVersion(), 'icu': '73', "
        "'openssl': ssl.OPENSSL_VERSION.split()[1], 'sqlcipher': cipher}))"
    )
    versions = json.loads(call(python_of(), "-c", script))
    return [
        {
            "type": "library",
            "bom-ref": f"native-{key}",
            "name": name,
            "version": versions[key],
            "licenses": [{"license": {"id": licence}}],
        }
        for name, key, licence in _NATIVE
    ]


def _name(requirement: str) -> str:
    return re.split("[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

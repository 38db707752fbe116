"""A tarball that installs for one person, and a .deb that installs for the computer, both of the same folder."""

from __future__ import annotations

import gzip
import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tool import BUILD, DIST, NAME, ROOT, Stop, call, fresh, need, say, source_date

if TYPE_CHECKING:
    from pathlib import Path

FILES = ROOT / "packaging/linux"
METAINFO = "uk.childrensportal.desktop.metainfo.xml"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
# What the folder takes from the system; the rest it carries itself.
DEPENDS = (
    "ca-certificates, libc6 (>= 2.36), libdbus-1-3, libegl1, libfontconfig1, libfreetype6, libgcc-s1, libgl1, "
    "libglib2.0-0 (>= 2.74) | libglib2.0-0t64, libgssapi-krb5-2, libstdc++6 (>= 12), libx11-6, libx11-xcb1, "
    "libxcb1, tzdata"
)
_CONTROL = """Package: childrens-portal
Version: {version}
Architecture: amd64
Maintainer: The Children's Portal maintainers <maintainers@example.org>
Installed-Size: {size}
Depends: {depends}
Recommends: libcups2 | libcups2t64, gnome-keyring | kwalletmanager, xdg-utils
Section: misc
Priority: optional
Homepage: https://portal.example.gov.uk
Description: refer a child to a council's services, with or without a network
 For people who tell a council that a child may be at risk or that a family
 needs help. What is written is saved by itself into an encrypted store; a
 form counts as received only when the council has it.
"""
_PLACES = ("/usr/bin", "/usr/lib", "/usr/share")
_HAS_TO_BE_THERE = (
    "/usr/bin/desktop-portal",
    f"/usr/lib/{NAME}/desktop-portal",
    f"/usr/share/applications/{NAME}.desktop",
    f"/usr/share/doc/{NAME}/copyright",
    f"/usr/share/doc/{NAME}/policy/policy.schema.json",
    f"/usr/share/icons/hicolor/scalable/apps/{NAME}.svg",
    "/usr/share/man/man1/desktop-portal.1.gz",
    f"/usr/share/metainfo/{METAINFO}",
)
_POSTINST = """#!/bin/sh
set -e
for tool in "update-desktop-database -q" "gtk-update-icon-cache -q -f /usr/share/icons/hicolor"; do
    if command -v ${tool%% *} >/dev/null; then $tool || true; fi
done
"""
_POSTRM = """#!/bin/sh
# Purging takes the organisation's policy away. People's forms stay, unless CHILDRENS_PORTAL_REMOVE_DATA=yes is set:
# then the stores, settings and logs of everybody with a home folder on this computer are deleted too.
set -e
case "$1" in
remove|upgrade) ;;
purge)
    rm -rf /etc/childrens-portal
    if [ "${CHILDRENS_PORTAL_REMOVE_DATA:-}" = yes ]; then
        getent passwd | cut -d: -f6 | sort -u | while read -r home; do
            case "$home" in /|/nonexistent|"") continue ;; esac
            rm -rf "$home/.local/share/ChildrensPortal" "$home/.config/ChildrensPortal" "$home/.cache/ChildrensPortal"
        done
    fi
    ;;
esac
if command -v update-desktop-database >/dev/null; then update-desktop-database -q || true; fi
"""


def filled(file: Path, version: str) -> str:
    """Return a template with version and date."""
    day = datetime.fromtimestamp(int(source_date()), UTC).date().isoformat()
    return file.read_text().replace("@VERSION@", version).replace("@DATE@", day)


def tarball(bundle: Path, version: str, *, level: int = 9) -> Path:
    """Return NAME-VERSION-linux-x86_64.tar.xz with the program, install.sh and what a desktop shows."""
    name = f"{NAME}-{version}-linux-x86_64"
    top = fresh(BUILD / "tarball") / name
    shutil.copytree(bundle, top / "program", symlinks=True)
    share = top / "share"
    share.mkdir()
    shutil.copy(FILES / f"{NAME}.desktop", share)
    shutil.copy(ROOT / f"packaging/{NAME}.svg", share)
    (share / METAINFO).write_text(filled(FILES / METAINFO, version))
    (share / "desktop-portal.1").write_text(filled(FILES / "desktop-portal.1", version))
    shutil.copy(FILES / "install.sh", top)
    shutil.copy(ROOT / "LICENSE", top)
    _licences(top)
    DIST.mkdir(exist_ok=True)
    made = DIST / f"{name}.tar.xz"
    same = ("--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{source_date()}")
    call("tar", "-C", top.parent, *same, "-cJf", made, name, env={"XZ_OPT": f"-{level} -T2"})
    return made


def deb(bundle: Path, version: str, *, level: int = 9) -> Path:
    """Return the .deb; a low level of compression is for trying things out."""
    need({"dpkg-deb": "dpkg", "desktop-file-validate": "desktop-file-utils", "appstreamcli": "appstream"})
    root = fresh(BUILD / "deb")
    _content(root, bundle, version)
    call("desktop-file-validate", root / f"usr/share/applications/{NAME}.desktop")
    call("appstreamcli", "validate", "--no-net", "--pedantic", root / f"usr/share/metainfo/{METAINFO}")
    size = sum(one.stat().st_size for one in root.rglob("*") if one.is_file() and not one.is_symlink()) // 1024
    _put(root / "DEBIAN/control", _CONTROL.format(version=version, size=size, depends=DEPENDS))
    for script, text in (("postinst", _POSTINST), ("postrm", _POSTRM)):
        _put(root / "DEBIAN" / script, text)
        (root / "DEBIAN" / script).chmod(0o755)
    _sums(root)
    call("chmod", "-R", "u+rwX,go+rX,go-w", root)
    DIST.mkdir(exist_ok=True)
    made = DIST / f"{NAME}_{version}_amd64.deb"
    same = {"SOURCE_DATE_EPOCH": source_date()}
    call("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", root, made, env=same)
    if trouble := deb_trouble(call("dpkg-deb", "--contents", made)):
        raise Stop("The .deb is not as Debian wants it:\n" + "\n".join(trouble[:20]))
    say(f"Made {made.name}")
    return made


def deb_trouble(listing: str) -> list[str]:
    """Return what is wrong with the members that `dpkg-deb --contents` lists: owner, rights, place, what is missing."""
    found, names = [], set()
    for line in listing.splitlines():
        mode, owner, _size, _day, _hour, name = line.split(maxsplit=5)
        name = name.split(" -> ")[0].removeprefix(".").rstrip("/")
        names.add(name)
        if owner != "root/root":
            found.append(f"{name} belongs to {owner}")
        if mode[0] != "l" and ("s" in mode or "t" in mode or mode[5] == "w" or mode[8] == "w"):
            found.append(f"{name} has the rights {mode}")
        if name and name != "/usr" and not name.startswith(_PLACES):
            found.append(f"{name} is not where Debian puts programs")
    return found + [f"{one} is missing" for one in _HAS_TO_BE_THERE if one not in names]


def _content(root: Path, bundle: Path, version: str) -> None:
    """Put everything where a Debian system looks for it."""
    program = root / "usr/lib" / NAME
    shutil.copytree(bundle, program, symlinks=True)
    (root / "usr/bin").mkdir()
    (root / "usr/bin/desktop-portal").symlink_to(f"../lib/{NAME}/desktop-portal")
    _put(root / f"usr/share/applications/{NAME}.desktop", (FILES / f"{NAME}.desktop").read_text())
    _put(root / f"usr/share/metainfo/{METAINFO}", filled(FILES / METAINFO, version))
    _put(root / f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg", (ROOT / f"packaging/{NAME}.svg").read_text())
    for size in SIZES:
        icon = root / f"usr/share/icons/hicolor/{size}x{size}/apps/{NAME}.png"
        icon.parent.mkdir(parents=True)
        shutil.copy(BUILD / f"icons/{NAME}-{size}.png", icon)
    manual = root / "usr/share/man/man1/desktop-portal.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress(filled(FILES / "desktop-portal.1", version).encode(), mtime=int(source_date())))
    doc = root / f"usr/share/doc/{NAME}"
    _put(doc / "copyright", (ROOT / "LICENSE").read_text())
    shutil.copytree(ROOT / "resources/policy", doc / "policy")
    _licences(doc)


def _licences(folder: Path) -> None:
    """Put the licences of all parts beside the program, once they are gathered."""
    gathered = DIST / "licences.txt"
    if gathered.exists():
        shutil.copy(gathered, folder / "THIRD-PARTY-LICENCES.txt")


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def _sums(root: Path) -> None:
    files = sorted(
        one for one in root.rglob("*") if one.is_file() and not one.is_symlink() and "DEBIAN" not in one.parts
    )
    said = call("md5sum", *(os.fspath(one.relative_to(root)) for one in files), cwd=root)
    _put(root / "DEBIAN/md5sums", said)

"""The definitions of the installers say what they have to; installing itself is `python3 dev.py package --smoke`."""

from __future__ import annotations

import importlib.util
import plistlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from desktop_portal import __version__
from desktop_portal.__main__ import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "packaging"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the packaging scripts find each other, as they do when they are run."""
    monkeypatch.syspath_prepend(str(FILES))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(FILES) in str(sys.modules[name].__file__):
            del sys.modules[name]


def script(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, FILES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def said_by(*command: str | Path) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_menu_entry_is_valid() -> None:
    assert said_by("desktop-file-validate", FILES / "linux/childrens-portal.desktop") == (0, "")


def test_J18_the_menu_entry_opens_links() -> None:
    entry = (FILES / "linux/childrens-portal.desktop").read_text()
    assert "MimeType=x-scheme-handler/childrens-portal;" in entry
    assert "Exec=desktop-portal %u" in entry


@pytest.mark.usefixtures("scripts")
@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_the_description_for_software_centres_is_valid(tmp_path: Path) -> None:
    linux = script("linux")
    file = tmp_path / linux.METAINFO
    file.write_text(linux.filled(FILES / "linux" / linux.METAINFO, __version__))
    status, said = said_by("appstreamcli", "validate", "--no-net", file)
    assert status == 0, said


def test_the_man_page_names_every_command_that_can_be_typed() -> None:
    page = (FILES / "linux/desktop-portal.1").read_text().replace("\\-", "-")
    assert [name for name in (*COMMANDS, "forms", "--home", "--server", "--version") if name not in page] == []


def test_installing_for_one_person_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    install = FILES / "linux/install.sh"
    assert said_by("sh", "-n", install) == (0, "")
    status, said = said_by("env", "-i", f"HOME={tmp_path}", "PATH=/usr/bin:/bin", "sh", str(install), "--delete")
    assert (status, said) == (1, "'--delete' is not known. Use: ./install.sh [--remove | --purge]\n")
    status, said = said_by("env", "-i", f"HOME={tmp_path}", "PATH=/usr/bin:/bin", "sh", str(install))
    assert (status, said) == (1, "The folder 'program' is not beside this script. Unpack the whole archive.\n")
    assert list(tmp_path.iterdir()) == []


def test_J30_a_failed_upgrade_of_one_person_leaves_the_version_before(tmp_path: Path) -> None:
    archive, home = tmp_path / "archive", tmp_path / "home"
    (archive / "program").mkdir(parents=True)
    home.mkdir()
    shutil.copy(FILES / "linux/install.sh", archive)
    shutil.copytree(FILES / "linux", archive / "share")
    shutil.copy(FILES / "childrens-portal.svg", archive / "share")
    program = archive / "program/desktop-portal"

    def install() -> tuple[int, str]:
        return said_by("env", "-i", f"HOME={home}", "PATH=/usr/bin:/bin", "sh", str(archive / "install.sh"))

    program.write_text('#!/bin/sh\necho "Portal 1.0.0"\n')
    program.chmod(0o755)
    status, said = install()
    assert (status, "Children's Portal 1.0.0 is installed." in said) == (0, True), said
    before = sorted(home.rglob("*"))
    program.write_text("#!/bin/sh\nexit 3\n")
    assert install() == (1, "The program does not start here. Nothing was changed.\n")
    assert sorted(home.rglob("*")) == before
    assert said_by(home / ".local/bin/desktop-portal")[1] == "Portal 1.0.0\n"


@pytest.mark.usefixtures("scripts")
@pytest.mark.parametrize("scope", ["perMachine", "perUser"])
def test_J29_the_msi_has_each_file_once_and_what_admins_ask_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    windows = script("windows")
    folder = tmp_path / "bundle"
    (folder / "_internal/it's & deep").mkdir(parents=True)
    for name in ("desktop-portal.exe", "ChildrensPortal.exe", "_internal/it's & deep/one.dll"):
        (folder / name).write_bytes(b"MZ")
    made: list[Path] = []
    monkeypatch.setattr(windows, "BUILD", tmp_path)
    monkeypatch.setattr(windows, "need", lambda _programs: None)
    monkeypatch.setattr(windows, "call", lambda *words, cwd: made.append(cwd / words[-1]))
    monkeypatch.setattr(windows.shutil, "which", lambda name: name)  # as where the WiX Toolset is
    windows._msi(folder, "1.2.3", scope)
    text = made[0].read_text(encoding="utf-8")
    assert "@" not in text.replace("maintainers@", "")
    root = ET.fromstring(text)  # noqa: S314 (our own)
    space = "{http://schemas.microsoft.com/wix/2006/wi}"
    ids = [one.get("Id") for one in root.iter(f"{space}Component")]
    guids = [one.get("Guid") for one in root.iter(f"{space}Component")]
    assert len(set(ids)) == len(ids) == len(set(guids))
    assert sorted(str(one.get("Id")) for one in root.iter(f"{space}ComponentRef")) == sorted(map(str, ids))
    assert sum(1 for _ in root.iter(f"{space}File")) == 3
    [product] = root.iter(f"{space}Product")
    assert product.get("UpgradeCode") == windows.UPGRADE[scope]
    assert ("server_address" in text) == (scope == "perMachine")
    assert 'Key="Software\\Classes\\childrens-portal"' in text
    assert "REMOVEDATA" in text


def test_the_upgrade_codes_of_the_installers_never_change() -> None:
    text = (FILES / "windows.py").read_text()
    assert "6B0C7B34-6B0E-4C0D-9B4E-58B0B6B3A0D1" in text
    assert "2E7F7C3B-0C43-4D39-8C57-0C2C9A2A3F52" in text


def test_no_installer_downloads_anything() -> None:
    installers = [FILES / "linux/install.sh", FILES / "windows/portal.nsi", FILES / "windows/portal.wxs"]
    told = re.compile(r"curl|wget|NSISdl|inetc|URLDownload|pip install|apt-get", re.IGNORECASE)
    assert [one.name for one in installers if told.search(one.read_text())] == []


def test_the_lock_of_the_installers_holds_what_the_program_needs_with_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements-package.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[^A-Za-z0-9._-]", one)[0].lower() for one in project["dependencies"]}
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    assert names <= locked
    assert not {"fastapi", "uvicorn", "pytest"} & locked
    assert "://" not in lock
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", lock.strip()))
    tested = (ROOT / "requirements-test.lock").read_text()
    assert [one for one in re.findall(r"^[a-z0-9._-]+==[^ \\]+", lock, re.MULTILINE) if one not in tested] == []


@pytest.mark.usefixtures("scripts")
def test_only_libraries_that_nothing_leads_to_are_left_out_of_the_folder() -> None:
    lean = script("lean_libraries")
    needs = {
        "desktop-portal": frozenset({"libz.so.1", "libc.so.6"}),
        "libqxcb.so": frozenset({"libxcb-image.so.0"}),
        "libxcb-image.so.0": frozenset({"libxcb-util.so.1"}),
        "libcairo-helper.so.1": frozenset({"libpixel.so.1"}),
        "libpixel.so.1": frozenset(),
    }
    beside = ["libz.so.1", "libxcb-image.so.0", "libxcb-util.so.1", "libcairo-helper.so.1", "libpixel.so.1"]
    beside += ["libpython3.11.so.1.0"]
    assert lean.orphans(beside, needs) == ["libcairo-helper.so.1", "libpixel.so.1"]


@pytest.mark.usefixtures("scripts")
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("readelf"), reason="binutils is not installed")
def test_what_a_program_is_linked_against_is_read_from_it() -> None:
    lean = script("lean_libraries")
    assert any(name.startswith("libc.so") for name in lean.needed_by(Path("/bin/sh").resolve()))
    assert lean.needed_by(FILES / "entry.py") == frozenset()


@pytest.mark.usefixtures("scripts")
def test_what_the_folder_takes_from_the_system_the_deb_depends_on() -> None:
    depends = script("linux").DEPENDS
    spec = (FILES / "portal.spec").read_text()
    taken = {"libstdc++": "libstdc++6", "libX11.": "libx11-6", "libgssapi": "libgssapi-krb5-2", "libgcc_s": "libgcc-s1"}
    taken |= {"libdbus-1": "libdbus-1-3", "libfontconfig": "libfontconfig1", "libfreetype.": "libfreetype6"}
    assert [name for name, package in taken.items() if f'"{name}"' in spec and package not in depends] == []
    assert [name for name in taken if f'"{name}"' not in spec] == []


@pytest.mark.usefixtures("scripts")
@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_script_for_macs_would_sign_pack_and_notarise_in_this_order(tmp_path: Path) -> None:
    macos = script("macos")
    app = tmp_path / "Children's Portal.app"
    (app / "Contents/Frameworks").mkdir(parents=True)
    (app / "Contents/Info.plist").write_bytes((FILES / "macos/info.plist").read_bytes())
    (app / "Contents/Frameworks/libQtCore.dylib").write_bytes(b"")
    told = [
        " ".join(line.split()[:2]) for line in macos.rehearsal(FILES / "macos/build.sh", app, tmp_path, unsigned=False)
    ]
    assert told[:4] == ["mkdir -p", "codesign --force", "codesign --force", "codesign --verify"]
    assert told[4:6] == ["rm -f", "hdiutil create"]
    assert told[6:] == ["codesign --force", "pkgbuild --component", *["xcrun notarytool", "xcrun stapler"] * 2]
    unsigned = macos.rehearsal(FILES / "macos/build.sh", app, tmp_path, unsigned=True)
    assert not [line for line in unsigned if "notarytool" in line or "Developer ID" in line]
    assert sorted(one.name for one in tmp_path.iterdir()) == [app.name]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_script_for_macs_refuses_what_is_no_app(tmp_path: Path) -> None:
    told = said_by("sh", FILES / "macos/build.sh", tmp_path, "1.2.3", tmp_path / "out")
    assert told == (1, f"{tmp_path} is not an app: it has no Contents/Info.plist.\n")


def test_J18_the_app_for_macs_opens_links_and_has_both_languages() -> None:
    about = plistlib.loads((FILES / "macos/info.plist").read_bytes())
    assert about["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["childrens-portal"]
    assert about["CFBundleLocalizations"] == ["en", "cy"]
    assert plistlib.loads((FILES / "macos/entitlements.plist").read_bytes())


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize("name", ["linux/install.sh", "macos/build.sh"])
def test_shellcheck_has_nothing_to_say_about_the_scripts_that_are_shipped(name: str) -> None:
    assert said_by("shellcheck", FILES / name) == (0, "")


@pytest.mark.usefixtures("scripts")
def test_the_wheel_is_the_same_bit_by_bit_when_it_is_built_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply = script("supply")
    monkeypatch.setattr(supply, "python_of", lambda: Path(sys.executable))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    made = []
    for number in (1, 2):
        source = tmp_path / f"source {number}"
        for name in ("desktop_portal", "server_stub", "resources"):
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copyfile(ROOT / name, source / name)
        (tmp_path / f"made {number}").mkdir()
        made.append(supply._wheel(source, tmp_path / f"made {number}"))
    assert made[0].name == made[1].name
    assert made[0].read_bytes() == made[1].read_bytes()


@pytest.mark.usefixtures("scripts")
def test_every_installer_is_signed_by_whatever_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing = script("signing")
    program = tmp_path / "set up.exe"
    program.write_bytes(b"MZ")
    for name in ("PORTAL_SIGN_COMMAND", "PORTAL_SIGN_CERTIFICATE", "PORTAL_SIGN_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert signing.sign(program) is False
    assert program.read_bytes() == b"MZ"
    monkeypatch.setenv("PORTAL_SIGN_COMMAND", f"{sys.executable} -c \"open(r'{{file}}', 'ab').write(b' signed')\"")
    assert signing.sign(program) is True
    assert program.read_bytes() == b"MZ signed"


@pytest.mark.usefixtures("scripts")
def test_a_deb_with_wrong_owners_rights_or_places_is_not_let_out() -> None:
    linux = script("linux")
    line = "{mode} {owner} 12 2026-11-28 06:00 .{name}\n"
    fine = "".join(line.format(mode="-rw-r--r--", owner="root/root", name=name) for name in linux._HAS_TO_BE_THERE)
    fine += line.format(mode="lrwxrwxrwx", owner="root/root", name="/usr/bin/portal -> ../lib/x/portal")
    fine += line.format(mode="drwxr-xr-x", owner="root/root", name="/usr/")
    assert linux.deb_trouble(fine) == []
    wrong = (
        ("-rwsr-xr-x", "root/root", "/usr/bin/a"),
        ("-rw-rw-r--", "root/root", "/usr/lib/b"),
        ("-rw-r--r--", "sam/sam", "/usr/lib/c"),
        ("-rw-r--r--", "root/root", "/home/sam/d"),
    )
    for mode, owner, name in wrong:
        assert len(linux.deb_trouble(fine + line.format(mode=mode, owner=owner, name=name))) == 1
    assert "/usr/bin/desktop-portal is missing" in linux.deb_trouble("")


def test_the_icon_is_drawn_in_every_format(tmp_path: Path) -> None:
    status, said = said_by(sys.executable, FILES / "draw_icons.py", FILES / "childrens-portal.svg", tmp_path)
    assert status == 0, said
    assert (tmp_path / "childrens-portal.ico").read_bytes().startswith(b"\0\0\1\0")
    assert (tmp_path / "childrens-portal.icns").read_bytes().startswith(b"icns")
    assert (tmp_path / "childrens-portal-512.png").read_bytes().startswith(b"\x89PNG")

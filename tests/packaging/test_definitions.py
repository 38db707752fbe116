"""The definitions of the installers say what they have to; installing itself is `python3 dev.py package --smoke`."""

from __future__ import annotations

import importlib.util
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

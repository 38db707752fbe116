"""J18: a `childrens-portal:` link opens the program, from a checkout too."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop_portal.commands.link import ENTRY, link_command

if TYPE_CHECKING:
    from pathlib import Path

HANDLER = f"x-scheme-handler/childrens-portal={ENTRY}"


def test_J18_the_scheme_is_registered_for_the_person_and_other_defaults_stay(tmp_path: Path) -> None:
    defaults = tmp_path / ".config/mimeapps.list"
    defaults.parent.mkdir()
    defaults.write_text("[Default Applications]\ntext/html=firefox.desktop\n[Added Associations]\na/b=c.desktop\n")
    before = defaults.read_text()
    assert link_command([], environment={"HOME": str(tmp_path)}) == 0
    assert link_command([], environment={"HOME": str(tmp_path)}) == 0
    assert defaults.read_text().splitlines()[:3] == ["[Default Applications]", HANDLER, "text/html=firefox.desktop"]
    entry = tmp_path / ".local/share/applications" / ENTRY
    assert f'Exec="{sys.executable}" "-m" "desktop_portal" %u' in entry.read_text()
    assert link_command(["--remove"], environment={"HOME": str(tmp_path)}) == 0
    assert not entry.exists()
    assert defaults.read_text() == before


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_J18_the_entry_is_what_desktops_read(tmp_path: Path) -> None:
    link_command([], environment={"HOME": str(tmp_path)})
    entry = tmp_path / ".local/share/applications" / ENTRY
    checked = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)  # noqa: S607
    assert (checked.returncode, checked.stdout) == (0, "")


def test_J18_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".local").write_text("a file in the way")
    assert link_command([], environment={"HOME": str(tmp_path)}) == 1
    assert "could not be registered" in capsys.readouterr().out

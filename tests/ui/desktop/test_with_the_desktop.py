"""The program on a person's desktop: it follows what the system wants, and its messages hold no child's name."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_portal.ui.theme import DARK, LIGHT
from tests.support.bus_session import on_a_bus
from tests.support.screen import a_screen
from tests.support.server_process import ROOT

HERE = Path(__file__).parent
SESSION = """
: > "$READY"
"$PYTHON" "$HERE/small_desktop.py" > "$READY" &
desktop=$!
until grep -q ready "$READY"; do kill -0 $desktop || exit 70; sleep 0.1; done
"$PYTHON" "$HERE/person.py" "$HOME_FOLDER"
status=$?
kill $desktop
exit $status
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a person saw whose system changed while the program ran."""
    folder = tmp_path_factory.mktemp("desktop")
    with a_screen() as display:
        own = {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_QPA_PLATFORMTHEME": "gnome",
            "PYTHONPATH": str(ROOT),
            "PYTHON": sys.executable,
            "HERE": str(HERE),
            "READY": str(folder / "ready"),
            "HOME_FOLDER": str(folder / "home"),
        }
        told: dict[str, Any] = on_a_bus(SESSION, (), own, longest=150)
    return told


def test_J01_the_window_turns_dark_when_the_system_does_and_light_again(seen: dict[str, Any]) -> None:
    for light in (seen["light"], seen["light again"]):
        assert light[0] == LIGHT.canvas
        assert LIGHT.surface in light
        assert DARK.canvas not in light
        assert DARK.surface not in light
    for dark in (seen["dark"], seen["dark again"]):
        assert {DARK.canvas, DARK.surface} <= set(dark)
        assert LIGHT.canvas not in dark
        assert LIGHT.surface not in dark, "nothing is left in the colours of before"


def test_J01_the_window_follows_the_system_to_high_contrast_with_its_own_colours_and_no_tints(
    seen: dict[str, Any],
) -> None:
    contrast = set(seen["contrast"])
    assert seen["system"] in contrast
    tokens = {DARK.canvas, DARK.surface, DARK.tint, DARK.warn_tint, LIGHT.canvas, LIGHT.surface, LIGHT.tint}
    assert contrast & (tokens - {seen["system"]}) <= {"#FFFFFF"}, "white may be the system's text"


def test_J18_the_systems_own_message_tells_of_a_request_in_neutral_words(seen: dict[str, Any]) -> None:
    [told] = seen["messages"]
    assert told["title"] == "Children's Portal"
    assert told["text"] == "The council has a question about a form that you sent. Open the program to answer."
    said = json.dumps(told)
    for secret in ("A.B.", "2019", "Amira", "safeguarding", "LCS-26-1"):
        assert secret not in said
    assert len(seen["items"]) == 1, "and the sign stands in the tray"


def test_J18_the_task_bar_shows_how_many_forms_wait_for_the_person(seen: dict[str, Any]) -> None:
    assert seen["numbers"][-1] == 1

"""What a person does who hears the program and never sees it, over the real accessibility bus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.ui.demo.main_job import picture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.accessibility.conftest import Bus

pytestmark = [pytest.mark.timeout(400), pytest.mark.slow]


def test_J03_J04_J05_J06_J08_J10_J14_J15_by_name_and_role_alone_a_teacher_registers_and_refers_a_child(
    bus: Bus, tmp_path: Path
) -> None:
    photo = tmp_path / "letter.png"
    photo.write_bytes(picture())
    told = bus.run("main_job.py", f"{bus.server.url}/mail.json", str(photo))
    assert told["pages"][0] == "Overview"
    assert len(told["pages"]) == 10
    reference = told["reference"].removeprefix("Your reference: ")
    assert reference.startswith("LCS-")
    letters = [one for one in bus.server.mail() if one["subject"] == "Confirmation of form submission"]
    assert [reference in letter["text"] for letter in letters] == [True]
    assert "Amira" not in json.dumps(letters)
    assert told["attached"] == "letter.png"
    # What happens without a key of theirs is said: problems, pages, and what became of the form.
    said = " ".join(told["said"])
    for words in ("There is a problem. ", "Check your answers", "everything sent", "has received your form", reference):
        assert words in said
    assert "Problem: Enter the child" in told["described"]["First name, must be answered"]

"""The council changes a form while somebody fills it in; and a form turns out to be the wrong one."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop_portal.paths import resources
from desktop_portal.ui.demo.hands import wait_until
from tests.support.server_process import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_portal.core.draft import Draft
    from tests.journeys.conftest import Computer

pytestmark = pytest.mark.timeout(300)
NEW, SAFEGUARDING = "2027.1.1", "safeguarding-concern"
EARLY_HELP, CONCERN = "Early help and family support request", "Child/Young Person Safeguarding Concern"


def items(group: dict[str, Any]) -> Any:
    for one in group.get("item", ()):
        yield group, one
        yield from items(one)


def publish_changed_form(computer: Computer, folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    definition = json.loads((resources() / "forms" / f"{SAFEGUARDING}.json").read_bytes())
    definition["version"] = NEW
    change(definition)
    file = folder / "changed.json"
    file.write_text(json.dumps(definition), "utf-8")
    command = [
        sys.executable,
        "-m",
        "server_stub",
        "forms",
        "publish",
        str(file),
        "--data",
        str(computer.server.data_dir),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def new_version_arrives(computer: Computer) -> None:
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    computer.program.sending.run(hurry=True)
    wait_until(
        lambda: NEW in [one["version"] for one in session.store.catalogue.entries()], "the new version is here", 60
    )


def only_draft(computer: Computer) -> Draft:
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    draft = session.store.drafts.load(session.store.drafts.summaries()[0].id)
    assert draft is not None
    return draft


def open_draft(computer: Computer) -> None:
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    computer.program.filling.recover(session, only_draft(computer).id)


def without_job_role(definition: dict[str, Any]) -> None:
    for group, one in list(items(definition)):
        if one["linkId"] == "professional.role":
            group["item"].remove(one)
        if one["linkId"] == "professional.organisation":
            one["text"] = "Where do you work?"


def begin_and_save(computer: Computer) -> None:
    computer.register()
    computer.open_form()
    computer.person.fill_section()
    computer.hands.write("Your job role", "Head of year, & <b>designated</b> lead")
    computer.hands.press("Save for later")
    computer.hands.sees("Forms you have saved")


def test_J27_a_form_that_changed_is_updated_and_what_it_does_not_ask_any_more_can_be_copied(
    computer: Computer, tmp_path: Path
) -> None:
    begin_and_save(computer)
    old = only_draft(computer)
    publish_changed_form(computer, tmp_path, without_job_role)
    new_version_arrives(computer)
    open_draft(computer)
    computer.hands.sees("This form has changed")
    computer.hands.sees("Your job role")
    computer.hands.sees("Where do you work?")
    computer.hands.press("Update my form")
    computer.hands.sees("Answers we could not carry over")
    computer.hands.sees("Head of year, & <b>designated</b> lead")
    computer.hands.press("Copy the answer to: Your job role")
    assert QApplication.clipboard().text() == "Head of year, & <b>designated</b> lead"
    computer.hands.press("Go on to the form")
    computer.hands.sees("1 answer could not be carried over into this form.")
    computer.hands.press("Read and copy")
    computer.hands.sees("They are not sent to the council.")
    computer.hands.press("Go on to the form")
    draft = only_draft(computer)
    assert draft.form.version == NEW
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    earlier = session.store.snapshots.load(draft.id, session.store.snapshots.of_draft(draft.id)[0])
    assert earlier is not None
    assert earlier.form == old.form
    assert "Head of year" in json.dumps(earlier.document["response"])


def test_J27_the_earlier_version_can_be_kept_while_the_council_takes_it(computer: Computer, tmp_path: Path) -> None:
    begin_and_save(computer)
    old = only_draft(computer)
    publish_changed_form(computer, tmp_path, without_job_role)
    new_version_arrives(computer)
    open_draft(computer)
    computer.hands.press("Keep the earlier version")
    computer.hands.sees("Professional's details")
    computer.hands.press("Save for later")
    assert only_draft(computer).form == old.form
    open_draft(computer)
    computer.hands.sees("Professional's details")


def test_J08_without_consent_early_help_goes_on_as_a_safeguarding_concern_with_every_answer_kept(
    computer: Computer,
) -> None:
    computer.register()
    computer.hands.press("Start a form as a professional")
    computer.hands.press(EARLY_HELP)
    computer.hands.sees("must be answered")
    computer.person.fill_section()
    computer.hands.sees("Has the family agreed to early help")
    computer.hands.press("No")
    computer.hands.press(f"Go on as: {CONCERN}")
    computer.hands.press("Go on with the other form")
    computer.hands.sees("Answers we could not carry over")
    computer.hands.sees("Has the family agreed to early help")
    computer.hands.press("Go on to the form")
    draft = only_draft(computer)
    assert draft.form.url.endswith(SAFEGUARDING)
    assert draft.form_title == CONCERN
    asked = {entry["linkId"] for _group, entry in items(draft.document["response"])}
    assert {"overview.danger-now", "professional.name"} <= asked

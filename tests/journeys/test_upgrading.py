"""J30: going back to an older program neither opens nor harms what a newer one wrote, and says what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.store.schema import VERSION
from desktop_portal.ui.demo.hands import wait_until
from tests.journeys.conftest import EMAIL, PASSWORD

if TYPE_CHECKING:
    from tests.journeys.conftest import Computer

pytestmark = pytest.mark.timeout(300)


def kept_draft(computer: Computer) -> str:
    """Return the one draft of whoever is signed in, as it is kept."""
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    [draft] = session.store.drafts.summaries()
    kept = session.store.drafts.load(draft.id)
    assert kept is not None
    return json.dumps(kept.document)


def test_J30_an_older_program_says_that_the_forms_are_newer_and_leaves_them_as_they_are(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.register()
    computer.open_form()
    computer.person.fill_section()
    assert computer.program is not None
    assert computer.program.filling.save()
    before = kept_draft(computer)
    computer.end()
    with monkeypatch.context() as older:
        older.setattr("desktop_portal.store.migrations.VERSION", VERSION - 1)
        computer.start()
        computer.hands.press("My account")
        computer.person.sign_in(EMAIL, PASSWORD)
        computer.hands.sees("Your saved forms were written by a newer version of this program.")
        assert computer.program is not None
        assert computer.program.session is None
        computer.end()
    computer.start()
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, PASSWORD)
    wait_until(lambda: computer.program is not None and computer.program.session is not None, "signed in", 60)
    assert kept_draft(computer) == before

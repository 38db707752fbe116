"""The words of the program are plain and kind: none of those that GOV.UK's services do not use."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from desktop_portal.paths import resources

UNKIND = re.compile(
    r"\b(please|invalid|required|mandatory|oops|sorry|forbidden|illegal|fatal|abort(ed)?|an? error|failed|timeout)\b",
    re.IGNORECASE,
)
OF_THE_LETTER = "Please verify your email address"
"""The title of the council's e-mail, as it is in the person's inbox."""


def test_J03_no_word_of_the_program_is_unkind_or_of_the_trade() -> None:
    file = resources() / "translations" / "portal_cy.ts"
    said = [one.text or "" for one in ET.parse(file).iter("source")]  # noqa: S314 (a file of ours)
    assert len(said) > 900
    assert [one for one in said if UNKIND.search(one.replace(OF_THE_LETTER, ""))] == []

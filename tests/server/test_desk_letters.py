"""What the council's acts write to a referrer: in their language, with the reference and nothing else."""

from __future__ import annotations

import pytest

from server_stub.letters.words import LetterWords

pytestmark = pytest.mark.sqlite_only
_VALUES = {
    "first_name": "Sam",
    "reference": "LCS-26-00417",
    "telephone": "01632 960 001",
    "link": "childrens-portal:submitted/0190",
}


@pytest.mark.parametrize(
    ("name", "english", "welsh"),
    [
        ("information-request", "We need more information", "Mae angen rhagor o wybodaeth"),
        ("request-withdrawn", "nothing more is needed", "nid oes angen dim mwy"),
        ("closed", "We have dealt with your form", "Rydym wedi delio"),
    ],
)
def test_J18_letters_are_in_the_referrers_language_and_lead_to_the_form(name: str, english: str, welsh: str) -> None:
    words = LetterWords("Example Council")
    for language, subject in (("en", english), ("cy", welsh), ("xx", english)):
        letter = words.write(name, language, **_VALUES)
        assert subject in letter.subject
        assert _VALUES["link"] in letter.text
        assert _VALUES["reference"] in letter.text
        assert "{" not in letter.text

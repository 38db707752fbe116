"""What was found about a document, in whole sentences: English, and looked up in the translations by the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_portal.services.verifying import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.services.verifying import Finding

SENTENCES: Final[Mapping[tuple[Verdict, str], str]] = {
    (Verdict.SUBMITTED, ""): (
        "This document is what was submitted: it is the same, byte for byte, as the one made from the form that the "
        "council gave the receipt for."
    ),
    (Verdict.WAITING, ""): (
        "This document is what is kept on this computer to be sent. The council has not received it yet."
    ),
    (Verdict.AGREES, ""): (
        "The pages say what the answers inside this document say, and those give the digest that is printed on it. "
        "Compare reference and digest with the council's receipt: if they are the same, these answers were submitted. "
        "Names, times and the council's own words are not part of the digest."
    ),
    (Verdict.OTHER, "answers"): (
        "This document is not what was submitted: the answers inside it do not give the digest that it bears."
    ),
    (Verdict.OTHER, "pages"): "This document is not what was submitted: something in it was changed after it was made.",
    (Verdict.OTHER, "receipt"): (
        "This document is not what was submitted: the council's receipt says something else than the document."
    ),
    (Verdict.OTHER, "names"): (
        "This document names another person or council than this account does, so it is not what was submitted from "
        "it. If a name was changed since, save the form anew and compare the two."
    ),
    (Verdict.OTHER, "digest"): "This document is not what was submitted: it bears another digest than the one given.",
    (Verdict.CANNOT_TELL, "nothing-attached"): (
        "This document has no answers attached, and its form is not among those that were looked through, so it cannot "
        "be checked here. Check it at the computer that it was sent from, or compare reference and digest by eye with "
        "the council's receipt."
    ),
    (Verdict.CANNOT_TELL, "version"): (
        "Another version of the program made this document ({program}), which may draw pages differently, so it cannot "
        "be said whether it was changed. Check it with that version."
    ),
    (Verdict.CANNOT_TELL, "form"): (
        "The definition of this form is not on this computer, so the document cannot be made again for comparison."
    ),
    (Verdict.NOT_OURS, ""): (
        "This file says of itself no reference and no digest: it is a draft, a copy for the family, another paper, or "
        "not made by this program. Only the document of a submitted form can be checked."
    ),
}
PICTURES: Final = "The pictures in it were not compared."


def sentence_of(finding: Finding) -> str:
    """Return the sentence for a finding; `{program}` in it stands for the version that made the document."""
    return SENTENCES[finding.verdict, finding.reason]

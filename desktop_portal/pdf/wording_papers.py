"""The words of the papers beside the form itself: receipt, changes, blank form, copy for the family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop_portal.pdf.tongue import in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """All words of one language; `{}` is filled in."""

    receipt: str
    receipt_means: str
    receipt_keep: str
    child: str
    changes: str
    changes_state: str
    changes_means: str
    nothing_changed: str
    question: str
    version: str
    version_sent: str
    none: str
    moved: str
    not_asked_any_more: str
    blank: str
    blank_means: str
    danger: str
    only_if: str
    only_where: str
    when: str
    all_of: str
    one_of: str
    is_value: str
    is_not: str
    is_answered: str
    is_not_answered: str
    compared: str
    must: str
    tick_one: str
    tick_any: str
    copy_part: str
    more_on_paper: str
    attach: str
    day: str
    month: str
    year: str
    time: str
    signature: str
    signed_on: str
    family: str
    family_means: str
    left_out: str
    left_out_rows: str
    left_out_files: str
    pictures: str
    picture: str
    data_about: str
    asked: str
    asked_on: str
    reason: str
    comments: str
    replied: str
    reply: str
    dealt_with: str


ENGLISH: Final = PaperWords(
    receipt="Receipt",
    receipt_means="The council has received this form. Keep this page: it says when, and under which reference.",
    receipt_keep="The digest is worked out from all answers and files. It shows later that nothing was changed.",
    child="Child",
    changes="What changed: {}",
    changes_state="Changes from version {} to version {}",
    changes_means="Only questions whose answers differ are listed, in the order of the form.",
    nothing_changed="Nothing changed: all answers are the same.",
    question="Question",
    version="Version {}",
    version_sent="Version {} finished",
    none="Not answered",
    moved="Moved from place {} to place {}",
    not_asked_any_more="Answers that the form does not ask for any more",
    blank="BLANK FORM, to fill in by hand",
    blank_means=(
        "What is written on this paper has not reached the council. Type it into the program as soon as you can, "
        "then destroy the paper or lock it away."
    ),
    danger="If a child is in immediate danger, call 999. Then call the council on {}.",
    only_if="Answer only if {}.",
    only_where="Answer only where it applies.",
    when="If {}: {}",
    all_of=" and ",
    one_of=" or ",
    is_value="“{}” is “{}”",
    is_not="“{}” is not “{}”",
    is_answered="“{}” is answered",
    is_not_answered="“{}” is not answered",
    compared="“{}” {} {}",
    must="Must be answered.",
    tick_one="Tick one.",
    tick_any="Tick all that apply.",
    copy_part="Copy these pages for each further entry.",
    more_on_paper="Use another sheet for more.",
    attach="Write the names of the papers that you add.",
    day="Day",
    month="Month",
    year="Year",
    time="Time",
    signature="Signature",
    signed_on="Signed on",
    family="COPY FOR THE FAMILY, without other people's details",
    family_means=(
        "Some answers are left out, because they tell about other people or may do so. "
        "Each place says that something is left out."
    ),
    left_out="Left out of this copy",
    left_out_rows="Left out of this copy: it tells about other people.",
    left_out_files="The files that were attached are left out of this copy.",
    pictures="Pictures",
    picture="Picture that was attached: {}",
    data_about="The answers of this form for programs (FHIR QuestionnaireResponse)",
    asked="What the council asked",
    asked_on="Asked on {}, about version {}",
    reason="Reason",
    comments="Comments",
    replied="Answered with version {}",
    reply="Reply",
    dealt_with="Dealt with",
)

WELSH: Final = PaperWords(
    receipt="Derbynneb",
    receipt_means=(
        "Mae'r cyngor wedi derbyn y ffurflen hon. Cadwch y dudalen hon: mae'n dweud pryd, ac o dan ba gyfeirnod."
    ),
    receipt_keep="Cyfrifir y crynodeb o'r holl atebion a ffeiliau. Mae'n dangos yn nes ymlaen na newidiwyd dim.",
    child="Plentyn",
    changes="Beth newidiodd: {}",
    changes_state="Newidiadau o fersiwn {} i fersiwn {}",
    changes_means="Dim ond cwestiynau y mae eu hatebion yn wahanol sydd wedi'u rhestru, yn nhrefn y ffurflen.",
    nothing_changed="Ni newidiodd dim: mae'r holl atebion yr un fath.",
    question="Cwestiwn",
    version="Fersiwn {}",
    version_sent="Gorffennwyd fersiwn {}",
    none="Heb ei ateb",
    moved="Symudwyd o le {} i le {}",
    not_asked_any_more="Atebion nad yw'r ffurflen yn gofyn amdanynt mwyach",
    blank="FFURFLEN WAG, i'w llenwi â llaw",
    blank_means=(
        "Nid yw'r hyn a ysgrifennir ar y papur hwn wedi cyrraedd y cyngor. Teipiwch ef i'r rhaglen cyn gynted ag y "
        "gallwch, yna dinistriwch y papur neu ei gloi i ffwrdd."
    ),
    danger="Os yw plentyn mewn perygl uniongyrchol, ffoniwch 999. Yna ffoniwch y cyngor ar {}.",
    only_if="Atebwch dim ond os {}.",
    only_where="Atebwch dim ond lle mae'n berthnasol.",
    when="Os {}: {}",
    all_of=" ac ",
    one_of=" neu ",
    is_value="yw'r ateb i “{}” yn “{}”",
    is_not="nad yw'r ateb i “{}” yn “{}”",
    is_answered="yw “{}” wedi'i ateb",
    is_not_answered="nad yw “{}” wedi'i ateb",
    compared="yw “{}” {} {}",
    must="Rhaid ei ateb.",
    tick_one="Ticiwch un.",
    tick_any="Ticiwch bob un sy'n berthnasol.",
    copy_part="Copïwch y tudalennau hyn ar gyfer pob cofnod arall.",
    more_on_paper="Defnyddiwch ddalen arall am fwy.",
    attach="Ysgrifennwch enwau'r papurau rydych yn eu hychwanegu.",
    day="Diwrnod",
    month="Mis",
    year="Blwyddyn",
    time="Amser",
    signature="Llofnod",
    signed_on="Llofnodwyd ar",
    family="COPI I'R TEULU, heb fanylion pobl eraill",
    family_means=(
        "Mae rhai atebion wedi'u gadael allan, oherwydd eu bod yn sôn am bobl eraill neu y gallent wneud hynny. "
        "Mae pob lle yn dweud bod rhywbeth wedi'i adael allan."
    ),
    left_out="Wedi'i adael allan o'r copi hwn",
    left_out_rows="Wedi'i adael allan o'r copi hwn: mae'n sôn am bobl eraill.",
    left_out_files="Mae'r ffeiliau a atodwyd wedi'u gadael allan o'r copi hwn.",
    pictures="Lluniau",
    picture="Llun a atodwyd: {}",
    data_about="Atebion y ffurflen hon i raglenni (QuestionnaireResponse FHIR)",
    asked="Beth ofynnodd y cyngor",
    asked_on="Gofynnwyd ar {}, am fersiwn {}",
    reason="Rheswm",
    comments="Sylwadau",
    replied="Atebwyd gyda fersiwn {}",
    reply="Ateb",
    dealt_with="Wedi'i drin",
)


FOREIGN: Final = in_english(ENGLISH)
_WORDS: Final = {"en": ENGLISH, "cy": WELSH}


def paper_words(language: str) -> PaperWords:
    """Return the words for a language code; for one that has none, English that is marked as English."""
    return _WORDS.get(language[:2], FOREIGN)

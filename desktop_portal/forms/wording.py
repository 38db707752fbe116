"""Templates of messages, and dates, in the languages the engine speaks. Other texts come from the form itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "cy": (
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
}

_MEGABYTE = 1_048_576

TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "answer": "an answer",
        "other": "Check {label}",
        "required": "Enter {label}",
        "required.select": "Select {label}",
        "required.file": "Upload {label}",
        "required.group": "Answer at least one question about {label}",
        "notEnabled": "{Label} is not asked here, so it must not be answered",
        "repeats": "Give one answer only for {label}",
        "repeats.group": "Give {label} once only",
        "minCount": "Give at least {n} answers for {label}",
        "minCount.select": "Select at least {n} for {label}",
        "minCount.file": "Upload at least {n} files for {label}",
        "minCount.group": "Add at least {n} of {label}",
        "maxCount": "Give at most {n} answers for {label}",
        "maxCount.select": "Select at most {n} for {label}",
        "maxCount.file": "Upload at most {n} files for {label}",
        "maxCount.group": "Add at most {n} of {label}",
        "minLength": "{Label} must be {n} characters or more",
        "maxLength": "{Label} must be {n} characters or fewer",
        "regex": "Enter {label} in the right format",
        "regex.example": "Enter {label} in the right format, like {example}",
        "minValue": "{Label} must be {limit} or more",
        "minValue.date": "{Label} must be on or after {limit}",
        "minValue.today": "{Label} must be today or in the future",
        "maxValue": "{Label} must be {limit} or fewer",
        "maxValue.date": "{Label} must be on or before {limit}",
        "maxValue.today": "{Label} must be today or in the past",
        "maxDecimalPlaces": "{Label} must have {n} decimal places or fewer",
        "maxDecimalPlaces.none": "{Label} must be a whole number",
        "invalidAnswerOption": "Select {label} again: this list has changed",
        "invalidAnswerOption.text": "{Label} must be one of the answers in the list",
        "invalidAnswerOption.reason": "Answer {label}, or choose one of the reasons offered",
        "invalidCoding": "Select {label} again: this list has changed",
        "exclusiveAnswerOption": "Select either “{option}” or other answers for {label}, not both",
        "maxAttachmentSize": "The file for {label} must be smaller than {size}",
        "invalidAttachmentType": "The file for {label} is of a kind that cannot be used here",
        "attachmentSizeInconsistent": "The file for {label} is not as long as it says; choose it again",
        "invalidNewLine": "{Label} must be on one line",
        "invalidUrlValue": "Enter {label} as a web address, like https://www.example.com",
        "invalidAnswerType": "Check {label}",
        "invalidAnswerType.date": "{Label} must be a real date, like 27 3 2007",
        "invalidAnswerType.dateTime": "{Label} must be a real date and time, like 27 3 2007 14:30",
        "invalidAnswerType.time": "{Label} must be a real time, like 14:30",
        "invalidAnswerType.integer": "{Label} must be a whole number",
        "invalidAnswerType.decimal": "{Label} must be a number",
        "invalidLinkId": "There is no question “{link_id}” in this form",
        "displayAnswer": "“{link_id}” asks nothing, so it cannot be answered",
        "groupShouldNotHaveAnswers": "“{link_id}” is a group, so it cannot be answered itself",
        "namedFormat": "Enter {label} in the right format",
        "namedFormat.nhs-number": "Enter an NHS number that is 10 digits long, like 999 000 0018",
        "namedFormat.upn": "Enter a UPN of 13 letters and digits, like A950000178301",
        "namedFormat.uk-postcode": "Enter a full UK postcode, like WN1 1YN",
        "namedFormat.uk-postcode-part": "Enter a UK postcode or the first half of one, like WN1",
        "namedFormat.uk-phone": "Enter a telephone number, like 01632 960 001 or +44 808 157 0192",
        "namedFormat.email": "Enter an e-mail address in the right format, like name@example.com",
        "namedFormat.ni-number": "Enter a National Insurance number, like QQ 12 34 56 C",
        "namedFormat.urn": "Enter a school URN of 6 digits",
        "questionnaireNotFound": "This response belongs to another form",
        "questionnaireDraft": "This form is still a draft",
        "questionnaireRetired": "This form has been retired",
        "questionnaireInactive": "This form was not in use on the day the response was written",
        "invariantExecution": "A rule of this form could not be checked: {rule}",
    },
    "cy": {
        "answer": "ateb",
        "other": "Gwiriwch {label}",
        "required": "Rhowch {label}",
        "required.select": "Dewiswch {label}",
        "required.file": "Uwchlwythwch {label}",
        "required.group": "Atebwch o leiaf un cwestiwn am {label}",
        "notEnabled": "Ni ofynnir am {label} yma, felly ni ddylid ei ateb",
        "repeats": "Rhowch un ateb yn unig ar gyfer {label}",
        "repeats.group": "Rhowch {label} unwaith yn unig",
        "minCount": "Rhowch o leiaf {n} ateb ar gyfer {label}",
        "minCount.select": "Dewiswch o leiaf {n} ar gyfer {label}",
        "minCount.file": "Uwchlwythwch o leiaf {n} ffeil ar gyfer {label}",
        "minCount.group": "Ychwanegwch o leiaf {n} o {label}",
        "maxCount": "Rhowch {n} ateb ar y mwyaf ar gyfer {label}",
        "maxCount.select": "Dewiswch {n} ar y mwyaf ar gyfer {label}",
        "maxCount.file": "Uwchlwythwch {n} ffeil ar y mwyaf ar gyfer {label}",
        "maxCount.group": "Ychwanegwch {n} o {label} ar y mwyaf",
        "minLength": "Rhaid i {label} fod yn {n} nod neu fwy",
        "maxLength": "Rhaid i {label} fod yn {n} nod neu lai",
        "regex": "Rhowch {label} yn y fformat cywir",
        "regex.example": "Rhowch {label} yn y fformat cywir, fel {example}",
        "minValue": "Rhaid i {label} fod yn {limit} neu fwy",
        "minValue.date": "Rhaid i {label} fod ar neu ar ôl {limit}",
        "minValue.today": "Rhaid i {label} fod heddiw neu yn y dyfodol",
        "maxValue": "Rhaid i {label} fod yn {limit} neu lai",
        "maxValue.date": "Rhaid i {label} fod ar neu cyn {limit}",
        "maxValue.today": "Rhaid i {label} fod heddiw neu yn y gorffennol",
        "maxDecimalPlaces": "Rhaid i {label} gael {n} lle degol neu lai",
        "maxDecimalPlaces.none": "Rhaid i {label} fod yn rhif cyfan",
        "invalidAnswerOption": "Dewiswch {label} eto: mae'r rhestr hon wedi newid",
        "invalidAnswerOption.text": "Rhaid i {label} fod yn un o'r atebion yn y rhestr",
        "invalidAnswerOption.reason": "Atebwch {label}, neu dewiswch un o'r rhesymau a gynigir",
        "invalidCoding": "Dewiswch {label} eto: mae'r rhestr hon wedi newid",
        "exclusiveAnswerOption": "Dewiswch naill ai “{option}” neu atebion eraill ar gyfer {label}, nid y ddau",
        "maxAttachmentSize": "Rhaid i'r ffeil ar gyfer {label} fod yn llai na {size}",
        "invalidAttachmentType": "Mae'r ffeil ar gyfer {label} o fath na ellir ei ddefnyddio yma",
        "attachmentSizeInconsistent": "Nid yw'r ffeil ar gyfer {label} mor hir ag y mae'n ei ddweud; dewiswch hi eto",
        "invalidNewLine": "Rhaid i {label} fod ar un llinell",
        "invalidUrlValue": "Rhowch {label} fel cyfeiriad gwe, fel https://www.example.com",
        "invalidAnswerType": "Gwiriwch {label}",
        "invalidAnswerType.date": "Rhaid i {label} fod yn ddyddiad go iawn, fel 27 3 2007",
        "invalidAnswerType.dateTime": "Rhaid i {label} fod yn ddyddiad ac amser go iawn, fel 27 3 2007 14:30",
        "invalidAnswerType.time": "Rhaid i {label} fod yn amser go iawn, fel 14:30",
        "invalidAnswerType.integer": "Rhaid i {label} fod yn rhif cyfan",
        "invalidAnswerType.decimal": "Rhaid i {label} fod yn rhif",
        "invalidLinkId": "Nid oes cwestiwn “{link_id}” yn y ffurflen hon",
        "displayAnswer": "Nid yw “{link_id}” yn gofyn dim, felly ni ellir ei ateb",
        "groupShouldNotHaveAnswers": "Grŵp yw “{link_id}”, felly ni ellir ei ateb ei hun",
        "namedFormat": "Rhowch {label} yn y fformat cywir",
        "namedFormat.nhs-number": "Rhowch rif GIG sy'n 10 digid o hyd, fel 999 000 0018",
        "namedFormat.upn": "Rhowch UPN o 13 o lythrennau a digidau, fel A950000178301",
        "namedFormat.uk-postcode": "Rhowch god post llawn yn y DU, fel WN1 1YN",
        "namedFormat.uk-postcode-part": "Rhowch god post yn y DU neu ei hanner cyntaf, fel WN1",
        "namedFormat.uk-phone": "Rhowch rif ffôn, fel 01632 960 001 neu +44 808 157 0192",
        "namedFormat.email": "Rhowch gyfeiriad e-bost yn y fformat cywir, fel name@example.com",
        "namedFormat.ni-number": "Rhowch rif Yswiriant Gwladol, fel QQ 12 34 56 C",
        "namedFormat.urn": "Rhowch URN ysgol o 6 digid",
        "questionnaireNotFound": "Mae'r ymateb hwn yn perthyn i ffurflen arall",
        "questionnaireDraft": "Drafft yw'r ffurflen hon o hyd",
        "questionnaireRetired": "Nid yw'r ffurflen hon yn cael ei defnyddio mwyach",
        "questionnaireInactive": "Nid oedd y ffurflen hon mewn defnydd ar y diwrnod yr ysgrifennwyd yr ymateb",
        "invariantExecution": "Ni ellid gwirio un o reolau'r ffurflen hon: {rule}",
    },
}


def size_words(size: int) -> str:
    """Say a number of bytes: "1.2 MB", "340 KB"."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / 1024))} KB" if size else "0 KB"


def words_for_date(text: str, language: str) -> str:
    """Say a FHIR date or dateTime in words: "31 January 2026", "March 2019", "2019", "31 January 2026, 14:30"."""
    months = MONTHS.get(language[:2], MONTHS["en"])
    day, _, clock = text.partition("T")
    parts = day.split("-")
    try:
        words = " ".join(reversed([parts[0], *([months[int(parts[1]) - 1]] if parts[1:] else [])]))
        words = f"{int(parts[2])} {words}" if parts[2:] else words
    except (ValueError, IndexError):
        return text
    return f"{words}, {clock[:5]}" if clock else words

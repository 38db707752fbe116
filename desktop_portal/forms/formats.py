"""Named formats of the United Kingdom, accepted as people type them (forms-content 1.8).

`python-stdnum` and `phonenumbers` are imported when first needed: they cost start-up time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015()\[\]/]+")
_POSTCODE = re.compile(r"(GIR)(0AA)|([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_NI_NUMBER = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
_URN = re.compile(r"[0-9]{6}")
_UPN = re.compile(r"[A-HJ-NP-RTUVWXYZ][0-9]{11}[0-9A-HJ-NP-RTUVWXYZ]")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_MAILBOX = re.compile(r"[^\s@<>()\[\],;:\"\\]+")
_LONGEST_LABEL = 63
_BEFORE_LETTERS_BEYOND_ASCII = "\u00a0"
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#)\s*\d{1,6}\s*$", re.IGNORECASE)
_DIALLED = re.compile(r"\+?[0-9]{8,17}")
_UNITED_KINGDOM = 44
_MAX = 300


def clean(text: str) -> str:
    """Take out what people put between digits, and what cannot be seen; write letters large."""
    visible = "".join(
        character for character in unicodedata.normalize("NFKC", text[:_MAX]) if unicodedata.category(character) != "Cf"
    )
    return _SEPARATORS.sub("", visible).upper()


def accepts(name: str, text: str) -> bool:
    """Whether a text is in a named format, however it is spaced; an unknown name accepts everything."""
    return name not in _NORMAL or normal(name, text) is not None


def normal(name: str, text: str) -> str | None:
    """Write a text in the one form in which it is compared and shown (telephone: E.164); None when it is not valid."""
    if len(text) > _MAX:
        return None
    form = _NORMAL.get(name)
    return text if form is None else form(text)


def is_partial_postcode(text: str) -> bool:
    """Whether a text is the first half of a postcode ("WN1"): enough for a member of the public."""
    return _OUTWARD.fullmatch(clean(text)) is not None


def _nhs_number(text: str) -> str | None:
    from stdnum.gb import nhs  # noqa: PLC0415 (costs start-up time)

    digits = clean(text)
    if not (digits.isascii() and digits.isdigit() and len(set(digits)) > 1 and nhs.is_valid(digits)):
        return None
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def _upn(text: str) -> str | None:
    """Check a UPN's letter; a letter at the end marks a temporary UPN and counts as its place in the alphabet used.

    python-stdnum also checks the authority against a list of its day; an authority made since would be refused, so
    only the check letter decides here.
    """
    letters = clean(text)
    if _UPN.fullmatch(letters) is None:
        return None
    last = letters[12]
    values = [*(int(digit) for digit in letters[1:12]), _UPN_LETTERS.index(last) if last.isalpha() else int(last)]
    check = sum(place * value for place, value in enumerate(values, start=2)) % 23
    return letters if _UPN_LETTERS[check] == letters[0] else None


def _postcode(text: str) -> str | None:
    match = _POSTCODE.fullmatch(clean(text))
    return None if match is None else f"{match[1] or match[3]} {match[2] or match[4]}"


def _postcode_or_part(text: str) -> str | None:
    return _postcode(text) or (clean(text) if is_partial_postcode(text) else None)


def _phone(text: str) -> str | None:
    """Read a telephone number of the United Kingdom (9 or 10 digits after the 0 or +44) or of any other country."""
    import phonenumbers  # noqa: PLC0415 (costs start-up time)

    visible = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    bare = _SEPARATORS.sub("", _EXTENSION.sub("", visible).replace("(0)", ""))
    if _DIALLED.fullmatch(bare) is None:
        return None
    dialled = "+" + bare[2:] if bare.startswith("00") else bare
    try:
        number = phonenumbers.parse("+44" + dialled[4:] if dialled.startswith("+440") else dialled, "GB")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == _UNITED_KINGDOM:
        national = str(number.national_number)
        return f"+44{national}" if len(national) in (9, 10) else None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str | None:
    bare = "".join(character for character in text.strip() if unicodedata.category(character) != "Cf")
    local = bare.partition("@")[0]
    if len(bare) > 254 or len(local) > 64 or local.startswith(".") or local.endswith(".") or ".." in local:  # noqa: PLR2004 (RFC 5321)
        return None
    return bare if _MAILBOX.fullmatch(local) and _is_domain(bare[len(local) + 1 :]) else None


def _is_domain(text: str) -> bool:
    """Whether a text is a name of two labels or more, the last of which begins with a letter and has two or more."""
    labels = text.split(".")
    last = labels[-1]
    return len(labels) > 1 and len(last) > 1 and not last[0].isdigit() and all(map(_is_label, labels))


def _is_label(text: str) -> bool:
    """Whether a text is one part of a domain: ASCII letters, digits and inner hyphens, or any letter beyond ASCII.

    Not a pattern: its classes of some ten thousand letters would cost 40 ms at each start.
    """
    plain = all(
        each > _BEFORE_LETTERS_BEYOND_ASCII or each == "-" or (each.isascii() and each.isalnum()) for each in text
    )
    return plain and 0 < len(text) <= _LONGEST_LABEL and "-" not in (text[0], text[-1])


def _ni_number(text: str) -> str | None:
    letters = clean(text)
    return letters if _NI_NUMBER.fullmatch(letters) else None


def _urn(text: str) -> str | None:
    digits = clean(text)
    return digits if _URN.fullmatch(digits) else None


_NORMAL: Mapping[str, Callable[[str], str | None]] = {
    "nhs-number": _nhs_number,
    "upn": _upn,
    "uk-postcode": _postcode,
    "uk-postcode-part": _postcode_or_part,
    "uk-phone": _phone,
    "email": _email,
    "ni-number": _ni_number,
    "urn": _urn,
}

"""Formats of the United Kingdom, accepted as people type them (forms-content 1.8)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_portal.forms.formats import accepts, is_partial_postcode, normal
from tests.forms.building import OURS, extension, filled, form, item, said

# The letter of a UPN, worked out by hand for 920 9999 00 00 and the temporary ending A.
RIGHT = [
    ("nhs-number", "9990000018", "999 000 0018"),
    ("nhs-number", "999 000 0026", "999 000 0026"),
    ("nhs-number", "943-476-5919", "943 476 5919"),
    ("nhs-number", " 485.777.3457\u200b", "485 777 3457"),
    ("nhs-number", "\uff19\uff19\uff19 000 0018", "999 000 0018"),
    ("upn", "A950000178301", "A950000178301"),
    ("upn", "h243278544154", "H243278544154"),
    ("upn", "L 359 2010 22001", "L359201022001"),
    ("uk-postcode", "wn1 1yn", "WN1 1YN"),
    ("uk-postcode", "M11AE", "M1 1AE"),
    ("uk-postcode", "ec1a-1bb", "EC1A 1BB"),
    ("uk-postcode", "W1A 1HQ", "W1A 1HQ"),
    ("uk-postcode", "gir0aa", "GIR 0AA"),
    ("uk-postcode-part", "wn1", "WN1"),
    ("uk-postcode-part", "WN1 1YN", "WN1 1YN"),
    ("uk-phone", "01632 960 001", "+441632960001"),
    ("uk-phone", "(01632) 960-001 ext. 12", "+441632960001"),
    ("uk-phone", "07700.900.982", "+447700900982"),
    ("uk-phone", "+44 808 157 0192", "+448081570192"),
    ("uk-phone", "0044 (0)808 157 0192", "+448081570192"),
    ("uk-phone", "\u202a+44 1632 960 001\u202c", "+441632960001"),
    ("uk-phone", "+353 1 234 5678", "+35312345678"),
    ("uk-phone", "001 202 555 0143", "+12025550143"),
    ("email", "name@example.com", "name@example.com"),
    ("email", " o'neil+x@sub.example.gov.uk ", "o'neil+x@sub.example.gov.uk"),
    ("ni-number", "jc 00 00 00 a", "JC000000A"),
    ("urn", "123 456", "123456"),
]
WRONG = [
    ("nhs-number", "4857773456"),
    ("nhs-number", "0000000000"),
    ("nhs-number", "999000001"),
    ("nhs-number", "99900000181"),
    ("upn", "R247962919251"),
    ("upn", "X428558133462"),
    ("upn", "I950000178301"),
    ("upn", "A95000017830"),
    ("uk-postcode", "WN1"),
    ("uk-postcode", "WN1 1CN"),
    ("uk-postcode", "1WN 1YN"),
    ("uk-phone", "123"),
    ("uk-phone", "call the office"),
    ("uk-phone", "01632 960 001 or 002 in the evening"),
    ("uk-phone", "016329600011234567"),
    ("email", "a b@example.com"),
    ("email", "name@example"),
    ("email", "name@@example.com"),
    ("email", "a" * 65 + "@example.com"),
    ("email", "name@" + "a" * 250 + ".com"),
    ("ni-number", "BG123456A"),
    ("ni-number", "AO123456A"),
    ("ni-number", "QQ123456C"),
    ("urn", "12345"),
    ("urn", "12345A"),
]


@pytest.mark.parametrize(("name", "typed", "expected"), RIGHT)
def test_it_is_accepted_however_it_is_typed(name: str, typed: str, expected: str) -> None:
    assert normal(name, typed) == expected


@pytest.mark.parametrize(("name", "typed"), WRONG)
def test_what_cannot_be_right_is_not_accepted(name: str, typed: str) -> None:
    assert not accepts(name, typed)


def test_a_temporary_upn_ends_in_a_letter_that_counts_as_its_place() -> None:
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    digits = [8, 0, 1, 2, 0, 0, 0, 0, 1, 0, 0]
    total = sum(place * digit for place, digit in enumerate([*digits, letters.index("C")], start=2))
    temporary = letters[total % 23] + "".join(str(digit) for digit in digits) + "C"
    assert accepts("upn", temporary)
    assert not accepts("upn", letters[(total + 1) % 23] + temporary[1:])


def test_half_a_postcode_is_known_as_such() -> None:
    assert is_partial_postcode("wn1")
    assert not is_partial_postcode("WN1 1YN")


def test_a_form_says_which_format_it_wants_and_takes_what_people_type() -> None:
    plain = extension("regex", valueString="^[0-9]{10}$")
    made = form(item("a", "string", extension(OURS + "named-format", valueCode="nhs-number"), plain, maxLength=10))
    assert said(filled(made, {"a": "999 000 0018"})) == []
    assert said(filled(made, {"a": "999 000 0019"})) == [
        "Enter an NHS number that is 10 digits long, like 999 000 0018"
    ]


@given(st.sampled_from(sorted({name for name, *_rest in RIGHT})), st.text(max_size=400))
def test_anything_may_be_typed_and_a_normal_form_is_its_own(name: str, typed: str) -> None:
    found = normal(name, typed)
    if found is not None:
        assert normal(name, found) == found

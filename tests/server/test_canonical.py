"""The quick way to canonical JSON writes exactly what RFC 8785 says, or leaves it to the library that does."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_portal.core import frozen
from server_stub.canonical import canonical
from server_stub.incoming import read_incoming
from server_stub.refusals import Refused

pytestmark = pytest.mark.sqlite_only
_text = st.text(st.characters(codec="utf-8"), max_size=12)
_plain = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _text
_json = st.recursive(
    _plain | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_text, inner, max_size=4),
    max_leaves=12,
)


@given(content=_json)
@settings(max_examples=400, deadline=None)
def test_any_json_is_written_as_the_library_writes_it(content: Any) -> None:
    assert canonical(content) == rfc8785.dumps(content)


@pytest.mark.parametrize(
    "content",
    [
        {"b": 1, "a": 2, "A": 3, "": 4},
        {"\U0001f600": 1, "\ufb33": 2},
        {"text": '\u0000\b\t\n\f\r"\\/\u007f\u2028 é'},
        {"n": [0, -1, 1.0, 1e21, 0.1, 2**53 - 1]},
        [True, None, [], {}],
    ],
)
def test_what_is_written_differently_elsewhere_is_written_right(content: Any) -> None:
    assert canonical(content) == rfc8785.dumps(content)


@given(content=_json, spaced=st.booleans(), ascii_only=st.booleans())
@settings(max_examples=400, deadline=None)
def test_J12_bytes_that_any_library_wrote_have_the_digest_the_program_worked_out(
    content: Any, *, spaced: bool, ascii_only: bool
) -> None:
    body = _body(content, indent=1 if spaced else None, ensure_ascii=ascii_only)
    assert read_incoming(body, "a", 1).digest == frozen.digest_of("f|1", {"said": content}, [])


def test_names_beyond_the_first_65536_letters_stand_where_rfc_8785_has_them_at_both_ends() -> None:
    said = {"\U0001f600": 1, "\ufb33": 2}
    assert read_incoming(_body(said), "a", 1).digest == frozen.digest_of("f|1", {"said": said}, [])


@pytest.mark.parametrize("number", ["1.0", "-0", "1E2", "9007199254740993", "18446744073709551616", "1" * 400])
def test_numbers_mean_the_same_at_both_ends_however_they_are_written(number: str) -> None:
    body = b'{"submission_id": "a", "version": 1, "form": "f|1", "response": {"said":\n %b}}' % number.encode()
    try:
        found = read_incoming(body, "a", 1).digest
    except Refused:
        # Larger than any floating point number: no JSON that RFC 8785 knows.
        assert float(number) == float("inf")
    else:
        assert found == frozen.digest_of("f|1", {"said": frozen.read_back(number.encode())}, [])


@pytest.mark.parametrize("letter", ["\\ud800", "\\udfff\\ud800"])
def test_half_a_letter_is_no_submission(letter: str) -> None:
    body = b'{"submission_id": "a", "version": 1, "form": "f|1", "response": {"said": "%b"}}' % letter.encode()
    with pytest.raises(Refused):
        read_incoming(body, "a", 1)


def _body(content: Any, **how: Any) -> bytes:
    whole = {"submission_id": "a", "version": 1, "form": "f|1", "response": {"said": content}, "attachments": []}
    return json.dumps(whole, **how).encode()

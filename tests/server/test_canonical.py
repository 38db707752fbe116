"""The quick way to canonical JSON writes exactly what RFC 8785 says, or leaves it to the library that does."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.incoming import canonical

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

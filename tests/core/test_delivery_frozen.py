from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop_portal.core.draft import FormKey
from desktop_portal.core.frozen import CannotFreeze, freeze, is_whole
from desktop_portal.core.submission import FileToSend

FORM = FormKey("https://example.gov.uk/forms/concern", "1.2.0")
FILE_A = FileToSend("a" * 64, 10, "application/pdf", "Letter.pdf")
FILE_B = FileToSend("b" * 64, 20, "image/png", "Picture.png")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def test_the_frozen_body_is_the_canonical_json_of_the_contract() -> None:
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": [{"linkId": "b", "text": "Zoë"}],
    }
    body, digest = freeze(response, FORM, (FILE_B, FILE_A), "cy", "id-1", 1)
    expected: dict[str, Any] = {
        "submission_id": "id-1",
        "version": 1,
        "form": "https://example.gov.uk/forms/concern|1.2.0",
        "language": "cy",
        "response": response,
        "attachments": [
            {"digest": "b" * 64, "size": 20, "content_type": "image/png", "title": "Picture.png"},
            {"digest": "a" * 64, "size": 10, "content_type": "application/pdf", "title": "Letter.pdf"},
        ],
    }
    assert body == rfc8785.dumps(expected)
    # Worked out apart from the program: sha256 over {"attachments":[a…,b…],"form":…,"response":…} with sorted keys.
    text = (
        '{"attachments":["' + "a" * 64 + '","' + "b" * 64 + '"],"form":"https://example.gov.uk/forms/concern|1.2.0",'
        '"response":{"item":[{"linkId":"b","text":"Zoë"}],"resourceType":"QuestionnaireResponse","status":"completed"}}'
    )
    assert digest == hashlib.sha256(text.encode()).hexdigest()


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=5))
def test_whatever_a_person_wrote_is_frozen_whole_and_found_whole(response: dict[str, Any]) -> None:
    body, digest = freeze(response, FORM, (FILE_A,), "en", "id-1", 3)
    assert is_whole(body, digest, "id-1", 3)
    assert not is_whole(body, digest, "id-1", 4)
    assert not is_whole(body, digest, "id-2", 3)


def test_half_a_character_from_a_paste_does_not_keep_a_form_from_the_council() -> None:
    body, digest = freeze({"said": "before \ud83d after", "smile": "\ud83d\ude00"}, FORM, (), "en", "id-1", 1)
    response = json.loads(body)["response"]
    assert response == {"said": "before \ufffd after", "smile": "\U0001f600"}
    assert is_whole(body, digest, "id-1", 1)


def test_a_decimal_answer_is_a_json_number() -> None:
    body, _ = freeze({"weight": Decimal("12.50"), "rooms": Decimal("3.0")}, FORM, (), "en", "id-1", 1)
    assert json.loads(body)["response"] == {"weight": 12.5, "rooms": 3}


@pytest.mark.parametrize("value", [float("nan"), 2**60, object()])
def test_what_json_cannot_hold_is_refused_without_a_word_of_it(value: object) -> None:
    with pytest.raises(CannotFreeze) as refused:
        freeze({"answer": value}, FORM, (), "en", "id-1", 1)
    assert str(value) not in str(refused.value)


def test_every_changed_byte_of_the_content_is_noticed() -> None:
    body, digest = freeze({"said": "home"}, FORM, (FILE_A,), "en", "id-1", 1)
    for place in range(len(body)):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        if is_whole(changed, digest, "id-1", 1):
            # The digest of the contract covers neither the language nor a file's size, type and title.
            assert _covered(changed) == _covered(body)


def _covered(body: bytes) -> Any:
    content = json.loads(body)
    return {**content, "language": "", "attachments": [file["digest"] for file in content["attachments"]]}


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{}", b"\xff", b'{"attachments":1}', b'{"attachments":[1]}'])
def test_rubbish_is_not_whole(body: bytes) -> None:
    assert not is_whole(body, "x", "id-1", 1)

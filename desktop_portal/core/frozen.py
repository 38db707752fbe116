"""The body of a submission: made once, at Submit, as exact bytes (RFC 8785), and never again."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_portal.core.draft import FormKey
    from desktop_portal.core.submission import FileToSend

_BEYOND_WHOLE = 2**53
_MEMBERS = frozenset({"submission_id", "version", "form", "language", "response", "attachments"})


class CannotFreeze(ValueError):  # noqa: N818 (said of the response, like the standard library's "Unreadable")
    """The response holds something that JSON cannot; the text names the kind of thing, never the answer."""


def freeze(
    response: Mapping[str, Any],
    form: FormKey,
    files: Sequence[FileToSend],
    language: str,
    submission_id: str,
    version: int,
    reply: Mapping[str, Any] | None = None,
) -> tuple[bytes, str]:
    """Return the bytes that are sent for (submission_id, version) and the digest that the receipt must echo.

    `reply` is what the person answers to the council's request in their own words.
    """
    clean, words = _clean(response), _clean(reply) if reply else None
    body = {
        "submission_id": submission_id,
        "version": version,
        "form": form.reference,
        "language": language,
        "response": clean,
        "attachments": [
            {"digest": file.digest, "size": file.size, "content_type": file.content_type, "title": _whole(file.title)}
            for file in files
        ],
    }
    if words:
        body["reply"] = words
    return canonical(body), digest_of(form.reference, clean, [file.digest for file in files], words)


def is_whole(body: bytes, digest: str, submission_id: str, version: int) -> bool:
    """Whether the bytes kept are still the ones frozen for (submission_id, version) under `digest` (I8)."""
    try:
        kept = read_back(body)
        files = [file["digest"] for file in kept["attachments"]]
        found = digest_of(kept["form"], kept["response"], files, kept.get("reply"))
        named = (kept["submission_id"], kept["version"]) if set(kept) - {"reply"} == _MEMBERS else None
    except (ValueError, TypeError, KeyError):
        return False
    return found == digest and named == (submission_id, version)


def read_back(content: bytes) -> Any:
    """Read frozen bytes, numbers as they were meant. Raises ValueError for what is no JSON."""
    return json.loads(content, parse_int=_number)


def digest_of(form: str, response: Any, files: Sequence[str], reply: Any = None) -> str:
    """Return the digest over a form's reference, its response as plain JSON, its files' digests, and the reply."""
    content = {"form": form, "response": response, "attachments": sorted(files)}
    if reply:
        content["reply"] = reply
    return hashlib.sha256(canonical(content)).hexdigest()


def canonical(value: Any) -> bytes:
    """Return plain JSON as exact bytes (RFC 8785). Raises CannotFreeze."""
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as error:
        # The library's own message can quote the number; its class says enough.
        raise CannotFreeze(type(error).__name__) from None


def _clean(value: Any) -> Any:
    """Make plain JSON values: decimals become numbers, half characters (a paste can leave one) become U+FFFD."""
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict) or hasattr(value, "items"):
        return {_whole(str(key)): _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value


def _number(text: str) -> int | float:
    """Read a whole number as JSON means it: beyond 2**53 only a float was ever written (RFC 8785, 3.2.2.3)."""
    number = int(text)
    return number if abs(number) < _BEYOND_WHOLE else float(number)


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

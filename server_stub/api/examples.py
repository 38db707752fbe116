"""Examples for the OpenAPI description. Nobody in them exists: Ofcom's drama numbers, example.org, random ids."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

_ID = "0199f2a0-6c1e-7b8e-9d4b-6d1f0f6c2a11"
_ATTEMPT = "5f0d2c0e-6f6b-4f0a-9a83-0c8c7f1d2b44"
_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_AT = "2026-11-24T00:14:01.123456Z"
_FORM = "https://example.gov.uk/forms/safeguarding-concern|2026.1"
_EPOCH = "5f1d7a84c0ab9e21"

PARAMETERS: dict[str, Any] = {
    "attempt": _ATTEMPT,
    "submission": _ID,
    "version": 1,
    "session": _ATTEMPT,
    "upload": _ATTEMPT,
    "digest": _DIGEST,
    "name": "safeguarding-concern",
    "after": 0,
    "limit": 100,
    "language": "en",
    "idempotency-key": f'"{_ID}.1"',
    "if-match": '"1-9f86d081884c7d65"',
    "if-none-match": '"0f3c1a"',
    "Range": "bytes=1024-",
    "tus-resumable": "1.0.0",
    "upload-length": "1048576",
    "upload-offset": "0",
    "upload-metadata": "filename bGV0dGVyLnBkZg==,filetype YXBwbGljYXRpb24vcGRm",
    "upload-checksum": "sha256 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
}
_ACCOUNT = {
    "id": _ATTEMPT,
    "email": "sam.patel@example.org",
    "first_name": "Sam",
    "last_name": "Patel",
    "job_role": "Teacher",
    "organisation": "Hill Primary School",
    "phone": "01632960123",
    "kind": "professional",
}
_SESSION = {
    "access_token": "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
    "access_expires_in": 900,
    "refresh_token": "bV2F9dKqvyQJ3tTTlqYhYQ7GxBd7Ww1s3QG0o0VqXkE",
    "account": _ACCOUNT,
    "terms_due": None,
}
_RECEIPT = {
    "submission_id": _ID,
    "version": 1,
    "reference": "LCS-26-00417",
    "digest": _DIGEST,
    "epoch": _EPOCH,
    "received_at": _AT,
    "etag": '"1-9f86d081884c7d65"',
}
_SUBMISSION = {
    "submission_id": _ID,
    "version": 1,
    "form": _FORM,
    "language": "en",
    "response": {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": _FORM,
        "item": [],
    },
    "attachments": [{"digest": _DIGEST, "size": 1234, "content_type": "application/pdf", "title": "Letter"}],
}
_STATE = {
    "submission_id": _ID,
    "reference": "LCS-26-00417",
    "state": "information-requested",
    "form": _FORM,
    "changed_at": _AT,
    "outcome": None,
    "versions": [_RECEIPT],
    "requests": [
        {
            "request_id": _ATTEMPT,
            "version": 1,
            "etag": _RECEIPT["etag"],
            "state": "open",
            "reason": {"code": "insufficient-detail", "text": {"en": "Insufficient detail"}},
            "comments": "Does the grandmother still live there?",
            "due": "2026-12-01",
            "notes": [
                {
                    "note_id": f"{_ATTEMPT}.0",
                    "section": "family",
                    "question": "family.person",
                    "rows": [2],
                    "comment": "Which person is this?",
                }
            ],
            "asked_at": _AT,
            "settled_at": None,
        }
    ],
}
_FORM_ENTRY = {
    "name": "safeguarding-concern",
    "url": "https://example.gov.uk/forms/safeguarding-concern",
    "version": "2026.1",
    "title": {"en": "Child/Young Person Safeguarding Concern", "cy": "Pryder Diogelu Plentyn/Person Ifanc"},
    "summary": {"en": "For professionals who are worried about a child."},
    "audience": "professional",
    "destination": "LCS",
    "safeguarding": True,
    "digest": _DIGEST,
    "signature": "uLrQ1XjQ0m7mN3m1bqkq0sH0o0rJ1k4pT7c0yA5v6nT8kYg2s9b3cQ0a7fVw4xZ1eD5hG6jL8oP2iU3yT4rE5A==",
    "published_at": _AT,
    "retired_at": None,
    "accepted_until": None,
}
_CODE = {"code": "1234 5678"}
_EMAIL = {"email": "sam.patel@example.org"}
_WORDS = "a long walk by the canal"

BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/v1/registrations"): {**{k: v for k, v in _ACCOUNT.items() if k != "id"}, "password": _WORDS},
    ("POST", "/v1/registrations/{attempt}/code"): _CODE,
    ("PUT", "/v1/registrations/{attempt}/email"): _EMAIL,
    ("POST", "/v1/registrations/{attempt}/terms"): {"version": "2026-11", "device_id": "office"},
    ("POST", "/v1/password-resets"): _EMAIL,
    ("POST", "/v1/password-resets/{attempt}"): {**_CODE, "password": _WORDS},
    ("PUT", "/v1/account"): {"job_role": "Head teacher"},
    ("POST", "/v1/account/terms"): {"version": "2026-11"},
    ("POST", "/v1/sessions"): {**_EMAIL, "password": _WORDS, "device_id": "office"},
    ("POST", "/v1/sessions/renew"): {"refresh_token": _SESSION["refresh_token"]},
    ("PUT", "/v1/submissions/{submission}/versions/{version}"): _SUBMISSION,
}
ANSWERS: dict[tuple[str, str], Any] = {
    ("GET", "/v1/hello"): {
        "service": "childrens-portal",
        "api": 1,
        "epoch": _EPOCH,
        "time": _AT,
        "oldest_client": "0.1.0",
        "terms_version": "2026-11",
    },
    ("GET", "/v1/terms"): {"version": "2026-11", "text": "This service is for telling the council …"},
    ("POST", "/v1/registrations"): {"attempt": _ATTEMPT},
    ("POST", "/v1/registrations/{attempt}/code"): {"verified": True},
    ("POST", "/v1/registrations/{attempt}/resend"): {"attempt": _ATTEMPT},
    ("PUT", "/v1/registrations/{attempt}/email"): {"attempt": _ATTEMPT},
    ("POST", "/v1/registrations/{attempt}/terms"): _SESSION,
    ("POST", "/v1/password-resets"): {"attempt": _ATTEMPT},
    ("GET", "/v1/account"): _ACCOUNT,
    ("PUT", "/v1/account"): {**_ACCOUNT, "job_role": "Head teacher"},
    ("POST", "/v1/sessions"): _SESSION,
    ("POST", "/v1/sessions/renew"): _SESSION,
    ("GET", "/v1/sessions"): {
        "sessions": [{"id": _ATTEMPT, "device_id": "office", "created_at": _AT, "used_at": _AT, "current": True}],
        "next": None,
    },
    ("PUT", "/v1/submissions/{submission}/versions/{version}"): _RECEIPT,
    ("GET", "/v1/submissions/{submission}"): _STATE,
    ("GET", "/v1/submissions"): {"submissions": [_STATE], "next": None},
    ("GET", "/v1/submissions/{submission}/versions/{version}"): _SUBMISSION,
    ("GET", "/v1/council"): {"name": {"en": "Example Council"}, "telephone": "01632 960123"},
    ("GET", "/v1/forms"): {"forms": [_FORM_ENTRY], "next": None},
    ("GET", "/v1/forms/{name}/{version}"): {
        "resourceType": "Questionnaire",
        "url": _FORM_ENTRY["url"],
        "version": "2026.1",
        "status": "active",
        "title": "Child/Young Person Safeguarding Concern",
        "item": [],
    },
    ("GET", "/v1/valuesets/{name}"): {
        "resourceType": "ValueSet",
        "url": "https://example.gov.uk/valuesets/yes-no",
        "status": "active",
        "expansion": {"contains": [{"code": "yes", "display": "Yes"}]},
    },
    ("GET", "/v1/feed"): {
        "epoch": _EPOCH,
        "events": [{"seq": 1, "kind": "receipt", "at": _AT, **_RECEIPT}],
        "next": 1,
        "more": False,
    },
}
_PROBLEMS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: ("metadata", "Upload-Metadata cannot be read.", {}),
    401: ("not-signed-in", "Sign in again.", {}),
    403: ("closed", "The council has closed this form and keeps it no longer. Send a new one or call.", {}),
    404: ("not-found", "There is nothing here, or it is not yours.", {}),
    408: ("too-slow", "The rest of this did not come in time. Send it again.", {}),
    409: ("not-verified", "Enter the code from the e-mail first.", {}),
    410: ("form-gone", "This version of the form is no longer accepted. Use the present one.", {}),
    412: ("stale", "This form was sent from another computer meanwhile. Compare the two.", {}),
    413: ("too-big", "This is more than the council's server accepts.", {}),
    415: ("unwelcome-file", "This file is a spreadsheet. Word documents, PDFs and pictures can be added.", {}),
    416: ("range", "The file has no bytes there.", {}),
    422: ("wrong-code", "The code is not right. You have 4 tries left.", {"tries_left": 4}),
    424: ("missing-blobs", "Some files have to be sent again.", {"digests": [_DIGEST]}),
    429: ("too-many-tries", "There were too many tries. Wait 5 minutes and try again.", {}),
    460: ("wrong-digest", "The file was changed on its way. It has to be sent again.", {}),
    503: ("busy", "The council's server is busy. Try again later.", {}),
}


_ISSUE = {
    "link_id": "child.first-name",
    "path": [],
    "code": "required",
    "message": "Enter the child's first name",
}
_OF_CALL: dict[tuple[str, str, int], tuple[str, str, dict[str, Any]]] = {
    ("PUT", "/v1/submissions/{submission}/versions/{version}", 422): (
        "not-valid",
        "1 answer needs another look before the form can be sent.",
        {"issues": [_ISSUE]},
    ),
}


def problem(method: str, path: str, status: int) -> dict[str, Any]:
    """Return problem details as this status of a call has them."""
    code, detail, more = _OF_CALL.get((method, path, status)) or _PROBLEMS[status]
    title = "Checksum Mismatch" if status == 460 else HTTPStatus(status).phrase  # noqa: PLR2004 (tus' own number)
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code, **more}

"""What would have been sent, readable on this computer where no mail server is configured; nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response  # noqa: TC002 (FastAPI reads it at run time)

from server_stub.api.asking import PartsOf, is_this_computer
from server_stub.letters import outbox
from server_stub.refusals import not_found
from server_stub.staff import demo_code
from server_stub.web import page

if TYPE_CHECKING:
    from server_stub.parts import Parts

router = APIRouter(include_in_schema=False)


@router.get("/mail")
def mail_page(request: Request, parts: PartsOf) -> Response:
    """Show the e-mails, newest first."""
    _only_here(request, parts)
    return page("mail.html", letters=outbox.kept(), demo=demo_code(parts), council=parts.council.name)


@router.get("/mail.json")
def mail_json(request: Request, parts: PartsOf) -> list[dict[str, Any]]:
    """List the e-mails for programs: {"to", "subject", "text", "at"}, newest first."""
    _only_here(request, parts)
    return [
        {"to": letter.recipient, "subject": letter.subject, "text": letter.text, "at": letter.created_at}
        for letter in outbox.kept()
    ]


def _only_here(request: Request, parts: Parts) -> None:
    client = request.client.host if request.client else ""
    if parts.post.sends or not parts.settings.loopback or not is_this_computer(client, request.headers):
        raise not_found()

"""Handing in a submission, its state, and the feed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response

from server_stub import accepting, feed, owned
from server_stub.api import wire
from server_stub.api.asking import Address, Body, Caller, PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.refusals import Refused

router = APIRouter(prefix="/v1", tags=["submissions"])
_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


@router.put(
    "/submissions/{submission}/versions/{version}",
    status_code=201,
    responses={
        200: {"model": wire.Receipt, "description": "The same receipt again"},
        **wire.problems(401, 403, 404, 410, 412, 413, 422, 424, 429),
    },
    openapi_extra=_BODY,
)
def submit(  # noqa: PLR0913, PLR0917 (what a PUT carries)
    parts: PartsOf,
    address: Address,
    who: Caller,
    submission: str,
    version: Annotated[int, Path(ge=1, le=10_000)],
    body: Body,
    response: Response,
    idempotency_key: Annotated[str | None, Header()] = None,
    if_match: Annotated[str | None, Header()] = None,
) -> wire.Receipt:
    """Hand in (id, n): 201 with a receipt, 200 with the same receipt whenever it is handed in again."""
    if idempotency_key is not None and idempotency_key.strip('"') != f"{submission}.{version}":
        raise Refused(422, "not-valid", "The Idempotency-Key does not belong to this form.", issues=[])
    receipt, new = accepting.accept(parts, who, submission, version, body, if_match or "", address)
    response.status_code = 201 if new else 200
    response.headers["ETag"] = receipt["etag"]
    return wire.Receipt(**receipt)


@router.get("/submissions/{submission}", responses=wire.problems(401, 404))
def state(who: Caller, submission: str) -> wire.SubmissionState:
    """Return what the council says of a submission."""
    return wire.SubmissionState.model_validate(owned.one(who, submission))


@router.get("/feed", responses=wire.problems(401, 422))
def read_feed(
    parts: PartsOf,
    who: Caller,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=feed.MOST)] = 100,
) -> wire.Feed:
    """Return what the council did after `after`, in pages."""
    return wire.Feed(epoch=parts.epoch, **feed.page(who.account_id, after, limit))

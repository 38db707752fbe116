"""Handing in a submission, its state, and the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Header, Path, Query
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, Response

from server_stub import feed, owned
from server_stub.api import wire
from server_stub.api.asking import ERROR, Address, Body, Caller, PartsOf, ReceptionOf, Token
from server_stub.reception import Call
from server_stub.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.requests import Request

_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_RECEIPT = tuple(wire.Receipt.model_fields)


class _Brought(APIRoute):
    """Answers what `Straight` could not: with what went wrong on its way, if it went there at all."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        usual = super().get_route_handler()

        async def handle(request: Request) -> Response:
            error: Exception | None = request.scope.get(ERROR)
            if error is not None:
                raise error
            return await usual(request)

        return handle


router = APIRouter(prefix="/v1", tags=["submissions"])
receiving = APIRouter(prefix="/v1", tags=["submissions"], route_class=_Brought)


@receiving.put(
    "/submissions/{submission}/versions/{version}",
    status_code=201,
    response_model=wire.Receipt,
    responses={
        200: {"model": wire.Receipt, "description": "The same receipt again"},
        **wire.problems(401, 403, 404, 410, 412, 413, 422, 424, 429),
    },
    openapi_extra=_BODY,
)
async def submit(  # noqa: PLR0913, PLR0917 (what a PUT carries)
    parts: PartsOf,
    reception: ReceptionOf,
    address: Address,
    token: Token,
    submission: str,
    version: Annotated[int, Path(ge=1, le=10_000)],
    body: Body,
    idempotency_key: Annotated[str | None, Header()] = None,
    if_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Hand in (id, n): 201 with a receipt, 200 with the same receipt whenever it is handed in again."""
    if idempotency_key is not None and idempotency_key.strip('"') != f"{submission}.{version}":
        raise Refused(422, "not-valid", "The Idempotency-Key does not belong to this form.", issues=[])
    call = Call(token, submission, version, body, if_match or "", address)
    receipt, new = await reception.hand_in(parts, call)
    return answer(receipt, new=new)


def answer(receipt: dict[str, Any], *, new: bool) -> Response:
    """Write a receipt as the wire has it."""
    content = {name: receipt.get(name) for name in _RECEIPT}
    return JSONResponse(content, 201 if new else 200, {"ETag": receipt["etag"]})


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

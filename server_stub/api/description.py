"""The OpenAPI description: what FastAPI reads off the calls; every refusal as problem details, and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from server_stub.api import examples
from server_stub.api.wire import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_WORDS = {
    400: "The call cannot be understood",
    401: "Nobody is signed in, or the password is wrong",
    403: "Not allowed",
    404: "Not there, or another person's",
    408: "The body did not come in time",
    409: "Something has to be done first",
    410: "Over",
    412: "Another version was expected",
    413: "Too large",
    416: "The file has no bytes there",
    415: "Content of this kind is not accepted",
    422: "Something that was sent cannot be used; `issues` say what",
    424: "Files are missing",
    429: "Too many tries; Retry-After says how long to wait",
    460: "Bytes were changed on their way",
    503: "The database is busy or away; Retry-After says how long to wait",
}
_FIRST_REFUSAL = 400


def describe(app: FastAPI) -> None:
    """Let the app describe itself; the description is made once, when it is first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to say it


def _describe(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path, method, operation in _operations(document):
        _say_refusals(path, method.upper(), operation)
        _give_examples(path, method, operation)
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _say_refusals(path: str, method: str, operation: dict[str, Any]) -> None:
    responses: dict[str, Any] = operation["responses"]
    statuses = {int(status) for status in responses if status.isdigit() and int(status) >= _FIRST_REFUSAL} | {503}
    if "parameters" in operation or "requestBody" in operation:
        statuses |= {404, 422}
    if "requestBody" in operation:
        statuses |= {408, 413}
    for status in sorted(statuses):
        responses[str(status)] = {
            "description": _WORDS.get(status, "Refused"),
            "content": {
                "application/problem+json": {"schema": _PROBLEM, "example": examples.problem(method, path, status)}
            },
        }
        if status in {429, 503}:
            wait = {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}}
            responses[str(status)]["headers"] = {"Retry-After": wait}


def _give_examples(path: str, method: str, operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["name"] in examples.PARAMETERS:
            parameter["example"] = examples.PARAMETERS[parameter["name"]]
    body = examples.BODIES.get((method.upper(), path))
    if body is not None:
        for content in operation["requestBody"]["content"].values():
            content["example"] = body
    answer = examples.ANSWERS.get((method.upper(), path))
    for status in ("200", "201", "202"):
        if answer is not None and "application/json" in operation["responses"].get(status, {}).get("content", {}):
            operation["responses"][status]["content"]["application/json"]["example"] = answer

"""Putting the server together: calls and pages into one app."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import FastAPI

import server_stub.api.accounts
import server_stub.api.forms
import server_stub.api.owned
import server_stub.api.service
import server_stub.api.sessions
import server_stub.api.submissions
import server_stub.api.uploads
from server_stub import desk, mail_page
from server_stub.answers import answer_problems
from server_stub.api.description import describe
from server_stub.api.straight import Straight
from server_stub.desk.typed import answer_old_pages
from server_stub.faults import Faults
from server_stub.guard import Bounds, CallLog, SecurityHeaders, body_limits
from server_stub.housekeeping import Housekeeping
from server_stub.reception import Reception

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp

    from server_stub.parts import Parts


def build_app(parts: Parts) -> ASGIApp:
    """Join all calls and pages; the post runs while the app does."""

    @asynccontextmanager
    async def while_running(_app: FastAPI) -> AsyncIterator[None]:
        # On PostgreSQL each thread holds a connection, and a database has a hundred for all workers.
        to_thread.current_default_thread_limiter().total_tokens = parts.settings.threads
        housekeeping = Housekeeping(parts)
        app.state.reception.start()
        parts.post.start()
        parts.hooks.start()
        housekeeping.start()
        yield
        app.state.reception.stop()
        parts.post.stop()
        parts.hooks.stop()
        housekeeping.stop()

    app = FastAPI(
        title="Children's Portal",
        version="1",
        description="How the desktop program speaks to a council's server. In words: docs/protocol.md.",
        lifespan=while_running,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        redirect_slashes=False,
    )
    app.state.parts = parts
    app.state.reception = Reception(parts)
    answer_problems(app)
    answer_old_pages(app)
    app.include_router(server_stub.api.submissions.receiving)
    for module in (
        server_stub.api.submissions,
        server_stub.api.uploads,
        server_stub.api.service,
        server_stub.api.accounts,
        server_stub.api.sessions,
        server_stub.api.forms,
        server_stub.api.owned,
        mail_page,
        desk,
    ):
        app.include_router(module.router)
    app.include_router(server_stub.api.uploads.open_router)
    desk.mount_static(app)
    describe(app)
    straight = Straight(app, parts, app.state.reception)
    bounded = Bounds(straight, body_limits(parts.settings.largest_body), parts.settings.patience)
    guarded: ASGIApp = CallLog(SecurityHeaders(bounded))
    return Faults(guarded) if parts.settings.faults and parts.settings.loopback else guarded

"""The review desk: server-rendered pages for the council's staff. They work without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.staticfiles import StaticFiles

from server_stub.desk import acts, asking, audit_pages, coming_in, doors, files, forms, queue, submission, taking_along
from server_stub.resources import resources_folder

if TYPE_CHECKING:
    from fastapi import FastAPI

router = APIRouter(include_in_schema=False)
for _module in (coming_in, doors, queue, asking, acts, files, submission, forms, audit_pages, taking_along):
    router.include_router(_module.router)


def mount_static(app: FastAPI) -> None:
    """Serve the desk's style sheet and typeface."""
    app.mount("/desk-static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.mount("/desk-fonts", StaticFiles(directory=resources_folder() / "fonts", check_dir=False))

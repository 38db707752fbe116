"""Pages: Jinja2 with autoescape, and nothing that is not our own."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

_TEMPLATES = Environment(
    loader=PackageLoader("server_stub", "desk/templates"), autoescape=True, undefined=StrictUndefined
)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a page; whatever people typed is shown as text."""
    return HTMLResponse(_TEMPLATES.get_template(template).render(**values), status)

"""Blank forms to print and fill in by hand; no store and no account is needed for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.pdf.document import printed
from desktop_portal.pdf.request import BlankRequest, no_step
from desktop_portal.services.file_names import suggested_name

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.forms.tree import Form
    from desktop_portal.pdf.request import Printed, Step


def blank_form(form: Form, *, council: str, telephone: str, made_at: datetime, step: Step = no_step) -> Printed:
    """Return a form without answers; `telephone` is for a form about a child at risk, else ""; `made_at` is aware."""
    request = BlankRequest(council=council, form=form, made_at=made_at, telephone=telephone)
    return printed(request, suggested_name(form.title, what="blank form"), step)

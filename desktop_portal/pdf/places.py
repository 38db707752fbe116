"""Where an answer stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Path
    from desktop_portal.forms.tree import Form


def place_words(form: Form, path: Path) -> str:
    """Say where an answer stands: "Person 2, First name"."""
    scopes = form.scopes.get(path.link_id, ())
    item = form.items.get(path.link_id)
    around = [f"{form.items[scope].text} {row + 1}" for scope, row in zip(scopes, path.rows, strict=False)]
    own = item.text if item else path.link_id
    if len(path.rows) > len(scopes):
        own = f"{own} {path.rows[-1] + 1}"
    return ", ".join((*around, own))

"""Joins "Earlier versions" to the store: what there is, what differs, and restoring one (J12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.differences import Difference, differences
from desktop_portal.core.problems import Problem
from desktop_portal.forms.draft_file import from_document
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.wizard.versions import VersionsDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.services.drafting import DraftSession
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground


def show_versions(ground: Ground, session: Session, draft: DraftSession, reopen: Callable[[], None]) -> None:
    """Show the versions of a form that is saved; `reopen` shows the form again once another one is restored."""
    snapshots = session.store.snapshots

    def compared(at: datetime) -> tuple[Difference, ...]:
        then = snapshots.load(draft.id, at)
        return () if then is None else differences(draft.form, from_document(draft.form, then.document), draft.answers)

    def restore(at: datetime) -> None:
        try:
            snapshots.restore(draft.id, at, ground.app.clock())
        except Problem as problem:
            tell(ground.window, sentence(problem))
            return
        reopen()

    dialog = VersionsDialog(ground.window, snapshots.of_draft(draft.id), compared, ground.app.clock())
    dialog.restore.connect(restore)
    dialog.open()

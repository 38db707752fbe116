"""The safety net: a safeguarding form that the council has not received in its time. It is about the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop_portal.core.delivery import is_overdue
from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.messages import ago
from desktop_portal.ui.widgets import primary, secondary

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from desktop_portal.core.submission import SubmittedForm
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

EVERY = 30 * 1000
translate = QCoreApplication.translate


def overdue(session: Session | None, now: datetime, minutes: int) -> list[SubmittedForm]:
    """Return the safeguarding forms that were submitted longer ago than `minutes` and are not received."""
    forms = session.store.submissions.unsent() if session is not None else []
    return [form for form in forms if is_overdue(form, now, minutes)]


class OverdueDialog(Dialog):
    """The council has not received a safeguarding form: call. The number is the council's at this hour."""

    send_now = Signal()

    def __init__(self, parent: QWidget | None, form: str, waited: str, phone: str) -> None:
        title = translate("OverdueDialog", "The council has not confirmed your form")
        about = translate(
            "OverdueDialog", "“{form}” has waited for {time}, and the council has not confirmed that it has it."
        )
        call = translate("OverdueDialog", "Call the council now on {}. If a child is in immediate danger, call 999.")
        kept = translate("OverdueDialog", "The form is kept here and is still sent as soon as that is possible.")
        super().__init__(parent, title, (about.format(form=form, time=waited), call.format(phone), kept))
        self.send_now.connect(self.accept)
        self.add_buttons(
            primary(translate("OverdueDialog", "I will call"), self.accept),
            secondary(translate("OverdueDialog", "Send now"), self.send_now.emit),
            first=0,
        )


class SafetyNet(QObject):
    """Looks every half minute, and says it once for each form, in front of whatever page is open.

    `told` carries a title and a text without a child's details, for the system's own messages.
    """

    told = Signal(str, str)
    send_now = Signal()

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._session: Session | None = None
        self._said: set[tuple[str, int]] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def follow(self, session: Session | None) -> None:
        """Watch over this session's forms; None watches over nobody's."""
        self._session = session
        if session is None:
            self._timer.stop()
        else:
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Say what is overdue and was not said yet."""
        app = self._ground.app
        if self._session is None or self._session.store.is_closed:
            return
        council, now = app.council(), app.clock()
        fresh = [
            form
            for form in overdue(self._session, now, council.not_received_minutes)
            if (form.id, form.version) not in self._said
        ]
        if not fresh:
            return
        self._said |= {(form.id, form.version) for form in fresh}
        phone = council.number_at(now)
        waited = ago(int((now - fresh[-1].submitted_at).total_seconds() // 60))
        dialog = OverdueDialog(self._ground.window, fresh[-1].form_title, waited, phone)
        dialog.send_now.connect(self.send_now)
        dialog.open()
        self.told.emit(
            translate("OverdueDialog", "The council has not confirmed your form"),
            translate("OverdueDialog", "Call the council now on {}.").format(phone),
        )

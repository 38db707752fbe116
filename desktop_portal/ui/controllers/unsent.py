"""What a form that the council has not received waits for, and taking it back while the council cannot have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal.core.submission import DeliveryState
from desktop_portal.ui.controllers.told import action_of
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.messages import delivery_told
from desktop_portal.ui.not_accepted import what_to_do

if TYPE_CHECKING:
    from desktop_portal.core.submission import Delivery
    from desktop_portal.ui.controllers.filling import Filling
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.sending import Sending
    from desktop_portal.ui.controllers.two_answers import TwoAnswers

translate = QCoreApplication.translate


class Unsent(QObject):
    """Acts on one form by its id. `sign_in` says that the person has to sign in anew first."""

    sign_in = Signal()

    def __init__(self, ground: Ground, sending: Sending, filling: Filling, two: TwoAnswers) -> None:
        super().__init__(ground.window)
        self._app, self._window = ground.app, ground.window
        self._sending, self._filling, self._two = sending, filling, two

    def act(self, submission_id: str) -> None:
        """Do what a form that is not received waits for."""
        session = self._app.session
        forms = session.store.submissions.versions(submission_id) if session else []
        form = next(iter(forms), None)
        if session is None or form is None:
            return
        action = action_of(form)
        if action == "sign-in":
            self.sign_in.emit()
        elif action == "open" and form.delivery.state is not DeliveryState.RECEIVED:
            draft = session.store.outbox.reopen(form.id, form.version)
            self._filling.recover(session, draft.id)
            self._say_why(form.delivery)
        elif action == "compare":
            self._two.show(form.id, form.version)
        else:
            self._sending.run(hurry=True)

    def _say_why(self, delivery: Delivery) -> None:
        """Tell what the council's server said of the form that is open again: the form itself may know no mistake."""
        words = what_to_do(delivery, self._app.council().number_at(self._app.clock()))
        if delivery.state is DeliveryState.REJECTED and words:
            tell(self._window, *words, title=delivery_told(delivery, self._app.clock()).state)

    def take_back(self, submission_id: str) -> None:
        """Stop sending a form and open it as a draft again, while the council cannot have it yet."""
        session = self._app.session
        waiting = session.store.outbox.waiting() if session else []
        one = next((one for one in waiting if one.submission_id == submission_id), None)
        if session is None or one is None:
            return
        try:
            session.store.outbox.take_back(one.submission_id, one.version)
        except ValueError:
            self._filling.say(
                translate("Program", "It is too late to take the form back: the council may have received it already.")
            )
            return
        self._filling.recover(session, submission_id)

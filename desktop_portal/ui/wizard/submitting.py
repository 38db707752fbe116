"""The last question before a form goes, and the page that says what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.fields import announce
from desktop_portal.ui.reading import kept_focus
from desktop_portal.ui.widgets import Text, body, card, clear, heading, primary, row, secondary, title
from desktop_portal.ui.wizard.wording import clock_words, tr

if TYPE_CHECKING:
    from desktop_portal.core.council import Council
    from desktop_portal.core.submission import Receipt, Submission


class ConfirmSubmit(Dialog):
    """Asks once more: after Submit a form cannot be changed unless the council asks for more. Esc goes back."""

    def __init__(self, council: Council, form_title: str, parent: QWidget | None) -> None:
        words = tr("“{form}” goes to {council}. After this you cannot change it, unless the council asks you for more.")
        told = words.replace("{form}", form_title).replace("{council}", council.name)
        super().__init__(parent, tr("Submit this form?"), (told,))
        self.add_buttons(primary(tr("&Submit"), self.accept), secondary(tr("&Go back"), self.reject), first=0)


class Confirmation(QWidget):
    """What has become of a form: waiting on this computer, or received with its reference. Never one for the other."""

    home = Signal()
    pdf = Signal()

    def __init__(self, submission: Submission, council: Council) -> None:
        super().__init__()
        self.page = "confirmation"
        self.submission = submission
        self._council = council
        self.received = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.title = title("")
        self._show_waiting()

    def show_received(self, receipt: Receipt) -> None:
        """Show the council's reference; only a receipt for this submission and version is believed."""
        if (receipt.submission_id, receipt.version) != (self.submission.id, self.submission.version):
            return
        self.received = True
        words = tr("{council} has received your form").replace("{council}", self._council.name)
        reference = Text(receipt.reference, "code", wraps=False)
        reference.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        reference.setAccessibleName(f"{tr('Your reference')}: {receipt.reference}")
        # With the keyboard alone one comes to it, marks it and copies it.
        reference.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        when = tr("Received at {time}. You will get an e-mail that confirms it.")
        box = card(
            heading(tr("Your reference")),
            row(reference),
            body(when.replace("{time}", clock_words(receipt.received_at))),
            kind="card-ok",
        )
        after = body(tr("The council decides what to do within one working day. You may be called for more details."))
        self._fill(words, box, after)
        announce(self, f"{words}. {tr('Your reference')}: {receipt.reference}")

    def take_focus(self) -> None:
        """Give the keyboard to the title: whoever listens hears first what became of the form."""
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_waiting(self) -> None:
        words = tr("Your form is waiting to be sent")
        first = tr("The council has NOT received it yet.")
        how = tr("It is waiting on this computer, and is sent by itself as soon as the council can be reached.")
        call = tr("If a child needs help before then, call {council} on {phone}. In immediate danger, call 999.")
        call = call.replace("{council}", self._council.name).replace(
            "{phone}", self._council.number_at(self.submission.submitted_at)
        )
        stay = tr(
            "You can close this page. The program keeps saying that the form is waiting until the council has it."
        )
        box = card(heading(first), body(how), body(call), kind="card-warn")
        self._fill(words, box, body(stay))
        announce(self, f"{words}. {first} {how}")

    def _fill(self, words: str, *parts: QWidget) -> None:
        """Show other parts. Whoever was on one of them finds the keyboard on its like, or else on the title."""
        held = self._has_keyboard()
        with kept_focus(self):
            clear(self._column)
            self.title = title(words)
            pdf = secondary(tr("View the form as a &PDF"), self.pdf.emit)
            back = primary(tr("&Back to all forms"), self.home.emit)
            for part in (self.title, *parts, row(back, pdf)):
                self._column.addWidget(part)
                # Now, not with the next turn of the loop: what is hidden takes no keyboard.
                part.show()
            self._column.addStretch(1)
        if held and not self._has_keyboard():
            self.take_focus()

    def _has_keyboard(self) -> bool:
        # The window's own: the receipt may come while another window is in front.
        here = cast("QWidget | None", self.window().focusWidget())  # there may be none, whatever the stubs say
        return here is not None and self.isAncestorOf(here)

"""A referrer who knows the main job: registers, fills in a whole form, submits it. Works on what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from desktop_portal.core.wizard import DECLARATION
from desktop_portal.ui.demo.hands import NotThereError, name_of, wait_until
from desktop_portal.ui.editors.dates import DateEditor, DateTimeEditor
from desktop_portal.ui.editors.file_zone import FileZone
from desktop_portal.ui.fields import ErrorSummary
from desktop_portal.ui.wizard.question import QuestionField
from desktop_portal.ui.wizard.section_list import SectionRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from desktop_portal.ui.demo.hands import Hands

NEXT = "Next"
CHECK = "Check your answers"
MOST_TRIES = 12
A_SENTENCE = "She came to school without a coat again and said that nobody was at home in the evening."

ANSWERS: Mapping[str, str] = {
    "child.first-name": "Amira",
    "child.last-name": "Begum",
    "child.dob": "14 May 2019",
    "professional.name": "Sam Patel",
    "professional.role": "Teacher",
    "professional.organisation": "Hill Primary School",
    "professional.work-phone": "01632 960 001",
    "professional.email": "sam.patel@example.gov.uk",
}
"""What this referrer knows by heart, by linkId; everything else that must be answered gets a plain answer."""


class Referrer:
    """One person at the keyboard."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def register(self, email: str, password: str, code: Callable[[], str]) -> None:
        """Register in three steps and agree to the terms (J03 to J06); `code` reads the e-mail, "" before it comes."""
        hands = self._hands
        for name, text in (
            ("First name", "Sam"),
            ("Last name", "Patel"),
            ("Job role", "Class teacher"),
            ("Organisation", "Hill Primary School"),
            ("Telephone number", "01632 960 123"),
        ):
            hands.write(name, text)
        hands.press("Continue")
        hands.sees("Your e-mail address and password")
        hands.write("E-mail address", email)
        hands.write("Password", password)
        hands.press("Continue")
        hands.sees("Verify your e-mail address")
        wait_until(code, "the e-mail with the code has come")
        digits = code()
        hands.write("Code", f"{digits[:4]} {digits[4:]}")
        hands.press("Continue")
        hands.sees("Which version you agreed to is recorded")
        hands.press("I agree to these Terms and Conditions")
        hands.press("Continue")
        hands.sees("Registration complete")
        hands.press("Continue")

    def keep_recovery_code(self, then: str = "What would you like to do?") -> None:
        """Tick that the recovery code is kept; `then` is what stands on the page that comes."""
        self._hands.sees("Your recovery code")
        self._hands.press("I have kept it in a safe place")
        self._hands.press("Continue")
        self._hands.sees(then)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in on the page that asks for it."""
        self._hands.sees("E-mail address")
        self._hands.write("E-mail address", email)
        self._hands.write("Password", password)
        self._hands.press("Sign in")

    def fill_in(self, picture: bytes | None = None) -> Iterator[str]:
        """Answer all that must be answered, section by section, up to the declaration; yield each section's title."""
        while (title := self.page_title()) != CHECK:
            self.fill_section(picture)
            yield title
        self._hands.press("Continue to the declaration")
        wait_until(lambda: self.page_title() != CHECK, "the declaration is open")
        self.answer_all()

    def fill_section(self, picture: bytes | None = None) -> None:
        """Answer what must be answered on this page and go on to the next."""
        title = self.page_title()
        if picture is not None and any(self._hands.all(FileZone)):
            self.paste_picture(picture)
        for _ in range(MOST_TRIES):
            self.answer_all()
            self._hands.press(NEXT)
            if self.page_title() != title:
                return
        raise NotThereError(f"'{title}' does not let go on: {self._problems()}")

    def answer_all(self) -> None:
        """Answer the questions on this page that must be answered and are not, until there are no more of them."""
        for _ in range(MOST_TRIES):
            open_fields = [
                field for field in self._hands.all(QuestionField) if field.question.required and not is_answered(field)
            ]
            if not open_fields:
                return
            for field in open_fields:
                if field.isVisible() and not is_answered(field):
                    self.answer(field)

    def answer(self, field: QuestionField, text: str = "") -> None:
        """Answer one question in a way that fits its kind; "I do not know" where a fact is asked that nobody has."""
        editor = field.answer
        known = text or ANSWERS.get(field.path.link_id, "")
        widgets = [widget for widget, _ in editor.parts]
        if isinstance(editor, DateEditor | DateTimeEditor):
            now = ["3", "November", "2026", "15", "10"] if not known else known.split()
            for box, typed in zip(widgets, now, strict=False):
                self._type(box, typed)
        elif isinstance(widgets[0], QLineEdit | QPlainTextEdit):
            if known or not self._say_unknown(field):
                self._type(widgets[0], known or A_SENTENCE)
        elif isinstance(widgets[0], QComboBox):
            box = widgets[0]
            words = known or next(box.itemText(i) for i in range(box.count()) if box.itemText(i))
            box.setCurrentText(words)
            box.activated.emit(box.currentIndex())
        elif isinstance(widgets[0], QAbstractButton):
            self._choose([one for one in widgets if isinstance(one, QAbstractButton)], known)

    def paste_picture(self, picture: bytes) -> None:
        """Attach a picture from the clipboard (J14)."""
        QGuiApplication.clipboard().setImage(QImage.fromData(picture))
        self._hands.press("Paste a picture")
        self._hands.sees("Pasted picture")

    def submit(self) -> None:
        """Submit to the local authority, and confirm (J15)."""
        self._hands.press("Submit to Local Authority")
        self._hands.press("Submit")

    def submit_again(self) -> None:
        """Go to the end of a form that was filled in before, and submit it (J22)."""
        rows = [row for row in self._hands.all(SectionRow) if row.page == DECLARATION]
        if not rows:
            raise NotThereError("the section of the declaration")
        rows[0].click()
        self.submit()

    def reference(self) -> str:
        """Return the council's reference from the screen."""
        for label in self._hands.all(QLabel):
            if name_of(label).startswith("Your reference: "):
                return label.text()
        raise NotThereError("no reference on the screen")

    def page_title(self) -> str:
        """Return the title of the page."""
        titles = (label for label in self._hands.all(QLabel) if label.property("kind") == "title")
        return next((label.text() for label in titles), "")

    def _type(self, field: object, text: str) -> None:
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.setFocus()
            QTest.keyClicks(field, text)

    def _say_unknown(self, field: QuestionField) -> bool:
        if field.reasons is None:
            return False
        field.reasons.findChildren(QAbstractButton)[0].click()
        return True

    def _choose(self, buttons: list[QAbstractButton], known: str) -> None:
        wanted = (known, "No", "School", "Level 3")
        found = next(
            (one for words in wanted for one in buttons if words and name_of(one).startswith(words)), buttons[0]
        )
        if isinstance(found, QCheckBox) or not found.isChecked():
            found.click()

    def _problems(self) -> list[str]:
        return [line.text() for box in self._hands.all(ErrorSummary) for line in box.findChildren(QAbstractButton)]


def is_answered(field: QuestionField) -> bool:
    """Whether something stands in the field, or a reason why nothing does."""
    reasons = field.reasons.findChildren(QAbstractButton) if field.reasons is not None else []
    return bool(field.answer.values()) or any(one.isChecked() for one in reasons)

"""The whole main job by name and role: registered, filled in, a file attached, submitted, the reference read.

`/usr/bin/python3 main_job.py MAIL_URL FILE`, inside a session bus on which the program runs; prints one JSON line.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
from screen_reader import Node, NotThereError, ScreenReader

if TYPE_CHECKING:
    from collections.abc import Callable

EMAIL, PASSWORD = "sam.patel@example.gov.uk", "three quiet otters"
FORM = "Child/Young Person Safeguarding Concern"
MUST = "must be answered"
PROBLEM = "There is a problem"
A_SENTENCE = "She came to school without a coat again and said that nobody was at home in the evening."
KNOWN = {
    "First name": "Amira",
    "Last name": "Begum",
    "Day": "3",
    "Month": "November",
    "Year": "2019",
    "Time": "15:10",
    "Postcode": "WN1 1AA",
    "Your agency": "School",
    "First language": "English",
    "Which one worries you most?": "Neglect",
}
MOST_ROUNDS = 12
_CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")


class Referrer:
    """A teacher who hears the program and never sees it."""

    def __init__(self, reader: ScreenReader, mail: str, file: Path) -> None:
        self.reader, self._mail, self._file = reader, mail, file
        self.pages: list[str] = []
        self.attached = ""
        self.described: dict[str, str] = {}

    def register(self) -> None:
        reader = self.reader
        reader.sees("What would you like to do?", 90)
        reader.press("My account")
        reader.press("Register for new account")
        for name, words in (
            ("First name", "Sam"),
            ("Last name", "Patel"),
            ("Job role", "Class teacher"),
            ("Organisation", "Hill Primary School"),
            ("Telephone number", "01632 960 123"),
        ):
            reader.write(name, words)
        reader.press("Continue")
        reader.write("E-mail address", EMAIL)
        reader.write("Password", PASSWORD)
        reader.press("Continue")
        reader.sees("Verify your e-mail address")
        reader.write("Code", str(reader.wait(self._code, "the e-mail with the code has come")))
        reader.press("Continue")
        reader.press("I agree to these Terms and Conditions")
        reader.press("Continue")
        reader.sees("Registration complete")
        reader.press("Continue")
        reader.press("I have kept it in a safe place")
        reader.press("Continue")
        reader.sees("What would you like to do?", 90)

    def open_form(self) -> None:
        self.reader.press("Start a form as a professional")
        self.reader.press(FORM)
        self.reader.sees(MUST)

    def fill_in(self) -> None:
        """Go through the sections, as the list at the side tells which one is open, up to the last check."""
        while True:
            title = self.page()
            if title == "Check your answers":
                return
            self.pages.append(title)
            if title.startswith("Child"):
                self.try_to_go_on()
            self.fill_page()
            if any(node.name.startswith("Choose files") for node in self.reader.nodes()):
                self.attach()
            self.leave(title)

    def leave(self, title: str) -> None:
        """Press Next until another page is open; the first time it may be told that something is left."""
        self.press_until("Next", lambda: self.page() not in ("", title))

    def declare(self) -> None:
        """Confirm, sign and submit; say so once more in the dialog."""
        self.reader.press("Continue to the declaration")
        self.reader.wait(lambda: self.page() not in ("", "Check your answers"), "the declaration is open")
        self.fill_page()
        self.press_until("Submit to Local Authority", lambda: self.reader.reads("Submit this form?"))
        self.reader.press("Submit")

    def press_until(self, button: str, done: Callable[[], bool]) -> None:
        """Press a button, and answer what is said to be open and press again, until `done`."""
        for _ in range(MOST_ROUNDS):
            heard = len(self.reader.said)
            self.reader.press(button)

            def answered(heard: int = heard) -> bool:
                return done() or self.reader.heard(PROBLEM, since=heard) != ""

            self.reader.wait(answered, f"'{button}' has led on or said what is wrong")
            if done():
                return
            self.fill_page()
        raise NotThereError(f"'{button}' does not lead on: {self.reader.sights()}")

    def fill_page(self) -> None:
        """Answer what must be answered until nothing is open: answers bring new questions."""
        for _ in range(MOST_ROUNDS):
            if not self._answer_once():
                return
        raise NotThereError(f"there is no end of questions: {self.reader.sights()}")

    def attach(self) -> None:
        """Choose a file in the dialog that opens."""
        heard = len(self.reader.said)
        self.reader.press("Choose files")
        self.reader.write("File name:", str(self._file))
        self.reader.press("Open")
        self.reader.hears(f"Added: {self._file.name}", since=heard)
        self.attached = self._file.name

    def try_to_go_on(self) -> None:
        """Press Next with everything open: what is wrong is announced, and stands in each field's description."""
        heard = len(self.reader.said)
        self.reader.press("Next")
        self.reader.hears(PROBLEM, since=heard)
        self.reader.wait(self._problems_told, "what is wrong stands in the field's description")

    def _problems_told(self) -> bool:
        fields = [node for node in self.reader.nodes() if MUST in node.name and node.role == "text"]
        self.described = {node.name: node.description for node in fields}
        return any("Problem: " in words for words in self.described.values())

    def page(self) -> str:
        """The title of the page that is open: the section list says so in its name."""
        frames = (node.name for node in self.reader.nodes() if node.role == "frame")
        title = next(frames, "").split(" \u2013 ")[0].removeprefix("Error: ")
        return title.rsplit(" - ", 1)[0]

    def _answer_once(self) -> bool:
        done = False
        chosen: dict[tuple[str, ...], list[Node]] = {}
        for node in self.reader.nodes():
            if node.role == "text" and MUST in node.name and not node.text():
                self.reader.put(node, self._words(node))
                done = True
            elif node.role in ("radio button", "check box") and self._asks(node):
                # A box that is a question of its own says so in its name; of the others one in each group is enough.
                alone = (node.name,) if MUST in node.name else ()
                chosen.setdefault((*node.groups, *alone), []).append(node)
        for nodes in chosen.values():
            if not any(node.is_("checked") for node in nodes):
                wanted = ("No", "School", "Level 3", "No, ")
                self.reader.choose(next((n for n in nodes if n.name.startswith(wanted)), nodes[0]))
                done = True
        return done

    @staticmethod
    def _asks(node: Node) -> bool:
        return MUST in node.name or bool(node.groups and node.groups[-1].endswith(MUST))

    @staticmethod
    def _words(node: Node) -> str:
        return KNOWN.get(node.name.split(",")[0], A_SENTENCE)

    def _code(self) -> str:
        with urllib.request.urlopen(self._mail, timeout=10) as answer:  # noqa: S310 (this computer's own server)
            letters = json.load(answer)
        found = (_CODE.search(one["text"]) for one in letters if one["to"] == EMAIL)
        return next((one[1] + " " + one[2] for one in found if one), "")


def main() -> None:
    reader = ScreenReader()
    person = Referrer(reader, sys.argv[1], Path(sys.argv[2]))
    person.register()
    person.open_form()
    person.fill_in()
    person.declare()
    reader.sees("has received your form", 60)
    reference = next(node.name for node in reader.nodes() if node.name.startswith("Your reference: "))
    told = {"pages": person.pages, "reference": reference, "attached": person.attached}
    print(json.dumps({**told, "said": reader.said, "described": person.described}))


if __name__ == "__main__":
    main()

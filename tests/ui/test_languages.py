"""English and Welsh: every word of the window is translated, and the language changes while the program runs."""

from __future__ import annotations

import importlib.util
import re
import string
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from desktop_portal.app import World
from desktop_portal.core.problems import CannotReach, FileRefused
from desktop_portal.paths import Paths, resources
from desktop_portal.policy import Settings, read_settings
from desktop_portal.ui.demo.hands import Hands
from desktop_portal.ui.dressing import Dressing
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.messages import day, moment, sentence
from desktop_portal.ui.start import make_program
from desktop_portal.ui.whys import POLICY, warned_words
from desktop_portal.vault.wraps import Cost
from tests.support.no_keyring import NoKeyStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from pytestqt.qtbot import QtBot

    from desktop_portal.ui.program import Program


def module(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


HERE = resources() / "translations"
words = module("portal_words", HERE / "words.py")
gallery = module("portal_gallery_said", Path(__file__).with_name("gallery.py"))
STATES = Path(__file__).with_name("gallery.py").read_text()
OWN_NAMES = {"English", "Cymraeg"}
MNEMONIC = re.compile(r"&\w")


@pytest.fixture
def welsh(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator(qapp)
    assert translator.load(str(HERE / "portal_cy.qm"))
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("cy_GB"))
    yield
    qapp.removeTranslator(translator)
    translator.deleteLater()
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    world = World(cost=Cost(passes=1, memory_kib=8192, lanes=1), key_store=NoKeyStore())
    one = make_program(qapp, Paths.under(tmp_path), server="http://127.0.0.1:9", world=world)
    one.start()
    yield one
    one.app.change_settings(Settings())
    Dressing(qapp, one.app).wear()
    one.end()
    one.window.deleteLater()
    one.deleteLater()


def fields_of(text: str) -> list[str]:
    return sorted(name or "" for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_word_of_the_window_has_a_welsh_one_that_holds_the_same_things() -> None:
    known = words.read(HERE / "portal_cy.ts")
    said = words.collect()
    assert [key for key in said if key not in known] == [], "run `python3 dev.py words`, then translate these"
    assert [key for key in known if key not in said] == [], "run `python3 dev.py words`: nobody says these any more"
    assert [key for key in said if fields_of(key[1]) != fields_of(known[key])] == []
    assert [key for key in said if len(MNEMONIC.findall(key[1])) != len(MNEMONIC.findall(known[key]))] == []
    edges = [key for key in said if (key[1][:1].isspace(), key[1][-1:].isspace()) != (False, known[key][-1:].isspace())]
    assert edges == []


def test_what_is_shipped_is_what_the_command_builds(tmp_path: Path) -> None:
    words.write(tmp_path / "again.ts", "cy", words.collect(), words.read(HERE / "portal_cy.ts"))
    assert (tmp_path / "again.ts").read_bytes() == (HERE / "portal_cy.ts").read_bytes()
    words.release(tmp_path / "again.ts", tmp_path / "again.qm")
    assert (tmp_path / "again.qm").read_bytes() == (HERE / "portal_cy.qm").read_bytes()


class Marking(QTranslator):
    """Puts every translated text into brackets, so that what is not translated stands out."""

    def translate(self, context: str, source: str | bytes, disambiguation: str | None = None, n: int = -1) -> str:
        del context, disambiguation, n
        text = source.decode() if isinstance(source, bytes) else source
        return f"⟦{text}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.mark.parametrize("name", list(gallery.GALLERY))
def test_no_word_on_any_screen_is_said_past_the_translation(name: str, qtbot: QtBot, themed: QApplication) -> None:
    marking = Marking(themed)
    themed.installTranslator(marking)
    try:
        shown: QWidget = gallery.GALLERY[name](themed)
        qtbot.addWidget(shown, before_close_func=lambda one: one.close_now() if isinstance(one, MainWindow) else None)
        past = {text for text in texts(shown) if is_past(text)}
    finally:
        themed.removeTranslator(marking)
        marking.deleteLater()
    assert past == set()


def texts(root: QWidget) -> Iterator[str]:
    """Everything that is seen or told anywhere in a window, of the first ten rows of a table."""
    for one in (root, *root.findChildren(QWidget)):
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit):
            yield one.placeholderText()
        elif isinstance(one, QTableView):
            model = one.model()
            heads = (model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount()))
            yield from (str(head or "") for head in heads)
            rows = range(min(model.rowCount(), 10))
            yield from (str(model.index(row, at).data() or "") for row in rows for at in range(model.columnCount()))


def is_past(text: str) -> bool:
    """Whether words are left when what is marked, and what the page was given, is taken away."""
    bare = re.sub(r"⟦[^⟦⟧]*⟧", " ", text.replace(gallery.LONG, ""))
    while bare != (bare := re.sub(r"⟦[^⟦⟧]*⟧", " ", bare)):
        pass
    return any(piece not in STATES and piece not in OWN_NAMES for piece in re.findall(r"[A-Za-z]{3,}", bare))


@pytest.mark.parametrize("name", list(gallery.GALLERY))
def test_welsh_words_have_the_room_they_need(name: str, welsh: None, qtbot: QtBot, themed: QApplication) -> None:
    shown: QWidget = gallery.GALLERY[name](themed)
    qtbot.addWidget(shown, before_close_func=lambda one: one.close_now() if isinstance(one, MainWindow) else None)
    if isinstance(shown, MainWindow):
        shown.resize(900, 650)
    with qtbot.waitExposed(shown):
        shown.show()
    labels = [one for one in shown.findChildren(QLabel) if one.isVisible() and one.text() and one.wordWrap()]
    cut = [one.text() for one in labels if one.heightForWidth(one.width()) > one.height() + 1]
    cut += [
        one.text()
        for one in shown.findChildren(QAbstractButton)
        if one.isVisible() and one.hasHeightForWidth() and one.heightForWidth(one.width()) > one.height() + 1
    ]
    assert cut == []


def test_the_language_changes_at_once_while_the_program_runs(program: Program, qapp: QApplication) -> None:
    hands = Hands(qapp)
    hands.press("Settings")
    hands.find("Language", QComboBox).setFocus()
    hands.choose("Language", "Cymraeg")
    assert hands.find("Iaith", QComboBox).hasFocus(), "the keyboard stays on the question that was answered"
    for words_now in ("Gosodiadau", "Maint y testun", "Hafan", "Fy nghyfrif", "Porth Plant"):
        hands.sees(words_now)
    assert not hands.reads("Size of text")
    assert "Gosodiadau" in program.window.windowTitle()
    hands.press("Hafan")
    hands.sees("A oes plentyn mewn perygl uniongyrchol?")
    hands.sees("Mewngofnodwch i weld y ffurflenni a gadwyd gennych.")
    hands.press("Dechrau ffurflen fel gweithiwr proffesiynol")
    hands.press("Pryder Diogelu Plentyn/Person Ifanc")
    hands.press("Gosodiadau")
    hands.choose("Iaith", "English")
    hands.sees("Size of text")
    assert not hands.reads("Maint y testun")


def test_dates_are_said_in_the_persons_language(welsh: None) -> None:
    assert day(date(2026, 12, 3)) == "3 Rhagfyr 2026"
    then, now = datetime(2026, 11, 2, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert moment(then, now).startswith("2 Tach")


def test_problems_are_told_in_welsh_down_to_the_numbers_in_them(welsh: None) -> None:
    assert sentence(CannotReach()).startswith("Ni ellir cyrraedd gweinydd y cyngor.")
    refused = FileRefused(name="12 April.mp4", why="It is 30.5 MB. Files can be up to 25 MB.")
    assert sentence(refused) == "Ni ychwanegwyd 12 April.mp4. Mae'n 30.5 MB. Gall ffeiliau fod hyd at 25 MB."
    assert "?" not in sentence(FileRefused(name="x", why="It is something new. Do this."))


def test_damaged_settings_are_told_in_welsh(welsh: None, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"lock_minutes": 900, "no_such": 1, "language": 5, "theme": "pink", "text_percent": true}')
    said = [warned_words(one) for one in read_settings(file)[1]]
    assert said[0] == "settings.json, lock_minutes: Rhaid iddo fod rhwng 1 a 60. Defnyddir y gwerth arferol."
    assert len(said) == 5
    assert not [line for line in said if "must" in line or "no such" in line or "usual" in line]
    assert set(POLICY) <= {text for context, text in words.collect() if context == "Policy"}

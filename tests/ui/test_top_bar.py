"""The bar at the top: whose portal it is, how things stand, and what the menu beside the person's name leads to."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from desktop_portal.app import COUNCIL
from desktop_portal.core.council import LARGEST_LOGO, read_council
from desktop_portal.paths import resources
from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.logo import HIGH, Logo
from desktop_portal.ui.theme import LIGHT, Theme, apply_theme
from desktop_portal.ui.top_bar import TopBar, TopBarState
from desktop_portal.ui.widgets import without_mnemonic

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from tests.support.lone_computer import LoneComputer

SIGNED_IN = TopBarState("Example Council", "offline", 2, "Sam Patel")
MENU = {
    "Recover a form": "recover",
    "Submitted forms": "submitted",
    "My account": "account",
    "Settings": "settings",
    "Lock": "lock",
    "Sign out": "sign-out",
}


def png(width: int = 96, height: int = 48) -> bytes:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("#7A1F5C"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def words(data: bytes) -> str:
    return b64encode(data).decode()


@pytest.fixture
def bar(qtbot: QtBot, themed: QApplication) -> TopBar:
    del themed
    shown = TopBar()
    qtbot.addWidget(shown)
    shown.resize(1280, 60)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def left(widget: QWidget, bar: TopBar) -> int:
    return widget.mapTo(bar, QPoint(0, 0)).x()


def test_J17_J23_council_home_connection_and_the_persons_menu_stand_in_the_order_of_reading(
    bar: TopBar, qapp: QApplication, qtbot: QtBot
) -> None:
    bar.show_state(SIGNED_IN)
    qtbot.waitUntil(lambda: Hands(qapp).reads("Offline · 2 forms waiting to be sent"))
    sign = next(one for one in bar.findChildren(QFrame) if one.property("kind") == "logo")
    name = next(one for one in bar.findChildren(QLabel) if one.text().startswith("Example Council"))
    told = next(one for one in bar.findChildren(QLabel) if one.text().startswith("Offline"))
    home, menu = Hands(qapp).find("Home", QPushButton), Hands(qapp).find("Menu of Sam Patel", QPushButton)
    places = [left(one, bar) for one in (sign, name, home, told, menu)]
    assert places == sorted(places)
    assert bar.width() - left(menu, bar) - menu.width() < 40, "the person's name stands at the right"
    entries = [one for one in menu.menu().actions() if not one.isSeparator()]
    assert [without_mnemonic(one.text()) for one in entries] == list(MENU)
    for entry in entries:
        with qtbot.waitSignal(bar.chosen) as chosen:
            entry.trigger()
        assert chosen.args == [MENU[without_mnemonic(entry.text())]]


def test_J01_the_councils_logo_keeps_its_shape_and_grows_with_the_text(
    bar: TopBar, qapp: QApplication, qtbot: QtBot
) -> None:
    council = read_council({"name": "Example Council", "brand": {"logo": words(png())}})
    bar.show_state(TopBarState(council.name, "offline", 0, "Sam Patel", logo=council.logo))
    (logo,) = bar.findChildren(Logo)
    qtbot.waitUntil(logo.isVisible)
    assert logo.pixmap().deviceIndependentSize().toTuple() == (2 * HIGH, HIGH)
    assert logo.grab().toImage().pixelColor(HIGH, HIGH // 2) == QColor("#7A1F5C")
    apply_theme(qapp, Theme(LIGHT, 2.0))
    qtbot.waitUntil(lambda: logo.pixmap().deviceIndependentSize().toTuple() == (4 * HIGH, 2 * HIGH))
    apply_theme(qapp, Theme())


@pytest.mark.parametrize(
    "logo",
    [
        "no base64 at all!",
        words(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        words(png()[:40]),
        words(png(2100, 2100)),
        words(png() + bytes(LARGEST_LOGO)),
        7,
    ],
    ids=["words", "svg", "torn", "too many pixels", "too large", "a number"],
)
def test_J01_what_is_no_logo_is_a_plain_sign_and_stops_nobody(bar: TopBar, logo: object) -> None:
    council = read_council({"name": "Example Council", "brand": {"logo": logo}})
    bar.show_state(TopBarState(council.name, "offline", 0, logo=council.logo))
    assert bar.findChildren(Logo) == []
    assert any(one.property("kind") == "logo" for one in bar.findChildren(QFrame))


def test_J01_the_logo_that_the_councils_server_told_is_shown_to_whoever_is_signed_in(computer: LoneComputer) -> None:
    program = computer.running
    assert program.session
    assert program.window.findChildren(Logo) == []
    program.session.store.state.set("council", {"name": "Other Council", "brand": {"logo": words(png())}})
    program.sending.run()
    wait_until(lambda: program.window.findChildren(Logo), "the logo is in the bar")
    computer.hands.sees("Other Council · Children's Portal")


def test_J01_the_councils_colour_is_worn_once_it_is_told_and_only_where_it_can_be_read(
    not_started: LoneComputer, themed: QApplication
) -> None:
    computer = not_started
    shipped = json.loads((resources() / "council.json").read_bytes())
    for told, worn in (("#7A0055", "#7A0055"), ("#FFE600", LIGHT.brand)):
        store = computer.store()
        store.state.set(COUNCIL, {**shipped, "brand": {"brand": told}})
        store.close()
        computer.start()
        assert links(themed) == LIGHT.brand.casefold(), "nobody has told another colour yet"
        computer.sign_in()
        wait_until(lambda worn=worn: links(themed) == worn.casefold(), f"links are {worn}")
        computer.end()


def links(application: QApplication) -> str:
    return application.palette().color(QPalette.ColorRole.Link).name()

"""Starts Qt and the program in it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop_portal.app import build_app
from desktop_portal.ui.accessible import tell_screen_readers
from desktop_portal.ui.door import Door
from desktop_portal.ui.program import Program

if TYPE_CHECKING:
    from types import TracebackType

    from desktop_portal.app import World
    from desktop_portal.paths import Paths


_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def make_application() -> QApplication:
    """Make Qt's application object; once a process. Ends it with a sentence where nothing can be shown."""
    # Qt would abort, with words about its plugins.
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        raise SystemExit("There is no screen here, so the window cannot be shown. Start the program on a desktop.")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Children's Portal")
    application.setDesktopFileName("childrens-portal")
    application.setQuitOnLastWindowClosed(False)
    tell_screen_readers()
    return application


def make_program(application: QApplication, paths: Paths, *, server: str = "", world: World | None = None) -> Program:
    """Join the app and its face; nothing is shown before `start`."""
    return Program(application, build_app(paths, server=server, world=world))


def answer_the_door(door: Door, program: Program) -> None:
    """Bring the window to the front whenever the program is started again, and follow the link of that start (J18)."""

    def knocked(words: str) -> None:
        program.come_to_front()
        program.follow_link(words)

    door.knocked.connect(knocked)
    program.ended.connect(door.close)


def open_program(paths: Paths, *, server: str = "", link: str = "") -> int:
    """Run until the person closes the program; where it is open already, bring that window to the front instead."""
    application = make_application()
    door = Door(paths.data, application)
    if not door.enter(link):
        return 0
    program = make_program(application, paths, server=server)
    answer_the_door(door, program)

    def bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            program.end()
        else:
            program.show_bug(error.with_traceback(trace))

    sys.excepthook = bug
    program.ended.connect(application.quit)
    program.start()
    if link:
        program.follow_link(link)
    return application.exec()

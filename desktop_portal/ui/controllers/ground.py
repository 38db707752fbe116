"""What every controller stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.app import App
    from desktop_portal.services.session import Session
    from desktop_portal.ui.lane import Lane
    from desktop_portal.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Ground:
    """The app, the window, the lane; `bug` shows the crash window for what nobody expected."""

    app: App
    window: MainWindow
    lane: Lane
    bug: Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Steps:
    """What leads from one page or session to the next. `leave_form` is False when an open form cannot be saved."""

    go_home: Callable[[], None]
    leave_form: Callable[[], bool]
    follow: Callable[[Session | None], None]
    close_session: Callable[[], None]

"""What every controller stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.app import App
    from desktop_portal.ui.lane import Lane
    from desktop_portal.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Ground:
    """The app, the window, the lane; `bug` shows the crash window for what nobody expected."""

    app: App
    window: MainWindow
    lane: Lane
    bug: Callable[[Exception], None]

"""Python looks for rings of objects when nobody waits: not while somebody types or scrolls, and in no other thread.

Most objects go as soon as nobody holds them. For those that hold one another Python looks by itself, in the middle of
whatever makes objects: a frame of a long list took 60 ms for it, and a window's parts could end in a thread that must
not touch them.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_portal.ui.idle import LastInput

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

EVERY = 1.0
"""Seconds between two looks at whether there is anything to do."""
QUIET = 2.0
"""Seconds without a key or a click after which everything is looked through: that takes some frames."""
LONGEST = 300.0
"""Seconds after which everything is looked through even though somebody is at work."""
_YOUNG, _OLD = 1, 2
_WORTH_IT = 2_000


class Rings(QObject):
    """Looks for rings from `start` to `stop`, in the thread of the window; Python itself does not meanwhile."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._input = LastInput(app)
        self._whole = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(int(EVERY * 1000))
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Set aside what is there, which stays until the end, and look from now on."""
        # What has ended by now is set aside as well: a little memory, where looking for it would delay the first page.
        gc.freeze()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        if self._timer.isActive():
            self._timer.stop()
            self._input.deleteLater()
            gc.unfreeze()
            gc.enable()

    def look(self) -> None:
        """Look through what is new, when that is worth it; through everything when nobody is at work."""
        if gc.get_count()[0] < _WORTH_IT:
            return
        now = time.monotonic()
        waited = now - self._whole
        if (self._input.seconds >= QUIET and waited >= QUIET) or waited >= LONGEST:
            self._whole = now
            gc.collect(_OLD)
        else:
            gc.collect(_YOUNG)

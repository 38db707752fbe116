"""Makes one document at a time on the lane: the window goes on, shows how far it is, and can stop it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from desktop_portal.core.problems import Problem
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.making_dialog import MakingDialog
from desktop_portal.ui.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.pdf.request import Step
    from desktop_portal.ui.controllers.ground import Ground

T = TypeVar("T")
# Most documents are there sooner: a window that flashes up would only startle.
MOMENT_MS: Final = 300
translate = QCoreApplication.translate


class StoppedError(Exception):
    """Nobody waits for the document any more."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What is being made, for whom; `over` is set when nobody wants it any more."""

    take: Callable[[Any], None]
    gone: str
    over: threading.Event = field(default_factory=threading.Event)


class Making(QObject):
    """A new document takes the place of one that is still being made: of two presses the last one counts.

    `stop` takes effect at the next piece of the document, and what was given up is never shown, whatever comes of it:
    it may have met a store that was closed meanwhile.
    """

    _stepped = Signal(object, int, int)

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._work: _Work | None = None
        self._dialog: MakingDialog | None = None
        self._far = (0, 0)
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(MOMENT_MS)
        self._moment.timeout.connect(self._show)
        self._stepped.connect(self._take_step, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for a document."""
        return self._work is not None

    def begin(self, make: Callable[[Step], T], take: Callable[[T], None], gone: str) -> None:
        """Make it on the lane, then `take` it on the window's thread; `gone` is told when it is not there any more."""
        self.stop()
        work = self._work = _Work(take, gone)
        self._moment.start()
        self._ground.lane.run(
            partial(make, self._step_of(work)), partial(self._done, work), partial(self._failed, work), first=True
        )

    def stop(self) -> None:
        """Make it no more."""
        if self._work is not None:
            self._work.over.set()
        self._end()

    def _step_of(self, work: _Work) -> Step:
        """Return what the lane calls: it tells each per cent once, and ends the work once it is over."""
        told = -1

        def step(done: int, of: int) -> None:
            nonlocal told
            if work.over.is_set():
                raise StoppedError
            share = 100 * done // max(of, 1)
            if share != told:
                told = share
                self._stepped.emit(work, done, of)

        return step

    def _take_step(self, work: _Work, done: int, of: int) -> None:
        if work is self._work:
            self._far = (done, of)
            if self._dialog is not None:
                self._dialog.show_progress(done, of)

    def _show(self) -> None:
        self._dialog = MakingDialog(self._ground.window)
        self._dialog.show_progress(*self._far)
        self._dialog.rejected.connect(self.stop)
        self._dialog.open()

    def _done(self, work: _Work, made: object) -> None:
        if work is self._work:
            self._end()
            work.take(made)

    def _failed(self, work: _Work, trouble: Exception) -> None:
        if work is not self._work:
            return
        self._end()
        if isinstance(trouble, KeyError):
            tell(self._ground.window, work.gone)
            return
        if not isinstance(trouble, Problem):
            self._ground.bug(trouble)
            return
        tell(self._ground.window, sentence(trouble))

    def _end(self) -> None:
        self._work = None
        self._far = (0, 0)
        self._moment.stop()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.close()

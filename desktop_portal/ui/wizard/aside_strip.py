"""A line above the page: some answers were set aside, and where to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_portal.ui.widgets import Text, link
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable


class AsideStrip(QFrame):
    """Shown for as long as the form holds answers that could not be carried over."""

    def __init__(self, count: int, open_list: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        words = tr("1 answer could not be carried over into this form.")
        if count > 1:
            words = tr("{count} answers could not be carried over into this form.").replace("{count}", str(count))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.setSpacing(20)
        line.addWidget(Text(words, "small"), 1)
        line.addWidget(link(tr("Read and copy"), open_list))

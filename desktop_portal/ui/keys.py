"""F1: the keys that do everything, in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.ui.dialogs import Dialog, tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


def show_keys(parent: QWidget, hide_key: str) -> Dialog:
    """Show what each key does; `hide_key` as people write it, "" where the organisation has none."""
    lines = [
        translate("Keys", "Tab and Shift+Tab: on to the next thing on the page, and back"),
        translate("Keys", "Alt and an underlined letter: press that button"),
        translate("Keys", "Ctrl+Page Down and Ctrl+Page Up: the next section of a form, and the one before"),
        translate("Keys", "Ctrl+F: find something in the form"),
        translate("Keys", "Ctrl+Z and Ctrl+Y: take back the last change, and do it again"),
        translate("Keys", "Ctrl+S: save now"),
        translate("Keys", "Esc: close what is open, or go back to Check your answers"),
    ]
    if hide_key:
        lines.append(translate("Keys", "{}: hide this window at once and lock it").format(hide_key))
    return tell(parent, *lines, title=translate("Keys", "Keys"))

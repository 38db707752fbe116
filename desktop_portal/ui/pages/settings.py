"""Settings: what each person may choose; what the organisation has set is shown, and cannot be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit

from desktop_portal.ui.fields import Field
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Choice
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.theme import TEXT_SIZES
from desktop_portal.ui.widgets import Text, body, card, column, heading, hint, link, secondary, spacer, title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg"}


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The choices as they are. `fixed` names those that the organisation has set ("idle_minutes", …).

    `theme`: "system", "light", "dark" or "contrast". `language`: "en" or "cy". `facts` are lines such as the server's
    address, the program's version, or that a settings file was damaged. `set_for_you`: what the organisation has
    set, one (what it is, why) each.
    """

    text_size: int = 100
    theme: str = "system"
    language: str = "en"
    languages: tuple[str, ...] = ("en", "cy")
    hide_key: str = "Ctrl+Shift+H"
    idle_minutes: int = 10
    idle_choices: tuple[int, ...] = (2, 5, 10)
    fixed: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()
    set_for_you: tuple[tuple[str, str], ...] = ()
    notice: str = ""


class SettingsPage(Page):
    """`changed` tells the name of a field of SettingsState and its new value; it counts at once."""

    changed = Signal(str, object)
    report = Signal()
    proxy = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build one field a setting."""
        self.set_title(self.tr("Settings"))
        self._notice_text = body("")
        self._notice = card(self._notice_text, kind="card-warn")
        self._choices = {
            "text_size": Choice(tuple((size, f"{size} %") for size in TEXT_SIZES), 12),
            "theme": Choice(
                (
                    ("system", self.tr("As this computer is set")),
                    ("light", self.tr("Light")),
                    ("dark", self.tr("Dark")),
                    ("contrast", self.tr("High contrast")),
                )
            ),
            "language": Choice(()),
            "idle_minutes": Choice(()),
        }
        for name, choice in self._choices.items():
            choice.chosen.connect(lambda value, name=name: self.changed.emit(name, value))
        self._key = QKeySequenceEdit()
        self._key.setMaximumSequenceLength(1)
        self._key.setMaximumWidth(self._key.fontMetrics().averageCharWidth() * 30)
        self._key.editingFinished.connect(self._key_chosen)
        self._facts = Text("", "small")
        self._set_heading = heading(self.tr("Set by your organisation"))
        self._set_for_you = body("")
        labels = {
            "text_size": (self.tr("Size of text"), self.tr("Nothing is lost at any size: pages grow longer.")),
            "theme": (self.tr("Colours"), ""),
            "language": (self.tr("Language"), self.tr("Forms are shown in this language where they carry it.")),
            "idle_minutes": (
                self.tr("Lock when nobody has used the program for"),
                self.tr("Everything is saved before it locks."),
            ),
        }
        for name, (label, about) in labels.items():
            self.add_field(name, Field(label, self._choices[name], about))
        about = self.tr("Hides this window at once and locks it. Click here, then press the keys.")
        self.add_field("hide_key", Field(self.tr("Key that hides the window"), self._key, about))
        layout.addWidget(
            column(
                title(self.tr("Settings")),
                hint(self.tr("Changes here take effect at once.")),
                self._notice,
                *self.fields.values(),
                flow(link(self.tr("Use no key"), lambda: self.changed.emit("hide_key", ""))),
                self._set_heading,
                self._set_for_you,
                spacer(8),
                heading(self.tr("About this program")),
                self._facts,
                flow(
                    secondary(self.tr("Make a report for IT support"), self.report.emit),
                    link(self.tr("Enter the proxy's name and password"), self.proxy.emit),
                ),
                spacing=20,
            )
        )
        layout.addStretch(1)

    def show_state(self, state: SettingsState) -> None:
        """Show the choices without saying that they changed."""
        self._state = state
        idle = self._choices["idle_minutes"]
        idle.clear()
        for minutes in sorted({*state.idle_choices, state.idle_minutes}):
            idle.addItem(self.tr("1 minute") if minutes == 1 else self.tr("{} minutes").format(minutes), minutes)
        language = self._choices["language"]
        language.clear()
        for code in state.languages:
            language.addItem(LANGUAGE_NAMES.get(code, code), code)
        for name, choice in self._choices.items():
            choice.show_value(getattr(state, name))
            choice.setEnabled(name not in state.fixed)
        self._key.setKeySequence(QKeySequence(state.hide_key))
        self._key.setEnabled("hide_key" not in state.fixed)
        self._facts.setText("\n".join(state.facts))
        self._set_for_you.setText("\n\n".join(f"{what}\n{why}" for what, why in state.set_for_you))
        for part in (self._set_heading, self._set_for_you):
            part.setVisible(bool(state.set_for_you))
        notice = state.notice
        if state.fixed and not notice:
            notice = self.tr("Your organisation has set what you cannot change here.")
        self._notice_text.setText(notice)
        self._notice.setVisible(bool(notice))

    def _key_chosen(self) -> None:
        key = self._key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key and isinstance(self._state, SettingsState) and key != self._state.hide_key:
            self.changed.emit("hide_key", key)

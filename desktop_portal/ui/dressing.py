"""Colours, size of text and language of the whole program, as the person or the system wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QPalette

from desktop_portal.paths import resources
from desktop_portal.ui.theme import DARK, LIGHT, Theme, Tokens, apply_theme, high_contrast, with_brand

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_portal.app import App


class Dressing(QObject):
    """Wears what Settings say; "system" follows the system as it changes."""

    def __init__(self, application: QApplication, app: App) -> None:
        super().__init__(application)
        self._application, self._app = application, app
        self._translator: QTranslator | None = None
        self._brand = ""
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._follow())
        hints.accessibility().contrastPreferenceChanged.connect(lambda _contrast: self._follow())

    def wear(self) -> None:
        """Put on what the settings say."""
        settings = self._app.settings
        self._speak(self._app.language)
        apply_theme(self._application, Theme(self._tokens(settings.theme), settings.text_percent / 100))

    def follow_council(self) -> None:
        """Wear the colour of the council's configuration, once it is another one than is worn."""
        if self._app.council().brand != self._brand:
            self.wear()

    def _follow(self) -> None:
        if self._app.settings.theme == "system":
            self.wear()

    def _tokens(self, theme: str) -> Tokens:
        hints = self._application.styleHints()
        self._brand = self._app.council().brand
        wants_contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if theme == "high-contrast" or (theme == "system" and wants_contrast):
            return high_contrast(self._system_palette())
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        return with_brand(DARK if theme == "dark" or (theme == "system" and dark) else LIGHT, self._brand)

    def _system_palette(self) -> QPalette:
        """Return the system's colours of now: those of the program's start may be of another scheme."""
        self._application.setPalette(QPalette())
        return self._application.palette()

    def _speak(self, language: str) -> None:
        QLocale.setDefault(QLocale("cy_GB" if language == "cy" else "en_GB"))
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(self)
        if language != "en" and translator.load(str(resources() / "translations" / f"portal_{language}.qm")):
            self._application.installTranslator(translator)
            self._translator = translator

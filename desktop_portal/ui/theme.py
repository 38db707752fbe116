"""How everything looks: the colours and sizes of docs/looks as named tokens, and the one style sheet made from them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QStyleFactory

from desktop_portal.paths import resources
from desktop_portal.ui.sheet import SHEET

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILY = "Atkinson Hyperlegible Next"
TEXT_SIZES = (100, 125, 150, 200, 300, 400)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for, as #RRGGBB. Text on its ground has a contrast of 4.5:1, edges of fields 3:1."""

    ink: str
    muted: str
    line: str
    edge: str
    canvas: str
    surface: str
    brand: str
    on_brand: str
    tint: str
    focus: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str


LIGHT = Tokens(
    ink="#10222B",
    muted="#4C5D66",
    line="#D3DCE1",
    edge="#6F8089",
    canvas="#F3F6F7",
    surface="#FFFFFF",
    brand="#0B5563",
    on_brand="#FFFFFF",
    tint="#E4F0F2",
    focus="#FFD43B",
    ok="#0B7037",
    ok_tint="#E5F4EB",
    warn="#8F4A00",
    warn_tint="#FFF3E0",
    bad="#B3261E",
    bad_tint="#FCEBEA",
)
DARK = Tokens(
    ink="#E8EEF0",
    muted="#A9B8BF",
    line="#33454E",
    edge="#6C808A",
    canvas="#0F1B21",
    surface="#17262E",
    brand="#6FC3D1",
    on_brand="#0F1B21",
    tint="#1D3842",
    focus="#FFD43B",
    ok="#67C78E",
    ok_tint="#16342A",
    warn="#F2B366",
    warn_tint="#3A2A14",
    bad="#FF8A80",
    bad_tint="#3D1E1D",
)


def high_contrast(palette: QPalette) -> Tokens:
    """Return tokens that use only the system's own colours: no tints, edges as strong as the text."""
    ink = palette.color(QPalette.ColorRole.WindowText).name()
    ground = palette.color(QPalette.ColorRole.Window).name()
    link = palette.color(QPalette.ColorRole.Link).name()
    brand = link if contrast(link, ground) >= TEXT_CONTRAST else ink
    return Tokens(
        ink=ink,
        muted=ink,
        line=ink,
        edge=ink,
        canvas=ground,
        surface=ground,
        brand=brand,
        on_brand=ground,
        tint=ground,
        focus="#FFD43B",
        ok=ink,
        ok_tint=ground,
        warn=ink,
        warn_tint=ground,
        bad=ink,
        bad_tint=ground,
    )


@dataclass(frozen=True, slots=True)
class Theme:
    """What the whole program is drawn with: colours, and the size of text, 1.0 to 4.0."""

    tokens: Tokens = LIGHT
    scale: float = 1.0

    def px(self, size: float) -> int:
        """Return a length of the design, in pixels at 100 %, at this text size."""
        return round(size * self.scale)


TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
_LINEAR_BELOW = 0.04045


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio of two colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of #RRGGBB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def with_brand(tokens: Tokens, brand: str) -> Tokens:
    """Return the tokens with a council's own colour, or as they were when text in that colour could not be read."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", brand):
        return tokens
    on_brand = max(("#FFFFFF", "#0F1B21"), key=lambda text: contrast(text, brand))
    readable = all(contrast(brand, ground) >= TEXT_CONTRAST for ground in (tokens.canvas, tokens.surface, tokens.tint))
    return replace(tokens, brand=brand, on_brand=on_brand) if readable else tokens


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole program its style, palette, font and style sheet. May be called again at any time."""
    _load_once(app)
    font = QFont(FAMILY)
    font.setPixelSize(theme.px(16))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setPalette(palette_of(theme.tokens))
    app.setFont(font)
    app.setStyleSheet(style_sheet(theme))


def _load_once(app: QApplication) -> None:
    """Load the fonts and say where the style sheet's pictures are, the first time only."""
    if app.property("portal-fonts"):
        return
    app.setStyle(QStyleFactory.create("Fusion"))
    for name in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"AtkinsonHyperlegibleNext-{name}.ttf"))
    QDir.addSearchPath("icons", str(resources() / "icons"))
    app.setProperty("portal-fonts", True)


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette through which widgets that paint themselves get their colours.

    Mid carries `line`, Dark `edge`, AlternateBase `tint`, Link, Accent and Highlight `brand`, PlaceholderText `muted`.
    """
    role = QPalette.ColorRole
    palette = QPalette(QColor(tokens.surface), QColor(tokens.canvas))
    colours = (
        (tokens.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (tokens.surface, (role.Base, role.Button, role.ToolTipBase, role.Light)),
        (tokens.canvas, (role.Window,)),
        (tokens.tint, (role.AlternateBase,)),
        (tokens.brand, (role.Link, role.LinkVisited, role.Accent, role.Highlight)),
        (tokens.muted, (role.PlaceholderText,)),
        (tokens.line, (role.Mid, role.Midlight)),
        (tokens.edge, (role.Dark, role.Shadow)),
        (tokens.on_brand, (role.BrightText, role.HighlightedText)),
    )
    for colour, roles in colours:
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.muted))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the style sheet; lengths written `12s` grow with the text, `px` do not."""
    dark_text = contrast(theme.tokens.on_brand, "#FFFFFF") > contrast(theme.tokens.on_brand, "#000000")
    light_ink = contrast(theme.tokens.ink, "#FFFFFF") < contrast(theme.tokens.ink, "#000000")
    marks = {"tick": "dark" if dark_text else "white", "arrow": "white" if light_ink else "dark"}
    # In high contrast nothing has a tint: what is set apart by one has an edge there.
    marks["outline"] = "0" if theme.tokens.tint != theme.tokens.surface else f"1px solid {theme.tokens.ink}"
    half = (theme.px(20) + 2) // 2
    filled = Template(SHEET).substitute(asdict(theme.tokens), **marks, round=half)
    return re.sub(r"(\d+)s\b", lambda length: f"{theme.px(int(length[1]))}px", filled)

"""The tokens can be read, in both themes and in the system's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette

from desktop_portal.ui.theme import (
    DARK,
    EDGE_CONTRAST,
    FAMILY,
    LIGHT,
    TEXT_CONTRAST,
    Theme,
    Tokens,
    apply_theme,
    contrast,
    high_contrast,
    palette_of,
    style_sheet,
    with_brand,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

BLACK = QPalette(QColor("#000000"), QColor("#000000"))
BLACK.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
BLACK.setColor(QPalette.ColorRole.Link, QColor("#FFFF00"))
WINDOWS = {
    "aquatic": ("#202020", "#FFFFFF", "#75E9FC"),
    "desert": ("#FFFAEF", "#3D3D3D", "#1C5E75"),
    "dusk": ("#2D3236", "#FFFFFF", "#70EBDE"),
    "night sky": ("#000000", "#FFFFFF", "#8080FF"),
}
"""The contrast themes that Windows 11 comes with: ground, text, links, from which Qt makes the palette there."""


def palette_of_windows(ground: str, text: str, links: str) -> QPalette:
    palette = QPalette(QColor(ground), QColor(ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    palette.setColor(QPalette.ColorRole.Link, QColor(links))
    return palette


THEMES = {"light": LIGHT, "dark": DARK, "contrast": high_contrast(BLACK)} | {
    name: high_contrast(palette_of_windows(*colours)) for name, colours in WINDOWS.items()
}


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_every_ground_it_stands_on(name: str) -> None:
    tokens = THEMES[name]
    pairs = [
        (text, ground) for text in ("ink", "muted", "brand", "ok", "warn", "bad") for ground in ("canvas", "surface")
    ]
    pairs += [("brand", "tint"), ("ink", "tint"), ("on_brand", "brand"), ("surface", "bad")]
    pairs += [(kind, f"{kind}_tint") for kind in ("ok", "warn", "bad")]
    too_faint = [(a, b) for a, b in pairs if contrast(getattr(tokens, a), getattr(tokens, b)) < TEXT_CONTRAST]
    assert too_faint == []


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_fields_and_the_focus_can_be_seen(name: str) -> None:
    tokens = THEMES[name]
    for ground in (tokens.canvas, tokens.surface):
        assert contrast(tokens.edge, ground) >= EDGE_CONTRAST
        assert max(contrast(tokens.focus, ground), contrast(tokens.ink, ground)) >= EDGE_CONTRAST


@pytest.mark.parametrize("name", THEMES)
def test_selected_words_stand_out_from_those_around_them_and_can_be_read(name: str) -> None:
    palette = palette_of(THEMES[name])
    ground, text, around = (
        palette.color(role).name()
        for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Base)
    )
    assert contrast(ground, around) >= EDGE_CONTRAST
    assert contrast(text, ground) >= TEXT_CONTRAST


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_high_contrast_has_no_tints() -> None:
    tokens = high_contrast(BLACK)
    assert {tokens.ok_tint, tokens.warn_tint, tokens.bad_tint, tokens.tint} == {"#000000"}


def test_a_council_may_bring_its_colour_if_it_can_be_read() -> None:
    assert with_brand(LIGHT, "#7A0055").brand == "#7A0055"
    assert with_brand(LIGHT, "#FFE600") == LIGHT
    assert with_brand(LIGHT, "red; } * { color: red") == LIGHT


def test_the_shipped_typeface_is_the_one_that_is_drawn(qapp: QApplication) -> None:
    apply_theme(qapp, Theme())
    assert QFontInfo(qapp.font()).family() == FAMILY
    assert {"Regular", "SemiBold"} <= set(QFontDatabase.styles(FAMILY))


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_the_palette_keeps_colours_apart_that_happen_to_be_equal(tokens: Tokens) -> None:
    palette = palette_of(tokens)
    assert palette.color(QPalette.ColorRole.WindowText).name() == tokens.ink.lower()
    assert palette.color(QPalette.ColorRole.Mid).name() == tokens.line.lower()
    assert palette.color(QPalette.ColorRole.PlaceholderText).name() == tokens.muted.lower()


def test_text_grows_to_four_times_its_size(qapp: QApplication) -> None:
    assert "font-size: 112px" in style_sheet(Theme(LIGHT, 4.0))
    apply_theme(qapp, Theme(LIGHT, 4.0))
    assert qapp.font().pixelSize() == 64
    apply_theme(qapp, Theme())

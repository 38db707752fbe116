"""The one style sheet. `$name` is a token of the theme; lengths written `12s` grow with the text, `12px` do not."""

from __future__ import annotations

SHEET = """
QLabel[kind="title"] { font-size: 28s; font-weight: 600; }
QLabel[kind="heading"] { font-size: 20s; font-weight: 600; }
QLabel[kind="subheading"], QLabel[kind="label"], QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="hint"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: 14s; }
QLabel[kind|="note"] { font-size: 15s; }
QLabel[kind="note-strong"] { font-weight: 600; }
QLabel[kind="error"] { color: $bad; font-weight: 600; }
QLabel[kind="brand"] { color: $brand; font-size: 18s; font-weight: 600; }
QLabel[kind="danger"], QLabel[kind="danger-strong"] { color: $bad; }
QLabel[kind="danger-strong"] { font-weight: 600; }
QLabel[kind="code"] { font-size: 20s; font-weight: 600; background: $tint; padding: 12s; border-radius: 6px;
  border: $outline; }
QLabel[kind|="pill"] { font-size: 14s; font-weight: 600; border-radius: 12s; padding: 3s 10s;
  border: $outline; }
QLabel[kind="pill-ok"] { color: $ok; background: $ok_tint; }
QLabel[kind="pill-warn"] { color: $warn; background: $warn_tint; }
QLabel[kind="pill-bad"] { color: $bad; background: $bad_tint; }
QLabel[kind="pill-info"] { color: $brand; background: $tint; }
QFrame[kind|="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="card-warn"] { border-left: 6px solid $warn; border-top-left-radius: 2px; border-bottom-left-radius: 2px;
  }
QFrame[kind="card-info"] { border-left: 6px solid $brand; border-top-left-radius: 2px;
  border-bottom-left-radius: 2px; }
QFrame[kind="card-ok"] { border-left: 6px solid $ok; border-top-left-radius: 2px; border-bottom-left-radius: 2px; }
QFrame[kind="bar"], QFrame[kind="foot"] { background: $surface; border: 0 solid $line; border-bottom-width: 1px; }
QFrame[kind="foot"] { border-width: 1px 0 0 0; }
QFrame[kind="danger-bar"] { background: $bad_tint; border: 0 solid $line; border-bottom-width: 1px; }
QFrame[kind="summary"] { background: $surface; border: 3px solid $bad; border-radius: 8px; }
QFrame[kind="side"] { background: $surface; border: 0 solid $line; border-right-width: 1px; }
QFrame[kind="logo"] { background: $brand; border-radius: 6px;
  min-width: 28s; max-width: 28s; min-height: 28s; max-height: 28s; }
QLabel[kind="logo-picture"] { background: #FFFFFF; border-radius: 4px; padding: 1px; }
QFrame[kind="state-ok"] { background: $ok_tint; border-radius: 10s; border: $outline; }
QFrame[kind="state-warn"] { background: $warn_tint; border-radius: 10s; border: $outline; }
QFrame[kind="state-bad"] { background: $bad_tint; border-radius: 10s; border: $outline; }
QLabel[kind="told-ok"] { color: $ok; font-size: 14s; }
QLabel[kind="told-warn"] { color: $warn; font-size: 14s; }
QLabel[kind="told-bad"] { color: $bad; font-size: 14s; }
QFrame[kind="line"] { background: $line; border: 0; max-height: 1px; }
QPushButton { font-weight: 600; border-radius: 6px; padding: 8s 20s; min-height: 26s; border: 1px solid $brand; }
QPushButton[kind="primary"] { background: $brand; color: $on_brand; }
QPushButton[kind="secondary"] { background: $surface; color: $brand; }
QPushButton[kind="danger"] { background: $bad; color: $surface; border-color: $bad; }
QPushButton:hover { border-color: $ink; }
QPushButton:disabled { background: $canvas; color: $muted; border: 1px dashed $edge; }
QPushButton[kind|="link"], QPushButton[kind="menu"] { color: $brand; background: transparent; border: 0;
  padding: 2s 0; min-height: 20s; }
QPushButton[kind|="link"] { font-weight: 400; text-decoration: underline; }
QPushButton[kind="link-strong"], QPushButton[kind="link-bad"] { font-weight: 600; }
QPushButton[kind="link-heading"] { font-size: 20s; font-weight: 600; }
QPushButton[kind="link-bad"] { color: $bad; }
QPushButton[kind="menu"] { color: $ink; font-weight: 400; padding: 4s 8s; }
QPushButton[kind="badge"] { background: $brand; color: $on_brand; border-radius: 10s; padding: 3s 12s;
  min-height: 20s; font-size: 14s; }
QPushButton[kind="menu"] { padding-right: 28s; }
QPushButton::menu-indicator { image: url(icons:chevron-down-$arrow.svg); width: 16s; height: 16s;
  subcontrol-origin: border; subcontrol-position: right center; right: 6px; }
QPushButton[kind|="link"]:hover { color: $ink; }
QPushButton[kind|="link"]:disabled { color: $muted; text-decoration: none; border: 0; background: transparent; }
QLineEdit, QPlainTextEdit, QComboBox { background: $surface; border: 1px solid $edge; border-radius: 4px;
  padding: 0 9s; }
QLineEdit, QComboBox { min-height: 38s; }
QPlainTextEdit { padding: 6s 5s; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border-color: $ink; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] { border: 2px solid $bad;
  padding-left: 8s; }
QComboBox::drop-down { border: 0; width: 32s; }
QComboBox::down-arrow { image: url(icons:chevron-down-$arrow.svg); width: 18s; height: 18s; }
QRadioButton, QCheckBox { spacing: 10s; min-height: 32s; }
QRadioButton::indicator, QCheckBox::indicator, QListWidget::indicator { width: 20s; height: 20s;
  border: 1px solid $edge; background: $surface; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator, QListWidget::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { border-color: $brand;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
  stop: 0 $on_brand, stop: 0.36 $on_brand, stop: 0.42 $brand, stop: 1 $brand); }
QCheckBox::indicator:checked, QListWidget::indicator:checked { background: $brand; border-color: $brand;
  image: url(icons:check-$tick.svg); }
QListWidget { background: $surface; border: 1px solid $edge; border-radius: 4px; padding: 4px; outline: 0; }
QTableView { background: transparent; border: 0; gridline-color: transparent; selection-background-color: $tint;
  selection-color: $ink; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $canvas; color: $muted; font-weight: 600; border: 0;
  border-bottom: 1px solid $edge; padding: 10s 12px; }
QHeaderView::down-arrow { image: url(icons:chevron-down-$arrow.svg);
  width: 14s; height: 14s; subcontrol-position: right center; }
QHeaderView::up-arrow { image: url(icons:chevron-up-$arrow.svg);
  width: 14s; height: 14s; subcontrol-position: right center; }
QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 8s 24s 8s 16s; border-radius: 4px; }
QMenu::item:selected { background: $tint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $ink; color: $surface; border: 0; padding: 6s; }
QProgressBar { background: $tint; border: $outline; border-radius: 4px; max-height: 8s; text-align: center; }
QProgressBar::chunk { background: $brand; border-radius: 4px; }
QProgressBar[level="1"]::chunk { background: $bad; }
QProgressBar[level="2"]::chunk { background: $warn; }
QProgressBar[level="3"]::chunk { background: $ok; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="content"] { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; width: 12px; height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
  width: 0; height: 0; }
QWidget[kind="column"] { max-width: 680s; }
"""

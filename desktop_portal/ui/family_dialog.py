"""What a copy for the family leaves out, for the person to read and decide: nothing goes in that nobody has read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.inputs import Tick
from desktop_portal.ui.widgets import Text, fill, primary, secondary, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.core.family_copy import LeftOut
    from desktop_portal.forms.answers import Path

translate = QCoreApplication.translate
_HEIGHT = 320


class FamilyDialog(Dialog):
    """`decided` carries the paths that stay out; closing it any other way decides nothing."""

    decided = Signal(object)

    def __init__(self, parent: QWidget | None, left_out: Sequence[LeftOut]) -> None:
        super().__init__(
            parent,
            translate("FamilyDialog", "Copy for the family"),
            (
                translate(
                    "FamilyDialog",
                    "These answers tell about other people, or may do so: they are left out. Tick only what you have "
                    "read and may give to the family. Attached files are always left out.",
                )
                if left_out
                else translate("FamilyDialog", "No answer tells about other people. Attached files are left out."),
            ),
        )
        self._left_out = tuple(left_out)
        self._ticks = [_tick(one) for one in self._left_out]
        if left_out:
            self.add_parts(self._list())
        self.add_buttons(
            primary(translate("FamilyDialog", "Make the copy"), self._decide),
            secondary(translate("FamilyDialog", "Go back"), self.reject),
            first=1,
        )

    def _list(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("kind", "content")
        layout = QVBoxLayout(inside)
        fill(layout, margins=(12, 12, 12, 12), spacing=12)
        pairs = zip(self._left_out, self._ticks, strict=True)
        for section, group in groupby(pairs, key=lambda pair: pair[0].section):
            answers = list(group)
            layout.addWidget(Text(section, "subheading"))
            if len(answers) > 1:
                layout.addWidget(self._whole(section, [tick for _one, tick in answers]))
            for one, tick in answers:
                layout.addWidget(stack(Text(one.label, "label"), Text(one.words, "body"), tick, spacing=4))
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(translate("FamilyDialog", "Answers that are left out"))
        area.setWidget(inside)
        area.setMinimumHeight(_HEIGHT)
        return area

    def _whole(self, section: str, ticks: list[Tick]) -> Tick:
        """Return a box that ticks all answers of a section, or none."""
        whole = Tick(translate("FamilyDialog", "I have read all of this section: put it in"))
        whole.setAccessibleName(translate("FamilyDialog", "Put in all of: {}").format(section))

        def tick_all(on: bool) -> None:  # noqa: FBT001 (Qt's signal)
            for tick in ticks:
                tick.setChecked(on)

        whole.clicked.connect(tick_all)
        return whole

    def _decide(self) -> None:
        stays: frozenset[Path] = frozenset(
            one.path for one, tick in zip(self._left_out, self._ticks, strict=True) if not tick.isChecked()
        )
        self.accept()
        self.decided.emit(stays)


def _tick(one: LeftOut) -> Tick:
    tick = Tick(translate("FamilyDialog", "I have read this: put it in"))
    tick.setAccessibleName(translate("FamilyDialog", "Put in: {}").format(one.label))
    tick.setAccessibleDescription(one.words)
    return tick

"""The findings of a check of the room, part by part: what is in order, what to put right and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine, Sign
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t
from facilitator.roomcheck import PARTS, Finding

Deeds = Mapping[str, tuple[str, str, Callable[[], object]]]
"""What may be done about a finding that is not in order, by its key: a button's words, its icon, and what it does."""
_TOP = Qt.AlignmentFlag.AlignTop


class FindingList(QWidget):
    """A card for each part, and a row in it for each finding."""

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.buttons: dict[str, Button] = {}
        self._deeds = deeds
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)

    def show_found(self, found: Iterable[Finding]) -> None:
        """Show these in the place of those before; the button that had the focus has it again."""
        held = next((key for key, button in self.buttons.items() if button.hasFocus()), "")
        empty(self._column)
        self.buttons = {}
        every = list(found)
        for part, title in PARTS.items():
            rows = [one for one in every if one.part == part]
            if rows:
                self._column.addWidget(label(t(title), "label", "quiet"))
                self._column.addWidget(self._card(rows))
                self._column.addSpacing(8)
        self._column.addStretch(1)
        if held in self.buttons:
            self.buttons[held].setFocus()

    def _card(self, rows: list[Finding]) -> QFrame:
        card = QFrame()
        qt.mark(card, panel="card")
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(1, 132)
        grid.setColumnStretch(2, 1)
        for at, one in enumerate(rows):
            if at:
                grid.addWidget(HLine(), 2 * at - 1, 0, 1, 4)
            self._row(grid, 2 * at, one)
        return card

    def _row(self, grid: QGridLayout, at: int, one: Finding) -> None:
        icon, role, state = _state(one)
        sign = Sign(icon, role)
        sign.setAccessibleName(t(state) if state else t("all right"))
        grid.addWidget(sign, at, 0, _TOP)
        grid.addWidget(_stack(label(t(one.what), "strong"), _small(state, role)), at, 1, _TOP)
        fix = t("Fix: {fix}.", fix=one.fix) if one.fix else ""
        words = label(t("{sentence}.", sentence=one.sentence), wrap=True)
        grid.addWidget(_stack(words, label(fix, wrap=True) if fix else None), at, 2, _TOP)
        if one.key in self._deeds and not (one.ok and one.sure):
            text, picture, deed = self._deeds[one.key]
            button = Button(text, icon_name=picture)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False: deed())
            self.buttons[one.key] = button
            grid.addWidget(button, at, 3, Qt.AlignmentFlag.AlignVCenter)


def _state(one: Finding) -> tuple[str, str, str]:
    """Icon, colour and words of how it stands."""
    if not one.ok:
        return "warn", "warn", t("to put right")
    if not one.sure:
        return "minus", "text_2", t("not sure yet")
    return "check", "text_2", ""


def _small(state: str, role: str) -> QWidget | None:
    return label(state, "caption", "warn" if role == "warn" else "quiet") if state else None


def _stack(*parts: QWidget | None) -> QWidget:
    whole = QWidget()
    whole.setProperty("plain", True)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    for part in parts:
        if part is not None:
            column.addWidget(part)
    return whole

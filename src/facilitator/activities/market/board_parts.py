"""Small parts that the panels beside the grid share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from facilitator.looks.qt import look as qt

DESK = {"source": "facilitator"}
"""Who enters what is asked for here."""


def label(kind: str, tone: str = "", words: str = "") -> QLabel:
    """Words that wrap, in plain text."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    qt.mark(made, type=kind, tone=tone)
    return made


def say(to: QLabel, words: str) -> None:
    """Put words into a label where they differ."""
    if to.text() != words:
        to.setText(words)


def spin(name: str) -> QSpinBox:
    """A small number."""
    made = QSpinBox()
    made.setRange(0, 2000)
    made.setAccessibleName(name)
    made.setMinimumWidth(72)
    return made


def line(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two side by side, the first as wide as there is room."""
    made = QHBoxLayout()
    made.setSpacing(8)
    made.addWidget(left, 1)
    made.addWidget(right)
    if isinstance(left, QComboBox):
        left.setMinimumContentsLength(6)
        left.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def refill(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Other choices, with the same one chosen where it is still there."""
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] == choices:
        return
    was = box.currentData()
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    at = box.findData(was)
    box.setCurrentIndex(max(0, at) if choices else -1)

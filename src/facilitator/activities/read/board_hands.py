"""Marks on paper, or by hands: typed in for the paragraph that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.bodies import HandMarks
from facilitator.activities.read.scenarios import KINDS
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import ElidedLabel, WrapRow
from facilitator.looks.qt.buttons import Button

MOST = 2000


class Hands(QFrame):
    """`asked((kind, body))` when the hands for a paragraph are to be counted."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self.paragraph = ""
        self.title = ElidedLabel("", "label", self)
        self.counts = {kind.value: _number(f"Hands for {kind.label.lower()}") for kind in KINDS}
        self.readers = _number("People who marked by hand or on paper, in all")
        self.count = Button("Count hands", parent=self)
        self.count.setAutoDefault(True)
        boxes = QWidget(self)
        row = WrapRow(boxes, gap=12)
        for kind in KINDS:
            row.addWidget(_captioned(f"{kind.symbol} {kind.label}", self.counts[kind.value]))
        row.addWidget(_captioned("from so many people in all", self.readers))
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(boxes)
        self.count.clicked.connect(self._count)
        self.hide()

    def show_paragraph(self, key: str, name: str, state: rules.State) -> None:
        """Take what was counted for a paragraph; a number being typed is not taken away."""
        other, self.paragraph = key != self.paragraph, key
        self.title.setText(f"Hands for {name}")
        counted = state.hands.get(key, {})
        boxes = [(box, counted.get(value, 0)) for value, box in self.counts.items()]
        for box, number in [*boxes, (self.readers, state.hand_readers)]:
            if (other and box is not self.readers) or not box.hasFocus():
                box.setValue(number)
        self.show()

    def _count(self) -> None:
        if self.paragraph:
            counts = {value: box.value() for value, box in self.counts.items()}
            hands = HandMarks(self.paragraph, counts, self.readers.value())
            self.asked.emit((rules.HANDS, hands.pack()))


def _number(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, MOST)
    made.setAccessibleName(name)
    made.setFixedWidth(72)
    return made


def _captioned(words: str, box: QSpinBox) -> QWidget:
    """A number with its words before it, kept together when the row breaks."""
    made, caption = QWidget(), QLabel(words)
    caption.setTextFormat(Qt.TextFormat.PlainText)
    qt.mark(caption, type="label", tone="quiet")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(caption)
    row.addWidget(box)
    return made

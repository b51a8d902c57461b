"""What is typed in beside the stories at the desk: hands, a paragraph for the other side, who sits with whom."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.bodies import Added, HandMarks, Joined
from facilitator.activities.read.scenarios import KINDS, LONGEST
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.kit import button, label, margins, number, put_text, refill
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.people import Groups

LEAST = 4
"""A role group with fewer people works with the nearest one."""


class Panel(QFrame):
    """`asked(body)` when something is to be noted. It is hidden while there is nothing to note."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self.hide()


class Hands(Panel):
    """Marks on paper, or by hands, for the paragraph that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paragraph = ""
        self.title = ElidedLabel("", "label", self)
        self.counts = {kind.value: number(t("Hands for {kind}", kind=t(kind.label))) for kind in KINDS}
        self.readers = number(t("People who marked by hand or on paper, in all"))
        self.count = button(t("Count hands"), parent=self)
        boxes = QWidget(self)
        row = WrapRow(boxes, gap=12)
        for kind in KINDS:
            row.addWidget(_captioned(f"{kind.symbol} {t(kind.label)}", self.counts[kind.value]))
        row.addWidget(_captioned(t("from so many people in all"), self.readers))
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        margins(column, 12, 8, 12, 8, gap=6)
        column.addWidget(self.title)
        column.addWidget(boxes)
        self.count.clicked.connect(self._count)

    def show_paragraph(self, key: str, name: str, state: rules.State) -> None:
        """Take what was counted for a paragraph; a number being typed is not taken away."""
        other, self.paragraph = key != self.paragraph, key
        self.title.setText(t("Hands for {paragraph}", paragraph=name))
        counted = state.hands.get(key, {})
        boxes = [(box, counted.get(value, 0)) for value, box in self.counts.items()]
        for box, counted_now in [*boxes, (self.readers, state.hand_readers)]:
            if (other and box is not self.readers) or not box.hasFocus():
                box.setValue(counted_now)
        self.show()

    def _count(self) -> None:
        if self.paragraph:
            counts = {value: box.value() for value, box in self.counts.items()}
            self.asked.emit(HandMarks(self.paragraph, counts, self.readers.value()))


class OtherSide(Panel):
    """Where there is a single story: a line to add a paragraph that says the opposite."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        one_story = t(
            "There is only one story. People judge better between two: add a paragraph that says the opposite."
        )
        self.text = QLineEdit(self)
        self.text.setMaxLength(LONGEST)
        self.text.setAccessibleName(t("A paragraph that says the opposite"))
        self.add = button(t("Add it"), parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(label(one_story, "label", wrap=True))
        column.addLayout(row)
        self.add.clicked.connect(self._add)
        self.text.returnPressed.connect(self._add)

    def show_for(self, letter: str) -> None:
        """Offer it for the story with that letter; "" hides it."""
        self._letter = letter
        self.setVisible(bool(letter))

    def _add(self) -> None:
        text = self.text.text().strip()
        if text and self._letter:
            self.asked.emit(Added(self._letter, text))
            self.text.clear()


class SmallRole(Panel):
    """A role group that is too small to work alone, one at a time, and with whom it sits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = ""
        self.words = label("", "label", parent=self, wrap=True)
        self.host = QComboBox(self)
        self.host.setAccessibleName(t("The role group it sits with"))
        self.note = button(t("Note it"), parent=self)
        row = QHBoxLayout(self)
        margins(row, 12, 8, 12, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.host)
        row.addWidget(self.note)
        self.note.clicked.connect(self._note)

    def show_roles(self, state: rules.State, groups: Groups, counted: Mapping[str, int]) -> None:
        """Show the first small role that sits alone still; nothing where there is none."""
        role = next((g.id for g in groups if 0 < counted.get(g.id, 0) < LEAST and g.id not in state.joined), "")
        others = [(g.id, g.label) for g in groups if g.id != role and counted.get(g.id, 0)]
        if role and others:
            said = t(
                "{role}: {n} person. Under {least} they sit with the nearest role:",
                "{role}: {n} people. Under {least} they sit with the nearest role:",
                n=counted[role],
                role=groups.label(role),
                least=LEAST,
            )
            put_text(self.words, said)
            refill(self.host, others)
        self.role = role if others else ""
        self.setVisible(bool(self.role))

    def _note(self) -> None:
        if self.role:
            self.asked.emit(Joined(self.role, str(self.host.currentData())))


def _captioned(words: str, box: QSpinBox) -> QWidget:
    """A number with its words before it, kept together when the row breaks."""
    made = QWidget()
    row = QHBoxLayout(made)
    margins(row, 0, 0, 0, 0, gap=6)
    row.addWidget(label(words, "label", "quiet"))
    row.addWidget(box)
    return made

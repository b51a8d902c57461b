"""Over the field at the desk: the change in two halves, and a line that says where the part stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.forces import rules
from facilitator.activities.forces.desk_panels import Panel
from facilitator.activities.forces.facts import Change
from facilitator.activities.forces.picture import head_words
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.notes import Note
from facilitator.model.people import Groups

Pairs = Sequence[tuple[Note, Note]]


class ChangeCard(Panel):
    """The change in two halves: how it is now, and what is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.wanted = ElidedLabel("", "note"), ElidedLabel("", "note")
        self.when = label(t("Wanted"), "caption", "quiet")
        halves = QHBoxLayout()
        halves.setSpacing(16)
        for head, words in ((label(t("Now"), "caption", "quiet"), self.now), (self.when, self.wanted)):
            half = QVBoxLayout()
            half.setSpacing(1)
            half.addWidget(head)
            half.addWidget(words)
            halves.addLayout(half, 1)
            if words is self.now:
                halves.addWidget(label("\u2192", "title"))
        self.rows.setContentsMargins(14, 6, 14, 8)
        self.rows.addLayout(halves)

    def show_change(self, change: Change) -> None:
        """The words as they stand."""
        self.now.setText(change.now)
        self.wanted.setText(change.wanted)
        when = change.when_where
        self.when.setText(t("Wanted {when}", when=when) if when else t("Wanted"))


class FieldHead(QWidget):
    """Words at the left; while forces are merged a button at the right that sets the chosen ones aside.

    `brings_back` is whether it brings them back instead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told, self.hint = label(kind="strong", wrap=True), label(kind="label", tone="warn", wrap=True)
        self.brings_back = False
        self.aside = Button(t("Set aside"))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.told)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop)

    def show_phase(self, phase: str, state: rules.State, pairs: Pairs, groups: Groups) -> None:
        """Say where a part of the method stands."""
        told, hints = head_words(phase, state, pairs, groups)
        for line, words in ((self.told, t(told)), (self.hint, " ".join(map(t, hints)))):
            line.setText(words)
            line.setVisible(bool(words))
        self.aside.setVisible(phase == "merge")
        self.setVisible(bool(told or hints) or phase == "merge")

    def name_aside(self, notes: Sequence[Note]) -> None:
        """What the button does with the chosen forces."""
        self.aside.setEnabled(bool(notes))
        self.brings_back = bool(notes) and all(note.fields.get("aside") for note in notes)
        self.aside.setText(t("Bring back") if self.brings_back else t("Set aside"))

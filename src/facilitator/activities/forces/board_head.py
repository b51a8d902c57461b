"""The line over the board of a force field: where the part stands, what to look at, and the button to set aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.board_data import MISSING, merge_words
from facilitator.activities.forces.board_panels import plain
from facilitator.activities.forces.facts import SIDES
from facilitator.looks.qt.buttons import Button
from facilitator.model.notes import Note

Pairs = Sequence[tuple[Note, Note]]


class FieldHead(QWidget):
    """Words at the left; while forces are merged a button at the right for the chosen ones."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.hint = plain("", "strong", "", wrap=True), plain("", tone="warn", wrap=True)
        self.aside = Button("Set aside")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.told)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def brings_back(self) -> bool:
        """Whether the button brings the chosen forces back."""
        return self.aside.text() == "Bring back"

    def show_phase(self, phase: str, state: rules.State, pairs: Pairs) -> None:
        """Say where a part of the method stands."""
        told, hint = head_words(phase, state, pairs)
        for label, words in ((self.told, told), (self.hint, hint)):
            label.setText(words)
            label.setVisible(bool(words))
        self.aside.setVisible(phase == "merge")
        self.setVisible(bool(told or hint) or phase == "merge")

    def name_aside(self, notes: Sequence[Note]) -> None:
        """What the button does with the chosen forces."""
        self.aside.setEnabled(bool(notes))
        back = bool(notes) and all(note.fields.get("aside") for note in notes)
        self.aside.setText("Bring back" if back else "Set aside")


def head_words(phase: str, state: rules.State, pairs: Pairs) -> tuple[str, str]:
    """`(where it stands, what to look at)` in one part of the method."""
    if phase == "name":
        pushing, holding = (len(state.notes_of(side)) for side in SIDES)
        missing = figures.missing_side(state)
        hint = f"One side is empty. {MISSING}" if missing and pushing + holding > 2 else ""
        return f"{pushing} pushing towards it, {holding} holding it back. The room sees only these numbers.", hint
    if phase == "merge":
        return merge_words(state, pairs)
    if phase == "score":
        n, alike = figures.raters(state), figures.all_alike(state)
        ask = "gave one number to every force. Ask each person to use each number at least once."
        return f"{n} {'person has' if n == 1 else 'people have'} begun to score.", f"{alike} {ask}" if alike else ""
    if phase == "spread":
        wide = figures.wide(state)
        left = sum(1 for f in wide if not f.agreed)
        if not wide:
            return "No wide spread. Go on.", ""
        return f"{len(wide)} with scores three or more apart, {left} still to talk through.", ""
    return "", ""

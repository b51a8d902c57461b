"""Role groups that are too small to work alone: a line at the desk that says so, and notes where they sit."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.bodies import Joined
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.model.people import Groups

LEAST = 4
"""A role group with fewer people works with the nearest one."""


class SmallRole(QFrame):
    """One small role at a time. `asked((kind, body))` when it is noted with whom it sits."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self.role = ""
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        qt.mark(self.words, type="label")
        self.host = QComboBox(self)
        self.host.setAccessibleName("The role group it sits with")
        self.note = Button("Note it", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.host)
        row.addWidget(self.note)
        self.note.clicked.connect(self._note)
        self.hide()

    def show_roles(self, state: rules.State, groups: Groups, counted: Mapping[str, int]) -> None:
        """Show the first small role that sits alone still; nothing where there is none."""
        role = next((g.id for g in groups if 0 < counted.get(g.id, 0) < LEAST and g.id not in state.joined), "")
        others = [(g.id, g.label) for g in groups if g.id != role and counted.get(g.id, 0)]
        if role and others:
            n = counted[role]
            people = "1 person" if n == 1 else f"{n} people"
            self.words.setText(f"{groups.label(role)}: {people}. Under {LEAST} they sit with the nearest role:")
            if role != self.role or [self.host.itemData(at) for at in range(self.host.count())] != [
                o[0] for o in others
            ]:
                self.host.clear()
                for key, label in others:
                    self.host.addItem(label, key)
        self.role = role if others else ""
        self.setVisible(bool(self.role))

    def _note(self) -> None:
        if self.role:
            self.asked.emit((rules.JOINED, Joined(self.role, str(self.host.currentData())).pack()))

"""Counting the room: how many of each partner group are there, by head and not by phone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from facilitator.desktop.parts.dialogs import House
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label, number
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Counted
from facilitator.model.people import OTHER
from facilitator.model.workshop import Workshop


class CountDialog(House):
    """A number for each group. `counted(drafts)` when it is confirmed."""

    counted = Signal(list)

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(t("How many people are in the room?"), parent, t("The record counts these, not the phones."))
        self._workshop = workshop.id
        self.boxes: dict[str, QSpinBox] = {}
        joined: dict[str, int] = {}
        for person in workshop.people.by_id.values():
            joined[person.group] = joined.get(person.group, 0) + 1
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        known = workshop.people.by_group()
        for group, name in [(g.id, g.label) for g in workshop.groups] + [(OTHER, t("Others"))]:
            words = t("{name} ({number} by phone)", name=name, number=joined.get(group, 0))
            box = self.boxes[group] = number(words, 9999)
            box.setValue(known.get(group, 0))
            row = len(self.boxes)
            grid.addWidget(label(words, parent=self, wrap=True), row, 0)
            grid.addWidget(box, row, 1)
        self.column.addLayout(grid)
        self.save, self.cancel = Button(t("Save"), look="primary"), self.closing(t("Cancel"))
        self.save.clicked.connect(self._save)
        self.finish(self.cancel, self.save)
        first = next(iter(self.boxes.values()))
        first.setFocus()
        first.selectAll()

    def _save(self) -> None:
        groups = {group: box.value() for group, box in self.boxes.items() if group != OTHER or box.value()}
        self.counted.emit([Counted(groups).draft(self._workshop)])
        self.accept()

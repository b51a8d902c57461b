"""Counting the room: how many of each partner group are there, by head and not by phone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label, margins
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Counted
from facilitator.model.people import OTHER
from facilitator.model.workshop import Workshop


class CountDialog(QDialog):
    """A number for each group. `counted(drafts)` when it is confirmed."""

    counted = Signal(list)

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Count the room"))
        self._workshop = workshop.id
        self.boxes: dict[str, QSpinBox] = {}
        joined: dict[str, int] = {}
        for person in workshop.people.by_id.values():
            joined[person.group] = joined.get(person.group, 0) + 1
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        known = workshop.people.by_group()
        for group, name in [(g.id, g.label) for g in workshop.groups] + [(OTHER, t("Others"))]:
            box = QSpinBox(self)
            box.setRange(0, 9999)
            box.setValue(known.get(group, 0))
            self.boxes[group] = box
            row = QLabel(
                t("{name} ({number} by phone)", name=name, number=joined.get(group, 0)).replace("&", "&&"), self
            )
            row.setBuddy(box)
            form.addRow(row, box)
        buttons = QDialogButtonBox(self)
        self.save, self.cancel = Button(t("Save"), look="primary"), Button(t("Cancel"))
        self.save.setDefault(True)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margins(column, 24, 20, 24, 16, gap=12)
        column.addWidget(label(t("How many people are in the room?"), "title", parent=self))
        column.addWidget(label(t("The record counts these, not the phones."), "body", "quiet", self))
        column.addLayout(form)
        column.addWidget(buttons)
        first = next(iter(self.boxes.values()))
        first.setFocus()
        first.selectAll()

    def _save(self) -> None:
        groups = {group: box.value() for group, box in self.boxes.items() if group != OTHER or box.value()}
        self.counted.emit([Counted(groups).draft(self._workshop)])
        self.accept()

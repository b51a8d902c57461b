"""The parking lot: what was set aside, and what became of each note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from facilitator.activities.parking import OUTCOMES
from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import button, choose, empty, label, margins
from facilitator.looks.qt.words import t
from facilitator.model import acts, bodies
from facilitator.model.notes import Note
from facilitator.model.run import StageRun
from facilitator.model.workshop import PARKING, Workshop


class ParkingDialog(House):
    """The list; it stays open beside the window. `written(drafts)` when something is settled."""

    written = Signal(list)

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(t("Parking lot"), parent, t("Go through it before the end: say what happened to each."))
        size_within(self, 720, 420)
        self._workshop = workshop
        self._told: list[tuple[str, str, str, str]] = []
        self._fields: dict[str, QLineEdit] = {}
        self._inside = QWidget(self)
        self._inside.setProperty("plain", True)
        self._grid = QGridLayout(self._inside)
        margins(self._grid, 0, 8, 8, 8, gap=10)
        self._grid.setColumnStretch(0, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        self.new = QLineEdit(self)
        self.new.setPlaceholderText(t("Put something into the parking lot, then Enter"))
        self.new.returnPressed.connect(self._add)
        self.new.setAccessibleName(t("Put something into the parking lot, then Enter"))
        self.column.addWidget(area, 1)
        self.column.addWidget(self.new)
        self.finish(self.closing())
        self.show_workshop(workshop)

    @guarded
    def showEvent(self, event: QShowEvent, /) -> None:
        """What is typed goes into the lot."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    def show_workshop(self, workshop: Workshop) -> None:
        """Show what is parked now."""
        self._workshop = workshop
        parked = workshop.parked()
        told = [(note.key, note.text, note.outcome, note.outcome_words) for _, note in parked]
        if told == self._told and told:
            return
        self._told = told
        typed = {key: field.text() for key, field in self._fields.items() if field.isModified()}
        at = next((key for key, field in self._fields.items() if field.hasFocus()), "")
        empty(self._grid)
        self._fields = {}
        for number, (run, note) in enumerate(parked):
            self._add_row(number, run, note)
        if not parked:
            self._grid.addWidget(label(t("Nothing is parked."), "script", "quiet", self._inside), 0, 0)
        for key, words in typed.items():
            if key in self._fields:
                self._fields[key].setText(words)
                self._fields[key].setModified(True)
        if at in self._fields:
            self._fields[at].show()
            self._fields[at].setFocus()
        self._grid.setRowStretch(len(parked) + 1, 1)

    def _add_row(self, number: int, run: StageRun, note: Note) -> None:
        moved = run.id != PARKING
        text = t("{text}  (from {stage})", text=note.text, stage=run.stage.title) if moved else note.text
        self._grid.addWidget(label(text, "body", parent=self._inside, wrap=True), number, 0)
        box, words = QComboBox(self._inside), QLineEdit(note.outcome_words, self._inside)
        box.setAccessibleName(t("What became of it"))
        for value, said in {**OUTCOMES, note.outcome: OUTCOMES.get(note.outcome, note.outcome)}.items():
            box.addItem(t.reader(said), value)
        choose(box, note.outcome)
        words.setPlaceholderText(t("to whom, or in a few words"))
        words.setMaxLength(200)
        words.setAccessibleName(t("What became of it: to whom, or in a few words"))
        self._fields[note.key] = words
        self._grid.addWidget(box, number, 1)
        self._grid.addWidget(words, number, 2)
        if run.id != PARKING:
            where_to = t("Put back on the board of {title}", title=run.stage.title)
            back = button(t("Put back"), look="quiet", tip=where_to, parent=self._inside)
            back.setAutoDefault(False)
            back.clicked.connect(lambda: self.written.emit([acts.at(self._workshop, run, bodies.Restored(note.key))]))
            self._grid.addWidget(back, number, 3)

        def settle() -> None:
            outcome, text = str(box.currentData()), " ".join(words.text().split())
            if (outcome, text) != (note.outcome, note.outcome_words):
                self.written.emit([acts.at(self._workshop, run, bodies.Outcome(note.key, outcome=outcome, words=text))])

        box.activated.connect(settle)
        words.editingFinished.connect(settle)

    def _add(self) -> None:
        text = " ".join(self.new.text().split())
        if text:
            self.written.emit([acts.note(self._workshop, self._workshop.parking, text)])
            self.new.clear()

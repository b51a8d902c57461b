"""Places, times and how many people there are: set by the facilitator, beside what the planning ratio asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.activities.market import figures
from facilitator.activities.market.board_parts import DESK, label, say, spin
from facilitator.activities.market.facts import Room, Slot, State
from facilitator.looks.qt.buttons import Button
from facilitator.model.entry import clean


class PlacesPanel(QFrame):
    """Places, times, theme and how many people there are. `asked((kind, body))` when one is set."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._told: tuple[object, ...] = ()
        self.advice = label("label", "quiet")
        self.people = spin("People here")
        self.people.editingFinished.connect(self._say_people)
        self.add_room, self.add_corner = Button("Add a place"), Button("Add a corner")
        self.add_slot = Button("Add a time")
        self._people = 0
        top = QHBoxLayout()
        top.addWidget(label("label", "quiet", "People here"))
        top.addWidget(self.people)
        top.addWidget(self.advice, 1)
        for button in (self.add_room, self.add_corner, self.add_slot):
            top.addWidget(button)
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(top)
        column.addLayout(self._rows)
        self._inside: QWidget | None = None
        self.add_room.clicked.connect(lambda: self._ask("room", name="Another place", seats=12))
        self.add_corner.clicked.connect(lambda: self._ask("room", name="A corner", seats=0, informal=True))
        self.add_slot.clicked.connect(lambda: self._ask("slot", start="", end=""))
        self.hide()

    def show_state(self, state: State) -> None:
        """Show what is set; fields in which somebody types are left alone while nothing else changed."""
        say(self.advice, figures.advice(state) or "Say how many people there are, to see how many places they need.")
        self._people = state.people
        if not self.people.hasFocus():
            self.people.setValue(state.people)
        rooms, slots = state.room_list(), state.slot_list()
        told = (
            *((r.id, r.name, r.seats, r.step_free) for r in rooms),
            *((s.id, s.start, s.end) for s in slots),
        )
        if told == self._told:
            return
        self._told = told
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget(self)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 4, 0, 0)
        for row, room in enumerate(rooms):
            self._room_row(grid, row, room)
        for row, slot in enumerate(slots):
            self._slot_row(grid, row, slot)
        grid.setColumnStretch(4, 1)
        self._rows.addWidget(self._inside)

    def _room_row(self, grid: QGridLayout, row: int, room: Room) -> None:
        name, seats, free = QLineEdit(room.name), spin("Seats, 0 for not counted"), QCheckBox("step-free")
        name.setAccessibleName("Name of the place")
        name.setMaxLength(40)
        seats.setValue(room.seats)
        free.setChecked(room.step_free)

        def tell() -> None:
            new = (clean(name.text()), seats.value(), free.isChecked())
            if new != (room.name, room.seats, room.step_free) and new[0]:
                self._ask("room", room=room.id, name=new[0], seats=new[1], step_free=new[2], informal=room.informal)

        name.editingFinished.connect(tell)
        seats.editingFinished.connect(tell)
        free.clicked.connect(tell)
        gone = Button("Remove", look="quiet")
        gone.clicked.connect(lambda: self._ask("room", room=room.id, gone=True))
        for column, widget in enumerate((name, seats, free, gone)):
            grid.addWidget(widget, row, column)

    def _slot_row(self, grid: QGridLayout, row: int, slot: Slot) -> None:
        start, end = QLineEdit(slot.start), QLineEdit(slot.end)
        for field, name in ((start, "starts"), (end, "ends")):
            field.setAccessibleName(f"{slot.name} {name}, such as 11:10")
            field.setInputMask("99:99;_")
            field.setFixedWidth(72)

        def tell() -> None:
            new = tuple(text if len(text := field.text()) == 5 and "_" not in text else "" for field in (start, end))
            if new != (slot.start, slot.end):
                self._ask("slot", slot=slot.id, start=new[0], end=new[1])

        start.editingFinished.connect(tell)
        end.editingFinished.connect(tell)
        gone = Button("Remove", look="quiet")
        gone.clicked.connect(lambda: self._ask("slot", slot=slot.id, gone=True))
        for column, widget in enumerate((label("label", "", slot.name), start, label("label", "", "to"), end, gone)):
            grid.addWidget(widget, row, column + 5)

    def _say_people(self) -> None:
        if self.people.value() != self._people:
            self._ask("people", n=self.people.value())

    def _ask(self, kind: str, **body: object) -> None:
        self.asked.emit((kind, {**body, **DESK}))

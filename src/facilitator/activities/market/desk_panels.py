"""The panels beside the grid at the desk: the chosen topic, places and times, and the line about silence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.market import figures, silence
from facilitator.activities.market.facts import PARTS, Room, Slot, State
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.model import clock
from facilitator.model.entry import clean
from facilitator.model.moment import now_ms
from facilitator.model.notes import Note
from facilitator.model.run import OPEN, StageRun

_SPEAKS_FROM_S = 30
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


_LONG = 34
_HINT = (
    "Choose a topic to see what its convener may want done. Drag it to a place, or hold Alt and use the arrows. "
    "Nothing moves by itself, and nothing is joined unless both conveners say yes."
)


class TopicPanel(QFrame):
    """The chosen topic. `asked((kind, body))` asks for an act on it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.key = ""
        self.title, self.about, self.question = label("title"), label("label", "quiet"), label("body")
        self.clash = QFrame(self)
        self.clash.setProperty("panel", "bad")
        self._clash_rows = QVBoxLayout(self.clash)
        self.cell, self.go = QComboBox(self), Button("Move", parent=self)
        self.other, self.merge = QComboBox(self), Button("Both agreed: join", parent=self)
        self.name, self.convene = QLineEdit(self), Button("Stand in", parent=self)
        self.hands, self.count = spin("Hands for this topic"), Button("Count hands", parent=self)
        self.came, self.say_came = spin("People who came"), Button("Note who came", parent=self)
        self.part, self.words, self.add = QComboBox(self), QLineEdit(self), Button("Add to its report", parent=self)
        self.drop = Button("Take off the grid", look="quiet", parent=self)
        self.inside = QWidget(self)
        self.hint = label("body", "quiet", _HINT)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._arrange()
        self._connect()
        self.inside.hide()

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.addWidget(self.hint)
        whole.addWidget(self.inside, 1)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for shown in (self.title, self.about, self.question, self.clash):
            column.addWidget(shown)
        for part_id, words in PARTS.items():
            self.part.addItem(words, part_id)
        named = (
            (self.cell, "Place and time"), (self.other, "Topic to join"), (self.name, "Convener's name"),
            (self.part, "Part of the report"), (self.words, "One point of the report"),
        )  # fmt: skip
        for widget, name in named:
            widget.setAccessibleName(name)
        self.name.setPlaceholderText("Name of a convener")
        self.words.setPlaceholderText("One point, as it was said")
        for left, right in ((self.cell, self.go), (self.other, self.merge), (self.name, self.convene)):
            column.addLayout(line(left, right))
        for box, button in ((self.hands, self.count), (self.came, self.say_came)):
            column.addLayout(line(box, button))
        column.addWidget(self.part)
        column.addWidget(self.words)
        column.addLayout(line(self.drop, self.add))
        column.addStretch(1)

    def _connect(self) -> None:
        self.go.clicked.connect(self._move)
        self.merge.clicked.connect(lambda: self._ask("merge_offered", into=self.other.currentData(), agreed=True))
        self.convene.clicked.connect(lambda: self._ask("convening", name=clean(self.name.text())))
        self.name.returnPressed.connect(self.convene.click)
        self.count.clicked.connect(lambda: self._ask("hands", n=self.hands.value()))
        self.say_came.clicked.connect(lambda: self._ask("came", n=self.came.value()))
        self.add.clicked.connect(self._add)
        self.words.returnPressed.connect(self._add)
        self.drop.clicked.connect(lambda: self._ask("dropped", reason="taken off the grid at the desk"))

    def show_topic(self, state: State, note: Note | None) -> None:
        """Show a topic, or how to choose one."""
        self.inside.setVisible(note is not None)
        self.hint.setVisible(note is None)
        other, self.key = (note.key if note else "") != self.key, note.key if note else ""
        if note is None:
            return
        say(self.title, note.text)
        convener = state.convener(note) or ("open conversation" if note.key in state.left else "no convener")
        say(self.about, f"{convener}. {figures.cell_words(state, state.cell(note.key))}.")
        say(self.question, str(note.fields.get("question", "")))
        self.question.setVisible(bool(self.question.text()))
        refill(self.cell, [(f"{c[0]}/{c[1]}", figures.cell_words(state, c)) for c in figures.free_cells(state, note)])
        refill(self.other, [(n.key, n.text) for n in state.topics() if n is not note])
        self.go.setEnabled(self.cell.count() > 0)
        self.merge.setEnabled(self.other.count() > 0)
        came = state.came.get(note.key)
        for box, value in ((self.hands, state.hands.get(note.key, 0)), (self.came, came.n if came else 0)):
            if other or not box.hasFocus():
                box.setValue(value)
        if other:
            self.name.clear()
            self.words.clear()
        self._show_clash(state, note)

    def _show_clash(self, state: State, note: Note) -> None:
        """What is wrong with its place, and buttons that would settle it. Nothing moves by itself."""
        while (item := self._clash_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        bad = figures.no_access(state, note)
        self.clash.setVisible(bad)
        if not bad:
            return
        room = state.room(state.cell(note.key)[0])
        ways = figures.ways_out(state, note)
        self._clash_rows.addWidget(label("strong", "bad", f"{room.name if room else 'This place'} has stairs only"))
        said = f"{state.convener(note) or 'Somebody'} asked for step-free."
        more = "" if ways else " No step-free place is free of clashes: add a place or a time."
        self._clash_rows.addWidget(label("body", "", said + more))
        for way in ways:
            button = Button(way.words if len(way.words) <= _LONG else way.words[: _LONG - 1].rstrip() + "\u2026")
            button.setToolTip(f"{way.words}: {figures.cell_words(state, way.cell)}")
            body: dict[str, object] = {"target": note.key, **DESK}
            body |= {"with": way.swap} if way.swap else {"room": way.cell[0], "slot": way.cell[1]}
            button.clicked.connect(self._asker("swapped" if way.swap else "placed", body))
            self._clash_rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _asker(self, kind: str, body: dict[str, object]) -> Callable[[], None]:
        return lambda: self.asked.emit((kind, body))

    def _move(self) -> None:
        room, _, slot = str(self.cell.currentData() or "").partition("/")
        if room and slot:
            self._ask("placed", room=room, slot=slot)

    def _add(self) -> None:
        words = clean(self.words.text())
        if words and self.key:
            fields = {"topic": self.key, "part": self.part.currentData()}
            self.asked.emit(("note", {"text": words, "fields": fields, **DESK}))
            self.words.clear()

    def _ask(self, kind: str, **body: object) -> None:
        if self.key:
            self.asked.emit((kind, {"target": self.key, **body, **DESK}))


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


class SilenceLine(QLabel):
    """One line over the grid; it only tells, it never acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        qt.mark(self, type="script")
        self._run: StageRun | None = None
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tell)
        self.hide()

    def follow(self, run: StageRun, *, asks: bool) -> None:
        """Follow a stage in which topics are asked for, or fall silent."""
        self._run = run if asks and run.status == OPEN else None
        if self._run is None:
            self._ticking.stop()
        elif not self._ticking.isActive():
            self._ticking.start()
        self._tell()

    def _tell(self) -> None:
        run = self._run
        quiet = silence.quiet_for(run, now_ms()) if run is not None else 0
        shown = run is not None and quiet >= _SPEAKS_FROM_S
        if run is not None and shown:
            self.setText(
                f"{clock.figures(quiet * 1000)} without a new topic. {silence.nudge(quiet, len(run.state.topics()))}"
            )
        self.setVisible(shown)

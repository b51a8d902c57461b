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
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.market import figures, silence
from facilitator.activities.market.bodies import (
    AboutTopic,
    Came,
    Convening,
    Dropped,
    Hands,
    MergeOffered,
    People,
    Placed,
    RoomSet,
    SlotSet,
    Swapped,
)
from facilitator.activities.market.facts import PARTS, Room, Slot, State
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label, number, put_text, refill
from facilitator.looks.qt.labels import WrappedLabel
from facilitator.looks.qt.words import t
from facilitator.model import clock
from facilitator.model.bodies import Noted
from facilitator.model.entry import clean
from facilitator.model.moment import now_ms
from facilitator.model.notes import Note
from facilitator.model.run import OPEN, StageRun
from facilitator.model.say import say

_SPEAKS_FROM_S, _FREE = 30, 16_777_215
DESK = "facilitator"
"""Who enters what is asked for here."""


def spin(name: str) -> QSpinBox:
    """A number, as wide as there is room."""
    made = number(name)
    made.setMaximumWidth(_FREE)
    return made


def pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two side by side, the first as wide as there is room."""
    made = QHBoxLayout()
    made.setSpacing(8)
    made.addWidget(left, 1)
    made.addWidget(right)
    if isinstance(left, QComboBox):
        left.setMinimumContentsLength(6)
        left.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


_HINT = say(
    "Choose a topic to see what its convener may want done. Drag it to a place, or hold Alt and use the arrows. "
    "Nothing moves by itself, and nothing is joined unless both conveners say yes."
)


_UNCOUNTED = say("Say how many people there are, to see how many places they need.")


class TopicPanel(QFrame):
    """The chosen topic. `asked(body)` asks for an act on it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.key = ""
        self.title = label(kind="title", wrap=True)
        self.about = label(kind="label", tone="quiet", wrap=True)
        self.question = label(kind="body", wrap=True)
        self.clash = QFrame(self)
        self.clash.setProperty("panel", "bad")
        self._clash_rows = QVBoxLayout(self.clash)
        self.cell, self.go = QComboBox(self), Button(t("Move"), parent=self)
        self.other, self.merge = QComboBox(self), Button(t("Both agreed: join"), parent=self)
        self.name, self.convene = QLineEdit(self), Button(t("Stand in"), parent=self)
        self.hands, self.count = spin(t("Hands for this topic")), Button(t("Count hands"), parent=self)
        self.came, self.say_came = spin(t("People who came")), Button(t("Note who came"), parent=self)
        self.part, self.words, self.add = QComboBox(self), QLineEdit(self), Button(t("Add to its report"), parent=self)
        self.drop = Button(t("Take off the grid"), look="quiet", parent=self)
        self.inside = QWidget(self)
        self.hint = label(t(_HINT), "body", "quiet", wrap=True)
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
            self.part.addItem(t(words), part_id)
        named = (
            (self.cell, t("Place and time")), (self.other, t("Topic to join")), (self.name, t("Convener's name")),
            (self.part, t("Part of the report")), (self.words, t("One point of the report")),
        )  # fmt: skip
        for widget, name in named:
            widget.setAccessibleName(name)
        self.name.setPlaceholderText(t("Name of a convener"))
        self.words.setPlaceholderText(t("One point, as it was said"))
        for left, right in ((self.cell, self.go), (self.other, self.merge), (self.name, self.convene)):
            column.addLayout(pair(left, right))
        for box, button in ((self.hands, self.count), (self.came, self.say_came)):
            column.addLayout(pair(box, button))
        column.addWidget(self.part)
        column.addWidget(self.words)
        column.addLayout(pair(self.drop, self.add))
        column.addStretch(1)

    def _connect(self) -> None:
        self.go.clicked.connect(self._move)
        self.merge.clicked.connect(
            lambda: self._ask(MergeOffered(self.key, self.other.currentData(), agreed=True, source=DESK))
        )
        self.convene.clicked.connect(lambda: self._ask(Convening(self.key, clean(self.name.text()), source=DESK)))
        self.name.returnPressed.connect(self.convene.click)
        self.count.clicked.connect(lambda: self._ask(Hands(self.key, self.hands.value(), source=DESK)))
        self.say_came.clicked.connect(lambda: self._ask(Came(self.key, self.came.value(), source=DESK)))
        self.add.clicked.connect(self._add)
        self.words.returnPressed.connect(self._add)
        self.drop.clicked.connect(lambda: self._ask(Dropped(self.key, str(figures.AT_DESK), source=DESK)))

    def show_topic(self, state: State, note: Note | None) -> None:
        """Show a topic, or how to choose one."""
        self.inside.setVisible(note is not None)
        self.hint.setVisible(note is None)
        other, self.key = (note.key if note else "") != self.key, note.key if note else ""
        if note is None:
            return
        put_text(self.title, note.text)
        nobody = say("open conversation") if note.key in state.left else say("no convener")
        where = figures.cell_words(state, state.cell(note.key))
        put_text(self.about, t("{who}. {where}.", who=state.convener(note) or nobody, where=where))
        put_text(self.question, str(note.fields.get("question", "")))
        self.question.setVisible(bool(self.question.text()))
        refill(
            self.cell, [(f"{c[0]}/{c[1]}", t(figures.cell_words(state, c))) for c in figures.free_cells(state, note)]
        )
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
        empty(self._clash_rows)
        bad = figures.no_access(state, note)
        self.clash.setVisible(bad)
        if not bad:
            return
        room = state.room(state.cell(note.key)[0])
        ways = figures.ways_out(state, note)
        stairs = t("{place} has stairs only", place=room.name) if room else t("This place has stairs only")
        self._clash_rows.addWidget(label(stairs, "strong", "bad", wrap=True))
        name = state.convener(note)
        said = [t("{name} asked for step-free.", name=name) if name else t("Someone asked for step-free.")]
        said += [] if ways else [t("No step-free place is free of clashes: add a place or a time.")]
        self._clash_rows.addWidget(label(" ".join(said), "body", wrap=True))
        for way in ways:
            button = Button(t(way.short))
            button.setToolTip(t("{what}: {where}", what=way.words, where=figures.cell_words(state, way.cell)))
            swap = Swapped(note.key, way.swap, source=DESK)
            button.clicked.connect(self._asker(swap if way.swap else Placed(note.key, *way.cell, source=DESK)))
            self._clash_rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _asker(self, said: AboutTopic) -> Callable[[], None]:
        return lambda: self._ask(said)

    def _move(self) -> None:
        room, _, slot = str(self.cell.currentData() or "").partition("/")
        if room and slot:
            self._ask(Placed(self.key, room, slot, source=DESK))

    def _add(self) -> None:
        words = clean(self.words.text())
        if words and self.key:
            fields = {"topic": self.key, "part": self.part.currentData()}
            self.asked.emit(Noted(words, fields=fields, source=DESK))
            self.words.clear()

    def _ask(self, said: AboutTopic) -> None:
        if said.target:
            self.asked.emit(said)


class PlacesPanel(QFrame):
    """Places, times, theme and how many people there are. `asked(body)` when one is set."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._told: tuple[object, ...] = ()
        self.advice = label(kind="label", tone="quiet", wrap=True)
        self.people = spin(t("People here"))
        self.people.editingFinished.connect(self._say_people)
        self.add_room, self.add_corner = Button(t("Add a place")), Button(t("Add a corner"))
        self.add_slot = Button(t("Add a time"))
        self._people = 0
        top = QHBoxLayout()
        top.addWidget(label(t("People here"), "label", "quiet", wrap=True))
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
        self.add_room.clicked.connect(lambda: self.asked.emit(RoomSet(name=t("Another place"), seats=12, source=DESK)))
        self.add_corner.clicked.connect(
            lambda: self.asked.emit(RoomSet(name=t("A corner"), seats=0, informal=True, source=DESK))
        )
        self.add_slot.clicked.connect(lambda: self.asked.emit(SlotSet(start="", end="", source=DESK)))
        self.hide()

    def show_state(self, state: State) -> None:
        """Show what is set; fields in which somebody types are left alone while nothing else changed."""
        put_text(self.advice, t(figures.advice(state)) or t(_UNCOUNTED))
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
        name, seats, free = QLineEdit(t(room.name)), spin(t("Seats, 0 for not counted")), QCheckBox(t("step-free"))
        name.setAccessibleName(t("Name of the place"))
        name.setMaxLength(40)
        seats.setValue(room.seats)
        free.setChecked(room.step_free)

        def tell() -> None:
            new = (clean(name.text()), seats.value(), free.isChecked())
            if new != (t(room.name), room.seats, room.step_free) and new[0]:
                self.asked.emit(RoomSet(room.id, *new, informal=room.informal, source=DESK))

        name.editingFinished.connect(tell)
        seats.editingFinished.connect(tell)
        free.clicked.connect(tell)
        gone = Button(t("Remove"), look="quiet")
        gone.clicked.connect(lambda: self.asked.emit(RoomSet(room.id, gone=True, source=DESK)))
        for column, widget in enumerate((name, seats, free, gone)):
            grid.addWidget(widget, row, column)

    def _slot_row(self, grid: QGridLayout, row: int, slot: Slot) -> None:
        start, end = QLineEdit(slot.start), QLineEdit(slot.end)
        starts, ends = (
            t("{time} starts, such as 11:10", time=slot.name),
            t("{time} ends, such as 11:10", time=slot.name),
        )
        for field, name in ((start, starts), (end, ends)):
            field.setAccessibleName(name)
            field.setInputMask("99:99;_")
            field.setFixedWidth(72)

        def tell() -> None:
            begins, stops = (each.text() if _is_whole(each.text()) else "" for each in (start, end))
            if (begins, stops) != (slot.start, slot.end):
                self.asked.emit(SlotSet(slot.id, begins, stops, source=DESK))

        start.editingFinished.connect(tell)
        end.editingFinished.connect(tell)
        gone = Button(t("Remove"), look="quiet")
        gone.clicked.connect(lambda: self.asked.emit(SlotSet(slot.id, gone=True, source=DESK)))
        for column, widget in enumerate(
            (label(t(slot.name), "label", wrap=True), start, label(t("to"), "label", wrap=True), end, gone)
        ):
            grid.addWidget(widget, row, column + 5)

    def _say_people(self) -> None:
        if self.people.value() != self._people:
            self.asked.emit(People(self.people.value(), source=DESK))


def _is_whole(time: str) -> bool:
    """Whether both figures of an hour and of a minute were typed."""
    return len(time) == 5 and "_" not in time


class SilenceLine(WrappedLabel):
    """One line over the grid; it only tells, it never acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
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
            long = t("{time} without a new topic.", time=clock.figures(quiet * 1000))
            self.setText(" ".join((long, t(silence.nudge(quiet, len(run.state.topics()))))))
        self.setVisible(shown)

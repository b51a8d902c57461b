"""Beside the grid: the chosen topic with what its convener may want done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.market import figures
from facilitator.activities.market.board_parts import DESK, label, line, refill, say, spin
from facilitator.activities.market.facts import PARTS, State
from facilitator.looks.qt.buttons import Button
from facilitator.model.entry import clean
from facilitator.model.notes import Note

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

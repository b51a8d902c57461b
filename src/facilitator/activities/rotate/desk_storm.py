"""The desk's side of the boards: how large each group is; for a chosen line ticks, links, queries, highlights."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from facilitator.activities.rotate import stations
from facilitator.activities.rotate.bodies import Highlight, Line, TeamSize, Tick
from facilitator.activities.rotate.facts import ANSWER, BUILDS, HEADLINE, NEW, QUERY, State
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.run import StageRun
from facilitator.model.say import Listed


class TeamsPanel(QWidget):
    """How many people stand with each colour; warns of a group that is too small. `asked(body)`."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        boxes = QWidget(self)
        self._row = WrapRow(boxes, gap=10)
        self._hint = label("", "label", "warn", self, wrap=True)
        self._boxes: dict[int, QSpinBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(boxes)
        column.addWidget(self._hint)

    def show_state(self, state: State) -> None:
        """Show every group with its size."""
        for team in range(1, stations.team_count(state) + 1):
            box = self._boxes.get(team) or self._make(team)
            if not box.hasFocus():
                box.setValue(state.sizes.get(team, 0))
        small = tuple(stations.team_name(team) for team, n in state.sizes.items() if 0 < n < stations.LEAST)
        hint = t("{teams}: fewer than three people. Join them with another group.", teams=Listed(small))
        self._hint.setText(hint if small else "")
        self._hint.setVisible(bool(small))

    def hint(self) -> str:
        """What is said about groups that are too small."""
        return self._hint.text()

    def box(self, team: int) -> QSpinBox:
        """The field with the size of a group."""
        return self._boxes[team]

    def _make(self, team: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, 99)
        name = stations.team_name(team)
        box.setPrefix(t("{team}: ", team=name))
        box.setSpecialValueText(t("{team}: not counted", team=name))
        box.setAccessibleName(t("People in group {team}", team=name))
        box.editingFinished.connect(lambda: self._say(team, box.value()))
        self._boxes[team] = box
        self._row.addWidget(box)
        return box

    def _say(self, team: int, people: int) -> None:
        self.asked.emit(TeamSize(team, people))


class LinePanel(QFrame):
    """What may be done to one line of a board, and words to add. `asked(body)`."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.key = ""
        self.state: State | None = None
        self.title = ElidedLabel("", "label", self)
        self.team = QComboBox(self)
        self.team.setAccessibleName(t("Which group"))
        self.tick = Button(t("Tick"), parent=self)
        self.highlight = Button(t("Highlight"), parent=self)
        self.text = QLineEdit(self)
        self.text.setAccessibleName(t("Words to add"))
        self.builds = Button(t("Build on it"), parent=self)
        self.query = Button(t("Ask"), parent=self)
        self.answer = Button(t("Answer"), parent=self)
        self.headline = Button(t("Headline of the board"), parent=self)
        self._arrange()
        for kind, button in (
            (BUILDS, self.builds),
            (QUERY, self.query),
            (ANSWER, self.answer),
            (HEADLINE, self.headline),
        ):
            button.clicked.connect(lambda _on=False, kind=kind: self._write(kind))
        self.tick.clicked.connect(self._tick)
        self.highlight.clicked.connect(self._highlight)
        self.team.currentIndexChanged.connect(self._name_acts)
        self.hide()

    def _arrange(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.title, 1)
        for part in (self.team, self.tick, self.highlight):
            first.addWidget(part)
        second.addWidget(self.text, 1)
        for part in (self.builds, self.query, self.answer, self.headline):
            second.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def show_line(self, run: StageRun, key: str) -> None:
        """Show what may be done to a line; an unknown key hides the panel."""
        self.state, self.key = run.state, key
        note = run.notes.get(key)
        self.setVisible(note is not None)
        if note is None:
            return
        state: State = run.state
        self.title.setText(note.text)
        names = [t(stations.team_name(n)) for n in range(1, stations.team_count(state) + 1)]
        if [self.team.itemText(n) for n in range(self.team.count())] != names:
            self.team.clear()
            self.team.addItems(names)
        kind = stations.kind_of(note)
        line = kind in (NEW, BUILDS)
        for part in (self.tick, self.highlight, self.builds, self.query):
            part.setVisible(line)
        self.answer.setVisible(kind == QUERY)
        self.highlight.setText(t("Take the highlight off") if state.highlighted(key) else t("Highlight"))
        self._name_acts()

    def _name_acts(self) -> None:
        note = self.state.notes.get(self.key) if self.state else None
        if self.state is None or note is None:
            return
        team = self.team.currentIndex() + 1
        self.tick.setEnabled(note.fields.get("team") != team)
        self.tick.setText(t("Take the tick back") if team in self.state.ticked(self.key) else t("Tick"))

    def _tick(self) -> None:
        if self.state is None:
            return
        team = self.team.currentIndex() + 1
        on = team not in self.state.ticked(self.key)
        self.asked.emit(Tick(self.key, team, on=on, source="facilitator"))

    def _highlight(self) -> None:
        if self.state is not None:
            on = not self.state.highlighted(self.key)
            self.asked.emit(Highlight(self.key, on=on, source="facilitator"))

    def _write(self, kind: str) -> None:
        words = " ".join(self.text.text().split())
        note = self.state.notes.get(self.key) if self.state else None
        if not words or note is None:
            self.text.setFocus()
            return
        fields = {"kind": kind} if kind == HEADLINE else {"kind": kind, "on": self.key}
        team, board = self.team.currentIndex() + 1, note.fields.get("board", 0)
        self.asked.emit(Line(words, fields=fields, team=team, board=board, source="scribe"))
        self.text.clear()

"""The desk's side of a questionnaire: forms in, people present, paper forms, and counts once the form is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.survey.board_keying import KeyingPanel
from facilitator.activities.survey.figures import Count, counts, response
from facilitator.activities.survey.rules import PRESENT, State
from facilitator.activities.survey.suppress import LEAST
from facilitator.looks import qt
from facilitator.looks.widgets.buttons import Button
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import CLOSED, StageRun

MOST_PRESENT = 2000


class DeskPanel(QWidget):
    """`asked((kind, body))` asks for an act of the stage: people present, or a paper form."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.forms, self.about = _label("heading"), _label("label", "quiet")
        self.present = QSpinBox(self)
        self.present.setRange(0, MOST_PRESENT)
        self.present.setSpecialValueText("not counted")
        self.present.setAccessibleName("People present when the forms are given out")
        self.type_paper = Button("Type in paper forms", icon_name="keyboard", parent=self)
        self.type_paper.setCheckable(True)
        self.keying = KeyingPanel(self)
        self.counts = CountsView(self)
        self._arrange()
        self.present.editingFinished.connect(self._say_present)
        self.type_paper.toggled.connect(self._turn)
        self.keying.asked.connect(self.asked)
        self.keying.left.connect(lambda: self.type_paper.setChecked(False))
        self.setFocusProxy(self.type_paper)

    def _arrange(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.forms)
        beside.addWidget(self.about)
        asks = QHBoxLayout()
        asks.setSpacing(8)
        caption = _label("label", "quiet", "Present when the forms are given out")
        caption.setBuddy(self.present)
        asks.addWidget(caption)
        asks.addWidget(self.present)
        asks.addStretch(1)
        asks.addWidget(self.type_paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(beside)
        column.addLayout(asks)
        column.addWidget(self.keying, 1)
        column.addWidget(self.counts, 1)
        self.keying.hide()

    def show_run(self, run: StageRun, groups: Groups) -> None:
        """Show a stage as it is now."""
        if run is not self.run:
            self.type_paper.setChecked(False)
        self.run = run
        state: State = run.state
        said = response(state)
        _say(self.forms, f"{said.figure} {'form' if said.figure == '1' else 'forms'} in")
        more = [f"{said.by_paper} from paper" if said.by_paper else ""]
        more += [f"{said.assisted} with somebody's help" if said.assisted else ""]
        more += [f"{said.other_versions} of another version, not counted" if said.other_versions else ""]
        _say(self.about, ", ".join(words for words in more if words) or "Answers are kept without names.")
        if not self.present.hasFocus():
            self.present.setValue(state.present or 0)
        self.keying.show_run(run, groups)
        closed = run.status == CLOSED or run.clock.locked(now_ms())
        self.counts.show_counts(counts(state) if closed else [], closed)

    def _say_present(self) -> None:
        if self.run is None:
            return
        number = self.present.value() or None
        if number != self.run.state.present:
            self.asked.emit((PRESENT, {"present": number}))

    def _turn(self, typing: bool) -> None:
        self.keying.setVisible(typing)
        self.counts.setVisible(not typing)
        if typing:
            self.keying.begin()
        else:
            self.type_paper.setFocus()


class CountsView(QScrollArea):
    """How each question was answered, in numbers; before the form is closed only a line that says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._told: tuple[object, ...] = ("",)

    def show_counts(self, counted: Sequence[Count], closed: bool) -> None:
        """Show the counts of a closed form; with none of them, why there are none."""
        told = (closed, *((c.question.id, *c.numbers, c.none) for c in counted))
        if told == self._told:
            return
        self._told = told
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        if not counted:
            words = (
                f"Answers are shown from {LEAST} forms on."
                if closed
                else "Answers can be read here once the form is closed."
            )
            grid.addWidget(_label("script", "quiet", words), 0, 0)
        for row, count in enumerate(counted):
            name = _label("label", "", count.question.name)
            name.setWordWrap(True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            told_counts = _label("body", "", count_words(count))
            told_counts.setWordWrap(True)
            grid.addWidget(told_counts, row, 1)
            grid.addWidget(_label("label", "quiet", f"n={count.n}"), row, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)


def count_words(count: Count) -> str:
    """`1 poor: 0 · 2: 1 · 3: 3 · 4: 11 · 5 excellent: 8 · does not apply: 2`."""
    told = [f"{label}: {number}" for _value, label, number in count.answers]
    told += [f"does not apply: {count.none}"] if count.none else []
    return "  \u00b7  ".join(told)


def _label(kind: str, tone: str = "", words: str = "") -> QLabel:
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    qt.mark(made, type=kind, tone=tone)
    return made


def _say(label: QLabel, words: str) -> None:
    if label.text() != words:
        label.setText(words)

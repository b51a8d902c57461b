"""The stories at the desk: paragraphs with their marks, marks counted by hand, and a paragraph for the other side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.board_hands import Hands
from facilitator.activities.read.board_list import ROW, Line, Row, Stories
from facilitator.activities.read.bodies import Added
from facilitator.activities.read.scenarios import LONGEST
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.tokens import Theme
from facilitator.model.moment import now_ms
from facilitator.model.run import CLOSED, StageRun

ONE_STORY = "There is only one story. People judge better between two: add a paragraph that says the opposite."


def is_locked(run: StageRun) -> bool:
    """Whether the facilitator may see the marks: no more can come, or the room sees them too."""
    return run.revealed or run.status == CLOSED or run.clock.locked(now_ms())


class StoryDesk(QWidget):
    """`asked((kind, body))` asks for marks counted by hand, or for a paragraph to be added."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.marked, self.about = _label("heading"), _label("label", "quiet")
        self.about.setWordWrap(True)
        self.rows = Stories(self)
        self.list = QListView(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(Line(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Stories, paragraph by paragraph")
        self.hands = Hands(self)
        self.other_side = OtherSide(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.marked, self.about, self.other_side, self.list, self.hands):
            column.addWidget(part, 1 if part is self.list else 0)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.hands.asked.connect(self.asked)
        self.other_side.asked.connect(self.asked)

    def show_stories(self, run: StageRun) -> None:
        """Show a stage as it is now; the chosen paragraph stays chosen."""
        other, self.run = run is not self.run, run
        state: rules.State = run.state
        chosen = "" if other else self.chosen()
        self.rows.show_state(state, locked=is_locked(run))
        keys = [row.key for row in self.rows.rows]
        if chosen in keys and chosen != self.chosen():
            self.list.setCurrentIndex(self.rows.index(keys.index(chosen)))
        n = state.readers()
        _say(self.marked, f"{n:,} {'person' if n == 1 else 'people'} marked something" if n else "No marks yet")
        _say(self.about, self._about_words(run))
        stories = state.scenarios()
        self.other_side.show_for(stories[0].letter if len(stories) == 1 and not state.added else "")
        self._follow()

    def _about_words(self, run: StageRun) -> str:
        old = run.state.earlier()
        said = f"{old} {'mark' if old == 1 else 'marks'} on an earlier wording left out. " if old else ""
        if not is_locked(run):
            return f"{said}Marks stay closed until you show them or close the stage. Choose a paragraph to count hands."
        return f"{said}No story wins: the marks say what to talk about."

    def chosen(self) -> str:
        """The id of the paragraph that is chosen; "" when none is."""
        row = self.list.currentIndex().data(ROW)
        return row.key if isinstance(row, Row) else ""

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.list.setItemDelegate(Line(theme, self.list))

    def _follow(self) -> None:
        row = self.list.currentIndex().data(ROW)
        if self.run is None or not isinstance(row, Row) or not row.key:
            self.hands.hide()
            return
        self.hands.show_paragraph(row.key, row.name, self.run.state)


class OtherSide(QFrame):
    """Where there is a single story: a line to add a paragraph that says the opposite."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self._letter = ""
        why = _label("label", "", ONE_STORY)
        why.setWordWrap(True)
        self.text = QLineEdit(self)
        self.text.setMaxLength(LONGEST)
        self.text.setAccessibleName("A paragraph that says the opposite")
        self.add = Button("Add it", parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(why)
        column.addLayout(row)
        self.add.clicked.connect(self._add)
        self.text.returnPressed.connect(self._add)
        self.hide()

    def show_for(self, letter: str) -> None:
        """Offer it for the story with that letter; "" hides it."""
        self._letter = letter
        self.setVisible(bool(letter))

    def _add(self) -> None:
        text = self.text.text().strip()
        if text and self._letter:
            self.asked.emit((rules.ADDED, Added(self._letter, text).pack()))
            self.text.clear()


def _label(kind: str, tone: str = "", words: str = "") -> QLabel:
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    qt.mark(made, type=kind, tone=tone)
    return made


def _say(label: QLabel, words: str) -> None:
    if label.text() != words:
        label.setText(words)

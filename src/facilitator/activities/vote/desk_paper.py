"""What the facilitator types in beside a vote at the desk: ballots on paper; and what is missing on every ballot."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.boards import LookAt
from facilitator.activities.vote import rules
from facilitator.activities.vote.bodies import Ballot
from facilitator.looks.qt.kit import button, label, margins, put_text
from facilitator.looks.qt.words import t
from facilitator.model.item import Nameless
from facilitator.model.say import Listed


class PaperBallot(QFrame):
    """One ballot on paper after the other, in its order, as a phone sends it. `asked(body)` asks for it to count."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.places: list[QComboBox] = []
        self._choices: list[tuple[str, str]] = []
        self.title, self.wrong = label(kind="label"), label(kind="label", tone="warn", wrap=True)
        self.count = button(t("Count this ballot"), parent=self)
        self._row = QVBoxLayout()
        last = QHBoxLayout()
        last.addWidget(self.count)
        last.addWidget(self.wrong, 1)
        column = QVBoxLayout(self)
        margins(column, 12, 8, 12, 8, gap=6)
        column.addWidget(self.title)
        column.addLayout(self._row)
        column.addLayout(last)
        self.count.clicked.connect(self._count)
        self.wrong.hide()
        self.hide()

    def show_vote(self, state: rules.State) -> None:
        """Take what is voted on; a ballot being typed is not taken away. Hidden where there are no places to give."""
        terms, choices = state.terms(), [(item.id, item.text) for item in state.candidates() if not item.into]
        self.setVisible(terms.style == rules.RANK and bool(choices))
        done = len(state.paper)
        said = t("{n} ballot on paper is counted. Type in the next one:",
                 "{n} ballots on paper are counted. Type in the next one:", n=done)  # fmt: skip
        put_text(self.title, said if done else t("Ballots on paper: type them in one by one."))
        if len(self.places) != min(terms.budget, max(1, len(choices))):
            self._make(min(terms.budget, max(1, len(choices))))
            self._choices = []
        if choices != self._choices:
            self._choices = choices
            for box in self.places:
                self._fill(box)

    def _make(self, places: int) -> None:
        while len(self.places) > places:
            box = self.places.pop()
            self._row.removeWidget(box)
            box.deleteLater()
        while len(self.places) < places:
            box = QComboBox(self)
            box.setAccessibleName(t(rules.place_words(len(self.places) + 1)))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
            self.places.append(box)
            self._row.addWidget(box)

    def _fill(self, box: QComboBox) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(box.accessibleName(), "")
        for key, text in self._choices:
            box.addItem(t.reader(text), key)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _count(self) -> None:
        given = [str(box.currentData()) for box in self.places]
        chosen = [key for key in given if key]
        problem = ""
        if not chosen:
            problem = t("Choose at least the first choice.")
        elif len(set(chosen)) < len(chosen):
            problem = t("One thing was chosen twice. Give each place to another one.")
        elif given[: len(chosen)] != chosen:
            problem = t("A place before the last one is empty. Fill them in order.")
        put_text(self.wrong, problem)
        self.wrong.setVisible(bool(problem))
        if problem:
            return
        self.asked.emit(Ballot({key: place for place, key in enumerate(chosen, 1)}, source=rules.PAPER))
        for box in self.places:
            box.setCurrentIndex(0)
        self.places[0].setFocus()


class Unnamed(QFrame):
    """What nobody can vote for, since it has no name, and the way to where it gets one. `asked(LookAt)`."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "warn")
        self.words = label(kind="label", wrap=True)
        self.go = button(t("Give it a title"), parent=self)
        self._stage = ""
        row = QHBoxLayout(self)
        margins(row, 12, 6, 8, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        self.go.clicked.connect(lambda: self.asked.emit(LookAt(self._stage)))
        self.hide()

    def show_things(self, bare: Nameless | None) -> None:
        """Name what is missing; None hides it."""
        self.setVisible(bare is not None)
        if bare is None:
            return
        self._stage = bare.stage
        self.go.setVisible(bool(bare.stage))
        names = Listed(bare.things, "")
        put_text(self.words, t("Without a title, so on no ballot: {names}.", names=names))

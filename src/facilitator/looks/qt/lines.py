"""A list of short texts to write: one a row, Enter for the next, Alt with an arrow to move, advice under each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.basics import Sign
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import GrowingText
from facilitator.looks.qt.kit import discard, empty, label, sign_button
from facilitator.looks.qt.words import t
from facilitator.model.say import Message, say

Advice = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Thing:
    """What the lines of a list are: the word for one, and how one more is added and one is taken away."""

    name: Message
    add: Message
    away: Message
    away_by_number: Callable[[int], Message]


AIM = Thing(say("Aim"), say("Add an aim"), say("Remove this aim"), lambda n: say("Remove aim {number}", number=n))
OBJECTIVE = Thing(
    say("Objective"),
    say("Add an objective"),
    say("Remove this objective"),
    lambda n: say("Remove objective {number}", number=n),
)
POINT = Thing(
    say("Point"), say("Add a point"), say("Remove this point"), lambda n: say("Remove point {number}", number=n)
)
QUESTION = Thing(
    say("Question"),
    say("Add a question"),
    say("Remove this question"),
    lambda n: say("Remove question {number}", number=n),
)


class Row(QWidget):
    """One text of the list, an aside at its right, and advice below it."""

    def __init__(self, number: int, thing: Thing, placeholder: str) -> None:
        super().__init__()
        self.text = GrowingText(placeholder)
        self.text.setAccessibleName(t("{name} {number}", name=thing.name, number=number))
        self.aside = label("", "caption", "quiet")
        self.away = sign_button("close", t(thing.away))
        self.away.setAccessibleName(t(thing.away_by_number(number)))
        self._advice = QVBoxLayout()
        self._advice.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.text, 1)
        line.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addLayout(self._advice)
        self.shown: list[str] = []

    def advise(self, sentences: list[str]) -> None:
        """Show these sentences in amber under the text."""
        if sentences == self.shown:
            return
        self.shown = sentences
        empty(self._advice)
        for sentence in sentences:
            self._advice.addWidget(_advice_line(sentence))


def _advice_line(sentence: str) -> QFrame:
    line = QFrame()
    row = QHBoxLayout(line)
    row.setContentsMargins(2, 2, 40, 2)
    row.setSpacing(6)
    row.addWidget(Sign("warn", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(sentence, "caption", "warn", wrap=True), 1)
    return line


class LinesField(QWidget):
    """Texts in order. `committed` gives the list without empty ones."""

    committed = Signal(list)

    def __init__(
        self,
        thing: Thing,
        placeholder: str,
        *,
        advice: Advice | None = None,
        aside: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thing, self._placeholder, self._advice, self._aside = thing, placeholder, advice, aside
        self.rows: list[Row] = []
        self._known: list[str] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        add = Button(t(thing.add), icon_name="plus", look="quiet")
        add.clicked.connect(lambda: self._focus(self._insert(len(self.rows), "")))
        below = QHBoxLayout()
        below.addWidget(add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addLayout(below)

    def set_advice(self, advice: Advice) -> None:
        """Ask another adviser from now on."""
        self._advice = advice
        for row in self.rows:
            self._look_over(row)

    def value(self) -> list[str]:
        """The texts, without empty ones."""
        return [text for row in self.rows if (text := " ".join(row.text.toPlainText().split()))]

    def show_value(self, texts: Sequence[str]) -> None:
        """Show what is stored, unless somebody is typing something else."""
        if self.value() != self._known and any(row.text.keeper.typing for row in self.rows):
            return
        wanted = list(texts) or [""]
        self._known = list(texts)
        while len(self.rows) > len(wanted):
            self._drop(self.rows[-1])
        while len(self.rows) < len(wanted):
            self._insert(len(self.rows), "")
        for row, text in zip(self.rows, wanted, strict=True):
            row.text.show_value(text)
            self._look_over(row)

    def _insert(self, at: int, text: str) -> Row:
        row = Row(at + 1, self._thing, self._placeholder)
        row.text.show_value(text)
        row.text.textChanged.connect(lambda: self._look_over(row))
        row.text.committed.connect(lambda _: self._keep())
        row.text.entered.connect(lambda: self._add_below(row))
        row.text.emptied.connect(lambda: self._remove(row))
        row.text.moved.connect(lambda by: self._move(row, by))
        row.away.clicked.connect(lambda: self._remove(row))
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        return row

    def _focus(self, row: Row) -> None:
        row.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_below(self, row: Row) -> None:
        if row in self.rows:  # else what its words were kept as has taken its place
            self._focus(self._insert(self.rows.index(row) + 1, ""))

    def _remove(self, row: Row) -> None:
        if row not in self.rows:
            return
        at = self.rows.index(row)
        if len(self.rows) == 1:
            row.text.show_value("")
            row.text.setPlainText("")
        else:
            self._drop(row)
            self._focus(self.rows[max(0, at - 1)])
        self._keep()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        discard(self._column, row)

    def _move(self, row: Row, by: int) -> None:
        if row not in self.rows:
            return
        at = self.rows.index(row)
        if not 0 <= at + by < len(self.rows):
            return
        self.rows.insert(at + by, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(at + by, row)
        self._focus(row)
        self._keep()

    def _look_over(self, row: Row) -> None:
        text = row.text.toPlainText()
        if self._advice is not None:
            row.advise(self._advice(text) if text.strip() else [])
        if self._aside is not None:
            row.aside.setText(self._aside(text) if text.strip() else "")

    def _keep(self) -> None:
        value = self.value()
        if value != self._known:
            self._known = value
            self.committed.emit(value)

"""The plan as a whole at the desk: who carries it, the next review, whether it was made together, and the log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import GroupSign, HLine
from facilitator.looks.qt.fields import ChoiceField, DateField, Labelled, TextField
from facilitator.looks.qt.kit import discard, label
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, as_day
from facilitator.programme.plan.bodies import MadeTogether, NextReview
from facilitator.programme.plan.listed import Load, Plan, loads, of_programme
from facilitator.programme.plan.rules import HOW_FAR, TOGETHER, Review, State
from facilitator.programme.plan.told import moved

NEWEST = 30
"""So many lines of the log stand here, the newest first; paper has them all."""


class LoadRow(QWidget):
    """How many actions one partner group leads."""

    def __init__(self, load: Load) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(GroupSign(load.no or "other"))
        row.addWidget(label(load.label, wrap=True), 1)
        told = t("{n} open, {finished} finished", "{n} open, {finished} finished", n=load.open, finished=load.finished)
        row.addWidget(label(told if load.open or load.finished else t("leads nothing yet"), "label", "quiet"))


class WholePanel(QFrame):
    """What there is to say of the whole plan. `asked(body)` asks for a change."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.next, self.time = DateField(), TextField(t("10:00"))
        self.asked_on = DateField()
        self.together = {name: ChoiceField(list(HOW_FAR.items())) for name in TOGETHER}
        self.loads: list[QWidget] = []
        self.log: list[QWidget] = []
        self._loads, self._log = QVBoxLayout(), QVBoxLayout()
        self._told: tuple[object, ...] = ()
        self.next.committed.connect(lambda day: self.asked.emit(NextReview(day, self.time.text().strip())))
        self.time.committed.connect(lambda time: self.asked.emit(NextReview(self.next.iso(), time)))
        self.asked_on.committed.connect(lambda day: self.asked.emit(MadeTogether(date=day)))
        self.together["equal_say"].committed.connect(lambda a: self.asked.emit(MadeTogether(equal_say=a)))
        self.together["different_voices"].committed.connect(lambda a: self.asked.emit(MadeTogether(different_voices=a)))
        self.together["open_to_all"].committed.connect(lambda a: self.asked.emit(MadeTogether(open_to_all=a)))
        self.together["give_and_take"].committed.connect(lambda a: self.asked.emit(MadeTogether(give_and_take=a)))
        self.together["parents_call_it_theirs"].committed.connect(
            lambda a: self.asked.emit(MadeTogether(parents_call_it_theirs=a))
        )
        self._arrange()

    def _arrange(self) -> None:
        qt.mark(self, panel="panel")
        when, grid = QHBoxLayout(), QGridLayout()
        when.addWidget(Labelled(t("Day"), self.next), 2)
        when.addWidget(Labelled(t("Time"), self.time), 1)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        for at, (name, words) in enumerate(TOGETHER.items()):
            self.together[name].setAccessibleName(t(words))
            grid.addWidget(label(t(words), wrap=True), at, 0)
            grid.addWidget(self.together[name], at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for part in (self._loads, self._log):
            part.setSpacing(6)
        column.addWidget(label(t("Who carries it"), "title"))
        column.addLayout(self._loads)
        column.addWidget(HLine())
        column.addWidget(label(t("Next review"), "title"))
        column.addLayout(when)
        column.addWidget(HLine())
        column.addWidget(label(t("Made together?"), "title"))
        column.addWidget(Labelled(t("Asked on"), self.asked_on))
        column.addLayout(grid)
        column.addWidget(HLine())
        column.addWidget(label(t("Review log"), "title"))
        column.addWidget(label(t("Added to, never changed. To correct a line, review the action again."), "caption",
                               "quiet", wrap=True))  # fmt: skip
        column.addLayout(self._log)
        column.addStretch(1)

    def show_plan(self, programme: Programme) -> None:
        """Show it as it is now."""
        state: State = programme.aspects["plan"]
        self.next.show_value(state.next_review)
        self.time.show_value(state.next_time)
        self.asked_on.show_value(state.asked)
        for name, field in self.together.items():
            field.show_value(state.together.get(name, ""))
        plan: Plan = of_programme(programme)
        carried, lines = tuple(loads(programme, plan)), tuple(reversed(state.log[-NEWEST:]))
        names = tuple(row.action if (row := state.rows.get(each.id)) else "" for each in lines)
        if (carried, lines, names) == self._told:
            return
        self._told = carried, lines, names
        for layout, rows in ((self._loads, self.loads), (self._log, self.log)):
            while rows:
                discard(layout, rows.pop())
        self.loads += [LoadRow(each) for each in carried]
        self.log += [_line(each, name) for each, name in zip(lines, names, strict=True)]
        for layout, rows in ((self._loads, self.loads), (self._log, self.log)):
            for each in rows:
                layout.addWidget(each)


def _line(line: Review, action: str) -> QWidget:
    """A line of the log: what it is about, how it moved, what was said, when and by whom."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    people = t("{n} person", "{n} people", n=line.people) if line.people else ""
    when = tuple(each for each in (t("{day}", day=as_day(line.date)), line.where, people) if each)
    column.addWidget(label(t("{parts}", parts=Listed(when, "\u00b7")), "caption", "quiet", wrap=True))
    column.addWidget(label(action or t("An action that was taken away"), "strong", wrap=True))
    column.addWidget(label(t(moved(line)), "label", wrap=True))
    if line.words:
        column.addWidget(label(line.words, wrap=True))
    return made

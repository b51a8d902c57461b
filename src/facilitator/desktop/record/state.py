"""Where a record stands, in figures and two tables: notes, people, minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import GroupMark, HLine
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t
from facilitator.model.clock import MINUTE
from facilitator.model.entry import local
from facilitator.model.notes import HIDDEN, LIVE, MERGED, PARKED, WITHDRAWN
from facilitator.model.record import attendance, everything
from facilitator.model.say import Day, Listed, Message, Time, say
from facilitator.model.workshop import Workshop

_STATUS: tuple[tuple[str, Callable[[int], Message]], ...] = (
    (LIVE, lambda n: say("{n} as they stand", "{n} as they stand", n=n)),
    (PARKED, lambda n: say("{n} parked", "{n} parked", n=n)),
    (MERGED, lambda n: say("{n} joined", "{n} joined", n=n)),
    (HIDDEN, lambda n: say("{n} withheld", "{n} withheld", n=n)),
    (WITHDRAWN, lambda n: say("{n} taken back", "{n} taken back", n=n)),
)

WIDEST = 800


@dataclass(frozen=True, slots=True)
class Figures:
    """What the place says in figures. Minutes are whole; `statuses` counts notes by what became of them."""

    notes: int
    statuses: dict[str, int]
    people: int
    planned: int
    actual: int


def figures(workshop: Workshop, now: int) -> Figures:
    """Count a workshop's notes, people and minutes."""
    statuses: dict[str, int] = {}
    notes = 0
    for _, note in everything(workshop):
        notes += 1
        statuses[note.status] = statuses.get(note.status, 0) + 1
    planned = sum(run.stage.minutes for run in workshop.stages)
    actual = sum(run.actual(now) for run in workshop.stages)
    people = sum(present.people for present in attendance(workshop))
    return Figures(notes, statuses, people, planned, round(actual / MINUTE))


class StateView(QWidget):
    """Heading, figures, the stages with planned and actual minutes, the people by group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.aside = label("", "heading", wrap=True), label("", "body", "quiet", wrap=True)
        self.figures = [label("", "display") for _ in range(3)]
        self.names: list[QLabel] = []
        self.notes_line = label("", "body", "quiet", wrap=True)
        self.setMaximumWidth(WIDEST)
        self._stages, self._people = QFrame(), QFrame()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.aside)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(48)
        for figure, name in zip(self.figures, (t("notes"), t("people"), ""), strict=True):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(figure)
            self.names.append(label(name, "caption", "quiet"))
            cell.addWidget(self.names[-1])
            row.addLayout(cell)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.notes_line)
        column.addSpacing(20)
        self._tables = QVBoxLayout()
        self._tables.setSpacing(24)
        column.addLayout(self._tables)
        column.addStretch(1)

    def show_workshop(self, workshop: Workshop, now: int) -> None:
        """Show these facts."""
        found = figures(workshop, now)
        self.head.setText(workshop.info.title)
        self.aside.setText(standing(workshop))
        for widget, text in zip(self.figures, (f"{found.notes}", f"{found.people}", f"{found.actual}"), strict=True):
            widget.setText(text)
        self.names[2].setText(t("minutes, {planned} planned", planned=found.planned))
        parts = tuple(words(count) for status, words in _STATUS if (count := found.statuses.get(status)))
        self.notes_line.setText(t("Notes: {parts}", parts=Listed(parts, "")) if parts else t("No notes yet."))
        empty(self._tables)
        self._tables.addWidget(stages(workshop, now))
        self._tables.addWidget(_people(workshop))


def standing(workshop: Workshop) -> str:
    """Whether a workshop is planned, under way or over, in a sentence."""
    if workshop.finished_at is not None:
        at = workshop.finished_at
        return t("Finished on {day} at {time}.", day=Day(local(at).date()), time=Time(at))
    if workshop.current is not None:
        return t("Under way: {title} is open.", title=workshop.current.stage.title)
    if any(run.spans for run in workshop.stages):
        return t("Started, but not finished. No stage is open.")
    return t("Not begun yet.")


def _table(title: str, heads: Sequence[str]) -> tuple[QFrame, QGridLayout]:
    box = QFrame()
    qt.mark(box, panel="card")
    grid = QGridLayout(box)
    grid.setContentsMargins(20, 14, 20, 14)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    for at, head in enumerate((title, *heads)):
        _put(grid, 0, at, label(head, "strong" if at == 0 else "caption", "" if at == 0 else "quiet", wrap=True))
    grid.addWidget(HLine(), 1, 0, 1, len(heads) + 1)
    return box, grid


def _put(grid: QGridLayout, row: int, column: int, cell: QLabel) -> None:
    """Words at the left, all else at the right of its column; each as wide as the column, so that it wraps there."""
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(cell, row, column)


def stages(workshop: Workshop, now: int) -> QFrame:
    """A table of the stages: minutes planned and actual, and the notes written in each."""
    box, grid = _table(t("Stages"), (t("planned"), t("actual"), t("notes")))
    for row, run in enumerate(workshop.stages, 2):
        actual = t("{minutes} min", minutes=round(run.actual(now) / MINUTE)) if run.spans else t("not opened")
        cells = (t(run.stage.title), t("{minutes} min", minutes=run.stage.minutes), actual, f"{len(run.own_notes())}")
        for at, words in enumerate(cells):
            _put(grid, row, at, label(words, tone="quiet" if at == 2 and not run.spans else "", wrap=at in (0, 2)))
    return box


def _people(workshop: Workshop) -> QFrame:
    box, grid = _table(t("People"), (t("how it is known"), t("people")))
    found = attendance(workshop)
    for row, present in enumerate(found, 2):
        group = workshop.groups.get(present.group)
        name = workshop.groups.label(present.group) if present.group else t("Not said")
        no = workshop.groups.no(present.group) or "other"
        mark = GroupMark(no, group.short if group else t("Other"))
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(mark)
        inside.addWidget(label(name, wrap=True), 1)
        grid.addWidget(line, row, 0)
        _put(grid, row, 1, label(t(present.basis), tone="quiet", wrap=True))
        _put(grid, row, 2, label(f"{present.people}"))
    if not found:
        grid.addWidget(label(t("Nobody has joined yet."), tone="quiet"), 2, 0)
    return box

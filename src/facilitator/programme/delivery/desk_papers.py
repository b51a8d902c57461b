"""The papers of each event at the desk: a row a paper, a column an event, and a button for how it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import Labelled, TextField
from facilitator.looks.qt.kit import label, put_text
from facilitator.looks.qt.words import t
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.model.record import in_order
from facilitator.model.workshop import Workshop
from facilitator.programme.delivery.bodies import PaperTold
from facilitator.programme.delivery.report import SIGNS, paper_sums
from facilitator.programme.delivery.rules import NONE, PAPER_STATES, PAPERS, State

_UNSAID = "?"


class Papers(QWidget):
    """How it stands with the papers of every event."""

    def __init__(self, ask: Callable[[Packed], None]) -> None:
        super().__init__()
        self._ask = ask
        self._events: list[Workshop] = []
        self._asked: tuple[str, str] = ("", "")
        self.cells: dict[tuple[str, str], Button] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self.sum = label("", "caption", "quiet", wrap=True)
        self.why = TextField(t("In a few words, such as: no form at a telephone round"))
        self.reason = Labelled(t("Why it does not apply"), self.why)
        self.why.committed.connect(self._tell_why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(t("Papers of each event"), "title"))
        column.addWidget(self.sum)
        column.addLayout(self._grid)
        column.addWidget(self.reason)
        self.reason.hide()

    def show_programme(self, programme: Programme) -> None:
        """Show how it stands now."""
        state: State = programme.aspects["delivery"]
        events = in_order(programme)
        if [each.id for each in events] != [each.id for each in self._events]:
            self._lay(events)
        self._events = events
        for (of, paper), cell in self.cells.items():
            found = state.papers.get((of, paper))
            words = t(PAPER_STATES[found.state]) if found else t("not said")
            event = next(each.info.title for each in events if each.id == of)
            put_text(cell, SIGNS[found.state] if found else _UNSAID)
            cell.setAccessibleName(t("{paper}, {event}: {state}", paper=PAPERS[paper], event=event, state=words))
            cell.setToolTip(t("{state}: {why}", state=words, why=found.why) if found and found.why else words)
        put_text(self.sum, t(paper_sums(programme)))

    def _lay(self, events: list[Workshop]) -> None:
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cells = {}
        for row, (paper, words) in enumerate(PAPERS.items(), 1):
            self._grid.addWidget(label(t(words), "body"), row, 0)
            for column, event in enumerate(events, 1):
                self.cells[event.id, paper] = cell = Button("", look="quiet")
                cell.clicked.connect(partial(self._choose, event.id, paper))
                self._grid.addWidget(cell, row, column)
        for column, event in enumerate(events, 1):
            head = label(str(column), "caption", "quiet")
            head.setToolTip(event.info.title)
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignHCenter)
        self._grid.setColumnStretch(len(events) + 1, 1)

    def _choose(self, of: str, paper: str) -> None:
        """Offer what can be said of a paper."""
        menu = QMenu(self)
        for state, words in PAPER_STATES.items():
            if state == NONE:
                menu.addAction(t("not applicable, because\u2026"), partial(self._ask_why, of, paper))
            else:
                menu.addAction(t(words), partial(self._ask, PaperTold(paper, of, state)))
        menu.addAction(t("not said"), partial(self._ask, PaperTold(paper, of)))
        menu.aboutToHide.connect(menu.deleteLater)
        cell = self.cells[of, paper]
        menu.popup(cell.mapToGlobal(cell.rect().bottomLeft()))

    def _ask_why(self, of: str, paper: str) -> None:
        self._asked = of, paper
        event = next(each.info.title for each in self._events if each.id == of)
        self.why.clear()
        self.why.setAccessibleName(t("Why this does not apply: {paper}, {event}", paper=PAPERS[paper], event=event))
        self.reason.show()
        self.why.setFocus()

    def _tell_why(self, why: str) -> None:
        of, paper = self._asked
        if of and why:
            self._asked = ("", "")
            self.reason.hide()
            self._ask(PaperTold(paper, of, NONE, why))

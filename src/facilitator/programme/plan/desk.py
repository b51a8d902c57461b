"""The development plan at the desk: what is open by date, what is no action yet, what is finished; the rest beside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, line, put_text
from facilitator.looks.qt.ledger import Item, Ledger, Line
from facilitator.looks.qt.page import SidePane
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, say
from facilitator.programme.contract import groups, subjects
from facilitator.programme.listed import Latest, under_subjects
from facilitator.programme.plan.bodies import RowRemoved, RowTold
from facilitator.programme.plan.desk_panel import RowPanel
from facilitator.programme.plan.desk_side import WholePanel
from facilitator.programme.plan.listed import of_programme, warnings
from facilitator.programme.plan.rules import LONGEST, STATUS, Row, State
from facilitator.programme.plan.told import short_day

KEYS = (
    KeyRow("N|T|R|D|X", say("Plan: not started, on track, at risk, done, dropped; then write why")),
    KeyRow("L", say("Plan: find a comment to link")),
    KeyRow("Delete", say("Plan: take the chosen action away")),
    KeyRow("Escape", say("Plan: back to the whole plan")),
)
SIGNS = {
    "not started": "status-not-started",
    "on track": "status-on-track",
    "at risk": "warn",
    "late": "clock",
    "done": "status-done",
    "dropped": "status-dropped",
}
"""The icon of each status."""
_NOTHING = say("There is no action yet. Write below what will be done; then who leads it, and by when.")
_WARN = ("at risk", "late")


class Desk(QWidget):
    """The rows in a list, and beside it the chosen one or the plan as a whole. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._comments = Latest()
        self._wanted = ""
        columns = ((t("action, for which objective"), 3.2), (t("lead"), 1.6), (t("with"), 1.0), (t("by"), 1.2),
                   (t("we will know when"), 2.0), (t("status"), 1.7))  # fmt: skip
        self.ledger = Ledger(t("Development plan"), columns)
        self.list = self.ledger.list
        self.row, self.whole, self.side = RowPanel(), WholePanel(), QStackedWidget()
        self.back = button(t("The whole plan"), icon="back", key="Esc")
        self.new, self.add = line(t("A new action: what will be done"), LONGEST), button(t("Add"), icon="plus")
        self.sum, self.refusal = label("", "strong", wrap=True), label("", "label", "bad", wrap=True)
        self.advice = label("", "label", "warn", wrap=True)
        self.nothing = label(t(_NOTHING), "body", "quiet", wrap=True)
        self.refusal.hide()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.installEventFilter(self)
        for panel in (self.row, self.whole):
            panel.asked.connect(self.asked)
        self.back.clicked.connect(lambda: self.list.choose(""))
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def _arrange(self) -> None:
        left, below, right = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        left.setContentsMargins(24, 16, 24, 16)
        left.setSpacing(8)
        below.addWidget(self.new, 1)
        below.addWidget(self.add)
        for widget in (self.sum, self.advice, self.refusal, self.nothing, self.ledger):
            left.addWidget(widget, int(widget is self.ledger))
        left.addLayout(below)
        self.panes_of = {"row": SidePane(self.row, 400), "whole": SidePane(self.whole, 400)}
        for pane in self.panes_of.values():
            self.side.addWidget(pane)
        right.addWidget(self.back)
        right.addWidget(self.side, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 7)
        row.addLayout(right, 3)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [self.list, self.new, self.row.action if self.list.key else self.whole.next]

    # ------------------------------------------------------------------ showing

    def show_programme(self, programme: Programme) -> None:
        """Show the plan as it is now."""
        self._programme = programme
        self.refusal.hide()
        state: State = programme.aspects["plan"]
        plan = of_programme(programme)
        told = t("{n} action, {open} open", "{n} actions, {open} open", n=len(plan.actions), open=len(plan.open))
        put_text(self.sum, told)
        advice = tuple(t(each) for each in warnings(programme))
        put_text(self.advice, t("{parts}", parts=Listed(advice, "\u00b7")) if advice else "")
        self.advice.setVisible(bool(advice))
        self.nothing.setVisible(not state.rows)
        self.list.show_lines(self._lines(programme))
        if self._wanted in state.rows:
            self.list.choose(self._wanted)
            self._wanted = ""
        self.whole.show_plan(programme)
        self._show_chosen()

    def _lines(self, programme: Programme) -> list[Line]:
        plan, known = of_programme(programme), groups(programme)
        every = (*plan.actions, *plan.unowned, *plan.undated)
        themes = {row.id: n for n, (subject, those) in enumerate(under_subjects(programme, every, _theme), 1)
                  for row in those if subject.id}  # fmt: skip
        not_yet = t("not counted as actions until someone says yes")
        parts = (
            (t("Open: {n}", "Open: {n}", n=len(plan.open)), "", plan.open),
            (t("No lead: {n}", "No lead: {n}", n=len(plan.unowned)), not_yet, plan.unowned),
            (t("No date: {n}", "No date: {n}", n=len(plan.undated)), t("not counted as actions"), plan.undated),
            (t("Finished: {n}", "Finished: {n}", n=len(plan.finished)), "", plan.finished),
        )
        lines: list[Line] = []
        for title, aside, rows in parts:
            if rows:
                lines.append(Line(f"band {len(lines)}", (Item(title), Item(aside)), band=True))
                lines += [_line(each, themes.get(each.id, 0), known) for each in rows]
        return lines

    def _show_chosen(self) -> None:
        row = self._chosen()
        self.side.setCurrentWidget(self.panes_of["row" if row else "whole"])
        self.back.setVisible(row is not None)
        if row is not None and self._programme is not None:
            programme = self._programme
            self.row.show_row(row, subjects(programme), groups(programme), self._comments.of(programme))

    def _chosen(self) -> Row | None:
        if self._programme is None:
            return None
        state: State = self._programme.aspects["plan"]
        return state.rows.get(self.list.key)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.refusal.setText(sentence)
        self.refusal.show()

    # ------------------------------------------------------------------ doing

    def _add(self) -> None:
        words = self.new.text().strip()
        if words:
            self._wanted = new_id()
            self.new.clear()
            self.asked.emit(RowTold(self._wanted, action=words))

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The keys of the list: N, T, R, D and X, L, Delete and Escape."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self._chosen() is None:
            return False
        statuses = {
            Qt.Key.Key_N: "not started",
            Qt.Key.Key_T: "on track",
            Qt.Key.Key_R: "at risk",
            Qt.Key.Key_D: "done",
            Qt.Key.Key_X: "dropped",
        }
        if (status := statuses.get(Qt.Key(event.key()))) is not None:
            self.row.review.begin(status)
        elif event.key() == Qt.Key.Key_L:
            self.row.links.search.setFocus()
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit(RowRemoved(self.list.key))
        elif event.key() == Qt.Key.Key_Escape:
            self.list.choose("")
        else:
            return False
        return True


def _theme(row: Row) -> str:
    return row.theme


def _line(row: Row, theme: int, known: Groups) -> Line:
    objective = t("{number} {objective}", number=theme, objective=row.objective) if theme else row.objective
    agreed = t("said yes") if row.lead_accepted else t("awaits a yes")
    partners = t("{partners}", partners=Listed(tuple(known.short(each) for each in row.partners), ""))
    return Line(
        row.id,
        (
            Item(row.action, objective, strong=not row.finished),
            Item(row.lead or known.short(row.lead_group), agreed, group=known.no(row.lead_group) or "other")
            if row.owned
            else Item(t("no lead"), inset=True, role="warn"),
            Item(partners if row.partners else t("alone"), role="text_2"),
            Item(t(short_day(row.due))) if row.due else Item(t("no date"), role="warn"),
            Item(row.measure, role="text_2"),
            Item(t(STATUS[row.stands]), row.note, icon=SIGNS[row.stands], role=_role(row)),
        ),
    )


def _role(row: Row) -> str:
    return "warn" if row.stands in _WARN else "text"

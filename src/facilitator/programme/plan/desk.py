"""The development plan at the desk: what is open by date, what is no action yet, what is finished; the rest beside."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, put_text
from facilitator.looks.qt.ledger import Item, Line
from facilitator.looks.qt.page import SidePane
from facilitator.looks.qt.words import t
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, say
from facilitator.programme.contract import groups, subjects
from facilitator.programme.desk_ledger import LedgerDesk
from facilitator.programme.listed import under_subjects
from facilitator.programme.plan.bodies import RowRemoved, RowTold
from facilitator.programme.plan.desk_panel import RowPanel
from facilitator.programme.plan.desk_side import WholePanel
from facilitator.programme.plan.listed import of_programme, warnings
from facilitator.programme.plan.rules import STATUS, Row, State
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


class Desk(LedgerDesk[Row]):
    """The rows in a list, and beside it the chosen one or the plan as a whole. `asked(body)` asks to keep something."""

    def __init__(self) -> None:
        columns = ((t("action, for which objective"), 3.2), (t("lead"), 1.6), (t("with"), 1.0), (t("by"), 1.2),
                   (t("we will know when"), 2.0), (t("status"), 1.7))  # fmt: skip
        super().__init__(t("Development plan"), columns, t("A new action: what will be done"), t(_NOTHING))
        self.row, self.whole, self.side = RowPanel(), WholePanel(), QStackedWidget()
        self.back = button(t("The whole plan"), icon="back", key="Esc")
        self.advice = label("", "label", "warn", wrap=True)
        for panel in (self.row, self.whole):
            panel.asked.connect(self.asked)
        self.back.clicked.connect(lambda: self.list.choose(""))
        self.panes_of = {"row": SidePane(self.row, 400), "whole": SidePane(self.whole, 400)}
        for pane in self.panes_of.values():
            self.side.addWidget(pane)
        right = QVBoxLayout()
        right.addWidget(self.back)
        right.addWidget(self.side, 1)
        self._arrange([self.sum, self.advice], [], right)

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
        self.whole.show_plan(programme)
        self._shown(programme)

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

    def _things(self, programme: Programme) -> Mapping[str, Row]:
        state: State = programme.aspects["plan"]
        return state.rows

    # ------------------------------------------------------------------ doing

    def _begun(self, key: str, words: str) -> RowTold:
        return RowTold(key, action=words)

    def _take(self, key: int) -> bool:
        """The keys of the list: N, T, R, D and X, L, Delete and Escape."""
        statuses = {
            Qt.Key.Key_N: "not started",
            Qt.Key.Key_T: "on track",
            Qt.Key.Key_R: "at risk",
            Qt.Key.Key_D: "done",
            Qt.Key.Key_X: "dropped",
        }
        if (status := statuses.get(Qt.Key(key))) is not None:
            self.row.review.begin(status)
        elif key == Qt.Key.Key_L:
            self.row.links.search.setFocus()
        elif key == Qt.Key.Key_Delete:
            self.asked.emit(RowRemoved(self.list.key))
        elif key == Qt.Key.Key_Escape:
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

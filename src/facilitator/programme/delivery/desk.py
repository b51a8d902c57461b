"""What keeps a programme going, at the desk: the delivery plan, the task group's meetings, indicators, and papers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import label, put_text
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.contract import groups
from facilitator.programme.delivery.bodies import (
    IndicatorRemoved,
    IndicatorTold,
    MeetingRemoved,
    MeetingTold,
    StepRemoved,
    StepTold,
)
from facilitator.programme.delivery.desk_papers import Papers
from facilitator.programme.delivery.desk_rows import Part, Rows
from facilitator.programme.delivery.rules import MOST, STATES, State

KEYS: tuple[KeyRow, ...] = ()
"""It takes no keys but those of its fields."""
_NOBODY = ("", say("No group"))


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else None


class Desk(QWidget):
    """Tables of fields one under another. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ask = self.asked.emit
        self.steps = Rows(t("Delivery plan"), t("Add a step"), [
            Part("text", t("What is to be there"), 4), Part("owner", t("Who sees to it"), 2),
            Part("owner_group", t("Partner group"), 2, [_NOBODY]), Part("by", t("By"), 1, is_date=True),
            Part("state", t("State"), 1, list(STATES.items())),
        ], (StepTold, StepRemoved), ask)  # fmt: skip
        self.meetings = Rows(t("Meetings of the task group"), t("Add a meeting"), [
            Part("date", t("When"), 1, is_date=True), Part("called", t("What"), 2),
            Part("came", t("How many came"), 1, read=_number, valid=lambda words: not words or words.isdigit()),
            Part("note", t("What it settled"), 4),
        ], (MeetingTold, MeetingRemoved), ask)  # fmt: skip
        self.indicators = Rows(t("What is to be seen when it went well"), t("Add an indicator"), [
            Part("text", t("Indicator"), 4), Part("target", t("Target"), 1),
            Part("agreed", t("Agreed on"), 1, is_date=True), Part("result", t("What came out"), 2),
        ], (IndicatorTold, IndicatorRemoved), ask)  # fmt: skip
        self.papers = Papers(ask)
        self.refusal = label("", "label", "bad", wrap=True)
        self._programme: Programme | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for part in (self.refusal, self.steps, self.meetings, self.indicators, self.papers):
            column.addWidget(part)
        self.refusal.hide()

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [self.steps.add, self.meetings.add, self.indicators.add]

    def show_programme(self, programme: Programme) -> None:
        """Show all of it as it is now."""
        self._programme = programme
        state: State = programme.aspects["delivery"]
        self.refusal.hide()
        those = [("", t(_NOBODY[1])), *((group.id, group.label) for group in groups(programme))]
        self.steps.show_things(list(state.steps.values()), {"owner_group": those})
        done = sum(each.state == "done" for each in state.steps.values())
        n = len(state.steps)
        put_text(self.steps.sum, t("{done} of {n} done", "{done} of {n} done", n=n, done=done) if n else "")
        self.meetings.show_things(state.in_order())
        self.indicators.show_things(list(state.indicators.values()))
        for rows, known in ((self.steps, state.steps), (self.meetings, state.meetings),
                            (self.indicators, state.indicators)):  # fmt: skip
            rows.add.setEnabled(len(known) < MOST)
        self.papers.show_programme(programme)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.refusal.setText(sentence)
        self.refusal.show()

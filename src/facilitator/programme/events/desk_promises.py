"""What people meant to do, in the window: one after another they are asked about, and what became of each is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.fields import ChoiceField
from facilitator.looks.qt.kit import empty, label, put_text
from facilitator.looks.qt.words import t
from facilitator.model.moment import now_ms
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock
from facilitator.model.say import Day, say
from facilitator.programme.events.bodies import OUTCOMES, PromiseFollowed
from facilitator.programme.events.promises import Promise, became, promises
from facilitator.programme.events.report import OUTCOME_WORDS, how_many

_NOBODY_ASKED = ("", say("not asked yet"))


class PromisePanel(QWidget):
    """How many promises there are and what became of them; then each of them. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told, self.became = label("", "body", wrap=True), label("", "strong", wrap=True)
        self.due = label("", "caption", "quiet", wrap=True)
        self.rows: dict[str, PromiseRow] = {}
        self._grid = QVBoxLayout()
        self._grid.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(t("What people meant to do"), "title", wrap=True))
        for part in (self.told, self.became, self.due):
            column.addWidget(part)
        column.addLayout(self._grid)
        column.addStretch(1)

    def first(self) -> QWidget:
        """What takes the focus."""
        return next((row.outcome for row in self.rows.values()), self)

    def show_programme(self, programme: Programme) -> None:
        """Show every promise as it is now. Those that waited to be asked about when it was first shown come first, and
        each stays where it is as they are asked.
        """
        every = promises(programme)
        put_text(self.told, t(how_many(every)) if every else t("No form says what anyone means to do."))
        found = became(every)
        parts = [t("{answer}: {count}", answer=t(OUTCOME_WORDS[name]), count=n) for name, n in found.items()]
        put_text(self.became, t.listed(parts) if any(found.values()) else "")
        self._show_due(every)
        if {each.key for each in every} != set(self.rows):
            empty(self._grid)
            self.rows = {each.key: PromiseRow(each) for each in sorted(every, key=_waits)}
            for row in self.rows.values():
                row.asked.connect(self.asked)
                self._grid.addWidget(row)
        for each in every:
            self.rows[each.key].show_promise(each)

    def _show_due(self, every: Sequence[Promise]) -> None:
        open_ = [each for each in every if each.agreed and not each.asked]
        if not open_:
            put_text(self.due, "")
            return
        first = min(each.due for each in open_)
        today = by_clock(open_[0].workshop, now_ms()).date()
        put_text(self.due, _due_words(len(open_), first, today))


def _waits(promise: Promise) -> tuple[bool, bool, date]:
    return promise.asked, not promise.agreed, promise.due


def _due_words(n: int, first: date, today: date) -> str:
    """How many wait to be asked about, and from when on."""
    if first <= today:
        return t("{n} more may be asked about now.", "{n} more may be asked about now.", n=n)
    return t("{n} more may be asked about, from {day} on.", "{n} more may be asked about, from {day} on.", n=n,
             day=Day(first))  # fmt: skip


class PromiseRow(QWidget):
    """One promise: its words, where it was made, whether it may be asked about, and what became of it."""

    asked = Signal(object)

    def __init__(self, promise: Promise, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = promise.key
        self.words = label("", "body", wrap=True)
        self.where = label("", "caption", "quiet", wrap=True)
        self.agreed = QCheckBox(t("May be asked about"))
        choices = [_NOBODY_ASKED, *((name, OUTCOME_WORDS[name]) for name in OUTCOMES)]
        self.outcome = ChoiceField(choices)
        self.outcome.setMinimumContentsLength(16)
        self.agreed.clicked.connect(lambda on: self.asked.emit(PromiseFollowed(self.key, agreed=bool(on))))
        self.outcome.committed.connect(self._became)
        self._promise = promise
        deeds = QWidget()
        wrapped = WrapRow(deeds)
        for part in (self.agreed, self.outcome):
            wrapped.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for under in (self.words, self.where, deeds):
            column.addWidget(under)

    def show_promise(self, promise: Promise) -> None:
        """Show it as it is now."""
        self._promise = promise
        said = promise.said
        put_text(self.words, t("\u201c{words}\u201d", words=said.words))
        due = t("due {day}", day=Day(promise.due)) if promise.agreed and not promise.asked else ""
        sure = t("likely {count} of 5", count=said.likely) if said.likely else ""
        put_text(self.where, t.listed((promise.workshop.info.title, sure, due)))
        self.agreed.setChecked(promise.agreed)
        self.agreed.setAccessibleName(t("May be asked about: {words}", words=said.words))
        self.outcome.show_value(promise.followed.outcome)
        self.outcome.setEnabled(promise.agreed)
        self.outcome.setAccessibleName(t("What became of it: {words}", words=said.words))

    def _became(self, outcome: str) -> None:
        today = by_clock(self._promise.workshop, now_ms()).date().isoformat()
        self.asked.emit(PromiseFollowed(self.key, date=today if outcome else "", outcome=outcome))

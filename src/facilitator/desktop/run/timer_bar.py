"""The bar over the board: time of day and drift, the stage's clock, and what has been used of its time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.desktop.run.join import clock_of_day
from facilitator.looks.qt.basics import Chip
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import button, label, margins, put_text
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.timer import BigClock, TimeBar
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import is_phase
from facilitator.model.clock import MINUTE
from facilitator.model.run import OPEN, StageRun
from facilitator.model.say import Day, Time
from facilitator.model.timetable import Timetable, timetable
from facilitator.model.workshop import Workshop

LATE_FROM, ON_TIME = 2, 1


def _minutes(milliseconds: int) -> int:
    return round(milliseconds / 60_000)


def day_words(times: Timetable, *, short: bool = False) -> tuple[str, bool]:
    """`(words, late)`: how far the day is from its plan, or the day that it was planned for where it is another."""
    if times.other_day is not None:
        return t("planned for {day}", day=Day(times.other_day, short=True)), False
    return drift_words(times.drift, short=short) if times.begun else (t("not begun"), False)


def drift_words(drift: int, *, short: bool = False) -> tuple[str, bool]:
    """`(words, late)` for the day's drift in milliseconds: "on time" within a minute, late from two."""
    off = _minutes(drift)
    if off >= LATE_FROM:
        return t("{minutes} min", minutes=off) if short else t("{minutes} min behind", minutes=off), True
    return (t("{minutes} min ahead", minutes=-off), False) if off < -ON_TIME else (t("on time"), False)


class DayClock(QWidget):
    """Time of day, how far the day is from its plan, and when it will end."""

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._small = small
        self._time = label("", "title" if small else "display", parent=self)
        self.drift, self._end = Chip(t("on time"), parent=self), label("", "caption", "quiet", self)
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0, gap=4)
        column.addStretch(1)
        column.addWidget(self._time)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.drift)
        row.addWidget(self._end)
        row.addStretch(1)
        self._end.setVisible(not small)
        column.addLayout(row)
        column.addStretch(1)

    def show_day(self, workshop: Workshop, now: int) -> None:
        """Show the facts as they are now."""
        put_text(self._time, t(clock_of_day(now)))
        times = timetable(workshop, now)
        words, late = day_words(times, short=self._small)
        if words != self.drift.text():
            self.drift.show_state(words, "warn" if late else "", "warn" if late else "plain")
        words = (
            t("ends {time}", time=Time(times.ends))
            if times.ends >= now and times.expected and not times.other_day
            else ""
        )
        over = workshop.finished_at
        put_text(self._end, words if over is None else t("ended {time}", time=Time(over)))


_MIDDLE = 240
"""Px for the stage and its bar, at least."""


class StageBar(QWidget):
    """The stage's clock, name and times, with start, pause and a minute more or less."""

    toggled = Signal()
    added = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agenda = button(t("Agenda"), icon="chevron-right", tip=t("Show the agenda (Ctrl+B)"), parent=self)
        self.day = DayClock(self, small=True)
        self.clock = BigClock(self)
        self._name, self._about = ElidedLabel("", "strong", self), ElidedLabel("", "body", self)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._about.setProperty("tone", "quiet")
        self.bar = TimeBar(self)
        self._from = ElidedLabel("", "label", self)
        self._from.setProperty("tone", "quiet")
        self._wrap, self._to = (label("", "label", "quiet", self) for _ in range(2))
        self.go = button(t("Start"), icon="play", look="big", parent=self)
        self.less = button("−1", look="big", tip=t("One minute less (-)"), parent=self)
        self.more = button("+1", look="big", tip=t("One minute more (+)"), parent=self)
        self._compact, self._folded = False, False
        self._row = QHBoxLayout(self)
        margins(self._row, 24, 0, 24, 0, gap=24)
        self._row.addWidget(self.agenda)
        self._row.addWidget(self.day)
        self._row.addWidget(self.clock)
        self._row.addLayout(self._middle(), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.go, self.less, self.more):
            buttons.addWidget(each)
        self._row.addLayout(buttons)
        self.go.clicked.connect(self.toggled)
        self.less.clicked.connect(lambda: self.added.emit(-60))
        self.more.clicked.connect(lambda: self.added.emit(60))

    def _middle(self) -> QGridLayout:
        grid = QGridLayout()
        margins(grid, 24, 0, 0, 0, gap=6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._about, 1)
        grid.setRowStretch(0, 1)
        grid.addLayout(head, 1, 0, 1, 3)
        grid.addWidget(self.bar, 2, 0, 1, 3)
        for column, each in enumerate((self._from, self._wrap, self._to)):
            grid.addWidget(each, 3, column)
            grid.setColumnStretch(column, 1 if column < 2 else 0)
        grid.setRowStretch(4, 1)
        return grid

    def set_compact(self, compact: bool, with_day: bool) -> None:
        """Leave out what the menus have too; show the time of day here where the agenda is folded."""
        self._compact, self._folded = compact, with_day
        self.day.setVisible(with_day)
        self.less.setVisible(not compact)
        margins(self._row, 16 if compact else 24, 0, 16 if compact else 24, 0, gap=16 if compact else 24)
        self._fit()

    def _fit(self) -> None:
        """Show what has room: the button for the agenda, which has a key too, and when to wrap up give way first."""
        parts = (self.agenda, self.day, self.clock, self.go, self.less, self.more)
        others = sum(each.sizeHint().width() + self._row.spacing() for each in parts)
        self.agenda.setVisible(self._folded and not self._compact and self.width() - others >= _MIDDLE)
        self._fit_times()

    def show_stage(self, workshop: Workshop, now: int) -> None:
        """Show the open stage as it is now; without one, that none is open."""
        if self.day.isVisibleTo(self):
            self.day.show_day(workshop, now)
        run = workshop.current
        for each in (self.go, self.less, self.more):
            each.setEnabled(run is not None)
        if run is None:
            self._show_none(workshop)
            return
        clock = run.clock
        phase = clock.phase(now)
        phase = phase if is_phase(phase) else "calm"
        left = clock.elapsed(now) if clock.profile == "OPEN" else clock.remaining(now)
        self.clock.show_time(left / 1000, clock.total / 1000, phase)
        wrap, last = clock.zones()
        self.bar.set_zones(wrap / 1000, last / 1000)
        self.bar.show_time(clock.remaining(now) / 1000, max(1, clock.total) / 1000, phase)
        number = [r.id for r in workshop.stages].index(run.id) + 1
        count, goal = len(workshop.stages), run.stage.goal
        put_text(self._name, t(run.stage.title))
        about = (
            t("{number} of {count}", number=number, count=count)
            if self._compact or not goal
            else t("{goal}, {number} of {count}", goal=goal, number=number, count=count)
        )
        if self._about.text() != about:
            self._about.setText(about)
        self._show_times(run, now, wrap)
        self._show_go(run)

    def _show_none(self, workshop: Workshop) -> None:
        done, following = workshop.finished_at is not None, workshop.neighbour(1)
        self.clock.show_length(None if done or following is None else following.stage.minutes * 60)
        self.bar.show_time(1, 1, "calm")
        put_text(self._name, t("The day is over") if done else t("No stage is open"))
        self._about.setText("" if done or following is None else t("N opens {stage}", stage=following.stage.title))
        for each in (self._from, self._wrap, self._to):
            put_text(each, "")
        self._set_go(t("Start"), "play")

    def _show_times(self, run: StageRun, now: int, wrap: int) -> None:
        clock = run.clock
        end = clock.ends_at(now)
        if clock.started is None:
            planned = t("{minutes} min, not started", minutes=_minutes(clock.total)) if run.status == OPEN else ""
            self._say_times(planned, "", "")
        elif end is None:
            self._say_times(t("from {time}", time=Time(clock.started)), "", t("no end set"))
        else:
            short = self._compact
            first = t(clock_of_day(clock.started)) if short else t("from {time}", time=Time(clock.started))
            last = t(clock_of_day(end)) if short else t("to {time}", time=Time(end))
            at = Time(end - wrap)
            self._say_times(first, t("wrap up {time}", time=at) if wrap >= MINUTE else "", last)

    def _say_times(self, *texts: str) -> None:
        for each, text in zip((self._from, self._wrap, self._to), texts, strict=True):
            put_text(each, text)
        self._fit_times()

    def _fit_times(self) -> None:
        """When to wrap up is left out where there is no room for it between beginning and end."""
        needed = sum(each.sizeHint().width() + 6 for each in (self._from, self._wrap, self._to))
        self._wrap.setVisible(not self._compact and needed <= self.bar.width())

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """What has room is shown."""
        super().resizeEvent(event)
        self._fit()

    def _show_go(self, run: StageRun) -> None:
        if run.clock.running:
            self._set_go(t("Pause"), "pause")
        else:
            self._set_go(t("Start") if run.clock.started is None else t("Go on"), "play")

    def _set_go(self, text: str, icon: str) -> None:
        shown = "" if self._compact else text
        if self.go.text() != shown or self.go.accessibleName() != text:
            self.go.setText(shown)
            self.go.setAccessibleName(text)
            self.go.setToolTip(t("{deed} (Space)", deed=text))
            self.go.set_icon_name(icon)

"""The Plan place: the workshop's facts and its stages in order with their minutes; one of them is open for changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from facilitator.activities import lens_order, lenses
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.place import Place
from facilitator.desktop.plan.facts import FactsForm
from facilitator.desktop.plan.stage import StageForm
from facilitator.desktop.plan.stages import FACTS, StageList
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import VLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Closed, Noted, Opened
from facilitator.model.say import Clock, Day, say
from facilitator.model.workshop import Workshop

WIDEST = 720
_SHOWN = frozenset({Opened.kind, Closed.kind, Noted.kind})


class PlanPlace(Place):
    """Shows and changes the plan of the workshop that is open."""

    open_room_asked = Signal()
    rehearse_asked = Signal()
    questions_asked = Signal(str)
    """The questionnaire of a stage, by its id, is to be shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.stages = StageList()
        self.facts, self.stage = FactsForm(desk), StageForm(desk)
        self.editor = QStackedWidget()
        self._title, self._about = ElidedLabel("", "heading"), ElidedLabel("", "caption")
        self.sums: list[QLabel] = []
        self._arrange()
        self.stage.questions_asked.connect(self.questions_asked)
        self.stages.chosen.connect(self._choose)
        self.stages.move_asked.connect(self._move)
        desk.changed.connect(self._changed)
        self.refresh()

    # ------------------------------------------------------------------ building

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.stages)
        body.addWidget(VLine())
        for form in (self.facts, self.stage):
            self.editor.addWidget(Page(form, WIDEST))
        ground = QFrame()
        qt.mark(ground, panel="panel")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.editor)
        body.addWidget(ground, 1)
        column.addLayout(body, 1)

    def _build_head(self) -> QFrame:
        head, row = self.head(self._title, self._about)
        self.sums += [self.figure(row, name)[0] for name in (t("planned"), t("at their floors"), t("can be squeezed"))]
        rehearse = Button(t("Rehearse"), icon_name="masks")
        rehearse.clicked.connect(self.rehearse_asked)
        self.open_room = Button(t("Open the room"), icon_name="play", look="primary")
        self.open_room.clicked.connect(self.open_room_asked)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(rehearse)
        deeds.addWidget(self.open_room)
        row.addLayout(deeds)
        return head

    # ------------------------------------------------------------------ showing

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        first = self.facts.title if self.editor.currentIndex() == 0 else self.stage.minutes
        return [self.stages.list, first]

    def only_to_read(self) -> None:
        """Switch off the forms and what opens the room; a rehearsal is of a copy."""
        for part in (self.facts, self.stage, self.open_room):
            part.setEnabled(False)

    def refresh(self) -> None:
        """Show what the log says now."""
        workshop = self._desk.workshop
        if workshop is None:
            return
        self._title.setText(workshop.info.title)
        self._about.setText(t.listed(about(workshop)))
        planned = sum(run.stage.minutes for run in workshop.stages)
        floors = sum(min(run.stage.minutes_min, run.stage.minutes) for run in workshop.stages)
        for figure, minutes in zip(self.sums, (planned, floors, planned - floors), strict=True):
            figure.setText(t("{minutes} min", minutes=minutes))
        self.stages.show_stages(workshop, times(workshop))
        self._show_moves()
        self.facts.refresh()
        self.stage.refresh()

    def _changed(self, changes: list[Any]) -> None:
        if any(change.reset or change.kind in _SHOWN for change in changes):
            self.refresh()

    def _show_moves(self) -> None:
        workshop = self._desk.workshop
        if workshop is None:
            return
        may = not self._desk.read_only
        ways = {
            run.id: [may and lens_order.moved(workshop, run, by) is not None for by in (-1, 1)]
            for run in workshop.stages
        }
        earlier, later = ways.get(self.stages.chosen_id(), (False, False))
        self.stages.show_moves(any_of_them=any(map(any, ways.values())), earlier=earlier, later=later)

    def _move(self, by: int) -> None:
        """Put the chosen stage elsewhere in the day."""
        workshop, chosen = self._desk.workshop, self.stages.chosen_id()
        run = workshop.run(chosen) if workshop else None
        draft = lens_order.moved(workshop, run, by) if workshop and run else None
        if draft is not None:
            self._desk.ask(draft)

    def _choose(self, stage_id: str) -> None:
        self._show_moves()
        if stage_id == FACTS:
            self.editor.setCurrentIndex(0)
        else:
            self.editor.setCurrentIndex(1)
            self.stage.show_stage(stage_id)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """A narrower list in a small window."""
        super().resizeEvent(event)
        self.stages.setFixedWidth(max(344 if self.width() < 1200 else 440, self.stages.head.minimumSizeHint().width()))


def about(workshop: Workshop) -> list[str]:
    """In one line: what is still to be asked and what is doubtful; then date, place, groups and tables."""
    info = workshop.info
    tables = t("{n} table", "{n} tables", n=info.tables) if info.tables > 1 else ""
    count = len(workshop.groups.list)
    groups = t("{n} partner group", "{n} partner groups", n=count) if workshop.groups else t("no partner groups")
    order = [t(doubt.sentence) for block in workshop.blocks for doubt in lenses.doubts(block.method)]
    n = sum(run.unasked for run in workshop.stages)
    unasked = [t("{n} stage without its question", "{n} stages without their question", n=n)] if n else []
    return [*unasked, *order, long_day(info.date), info.place, tables, groups]


_WEEKDAYS = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)


def long_day(iso: str) -> str:
    """A date as people write it: Tuesday 24 November 2026. Anything else stays as it is."""
    try:
        day = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return t("{weekday} {day}", weekday=_WEEKDAYS[day.weekday()], day=Day(day.date()))


def times(workshop: Workshop) -> dict[str, str]:
    """When each stage begins by the plan, as a clock says it; minutes from the beginning when no start is set."""
    try:
        start = datetime.strptime(workshop.info.starts, "%H:%M")
    except ValueError:
        start = None
    at, found = 0, {}
    for run in workshop.stages:
        found[run.id] = t("{time}", time=Clock(f"{start + timedelta(minutes=at):%H:%M}")) if start else f"+{at}"
        at += run.stage.minutes
    found[""] = t("{time}", time=Clock(f"{start + timedelta(minutes=at):%H:%M}")) if start else f"+{at}"
    return found

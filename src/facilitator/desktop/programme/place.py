"""The Programme place: what spans the workshops of the file, aspect by aspect, and the events it has had so far."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.place import Place
from facilitator.desktop.plan.place import long_day
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import discard, label
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.packed import Packed
from facilitator.model.record import comments as counted
from facilitator.model.record import held_or_planned, in_order
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.programme import desks

WIDEST = 1160


def standing(workshop: Workshop) -> str:
    """How far a workshop is, in a word or two."""
    if workshop.finished_at is not None:
        return say("finished")
    return say("begun") if any(run.spans for run in workshop.stages) else say("planned")


class EventRow(QWidget):
    """One workshop of the programme: title, date, how far it is. `asked(id)` asks to see it."""

    asked = Signal(str)

    def __init__(self, workshop: Workshop, current: bool) -> None:
        super().__init__()
        title = ElidedLabel(workshop.info.title, "body")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(title, 1)
        row.addWidget(label(long_day(held_or_planned(workshop)) or t("no date yet"), "label", "quiet"))
        row.addWidget(label(t(standing(workshop)), "label", "quiet"))
        self.open = Button(t("Shown now") if current else t("Go there"))
        self.open.setAccessibleName(t("Go to {title}", title=workshop.info.title))
        self.open.setEnabled(not current)
        self.open.clicked.connect(lambda: self.asked.emit(workshop.id))
        row.addWidget(self.open)


class ProgrammePlace(Place):
    """Shows and changes what belongs to the whole programme. `workshop_asked(id)` asks to go to one of its events."""

    workshop_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.aspects = {name: desks.desk(name) for name in desks.at("programme")}
        self.events: list[EventRow] = []
        self._shown: list[tuple[str, ...]] = []
        self.heading, self._about = ElidedLabel("", "heading"), ElidedLabel("", "caption")
        self.sums: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._list = QVBoxLayout()
        self._arrange()
        for part in self.aspects.values():
            part.asked.connect(self._ask)
        desk.changed.connect(self._changed)
        self.refresh()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        form = QWidget()
        inside = QVBoxLayout(form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(24)
        self._list.setSpacing(6)
        inside.addWidget(label(t("Events"), "title"))
        inside.addLayout(self._list)
        for part in self.aspects.values():
            inside.addWidget(part.widget)
        inside.addStretch(1)
        ground = QFrame()
        qt.mark(ground, panel="panel")
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Page(form, WIDEST))
        column.addWidget(ground, 1)

    def _build_head(self) -> QFrame:
        head, row = self.head(self.heading, self._about)
        for name in ("events", "comments"):
            self.sums[name], self._captions[name] = self.figure(row, "")
        return head

    # ------------------------------------------------------------------ showing

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [pane for part in self.aspects.values() for pane in part.panes()]

    def entered(self) -> None:
        """Show what is true now: the place was entered."""
        self.refresh()

    def only_to_read(self) -> None:
        """Switch off what is written about the programme."""
        for part in self.aspects.values():
            part.widget.setEnabled(False)

    def refresh(self) -> None:
        """Show what the log says now."""
        programme = self._desk.programme
        facts = programme.aspects["facts"]
        first, last = long_day(facts.starts), long_day(facts.ends)
        span = t("{first} to {last}", first=first, last=last) if first and last else first or last
        self.heading.setText(programme.title or t("A programme without a title yet"))
        self._about.setText(t.listed((facts.sponsor, span, self._desk.path.name)))
        workshops = in_order(programme)
        comments = sum(standing.first_page + standing.lines + standing.withheld for standing in map(counted, workshops))
        self.sums["events"].setText(str(len(workshops)))
        self.sums["comments"].setText(str(comments))
        self._captions["events"].setText(t("event", "events", n=len(workshops)))
        self._captions["comments"].setText(t("comment", "comments", n=comments))
        self._show_events(workshops)
        for part in self.aspects.values():
            part.show_programme(programme)

    def _show_events(self, workshops: list[Workshop]) -> None:
        current = self._desk.workshop_id
        told: list[tuple[str, ...]] = [
            (each.id, each.info.title, held_or_planned(each), standing(each), current) for each in workshops
        ]
        if told == self._shown:
            return
        self._shown = told
        while self.events:
            discard(self._list, self.events.pop())
        for each in workshops:
            row = EventRow(each, each.id == current)
            row.asked.connect(self.workshop_asked)
            self.events.append(row)
            self._list.addWidget(row)

    def _changed(self, changes: list[Any]) -> None:
        if self.isVisible() or any(change.reset or change.aspects & self.aspects.keys() for change in changes):
            self.refresh()

    def _ask(self, said: Packed) -> None:
        if refusal := self._desk.ask_programme(said):
            for part in self.aspects.values():
                part.refuse(t(refusal))

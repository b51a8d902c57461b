"""The strip at the foot: how to join, who is here, who has been silent, what came in last, what is parked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facilitator.activities import contract
from facilitator.desktop.run.join import NO_PAGE
from facilitator.looks.qr import typed_address
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import GroupSign, Sign, VLine
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import button, label, margins, put_text
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.model.notes import LIVE, Note
from facilitator.model.run import StageRun
from facilitator.model.say import Time
from facilitator.model.workshop import Workshop

_WORDS = 60
"""Px for the words of a comment, at least."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A comment that has just come in."""

    key: str
    at: int
    group: str
    table: str
    text: str


def silent(workshop: Workshop, run: StageRun) -> int:
    """How many of the phones that are known of have written nothing in a stage, as far as it can be known."""
    return max(0, workshop.people.phones() - workshop.people.wrote(run.id))


def by_host(workshop: Workshop) -> int:
    """How many people in the room have no phone of their own: counted in the room, but not joined."""
    return max(0, workshop.people.present() - len(workshop.people)) if workshop.people.counted else 0


class TickerLine(QPushButton):
    """One comment on a line; a click opens it."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "quiet")
        self.setFlat(True)
        self.setStyleSheet("QPushButton { min-height: 20px; padding: 0; border: none; text-align: left; }")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key = ""
        row = QHBoxLayout(self)
        margins(row, 0, 0, 0, 0)
        self._time, self._sign = label("", "caption", "quiet", self), GroupSign(size=10, parent=self)
        self._table, self._text = label("", "caption", "quiet", self), ElidedLabel("", "label", self)
        for each in (self._time, self._sign, self._table):
            row.addWidget(each)
        row.addWidget(self._text, 1)
        self.clicked.connect(lambda: self.opened.emit(self._key))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """The time gives way where there is hardly room for the words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = self._sign.width() + self._table.sizeHint().width() + 16
        self._time.setVisible(self.width() >= self._time.sizeHint().width() + others + _WORDS)

    def show_note(self, note: Arrived | None, group: int) -> None:
        """Show a comment, or nothing."""
        self.setVisible(note is not None)
        if note is None:
            return
        self._key = note.key
        put_text(self._time, t("{time}", time=Time(note.at, seconds=True)))
        self._sign.show_group(group or "other")
        put_text(self._table, t("T{table}", table=note.table) if note.table else "")
        self._table.setVisible(bool(note.table))
        self._fit()
        self._text.setText(" ".join(note.text.split()))
        self.setAccessibleName(t("{text}. Open", text=note.text))


class Fact(QWidget):
    """An icon, a strong figure and quiet words."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure, self._words = label("", "strong", parent=self), label("", "label", parent=self)
        self._more = label("", "label", "quiet", self)
        row = QHBoxLayout(self)
        margins(row, 0, 0, 0, 0, gap=6)
        for each in (Sign(icon, parent=self), self._figure, self._words, self._more):
            row.addWidget(each)
        row.addStretch(1)

    def tell(self, figure: str, words: str, more: str = "") -> None:
        """Show it."""
        put_text(self._figure, figure)
        put_text(self._words, words)
        put_text(self._more, more)
        self._more.setVisible(bool(more))

    def text(self) -> str:
        """All it says."""
        return " ".join(part for part in (self._figure.text(), self._words.text(), self._more.text()) if part)


class Foot(QFrame):
    """The strip. `parking_asked`, `count_asked`, `note_opened(key)`."""

    parking_asked = Signal()
    count_asked = Signal()
    note_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "foot")
        self.address, self.code = label("", "strong", parent=self), label("", "caption", "quiet", self)
        self.phones, self.silent = Fact("phone", self), Fact("people", self)
        self.count = button(t("Count the room…"), look="quiet", parent=self)
        self.lines = (TickerLine(self), TickerLine(self))
        self.parking = button("", icon="flag", look="quiet", parent=self)
        self.saved = label("", "label", "quiet", self)
        self._tick = Sign("check", "text_2", parent=self)
        self._tick.hide()
        self._compact = False
        self._join = QWidget(self)
        self._row = QHBoxLayout(self)
        self._arrange()
        self.parking.clicked.connect(self.parking_asked)
        self.count.clicked.connect(self.count_asked)
        for line in self.lines:
            line.opened.connect(self.note_opened)

    def _arrange(self) -> None:
        margins(self._row, 0, 0, 24, 0, gap=20)
        join = QHBoxLayout(self._join)
        margins(join, 24, 0, 8, 0, gap=12)
        join.addWidget(Sign("qr", size=20, parent=self))
        self._words = QVBoxLayout()
        margins(self._words, 0, 0, 0, 0, gap=2)
        self._words.addStretch(1)
        self._words.addWidget(self.address)
        self._words.addWidget(self.code)
        self._words.addStretch(1)
        join.addLayout(self._words)
        join.addStretch(1)
        self._facts = QVBoxLayout()
        margins(self._facts, 0, 0, 0, 0, gap=2)
        self._facts.addStretch(1)
        self._facts.addWidget(self.phones)
        self._facts.addWidget(self.silent)
        self._facts.addStretch(1)
        ticker = QVBoxLayout()
        margins(ticker, 0, 0, 0, 0, gap=0)
        ticker.addStretch(1)
        for line in self.lines:
            ticker.addWidget(line)
        ticker.addStretch(1)
        self._lines = (VLine(self), VLine(self))
        self._row.addWidget(self._join)
        self._row.addWidget(self._lines[0])
        self._row.addLayout(self._facts)
        self._row.addWidget(self._lines[1])
        self._row.addLayout(ticker, 1)
        for each in (self.count, self.parking, self._tick, self.saved):
            self._row.addWidget(each)
        self._row.setSpacing(8)

    def set_compact(self, compact: bool, agenda: int) -> None:
        """One line, or two; the first part is as wide as the agenda where that is shown (0 where not)."""
        sizes = load().size
        self._compact = compact
        self.setFixedHeight(round((sizes["foot_slim"] if compact else sizes["foot"]) * qt.scale()))
        self._join.setMinimumWidth(0 if compact else max(0, agenda - 12))
        for line in self._lines:
            line.setVisible(not compact)
        self.lines[1].setMaximumHeight(0 if compact else 1000)
        self.count.setVisible(not compact)
        across, down = QVBoxLayout.Direction.LeftToRight, QVBoxLayout.Direction.TopToBottom
        for layout, gap in ((self._facts, 16), (self._words, 6)):
            layout.setDirection(across if compact else down)
            layout.setSpacing(gap if compact else 2)
        margins(self._row, 0, 0, 16 if compact else 24, 0, gap=12)

    def show_workshop(self, workshop: Workshop, latest: Sequence[Arrived], url: str) -> None:
        """Show the facts as they are now; `url` is the room page's, empty while there is none."""
        over = workshop.finished_at is not None
        put_text(self.address, t("The day is over") if over else typed_address(url) or t(NO_PAGE))
        wifi, code = workshop.info.wifi, workshop.code
        if self._compact:
            put_text(self.code, code)
        else:
            put_text(
                self.code,
                t("code {code} · Wi-Fi {wifi}", code=code, wifi=wifi) if wifi else t("code {code}", code=code),
            )
        self._show_people(workshop)
        for number, line in enumerate(self.lines):
            note = latest[number] if number < len(latest) and not (self._compact and number) else None
            line.show_note(note, workshop.groups.no(note.group) if note else 0)
        parked = len(workshop.parked())
        there = t("{n} in the parking lot", "{n} in the parking lot", n=parked)
        self.parking.setText(str(parked) if self._compact else there)
        self.parking.setAccessibleName(there)

    def _show_people(self, workshop: Workshop) -> None:
        people, host = workshop.people, by_host(workshop)
        known = people.phones()
        of = t("of {known}", known=known) if self._compact else t("of {n} phone", "of {n} phones", n=known)
        by = t("· {n} person by host", "· {n} people by host", n=host)
        self.phones.tell(str(people.connected), of, by if host and not self._compact else "")
        run = workshop.current
        wants = run is not None and contract.activity(run.stage.activity).awaits_everybody
        self.silent.setVisible(wants)
        if run is not None and wants:
            words = t("silent") if self._compact else t("silent this stage")
            self.silent.tell(str(silent(workshop, run)), words)

    def show_saved(self, words: str, *, bad: bool = False) -> None:
        """When something asked here was stored last, or that it could not be."""
        put_text(self.saved, words)
        qt.mark(self.saved, tone="bad" if bad else "quiet")
        self._tick.show_sign("alert" if bad else "check", "bad" if bad else "text_2")
        self._tick.setVisible(bool(words))


def arrived(note: Note) -> Arrived:
    """A note as the ticker shows it."""
    return Arrived(note.key, note.at, note.group, note.table, note.text)


def latest_of(workshop: Workshop) -> list[Arrived]:
    """The two comments that came last in the open stage, the last one first."""
    run = workshop.current
    if run is None:
        return []
    standing = run.notes.having(LIVE)[::-1]
    return [arrived(note) for note in standing[:2]]

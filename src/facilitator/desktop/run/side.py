"""The pane at the side: next stage, what the room sees, what to say, what comes then."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilitator.desktop.run.room_panel import RoomBox
from facilitator.desktop.run.scene import Scene
from facilitator.desktop.run.script_panel import Script
from facilitator.looks.qt.basics import HLine, WrapRow
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, margins, put_text
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.run import StageRun
from facilitator.model.say import Time, say
from facilitator.model.timetable import timetable
from facilitator.model.workshop import Workshop

KEYS = (KeyRow("Esc", say("Go back to the board")),)


class Side(QFrame):
    """The pane. `next_asked`, `screen_asked(act)` with hold, blank or join, and `left` when Esc goes back to the board.

    Where the board has something for the side, that stands here, and what else the pane has lies under a second tab.
    """

    next_asked = Signal()
    screen_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "panel")
        self.next = button(t("Next"), look="primary big", tail="next", key="N", parent=self)
        self._aside = ElidedLabel("", "caption", self)
        self._aside.setProperty("tone", "quiet")
        self._aside_of_board: QWidget | None = None
        self._asides: dict[QWidget, QScrollArea] = {}
        self.details, self.usual = button(t("Details"), parent=self), button(t("Script and screen"), parent=self)
        self.rooms = (RoomBox(self), RoomBox(self, small=True))
        self.script = Script(self)
        self._up_when, self._up_words = label("", "caption", "quiet", self), label("", "body", parent=self, wrap=True)
        self._up_words.setTextFormat(Qt.TextFormat.RichText)
        self._arrange()
        self.next.clicked.connect(self.next_asked)
        for room in self.rooms:
            room.asked.connect(self.screen_asked)

    @property
    def room(self) -> RoomBox:
        """The box of the room's screen that is in sight."""
        return self.rooms[1] if self.rooms[0].isHidden() else self.rooms[0]

    def _arrange(self) -> None:
        self._top = QWidget(self)
        self._next = QVBoxLayout(self._top)
        margins(self._next, 24, 16, 24, 8, gap=8)
        self._next.addWidget(self.next)
        self._next.addWidget(self._aside)
        self._next.addStretch(1)
        self._say = QVBoxLayout()
        margins(self._say, 24, 12, 16, 8, gap=0)
        self._say.addWidget(self.script, 1)
        self._up = QVBoxLayout()
        margins(self._up, 24, 14, 24, 16, gap=4)
        line = QHBoxLayout()
        line.addWidget(label(t("Next up"), "strong", parent=self), 1)
        line.addWidget(self._up_when)
        self._up.addLayout(line)
        self._up.addWidget(self._up_words)
        usual = QWidget(self)
        inner = QVBoxLayout(usual)
        margins(inner, 0, 0, 0, 0, gap=0)
        for room in self.rooms:
            inner.addWidget(room)
        inner.addWidget(HLine(self))
        inner.addLayout(self._say, 1)
        inner.addWidget(HLine(self))
        inner.addLayout(self._up)
        self._stack = QStackedWidget(self)
        self._usual = usual
        self._stack.addWidget(usual)
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0, gap=0)
        column.addWidget(self._top)
        column.addWidget(HLine(self))
        column.addWidget(self._arrange_tabs())
        column.addWidget(self._stack, 1)

    def _arrange_tabs(self) -> QWidget:
        holder = QWidget(self)
        self._tabs = holder
        row = WrapRow(holder, gap=4)
        row.setContentsMargins(16, 10, 16, 2)
        for tab in (self.details, self.usual):
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            row.addWidget(tab)
        self.details.setChecked(True)
        self.details.toggled.connect(lambda _: self._show_tab())
        holder.hide()
        return holder

    def show_details(self, aside: QWidget | None) -> None:
        """Put what the board has for the side in sight; None for a board that has nothing."""
        if aside is self._aside_of_board:
            return
        self._aside_of_board = aside
        if aside is not None and aside not in self._asides:
            area = self._asides[aside] = QScrollArea(self)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            aside.setProperty("plain", True)
            area.setWidget(aside)
            self._stack.addWidget(area)
        self._tabs.setVisible(aside is not None)
        self.details.setChecked(True)
        self._show_tab()

    def _show_tab(self) -> None:
        aside = self._aside_of_board if self.details.isChecked() else None
        self._stack.setCurrentWidget(self._asides[aside] if aside is not None else self._usual)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Esc goes back to the board."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def set_compact(self, compact: bool, width: int, bar: int, *, low: bool, short: bool) -> None:
        """Small margins, or the full pane of a `width`; `bar` is the height of the timer bar.

        Beside a `low` bar the button stands alone; in a `short` window the picture of the room screen is a thumbnail
        with small buttons, so that the script has room.
        """
        self.setFixedWidth(width)
        self.rooms[0].set_width(width)
        self._top.setFixedHeight(bar)
        self._aside.setVisible(not low)
        self.rooms[0].setVisible(not short)
        self.rooms[1].setVisible(short)
        edge = 16 if compact else 24
        self._next.setContentsMargins(edge, 14 if compact else 16, edge, 8)
        self._say.setContentsMargins(edge, 12, 16, 8)
        self._up.setContentsMargins(edge, 14, edge, 16)

    def follow(self, scene: Scene | None) -> None:
        """Show another scene in small, or nothing."""
        for room in self.rooms:
            room.follow(scene)

    # ------------------------------------------------------------------ showing

    def show_workshop(self, workshop: Workshop, shown: StageRun | None, now: int) -> None:
        """Show what comes next, and what to say for the stage on the board."""
        following, done = workshop.neighbour(1), workshop.finished_at is not None
        if done:
            words, aside = t("Open the day again"), t("The day is over")
        elif following is not None:
            words = t("Next: {stage}", stage=following.stage.title)
            aside = _how_long(workshop.current) if workshop.current else t("Opens the first stage")
        else:
            words, aside = t("End the day"), t("This is the last stage")
        if self.next.text() != words:
            self.next.setText(words)
        self.next.set_key("" if done else "N")
        put_text(self._aside, aside)
        if shown is not None:
            self.script.show_run(shown)
        self.show_next_up(workshop, now)

    def show_next_up(self, workshop: Workshop, now: int) -> None:
        """Show what comes then, and when as things stand."""
        run = None if workshop.finished_at is not None else workshop.neighbour(1)
        if run is None:
            put_text(self._up_words, t("The summary and the records are in Record."))
            put_text(self._up_when, "")
            return
        start = timetable(workshop, now).next_at
        put_text(
            self._up_when,
            t("{time} · {minutes} min", time=Time(start), minutes=run.stage.minutes),
        )
        asked = run.prompt if run.stage.asks else ""
        title, goal, prompt = (escape(t(words)) for words in (run.stage.title, run.stage.goal, asked))
        head = t("<b>{stage}:</b> {goal}.", stage=title, goal=goal) if goal else t("<b>{stage}.</b>", stage=title)
        put_text(self._up_words, f"{head} {prompt}".rstrip())

    def show_screen(self, workshop: Workshop, on_screen: bool) -> None:
        """Show what the room's screen does."""
        for room in self.rooms:
            room.show_screen(workshop.screen, on_screen)


def _how_long(run: StageRun) -> str:
    """Until when people may send in the open stage."""
    if run.clock.profile == "HARD":
        return t("Closes at zero, or when you move on")
    return t("Stays open until you move on")

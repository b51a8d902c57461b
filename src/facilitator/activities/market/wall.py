"""The grid on the room's screen: topics as they come, who is where now, which reports are missing. No names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.activities.market import figures, rules
from facilitator.activities.market.facts import HARVEST, HUDDLE, SESSIONS, Room, Slot, State
from facilitator.activities.market.grid import Grid, Slip, grid_of
from facilitator.activities.wall import DrawnBoard
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.wall.drawn import Letters
from facilitator.looks.qt.wall.inside import draw_inside
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say

NOTE, TITLE, FLOOR = 52, 42, 36
_FOOT, _TIMES, _HEAD, _CELL, _LINE, _WIDEST = 56, 190, 56, 132, 84, 4
_WARN_MS = 10 * 60_000
_LOOK_MS = 1000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Line(NamedTuple):
    """Words with what is beside them; `late` is whether something is wanted that is not there."""

    words: str
    beside: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page: lines, or a part of the grid (rooms and slots by number)."""

    lines: tuple[Line, ...] = ()
    rooms: tuple[int, int] = (0, 0)
    slots: tuple[int, int] = (0, 0)
    queue: tuple[str, ...] = ()


class Board(DrawnBoard):
    """Pages turn by hand or every 20 seconds. A topic that is not shown to the room is not on them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._stage: StageRun | None = None
        self._grid = Grid()
        self._said: tuple[Page, ...] = (Page(),)
        self._foot_words = ""
        self._ticking = QTimer(self, interval=_LOOK_MS)
        self._ticking.timeout.connect(self._tick)

    # ------------------------------------------------------------------ what a caller says

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Draw what the room may see of a stage."""
        if run is not self._stage:
            self._at = 0
        self._stage = run
        state: State = run.state
        slot = state.slot_of(run.id)
        grid = grid_of(state, groups, slot.id if slot else "")
        self._grid = Grid(grid.rooms, grid.slots, self._seen(run, grid.placed), self._seen(run, grid.waiting), grid.now)
        self._foot_words = self._foot(run)
        self._count_pages()
        if rules.phase_of(run) == SESSIONS:
            self._ticking.start()
        else:
            self._ticking.stop()
        self.update()

    @staticmethod
    def _seen(run: StageRun, slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
        return tuple(s for s in slips if (n := run.notes.get(s.key)) is not None and n.on_screen(run.open_to_room))

    def shown_keys(self) -> list[str]:
        """The topics whose titles stand on it."""
        titles = self.shown_texts()
        return [slip.key for slip in (*self._grid.waiting, *self._grid.placed) if slip.title in titles or self._lines()]

    def _lines(self) -> bool:
        return any(page.lines for page in self._said)

    def shown_texts(self) -> list[str]:
        """Every word that stands on its pages."""
        found = []
        for page in self._said:
            found += [" ".join((line.words, room_t(line.beside))) for line in page.lines] + list(page.queue)
            found += [slip.title for slip in self._grid.placed if not page.lines and self._on(page, slip)]
        return [*found, *([room_t(self._foot_words)] if self._foot_words else [])]

    def _on(self, page: Page, slip: Slip) -> bool:
        rooms = [room.id for room in self._grid.rooms[slice(*page.rooms)]]
        return slip.cell[0] in rooms and slip.cell[1] in [slot.id for slot in self._grid.slots[slice(*page.slots)]]

    def _foot(self, run: StageRun) -> str:
        state: State = run.state
        phase = rules.phase_of(run)
        if phase == HUDDLE:
            return "" if state.feed() else say("No topic has marks. Talk about what matters to you.")
        if phase == HARVEST and not figures.reported(state):
            return say("No topic has a place yet, so there is no report.")
        if phase == HARVEST:
            reports = figures.reported(state)
            written = sum(bool(state.report(note.key)) for note in reports)
            return say(
                "{written} of {n} report is begun",
                "{written} of {n} reports are begun",
                written=written,
                n=len(reports),
            )
        left = run.clock.remaining(now_ms())
        if phase == SESSIONS and run.clock.started is not None and left <= _WARN_MS:
            minutes = max(0, -(-left // 60_000))
            over = say("This time is over. A session can carry on elsewhere.")
            return say("{minutes} min left", minutes=minutes) if minutes else over
        return say("{n} place is open", "{n} places are open", n=figures.blank(state))

    def _tick(self) -> None:
        """The minutes left are told without any new entry."""
        if self._stage is not None and (words := self._foot(self._stage)) != self._foot_words:
            self._foot_words = words
            self.update()

    # ------------------------------------------------------------------ pages

    def _page_count(self) -> int:
        """The pages are made anew: another size holds other ones."""
        run = self._stage
        if run is None:
            return 1
        phase = rules.phase_of(run)
        if phase == HARVEST:
            pages = self._line_pages(self._reports(run.state))
        elif phase == HUDDLE:
            pages = self._line_pages([Line(i.text, _marks(int(i.score or 0))) for i in run.state.feed()])
        else:
            pages = self._grid_pages(only_now=phase == SESSIONS)
        self._said = tuple(pages) or (Page(),)
        return len(self._said)

    @staticmethod
    def _reports(state: State) -> list[Line]:
        missing = {note.key for note in figures.missing(state)}
        found = []
        for note in sorted(figures.reported(state), key=lambda note: note.key not in missing):
            late, points = note.key in missing, len(state.report(note.key))
            beside = say("report missing") if late else say("{points} in the report", points=points)
            found.append(Line(room_t(figures.title_of(state, note)), beside, late))
        return found

    def _line_pages(self, lines: list[Line]) -> list[Page]:
        each = max(1, int((self.height() / self._px - _FOOT) // _LINE))
        return [Page(lines=tuple(lines[at : at + each])) for at in range(0, len(lines), each)]

    def _grid_pages(self, *, only_now: bool) -> list[Page]:
        """Titles that wait stand over the grid's first page; each page has as many times and places as can be read.

        A single time has its places in several rows, one under the other.
        """
        slots = range(len(self._grid.slots))
        if only_now and self._grid.now:
            slots = range(*_around(self._grid.now, [slot.id for slot in self._grid.slots]))
        queue = () if only_now else tuple(slip.title for slip in self._grid.waiting[-3:])
        free = self.height() / self._px - _FOOT - _HEAD - (_LINE if queue else 0)
        deep, wide = max(1, int(free // _CELL)), min(_WIDEST, max(1, len(self._grid.rooms)))
        if len(slots) == 1:
            wide *= max(1, int((free + _HEAD) // (_HEAD + _CELL)))
        return [
            Page(rooms=(left, left + wide), slots=(top, min(top + deep, slots.stop)), queue=queue)
            for top in range(slots.start, slots.stop, deep)
            for left in range(0, len(self._grid.rooms), wide)
        ]

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The page in sight, and one line at the foot."""
        p = QPainter(self)
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        p.fillRect(self.rect(), qt.colour("window", self._look))
        page, u = self._said[self._at], self._px
        if page.lines:
            self._draw_lines(p, page)
        else:
            self._draw_grid(p, page)
        foot = QRectF(0, self.height() - _FOOT * u, self.width(), _FOOT * u)
        words = self._foot_words
        if self.pages() > 1:
            words = say("{words}   {page} of {pages}", words=words, page=self.page(), pages=self.pages())
        self._say(p, foot, words, Letters(FLOOR, 500, "text_2"))
        p.end()

    def _say(self, p: QPainter, box: QRectF, words: str, look: Letters) -> None:
        """Words at the left, on as many lines as there is room for, shortened at last."""
        font = qt.font_of(TypeSpec(look.size, look.size, look.weight), self._px)
        p.setPen(qt.colour(look.role, self._look))
        draw_inside(p, box, room_t(words), font, _LEFT, least=FLOOR * self._px)

    def _draw_lines(self, p: QPainter, page: Page) -> None:
        u = self._px
        for row, (words, state, late) in enumerate(page.lines):
            box = QRectF(0, row * _LINE * u, self.width() * 0.7, _LINE * u)
            self._say(p, box, words, Letters(NOTE if len(words) < 40 else TITLE, 650 if late else 500))
            beside = QRectF(self.width() * 0.72, box.top(), self.width() * 0.28, box.height())
            self._say(p, beside, state, Letters(FLOOR, 650 if late else 500, "warn" if late else "text_2"))
            p.setPen(QPen(qt.colour("line", self._look), 2 * u))
            p.drawLine(0, round(box.bottom()), self.width(), round(box.bottom()))

    def _draw_grid(self, p: QPainter, page: Page) -> None:
        u, top = self._px, 0.0
        if page.queue:
            said = say("Waiting: {topics}", topics=Listed(tuple(page.queue), "\u00b7"))
            self._say(p, QRectF(0, 0, self.width(), _LINE * u), said, Letters(TITLE, 550))
            top = _LINE * u
        rooms, slots = self._grid.rooms[slice(*page.rooms)], self._grid.slots[slice(*page.slots)]
        if not rooms or not slots:
            return
        bands = [rooms[at : at + _WIDEST] for at in range(0, len(rooms), _WIDEST)]
        high = (self.height() - top - _FOOT * u) / len(bands)
        for number, band in enumerate(bands):
            self._draw_band(p, QRectF(0, top + number * high, self.width(), high), band, slots, len(bands[0]))

    def _draw_band(
        self, p: QPainter, place: QRectF, rooms: Sequence[Room], slots: Sequence[Slot], columns: int
    ) -> None:
        """Some places side by side, each with its times one under the other."""
        u, top = self._px, place.top()
        wide = (place.width() - _TIMES * u) / columns
        high = min(220 * u, (place.height() - _HEAD * u) / len(slots))
        for column, room in enumerate(rooms):
            box = QRectF(_TIMES * u + column * wide, top, wide - 24 * u, _HEAD * u)
            name = room.name if room.step_free else say("{place} (stairs)", place=room.name)
            self._say(p, box, name, Letters(FLOOR, 650))
        there = {slip.cell: slip for slip in self._grid.placed}
        for row, slot in enumerate(slots):
            y = top + _HEAD * u + row * high
            look = Letters(FLOOR, 650 if slot.id == self._grid.now else 500)
            self._say(p, QRectF(0, y, (_TIMES - 12) * u, high), slot.start or slot.name, look)
            for column, room in enumerate(rooms):
                box = QRectF(_TIMES * u + column * wide, y, wide - 16 * u, high - 14 * u)
                self._draw_cell(p, box, there.get((room.id, slot.id)))

    def _draw_cell(self, p: QPainter, box: QRectF, slip: Slip | None) -> None:
        u = self._px
        pen = QPen(qt.colour("control_line" if slip is None else "line_strong", self._look), 2 * u)
        if slip is None:
            pen.setDashPattern([4, 4])
        p.setPen(pen)
        p.setBrush(QBrush(Qt.BrushStyle.NoBrush) if slip is None else qt.colour("card", self._look))
        p.drawRoundedRect(box, 12 * u, 12 * u)
        if slip is None:
            return
        inside = box.adjusted(18 * u, 8 * u, -18 * u, -8 * u)
        count = QRectF(inside.right() - 70 * u, inside.top(), 70 * u, inside.height())
        if slip.interested:
            self._say(p, count, str(slip.interested), Letters(FLOOR, 650, "text_2"))
            inside.setRight(count.left() - 10 * u)
        self._say(p, inside, slip.title, Letters(TITLE if len(slip.title) < 24 else FLOOR, 600))


def _marks(count: int) -> str:
    return say("{n} mark", "{n} marks", n=count)


def _around(now: str, slots: list[str]) -> tuple[int, int]:
    """The time that is on and the one after it."""
    at = slots.index(now) if now in slots else 0
    return at, min(at + 2, len(slots))

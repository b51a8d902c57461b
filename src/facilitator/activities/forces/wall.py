"""The force field on the room's screen: counters while forces are named, lists to read, arrows once all have scored."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces import wall_levers as effort
from facilitator.activities.forces.desk_arrows import Field, Sizes, paint_field, row_heights
from facilitator.activities.forces.facts import DRIVER, RESTRAINER, SIDES, VERDICTS, Change
from facilitator.activities.forces.picture import Lever, Picture, ask_for_more, picture
from facilitator.activities.wall import DrawnBoard
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.wall.drawn import Letters
from facilitator.looks.qt.wall.fit import SMALLEST
from facilitator.looks.qt.wall.inside import draw_inside
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

_FLOOR, _NOTE, _FIGURE, _FOOT = 36.0, 52.0, 200.0, 60.0
_LOOK_MS = 1000
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Board(DrawnBoard):
    """A wall that draws the field of a stage; pages turn by hand or every 20 seconds as those of notes do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._stage: StageRun | None = None
        self._shown = Picture()
        self._phase = ""
        self._levers: list[Lever] = []
        self._words: list[str] = []
        self._groups = Groups()
        self._open = False
        self._locking = QTimer(self, interval=_LOOK_MS)
        self._locking.timeout.connect(self._look_again)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Draw what the room may see of a stage now."""
        if run is not self._stage:
            self._at = 0
        self._stage, self._phase, self._groups = run, rules.phase_of(run), groups
        now = now_ms()
        self._open = rules.scores_open(run, now)
        (self._locking.start if self._phase == "score" and not self._open else self._locking.stop)()
        shown = picture(run, now)
        focus = run.state.focus if self._phase == "spread" else ""
        rows = tuple(row for row in shown.rows if not focus or row.key == focus)
        self._shown = Picture(shown.change, rows or shown.rows, shown.totals, shown.expected)
        self._levers = effort.room_levers(run) if self._phase == "act" else []
        self._count_pages()
        self.update()

    def _look_again(self) -> None:
        """Scores open by themselves when the clock locks."""
        if self._stage is not None and rules.scores_open(self._stage, now_ms()) != self._open:
            self.show_state(self._stage, self._groups)

    def shown_texts(self) -> list[str]:
        """Every word on the page in sight."""
        self.grab()
        return list(self._words)

    def shown_keys(self) -> list[str]:
        """The forces whose words stand on it."""
        if self._levers:
            return [line.key for line in self._levers if line.key]
        lists = self._phase in ("merge", "score", "spread", "act", "read")
        return [row.key for row in self._shown.rows] if lists else []

    def _least(self) -> Sizes:
        """The smallest that the room can read: names 36 px high, whatever there is to show."""
        if self._shown.totals is None:
            return Sizes(self._px, 40, _FLOOR, 30, 64, words=False)
        return Sizes(self._px, _FLOOR, _FLOOR, _FLOOR, 76, extra=34, thick=0.7, dot=1.5, words=False, outside=True)

    def _room(self) -> float:
        """The height that rows may take, px of a wall 1080 high."""
        return (self.height() - self._least().head_row) / self._px - _FOOT

    def _page_ends(self) -> list[int]:
        """The number of the row, or of the line where effort pays, after the last one of each page."""
        if self._levers:
            return effort.page_ends(self._lines(), self.height() - _FOOT * self._px)
        ends, used = [], 0.0
        heights = row_heights(self._shown, self._least())
        for number, each in enumerate(heights):
            if used and used + each > self._room():
                ends.append(number)
                used = 0.0
            used += each
        return [*ends, len(heights)]

    def _lines(self) -> list[effort.Placed]:
        return effort.placed(self._levers, self.width(), self._px)

    def _page_count(self) -> int:
        drawn = self._phase in ("merge", "score", "spread", "act", "read")
        return len(self._page_ends()) if drawn else 1

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The part of the method that the room is in."""
        p = QPainter(self)
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        p.fillRect(self.rect(), qt.colour("window", self._look))
        self._words = []
        if self._stage is not None:
            draw = {"state": self._change, "name": self._counters}.get(self._phase, self._field)
            (self._effort if self._levers else draw)(p)
        p.end()

    def _font(self, size: float, weight: int = 500) -> QFont:
        return qt.font_of(TypeSpec(size, size, weight), self._px)

    def _say(self, p: QPainter, box: QRectF, flags: Qt.AlignmentFlag, words: str, look: Letters) -> None:
        told = room_t(words)
        p.setPen(qt.colour(look.role, self._look))
        least = _FLOOR if look.size > _FLOOR else _FLOOR * SMALLEST
        draw_inside(p, box, told, self._font(look.size, look.weight), flags, least=least * self._px)
        self._words.append(told)

    def _change(self, p: QPainter) -> None:
        """Now on the left, wanted on the right; how clear it is only once that is shown to the room."""
        run = self._stage
        if run is None:
            return
        u, change = self._px, self._shown.change
        half, top = self.width() / 2, 70 * u
        high = self.height() - 160 * u
        for left, title, words in ((0.0, say("Now"), change.now), (half, _wanted(change), change.wanted)):
            box = QRectF(left + (50 * u if left else 0), 0, half - 50 * u, top)
            self._say(p, box, _LEFT, title, Letters(_FLOOR, 500, "text_2"))
            place = box.adjusted(0, top + 10 * u, 0, high)
            self._say(p, place, _TOP, words or "\u2026", Letters(64, 600))
        p.setPen(QPen(qt.colour("text", self._look), 3 * u))
        p.drawLine(QPointF(half, 0), QPointF(half, self.height() - 110 * u))
        clear, unclear = figures.clarity(run.state)
        said: str
        if run.revealed or not run.answers_open(now_ms()):
            said = say("{clear} clear, {unclear} not clear", clear=clear, unclear=unclear)
        else:
            said = say("{n} answered", "{n} answered", n=clear + unclear) if clear + unclear else ""
        self._say(p, QRectF(0, self.height() - 90 * u, self.width(), 80 * u), _LEFT, said, Letters(_NOTE, 600))

    def _counters(self, p: QPainter) -> None:
        """How many forces there are on each side, and nothing of what they say."""
        run = self._stage
        if run is None:
            return
        u, half = self._px, self.width() / 2
        for side, left in ((DRIVER, 0.0), (RESTRAINER, half)):
            count = len(run.state.notes_of(side))
            box = QRectF(left, 0, half, self.height() * 0.66)
            self._say(p, box, _CENTRE, str(count), Letters(_FIGURE, 650))
            under = QRectF(left, self.height() * 0.66, half, 80 * u)
            way = say("\u2192 pushing towards it") if side == DRIVER else say("\u2190 holding it back")
            self._say(p, under, _CENTRE, way, Letters(_NOTE, 500, "text_2"))
        p.setPen(QPen(qt.colour("line_strong", self._look), 3 * u))
        p.drawLine(QPointF(half, 0), QPointF(half, self.height()))

    def _field(self, p: QPainter) -> None:
        """Lists while numbers are hidden, then arrows with both sides added up."""
        u, shown, foot = self._px, self._part(), _FOOT * self._px
        area = QRectF(0, 0, self.width(), self.height() - foot)
        sizes = self._sizes_for(shown)
        into = Field(p, self._look, area, sizes, room_t)
        paint_field(into, shown)
        self._words += [room_t(row.text) for row in shown.rows]
        for side in SIDES:
            if not self._shown.side(side) and self._phase == "merge":
                left = 0.0 if side == DRIVER else self.width() / 2
                box = QRectF(left, area.top() + 90 * u, self.width() / 2, 120 * u)
                asked = ask_for_more(self._stage.state, self._groups) if self._stage else ""
                self._say(p, box, _CENTRE, asked, Letters(_NOTE, 500, "text_2"))
        self._foot(p, QRectF(0, self.height() - foot, self.width(), foot))

    def _effort(self, p: QPainter) -> None:
        """Where effort pays, with the ideas there are."""
        ends, lines = [0, *self._page_ends()], self._lines()
        here = lines[ends[min(self._at, len(ends) - 2)] : ends[min(self._at + 1, len(ends) - 1)]]
        self._words += effort.paint(p, self._look, here, self.width(), self._px)
        foot = QRectF(0, self.height() - _FOOT * self._px, self.width(), _FOOT * self._px)
        self._say(p, foot, _LEFT, effort.HOW, Letters(_FLOOR, 500, "text_2"))
        self._page_mark(p, foot, _RIGHT)

    def _sizes_for(self, shown: Picture) -> Sizes:
        """The largest letters with which these rows fill the wall and every label stays whole, none under the least."""
        sizes = self._least()
        high = (self.height() / self._px - _FOOT - 10) / (sizes.label * 1.3 + sum(row_heights(shown, sizes)))
        metrics = QFontMetricsF(qt.font_of(TypeSpec(sizes.label, sizes.label, 450), self._px))
        widest = max((metrics.horizontalAdvance(room_t(row.text)) for row in shown.rows), default=1.0)
        by = min(high, _NOTE / sizes.label, (self.width() / 2 - 40 * self._px) / max(1.0, widest))
        return _grown(sizes, by) if by > 1 else sizes

    def _part(self) -> Picture:
        """The rows of the page in sight."""
        ends = [0, *self._page_ends()]
        first, last = ends[min(self._at, len(ends) - 2)], ends[min(self._at + 1, len(ends) - 1)]
        rows = [row for side in SIDES for row in self._shown.side(side)[first:last]]
        most = (len(self._shown.side(DRIVER)), len(self._shown.side(RESTRAINER)))
        return replace(self._shown, rows=tuple(rows), many=most)

    def _foot(self, p: QPainter, box: QRectF) -> None:
        """One line: how many have scored, both totals with their means, or the verdict."""
        run = self._stage
        if run is None:
            return
        counts = figures.verdicts(run.state)
        if self._phase == "read" and (run.revealed or not run.answers_open(now_ms())) and any(counts.values()):
            go, go_if, not_yet = (counts[verdict] for verdict in VERDICTS)
            said = say(
                "Verdict: {go} go   {go_if} go if   {not_yet} not yet   ({answered})",
                go=go,
                go_if=go_if,
                not_yet=not_yet,
                answered=say("{n} answered", "{n} answered", n=go + go_if + not_yet),
            )
            self._say(p, box, _LEFT, said, Letters(44, 600))
            self._page_mark(p, box, _RIGHT)
            return
        if self._shown.totals is not None and len(self._shown.rows) > 1:
            for side, flags in ((DRIVER, _LEFT), (RESTRAINER, _RIGHT)):
                (total, under), (mean, of) = self._shown.sums(side)
                sums = say("{total} {under}   {mean} {of}", total=total, under=under, mean=mean, of=of)
                self._say(p, box, flags, sums, Letters(_FLOOR, 600))
            if self._of == 1:
                self._say(p, box, _CENTRE, say("Compare the means"), Letters(_FLOOR, 500, "text_2"))
        elif self._phase == "score":
            n = figures.raters(run.state)
            said = say("{n} person has begun to score", "{n} people have begun to score", n=n)
            said = said if self._shown.rows else say("There is no force to score yet")
            self._say(p, box, _LEFT, said, Letters(_FLOOR, 500, "text_2"))
            self._page_mark(p, box, _RIGHT)
            return
        self._page_mark(p, box, _CENTRE)

    def _page_mark(self, p: QPainter, box: QRectF, flags: Qt.AlignmentFlag) -> None:
        if self._of > 1:
            self._say(
                p,
                box,
                flags,
                say("{page} of {pages}", page=self.page(), pages=self._of),
                Letters(_FLOOR, 500, "text_2"),
            )


def _grown(sizes: Sizes, by: float) -> Sizes:
    return replace(
        sizes,
        label=sizes.label * by,
        row=sizes.row * by,
        extra=sizes.extra * by,
        thick=min(1.4, sizes.thick * by),
    )


def _wanted(change: Change) -> str:
    when = change.when_where
    return say("Wanted {when}", when=when) if when else say("Wanted")

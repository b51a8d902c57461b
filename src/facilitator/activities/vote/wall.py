"""A vote on the room's screen: how many have voted, and the ranking once it is revealed. Read from eight metres."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.activities.vote import rules
from facilitator.activities.wall import DrawnBoard
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.wall.inside import draw_inside
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

_BIG, _WORDS, _NOTE, _TWO, _FLOOR = 240, 72, 52, 40, 36
_ROW, _FOOT, _BAR, _PLACE = 100, 56, 30, 110
_NOTHING = say("There is nothing to vote on yet.")
_SHARE = 0.58
"""So much of the width is for place and words; the bars have the rest."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class Board(DrawnBoard):
    """Pages of the ranking, turned by hand or every 20 seconds as those of notes are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._results: list[rules.Result] = []
        self._lines: tuple[str, ...] = ()
        self._voters = 0
        self._ranked = False

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Draw what the room may see of a vote: only a count until it is revealed."""
        state: rules.State = run.state
        self._ranked = state.terms().style == rules.RANK
        self._results = rules.results(state) if run.revealed else []
        self._voters = state.voters()
        self._lines = _turnout(self._voters, run.present) if state.candidates() else ()
        self.setAccessibleName(" ".join(self.shown_texts()))
        self._count_pages()
        self.update()

    def shown_keys(self) -> list[str]:
        """What the room reads by name: what is voted on, once the ranking is revealed."""
        return [result.item.id for result in self._results]

    def shown_texts(self) -> list[str]:
        """Every word that stands on it."""
        if not self._results:
            return list(self._lines) or [room_t(_NOTHING)]
        return [*(self._row_words(r) for r in self._results), self._foot_words()]

    def _row_words(self, result: rules.Result) -> str:
        return f"{result.earned} {result.item.text} {result.points}".strip()

    def _foot_words(self) -> str:
        n = self._voters
        said = room_t("Dots of {n:,} person.", "Dots of {n:,} people.", n=n)
        if self._ranked:
            said = room_t("Points of {n:,} person.", "Points of {n:,} people.", n=n)
        level = room_t("Equal points: first choices decide.") if any(r.by_first for r in self._results) else ""
        tied = room_t("= shares its place") if any(r.tied and r.points for r in self._results) else ""
        parts = filter(None, (said, level, tied))
        page = room_t("{page} of {pages}", page=self.page(), pages=self.pages()) if self.pages() > 1 else ""
        return room_t.listed((" ".join(parts), page))

    def _per_wall(self) -> int:
        return max(1, int((self.height() / self._px - _FOOT) // _ROW))

    def _page_count(self) -> int:
        return -(-len(self._results) // self._per_wall())

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """A large figure, or the rows of the page in sight."""
        p = QPainter(self)
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        p.fillRect(self.rect(), qt.colour("window", self._look))
        if self._results:
            self._draw_rows(p)
        elif self._lines:
            self._draw_count(p)
        else:
            self._letters(p, _NOTE, 500, "text_2")
            p.drawText(QRectF(self.rect()), _WRAP, room_t(_NOTHING))
        p.end()

    def _letters(self, p: QPainter, size: float, weight: int, role: str = "text") -> QFontMetricsF:
        p.setFont(qt.font_of(TypeSpec(size, size, weight), self._px))
        p.setPen(qt.colour(role, self._look))
        return QFontMetricsF(p.font())

    def _draw_count(self, p: QPainter) -> None:
        x, base = 0.0, self.height() * 0.6
        for text, size, weight, role in ((self._lines[0], _BIG, 650, "text"), (self._lines[1], _WORDS, 500, "text_2")):
            metrics = self._letters(p, size, weight, role)
            p.drawText(QPointF(x, base), text)
            x += metrics.horizontalAdvance(text) + 36 * self._px

    def _draw_rows(self, p: QPainter) -> None:
        u, each = self._px, self._per_wall()
        most = max((r.points for r in self._results), default=0)
        metrics = self._letters(p, _NOTE, 550)
        room = self.width() * _SHARE - _PLACE * u
        whole = all(metrics.horizontalAdvance(r.item.text) <= room for r in self._results)
        for row, result in enumerate(self._results[self._at * each : (self._at + 1) * each]):
            box = QRectF(0, row * _ROW * u, self.width(), _ROW * u)
            self._draw_row(p, box, result, most)
            self._draw_words(p, QRectF(_PLACE * u, box.top(), room, box.height()), result.item.text, whole=whole)
        self._letters(p, _FLOOR, 500, "text_2")
        foot = QRectF(0, self.height() - _FOOT * u, self.width(), _FOOT * u)
        p.drawText(foot, _LEFT, self._foot_words())

    def _draw_row(self, p: QPainter, box: QRectF, result: rules.Result, most: int) -> None:
        """Place, bar and number of one row."""
        u = self._px
        self._letters(p, _NOTE, 650)
        p.drawText(QRectF(0, box.top(), _PLACE * u, box.height()), _LEFT, result.earned)
        start = box.width() * _SHARE + 30 * u
        long = (box.width() - start - 150 * u) * result.points / most if most else 0.0
        p.fillRect(QRectF(start, box.center().y() - _BAR * u / 2, long, _BAR * u), qt.colour("text_strong", self._look))
        number = QRectF(start + long + (20 * u if long else 0), box.top(), 150 * u, box.height())
        p.drawText(number, _LEFT, str(result.points))

    def _draw_words(self, p: QPainter, box: QRectF, words: str, *, whole: bool) -> None:
        """On one line in full size where all fit, else on two lines in smaller letters, shortened at last."""
        self._letters(p, _NOTE if whole else _TWO, 550)
        draw_inside(p, box, " ".join(words.split()), p.font(), Qt.AlignmentFlag.AlignVCenter, least=_FLOOR * self._px)


def _turnout(voters: int, present: int) -> tuple[str, str]:
    """A figure and what it counts: of how many present, unless nobody knows that, or more voted."""
    figure = room_t("{n:,} of {present:,}", n=voters, present=present) if voters <= present else f"{voters:,}"
    return figure, room_t("has voted", "have voted", n=voters)

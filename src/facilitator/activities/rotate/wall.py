"""The rotation on the room's screen: the round, who speaks, the move map, and what was heard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from facilitator.activities.rotate.picture import MAP, READING, Cell, Picture, picture
from facilitator.activities.wall import DrawnBoard
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.text import lay
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.wall.drawn import Letters
from facilitator.looks.qt.wall.fit import in_one_line
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

_TICK_MS = 500
_FLOOR, _NOTE, _TITLE = 36.0, 52.0, 56.0
_HEAD, _ARROW, _LABEL, _GAP = 120.0, 84.0, 64.0, 12.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Board(DrawnBoard):
    """Draws a stage's picture; pages turn by hand or every 20 seconds. All sizes are px of a wall 1080 high."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._stage: StageRun | None = None
        self._shown = Picture()
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._words: list[str] = []

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Draw what the room may see of a stage now."""
        shown = picture(run)
        if run is not self._stage or shown.title != self._shown.title:
            self._at = 0
        other = shown != self._shown or run is not self._stage
        self._stage, self._shown = run, shown
        if other:
            self._count_pages()
            self.update()
        (self._ticking.start if shown.halves else self._ticking.stop)()

    def shown_keys(self) -> list[str]:
        """The notes of its columns."""
        if self._stage is None:
            return []
        texts = {words for _title, lines in picture(self._stage).columns for words in lines}
        return [note.key for note in self._stage.notes if note.text in texts]

    def shown_texts(self) -> list[str]:
        """The words that stand on the page in sight."""
        self.grab()
        return list(self._words)

    def _tick(self) -> None:
        if self.isVisible():
            self.update(0, 0, self.width(), round(_HEAD * self._px))

    # ------------------------------------------------------------------ pages

    def _wide(self) -> float:
        return self.width() / self._px

    def _high(self) -> float:
        return self.height() / self._px

    def _grid(self) -> tuple[int, int, float]:
        """`(columns, rows a page, px of the letters)`: as large as fits on one page, never under the floor."""
        cells = self._shown.cells
        room = self._high() - _HEAD - (_LABEL if self._shown.left else 0) - (_ARROW if self._shown.arrow else 0)
        for size in (68.0, 60.0, _NOTE, 46.0, 40.0, _FLOOR):
            columns = max(1, int((self._wide() + _GAP) / (self._cell_width(size) + _GAP)))
            rows = max(1, int((room + _GAP) / (self._cell_height(size) + _GAP)))
            if columns * rows >= len(cells):
                break
        needed = -(-len(cells) // columns)
        if needed <= rows:  # even rows look calmer than a full one and a rest
            columns = max(1, -(-len(cells) // max(1, needed)))
        return columns, rows, size

    def _cell_width(self, size: float) -> float:
        if any(cell.small for cell in self._shown.cells):
            return max(380.0, self._widest(size) + 40)
        return max(size * 2.1, self._widest(size) + 28)

    def _cell_height(self, size: float) -> float:
        small = 2 * _FLOOR * 1.18 + 8 if any(cell.small for cell in self._shown.cells) else 0
        return _FLOOR * 1.25 + size * 1.2 + small + 20

    def _widest(self, size: float) -> float:
        metrics = QFontMetricsF(self._font(size, 650))
        return max((metrics.horizontalAdvance(room_t(cell.big)) for cell in self._shown.cells), default=0.0) / self._px

    def _columns_room(self) -> list[list[tuple[str, float]]]:
        """For each column its words with the height each takes."""
        columns = self._shown.columns
        width = (self._wide() - 48.0 * (len(columns) - 1)) / max(1, len(columns)) - 8
        font = self._font(self._words_size(), 500)
        line = self._words_size() * 1.2
        return [
            [(words, lay(words, font, width * self._px, line * self._px).height / self._px + 20) for words in lines]
            for _title, lines in columns
        ]

    def _words_size(self) -> float:
        return _NOTE if sum(len(lines) for _t, lines in self._shown.columns) <= 12 else 44.0

    def _split(self) -> list[list[list[str]]]:
        """The words of every column, page by page."""
        top = 130.0 if self._shown.kind == READING else 76.0
        room = self._high() - top - 48
        pages: list[list[list[str]]] = []
        columns = self._columns_room()
        for number, column in enumerate(columns):
            page, used = 0, 0.0
            for words, high in column:
                if used and used + high > room:
                    page, used = page + 1, 0.0
                while len(pages) <= page:
                    pages.append([[] for _ in columns])
                pages[page][number].append(words)
                used += high
        return pages or [[[] for _ in columns]]

    def _page_count(self) -> int:
        if self._shown.kind != MAP:
            return len(self._split())
        columns, rows, _size = self._grid()
        return -(-len(self._shown.cells) // (columns * rows))

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of the part that the room is in."""
        p = QPainter(self)
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        p.fillRect(self.rect(), qt.colour("window", self._look))
        self._words = []
        if self._stage is not None and self._wide() > 200:
            (self._draw_map if self._shown.kind == MAP else self._draw_words)(p)
            if self._of > 1:
                foot = QRectF(0, self._high() - 46, self._wide(), 46)
                self._say(
                    p,
                    foot,
                    _RIGHT,
                    say("{page} of {pages}", page=self.page(), pages=self._of),
                    Letters(_FLOOR, role="text_2"),
                )
        p.end()

    def _font(self, size: float, weight: int = 500) -> QFont:
        return qt.font_of(TypeSpec(size, size, weight), self._px)

    def _box(self, rect: QRectF) -> QRectF:
        u = self._px
        return QRectF(rect.x() * u, rect.y() * u, rect.width() * u, rect.height() * u)

    def _say(self, p: QPainter, rect: QRectF, flags: Qt.AlignmentFlag, words: str, look: Letters) -> float:
        """One line of words; returns its width."""
        words = room_t(words)
        box = self._box(rect)
        font = in_one_line(words, self._font(look.size, look.weight), box.width())
        metrics = QFontMetricsF(font)
        p.setFont(font)
        p.setPen(qt.colour(look.role, self._look))
        p.drawText(box, int(flags), metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width()))
        self._words.append(words)
        return metrics.horizontalAdvance(words) / self._px

    def _draw_map(self, p: QPainter) -> None:
        shown = self._shown
        self._draw_head(p)
        top = _HEAD
        if shown.left:
            self._rule(p, top)
            box = QRectF(0, top, self._wide(), _LABEL)
            self._say(p, box, _LEFT, shown.left, Letters(_FLOOR, 650))
            self._say(p, box, _RIGHT, shown.aside, Letters(_FLOOR, role="text_2"))
            top += _LABEL
        columns, rows, size = self._grid()
        wide = min((self._wide() + _GAP) / columns - _GAP, 620.0 if any(c.small for c in shown.cells) else 300.0)
        high = self._cell_height(size)
        first = self._at * columns * rows
        for n, cell in enumerate(shown.cells[first : first + columns * rows]):
            place = QRectF((n % columns) * (wide + _GAP), top + (n // columns) * (high + _GAP), wide, high)
            self._draw_cell(p, place, cell, size)
        if shown.arrow:
            self._draw_arrow(p, shown.arrow)

    def _draw_head(self, p: QPainter) -> None:
        """The round and its dots; while everybody moves a band that is seen out of the corner of an eye."""
        shown = self._shown
        x, role = 0.0, "text"
        if shown.loud:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(qt.colour("fill", self._look))
            p.drawRoundedRect(self._box(QRectF(0, 0, self._wide(), _HEAD - 24)), 12 * self._px, 12 * self._px)
            x, role = 32.0, "text_on_fill"
        line = QRectF(x, 0, self._wide() - x, _HEAD - 24)
        x += self._say(p, line, _LEFT, shown.title, Letters(_TITLE, 650, role)) + 32
        self._draw_dots(p, x, line.center().y(), role)
        if shown.halves:
            self._draw_halves(p)

    def _draw_dots(self, p: QPainter, x: float, y: float, role: str) -> None:
        done, going, total = self._shown.dots
        colour = qt.colour(role, self._look)
        for n in range(min(total, 12)):
            box = self._box(QRectF(x + n * 44, y - 14, 28, 28))
            p.setPen(QPen(colour, 4 * self._px))
            p.setBrush(colour if n < done else Qt.BrushStyle.NoBrush)
            p.drawEllipse(box)
            if n == done and going:
                p.setBrush(colour)
                p.drawPie(box, 90 * 16, 180 * 16)

    def _draw_halves(self, p: QPainter) -> None:
        """Whose half it is, with a bar each; in the last half minute it says so."""
        run = self._stage
        if run is None:
            return
        clock = run.clock
        gone, half = clock.elapsed(now_ms()), max(1, clock.total // 2)
        second = gone >= half
        left = clock.total - gone
        words = (say("First speaks"), say("Second speaks") if second else say("Then swap"))
        if second and left <= 30_000:
            words = (say("First has spoken"), say("Finish your thought"))
        for n, said in enumerate(words):
            now = (n == 1) == second
            box = QRectF(self._wide() - 2 * 372 + n * 378, 0, 366, 100)
            p.setPen(QPen(qt.colour("text" if now else "line", self._look), (5 if now else 2) * self._px))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(self._box(box.adjusted(2, 2, -2, -2)), 10 * self._px, 10 * self._px)
            look = Letters(_FLOOR, 650) if now else Letters(_FLOOR, role="text_2")
            self._say(p, box.adjusted(24, 10, -16, -38), _LEFT, said, look)
            share = min(1.0, max(0.0, (gone - n * half) / half))
            bar = QRectF(box.x() + 24, box.bottom() - 32, box.width() - 48, 14)
            p.setPen(Qt.PenStyle.NoPen)
            for width, role in ((bar.width(), "sunken"), (bar.width() * share, "fill")):
                p.setBrush(qt.colour(role, self._look))
                p.drawRoundedRect(self._box(QRectF(bar.x(), bar.y(), width, 14)), 7 * self._px, 7 * self._px)

    def _draw_cell(self, p: QPainter, place: QRectF, cell: Cell, size: float) -> None:
        pen = QPen(qt.colour("text_2" if cell.dashed else "line", self._look), (4 if cell.dashed else 2) * self._px)
        if cell.dashed:
            pen.setDashPattern([2.5, 2.0])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush if cell.dashed else qt.colour("sunken", self._look))
        p.drawRoundedRect(self._box(place.adjusted(2, 2, -2, -2)), 12 * self._px, 12 * self._px)
        flags = _LEFT if cell.small else _MIDDLE
        inner = place.adjusted(18, 8, -14, -8) if cell.small else place.adjusted(4, 8, -4, -8)
        head = QRectF(inner.x(), inner.y(), inner.width(), _FLOOR * 1.25)
        self._say(p, head, flags, cell.head, Letters(_FLOOR, role="text_2"))
        big = QRectF(inner.x(), head.bottom(), inner.width(), size * 1.2)
        self._say(p, big, flags, cell.big, Letters(size, 650, "text_2" if cell.dashed and cell.small else "text"))
        if cell.small:
            made = lay(room_t(cell.small), self._font(_FLOOR), inner.width() * self._px, _FLOOR * 1.18 * self._px, 2)
            p.setPen(qt.colour("text", self._look))
            made.draw(p, inner.x() * self._px, (big.bottom() + 4) * self._px)
            self._words.append(room_t(cell.small))

    def _draw_arrow(self, p: QPainter, words: str) -> None:
        y = self._high() - _ARROW / 2
        u = self._px
        p.setPen(QPen(qt.colour("text", self._look), 7 * u, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawLine(QPointF(6 * u, y * u), QPointF(200 * u, y * u))
        tip = QPolygonF([QPointF(178 * u, (y - 24) * u), QPointF(204 * u, y * u), QPointF(178 * u, (y + 24) * u)])
        p.drawPolyline(tip)
        self._say(p, QRectF(244, y - 32, self._wide() - 404, 64), _LEFT, words, Letters(46.0, 650))

    def _rule(self, p: QPainter, y: float) -> None:
        p.setPen(QPen(qt.colour("line", self._look), max(1.0, 2 * self._px)))
        p.drawLine(QPointF(0, y * self._px), QPointF(self.width(), y * self._px))

    def _draw_words(self, p: QPainter) -> None:
        """Columns of words side by side; for a board that is read out its headline over its highlights."""
        shown, top = self._shown, 0.0
        if shown.kind == READING:
            self._say(p, QRectF(0, 0, self._wide(), 46), _LEFT, shown.left, Letters(_FLOOR, role="text_2"))
            self._say(p, QRectF(0, 46, self._wide(), 76), _LEFT, shown.title, Letters(64.0, 650))
            top = 130.0
        count = max(1, len(shown.columns))
        wide = (self._wide() - 48.0 * (count - 1)) / count
        pages = self._split()
        size = self._words_size()
        for n, (title, _lines) in enumerate(shown.columns):
            x, y = n * (wide + 48), top
            if title:
                self._say(p, QRectF(x, y, wide, 60), _LEFT, title, Letters(44.0 if count < 4 else _FLOOR, 650))
                self._rule(p, y + 66)
                y += 84
            for words in pages[min(self._at, len(pages) - 1)][n]:
                made = lay(words, self._font(size), (wide - 8) * self._px, size * 1.2 * self._px)
                p.setPen(qt.colour("text", self._look))
                made.draw(p, x * self._px, y * self._px)
                self._words.append(words)
                y += made.height / self._px + 20

"""What a pen fills in: boxes to tick, lines to write on, and slips that are cut from one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import BODY_HEIGHT, WIDTH, Flowable, inked, style
from facilitator.looks.pdf.parts import small
from facilitator.looks.pdf.stack import Stack
from facilitator.looks.pdf.text import draw_line, one_line

BOX = 9.0
LINE = 21.0
"""Points from one writing line to the next: room for an adult's hand."""
COLUMNS = 2
A_PAGE = 6
"""Slips on a page, unless they ask so much that fewer fit."""
_PAD, _FOOT = 12.0, 26.0
_LEAST_LINES = 2
_EVEN = {"free": 0.0, "even": 27.0, "close": 23.0}
"""Points from box to box where all have the same room."""


class Ticks(Flowable):
    """Boxes to tick with words behind each, on as many lines as it takes."""

    def __init__(self, words: Sequence[str], fonts: Fonts, room: Literal["free", "even", "close"] = "free") -> None:
        super().__init__()
        self.words, self.fonts, self.even = list(words), fonts, _EVEN[room]
        self._placed: list[tuple[str, float, int]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self._placed = []
        x, row = 0.0, 0
        for words in self.words:
            wide = BOX + 5 + one_line(style("table"), words, self.fonts, width - BOX - 5).width
            if x and x + wide > width:
                x, row = 0.0, row + 1
            self._placed.append((words, x, row))
            x += max(wide + (7 if self.even else 14), self.even)
        self.width, self.height = width, (row + 1) * 17.0
        return self.width, self.height

    def draw(self) -> None:
        """Draws the boxes and their words."""
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(0.8)
        for words, x, row in self._placed:
            y = self.height - 17.0 * (row + 1) + 4
            self.canv.rect(x, y, BOX, BOX)
            free = self.width - x - BOX - 5
            draw_line(self.canv, one_line(style("table"), words, self.fonts, free), x + BOX + 5, y + 1.4)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return 3.0

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 3.0


class WritingLines(Flowable):
    """Ruled lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, self.count * LINE
        return self.width, self.height

    def draw(self) -> None:
        """Draws the lines."""
        self.canv.setStrokeColor(inked("line"))
        self.canv.setLineWidth(0.7)
        for number in range(self.count):
            self.canv.line(0, number * LINE + 1, self.width, number * LINE + 1)

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 6.0


class Slips(Flowable):
    """Slips on a page of its own, with lines to cut along, its code at the foot; `write` rules the room left."""

    def __init__(
        self, slips: Sequence[tuple[Sequence[Flowable], str]], fonts: Fonts, a_page: int = A_PAGE, *, write: bool = True
    ) -> None:
        super().__init__()
        self.slips, self.fonts, self.rows, self.write = list(slips), fonts, a_page // COLUMNS, write

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All of a page."""
        self.width, self.height = width, min(height, BODY_HEIGHT - 1)
        return self.width, self.height

    def draw(self) -> None:
        """Draws cutting lines and slips."""
        wide, tall = self.width / COLUMNS, self.height / self.rows
        self._draw_cuts(wide, tall)
        for number, (parts, code) in enumerate(self.slips):
            x, top = (number % COLUMNS) * wide + _PAD, self.height - (number // COLUMNS) * tall - _PAD
            inside = wide - 2 * _PAD
            foot = small(code, self.fonts)
            foot.wrap(inside, tall)
            foot.drawOn(self.canv, x, top - tall + 2 * _PAD)
            words = Stack(list(parts))
            used = words.wrap(inside, tall)[1]
            words.drawOn(self.canv, x, top - used)
            if not self.write:
                continue
            lines = WritingLines(max(1, int((tall - 2 * _PAD - used - foot.height - 6) / LINE)))
            lines.wrap(inside, tall)
            lines.drawOn(self.canv, x, top - tall + 2 * _PAD + foot.height + 6)

    def _draw_cuts(self, wide: float, tall: float) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(inked("line"))
        canvas.setLineWidth(0.6)
        canvas.setDash([3, 3])
        for column in range(1, COLUMNS):
            canvas.line(column * wide, 0, column * wide, self.height)
        for row in range(1, self.rows):
            canvas.line(0, row * tall, self.width, row * tall)
        canvas.restoreState()


def slip_pages(slips: Sequence[tuple[Sequence[Flowable], str]], fonts: Fonts, *, write: bool) -> list[Slips]:
    """Slips on as many pages as they need, as many a page as the longest allows."""
    a_page = min((_slips_a_page(parts) for parts, _code in slips), default=A_PAGE)
    return [Slips(slips[at : at + a_page], fonts, a_page, write=write) for at in range(0, len(slips), a_page)]


def _slips_a_page(parts: Sequence[Flowable]) -> int:
    """How many slips with these parts fit on a page with room to write: six, four or two."""
    used = Stack(list(parts)).wrap(WIDTH / COLUMNS - 2 * _PAD, BODY_HEIGHT)[1]
    needed = used + _LEAST_LINES * LINE + 2 * _PAD + _FOOT
    return next((COLUMNS * rows for rows in (3, 2) if needed <= BODY_HEIGHT / rows), COLUMNS)

"""What a pen fills in: boxes to tick, lines to write on, and slips that are cut from one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor
from typing import Literal

from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Flowable, inked, layout, style
from facilitator.looks.pdf.parts import small
from facilitator.looks.pdf.stack import Shrunk, Stack
from facilitator.looks.pdf.text import Words, text

BOX = 10.0
LINE = 21.0
"""Points from one writing line to the next: room for an adult's hand."""
_PAD, _GAP = 10.0, 5.0
_EVEN = {"free": 0.0, "even": 27.0, "close": 23.0}
"""Points from box to box where all have the same room."""
_ROW = 17.0
_GRIDS = ((2, 3), (2, 2), (2, 1), (1, 1))
"""How many slips stand beside and below each other, the most first."""


class Ticks(Flowable):
    """Boxes to tick with words behind each, on as many lines as it takes."""

    def __init__(self, words: Sequence[str], fonts: Fonts, room: Literal["free", "even", "close"] = "free") -> None:
        super().__init__()
        look = replace(style("table"), after=0.0)
        self.words, self.even = [text(look, said, fonts) for said in words], _EVEN[room]
        self._placed: list[tuple[Words, float, float]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self._placed = []
        x, down, tall = 0.0, 0.0, _ROW
        for words in self.words:
            free = width - BOX - 5
            wide = BOX + 5 + min(free, words.natural_width())
            if x and x + wide > width:
                x, down, tall = 0.0, down + tall, _ROW
            high = words.wrap(max(free - x, 1.0), height)[1]
            self._placed.append((words, x, down))
            tall = max(tall, high + _ROW - 12)
            x += max(wide + (7 if self.even else 14), self.even)
        self.width, self.height = width, down + tall
        return self.width, self.height

    def draw(self) -> None:
        """Draws the boxes and their words."""
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(0.8)
        for words, x, down in self._placed:
            top = self.height - down
            self.canv.rect(x, top - 13, BOX, BOX)
            tall = words.wrap(max(self.width - x - BOX - 5, 1.0), self.height)[1]
            words.drawOn(self.canv, x + BOX + 5, top - 2.2 - tall)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return 3.0

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 3.0


class WritingLines(Flowable):
    """Ruled lines to write on; with `fills` as many more as a slip has room for."""

    def __init__(self, count: int, *, fills: bool = False) -> None:
        super().__init__()
        self.count, self.fills = count, fills

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


Written = tuple[Sequence[Flowable], str]
"""A slip: its parts, and what stands at its foot."""


class Slips(Flowable):
    """Slips on a page of its own, so many beside and below each other, with lines to cut along."""

    def __init__(self, slips: Sequence[Written], fonts: Fonts, grid: tuple[int, int]) -> None:
        super().__init__()
        self.slips, self.fonts = list(slips), fonts
        self.columns, self.rows = grid

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All of a page."""
        self.width, self.height = width, min(height, layout().body - 1)
        return self.width, self.height

    def draw(self) -> None:
        """Draws cutting lines and slips."""
        wide, tall = self.width / self.columns, self.height / self.rows
        self._draw_cuts(wide, tall)
        for number, (parts, code) in enumerate(self.slips):
            across, down = number % self.columns, number // self.columns
            x, top = across * wide + _PAD, self.height - down * tall - _PAD
            inside, bottom = wide - 2 * _PAD, top - tall + 2 * _PAD
            foot = small(code, self.fonts)
            over = foot.wrap(inside, tall)[1] + _GAP
            foot.drawOn(self.canv, x, bottom)
            words = _filled(parts, inside, top - bottom - over)
            used = words.wrap(inside, tall)[1]
            words.drawOn(self.canv, x, top - used)

    def _draw_cuts(self, wide: float, tall: float) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(inked("line"))
        canvas.setLineWidth(0.6)
        canvas.setDash([3, 3])
        for column in range(1, self.columns):
            canvas.line(column * wide, 0, column * wide, self.height)
        for row in range(1, self.rows):
            canvas.line(0, row * tall, self.width, row * tall)
        canvas.restoreState()


def slip_pages(slips: Sequence[Written], fonts: Fonts) -> list[Slips]:
    """Slips on as many pages as they need, as many a page as the longest allows."""
    grid = next((grid for grid in _GRIDS if all(_fits(slip, grid, fonts) for slip in slips)), _GRIDS[-1])
    a_page = grid[0] * grid[1]
    return [Slips(slips[at : at + a_page], fonts, grid) for at in range(0, len(slips), a_page)]


def _fits(slip: Written, grid: tuple[int, int], fonts: Fonts) -> bool:
    """Whether a slip has room among so many beside and below each other."""
    parts, code = slip
    inside = layout().width / grid[0] - 2 * _PAD
    used = Stack(list(parts)).wrap(inside, layout().body)[1] + small(code, fonts).wrap(inside, layout().body)[1]
    return used + _GAP <= (layout().body - 1) / grid[1] - 2 * _PAD


def _filled(parts: Sequence[Flowable], width: float, height: float) -> Flowable:
    """The parts with writing lines for all the room that is left; smaller where they need more than there is."""
    words = Stack(list(parts))
    left = floor((height - words.wrap(width, height)[1]) / LINE)
    if left < 0:
        return Shrunk(words, height)
    filling = [part for part in parts if isinstance(part, WritingLines) and part.fills]
    made = [WritingLines(part.count + left) if part in filling[:1] else part for part in parts]
    return Stack(made)

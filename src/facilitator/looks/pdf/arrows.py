"""Arrows that push from both sides against a middle line, in ink; their numbers inside."""

from __future__ import annotations

from typing import Literal

from facilitator.looks.arrows import Arrows, Push
from facilitator.looks.bars import Pattern
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Canvas, Flowable, inked, style
from facilitator.looks.pdf.marks import Box, draw_area
from facilitator.looks.pdf.text import draw_line, one_line

Side = Literal["left", "right"]

THICK = (0.0, 4.0, 7.0, 10.0, 13.0, 16.0)
"""How thick an arrow's shaft is by strength 0 to 5, points."""
PATTERNS: dict[Side, Pattern] = {"left": "diagonal-up", "right": "dots"}
_ROW, _LABEL, _HEAD, _LEAST, _STEP = 34.0, 13.0, 10.0, 14.0, 22.0
_ROW_AFTER = 47.0
_GAP = 6.0


class Diagram(Flowable):
    """Both sides as a drawing that stays on one page; an empty arrow shows what strength is expected later."""

    def __init__(self, arrows: Arrows, fonts: Fonts) -> None:
        super().__init__()
        self.fonts = fonts
        self.titles: dict[Side, str] = {"left": arrows.titles[0], "right": arrows.titles[1]}
        self.rows: dict[Side, tuple[Push, ...]] = {"left": arrows.left, "right": arrows.right}
        self.row = _ROW_AFTER if arrows.expected else _ROW

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width = width
        most = max((len(rows) for rows in self.rows.values()), default=0)
        self.height = 30.0 + self.row * max(1, most)
        return self.width, self.height

    def draw(self) -> None:
        """Draws the middle line, the two headings and every row."""
        canvas, middle = self.canv, self.width / 2
        canvas.saveState()
        canvas.setStrokeColor(inked("text"))
        canvas.setLineWidth(1.4)
        canvas.line(middle, 0, middle, self.height - 4)
        look, top = style("strong"), self.height - 14
        left = one_line(look, self.titles["left"], self.fonts, middle - _GAP)
        draw_line(canvas, left, middle - _GAP - left.width, top)
        right = one_line(look, self.titles["right"], self.fonts, middle - _GAP)
        draw_line(canvas, right, middle + _GAP, top)
        for side, rows in self.rows.items():
            for number, arrow in enumerate(rows):
                self._row(side, arrow, self.height - 26 - self.row * number)
        canvas.restoreState()

    def _row(self, side: Side, arrow: Push, top: float) -> None:
        canvas, middle = self.canv, self.width / 2
        free = middle - _GAP
        words = one_line(style("table"), arrow.words, self.fonts, free)
        x = middle - _GAP - words.width if side == "left" else middle + _GAP
        draw_line(canvas, words, x, top - 9)
        y = top - _LABEL - 9
        if arrow.strength:
            self._arrow(side, arrow.strength, y, PATTERNS[side])
        if arrow.after is not None:
            y -= 15 if arrow.strength else 0
            if arrow.after:
                self._arrow(side, arrow.after, y, "none")
            self._beside(side, arrow.later, arrow.after, y)
        elif arrow.aside:
            self._beside(side, arrow.aside, arrow.strength, y)

    def _beside(self, side: Side, words: str, strength: int, y: float) -> None:
        out = self.width / 2 - _GAP - _long(strength) - 6
        line = one_line(style("small"), words, self.fonts, out)
        draw_line(self.canv, line, out - line.width if side == "left" else self.width - out, y - 3)

    def _arrow(self, side: Side, strength: int, y: float, pattern: Pattern) -> None:
        """A shaft from the outside to the head at the middle line; its number inside, unless it is only expected."""
        canvas, middle = self.canv, self.width / 2
        long, thick = _long(strength), THICK[strength] * (0.6 if pattern == "none" else 1.0)
        tip = middle - _GAP if side == "left" else middle + _GAP
        way = 1 if side == "left" else -1
        back = tip - way * _HEAD
        start = back if side == "right" else back - (long - _HEAD)
        draw_area(canvas, Box(start, y - thick / 2, long - _HEAD, thick), pattern)
        _head(canvas, (tip, y), back, thick / 2 + 3, filled=pattern != "none")
        if pattern == "none":
            return
        number = one_line(style("table_strong"), str(strength), self.fonts, 20)
        x = back - way * 12 - number.width / 2
        canvas.setFillColor(inked("panel"))
        canvas.rect(x - 3, y - thick / 2 + 0.6, number.width + 6, thick - 1.2, stroke=0, fill=1)
        draw_line(canvas, number, x, y - 3.1)


def _long(strength: int) -> float:
    return _HEAD + _LEAST + _STEP * strength if strength else 0.0


def _head(canvas: Canvas, tip: tuple[float, float], back: float, half: float, *, filled: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(*tip)
    path.lineTo(back, tip[1] + half)
    path.lineTo(back, tip[1] - half)
    path.close()
    canvas.setFillColor(inked("text") if filled else inked("panel"))
    canvas.setStrokeColor(inked("text"))
    canvas.setLineWidth(0.6)
    canvas.drawPath(path, stroke=1, fill=1)

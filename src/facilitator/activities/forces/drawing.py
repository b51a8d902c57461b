"""The arrows of a force field in ink: drivers at the left, restrainers at the right, both at the middle line."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import DRIVER, RESTRAINER, SIDES
from facilitator.looks.pdf import Box, Flowable, Fonts, Pattern, draw_area, style
from facilitator.looks.pdf_base import Canvas, ink
from facilitator.looks.pdf_text import draw_line, one_line

THICK = (0.0, 4.0, 7.0, 10.0, 13.0, 16.0)
"""How thick an arrow's shaft is by strength 0 to 5, points."""
PATTERNS: dict[str, Pattern] = {DRIVER: "diagonal-up", RESTRAINER: "dots"}
_ROW, _LABEL, _HEAD, _LEAST, _STEP = 34.0, 13.0, 10.0, 14.0, 29.0
_ROW_AFTER = 47.0
_GAP = 6.0


class Arrow(NamedTuple):
    """One row of one side: what stands over the arrow, its strength, and the strength expected after."""

    words: str
    strength: int
    after: int | None
    aside: str


def arrows(state: rules.State, side: str, *, after: bool) -> list[Arrow]:
    """The rows of one side in list order; with `after` the new drivers too, which have no strength today."""
    found = []
    for force in figures.forces(state, side):
        spread = force.spread["strength"]
        aside = f"{spread.low}\u2013{spread.high}, n={spread.n}" if spread.n else ""
        found.append(Arrow(force.note.text, force.strength or 0, force.after if after else None, aside))
    if after and side == DRIVER:
        found += [Arrow(f"New: {note.text}", 0, strength, "") for note, strength in figures.new_drivers(state)]
    return found


class Diagram(Flowable):
    """The force field as a drawing that stays on one page. With `after`, a dashed arrow shows what is expected."""

    def __init__(self, state: rules.State, fonts: Fonts, *, after: bool = False) -> None:
        super().__init__()
        self.fonts, self.after = fonts, after
        self.change = state.change
        self.rows = {side: arrows(state, side, after=after) for side in SIDES}
        self.row = _ROW_AFTER if after else _ROW

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
        canvas.setStrokeColor(ink("text"))
        canvas.setLineWidth(1.4)
        canvas.line(middle, 0, middle, self.height - 4)
        look, top = style("strong"), self.height - 14
        left = one_line(look, f"Driving, {len(self.rows[DRIVER])}", self.fonts, middle - _GAP)
        draw_line(canvas, left, middle - _GAP - left.width, top)
        right = one_line(look, f"Restraining, {len(self.rows[RESTRAINER])}", self.fonts, middle - _GAP)
        draw_line(canvas, right, middle + _GAP, top)
        for side in SIDES:
            for number, arrow in enumerate(self.rows[side]):
                self._row(side, arrow, self.height - 26 - self.row * number)
        canvas.restoreState()

    def _row(self, side: str, arrow: Arrow, top: float) -> None:
        canvas, middle = self.canv, self.width / 2
        free = middle - _GAP
        words = one_line(style("table"), arrow.words, self.fonts, free)
        x = middle - _GAP - words.width if side == DRIVER else middle + _GAP
        draw_line(canvas, words, x, top - 9)
        y = top - _LABEL - 9
        if arrow.strength:
            self._arrow(side, arrow.strength, y, PATTERNS[side])
        if arrow.after is not None:
            y -= 15 if arrow.strength else 0
            if arrow.after:
                self._arrow(side, arrow.after, y, "none")
            self._beside(side, f"expected {arrow.after}", arrow.after, y)
        elif arrow.aside:
            self._beside(side, arrow.aside, arrow.strength, y)

    def _beside(self, side: str, words: str, strength: int, y: float) -> None:
        line = one_line(style("small"), words, self.fonts, 90)
        out = self.width / 2 - _GAP - _long(strength) - 6
        draw_line(self.canv, line, out - line.width if side == DRIVER else self.width - out, y - 3)

    def _arrow(self, side: str, strength: int, y: float, pattern: Pattern) -> None:
        """A shaft from the outside to the head at the middle line; its number inside, unless it is only expected."""
        canvas, middle = self.canv, self.width / 2
        long, thick = _long(strength), THICK[strength] * (0.6 if pattern == "none" else 1.0)
        tip = middle - _GAP if side == DRIVER else middle + _GAP
        way = 1 if side == DRIVER else -1
        back = tip - way * _HEAD
        start = back if side == RESTRAINER else back - (long - _HEAD)
        draw_area(canvas, Box(start, y - thick / 2, long - _HEAD, thick), pattern)
        _head(canvas, (tip, y), back, thick / 2 + 3, filled=pattern != "none")
        if pattern == "none":
            return
        number = one_line(style("table_strong"), str(strength), self.fonts, 20)
        x = back - way * 12 - number.width / 2
        canvas.setFillColor(ink("panel"))
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
    canvas.setFillColor(ink("text") if filled else ink("panel"))
    canvas.setStrokeColor(ink("text"))
    canvas.setLineWidth(0.6)
    canvas.drawPath(path, stroke=1, fill=1)

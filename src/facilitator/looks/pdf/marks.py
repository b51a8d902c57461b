"""Ink marks drawn on paper: the symbols of partner groups, and the patterns that tell one grey area from another."""

from __future__ import annotations

import math
from typing import NamedTuple

from facilitator.looks.bars import Pattern
from facilitator.looks.pdf.base import Canvas, Flowable, ink, inked
from facilitator.looks.tokens import load

_STEP, _WIDE = 4.4, 7.0
_SIDES: dict[str, tuple[int, float, float]] = {
    "square": (4, 45, 1.15),
    "diamond": (4, 0, 1.15),
    "triangle": (3, 90, 1.12),
    "hexagon": (6, 0, 1.0),
}


class Fill(NamedTuple):
    """How an area is filled: its ground, its hatching ("" for none), and the ink of words that stand on it."""

    ground: str
    hatch: str
    words: str


def fill_of(pattern: Pattern) -> Fill:
    """The fill of a pattern; the greys stand far enough apart for an office copier."""
    dark, light = ink("text"), ink("text_on_fill")
    grounds = {"solid": ("fill", light), "dark": ("text_2", light), "mid": ("line", dark), "light": ("selected", dark)}
    if pattern in grounds:
        role, words = grounds[pattern]
        return Fill(ink(role), "", words)
    return Fill(ink("panel"), "" if pattern == "none" else pattern, dark)


class Box(NamedTuple):
    """A rectangle in points from the lower left."""

    x: float
    y: float
    width: float
    height: float


def draw_area(canvas: Canvas, box: Box, pattern: Pattern) -> None:
    """A rectangle in a pattern with a thin outline."""
    fill = fill_of(pattern)
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(inked("text"))
    canvas.setFillColor(fill.ground)
    canvas.rect(*box, stroke=0, fill=1)
    if fill.hatch:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(*box)
        canvas.clipPath(path, stroke=0)
        _hatch(canvas, box, fill.hatch)
        canvas.restoreState()
    canvas.rect(*box)
    canvas.restoreState()


def draw_hatching(canvas: Canvas, box: Box) -> None:
    """Wide and light hatching that fills a rectangle, to be written on."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*box)
    canvas.clipPath(path, stroke=0)
    canvas.setStrokeColor(inked("line"))
    canvas.setLineWidth(0.8)
    for at in range(int((box.width + box.height) / _WIDE) + 1):
        left = box.x - box.height + at * _WIDE
        canvas.line(left, box.y, left + box.height, box.y + box.height)
    canvas.restoreState()


def _hatch(canvas: Canvas, box: Box, hatch: str) -> None:
    x, y, width, height = box
    canvas.setLineWidth(0.5)
    if hatch == "dots":
        canvas.setFillColor(inked("text"))
        for row in range(int(height / _STEP) + 1):
            for at in range(int(width / _STEP) + 2):
                canvas.circle(x + (at + row % 2 / 2) * _STEP, y + (row + 0.5) * _STEP, 0.6, stroke=0, fill=1)
        return
    if hatch == "horizontal":
        for row in range(1, int(height / _STEP) + 1):
            canvas.line(x, y + row * _STEP, x + width, y + row * _STEP)
        return
    for at in range(int((width + height) / _STEP) + 1):
        left = x - height + at * _STEP
        if hatch in ("diagonal-up", "cross-hatch"):
            canvas.line(left, y, left + height, y + height)
        if hatch in ("diagonal-down", "cross-hatch"):
            canvas.line(left, y + height, left + height, y)


def draw_symbol(canvas: Canvas, symbol: str, x: float, y: float, size: float) -> None:
    """A group's symbol in ink, `size` points wide, its middle at `x`, `y`. Raises KeyError for an unknown symbol."""
    canvas.saveState()
    canvas.setFillColor(inked("text"))
    half = size / 2
    if symbol == "disc":
        canvas.circle(x, y, half * 0.95, stroke=0, fill=1)
    elif symbol == "ring":
        canvas.setStrokeColor(inked("text"))
        canvas.setLineWidth(size * 0.16)
        canvas.circle(x, y, half * 0.85)
    elif symbol == "plus":
        arm = size * 0.3
        canvas.rect(x - half, y - arm / 2, size, arm, stroke=0, fill=1)
        canvas.rect(x - arm / 2, y - half, arm, size, stroke=0, fill=1)
    else:
        sides, turn, grow = _SIDES[symbol]
        _polygon(canvas, (x, y - (half * 0.25 if sides == 3 else 0)), half * grow, sides, turn)
    canvas.restoreState()


def _polygon(canvas: Canvas, middle: tuple[float, float], radius: float, sides: int, turn: float) -> None:
    x, y = middle
    path = canvas.beginPath()
    for at in range(sides):
        angle = math.radians(turn + 360 * at / sides)
        (path.lineTo if at else path.moveTo)(x + radius * math.cos(angle), y + radius * math.sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


class Symbol(Flowable):
    """The symbol of a partner group as a part of its own, `size` points wide."""

    def __init__(self, symbol: str, size: float) -> None:
        super().__init__()
        self.symbol, self.size = symbol, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points."""
        self.width, self.height = self.size, 12.0
        return self.width, self.height

    def draw(self) -> None:
        """Draws the symbol at the left, in the middle of a line of table words."""
        draw_symbol(self.canv, self.symbol, self.size / 2, self.height / 2, self.size)


def symbol_name(group: int | str) -> str:
    """The symbol of partner group 1 to 6, or of "other"."""
    return load().group(group, "print").symbol


def group_symbol(group: int | str, size: float = 8.0) -> Symbol:
    """A small drawn symbol for partner group 1 to 6; every other value is a ring."""
    return Symbol(symbol_name(group), size)

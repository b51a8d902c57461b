"""Bars on paper: the number always stands on or beside the ink, so that no one has to measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from facilitator.looks.bars import Pattern
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Canvas, Flowable, inked, style
from facilitator.looks.pdf.marks import Box, draw_area, fill_of
from facilitator.looks.pdf.text import draw_line, one_line

_NUMBER = replace(style("table_strong"), size=8.5)
_SMALL_NUMBER = replace(style("table_strong"), size=6.5)


class Bar(Flowable):
    """A horizontal bar with its number after it."""

    def __init__(self, value: float, largest: float, words: str, fonts: Fonts) -> None:
        super().__init__()
        self.share = max(0.0, min(1.0, value / largest)) if largest > 0 else 0.0
        self.words, self.fonts = words, fonts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, 13.5
        return self.width, self.height

    def draw(self) -> None:
        """Draws bar and number; nothing at all is drawn for zero but the number."""
        line = one_line(style("strong"), self.words, self.fonts, self.width)
        long = (self.width - line.width - 8) * self.share
        self.canv.setFillColor(inked("text_strong"))
        if long > 0:
            self.canv.rect(0, 2.25, long, 9, stroke=0, fill=1)
        draw_line(self.canv, line, long + 7 if long > 0 else 0, 3.3)


class Scale(NamedTuple):
    """How counts become lengths: `whole` counts fill the width, the first begins at `start`, `axis` is a rule."""

    whole: float
    start: float = 0.0
    axis: float | None = None


class StackedBar(Flowable):
    """Counts side by side in one bar; a segment is a count, its pattern and the words on it."""

    def __init__(self, segments: Sequence[tuple[int, Pattern, str]], scale: Scale, fonts: Fonts) -> None:
        super().__init__()
        self.segments = list(segments)
        self.scale = scale
        self.fonts = fonts
        self._above = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width; a number too wide for its segment stands above it."""
        self.width = width
        self._above = 8.0 if any(not self._fits(count, label) for count, _p, label in self.segments if count) else 0.0
        self.height = 16.0 + self._above
        return self.width, self.height

    def draw(self) -> None:
        """Draws the segments, their numbers and the axis."""
        canvas = self.canv
        x = self._long(self.scale.start)
        for count, pattern, label in self.segments:
            if count:
                wide = self._long(count)
                draw_area(canvas, Box(x, 0.5, wide, 15), pattern)
                self._number(canvas, label, pattern, x + wide / 2, self._fits(count, label))
                x += wide
        if self.scale.axis is not None:
            canvas.setStrokeColor(inked("text"))
            canvas.setLineWidth(1.2)
            canvas.line(self._long(self.scale.axis), -2.5, self._long(self.scale.axis), 18.5)

    def _long(self, count: float) -> float:
        return self.width * count / self.scale.whole if self.scale.whole > 0 else 0.0

    def _fits(self, count: int, label: str) -> bool:
        return one_line(_NUMBER, label, self.fonts, 1000).width + 3 <= self._long(count)

    def _number(self, canvas: Canvas, label: str, pattern: Pattern, middle: float, inside: bool) -> None:
        fill = fill_of(pattern)
        look = replace(_NUMBER, colour=fill.words) if inside else _SMALL_NUMBER
        line = one_line(look, label, self.fonts, 1000)
        if inside and fill.hatch:
            canvas.setFillColor(fill.ground)
            canvas.rect(middle - line.width / 2 - 2, 3, line.width + 4, 10, stroke=0, fill=1)
        draw_line(canvas, line, middle - line.width / 2, 4.9 if inside else 17.5)


class Legend(Flowable):
    """What the patterns of a bar mean, on as many lines as it takes."""

    def __init__(self, entries: Sequence[tuple[Pattern, str]], fonts: Fonts) -> None:
        super().__init__()
        self.entries, self.fonts = entries, fonts
        self._placed: list[tuple[Pattern, str, float, int]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self._placed = []
        x, row = 0.0, 0
        for pattern, words in self.entries:
            wide = 13 + one_line(style("small"), words, self.fonts, width).width
            if x and x + wide > width:
                x, row = 0.0, row + 1
            self._placed.append((pattern, words, x, row))
            x += wide + 12
        self.width, self.height = width, 13.0 * (row + 1)
        return self.width, self.height

    def draw(self) -> None:
        """Draws a small area and its words for each entry."""
        for pattern, words, x, row in self._placed:
            y = self.height - 13.0 * (row + 1)
            draw_area(self.canv, Box(x, y + 2.5, 10, 7), pattern)
            draw_line(self.canv, one_line(style("small"), words, self.fonts, self.width), x + 13, y + 3.2)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return 4.0

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 6.0


def bar(value: float, largest: float, fonts: Fonts, words: str = "") -> Bar:
    """A bar as long as `value` is to `largest`, followed by the number or by `words`."""
    return Bar(value, largest, words or f"{value:g}", fonts)


def stacked_bar(
    counts: Sequence[int],
    patterns: Sequence[Pattern],
    fonts: Fonts,
    *,
    whole: float = 0.0,
    start: float = 0.0,
    axis: float | None = None,
    labels: Sequence[str] = (),
) -> StackedBar:
    """Counts in one bar with the number (or `labels`) on each segment; zeros are left out.

    `whole`, `start` and `axis` are counts, for bars that share a scale or stand to both sides of a line: `whole` counts
    fill the width, the first begins at `start`, a rule stands at `axis`. By default the bar fills its width.
    """
    words = list(labels) or [str(count) for count in counts]
    scale = Scale(whole or float(sum(counts)), start, axis)
    return StackedBar(list(zip(counts, patterns, words, strict=True)), scale, fonts)


def legend(entries: Sequence[tuple[Pattern, str]], fonts: Fonts) -> Legend:
    """The meaning of each pattern in words."""
    return Legend(entries, fonts)

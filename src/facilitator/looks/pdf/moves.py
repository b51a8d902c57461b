"""Two waves of the same people on paper: before right above after on one scale, and what moved under them."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.looks.bars import Moved, Moves, Pattern
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.bars import Scale, StackedBar
from facilitator.looks.pdf.base import Flowable, inked, style
from facilitator.looks.pdf.parts import small
from facilitator.looks.pdf.stack import Stack
from facilitator.looks.pdf.text import draw_line, one_line, text

_NAME, _LINE, _GAP, _APART, _BETWEEN = 150.0, 42.0, 6.0, 18.0, 5.0
_HIGH = 24.0
"""Points for one bar, with a number above it where it is narrow."""
MIDDLE = 2
"""The place of the answer that is neither."""


class Pair(Flowable):
    """One row: its name, the two bars about the line with what is neither beside them, and the bar of what moved."""

    def __init__(self, row: Moved, chart: Moves, fonts: Fonts) -> None:
        super().__init__()
        self.row, self.chart, self.fonts = row, chart, fonts
        self.name = Stack([text("table_strong", row.name, fonts), *(small(words, fonts) for words in row.asides)])

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width = width
        self.height = max(self.name.wrap(_NAME, height)[1], 3 * _HIGH) + 2 * _BETWEEN
        return self.width, self.height

    def draw(self) -> None:
        """Draws a rule over it, the name, and bar after bar from the top."""
        canvas = self.canv
        canvas.setStrokeColor(inked("line"))
        canvas.setLineWidth(0.5)
        canvas.line(0, self.height, self.width, self.height)
        self.name.wrap(_NAME, self.height)
        self.name.drawOn(canvas, 0, self.height - _BETWEEN - self.name.height)
        y = self.height - _BETWEEN
        for line, bars in zip(self.chart.lines, self._bars(), strict=True):
            y -= _HIGH
            words = one_line(style("small"), line, self.fonts, _LINE)
            draw_line(canvas, words, _NAME + _GAP, y + 5)
            for left, long, bar in bars:
                bar.wrap(long, _HIGH)
                bar.drawOn(canvas, left, y)

    def _bars(self) -> list[list[tuple[float, float, StackedBar]]]:
        """Of each line its bars: `(left edge, width, bar)`."""
        left = _NAME + _LINE + 2 * _GAP
        room = self.width - left
        moved = self._bar(self.row.moved, [pattern for pattern, _s, _w in self.chart.ways], Scale(sum(self.row.moved)),
                          [sign for _p, sign, _w in self.chart.ways])  # fmt: skip
        waves = (self.row.before, self.row.after)
        patterns = [pattern for pattern, _words in self.chart.parts]
        if self.chart.plain:
            whole = [[(left, room, self._bar(wave, patterns, Scale(sum(wave))))] for wave in waves]
            return [*whole, [(left, room, moved)]]
        low, high, middle = self._reach()
        points = (room - _APART) / max(1, low + high + middle)
        about, apart = points * (low + high), points * middle
        sides = [*patterns[:MIDDLE], *patterns[MIDDLE + 1 :]]
        found = []
        for wave in waves:
            under, over = wave[:MIDDLE], wave[MIDDLE + 1 :]
            scale = Scale(low + high, low - sum(under), low)
            found.append([
                (left, about, self._bar((*under, *over), sides, scale)),
                (left + about + _APART, apart, self._bar((wave[MIDDLE],), [patterns[MIDDLE]], Scale(middle))),
            ])  # fmt: skip
        return [*found, [(left, about, moved)]]

    def _reach(self) -> tuple[int, int, int]:
        """How far any bar of the chart goes to the left and to the right, and how many are neither at most."""
        waves = [wave for row in self.chart.rows for wave in (row.before, row.after)]
        low = max(sum(wave[:MIDDLE]) for wave in waves)
        high = max(sum(wave[MIDDLE + 1 :]) for wave in waves)
        return low, max(high, 1 - low), max(wave[MIDDLE] for wave in waves)

    def _bar(
        self, counts: Sequence[int], patterns: Sequence[Pattern], scale: Scale, signs: Sequence[str] = ()
    ) -> StackedBar:
        words = [f"{sign} {n}" for sign, n in zip(signs, counts, strict=True)] if signs else [str(n) for n in counts]
        return StackedBar(list(zip(counts, patterns, words, strict=True)), scale, self.fonts)

"""A table on paper: thin rules, a header on every page, figures under each other, and rows that stay whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from facilitator.looks.blocks import Column
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Flowable, StyleName, inked, layout, style
from facilitator.looks.pdf.marks import Box, draw_hatching
from facilitator.looks.pdf.stack import Shrunk, Stack
from facilitator.looks.pdf.text import Words, text

Cell = str | Flowable
_PAD = 4.5
_GAP = 10.0
_LEAST_LINES = 3
_LEAST_ROWS = 3
_FIGURE = 8
"""A cell in small letters of so many signs at most is a figure, such as the number of a note."""
_MOST_GIVEN = 0.4
"""So much of their width columns of words give at most to figures that have too little."""


class Band(NamedTuple):
    """The heading of the rows after it; `minor` stands under one that is not."""

    words: str
    minor: bool


@dataclass
class _Rows:
    """Rows made ready: a row of one cell stands across the whole table, as a heading of the rows after it."""

    columns: Sequence[Column]
    cells: list[list[Flowable]]
    head: list[Flowable]
    bands: Mapping[int, Band] = field(default_factory=dict)
    pauses: Collection[int] = ()
    width: float = -1.0
    heights: list[float] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)
    head_height: float = 0.0
    least: list[tuple[float, bool]] = field(default_factory=list)

    def measure(self, width: float) -> None:
        """Reckons all heights for a width, once."""
        if self.width == width:
            return
        self.width = width
        self.head = self._held(self.head, layout().body / 3)
        self.head_height = self._height(self.head) if self.head else 0.0
        self.heights = [self._height(row) for row in self.cells]
        for at, tall in enumerate(self.heights):
            if tall > (free := layout().body - self.head_height):
                self.cells[at] = self._held(self.cells[at], free - 2 * _PAD - 1, cut=True)
                self.heights[at] = self._height(self.cells[at])
        self.sums = [0.0, *accumulate(self.heights)]

    def widths(self) -> list[float]:
        """The columns' widths in points, without the gaps: by their shares, but no figure or title is broken."""
        whole = sum(column.share for column in self.columns)
        free = self.width - _GAP * (len(self.columns) - 1)
        made = [free * column.share / whole for column in self.columns]
        self.least = self.least or [self._least(at) for at in range(len(self.columns))]
        lacking = sum(max(0.0, least - wide) for wide, (least, _gives) in zip(made, self.least, strict=True))
        spare = [
            wide - least if gives and wide > least else 0.0
            for wide, (least, gives) in zip(made, self.least, strict=True)
        ]
        if not 0.0 < lacking < sum(spare) * _MOST_GIVEN:
            return made
        share = lacking / sum(spare)
        given = zip(made, self.least, spare, strict=True)
        return [wide - free * share if free else max(wide, least) for wide, (least, _gives), free in given]

    def _least(self, at: int) -> tuple[float, bool]:
        """The points that a column needs for its longest figure and the longest word of its title, and whether it has
        words, so that it may give some of its width to others.
        """
        title = max((cell.longest_word() for cell in self.head[at : at + 1] if isinstance(cell, Words)), default=0.0)
        cells = [row[at] for row in self.cells if len(row) > 1]
        if self.columns[at].kind not in ("number", "small") or not all(isinstance(cell, Words) for cell in cells):
            return title, True
        told = [cell for cell in cells if isinstance(cell, Words)]
        if self.columns[at].kind == "small" and any(len(cell.spans[-1][1]) > _FIGURE for cell in told):
            return title, True
        return max([title, *(cell.natural_width() for cell in told)]), False

    def places(self, row: Sequence[Flowable]) -> list[tuple[Flowable, float, float]]:
        """Each cell of a row with its left end and its width."""
        if len(row) == 1:
            return [(row[0], 0.0, self.width)]
        widths = self.widths()
        lefts = [0.0, *accumulate(width + _GAP for width in widths)]
        return list(zip(row, lefts, widths, strict=False))

    def spans(self, at: int) -> bool:
        """Whether a row stands across all columns."""
        return len(self.cells[at]) == 1 < len(self.columns)

    def _held(self, row: Sequence[Flowable], most: float, cut: bool = False) -> list[Flowable]:
        """A row whose cells are at most so many points high; with `cut`, those that can be cut may be higher."""
        return [
            Shrunk(cell, most)
            if cell.wrap(width, layout().body)[1] > most and not (cut and _cuttable(cell, width, most))
            else cell
            for cell, _x, width in self.places(row)
        ]

    def _height(self, row: Sequence[Flowable]) -> float:
        return max((cell.wrap(width, layout().body)[1] for cell, _x, width in self.places(row)), default=0.0) + 2 * _PAD


class Table(Flowable):
    """The rows `first` to `last` (not included) of a table."""

    def __init__(self, rows: _Rows, first: int, last: int) -> None:
        super().__init__()
        self.rows, self.first, self.last = rows, first, last

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.rows.measure(width)
        self.width = width
        self.height = self.rows.head_height + self.rows.sums[self.last] - self.rows.sums[self.first]
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two tables between rows; within a row only if the row is taller than a page."""
        self.rows.measure(width)
        free = height - self.rows.head_height
        at = self.first
        while at < self.last and self.rows.sums[at + 1] - self.rows.sums[self.first] <= free:
            at += 1
        tall = at < self.last and self.rows.heights[at] > layout().body - self.rows.head_height
        if tall and (halves := self._halves(at, free - (self.rows.sums[at] - self.rows.sums[self.first]))):
            return halves
        back = at
        while back > self.first and self.rows.spans(back - 1):
            back -= 1
        at = back if back > self.first or height < layout().body / 2 else at
        at = self._company(at)
        if at == self.first or (height < layout().body / 2 and self._alone(at)):
            return []
        return [Table(self.rows, self.first, at), Table(self.rows, at, self.last)]

    def _company(self, at: int) -> int:
        """Where to cut rather than at `at`, so that no page begins or ends with a row or two of many, be it of the
        table or of those under one heading.
        """
        if at >= self.last:
            return at
        back = at
        while back > self.first and (self._count(back, self.last) < _LEAST_ROWS or self._lonely(back)):
            back -= 1
        return back if self._count(self.first, back) >= _LEAST_ROWS else at

    def _count(self, first: int, last: int) -> int:
        """How many rows there are that are no headings of others."""
        return sum(not self.rows.spans(at) for at in range(first, last))

    def _lonely(self, at: int) -> bool:
        """Whether a cut leaves a heading without rows, or one row alone of several that stand under one heading."""
        if self.rows.spans(at - 1):
            return True
        start = next((n + 1 for n in range(at - 1, self.first - 1, -1) if self.rows.spans(n)), self.first)
        end = next((n for n in range(at, self.last) if self.rows.spans(n)), self.last)
        return end > at and (at - start == 1 or end - at == 1) and self._fits_alone(start, end)

    def _fits_alone(self, start: int, end: int) -> bool:
        """Whether rows are so few that they may as well stay together."""
        return self.rows.sums[end] - self.rows.sums[start] < layout().body / 2

    def _alone(self, at: int) -> bool:
        """Whether a row or two would stand before a cut though there are more."""
        rows = [place for place in range(self.first, min(self.last, at + _LEAST_ROWS)) if not self.rows.spans(place)]
        return sum(place < at for place in rows) < min(_LEAST_ROWS, len(rows))

    def bands(self) -> list[str]:
        """The headings of rows under which it goes on, where it does not begin with one itself."""
        own = self.rows.bands.get(self.first)
        if own and not own.minor:
            return []
        before = [band for at, band in sorted(self.rows.bands.items()) if at < self.first]
        major = max((at for at, band in enumerate(before) if not band.minor), default=0)
        found = [band.words for band in before[major:] if not band.minor]
        lesser = [band.words for band in before[major:] if band.minor]
        return found if own else [*found, *lesser[-1:]]

    def draw(self) -> None:
        """Draws header, rows and the rules under them."""
        y, thin = self.height, inked("line")
        if self.rows.head:
            y -= self.rows.head_height
            self._draw_row(self.rows.head, y, bottom=True)
            self._rule(y, inked("text"), 0.9)
        for at in range(self.first, self.last):
            y -= self.rows.heights[at]
            if at in self.rows.pauses:
                self._draw_pause(at, y)
            self._draw_row(self.rows.cells[at], y)
            if not self.rows.spans(at):
                self._rule(y, thin, 0.5)

    def least_height(self, width: float) -> float:
        """Header and first rows, and the rows that belong to them."""
        self.rows.measure(width)
        at, rows = self.first, 0
        while at < self.last and rows < _LEAST_ROWS:
            rows += not self.rows.spans(at)
            at += 1
        needed = self.rows.sums[at] - self.rows.sums[self.first]
        return self.rows.head_height + min(needed, layout().body / 2)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return 2.0

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 8.0

    def _draw_row(self, row: Sequence[Flowable], y: float, bottom: bool = False) -> None:
        places = self.rows.places(row)
        tops = [cell.wrap(width, layout().body)[1] for cell, _x, width in places]
        for (cell, x, _width), tall in zip(places, tops, strict=True):
            up = y + _PAD + (0.0 if bottom else max(tops) - tall)
            if type(cell) is Words:
                cell.draw_at(self.canv, x, up)
            else:
                cell.drawOn(self.canv, x, up)

    def _draw_pause(self, at: int, y: float) -> None:
        """Hatching behind a row, with white behind its words."""
        tall = self.rows.heights[at]
        draw_hatching(self.canv, Box(0, y, self.width, tall))
        self.canv.setFillColor("#FFFFFF")
        for cell, x, width in self.rows.places(self.rows.cells[at]):
            high = cell.wrap(width, layout().body)[1]
            if high and (wide := min(width, _natural(cell, width))):
                right = isinstance(cell, Words) and cell.style.align == "right"
                left = x + width - wide if right else x
                self.canv.rect(left - 4, y + tall - _PAD - high, wide + 8, high, stroke=0, fill=1)

    def _rule(self, y: float, colour: object, thick: float) -> None:
        self.canv.setStrokeColor(colour)
        self.canv.setLineWidth(thick)
        self.canv.line(0, y, self.width, y)

    def _halves(self, at: int, height: float) -> list[Flowable]:
        """Cuts the row at `at` so that its upper part fills `height`, if that leaves a few lines on both sides."""
        upper: list[Flowable] = []
        lower: list[Flowable] = []
        for cell, _x, width in self.rows.places(self.rows.cells[at]):
            if not isinstance(cell, Words):
                pieces = Stack([cell], loose=True).split(width, height - 2 * _PAD)
                if not pieces:
                    return []
                upper.append(pieces[0])
                lower.append(pieces[1] if len(pieces) > 1 else Stack([]))
                continue
            lines = int((height - 2 * _PAD) / cell.setting(width).leading)
            if lines < _LEAST_LINES:
                return []
            first, rest = cell.cut(width, lines)
            upper.append(first)
            lower.append(rest)
        cells = [*self.rows.cells[self.first : at], upper, lower, *self.rows.cells[at + 1 : self.last]]
        bands = {place - self.first: band for place, band in self.rows.bands.items() if place <= at}
        bands |= {place - self.first + 1: band for place, band in self.rows.bands.items() if place > at}
        pauses = {place - self.first + (place > at) for place in self.rows.pauses}
        rows = _Rows(self.rows.columns, cells, self.rows.head, bands, pauses)
        rows.measure(self.rows.width)
        cut = at - self.first + 1
        return [Table(rows, 0, cut), Table(rows, cut, len(cells))]


def _natural(cell: Flowable, width: float) -> float:
    """How wide the words of a cell are, points; of what is no words all that it has."""
    if isinstance(cell, Words):
        return max((line.width for line in cell.setting(width).lines), default=0.0)
    return max((_natural(part, width) for part in cell.parts), default=0.0) if isinstance(cell, Stack) else width


def _cuttable(cell: Flowable, width: float, height: float) -> bool:
    return isinstance(cell, Words) or bool(cell.split(width, height))


def table(
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[Column],
    fonts: Fonts,
    *,
    head: bool = True,
    total: bool = False,
    bands: Mapping[int, Band] | None = None,
    pauses: Collection[int] = (),
) -> Table:
    """A table. Words and parts are cells alike; a row of one cell stands across; `total`: the last row is semi-bold.

    `bands` are the rows, by their places, that are headings of those after them; `pauses` are hatched.
    """
    last = len(rows) - 1
    made = [_row(row, columns, fonts, total and at == last) for at, row in enumerate(rows)]
    looks = [style("head").aligned("right" if column.kind == "number" else "start") for column in columns]
    titles: list[Flowable] = []
    if head:
        titles += [text(look, column.title, fonts) for look, column in zip(looks, columns, strict=True)]
    return Table(_Rows(list(columns), made, titles, bands or {}, pauses), 0, len(made))


def _row(row: Sequence[Cell], columns: Sequence[Column], fonts: Fonts, strong: bool) -> list[Flowable]:
    if len(row) == 1 < len(columns):
        only = row[0]
        return [text("table_strong", only, fonts) if isinstance(only, str) else only]
    return [
        _cell(cell, column, fonts, strong) if isinstance(cell, str) else cell
        for cell, column in zip(row, columns, strict=True)
    ]


def _cell(words: str, column: Column, fonts: Fonts, strong: bool) -> Words:
    named: StyleName = "table_strong" if strong or column.kind == "strong" else "table"
    if column.kind == "number":
        return text(style(named).aligned("right", figures=True), words, fonts)
    return text("small" if column.kind == "small" and not strong else named, words, fonts)

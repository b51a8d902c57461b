"""Ways to put parts together on a page: one under another, side by side, in a frame; and how much room a part needs."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Literal

from facilitator.looks.pdf.base import Flowable, inked, layout

_GAP = 26.0
_BLANK = 0.3
"""So much of a page may stay blank for something that could go on to the next."""
_PAD = 11.0


def framed_height() -> float:
    """The points that a frame leaves on an empty page."""
    return layout().body - 2 * _PAD


def least_height(part: Flowable, width: float) -> float:
    """The points that a page must have left for `part` to begin there."""
    asked = getattr(part, "least_height", None)
    return float(asked(width)) if asked else min(part.wrap(width, layout().body)[1], layout().body / 2)


class Stack(Flowable):
    """Parts one under another. Stays on one page if it can be on one; `loose` lets it begin low on a page and go on.

    The parts from `on` may go on to the next page under the first part said again, such as the figures of a chart
    under its title, where much of a page would be blank.
    """

    def __init__(
        self, parts: Sequence[Flowable], loose: bool = False, page: float | None = None, on: int | None = None
    ) -> None:
        """`page` is the height in points that it finds on an empty page."""
        super().__init__()
        self.parts = list(parts)
        self.loose = loose
        self.page = layout().body if page is None else page
        self.company = 0.0
        self.on = on

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, sum(gap + tall for _part, gap, tall in self._piled(width))
        return self.width, self.height

    def in_company(self, least: float) -> Stack:
        """The same, of which no page has fewer than so many points, where it has as many at all."""
        self.company = least
        return self

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits into `height`, and the rest; nothing if it should go to the next page whole."""
        pieces = self._cut(width, height)
        if not self.company or len(pieces) < 2:
            return pieces
        rest = pieces[1].wrap(width, layout().body)[1]
        if rest < self.company:
            pieces = self._cut(width, height - (self.company - rest))
        if len(pieces) < 2 or pieces[0].wrap(width, height)[1] < self.company / 2:
            return []
        return [piece.in_company(self.company) for piece in pieces if isinstance(piece, Stack)]

    def _cut(self, width: float, height: float) -> list[Flowable]:
        fits = not self.loose and self.wrap(width, height)[1] <= self.page
        if fits and (self.on is None or height < self.least_height(width)):
            return []
        used = 0.0
        for at, (part, gap, tall) in enumerate(self._piled(width)):
            if used + gap + tall > height + 0.01:
                pieces = part.split(width, height - used - gap)
                again = [copy(self.parts[0])] if fits else []
                first, rest = [*self.parts[:at], *pieces[:1]], [*again, *(pieces[1:] or [part]), *self.parts[at + 1 :]]
                return [Stack(first, self.loose, self.page), Stack(rest, self.loose, self.page)] if first else []
            used += gap + tall
        return [self]

    def draw(self) -> None:
        """Draws all parts from the top."""
        y = self.height
        for part, gap, tall in self._piled(self.width):
            y -= gap + tall
            part.drawOn(self.canv, 0, y)

    def least_height(self, width: float) -> float:
        """The points that a page must have left for it to begin there."""
        if self.company:
            whole = self.wrap(width, layout().body)[1]
            return self.company if whole > 2.5 * self.company else whole
        if self.loose and self.parts:
            return least_height(self.parts[0], width)
        whole = min(self.wrap(width, layout().body)[1], layout().body)
        if self.on is None or self.on >= len(self.parts):
            return whole
        piled = self._piled(width)
        return min(whole, max(sum(gap + tall for _part, gap, tall in piled[: self.on]), _BLANK * layout().body))

    def getSpaceBefore(self) -> float:
        """Free points above: those of the first part."""
        return self.parts[0].getSpaceBefore() if self.parts else 0.0

    def getSpaceAfter(self) -> float:
        """Free points below: those of the last part."""
        return self.parts[-1].getSpaceAfter() if self.parts else 0.0

    def _piled(self, width: float) -> list[tuple[Flowable, float, float]]:
        """Each part with the gap above it and its height."""
        piled: list[tuple[Flowable, float, float]] = []
        after = 0.0
        for part in self.parts:
            gap = max(after, part.getSpaceBefore()) if piled else 0.0
            piled.append((part, gap, part.wrap(width, layout().body)[1]))
            after = part.getSpaceAfter()
        return piled


class SideBySide(Flowable):
    """Stacks beside each other, tops level; `shares` are the parts of the width they take, `gap` the points between."""

    def __init__(self, columns: Sequence[Stack], shares: Sequence[float], gap: float = _GAP) -> None:
        super().__init__()
        self.columns = list(columns)
        self.shares = [share / sum(shares) for share in shares]
        self.gap = gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        tall = [column.wrap(wide, height)[1] for column, wide in zip(self.columns, self._widths(width), strict=True)]
        self.width, self.height = width, max(tall, default=0.0)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Goes over to the next page only if no page could hold it."""
        if self.wrap(width, height)[1] <= layout().body:
            return []
        above: list[Stack] = []
        below: list[Stack] = []
        for column, wide in zip(self.columns, self._widths(width), strict=True):
            loose = Stack(column.parts, loose=True)
            pieces = [loose] if loose.wrap(wide, height)[1] <= height else loose.split(wide, height)
            halves = [piece for piece in pieces if isinstance(piece, Stack)] or [Stack([]), loose]
            above.append(halves[0])
            below.append(halves[1] if len(halves) > 1 else Stack([]))
        if not any(stack.parts for stack in above):
            return []
        return [SideBySide(above, self.shares, self.gap), SideBySide(below, self.shares, self.gap)]

    def draw(self) -> None:
        """Draws the columns from the left."""
        x = 0.0
        for column, wide in zip(self.columns, self._widths(self.width), strict=True):
            column.drawOn(self.canv, x, self.height - column.height)
            x += wide + self.gap

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return max((column.getSpaceBefore() for column in self.columns), default=0.0)

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 6.0

    def _widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.columns) - 1)
        return [free * share for share in self.shares]


class Framed(Flowable):
    """A part in a frame of its own: `line` is "dashed" for what still needs somebody, "solid" for what is settled."""

    def __init__(self, part: Stack, line: Literal["dashed", "solid"]) -> None:
        super().__init__()
        self.part = part
        self.line = line

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, self.part.wrap(width - 2 * _PAD, height)[1] + 2 * _PAD - 3
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two frames, where one would not fit on any page."""
        halves = self.part.split(width - 2 * _PAD, height - 2 * _PAD)
        return [Framed(half, self.line) for half in halves if isinstance(half, Stack)]

    def draw(self) -> None:
        """Draws the frame and what stands in it."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(inked("text"))
        canvas.setLineWidth(1.0)
        if self.line == "dashed":
            canvas.setDash([3, 2])
        canvas.roundRect(0, 0, self.width, self.height, 5)
        canvas.restoreState()
        self.part.drawOn(canvas, _PAD, _PAD - 1.5)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return 10.0

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 10.0


class Shrunk(Flowable):
    """A part that no page can hold and that cannot be cut, drawn smaller until it is `most` points high."""

    def __init__(self, part: Flowable, most: float) -> None:
        super().__init__()
        self.part = part
        self.most = most
        self.scale = 1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        tall = self.part.wrap(width, layout().body)[1]
        self.scale = min(1.0, self.most / max(tall, 1.0))
        if self.scale < 1.0:
            tall = self.part.wrap(width / self.scale, layout().body)[1]
        self.width, self.height = width, tall * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draws the part at its smaller size, at the left."""
        self.canv.saveState()
        self.canv.scale(self.scale, self.scale)
        self.part.drawOn(self.canv, 0, 0)
        self.canv.restoreState()

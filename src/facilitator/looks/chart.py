"""Where the boxes of the chart stand and how its arrows run: plain geometry, the same for window, wall and paper.

Lengths are in the drawing's own unit; y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A box by its upper left corner and its size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h


class Gaps(NamedTuple):
    """The room between columns and between rows of boxes."""

    across: float
    down: float


def order(keys: Sequence[str], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The boxes in chains: those that arrows join stand together, each before what it leads to where that can be."""
    nexts: dict[str, list[str]] = {key: [] for key in keys}
    befores: dict[str, list[str]] = {key: [] for key in keys}
    for start, end in links:
        if start in nexts and end in nexts:
            nexts[start].append(end)
            befores[end].append(start)
    seen: set[str] = set()
    firsts = sorted(keys, key=lambda k: (bool(befores[k]), keys.index(k)))
    return [_chain(key, nexts, befores, seen) for key in firsts if key not in seen]


def _chain(first: str, nexts: Mapping[str, list[str]], befores: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    """Everything that hangs together with a box, walked along the arrows."""
    chain: list[str] = []
    waiting = [first]
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        chain.append(key)
        waiting += [k for k in (*befores[key], *reversed(nexts[key])) if k not in seen]
    return chain


def cells(chains: Sequence[Sequence[str]], columns: int) -> dict[str, tuple[int, int]]:
    """`(row, column)` of every box: a chain has rows of its own, to and fro; single boxes fill gaps."""
    found: dict[str, tuple[int, int]] = {}
    row = 0
    for chain in (c for c in chains if len(c) > 1):
        for number, key in enumerate(chain):
            line, place_in = divmod(number, columns)
            found[key] = (row + line, columns - 1 - place_in if line % 2 else place_in)
        row += (len(chain) - 1) // columns + 1
    taken = set(found.values())
    free = ((r, c) for r in range(10_000) for c in range(columns) if (r, c) not in taken)
    for chain in (c for c in chains if len(c) == 1):
        found[chain[0]] = next(free)
    return found


def toward(start: Point, end: Point, by: float) -> Point:
    """The point so far from `start` on the straight way to `end`; the start itself where the two are one."""
    long = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) * by / long, start[1] + (end[1] - start[1]) * by / long


def place(sizes: Mapping[str, Point], at: Mapping[str, tuple[int, int]], width: float, gaps: Gaps) -> dict[str, Box]:
    """The boxes of a grid: all columns `width` wide, each row as high as its tallest box."""
    rows: dict[int, float] = {}
    for key, (row, _column) in at.items():
        rows[row] = max(rows.get(row, 0.0), sizes[key][1])
    tops: dict[int, float] = {}
    y = 0.0
    for row in range(max(rows, default=-1) + 1):
        tops[row] = y
        y += rows.get(row, 0.0) + gaps.down
    return {
        key: Box(column * (width + gaps.across), tops[row], sizes[key][0], sizes[key][1])
        for key, (row, column) in at.items()
    }


class Route(NamedTuple):
    """An arrow's line through its points, and where its words stand: the middle of its longest piece."""

    points: tuple[Point, ...]
    middle: Point
    level: bool


HEAD = 32.0
"""How far below the upper edge of a box an arrow comes in from the side."""


def route(start: Box, end: Box, others: Sequence[Box], lane: float = 0.0) -> Route:
    """A line of straight pieces from one box to another, out of facing edges, round all other boxes where it can.

    `lane` shifts the line, so that two arrows between the same boxes do not lie on each other.
    """
    best: tuple[Point, ...] | None = None
    least = -1
    for points in _ways(start, end, others, lane):
        hits = _hits(points, others) + 3 * _hits(points[1:-1], (start, end))
        if not hits:
            return _routed(points)
        if least < 0 or hits < least:
            best, least = points, hits
    return _routed(best or ((start.right, start.y), (end.x, end.y)))


def _routed(points: tuple[Point, ...]) -> Route:
    (x1, y1), (x2, y2) = max(pairwise(points), key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    return Route(points, ((x1 + x2) / 2, (y1 + y2) / 2), y1 == y2)


def _ways(start: Box, end: Box, others: Sequence[Box], lane: float) -> Iterator[tuple[Point, ...]]:
    """Lines to try, the simplest first."""
    side = start.right <= end.x or end.right <= start.x
    stacked = start.bottom <= end.y or end.bottom <= start.y
    x1, x2 = (start.right, end.x) if start.right <= end.x else (start.x, end.right)
    y1, y2 = (start.bottom, end.y) if start.bottom <= end.y else (start.y, end.bottom)
    h1, h2 = start.y + min(HEAD, start.h / 2) + lane, end.y + min(HEAD, end.h / 2) + lane
    v1, v2 = start.x + start.w / 2 + lane, end.x + end.w / 2 + lane
    if side:
        if end.y < h1 < end.bottom:
            yield ((x1, h1), (x2, h1))
        for x in _between(x1, x2, others, across=True):
            yield ((x1, h1), (x + lane, h1), (x + lane, h2), (x2, h2))
    if stacked:
        if end.x < v1 < end.right:
            yield ((v1, y1), (v1, y2))
        for y in _between(y1, y2, others, across=False):
            yield ((v1, y1), (v1, y + lane), (v2, y + lane), (v2, y2))
    yield from _round(start, end, others, lane)


def _round(start: Box, end: Box, others: Sequence[Box], lane: float) -> Iterator[tuple[Point, ...]]:
    """Lines that run round what stands between: through one lane, or through a lane, a cross lane and a lane."""
    everything = [start, end, *others]
    rows = _lanes([(b.y, b.bottom) for b in everything], (start.y, end.y), lane)
    columns = _lanes([(b.x, b.right) for b in everything], (start.x, end.x), lane)
    v1, v2 = start.x + start.w / 2 + lane, end.x + end.w / 2 + lane
    h1, h2 = start.y + min(HEAD, start.h / 2) + lane, end.y + min(HEAD, end.h / 2) + lane
    for y in rows:
        yield (
            (v1, start.y if y < start.y else start.bottom),
            (v1, y),
            (v2, y),
            (v2, end.y if y < end.y else end.bottom),
        )
    for x in columns:
        yield ((start.x if x < start.x else start.right, h1), (x, h1), (x, h2), (end.x if x < end.x else end.right, h2))
    for first in rows:
        for last in rows:
            for x in columns:
                ends = start.y if first < start.y else start.bottom, end.y if last < end.y else end.bottom
                yield ((v1, ends[0]), (v1, first), (x, first), (x, last), (v2, last), (v2, ends[1]))


def _lanes(spans: Sequence[tuple[float, float]], near: tuple[float, float], lane: float) -> list[float]:
    """Where a line may run between and beside the boxes, the nearest to two places first."""
    low, high = min(s[0] for s in spans) - 28, max(s[1] for s in spans) + 28
    free = [at + lane for at in _gutters(spans, low, high)]
    return sorted(free, key=lambda at: abs(at - near[0]) + abs(at - near[1]))


def _between(low: float, high: float, others: Sequence[Box], *, across: bool) -> list[float]:
    """Places to turn between two edges: the middle, then the middles of gaps between other boxes."""
    a, b = sorted((low, high))
    spans = [(o.x, o.right) if across else (o.y, o.bottom) for o in others]
    inside = [s for s in spans if s[1] > a and s[0] < b]
    return [(low + high) / 2] if not inside else [*_gutters(inside, a, b), (low + high) / 2]


def _gutters(spans: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """The middles of what is free between spans, from `low` to `high`."""
    found, at = [], low
    for first, last in sorted(spans):
        if first > at:
            found.append((at + first) / 2)
        at = max(at, last)
    if high > at:
        found.append((at + high) / 2)
    return found


def _hits(points: Sequence[Point], boxes: Sequence[Box]) -> int:
    """How many pieces of a line run through boxes."""
    return sum(_crosses(one, other, box) for one, other in pairwise(points) for box in boxes)


def _crosses(one: Point, other: Point, box: Box) -> bool:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return left < box.right and right > box.x and top < box.bottom and bottom > box.y

"""Where everything stands on the grid at the desk, and which of it is next to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize

from facilitator.activities.market.facts import Cell
from facilitator.activities.market.grid import Grid

NOWHERE: Cell = ("", "")
TIMES, HEAD, ROW, ROW_LEAST, WAIT, GAP, LEAST = 88, 56, 152, 118, 86, 8, 172
_ASIDE, _LEAST_QUEUED = 76, 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the board: a slip, or a free cell. `key` is empty for a free cell."""

    rect: QRect
    key: str
    cell: Cell


@dataclass(frozen=True)
class Plan:
    """The topics that wait, and under them the grid: times as rows, places as columns. All sizes are px.

    `width` is that of the board, `sight` the height of the window on it, None where there is none. The queue of those
    that wait takes the height that the grid leaves when its rows are as low as may be, and two of its rows at least;
    where it needs more it scrolls: by `down`, beside a bar that is `bar` wide.
    """

    grid: Grid = field(default_factory=Grid)
    width: int = 0
    scale: float = 1.0
    sight: int | None = None
    down: int = 0
    bar: int = 0

    def px(self, size: int) -> int:
        """So many px of the design."""
        return round(size * self.scale)

    def whole(self) -> Plan:
        """As it would be with the whole queue in sight."""
        return replace(self, sight=None, down=0, bar=0)

    @property
    def size(self) -> QSize:
        """What it needs at least."""
        high = self.queue_height + self.px(HEAD) + len(self.grid.slots) * (self.row_height + GAP)
        return QSize(self.px(TIMES) + max(1, len(self.grid.rooms)) * (self.px(LEAST) + GAP), high)

    # ------------------------------------------------------------------ those that wait

    @property
    def _queued(self) -> int:
        """The rows of the queue."""
        return -(-len(self.grid.waiting) // max(1, len(self.grid.rooms)))

    @property
    def queue_length(self) -> int:
        """How high the whole queue is."""
        return self._high(self._queued)

    @property
    def queue_height(self) -> int:
        """How high the part of it is that is in sight."""
        if self.sight is None:
            return self.queue_length
        grid = self.px(HEAD) + len(self.grid.slots) * (self.px(ROW_LEAST) + GAP)
        rows = (self.sight - grid - GAP) // (self.px(WAIT) + GAP)
        return self._high(min(self._queued, max(_LEAST_QUEUED, rows)))

    @property
    def band(self) -> int:
        """Down to where slips of the queue are drawn, and taken hold of."""
        return max(0, self.queue_height - 2 * GAP)

    @property
    def scrolls(self) -> bool:
        """Whether some of the queue is out of sight."""
        return self.queue_height < self.queue_length

    def _high(self, rows: int) -> int:
        return rows * (self.px(WAIT) + GAP) + (GAP if rows else 0)

    # ------------------------------------------------------------------ the grid

    @property
    def row_height(self) -> int:
        """As high as lets all rows be in sight, within limits."""
        if self.sight is None:
            return self.px(ROW)
        free = (self.sight - self.queue_height) / self.scale - HEAD
        return self.px(max(ROW_LEAST, min(ROW, int(free / max(1, len(self.grid.slots))) - GAP)))

    @cached_property
    def rows(self) -> list[QRect]:
        """The rows of the times."""
        top, high = self.queue_height + self.px(HEAD), self.row_height
        return [QRect(0, top + n * (high + GAP), self.width, high) for n in range(len(self.grid.slots))]

    @cached_property
    def columns(self) -> list[QRect]:
        """The columns of the places; their height says nothing."""
        return self._across(self.width)

    def _across(self, width: int) -> list[QRect]:
        count = max(1, len(self.grid.rooms))
        wide = (width - self.px(TIMES) + GAP) / count
        return [QRect(self.px(TIMES) + round(n * wide), 0, round(wide) - GAP, 1) for n in range(count)]

    # ------------------------------------------------------------------ spots

    @cached_property
    def spots(self) -> list[Spot]:
        """Those that wait, then every cell; of the queue also what is out of sight."""
        wait, queue = self.px(WAIT), self._across(self.width - self.bar)
        found = []
        for number, slip in enumerate(self.grid.waiting):
            row, column = divmod(number, len(queue))
            box = queue[column]
            found.append(Spot(QRect(box.x(), row * (wait + GAP) - self.down, box.width(), wait), slip.key, NOWHERE))
        there = {slip.cell: slip.key for slip in self.grid.placed}
        for line, slot in zip(self.rows, self.grid.slots, strict=True):
            for box, room in zip(self.columns, self.grid.rooms, strict=False):
                rect = QRect(box.x(), line.y(), box.width(), line.height())
                found.append(Spot(rect, there.get((room.id, slot.id), ""), (room.id, slot.id)))
        return found

    def at(self, place: QPoint) -> Spot | None:
        """What is in sight at a place."""
        queue = place.y() < self.band
        return next((s for s in self.spots if (s.cell == NOWHERE) == queue and s.rect.contains(place)), None)

    def of(self, key: str) -> Spot | None:
        """Where a topic stands."""
        return next((spot for spot in self.spots if key and spot.key == key), None)

    def down_to(self, spot: Spot) -> int:
        """How far the queue is scrolled so that all of a spot of it is in sight; no further than needed."""
        if spot.cell != NOWHERE:
            return self.down
        top = spot.rect.top() + self.down
        return max(min(self.down, top), top + spot.rect.height() - self.band)


def beside(spots: Iterable[Spot], rect: QRect, step: tuple[int, int]) -> Spot | None:
    """The nearest place in a direction: `step` is (-1, 0) for the left, (0, 1) for below."""
    x, y = step
    best, least = None, 0.0
    for spot in spots:
        dx = spot.rect.center().x() - rect.center().x()
        dy = spot.rect.center().y() - rect.center().y()
        ahead, aside = dx * x + dy * y, abs(dx * y) + abs(dy * x)
        if ahead <= 2 or (x and aside > _ASIDE):
            continue
        far = ahead + 3 * aside
        if best is None or far < least:
            best, least = spot, far
    return best

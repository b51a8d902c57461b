"""Where things stand on the grid, and which of them is next to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect

from facilitator.activities.market.facts import Cell

NOWHERE: Cell = ("", "")
_ASIDE = 76


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the board: a slip, or a free cell. `key` is empty for a free cell."""

    rect: QRect
    key: str
    cell: Cell


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

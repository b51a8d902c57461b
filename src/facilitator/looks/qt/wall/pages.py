"""Which note stands where on which page of the room screen. Numbers only, no toolkit.

Notes keep their order. A short one takes a cell; a long one takes whole rows. A note left alone in its row because a
long one follows gets the row. Adding a note at the end never changes an earlier page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

GRIDS: Final = {6: (2, 3), 4: (2, 2), 2: (1, 2)}
"""Notes per page: columns and rows of the page."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a note, or a part of a very long one, needs: letters of `size` px, and `rows` whole rows or a cell (0)."""

    key: str
    text: str
    size: float
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where it stands on its page, in cells."""

    need: Need
    column: int
    row: int
    columns: int = 1
    rows: int = 1


def paginate(needs: Sequence[Need], per_page: int) -> list[list[Place]]:
    """Pages of places; per_page is 6, 4 or 2. Raises KeyError for another number."""
    columns, rows = GRIDS[per_page]
    pages: list[list[Place]] = []
    column = row = 0
    for need in needs:
        tall = max(1, need.rows)
        if need.rows and column:
            alone = pages[-1][-1]
            pages[-1][-1] = Place(alone.need, alone.column, alone.row, columns - alone.column, alone.rows)
            column, row = 0, row + 1
        if not pages or row + tall > rows:
            pages.append([])
            column = row = 0
        width = columns if need.rows else 1
        pages[-1].append(Place(need, column, row, width, tall))
        column += width
        if column >= columns:
            column, row = 0, row + tall
    return pages


def anchor(before: Sequence[str], now: Sequence[str], page: Sequence[str]) -> int:
    """Where, in the keys there are now, the page that is being read begins: at the first of its notes that is left.

    If none is left, at the first note after it; 0 if there is none either.
    """
    there = {key: number for number, key in enumerate(now)}
    if not page or page[0] not in before:
        return 0
    for key in before[before.index(page[0]) :]:
        if key in there:
            return there[key]
    return 0

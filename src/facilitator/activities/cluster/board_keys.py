"""Walking the wall with arrow keys: which piece is the next one that way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt

from facilitator.activities.cluster.board_items import Piece

ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def nearest(now: Piece | None, pieces: Sequence[Piece], way: tuple[int, int]) -> Piece | None:
    """The piece that is nearest in a direction, those straight ahead first; without a start, the first of all."""
    if now is None:
        return min(pieces, key=lambda p: (p.box.y, p.box.x), default=None)
    found = [(cost, p) for p in pieces if p is not now and (cost := _cost(now, p, way)) is not None]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _cost(now: Piece, other: Piece, way: tuple[int, int]) -> float | None:
    """How far a piece is that way; None when it lies another way."""
    a, b = now.box, other.box
    if way[0]:
        ahead, off = way[0] * (b.x - a.x), abs(b.y - a.y)
    else:
        ahead, off = way[1] * (b.y - a.y), abs(b.x - a.x)
    return ahead + 3 * off if ahead > 1 and off <= 2 * ahead + 80 else None

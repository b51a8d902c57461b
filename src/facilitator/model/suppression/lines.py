"""The rule that a reader can follow: in a line that adds up to its total, what is hidden is never one alone nor few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.model.suppression.figures import Goes
from facilitator.model.suppression.pieces import Number, Piece, crosses


@dataclass(frozen=True, slots=True)
class Line:
    """A number, and the numbers that come to it together."""

    whole: Number
    parts: tuple[Number, ...]


def lines(piece: Piece, both: Sequence[Sequence[Number]]) -> list[Line]:
    """Every line of a piece: along the sets of each family, and of those that cross none along both."""
    found: dict[tuple[int, ...], Line] = {}
    for at, family in enumerate(both):
        apart = [number for number in both[1 - at] if not any(crosses(number.mask, other.mask) for other in family)]
        for whole in (*family, *apart):
            inside = [number for number in family if number.mask != whole.mask and not number.mask & ~whole.mask]
            if inside or whole in family:
                line = Line(whole, tuple(_parts(piece, whole, inside)))
                found.setdefault((whole.mask, *sorted(part.mask for part in line.parts)), line)
    return sorted(found.values(), key=lambda line: (line.whole.mask.bit_count(), line.whole.order))


def _parts(piece: Piece, whole: Number, inside: Sequence[Number]) -> Iterator[Number]:
    left = whole.mask
    for number in sorted(inside, key=lambda each: -each.mask.bit_count()):
        if number.mask & left == number.mask:
            left &= ~number.mask
            yield number
    for place in range(len(piece.cells)):
        if left >> place & 1:
            yield piece.single(place)


def apply(every: Sequence[Line], least: int) -> None:
    """Hide in each line the smallest that is shown, until what is hidden in it is several, and `least` together."""
    again = True
    while again:
        again = False
        for line in every:
            again |= _apply(line, least)


def _apply(line: Line, least: int) -> bool:
    """Whether something of a line had to go."""
    changed = False
    while line.whole.shown and _tells(line, least):
        left = [part for part in line.parts if part.shown and part.goes is not Goes.NEVER]
        if line.whole.goes is Goes.FIRST or not left:
            if line.whole.goes is Goes.NEVER:
                break
            line.whole.shown = False
        else:
            min(left, key=lambda part: (part.goes, part.n, part.order)).shown = False
        changed = True
    return changed


def _tells(line: Line, least: int) -> bool:
    """Whether the shown ones give away, by taking them from the whole, what is hidden."""
    hidden = [part for part in line.parts if not part.shown]
    if not hidden or not any(part.figure or 0 < part.n < least for part in hidden):
        return False
    return len(hidden) < 2 or sum(part.n for part in hidden) < least

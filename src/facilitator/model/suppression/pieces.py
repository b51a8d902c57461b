"""Figures as sets of cells that hang together, and the two families of nested sets that they come apart into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from facilitator.model.suppression.figures import Cell, Figure, Goes, Key, Tally


@dataclass(slots=True)
class Number:
    """One number, whatever figures show it: the cells it sums, as bits. `shown` is what was decided so far; `figure` is
    false of a cell that no figure shows, which must not be found either.
    """

    mask: int
    n: int
    goes: Goes
    order: int
    figure: bool
    shown: bool
    answers: bool = True


@dataclass(slots=True)
class Piece:
    """Numbers that share cells, and no cell with any other piece."""

    cells: list[Cell]
    tallies: list[Tally]
    numbers: dict[int, Number] = field(default_factory=dict)
    keys: dict[Key, tuple[int, Goes]] = field(default_factory=dict)

    @property
    def many(self) -> list[Number]:
        """The numbers of more cells than one."""
        return [number for number in self.numbers.values() if number.mask & (number.mask - 1)]

    def single(self, place: int) -> Number:
        """The number of one cell."""
        return self.numbers[1 << place]

    def sum(self, mask: int, layer: tuple[int, object] | None = None) -> int:
        """How many there are in some cells; with a `layer`, how many who gave one answer in one distribution."""
        found = 0
        while mask:
            lowest = mask & -mask
            tally = self.tallies[lowest.bit_length() - 1]
            if layer is None:
                found += tally.n
            elif layer[0] < len(tally.answers):
                found += tally.answers[layer[0]].get(layer[1], 0)
            mask ^= lowest
        return found


def pieces(tallies: dict[Cell, Tally], figures: Sequence[Figure]) -> list[Piece]:
    """All figures by what hangs together. Raises ValueError when a figure has a cell without a tally."""
    for figure in figures:
        if missing := next((cell for cell in figure.cells if cell not in tallies), None):
            raise ValueError(f"{figure.key!r}: no tally of {missing!r}")
    needed = [figure for figure in figures if not _implied(figure, figures)]
    home = {cell: cell for cell in tallies}

    def root(cell: Cell) -> Cell:
        while home[cell] is not cell:
            home[cell] = cell = home[home[cell]]
        return cell

    for figure in needed:
        for one, other in pairwise(figure.cells):
            home[root(other)] = root(one)
    found: dict[Cell, Piece] = {}
    place: dict[Cell, int] = {}
    for cell, tally in tallies.items():
        piece = found.setdefault(root(cell), Piece([], []))
        place[cell] = len(piece.cells)
        piece.cells.append(cell)
        piece.tallies.append(tally)
    for order, figure in enumerate(needed):
        if figure.cells:
            mask = sum(1 << place[cell] for cell in figure.cells)
            _add(found[root(next(iter(figure.cells)))], mask, figure, order)
    for piece in found.values():
        for at, tally in enumerate(piece.tallies):
            piece.numbers.setdefault(1 << at, Number(1 << at, tally.n, Goes.IN_TURN, at, False, False, False))
    return list(found.values())


def _add(piece: Piece, mask: int, figure: Figure, order: int) -> None:
    piece.keys[figure.key] = mask, figure.goes
    known = piece.numbers.get(mask)
    if known:
        known.goes = max(known.goes, figure.goes)
    else:
        piece.numbers[mask] = Number(mask, piece.sum(mask), figure.goes, order, True, True)


def _implied(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a total that is always shown is made up of smaller ones that are: it tells nothing then."""
    if figure.goes is not Goes.NEVER or len({cell.what for cell in figure.cells}) < 2:
        return False
    left = set(figure.cells)
    for other in figures:
        if other.goes is Goes.NEVER and len(other.cells) < len(figure.cells) and other.cells <= left:
            left -= other.cells
    return not left


def crosses(one: int, other: int) -> bool:
    """Whether two sets share something and neither holds the other."""
    both = one & other
    return both not in (0, one, other)


def families(piece: Piece) -> tuple[list[Number], list[Number]]:
    """The numbers of several cells in two families, in each of which sets lie apart or within each other.

    What keeps them from coming apart so is hidden for good and stands in neither. Raises ValueError where that is a
    total that may never be hidden.
    """
    many = sorted(piece.many, key=lambda number: (-number.goes, number.order))
    against = {a.mask: [b for b in many if crosses(a.mask, b.mask)] for a in many}
    side: dict[int, int] = {}
    for first in many:
        if first.mask in side:
            continue
        side[first.mask] = 0
        waiting = [first]
        while waiting:
            one = waiting.pop()
            for other in against[one.mask]:
                if other.mask not in side:
                    side[other.mask] = 1 - side[one.mask]
                    waiting.append(other)
                elif side[other.mask] == side[one.mask] and side[one.mask] < 2:
                    given_up = max(one, other, key=lambda number: (-number.goes, number.order))
                    if given_up.goes is Goes.NEVER:
                        raise ValueError("totals that are never hidden cross each other in three ways")
                    side[given_up.mask] = 2
                    given_up.shown = False
                    if given_up is one:
                        break
    one_side, other_side = ([number for number in many if side[number.mask] == at] for at in (0, 1))
    return one_side, other_side


def least_around(mask: int, family: Iterable[Number]) -> int:
    """The smallest set of a family that holds a set and is larger; 0 where there is none."""
    around = [other.mask for other in family if other.mask != mask and other.mask & mask == mask]
    return min(around, key=int.bit_count, default=0)

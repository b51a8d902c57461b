"""The reader who solves for what was hidden: all that is shown as equations, every hidden number bounded by linear
programming. It knows nothing of how the program decides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

_NEAR = 1e-7


class Reader:
    """Somebody who knows some sums of unknown numbers, none of them under nothing. `sums`: the unknowns, their sum."""

    def __init__(self, sums: Iterable[tuple[Iterable[Hashable], int]]) -> None:
        known = {frozenset(cells): float(n) for cells, n in sums}
        self._at = {cell: at for at, cell in enumerate(sorted({c for cells in known for c in cells}, key=repr))}
        n = len(self._at)
        rows = [[1.0 if cell in cells else 0.0 for cell in self._at] for cells in known]
        m = len(rows)
        self._rows = [row + [float(i == j) for j in range(m)] + [b] for i, (row, b) in enumerate(
            zip(rows, known.values(), strict=True))]  # fmt: skip
        self._basis = list(range(n, n + m))
        left = self._least([0.0] * n + [1.0] * m, n + m)
        assert abs(left) < _NEAR, "what is shown contradicts itself"
        self._leave_helpers(n)

    def bounds(self, cells: Iterable[Hashable]) -> tuple[int, int | None]:
        """The least and the most that some unknowns can come to together; None where nothing limits them."""
        wanted = list(cells)
        places = [self._at[cell] for cell in wanted if cell in self._at]
        low, high = self._best(places, 1.0), self._best(places, -1.0)
        free = len(places) < len(wanted)
        return round(low or 0.0), None if high is None or free else round(-high)

    def width(self, cells: Iterable[Hashable]) -> float:
        """How far the bounds lie apart."""
        low, high = self.bounds(cells)
        return float("inf") if high is None else high - low

    def _best(self, places: list[int], sign: float) -> float | None:
        kept = [row[:] for row in self._rows], self._basis[:]
        cost = [0.0] * len(self._at)
        for place in places:
            cost[place] = sign
        found = self._least(cost, len(self._at))
        self._rows, self._basis = kept
        return found

    def _least(self, cost: list[float], n: int) -> float | None:
        """The least of a sum over the unknowns, by the simplex method; None where there is none."""
        width = len(self._rows[0]) if self._rows else 1
        price = cost + [0.0] * (width - len(cost))
        for row, basic in zip(self._rows, self._basis, strict=True):
            if by := price[basic]:
                price = [p - by * r for p, r in zip(price, row, strict=True)]
        while True:
            enter = next((j for j in range(n) if price[j] < -_NEAR), None)
            if enter is None:
                return -price[-1]
            ratios = [(row[-1] / row[enter], self._basis[i], i)
                      for i, row in enumerate(self._rows) if row[enter] > _NEAR]  # fmt: skip
            if not ratios:
                return None
            price = self._pivot(min(ratios)[2], enter, price)

    def _pivot(self, leave: int, enter: int, price: list[float]) -> list[float]:
        by = self._rows[leave][enter]
        row = self._rows[leave] = [each / by for each in self._rows[leave]]
        for i, other in enumerate(self._rows):
            if i != leave and other[enter]:
                times = other[enter]
                self._rows[i] = [a - times * b for a, b in zip(other, row, strict=True)]
        self._basis[leave] = enter
        times = price[enter]
        return [a - times * b for a, b in zip(price, row, strict=True)]

    def _leave_helpers(self, n: int) -> None:
        """Take the helping unknowns of the first step out: what still holds one says nothing new."""
        for i in range(len(self._rows)):
            if self._basis[i] >= n:
                enter = next((j for j in range(n) if abs(self._rows[i][j]) > _NEAR), None)
                if enter is not None:
                    self._pivot(i, enter, [0.0] * len(self._rows[i]))
        there = [i for i, basic in enumerate(self._basis) if basic < n]
        self._rows = [self._rows[i][:n] + self._rows[i][-1:] for i in there]
        self._basis = [self._basis[i] for i in there]

"""As many pairs as can be made at once where not everybody may be paired with everybody. Plain functions of numbers.

Pairs are made one more at a time along a path that alternates between pairs that are not and pairs that are; rounds of
odd length on the way are drawn together (Edmonds).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

NOBODY = -1


def more_pairs(friends: Sequence[Sequence[int]], mate: list[int]) -> None:
    """Make as many pairs as there can be, from those there are: `mate[i]` is whom i is paired with, or NOBODY.

    `friends[i]` are those with whom i may be. Whoever has a mate keeps one, though it may be another.
    """
    for root in range(len(mate)):
        if mate[root] == NOBODY:
            _Search(friends, mate).from_(root)


class _Search:
    """One search for a path from somebody alone to somebody else alone."""

    def __init__(self, friends: Sequence[Sequence[int]], mate: list[int]) -> None:
        self.friends, self.mate = friends, mate
        size = len(mate)
        self.before = [NOBODY] * size
        self.base = list(range(size))
        self.even = [False] * size
        self.queue: deque[int] = deque()

    def from_(self, root: int) -> None:
        """Pair `root` with somebody, where that can be."""
        self.even[root] = True
        self.queue.append(root)
        while self.queue:
            one = self.queue.popleft()
            for other in self.friends[one]:
                if self.base[one] == self.base[other] or self.mate[one] == other:
                    continue
                if other == root or (self.mate[other] != NOBODY and self.before[self.mate[other]] != NOBODY):
                    self._draw_together(one, other)
                elif self.before[other] == NOBODY:
                    self.before[other] = one
                    if self.mate[other] == NOBODY:
                        self._turn(other)
                        return
                    self.even[self.mate[other]] = True
                    self.queue.append(self.mate[other])

    def _turn(self, last: int) -> None:
        """Swap along the path what is a pair and what is not: one pair more."""
        while last != NOBODY:
            one = self.before[last]
            onward = self.mate[one]
            self.mate[last], self.mate[one] = one, last
            last = onward

    def _draw_together(self, one: int, other: int) -> None:
        """Make one of a round of odd length, so that the path may go through it either way."""
        common = self._meet(one, other)
        inside = [False] * len(self.mate)
        self._mark(inside, one, common, other)
        self._mark(inside, other, common, one)
        for each in range(len(self.mate)):
            if inside[self.base[each]]:
                self.base[each] = common
                if not self.even[each]:
                    self.even[each] = True
                    self.queue.append(each)

    def _meet(self, one: int, other: int) -> int:
        """Where the ways of two back to the root come together."""
        seen = set()
        while True:
            one = self.base[one]
            seen.add(one)
            if self.mate[one] == NOBODY:
                break
            one = self.before[self.mate[one]]
        other = self.base[other]
        while other not in seen:
            other = self.base[self.before[self.mate[other]]]
        return other

    def _mark(self, inside: list[bool], one: int, common: int, child: int) -> None:
        while self.base[one] != common:
            inside[self.base[one]] = inside[self.base[self.mate[one]]] = True
            self.before[one] = child
            child = self.mate[one]
            one = self.before[child]

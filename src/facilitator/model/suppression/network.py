"""How far a hidden number can be found out from those that are shown: as flows, which are exact for nested sets.

Each cell is an arc from the smallest set of one family that holds it to the smallest of the other; each set is an arc
too. Shown numbers are arcs that cannot change, hidden ones can, as long as none falls under nothing. What can be pushed
around through an arc is by how much its number may be other than it is, for all that a reader can tell.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from facilitator.model.suppression.figures import Goes
from facilitator.model.suppression.pieces import Number, Piece, least_around

_ENDLESS = 1 << 40


@dataclass(slots=True)
class Arc:
    """A number as an arc between two places, with what it is in the layer that is looked at. None closes the round."""

    start: int
    end: int
    number: Number | None
    value: int


class Network:
    """The numbers of a piece as arcs. `fixed` says which of them a reader knows."""

    def __init__(self, piece: Piece, both: Sequence[Sequence[Number]]) -> None:
        self._piece = piece
        spots: dict[tuple[int, int], int] = {(0, 0): 0, (1, 0): 1}
        for at, family in enumerate(both):
            for number in family:
                spots[at, number.mask] = len(spots)
        self.arcs: list[Arc] = [Arc(1, 0, None, piece.sum((1 << len(piece.cells)) - 1))]
        self.at: dict[int, int] = {}
        for at, family in enumerate(both):
            for number in family:
                own, around = spots[at, number.mask], spots[at, least_around(number.mask, family)]
                self._add(number, *((own, around) if at else (around, own)))
        for place in range(len(piece.cells)):
            ends = [spots[at, _home(place, family)] for at, family in enumerate(both)]
            self._add(piece.single(place), ends[0], ends[1])
        self.out: list[list[int]] = [[] for _ in spots]
        for index, arc in enumerate(self.arcs):
            self.out[arc.start].append(index)
            self.out[arc.end].append(~index)
        self.fixed = [False] * len(self.arcs)
        self._layers: dict[tuple[int, object], list[int]] = {}

    def _add(self, number: Number, start: int, end: int) -> None:
        self.at[number.mask] = len(self.arcs)
        self.arcs.append(Arc(start, end, number, number.n))

    def layer(self, layer: tuple[int, object]) -> None:
        """Look at one answer of one distribution instead of the numbers themselves."""
        if layer not in self._layers:
            everything = (1 << len(self._piece.cells)) - 1
            masks = [arc.number.mask if arc.number else everything for arc in self.arcs]
            self._layers[layer] = [self._piece.sum(mask, layer) for mask in masks]
        for arc, value in zip(self.arcs, self._layers[layer], strict=True):
            arc.value = value

    def width(self, mask: int, enough: int) -> tuple[int, dict[int, int]]:
        """By how much a number may be other than it is, at most `enough`; and by how much others change with it at
        least, by their sets.
        """
        index = self.at[mask]
        arc, seen = self.arcs[index], dict[int, int]()
        up = self._push(arc.end, arc.start, enough, index, seen)[0]
        low = min(enough - up, arc.value)
        down = self._push(arc.start, arc.end, low, index, seen)[0] if low else 0
        return up + down, seen

    def _push(self, source: int, sink: int, most: int, left_out: int, seen: dict[int, int]) -> tuple[int, list[int]]:
        """How much can be pushed from one place to another, at most `most`, and through what."""
        used = [0] * len(self.arcs)
        pushed = 0
        while pushed < most:
            path = self._path(source, sink, left_out, used)
            if not path:
                break
            by = min(most - pushed, *(self._room(step, used) for step in path))
            for step in path:
                used[step if step >= 0 else ~step] += by if step >= 0 else -by
                number = self.arcs[step if step >= 0 else ~step].number
                if number and not pushed:
                    seen[number.mask] = max(seen.get(number.mask, 0), by)
            pushed += by
        return pushed, used

    def _room(self, step: int, used: list[int]) -> int:
        return _ENDLESS if step >= 0 else self.arcs[~step].value + used[~step]

    def _path(self, source: int, sink: int, left_out: int, used: list[int]) -> list[int]:
        came: dict[int, int] = {source: 0}
        waiting = deque([source])
        while waiting:
            spot = waiting.popleft()
            for step in self.out[spot]:
                index = step if step >= 0 else ~step
                if index == left_out or self.fixed[index]:
                    continue
                arc = self.arcs[index]
                goal = arc.end if step >= 0 else arc.start
                if goal not in came and (step >= 0 or arc.value + used[index] > 0):
                    came[goal] = step
                    if goal == sink:
                        return self._steps(came, source, sink)
                    waiting.append(goal)
        return []

    def _steps(self, came: dict[int, int], source: int, sink: int) -> list[int]:
        found = []
        while sink != source:
            step = came[sink]
            found.append(step)
            sink = self.arcs[step].start if step >= 0 else self.arcs[~step].end
        return found

    def to_hide(self, mask: int, enough: int) -> list[Number]:
        """What to hide so that a number may be other than it is by more than now, which is less than `enough`: the
        cheapest, of few and small ones. Nothing where only totals that are never hidden tell it.
        """
        index = self.at[mask]
        arc = self.arcs[index]
        up, down = (arc.end, arc.start), (arc.start, arc.end)
        ways = [self._cheapest(*up, index, self._push(*up, enough, index, {})[1])]
        lowered, used = self._push(*down, min(enough, arc.value), index, {})
        if lowered < arc.value:
            ways.append(self._cheapest(*down, index, used))
        found = [way for way in ways if way]
        return min(found, key=lambda way: way[0])[1] if found else []

    def _cheapest(self, source: int, sink: int, left_out: int, used: list[int]) -> tuple[int, list[Number]] | None:
        """The way around that costs least to open, and what it opens; None where nothing is left to open."""
        best: dict[int, int] = {source: 0}
        came: dict[int, int] = {source: 0}
        waiting = [(0, source)]
        while waiting:
            cost, spot = heappop(waiting)
            if spot == sink:
                steps = [step if step >= 0 else ~step for step in self._steps(came, source, sink)]
                opened = [self.arcs[step].number for step in steps if self.fixed[step]]
                return (cost, [number for number in opened if number]) if opened else None
            if cost > best[spot]:
                continue
            for step in self.out[spot]:
                index = step if step >= 0 else ~step
                arc = self.arcs[index]
                if index == left_out or (step < 0 and not arc.value + used[index]):
                    continue
                more = self._cost(index)
                goal = arc.end if step >= 0 else arc.start
                if more is not None and cost + more < best.get(goal, _ENDLESS):
                    best[goal], came[goal] = cost + more, step
                    heappush(waiting, (cost + more, goal))
        return None

    def _cost(self, index: int) -> int | None:
        number = self.arcs[index].number
        if not self.fixed[index] or number is None:
            return 0
        return None if number.goes is Goes.NEVER else (number.n + 1) << (4 * number.goes)


def _home(place: int, family: Sequence[Number]) -> int:
    return least_around(1 << place, family)

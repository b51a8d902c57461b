"""Fills the rounds that are left when no neat scheme fits: late arrivals, leavers, fixed seats, several groups.

A seeded local search by swaps; rounds already played stay as they were.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from facilitator.activities.rotate.pairing import Pairing
from facilitator.activities.rotate.schedule import Plan, Round, table_sizes

P = TypeVar("P", bound=Hashable)

REPEAT, SAME_GROUP = 100_000, 10
"""What it costs when two people sit together again, and when they are of one partner group."""


@dataclass(frozen=True)
class Wishes(Generic[P]):
    """What the search respects: each person's partner group, and who must not move from their place.

    The same `seed` gives the same plan.
    """

    group: Mapping[P, str]
    fixed: frozenset[P] = frozenset()
    seed: int = 1


def fill(people: Sequence[P], rounds: int, size: int, wishes: Wishes[P], played: Plan[P]) -> Plan[P]:
    """`played` with as many new rounds after it as make `rounds`, for the people present now.

    `size` 2 makes pairs and, when people are odd, one trio; larger sizes make tables of `size` or one fewer. Nobody
    waits. A fixed person keeps the place number of their first round; no two share one while there is room.
    """
    search = _Search(people, size, wishes)
    anchors = search.anchors(played)
    plan = [list(here) for here in played]
    if size == 2 and len(people) > 1 and len(set(anchors.values())) == len(anchors):
        return [*plan, *_paired(search, anchors, played, rounds - len(plan))]
    for here in played:
        search.count(here)
    while len(plan) < rounds and len(people) > 1:
        here = search.one_round(anchors)
        search.count(here)
        plan.append(here)
    return plan


def _paired(search: _Search[P], anchors: Mapping[int, int], played: Plan[P], count: int) -> Plan[P]:
    """So many rounds of pairs for the people of a search, who meet again only where the numbers force it."""
    people, group = search.people, search.wishes.group
    met = [[0] * len(people) for _ in people]
    known = Pairing(len(people), met, seed=search.wishes.seed)
    known.apart = {frozenset(pair) for pair in combinations(anchors, 2)}
    of = [group.get(p, "") for p in people]
    known.alike = {frozenset((a, b)) for a, b in combinations(range(len(people)), 2) if of[a] and of[a] == of[b]}
    for here in played:
        known.hold([tuple(search.index[p] for p in place if p in search.index) for place in here])
    return [_placed(search, anchors, here) for here in known.rounds(max(0, count))]


def _placed(search: _Search[P], anchors: Mapping[int, int], here: Sequence[tuple[int, ...]]) -> Round[P]:
    """A round with everybody who must not move at their own place."""
    at = {next((anchors[who] for who in place if who in anchors), None): place for place in here}
    free = iter(place for place in here if not any(who in anchors for who in place))
    places = (at[n] if n in at else next(free) for n in range(len(here)))
    return [tuple(search.people[who] for who in place) for place in places]


class _Search(Generic[P]):
    def __init__(self, people: Sequence[P], size: int, wishes: Wishes[P]) -> None:
        self.people, self.wishes = list(people), wishes
        self.sizes = pair_sizes(len(people)) if size == 2 else table_sizes(len(people), size)
        self.random = random.Random(wishes.seed)
        index = {p: i for i, p in enumerate(self.people)}
        self.index = index
        n = len(people)
        groups = [wishes.group.get(p, "") for p in self.people]
        self.cost = [
            [SAME_GROUP if groups[i] and groups[i] == groups[j] else 0 for j in range(n)] for i in range(n)
        ]  # fmt: skip

    def count(self, here: Round[P]) -> None:
        """Make every meeting of a round dear to repeat."""
        for place in here:
            for a, b in combinations([self.index[p] for p in place if p in self.index], 2):
                self.cost[a][b] += REPEAT
                self.cost[b][a] += REPEAT

    def anchors(self, played: Plan[P]) -> dict[int, int]:
        """The place number of every fixed person: where they sat last, else the first place that has none yet."""
        found: dict[int, int] = {}
        for person in self.people:
            if person not in self.wishes.fixed:
                continue
            sat = [n for here in played for n, place in enumerate(here) if person in place]
            taken = list(found.values())
            room = [n for n in range(len(self.sizes)) if taken.count(n) < self.sizes[n]]
            free = [n for n in room if n not in taken]
            last = sat[-1] if sat and sat[-1] in room else None
            if room:
                found[self.index[person]] = last if last is not None else (free or room)[0]
        return found

    def one_round(self, anchors: Mapping[int, int]) -> Round[P]:
        """The best of a few swaps-only descents."""
        best, lowest = None, None
        for _ in range(4 if len(self.people) <= 40 else 2):
            places = self._start(anchors)
            total = self._descend(places, anchors)
            if lowest is None or total < lowest:
                best, lowest = places, total
            if lowest == 0:
                break
        return [tuple(self.people[i] for i in place) for place in best or []]

    def _start(self, anchors: Mapping[int, int]) -> list[list[int]]:
        places: list[list[int]] = [[] for _ in self.sizes]
        for who, place in anchors.items():
            places[place].append(who)
        moving = [i for i in range(len(self.people)) if i not in anchors]
        self.random.shuffle(moving)
        for who in moving:
            room = [n for n, place in enumerate(places) if len(place) < self.sizes[n]]
            row = self.cost[who]
            places[min(room, key=lambda n: sum(row[o] for o in places[n]))].append(who)  # the cheapest place with room
        return places

    def _descend(self, places: list[list[int]], anchors: Mapping[int, int]) -> int:
        seats = [(n, k) for n, place in enumerate(places) for k, who in enumerate(place) if who not in anchors]
        improved = True
        while improved:
            improved = False
            self.random.shuffle(seats)
            for first, second in combinations(seats, 2) if len(seats) <= 60 else self._some(seats):
                if first[0] != second[0] and self._gain(places, first, second) > 0:
                    (n, k), (m, j) = first, second
                    places[n][k], places[m][j] = places[m][j], places[n][k]
                    improved = True
        return sum(self.cost[a][b] for place in places for a, b in combinations(place, 2))

    def _some(self, seats: list[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        pick = self.random.randrange
        n = len(seats)
        return [(seats[pick(n)], seats[pick(n)]) for _ in range(40 * n)]

    def _gain(self, places: list[list[int]], first: tuple[int, int], second: tuple[int, int]) -> int:
        (n, k), (m, j) = first, second
        a, b = places[n][k], places[m][j]
        row_a, row_b = self.cost[a], self.cost[b]
        gain = 0
        for other in places[n]:
            if other != a:
                gain += row_a[other] - row_b[other]
        for other in places[m]:
            if other != b:
                gain += row_b[other] - row_a[other]
        return gain


def pair_sizes(n: int) -> list[int]:
    """Pairs for n people; the last is a trio when they are odd."""
    if n < 2:
        return [n] if n else []
    return [2] * (n // 2) if n % 2 == 0 else [2] * (n // 2 - 1) + [3]

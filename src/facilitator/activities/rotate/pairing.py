"""Pairs for several rounds in which people meet again only where the numbers force it; one trio where they are odd."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from facilitator.activities.rotate.matching import NOBODY, more_pairs

Here = list[tuple[int, ...]]
"""One round: who sits together, by number."""
_SMALL, _NODES = 9, 60_000
"""So few people are looked through one by one, at so many steps at most."""
_AGAIN, _TIMES, _TRIO, _ALIKE = 100_000, 1_000, 30, 10
"""What it costs to meet again, each time before that, to sit in a trio again, and to meet somebody of one's group."""


@dataclass
class Pairing:
    """What is known of `people`, by number from 0: how often two have met, who must sit apart, who are alike."""

    people: int
    met: list[list[int]]
    apart: set[frozenset[int]] = field(default_factory=set)
    alike: set[frozenset[int]] = field(default_factory=set)
    trios: list[int] = field(default_factory=list)
    seed: int = 1

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.trios = self.trios or [0] * self.people

    def rounds(self, count: int) -> list[Here]:
        """So many rounds, all looked at together: the best of several tries."""
        best: list[Here] = []
        least, lowest = self.forced(count), 0
        tries, enough = (60, 4) if self.people <= 40 else (6, 1)
        for attempt in range(1, tries + 1):
            plan, price = self._try(count)
            if not best or price < lowest:
                best, lowest = plan, price
            if attempt >= enough and lowest < (least + 1) * _AGAIN:
                return best
        if self.people <= _SMALL:
            found = _OneByOne(self, count, lowest // _AGAIN).plan()
            best = found or best
        return best

    def forced(self, count: int) -> int:
        """How many meetings in so many rounds cannot be the first of two people: at least so many."""
        new = [sum(self._new(one, other) for other in range(self.people)) for one in range(self.people)]
        lacking = sum(max(0, count - each) for each in new)
        trio = 3 if self.people % 2 and self.people > 2 else 0
        a_round = (self.people - trio) // 2 + trio
        return max(0, -(-lacking // 2), count * a_round - sum(new) // 2)

    def _new(self, one: int, other: int) -> bool:
        return one != other and not self.met[one][other] and frozenset((one, other)) not in self.apart

    def _try(self, count: int) -> tuple[list[Here], int]:
        met, trios = [list(row) for row in self.met], list(self.trios)
        now = Pairing(self.people, met, self.apart, self.alike, trios, self.random.randrange(1 << 30))
        plan, price = [], 0
        for _ in range(count):
            here = now.one_round()
            price += now.price(here)
            now.hold(here)
            plan.append(here)
        return plan, price

    def hold(self, here: Here) -> None:
        """Let people meet."""
        for place in here:
            for one, other in combinations(place, 2):
                self.met[one][other] += 1
                self.met[other][one] += 1
            for one in place if len(place) == 3 else ():
                self.trios[one] += 1

    def price(self, here: Here) -> int:
        """What a round costs."""
        return sum(self._place_price(place) for place in here)

    def _place_price(self, place: tuple[int, ...]) -> int:
        pairs = [frozenset(pair) for pair in combinations(place, 2)]
        times = [self.met[one][other] for one, other in combinations(place, 2)]
        again = sum(_AGAIN + _TIMES * each for each in times if each)
        trio = _TRIO * sum(self.trios[one] for one in place) if len(place) == 3 else 0
        return again + trio + _ALIKE * sum(pair in self.alike for pair in pairs)

    # ------------------------------------------------------------------ one round

    def one_round(self) -> Here:
        """Everybody in a pair, and one trio where they are odd."""
        if self.people < 4:
            return [tuple(range(self.people))]
        if self.people % 2 == 0:
            return self._paired(frozenset())
        best: Here = []
        for here in self._with_a_trio():
            if not best or self.price(here) < self.price(best):
                best = here
            if self.price(best) < _TRIO:
                break
        return best

    def _with_a_trio(self) -> Iterator[Here]:
        """Rounds with one trio: somebody joins a pair that is new to them; else any trio that is new to itself."""
        order = sorted(range(self.people), key=lambda one: (self.trios[one], self.random.random()))
        for third in order[: 12 if self.people > 20 else self.people]:
            here = self._paired(frozenset((third,)))
            joined = [at for at, place in enumerate(here) if all(self._may(third, one) for one in place)]
            if joined:
                at = min(joined, key=lambda at: self._place_price((*here[at], third)))
                yield [(*place, third) if n == at else place for n, place in enumerate(here)]
        if self.people > 20:
            return
        trios = [t for t in combinations(order, 3) if all(self._new(*pair) for pair in combinations(t, 2))]
        self.random.shuffle(trios)
        for trio in trios[:40]:
            yield [*self._paired(frozenset(trio)), trio]

    def _may(self, one: int, other: int) -> bool:
        return frozenset((one, other)) not in self.apart

    def _paired(self, without: frozenset[int]) -> Here:
        """Pairs of all but some: new ones that cross groups as far as that goes, then new ones, then others."""
        mate = [NOBODY] * self.people
        friends: list[list[int]] = [[] for _ in range(self.people)]
        there = [one for one in range(self.people) if one not in without]
        levels: dict[tuple[int, bool], list[tuple[int, int]]] = {}
        for one, other in combinations(there, 2):
            if self._may(one, other):
                level = (self.met[one][other], frozenset((one, other)) in self.alike)
                levels.setdefault(level, []).append((one, other))
        for level in sorted(levels):
            pairs = levels[level]
            self.random.shuffle(pairs)
            for one, other in pairs:
                friends[one].append(other)
                friends[other].append(one)
                if mate[one] == mate[other] == NOBODY:
                    mate[one], mate[other] = other, one
            more_pairs(friends, mate)
            if all(mate[one] != NOBODY for one in there):
                break
        return [(one, mate[one]) for one in there if one < mate[one]]


class _OneByOne:
    """Looks through the rounds of few people for those with fewer meetings again than `most`."""

    def __init__(self, known: Pairing, count: int, most: int) -> None:
        self.known, self.count, self.most = known, count, most
        self.met = [list(row) for row in known.met]
        self.steps = 0
        self.best: list[Here] = []

    def plan(self) -> list[Here]:
        """The rounds with the fewest; none where there are not fewer."""
        self._go([], [], list(range(self.known.people)), 0, odd=self.known.people % 2 == 1)
        return self.best

    def _go(self, plan: list[Here], here: Here, left: list[int], again: int, *, odd: bool) -> None:
        self.steps += 1
        if again >= self.most or self.steps > _NODES:
            return
        if not left:
            plan = [*plan, here]
            if len(plan) == self.count:
                self.best, self.most = plan, again
                return
            everybody = list(range(self.known.people))
            self._go(plan, [], everybody, again, odd=len(everybody) % 2 == 1)
            return
        first, rest = left[0], left[1:]
        places: list[tuple[int, ...]] = [(first, other) for other in rest]
        places += [(first, *two) for two in combinations(rest, 2)] if odd else []
        for place in sorted(places, key=self._times):
            left = [one for one in rest if one not in place]
            if len(left) != 1 and not any(frozenset(pair) in self.known.apart for pair in combinations(place, 2)):
                self._sit(place, 1)
                more = again + self._times(place, but=1)
                self._go(plan, [*here, place], left, more, odd=odd and len(place) == 2)
                self._sit(place, -1)

    def _times(self, place: tuple[int, ...], but: int = 0) -> int:
        """How many of a place had met before; `but` is how often those there meet now."""
        return sum(self.met[one][other] > but for one, other in combinations(place, 2))

    def _sit(self, place: tuple[int, ...], times: int) -> None:
        for one, other in combinations(place, 2):
            self.met[one][other] += times
            self.met[other][one] += times

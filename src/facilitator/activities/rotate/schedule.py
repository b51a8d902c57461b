"""Who meets whom, where, in which round: the mathematics of structured networking. Plain functions of plain values.

A plan is a list of rounds; a round is a list of places; a place is a tuple of people. Whoever is in no place waits.
Sources: the circle method of round-robin tournaments; rotation by a step coprime to the longer side; tables by shifts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from math import gcd
from typing import TypeVar

P = TypeVar("P", bound=Hashable)
Round = list[tuple[P, ...]]
Plan = list[Round[P]]


def circle(people: Sequence[P], rounds: int | None = None) -> Plan[P]:
    """Everybody meets everybody once: the first stays, the others move round. One waits each round when they are odd.

    `rounds` at most n-1 (n when odd); without it, all of them.
    """
    ring: list[P | None] = list(people)
    if len(ring) % 2:
        ring.append(None)
    size = len(ring)
    plan: Plan[P] = []
    for _ in range(min(rounds or size, max(size - 1, 0))):
        pairs = [(ring[i], ring[size - 1 - i]) for i in range(size // 2)]
        plan.append([(a, b) for a, b in pairs if a is not None and b is not None])
        ring = [ring[0], ring[-1], *ring[1:-1]]
    return plan


def step_for(a: int, b: int) -> int:
    """The step by which the longer side `b` moves past the shorter side `a` so that nobody waits twice running.

    The smallest step coprime to b from b-a to a; where there is none (as with 16 and 32), the smallest above b-a.
    """
    if not 0 < a <= b:
        raise ValueError("the first side must be the shorter one, and not empty")
    return next((s for s in range(max(1, b - a), b) if gcd(s, b) == 1), 1)


def two_sided(seated: Sequence[P], moving: Sequence[P], rounds: int, step: int | None = None) -> Plan[P]:
    """Each of the shorter side meets others of the longer side: in round r, seat i meets (i + step·r) of the movers.

    The first `len(seated)` places hold seat i. Movers without a seat pair up among themselves (a single one waits).
    No pair of the two sides meets twice within `len(moving)` rounds.
    """
    a, b = len(seated), len(moving)
    step = step_for(a, b) if step is None else step
    plan: Plan[P] = []
    for r in range(rounds):
        meets = [(i + step * r) % b for i in range(a)]
        free = [moving[j] for j in range(b) if j not in set(meets)]
        here: Round[P] = [(seated[i], moving[j]) for i, j in enumerate(meets)]
        here += [(free[k], free[k + 1]) for k in range(0, len(free) - 1, 2)]
        plan.append(here)
    return plan


def table_sizes(n: int, size: int = 4) -> list[int]:
    """Sizes of tables for n people, `size` or one fewer at each, as even as can be; small numbers make one table."""
    if n <= size:
        return [n] if n else []
    tables = -(-n // size)
    small, extra = divmod(n, tables)
    return [small + 1] * extra + [small] * (tables - extra)


def shifts_for(tables: int, seats: int, rounds: int) -> list[int] | None:
    """How far each seat moves every round so that no two people share a table twice; None when no shifts do it.

    Every two shifts must differ by d with tables / gcd(d, tables) >= rounds.
    """
    chosen: list[int] = []
    for shift in range(tables):
        if all(tables // gcd(shift - other, tables) >= rounds for other in chosen):
            chosen.append(shift)
            if len(chosen) == seats:
                return chosen
    return None


def by_shifts(people: Sequence[P], tables: int, rounds: int, shifts: Sequence[int]) -> Plan[P]:
    """Person k starts at table k mod tables in seat k div tables; seat s moves `shifts[s]` tables every round."""
    plan: Plan[P] = []
    for r in range(rounds):
        here: list[list[P]] = [[] for _ in range(tables)]
        for k, person in enumerate(people):
            seat, table = divmod(k, tables)
            here[(table + shifts[seat] * r) % tables].append(person)
        plan.append([tuple(t) for t in here])
    return plan


def five_by_five(people: Sequence[P]) -> Plan[P]:
    """25 people at five tables of five in six rounds: everybody meets everybody once.

    Five rounds by shifts 0, 1, -1, 2, -2, then one in which the people of each starting seat sit together.
    """
    if len(people) != 25:
        raise ValueError("this plan is for 25 people")
    plan = by_shifts(people, 5, 5, [0, 1, 4, 2, 3])
    plan.append([tuple(people[seat * 5 : seat * 5 + 5]) for seat in range(5)])
    return plan


def latin(groups: int, boards: int, rounds: int) -> list[list[int]]:
    """Which board each group is at: `result[round][group]`. Two groups never share a board while groups <= boards."""
    return [[(g + r) % boards for g in range(groups)] for r in range(rounds)]


def meetings(plan: Plan[P]) -> Counter[frozenset[P]]:
    """How often each two people sat together."""
    return Counter(frozenset(pair) for here in plan for place in here for pair in combinations(place, 2))


def waits(plan: Plan[P], people: Sequence[P]) -> dict[P, list[int]]:
    """The rounds, from 0, in which each person was in no place."""
    found: dict[P, list[int]] = {p: [] for p in people}
    for number, here in enumerate(plan):
        seated = {p for place in here for p in place}
        for person in people:
            if person not in seated:
                found[person].append(number)
    return found


def coverage(plan: Plan[P], people: Sequence[P]) -> tuple[int, int]:
    """`(pairs met, pairs possible)`."""
    n = len(people)
    return len(meetings(plan)), n * (n - 1) // 2


def with_trios(plan: Plan[P], people: Sequence[P]) -> Plan[P]:
    """The same plan with whoever waits joined to a pair as a trio, with people they met least so far."""
    met: Counter[frozenset[P]] = Counter()
    result: Plan[P] = []
    for here in plan:
        places = [tuple(p) for p in here]
        seated = {p for place in places for p in place}
        for person in (p for p in people if p not in seated):
            if places:
                index = min(range(len(places)), key=_crowding(places, person, met))
                places[index] = (*places[index], person)
        for place in places:
            met.update(frozenset(pair) for pair in combinations(place, 2))
        result.append(places)
    return result


def _crowding(places: Round[P], person: P, met: Counter[frozenset[P]]) -> Callable[[int], tuple[int, int, int]]:
    def crowding(index: int) -> tuple[int, int, int]:
        place = places[index]
        return len(place), sum(met[frozenset((person, other))] for other in place), index

    return crowding

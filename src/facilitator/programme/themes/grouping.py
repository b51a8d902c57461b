"""Groups of like comments: many rough ones made by lot, then those that come out of most of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from facilitator.programme.themes import lanes

RUNS, ROUNDS, _SEED = 40, 5, 20111115
_NEVER_FAR = 0.3


def grouped(codes: Sequence[int], k: int) -> Iterator[float | list[int]]:
    """Put codes into `k` groups, bit by bit; gives how far it is, from 0 to 1, and at last the group of each."""
    n, lot = len(codes), random.Random(_SEED)
    if n <= k:
        yield list(range(n))
        return
    spread = [lanes.spread(code) for code in codes]
    marks, used = [0] * n, 0
    for run in range(RUNS):
        many = min(n, lot.randint(k, 2 * k))
        for at, group in enumerate(_rough(codes, spread, many, lot)):
            marks[at] |= 1 << used + group
        used += many
        yield 0.9 * (run + 1) / RUNS
    yield from _joined(marks, k)


def _rough(codes: Sequence[int], spread: Sequence[int], k: int, lot: random.Random) -> list[int]:
    """Groups around centres that begin far from each other."""
    centres = _first(codes, k, lot)
    groups: list[int] = []
    for _round in range(ROUNDS):
        now = [_nearest(code, centres) for code in codes]
        if now == groups:
            break
        groups, totals, sizes = now, [0] * k, [0] * k
        for group, vector in zip(groups, spread, strict=True):
            totals[group] += vector
            sizes[group] += 1
        centres = [lanes.majority(t, n) if n else c for t, n, c in zip(totals, sizes, centres, strict=True)]
    return groups


def _first(codes: Sequence[int], k: int, lot: random.Random) -> list[int]:
    centres = [codes[lot.randrange(len(codes))]]
    apart = [(code ^ centres[0]).bit_count() for code in codes]
    while len(centres) < k:
        wish = [max(0.0, each - _NEVER_FAR * lanes.LANES) ** 2 + 1e-9 for each in apart]
        centre = codes[lot.choices(range(len(codes)), wish)[0]]
        centres.append(centre)
        apart = [min(each, (code ^ centre).bit_count()) for each, code in zip(apart, codes, strict=True)]
    return centres


def _nearest(code: int, centres: Sequence[int]) -> int:
    apart = [(code ^ centre).bit_count() for centre in centres]
    return apart.index(min(apart))


def _joined(marks: Sequence[int], k: int) -> Iterator[float | list[int]]:
    """Join those that were most often together, until there are `k` groups: average link, by chains of nearest."""
    n = len(marks)
    ties = []
    for one in marks:
        ties.append([(one & other).bit_count() for other in marks])
        yield 0.9
    sizes, left, chain, joins = [1] * n, dict.fromkeys(range(n)), [0], []
    while len(left) > 1:
        if not chain:
            chain.append(next(iter(left)))
        here = chain[-1]
        own, before = ties[here], chain[-2] if len(chain) > 1 else -1
        best, most = before, own[before] / sizes[before] if before >= 0 else -1.0
        for other in left:
            if other != here and own[other] / sizes[other] > most:
                best, most = other, own[other] / sizes[other]
        if best != before:
            chain.append(best)
            continue
        gone = chain.pop()
        stays = chain.pop()
        joins.append((-ties[stays][gone] / (sizes[stays] * sizes[gone]), stays, gone))
        del left[gone]
        sizes[stays] += sizes[gone]
        kept, lost = ties[stays], ties[gone]
        for other in left:
            if other != stays:
                kept[other] += lost[other]
                ties[other][stays] = kept[other]
        yield 0.9 + 0.1 * len(joins) / n
    yield _cut(n, sorted(joins)[: n - k])


def _cut(n: int, joins: Sequence[tuple[float, int, int]]) -> list[int]:
    """The group of each, numbered by their first members, when only these joins are made."""
    above = list(range(n))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    for _tie, stays, gone in joins:
        above[top(gone)] = top(stays)
    number: dict[int, int] = {}
    return [number.setdefault(top(at), len(number)) for at in range(n)]

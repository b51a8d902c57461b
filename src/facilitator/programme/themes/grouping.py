"""Groups of like comments: many rough ones made by lot, then those that come out of most of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.programme.themes.numbers import Places, Vectors, np, unit

RUNS, ROUNDS, _SEED = 100, 5, 20111115
_NEVER_FAR, _MOST = 0.3, 1.6
"""A rough grouping has up to so many times the groups that are wanted."""


def grouped(vectors: Vectors, k: int) -> Iterator[float | list[int]]:
    """Put vectors into `k` groups, bit by bit; gives how far it is, from 0 to 1, and at last the group of each."""
    n = len(vectors)
    if n <= k:
        yield list(range(n))
        return
    chance = np.random.default_rng(_SEED)
    found = []
    for run in range(RUNS):
        many = min(n, int(chance.integers(k, int(_MOST * k) + 1)))
        found.append(_marks(_rough(vectors, many, chance), many))
        yield 0.9 * (run + 1) / RUNS
    marks = np.concatenate(found, axis=1)
    yield from _joined(marks @ marks.T, k)


def _rough(vectors: Vectors, k: int, chance: np.random.Generator) -> Places:
    """Groups around centres that begin far from each other."""
    centres = _first(vectors, k, chance)
    groups = np.full(len(vectors), -1)
    for _round in range(ROUNDS):
        now = np.argmax(vectors @ centres.T, axis=1)
        if np.array_equal(now, groups):
            break
        groups = now
        centres = unit(_marks(groups, k).T @ vectors)
    return groups


def _first(vectors: Vectors, k: int, chance: np.random.Generator) -> Vectors:
    chosen = [int(chance.integers(len(vectors)))]
    apart = 1 - vectors @ vectors[chosen[0]]
    while len(chosen) < k:
        wish = np.cumsum(np.square(np.maximum(0, apart - _NEVER_FAR)) + 1e-9)
        chosen.append(min(len(vectors) - 1, int(np.searchsorted(wish, chance.random() * wish[-1]))))
        apart = np.minimum(apart, 1 - vectors @ vectors[chosen[-1]])
    return vectors[chosen]


def _marks(groups: Places, k: int) -> Vectors:
    """A row for each with a one in the column of its group."""
    marks = np.zeros((len(groups), k), np.float32)
    marks[np.arange(len(groups)), groups] = 1
    return marks


def _joined(ties: Vectors, k: int) -> Iterator[float | list[int]]:
    """Join those that were most often together, until there are `k` groups: average link, by chains of nearest."""
    n = len(ties)
    sizes, gone = np.ones(n), np.zeros(n)
    chain: list[int] = []
    joins: list[tuple[float, int, int]] = []
    while len(joins) < n - 1:
        if not chain:
            chain.append(int(np.argmin(gone)))
        here = chain[-1]
        near = ties[here] / (sizes * sizes[here]) - gone
        near[here] = -1
        best = int(np.argmax(near))
        if len(chain) == 1 or near[chain[-2]] < near[best]:
            chain.append(best)
            continue
        chain.pop()
        stays = chain.pop()
        joins.append((-float(near[stays]), stays, here))
        ties[stays] += ties[here]
        ties[:, stays] = ties[stays]
        sizes[stays] += sizes[here]
        gone[here] = np.inf
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

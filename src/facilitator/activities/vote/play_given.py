"""The ballots of a sample's own people: as many first, second and third choices for each thing as the sample says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product


def ballots(places: Sequence[Sequence[int]], keys: Sequence[str]) -> list[list[str]]:
    """A ballot for each person: what they put first, second, third. `places` says for each place how often each of the
    `keys` was put there. None where the numbers do not fit the keys or each other.
    """
    if not places or any(len(counts) != len(keys) for counts in places) or len({sum(c) for c in places}) != 1:
        return []
    first, *others = [[key for key, n in zip(keys, counts, strict=True) for _ in range(n)] for counts in places]
    for turns in product(range(len(first)), repeat=len(others)):
        turned = [row[turn:] + row[:turn] for row, turn in zip(others, turns, strict=True)]
        rows = [list(row) for row in zip(first, *turned, strict=True)]
        if all(len(set(row)) == len(row) for row in rows):
            return rows
    return []

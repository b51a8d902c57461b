"""How far two people agree who sorted the same comments: Cohen's kappa, and how far off it may be.

Kappa is 1 where they always agree and 0 where they agree no more often than by luck. Its interval is Wilson's for the
share of comments on which they agree, with luck as often as it is in the sample: of a hundred samples, about 95 have
the truth in it, with few comments and near full agreement too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 20
"""Of fewer comments only the counts are told."""
WIDE = 0.3
"""An interval that is wider than this certifies nothing."""
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `n` comments `same` have the same theme from both, where luck alone would give about `luck`. `kappa` and its
    interval from `low` to `high` are None where there are too few, or where all are in one theme.
    """

    n: int
    same: int
    luck: float
    kappa: float | None = None
    low: float = 0.0
    high: float = 0.0

    @property
    def is_wide(self) -> bool:
        """Whether the interval is too wide to certify anything."""
        return self.high - self.low > WIDE


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """How far two people agree; a pair has the theme that each gave to a comment."""
    n, same = len(pairs), sum(one == other for one, other in pairs)
    ones, others = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
    luck = sum(many * others[theme] for theme, many in ones.items()) / max(1, n)
    if n < LEAST or luck >= n:
        return Agreement(n, same, luck)
    low, high = _wilson(same, n)
    by_luck = luck / n
    kappa, least, most = ((share - by_luck) / (1 - by_luck) for share in (same / n, low, high))
    return Agreement(n, same, luck, kappa, least, most)


def _wilson(same: int, n: int) -> tuple[float, float]:
    share, square = same / n, _Z * _Z
    middle = share + square / (2 * n)
    around = _Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, (middle - around) / (1 + square / n)), min(1.0, (middle + around) / (1 + square / n))


def mixed_up(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Which two themes one person took for the other's, whichever way, and how often; the most first."""
    found = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    return [(one, other, many) for (one, other), many in sorted(found.items(), key=lambda each: (-each[1], each[0]))]

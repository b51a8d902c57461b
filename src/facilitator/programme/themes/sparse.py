"""Tables that are mostly empty: a row for each comment, a column for each piece of a word that several of them have."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.programme.themes.numbers import Places, Vectors, np

_COMMONEST, _AT_ONCE = 0.5, 256


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in each row, one row after another: in which column, and how much. `starts` has where each begins,
    and the end; there are `wide` columns.
    """

    columns: Places
    much: Vectors
    starts: Places
    wide: int

    @classmethod
    def of(cls, found: Sequence[Counter[str]]) -> Rows:
        """The pieces of each comment, each the more the rarer it is. A piece that stands alone, or in most, says
        nothing of likeness.
        """
        n = len(found)
        spread = Counter(piece for own in found for piece in own)
        most = min(n - 1, max(3, _COMMONEST * n))
        column = {piece: at for at, piece in enumerate(sorted(p for p, many in spread.items() if 2 <= many <= most))}
        rare = [math.log((1 + n) / (1 + spread[piece])) for piece in column]
        columns, much, starts = [], [], [0]
        for own in found:
            known = [(column[piece], many) for piece, many in own.items() if piece in column]
            weights = [(1 + math.log(many)) * rare[at] for at, many in known]
            length = math.sqrt(sum(weight * weight for weight in weights)) or 1
            columns += [at for at, _many in known]
            much += [weight / length for weight in weights]
            starts.append(len(columns))
        return cls(np.asarray(columns, np.int64), np.asarray(much, np.float32), np.asarray(starts, np.int64), len(rare))

    @property
    def tall(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    def filled(self) -> Places:
        """The rows in which something stands."""
        return np.flatnonzero(np.diff(self.starts))

    def only(self, rows: Places) -> Rows:
        """Some of the rows."""
        long = np.diff(self.starts)[rows]
        starts = np.concatenate(([0], np.cumsum(long)))
        at = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], long)
        return Rows(self.columns[at], self.much[at], starts, self.wide)

    def turned(self) -> Rows:
        """Its columns as rows."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(self.tall), np.diff(self.starts))[order]
        starts = np.searchsorted(self.columns[order], np.arange(self.wide + 1))
        return Rows(rows, self.much[order], starts, self.tall)

    def times(self, vectors: Vectors) -> Vectors:
        """The sum, for each row, of the vectors of its columns, each as much as stands there."""
        made = np.zeros((self.tall, vectors.shape[1]), np.float32)
        for first in range(0, self.tall, _AT_ONCE):
            starts = self.starts[first : first + _AT_ONCE + 1]
            begin, end = int(starts[0]), int(starts[-1])
            filled = np.flatnonzero(np.diff(starts))
            if len(filled):
                parts = vectors[self.columns[begin:end]] * self.much[begin:end, None]
                made[first + filled] = np.add.reduceat(parts, starts[filled] - begin, axis=0)
        return made

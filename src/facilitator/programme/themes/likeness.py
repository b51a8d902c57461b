"""How like comments are to each other: a vector for each, made of the pieces of its words.

A comment's pieces are each weighed by how rare they are. Pieces that stand together are laid together (the first
singular vectors), what all comments share is taken away, and each is drawn towards the comments that are most like it:
notes on one thing often share no word, but each shares some with a third. Where a reader of sentences is installed,
what it makes of them stands beside their pieces. All is made step by step, so that whoever asks may stop.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from facilitator.programme.themes import encoder
from facilitator.programme.themes.features import pieces
from facilitator.programme.themes.numbers import Places, Vectors, np, unit
from facilitator.programme.themes.sparse import Rows

REFERENCE = 1500
"""Among more comments than this, all are judged by these alone, which are taken by lot."""
NEIGHBOURS, PULL = 20, 3.0
MEANING = 1.0
"""How much the meaning of comments counts beside the pieces of their words."""
_DEPTH, _SPARE, _ROUNDS, _SEED = 80, 10, 2, 20111115
_AT_ONCE, _FAINT = 256, 1e-6


class Laid:
    """Where each of some texts lies: a row of `vectors`, one long, or zeros where it shares nothing with any other.

    `work` finds it out. Afterwards `reference` has the places of those by which all were judged, and `by_meaning` says
    whether it was looked at what they mean.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.vectors: Vectors = np.zeros((len(texts), 1), np.float32)
        self.reference: Places = np.zeros(0, np.int64)
        self.by_meaning = False

    def work(self) -> Iterator[float]:
        """Do it bit by bit; each time it gives how far it is, from 0 to 1."""
        n, found = len(self._texts), []
        for at, text in enumerate(self._texts):
            found.append(pieces(text))
            yield 0.4 * at / n
        rows = Rows.of(found)
        told = rows.filled()
        if not len(told):
            return
        lot = random.Random(_SEED).sample(told.tolist(), REFERENCE) if len(told) > REFERENCE else told
        self.reference = np.sort(np.asarray(lot, np.int64))
        some = rows.only(self.reference)
        turned, guess = some.turned(), _guess(some)
        for done in range(_ROUNDS + 1):
            guess = turned.times(_upright(some.times(guess)))
            yield 0.4 + 0.3 * (done + 1) / (_ROUNDS + 1)
        axes = _upright(guess)[:, :_DEPTH]
        own = rows.only(told).times(axes)
        within = np.searchsorted(told, self.reference)
        own = unit(own - own[within].mean(axis=0))
        if encoder.is_there() and len(told) <= encoder.MOST:
            for step in encoder.meanings([self._texts[at] for at in told]):
                if isinstance(step, float):
                    yield 0.7 + 0.2 * step
                else:
                    meant = unit(step - step.mean(axis=0))
                    own, self.by_meaning = unit(np.concatenate((own, MEANING * meant), axis=1)), True
        drawn = np.zeros_like(own)
        for first in range(0, len(own), _AT_ONCE):
            drawn[first : first + _AT_ONCE] = _drawn(own, np.arange(first, min(first + _AT_ONCE, len(own))), within)
            yield 0.9 + 0.1 * first / len(own)
        self.vectors = np.zeros((n, own.shape[1]), np.float32)
        self.vectors[told] = unit(drawn - drawn[within].mean(axis=0))


def _guess(rows: Rows) -> Vectors:
    """Directions by chance, a column each: every round turns them towards those in which the rows differ most."""
    wide = min(_DEPTH + _SPARE, rows.tall, rows.wide)
    return np.random.default_rng(_SEED).standard_normal((rows.wide, wide), dtype=np.float32)


def _upright(vectors: Vectors) -> Vectors:
    """Columns that span the same, all at right angles and one long, those first that had most in common."""
    strength, ways = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    kept = np.flatnonzero(strength > _FAINT * strength[-1])[::-1]
    return vectors @ np.asarray(ways[:, kept] / np.sqrt(strength[kept]), np.float32)


def _drawn(vectors: Vectors, some: Places, among: Places) -> Vectors:
    """Some of the vectors, each drawn towards those of `among` that are nearest to it."""
    near = min(NEIGHBOURS, len(among) - 1)
    own, others = vectors[some], vectors[among]
    if near < 1:
        return own
    alike = own @ others.T
    alike[some[:, None] == among] = -2
    nearest = np.argpartition(-alike, near - 1, axis=1)[:, :near]
    pulls = PULL * np.square(np.maximum(0, np.take_along_axis(alike, nearest, axis=1)))
    sums = own + np.einsum("nk,nkd->nd", pulls, others[nearest])
    return np.asarray(sums / (1 + pulls.sum(axis=1, keepdims=True)), np.float32)

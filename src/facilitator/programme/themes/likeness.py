"""How like comments are to each other: a sign code for each, made of the pieces of its words.

A comment's pieces, each weighed by how rare it is, are laid out at random, less what all comments share, and then drawn
towards the comments that are most like it: notes on one thing often share no word, but each shares some with a third.
All is made step by step, so that whoever asks may stop, or do something else meanwhile.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest

from facilitator.programme.themes import lanes
from facilitator.programme.themes.features import pieces

REFERENCE = 700
"""Among more comments than this, others are drawn towards these alone, which are taken by lot."""
NEIGHBOURS, PULL = 15, 1.5
_PATTERNS, _SEED, _SCALE, _MOST = 2048, 20111115, 1200, 30_000
_STEP = 8
_COMMONEST = 0.5


class Codes:
    """The code of each of some texts, 0 for one that shares nothing with any other. `work` makes them.

    Afterwards `reference` has the places of those by which the others were judged.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.codes = [0] * len(texts)
        self.reference: list[int] = []

    def work(self) -> Iterator[float]:
        """Do it bit by bit; each time it gives how far it is, from 0 to 1."""
        n, found = len(self._texts), []
        for at, text in enumerate(self._texts):
            found.append(pieces(text))
            yield 0.15 * at / n
        layout = _Layout(found)
        told = [at for at, own in enumerate(found) if layout.known(own)]
        if not told:
            return
        chosen = random.Random(_SEED).sample(told, REFERENCE) if len(told) > REFERENCE else told
        self.reference = sorted(chosen)
        vectors: dict[int, tuple[int, int]] = {}
        for at in self.reference:
            vectors[at] = lanes.halves(layout.vector(found[at]))
            yield 0.15 + 0.1 * len(vectors) / n
        middle = lanes.mean(vectors.values(), len(vectors))
        around = [(lanes.above(vector, middle), vector, at) for at, vector in vectors.items()]
        drawn: dict[int, tuple[int, int]] = {}
        for code, vector, at in around:
            drawn[at] = _drawn(vector, code, [each for each in around if each[2] != at])
            yield 0.25 + 0.25 * len(drawn) / len(around)
        settled = lanes.mean(drawn.values(), len(drawn))
        for at in told:
            now = drawn.get(at)
            if now is None:
                vector = lanes.halves(layout.vector(found[at]))
                now = _drawn(vector, lanes.above(vector, middle), around)
            self.codes[at] = lanes.above(now, settled)
            yield 0.5 + 0.5 * at / n


def _drawn(vector: tuple[int, int], code: int, around: Sequence[tuple[int, tuple[int, int], int]]) -> tuple[int, int]:
    """A vector drawn towards its nearest."""
    apart = [(code ^ other).bit_count() for other, _vector, _at in around]
    nearest = nsmallest(NEIGHBOURS, range(len(apart)), key=apart.__getitem__)
    pulls = [(near, max(0.0, PULL * math.cos(math.pi * apart[near] / lanes.LANES))) for near in nearest]
    all_in_all = 1 + sum(pull for _near, pull in pulls)
    parts = [(around[near][1], round((1 << lanes.WHOLE) * pull / all_in_all)) for near, pull in pulls]
    own = (1 << lanes.WHOLE) - sum(weight for _vector, weight in parts)
    return lanes.weighed([(vector, own), *((other, weight) for other, weight in parts if weight)])


class _Layout:
    """Where each piece lies: a pattern of two that are taken by lot, the same for the same texts."""

    def __init__(self, found: Sequence[Counter[str]]) -> None:
        n = len(found)
        spread = Counter(piece for own in found for piece in own)
        most = max(3, _COMMONEST * n)
        self._rare = {piece: math.log((1 + n) / (1 + many)) for piece, many in spread.items() if 2 <= many <= most}
        lot = random.Random(_SEED)
        self._patterns = [lot.getrandbits(16 * lanes.LANES) & lanes.ONES for _ in range(_PATTERNS)]
        self._of = {piece: (lot.randrange(_PATTERNS), lot.randrange(_PATTERNS)) for piece in sorted(self._rare)}

    def known(self, own: Counter[str]) -> bool:
        """Whether a text shares a piece with another."""
        return any(piece in self._rare for piece in own)

    def vector(self, own: Counter[str]) -> int:
        """The vector of a text."""
        weights = {p: (1 + math.log(many)) * self._rare[p] for p, many in own.items() if p in self._rare}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
        scale = min(_SCALE, _MOST * length / (sum(weights.values()) or 1)) / length / _STEP
        alike: dict[int, int] = {}
        for piece, weight in weights.items():
            one, other = self._of[piece]
            steps = round(scale * weight)
            alike[steps] = alike.get(steps, 0) + (self._patterns[one] ^ self._patterns[other])
        total = _STEP * sum(round(scale * weight) for weight in weights.values())
        found = sum(_STEP * steps * patterns for steps, patterns in alike.items())
        return found + lanes.ONES * (lanes.ZERO - total // 2)

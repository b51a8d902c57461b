"""Suggested themes: named groups of comments, and for each comment the themes that it is most like. Nothing is decided
here: a person takes a suggestion, or leaves it. The same comments always give the same suggestions.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from facilitator.programme.themes.features import plain, words
from facilitator.programme.themes.grouping import grouped
from facilitator.programme.themes.likeness import Laid
from facilitator.programme.themes.naming import names, terms_of
from facilitator.programme.themes.numbers import Places, Vectors, np, unit
from facilitator.programme.themes.offers import OFFERED, Group, Offer, Suggested
from facilitator.programme.themes.tongues import apart, says_nothing, stop_words

FEWEST, MOST = 3, 10
NAMED = 0.05
"""What a word counts that a comment shares with the words that describe a theme."""


def how_many(n: int) -> int:
    """How many themes to suggest for so many comments."""
    return max(FEWEST, min(MOST, round(math.sqrt(n / 3))))


class Likeness:
    """What a programme's comments are like, so that themes can be suggested for them. `work` finds it out, bit by bit.

    Answers that say nothing are set aside: they are like none. `vectors` has a row for each text.
    """

    def __init__(self, texts: Sequence[str], asked: Collection[str] = ()) -> None:
        self.texts = tuple(texts)
        self.vectors: Vectors = np.zeros((len(self.texts), 1), np.float32)
        self.told: Places = np.asarray([at for at, text in enumerate(texts) if not says_nothing(text)], np.int64)
        self._laid = Laid([self.texts[at] for at in self.told])
        self.banned = stop_words() | {word for question in asked for word in words(plain(question))}
        self._terms: dict[int, frozenset[str]] = {}

    def work(self) -> Iterator[float]:
        """Find it out; each step gives how far it is, from 0 to 1."""
        yield from self._laid.work()
        self.vectors = np.zeros((len(self.texts), self._laid.vectors.shape[1]), np.float32)
        self.vectors[self.told] = self._laid.vectors

    def groups(self, k: int | None = None) -> Iterator[float | Suggested]:
        """Suggest `k` themes, or as many as fit; each step gives how far it is, and the last the themes."""
        by_tongue: dict[str, list[int]] = {}
        for at, tongue in zip(self.told.tolist(), apart([self.texts[at] for at in self.told]), strict=True):
            if self.vectors[at].any():
                by_tongue.setdefault(tongue, []).append(at)
        n, members = sum(map(len, by_tongue.values())), []
        sampled = self.told[self._laid.reference]
        for done, some in enumerate(by_tongue.values()):
            own, wanted = np.asarray(some), max(1, round((k or how_many(n)) * len(some) / n))
            for step in self._grouped(own, np.intersect1d(own, sampled), wanted):
                if isinstance(step, float):
                    yield (done + step) / len(by_tongue)
                else:
                    members += step
        members.sort(key=lambda group: (-len(group), min(group)))
        for named in names(self.texts, members, self.banned):
            yield 1.0
            if named is not None:
                groups = tuple(Group(name, tuple(group)) for name, group in zip(named, members, strict=True))
                yield Suggested(groups, max(1, len(by_tongue)), self._laid.by_meaning)

    def _grouped(self, own: Places, sample: Places, k: int) -> Iterator[float | list[dict[int, float]]]:
        """The groups of some comments, made of a sample of them; the others go to the group that they are most like.
        Each has its comments, with how near each is to its middle.
        """
        for step in grouped(self.vectors[sample], k):
            if isinstance(step, float):
                yield step
                continue
            groups = np.asarray(step, np.int64)
            middles = unit(np.asarray([self.vectors[sample[groups == g]].mean(axis=0) for g in np.unique(groups)]))
            near = self.vectors[own] @ middles.T
            nearest = np.argmax(near, axis=1)
            nearest[np.searchsorted(own, sample)] = groups
            found: dict[int, dict[int, float]] = {}
            for at, group, like in zip(own.tolist(), nearest.tolist(), near, strict=True):
                found.setdefault(group, {})[at] = float(like[group])
            yield list(found.values())

    def terms(self, at: int) -> frozenset[str]:
        """What in a comment may be shared with others: its words without those that name no theme."""
        if at not in self._terms:
            self._terms[at] = frozenset(term for term in terms_of(self.texts[at], self.banned) if " " not in term)
        return self._terms[at]


class Learned:
    """What the themes of a programme are like by now: it learns from every comment that somebody puts into one."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._of: dict[int, str] = {}
        self._sums: dict[str, tuple[Vectors, int]] = {}
        self._words: dict[str, Counter[str]] = {}
        self._own: dict[str, frozenset[str]] = {}

    def tell_themes(self, described: Mapping[str, str]) -> None:
        """The themes there are, each with the words that describe it."""
        banned = self._likeness.banned
        self._own = {theme: frozenset(terms_of(text, banned)) for theme, text in described.items()}

    def learn(self, at: int, theme: str) -> None:
        """A comment belongs to this theme, and no other any more; "" for none."""
        before = self._of.get(at, "")
        if before == theme:
            return
        if before:
            self._put(at, before, -1)
        if theme:
            self._put(at, theme, 1)
        self._of[at] = theme

    def _put(self, at: int, theme: str, sign: int) -> None:
        vector = self._likeness.vectors[at]
        if vector.any():
            total, n = self._sums.get(theme, (np.zeros_like(vector), 0))
            self._sums[theme] = total + sign * vector, n + sign
        shared = self._words.setdefault(theme, Counter())
        for term in self._likeness.terms(at):
            shared[term] += sign

    def offer(self, at: int) -> Offer:
        """The themes that a comment is most like."""
        vector = self._likeness.vectors[at]
        if not vector.any():
            return Offer(())
        likely = {
            theme: self._like(theme, vector) + NAMED * len(self._shared(at, theme) & own)
            for theme, own in self._own.items()
        }
        ranked = sorted(likely, key=lambda theme: -likely[theme])[:OFFERED]
        return Offer(tuple(ranked), self._told(at, ranked[0])) if ranked else Offer(())

    def _like(self, theme: str, vector: Vectors) -> float:
        """How like a vector is to those in a theme, from -1 to 1; less than to most where there are none."""
        total, n = self._sums.get(theme, (vector, 0))
        return float(total @ vector) / n if n else -0.5

    def _shared(self, at: int, theme: str) -> frozenset[str]:
        known = self._words.get(theme, Counter())
        own = self._own.get(theme, frozenset())
        return frozenset(term for term in self._likeness.terms(at) if known.get(term, 0) > 0 or term in own)

    def _told(self, at: int, theme: str) -> tuple[str, ...]:
        """Up to two of the words that a comment shares with a theme, the most telling first."""
        known = self._words.get(theme, Counter())
        everywhere = {term: sum(each.get(term, 0) for each in self._words.values()) for term in self._shared(at, theme)}
        ranked = sorted(everywhere, key=lambda term: (-known[term] / (1 + everywhere[term]), -len(term), term))
        return tuple(ranked[:2])

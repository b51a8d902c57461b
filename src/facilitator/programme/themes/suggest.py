"""Suggested themes: named groups of comments, and for each comment the themes that it is most like. Nothing is decided
here: a person takes a suggestion, or leaves it. The same comments always give the same suggestions.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.programme.themes import lanes
from facilitator.programme.themes.features import plain as plain_text
from facilitator.programme.themes.features import words
from facilitator.programme.themes.grouping import grouped
from facilitator.programme.themes.likeness import Codes
from facilitator.programme.themes.naming import Name, names, terms_of
from facilitator.programme.themes.tongues import apart, says_nothing, stop_words

FEWEST, MOST = 3, 10
OFFERED = 3
"""So many themes are offered for a comment."""
NAMED = 0.05
"""What a word counts that a comment shares with the words that describe a theme."""


@dataclass(frozen=True, slots=True)
class Group:
    """One suggested theme: its name, and the places of its comments, the example among them."""

    name: Name
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggested themes, the largest first. `languages` is how many were grouped apart from each other."""

    groups: tuple[Group, ...]
    languages: int = 1


def how_many(n: int) -> int:
    """How many themes to suggest for so many comments."""
    return max(FEWEST, min(MOST, round(math.sqrt(n / 3))))


class Likeness:
    """What a programme's comments are like, so that themes can be suggested for them. `work` finds it out, bit by bit.

    Answers that say nothing are set aside: they are like none.
    """

    def __init__(self, texts: Sequence[str], asked: Collection[str] = ()) -> None:
        self.texts = tuple(texts)
        self.told = [at for at, text in enumerate(texts) if not says_nothing(text)]
        self._made = Codes([texts[at] for at in self.told])
        self.codes = [0] * len(texts)
        self.banned = stop_words() | {word for question in asked for word in words(plain_text(question))}
        self._terms: dict[int, frozenset[str]] = {}

    def work(self) -> Iterator[float]:
        """Find it out; each step gives how far it is, from 0 to 1."""
        yield from self._made.work()
        for at, code in zip(self.told, self._made.codes, strict=True):
            self.codes[at] = code

    def groups(self, k: int | None = None) -> Iterator[float | Suggested]:
        """Suggest `k` themes, or as many as fit; each step gives how far it is, and the last the themes."""
        tongue = dict(zip(self.told, apart([self.texts[at] for at in self.told]), strict=True))
        by_tongue: dict[str, list[int]] = {}
        for at in self.told:
            if self.codes[at]:
                by_tongue.setdefault(tongue[at], []).append(at)
        n, members = sum(map(len, by_tongue.values())), []
        sampled = {self.told[at] for at in self._made.reference}
        for done, own in enumerate(by_tongue.values()):
            wanted = max(1, round((k or how_many(n)) * len(own) / n))
            for step in self._grouped(own, [at for at in own if at in sampled], wanted):
                if isinstance(step, float):
                    yield (done + step) / len(by_tongue)
                else:
                    members += step
        members.sort(key=lambda group: (-len(group), group[0]))
        for named in names(self.texts, self.codes, members, self.banned):
            yield 1.0
            if named is not None:
                groups = tuple(Group(name, tuple(group)) for name, group in zip(named, members, strict=True))
                yield Suggested(groups, max(1, len(by_tongue)))

    def _grouped(self, own: Sequence[int], sample: Sequence[int], k: int) -> Iterator[float | list[list[int]]]:
        """The groups of some comments, made of a sample of them; the others go to the group that they are most like."""
        found: dict[int, list[int]] = {}
        for step in grouped([self.codes[at] for at in sample], k):
            if isinstance(step, float):
                yield step
                continue
            for at, group in zip(sample, step, strict=True):
                found.setdefault(group, []).append(at)
        middles = {group: Middle.of(self.codes[at] for at in each) for group, each in found.items()}
        drawn = set(sample)
        for at in own:
            if at not in drawn and middles:
                code = self.codes[at]
                found[max(middles, key=lambda group: (middles[group].likeness(code), -group))].append(at)
                yield 1.0
        yield [sorted(each) for each in found.values()]

    def terms(self, at: int) -> frozenset[str]:
        """What in a comment may be shared with others: its words without those that name no theme."""
        if at not in self._terms:
            self._terms[at] = frozenset(term for term in terms_of(self.texts[at], self.banned) if " " not in term)
        return self._terms[at]


class Middle:
    """The middle of some codes, to which codes are added and from which they are taken away."""

    def __init__(self) -> None:
        self._total, self.n = 0, 0
        self._planes: tuple[int, ...] | None = None

    @classmethod
    def of(cls, codes: Iterator[int]) -> Middle:
        """The middle of these."""
        made = cls()
        for code in codes:
            made.add(code)
        return made

    def add(self, code: int, sign: int = 1) -> None:
        """Add a code, or with a `sign` of -1 take it away."""
        self._total, self.n, self._planes = self._total + sign * lanes.spread(code), self.n + sign, None

    def likeness(self, code: int) -> float:
        """How like a code is to those, from -1 to 1; below all where there are none."""
        if not self.n:
            return -2.0
        if self._planes is None:
            self._planes = lanes.planes(self._total, self.n)
        return lanes.likeness(code, self._planes)


@dataclass(frozen=True, slots=True)
class Offer:
    """Themes for one comment, the likeliest first, and the words that it shares with the first: none where it is no
    more than a guess.
    """

    themes: tuple[str, ...]
    shared: tuple[str, ...] = ()

    @property
    def likely(self) -> str:
        """The theme to suggest; "" where nothing speaks for one."""
        return self.themes[0] if self.themes and self.shared else ""


class Learned:
    """What the themes of a programme are like by now: it learns from every comment that somebody puts into one."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._of: dict[int, str] = {}
        self._middles: dict[str, Middle] = {}
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
        if code := self._likeness.codes[at]:
            self._middles.setdefault(theme, Middle()).add(code, sign)
        shared = self._words.setdefault(theme, Counter())
        for term in self._likeness.terms(at):
            shared[term] += sign

    def offer(self, at: int) -> Offer:
        """The themes that a comment is most like."""
        code = self._likeness.codes[at]
        if not code:
            return Offer(())
        likely = {
            theme: self._like(theme, code) + NAMED * len(self._shared(at, theme) & own)
            for theme, own in self._own.items()
        }
        ranked = sorted((theme for theme in likely if likely[theme] > -1), key=lambda theme: -likely[theme])[:OFFERED]
        return Offer(tuple(ranked), self._told(at, ranked[0])) if ranked else Offer(())

    def _like(self, theme: str, code: int) -> float:
        middle = self._middles.get(theme)
        return middle.likeness(code) if middle and middle.n else -0.5

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

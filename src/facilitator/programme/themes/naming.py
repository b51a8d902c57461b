"""What a group of comments is called, in the words of those who wrote them, and the comment that stands for it best."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.programme.themes.features import is_dense, plain, words

TERMS, PAIRS_COUNT = 3, 1.25
_SHORTEST_EXAMPLE, _LONGEST_EXAMPLE = 3, 25
_STEM = 5
_DENSE_TERM = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Name:
    """The terms of a group, the best first, and the place of the comment that stands for it."""

    terms: tuple[str, ...]
    example: int

    @property
    def words(self) -> str:
        """The terms in one line."""
        return ", ".join(self.terms)


def terms_of(text: str, banned: Collection[str]) -> set[str]:
    """What in a text may name a group: words, and pairs that stand side by side, none of them banned."""
    return set(_terms(plain(text), banned))


def _terms(text: str, banned: Collection[str]) -> Iterator[str]:
    before = ""
    for word in words(text):
        if is_dense(word):
            yield from (word[at : at + n] for n in _DENSE_TERM for at in range(len(word) - n + 1))
            before = ""
            continue
        if word in banned or len(word) < 3 or word.isdigit():
            before = ""
            continue
        yield word
        if before:
            yield f"{before} {word}"
        before = word


def names(
    texts: Sequence[str], groups: Sequence[Mapping[int, float]], banned: Collection[str]
) -> Iterator[list[Name] | None]:
    """Name each group, bit by bit; the names come last, in the order of the groups.

    A group is given as places in `texts`, with how near each is to the middle of the group. `banned` words, such as
    those of the question, name none.
    """
    told: dict[int, set[str]] = {}
    for at in (each for group in groups for each in group):
        told[at] = terms_of(texts[at], banned)
        yield None
    everywhere = Counter(term for terms in told.values() for term in terms)
    found: list[list[str]] = []
    for group in groups:
        found.append(_best(list(group), told, everywhere))
        yield None
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wanted = {term for terms in found for term in terms}
    for at in told:
        _spell(texts[at], wanted, spelt)
        yield None
    ways = {term: min(seen, key=lambda way: (-seen[way], way)) for term, seen in spelt.items()}
    made = []
    for group, terms in zip(groups, found, strict=True):
        made.append(Name(tuple(ways.get(term, term) for term in terms), _example(texts, group)))
        yield None
    yield made


def _best(group: Sequence[int], told: Mapping[int, Collection[str]], everywhere: Mapping[str, int]) -> list[str]:
    """The terms that tell a group from all others, none like another."""
    inside = Counter(term for at in group for term in told[at])
    rest = max(1, len(told) - len(group))

    def worth(term: str) -> float:
        here, there = inside[term] / len(group), (everywhere[term] - inside[term]) / rest
        lift = math.log(1 + here / (there + 1 / (rest + 1)))
        telling = " " in term or (len(term) > 2 and is_dense(term))
        return math.sqrt(inside[term] * here) * lift * (PAIRS_COUNT if telling else 1)

    found: list[str] = []
    for term in sorted((t for t in inside if inside[t] > 1 or len(group) < 4), key=lambda t: (-worth(t), t)):
        if not any(_overlap(term, other) for other in found):
            found.append(term)
        if len(found) == TERMS:
            break
    return found


def _overlap(one: str, other: str) -> bool:
    """Whether two terms share a word, as far as its stem."""
    if is_dense(one) or is_dense(other):
        return bool(set(one) & set(other))
    return bool({word[:_STEM] for word in one.split()} & {word[:_STEM] for word in other.split()})


def _spell(text: str, terms: Collection[str], spelt: defaultdict[str, Counter[str]]) -> None:
    """Count how the terms of one or two words are written in a text."""
    before = ""
    for word in words(text):
        for way in (word, f"{before} {word}"):
            if (same := plain(way)) in terms:
                spelt[same][way] += 1
        before = word


def _example(texts: Sequence[str], group: Mapping[int, float]) -> int:
    """The most central comment of a group, of those that are neither very short nor long where there are such."""
    fit = [at for at in group if _SHORTEST_EXAMPLE <= len(texts[at].split()) <= _LONGEST_EXAMPLE]
    return min(fit or group, key=lambda at: (-group[at], at))

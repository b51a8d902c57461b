"""What an edit takes out of somebody's words: whether it may be what names a person."""

from __future__ import annotations

import re
from itertools import takewhile

_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_ALIKE = 0.6
"""Two words that share so much at their ends are the same word, spelt otherwise."""
_LONG = 20_000


def may_name_somebody(before: str, after: str) -> bool:
    """Whether words that an edit took out may tell who somebody is: a name, an address, a number.

    Only a guess, on the careful side: a word with a capital letter or a figure, or of a script without capitals, that
    does not stand in the new words in any spelling near it.
    """
    if len(before) + len(after) > _LONG:
        return before != after
    kept = {word.casefold() for word in _WORD.findall(after)}
    gone = {word for word in _WORD.findall(before) if word.casefold() not in kept}
    return any(_tells(word) and not any(_alike(word.casefold(), other) for other in kept) for word in gone)


def _tells(word: str) -> bool:
    return not word.islower() or "@" in word or any(sign.isdecimal() for sign in word)


def _alike(one: str, other: str) -> bool:
    if one.upper() == one:
        return False
    shared = _same_beginning(one, other) + _same_beginning(one[::-1], other[::-1])
    return shared >= _ALIKE * max(len(one), len(other))


def _same_beginning(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

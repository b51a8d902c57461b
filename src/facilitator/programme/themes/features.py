"""What a comment is made of, in any script: its words, and pieces of them, since notes of few words share few words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

SHORTEST, LONGEST = 3, 5
"""Letters of a piece of a word, with the spaces around it."""
_WORD = re.compile(r"[^\W_]+(?:['’\u200c\u200d\u0300-\u036f\u0900-\u0dff][^\W_]+)*")
_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Runs of scripts that put no spaces between words."""


def plain(text: str) -> str:
    """A text without capitals, and with one way of writing each sign."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """The words of a text as they are written; a run of a script without spaces stands as one word."""
    found = []
    for word in _WORD.findall(text):
        at = 0
        for run in _DENSE.finditer(word):
            found += [part for part in (word[at : run.start()], run.group()) if part]
            at = run.end()
        if word[at:]:
            found.append(word[at:])
    return found


def is_dense(word: str) -> bool:
    """Whether it is a run of a script that puts no spaces between words."""
    return _DENSE.match(word) is not None


def pieces(text: str) -> Counter[str]:
    """The pieces of a text, and how often each stands in it."""
    return Counter(piece for word in words(plain(text)) for piece in _of_word(word))


def _of_word(word: str) -> Iterator[str]:
    if is_dense(word):
        for length in (1, 2, 3):
            for at in range(len(word) - length + 1):
                yield word[at : at + length]
        return
    edged = f" {word} "
    if len(edged) <= SHORTEST:
        yield edged
        return
    for length in range(SHORTEST, min(LONGEST, len(edged)) + 1):
        for at in range(len(edged) - length + 1):
            yield edged[at : at + length]

"""Which words name no theme, who had nothing to say, and in which language a comment seems to be."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from facilitator.paths import resources
from facilitator.programme.themes.features import is_dense, plain, words

_LEAST, _LEAST_SHARE = 15, 0.1
"""A language is kept apart where so many comments are in it, and such a share of all."""
_SCRIPTS = (("greek", 0x370, 0x3FF), ("cyrillic", 0x400, 0x52F), ("hebrew", 0x590, 0x5FF), ("arabic", 0x600, 0x77F),
            ("indic", 0x900, 0xDFF), ("hangul", 0xAC00, 0xD7AF))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language as its file in `resources/themes` has it."""

    name: str
    stop: frozenset[str]
    nothing: frozenset[str]


@cache
def tongues() -> tuple[Tongue, ...]:
    """Every language there is a file for, by name."""
    found = []
    for path in sorted((resources() / "themes").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        stop = frozenset(plain(data["stop"]).split())
        found.append(Tongue(path.stem, stop, frozenset(_bare(words) for words in data["nothing"])))
    return tuple(found)


@cache
def stop_words() -> frozenset[str]:
    """The words that name no theme, of all languages."""
    return frozenset(word for tongue in tongues() for word in tongue.stop)


def _bare(text: str) -> str:
    return " ".join(words(plain(text).replace("'", "").replace("\u2019", "")))


def says_nothing(text: str) -> bool:
    """Whether it only says that there is nothing to say."""
    bare = _bare(text)
    return not bare or bare.isdigit() or len(bare) < 2 or any(bare in tongue.nothing for tongue in tongues())


def _tongue(text: str) -> str:
    """The language or script of a text; "" where its words do not tell."""
    own = words(plain(text))
    if not own:
        return ""
    if 2 * sum(len(word) for word in own if is_dense(word)) > sum(map(len, own)):
        return "dense"
    sign = ord(own[0][0])
    if script := next((name for name, first, last in _SCRIPTS if first <= sign <= last), ""):
        return script
    hits = Counter({tongue.name: sum(word in tongue.stop for word in own) for tongue in tongues()})
    (best, most), (_next, second) = hits.most_common(2)
    return best if most >= 2 and most > second else ""


def apart(texts: Sequence[str]) -> list[str]:
    """The language to which each text is counted, the same for all where one language is spoken."""
    found = [_tongue(text) for text in texts]
    many = Counter(name for name in found if name)
    least = max(_LEAST, _LEAST_SHARE * len(texts))
    kept = [name for name, n in many.most_common() if n >= least]
    most = kept[0] if kept else ""
    return [name if name in kept else most for name in found]

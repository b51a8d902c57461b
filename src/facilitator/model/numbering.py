"""The number of each comment, which papers and tables print: it belongs to the workshop and stays what it is.

Usually it is the comment's place in the log where it was first written. Where nobody is kept, the place would tell who
wrote: there it comes from the key, which is random, and stays when the log is mixed. What is taken into another file,
and gets another place there, brings its number along.
"""

from __future__ import annotations

from facilitator.model.entry import Entry
from facilitator.model.packed import whole

LOWEST, MANY = 10_000, 90_000
"""Numbers by chance have five figures."""
_HIGHEST = 2**53


def by_chance(key: str) -> int:
    """A number of five figures that comes from a random key, and leads back to many."""
    return LOWEST + sum(ord(sign) * (31 * at * at + 7919 * at) for at, sign in enumerate(key, 1)) % MANY


def own(entry: Entry) -> int:
    """The number that an entry brings along; 0 for none."""
    found = whole(entry.body.get("no")) or 0
    return found if 0 < found < _HIGHEST else 0


class Numbers:
    """The numbers of a workshop's comments, by the key of the entry that made each; no two are equal."""

    def __init__(self) -> None:
        self._by_key: dict[str, int] = {}
        self._taken: set[int] = set()

    def of(self, key: str) -> int:
        """The number of a comment; 0 where there is none with that key."""
        return self._by_key.get(key, 0)

    def give(self, entry: Entry, *, chance: bool) -> int:
        """The number of the comment that an entry makes; by `chance` where its place would tell who wrote it."""
        found = own(entry) or (by_chance(entry.key) if chance else entry.seq)
        more = 0
        while found in self._taken and chance:
            more += 1
            found = by_chance(f"{entry.key}{more}")
        if found in self._taken:
            found = max(self._taken) + 1
        self._taken.add(found)
        self._by_key[entry.key] = found
        return found

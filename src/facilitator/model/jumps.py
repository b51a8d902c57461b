"""How the computer's clock was put right while a workshop went on, and what the times of its entries are for that.

The clock as it was put last is the one that is right: what was stored before has its time by an older one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facilitator.model.bodies import ClockSet
from facilitator.model.entry import LATEST, Entry


@dataclass(frozen=True, slots=True)
class Jumps:
    """`(seq, by)`: after the entries below `seq` the clock was put forward by so many milliseconds, back below zero."""

    found: tuple[tuple[int, int], ...] = ()

    @classmethod
    def among(cls, entries: Iterable[Entry]) -> Jumps:
        """Those that are noted among the entries."""
        noted = ((e.seq, ClockSet.read(e.body).by) for e in entries if e.kind == ClockSet.kind)
        return cls(tuple((seq, by) for seq, by in noted if abs(by) <= LATEST))

    def since(self, seq: int) -> int:
        """By how much the clock was put forward in all after the entry `seq`."""
        return sum(by for place, by in self.found if place > seq)

    def told(self, entry: Entry) -> Entry:
        """An entry with its time on the clock as it is now."""
        by = self.since(entry.seq) if self.found else 0
        return replace(entry, at=entry.at + by) if by else entry

    def stored(self, at: int, seq: int) -> int:
        """What is stored as the time of the entry `seq` that was at that time on the clock as it is now."""
        return at - self.since(seq)

"""What one stage hands to a later one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a stage produced. `id` is the key of the entry behind it, so a correction upstream shows here.

    `no` is its number in the record (0 where it has none of its own); `into` the id of the item it was joined with,
    `joined` the ids of what was joined with it and is no item of its own any more; `was` what it was called before it
    was joined with another, where that is not its text. `brief` is how a record names it where its words stand in full
    elsewhere.
    """

    id: str
    text: str
    stage: str
    group: str = ""
    score: float | None = None
    withdrawn: bool = False
    table: str = ""
    no: int = 0
    into: str = ""
    joined: tuple[str, ...] = ()
    was: str = ""
    brief: str = ""

    @property
    def first_text(self) -> str:
        """Its words before it was joined with anything."""
        return self.was or self.text

    @property
    def called(self) -> str:
        """How a record names it after its words were printed."""
        return self.brief or self.text


@dataclass(frozen=True, slots=True)
class Nameless:
    """What a stage made that later stages do not take up, since it has no name: in words, and the id of the stage
    where names are given.
    """

    things: tuple[str, ...]
    stage: str

"""What the entries of an open space hold: places and times, topics in them, interest, who came, offers to merge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed, called

_MOST = 2000


def _in_bounds(number: int) -> int:
    """A count of people or seats from 0 on."""
    return min(_MOST, max(0, number))


@dataclass(frozen=True)
class AboutTopic(Packed):
    """An act on the topic `target`."""

    target: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Placed(AboutTopic):
    """A topic has a place and a time, or (without one) waits again."""

    kind: ClassVar[str] = "placed"
    room: str = field(default="", metadata=ALWAYS)
    slot: str = field(default="", metadata=ALWAYS)

    @property
    def cell(self) -> tuple[str, str]:
        """The place and the time."""
        return self.room, self.slot

    def takes_back(self) -> bool:
        """Where it takes the topic off the grid."""
        return not (self.room and self.slot)


@dataclass(frozen=True)
class Swapped(AboutTopic):
    """Two topics change their places and times."""

    kind: ClassVar[str] = "swapped"
    other: str = field(default="", metadata={**ALWAYS, **called("with")})


@dataclass(frozen=True)
class Interest(AboutTopic):
    """Somebody is interested in a topic, or (`on` false) no more."""

    kind: ClassVar[str] = "interest"
    counts_one: ClassVar[bool] = True
    on: bool = field(default=True, metadata=ALWAYS)

    def takes_back(self) -> bool:
        """Where it is switched off."""
        return not self.on


@dataclass(frozen=True)
class Hands(AboutTopic):
    """How many hands a topic got; it replaces what was counted before."""

    kind: ClassVar[str] = "hands"
    n: int = field(default=0, metadata=ALWAYS)

    @property
    def people(self) -> int:
        """How many, within bounds."""
        return _in_bounds(self.n)


@dataclass(frozen=True)
class Came(AboutTopic):
    """How many came to a session, and their names where they gave them."""

    kind: ClassVar[str] = "came"
    n: int = field(default=0, metadata=ALWAYS)
    names: str = field(default="", metadata=ALWAYS)

    @property
    def people(self) -> int:
        """How many, within bounds."""
        return _in_bounds(self.n)


@dataclass(frozen=True)
class Read(AboutTopic):
    """Somebody read the report of a session."""

    kind: ClassVar[str] = "read"
    counts_one: ClassVar[bool] = True


@dataclass(frozen=True)
class Convening(AboutTopic):
    """Somebody takes a topic on; without a name it needs no convener any more."""

    kind: ClassVar[str] = "convening"
    name: str = field(default="", metadata=ALWAYS)

    def takes_back(self) -> bool:
        """Where it leaves the topic without a convener."""
        return not self.name


@dataclass(frozen=True)
class Dropped(AboutTopic):
    """A topic is given up, and why, or (`on` false) it is there again."""

    kind: ClassVar[str] = "dropped"
    reason: str = field(default="", metadata=ALWAYS)
    on: bool = True

    def takes_back(self) -> bool:
        """Where it is switched off."""
        return not self.on


@dataclass(frozen=True)
class MergeOffered(AboutTopic):
    """A convener offers to make a topic a part of another; `agreed` where both said so aloud."""

    kind: ClassVar[str] = "merge_offered"
    into: str = field(default="", metadata=ALWAYS)
    agreed: bool = False


@dataclass(frozen=True)
class MergeAnswered(Packed):
    """The other convener's answer to an offer."""

    kind: ClassVar[str] = "merge_answered"
    offer: str = field(default="", metadata=ALWAYS)
    yes: bool = field(default=False, metadata=ALWAYS)

    def takes_back(self) -> bool:
        """Where the answer is no."""
        return not self.yes


@dataclass(frozen=True)
class RoomSet(Packed):
    """A place, a new one where none is named; what it does not say stays as it was."""

    kind: ClassVar[str] = "room"
    room: str = ""
    name: str | None = None
    seats: int | None = None
    step_free: bool | None = None
    informal: bool | None = None
    gone: bool = False

    @property
    def places(self) -> int | None:
        """The seats, within bounds."""
        return None if self.seats is None else _in_bounds(self.seats)


@dataclass(frozen=True)
class SlotSet(Packed):
    """A time, a new one where none is named; what it does not say stays as it was."""

    kind: ClassVar[str] = "slot"
    slot: str = ""
    start: str | None = None
    end: str | None = None
    gone: bool = False


@dataclass(frozen=True)
class Theme(Packed):
    """What the day is about."""

    kind: ClassVar[str] = "theme"
    text: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class People(Packed):
    """How many people there are."""

    kind: ClassVar[str] = "people"
    n: int = field(default=0, metadata=ALWAYS)

    @property
    def there(self) -> int:
        """How many, within bounds."""
        return _in_bounds(self.n)

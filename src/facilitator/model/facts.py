"""The plain facts of a workshop: what it is called, its methods, its screen, and what one entry changed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from facilitator.model.bodies import Facts
from facilitator.model.kinds import COMMON
from facilitator.model.method import Method, Stage
from facilitator.model.say import own_words, say

PARKING = "parking"
PARKING_STAGE = Stage(
    id=PARKING,
    title=say("Parking lot"),
    activity="collect",
    goal=say("Keep what matters but is off the subject"),
    prompt=say("What should not be forgotten?"),
    hint=say("We go through it before the end."),
    timer="OPEN",
    visibility="host",
)

BOOKKEEPING = frozenset(kind.name for kind in COMMON.values() if kind.bookkeeping)
"""Entries about this computer, not about the workshop: in no export, and nothing that phones are told of."""


@dataclass(slots=True)
class Block:
    """One method in a workshop's day."""

    id: str
    method: Method
    challenge: str


@dataclass(slots=True)
class Info:
    """What a workshop is called, where, when and for whom. `starts` is `HH:MM` or empty; `date` ISO 8601."""

    title: str = "Workshop"
    date: str = ""
    place: str = ""
    sponsor: str = ""
    challenge: str = ""
    facilitator: str = ""
    starts: str = ""
    tables: int = 0
    aims: tuple[str, ...] = ()
    object: str = ""
    notice: str = ""
    wifi: str = ""
    wifi_password: str = ""

    def told(self, said: Facts) -> Info:
        """The same with what an entry says. A notice of the program's own meets each reader's language."""
        now = {each.name: getattr(said, each.name) for each in fields(Info)}
        now["notice"] = None if said.notice is None else own_words(said.notice)
        return replace(self, **{name: value for name, value in now.items() if value is not None})


@dataclass(slots=True)
class Screen:
    """What the room's screen shows: `view` is `join`, `stage` or `nothing`; blank and hold lie over it."""

    view: str = "join"
    blank: bool = False
    held_at: int | None = None


@dataclass(slots=True)
class Change:
    """What one entry changed.

    `keys` are the notes that look different, where they stand: in the entry's own stage and those that share its state
    (`same`). `linked` are the stages that build on one of those, directly or through others, and those whose results it
    makes. `aspects` are what of the whole programme looks different. `reset` means: look at everything again.
    """

    workshop: str
    stage: str
    kind: str
    keys: set[str] = field(default_factory=set)
    reset: bool = False
    same: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()

    @property
    def is_apart(self) -> bool:
        """Whether it is of the whole programme alone: no board and no screen of the room looks different."""
        return bool(self.aspects) and not self.reset

    def touches(self, stage: str) -> bool:
        """Whether a stage looks different now."""
        return self.reset or stage in self.same or stage in self.linked

    def notes_of(self, stage: str) -> set[str] | None:
        """The notes of a stage that look different; None when all of it must be looked at again."""
        if self.reset or stage in self.linked:
            return None
        return self.keys if stage in self.same else set()

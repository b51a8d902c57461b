"""What the entries of a rotation hold: seats, plans, rounds, wishes, and what groups do at their boards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from facilitator.activities.rotate import schedule
from facilitator.model.bodies import Noted
from facilitator.model.packed import ALWAYS, Packed, Switched, called, listed, taken, texts


@dataclass(frozen=True)
class Seated(Packed):
    """Somebody takes a seat, or something else is said about the seat `target`; what it does not say stays as it was.

    `partner` is their partner group.
    """

    kind: ClassVar[str] = "seat"
    target: str = ""
    name: str | None = None
    contact: str | None = None
    partner: str | None = field(default=None, metadata=called("group"))
    stays: bool | None = None
    quiet: bool | None = None
    observer: bool | None = None

    def from_phone(self, group: str, table: str) -> Self:
        """The same, as a phone sent it, with what the stage keeps of its sender."""
        return replace(self, source="phone", group=group, partner=group or None, table=table)


@dataclass(frozen=True)
class Left(Packed):
    """Somebody goes: whoever sends it, or the seat `target`."""

    kind: ClassVar[str] = "left"
    target: str = ""


def _plan(value: object) -> tuple[schedule.Round[str], ...] | None:
    given = listed(value)
    if given is None:
        return None
    return tuple([found for place in listed(here) or () if (found := texts(place)) is not None] for here in given)


@dataclass(frozen=True)
class Planned(Packed):
    """Who sits with whom, round by round, from round `first` on.

    `anew` is whether those who come or go while a round lasts are placed with people they have not met: not in plans of
    the first release, which keep what was shown then.
    """

    kind: ClassVar[str] = "plan"
    first: int = field(default=1, metadata={**ALWAYS, **called("from")})
    rounds: tuple[schedule.Round[str], ...] = field(default=(), metadata={**ALWAYS, **taken(_plan)})
    anew: bool = False


@dataclass(frozen=True)
class Round(Packed):
    """A round of a stage begins, or a part of one: its clock of so many seconds starts."""

    kind: ClassVar[str] = "round"
    n: int | None = None
    seconds: int = field(default=0, metadata=ALWAYS)
    part: str = ""


@dataclass(frozen=True)
class Rounds(Packed):
    """How many rounds there are."""

    kind: ClassVar[str] = "rounds"
    count: int = field(default=1, metadata=ALWAYS)


@dataclass(frozen=True)
class Wish(Packed):
    """Whether somebody wishes to meet the seat `target` again; `about` is the seat that it is said for at the desk."""

    kind: ClassVar[str] = "wish"
    target: str = field(default="", metadata=ALWAYS)
    choice: str = field(default="", metadata=ALWAYS)
    about: str = field(default="", metadata=called("from"))


@dataclass(frozen=True)
class Team(Packed):
    """With which group a phone stands."""

    kind: ClassVar[str] = "team"
    team: int = field(default=0, metadata=ALWAYS)


@dataclass(frozen=True)
class TeamSize(Packed):
    """How many people a group has."""

    kind: ClassVar[str] = "team_size"
    team: int = field(default=0, metadata=ALWAYS)
    people: int = field(default=0, metadata=ALWAYS)


def place_in_list(value: object) -> int:
    """A place in a list as people or the desk's lists name it; 0 for anything else."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


@dataclass(frozen=True)
class AtLine(Switched):
    """An act of the group `team` on the line `target`."""

    target: str = field(default="", metadata=ALWAYS)
    team: int = field(default=0, metadata=taken(place_in_list))


@dataclass(frozen=True)
class Tick(AtLine):
    """A group ticks a line, or takes its tick back."""

    kind: ClassVar[str] = "tick"


@dataclass(frozen=True)
class Highlight(AtLine):
    """A line is one of the highlights of its board, or is no more."""

    kind: ClassVar[str] = "highlight"


@dataclass(frozen=True)
class Line(Noted):
    """A line on a board; `team` wrote it. Without a board it goes where that group stands."""

    team: int = field(default=0, metadata=taken(place_in_list))
    board: int = field(default=0, metadata=taken(place_in_list))

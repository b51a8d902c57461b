"""What the entries of grouping hold: moves of notes and groups, titles, arrows, and whether two groups are one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed, called

_REACH = 100_000


@dataclass(frozen=True, kw_only=True)
class _Placed(Packed):
    """Something at a place of the wall, in px; None is wherever there is room."""

    x: float | None = None
    y: float | None = None

    @property
    def place(self) -> tuple[int, int] | None:
        """Where it is put, where that is a place at all."""
        if self.x is None or self.y is None or max(abs(self.x), abs(self.y)) >= _REACH:
            return None
        return round(self.x), round(self.y)


@dataclass(frozen=True)
class Placed(_Placed):
    """A note hangs alone."""

    kind: ClassVar[str] = "placed"
    note: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Grouped(_Placed):
    """Notes, and all that is in other groups, go into a group: the one named, else a new one.

    `order` has the notes of the group as they are to stand in it, where that is said.
    """

    kind: ClassVar[str] = "grouped"
    notes: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    groups: tuple[str, ...] = ()
    cluster: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupMoved(_Placed):
    """A group stands elsewhere, on the wall or (`chart`) in the drawn chart."""

    kind: ClassVar[str] = "group_moved"
    cluster: str = field(default="", metadata=ALWAYS)
    chart: bool = False


@dataclass(frozen=True)
class Copied(Packed):
    """A note hangs twice from now on."""

    kind: ClassVar[str] = "copied"
    note: str = field(default="", metadata=ALWAYS)
    cluster: str = ""


@dataclass(frozen=True)
class Uncopied(Packed):
    """A copy goes."""

    kind: ClassVar[str] = "uncopied"
    note: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Nested(_Placed):
    """Groups go into another group, a new one where none is named, or (`out`) stand by themselves again."""

    kind: ClassVar[str] = "nested"
    groups: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    parent: str = ""
    out: bool = False


@dataclass(frozen=True)
class SplitOff(Packed):
    """Some notes of a group become a group of their own."""

    kind: ClassVar[str] = "split"
    cluster: str = field(default="", metadata=ALWAYS)
    notes: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    why: str = ""


@dataclass(frozen=True)
class Titled(Packed):
    """A group has a title."""

    kind: ClassVar[str] = "titled"
    cluster: str = field(default="", metadata=ALWAYS)
    title: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Related(Packed):
    """An arrow between two groups, of one of the kinds of arrow."""

    kind: ClassVar[str] = "related"
    start: str = field(default="", metadata={**ALWAYS, **called("from")})
    end: str = field(default="", metadata={**ALWAYS, **called("to")})
    arrow: str = field(default="", metadata={**ALWAYS, **called("kind")})
    why: str = ""


@dataclass(frozen=True)
class Declined(Related):
    """An arrow that phones proposed is not drawn."""

    kind: ClassVar[str] = "declined"


@dataclass(frozen=True)
class Unrelated(Packed):
    """An arrow goes."""

    kind: ClassVar[str] = "unrelated"
    relation: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class MergeAsked(Packed):
    """The room is asked whether two groups are the same."""

    kind: ClassVar[str] = "merge_asked"
    groups: tuple[str, ...] = field(default=(), metadata=ALWAYS)

    @property
    def pair(self) -> tuple[str, ...]:
        """The two, each named once."""
        return tuple(dict.fromkeys(self.groups))


@dataclass(frozen=True)
class MergeAnswer(Packed):
    """One person's answer to that question."""

    kind: ClassVar[str] = "merge_answer"
    counts_one: ClassVar[bool] = True
    poll: str = field(default="", metadata=ALWAYS)
    same: bool = field(default=False, metadata=ALWAYS)


@dataclass(frozen=True)
class MergeHands(Packed):
    """How many hands each answer got; it replaces what was counted before."""

    kind: ClassVar[str] = "merge_hands"
    poll: str = field(default="", metadata=ALWAYS)
    same: int = field(default=0, metadata=ALWAYS)
    different: int = field(default=0, metadata=ALWAYS)


@dataclass(frozen=True)
class MergeSettled(Packed):
    """The question is settled: the two become one, under a title where one is given, or stay two.

    `present` is how many are in the room, as the facilitator confirms it. Entries of old do not say it.
    """

    kind: ClassVar[str] = "merge_settled"
    poll: str = field(default="", metadata=ALWAYS)
    merge: bool = field(default=False, metadata=ALWAYS)
    title: str = ""
    present: int = 0

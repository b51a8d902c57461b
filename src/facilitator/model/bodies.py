"""What the entries hold that are no activity's own: of the workshop, of leading it, and of notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from facilitator.model.entry import Body
from facilitator.model.packed import ALWAYS, EMPTY, Packed, Switched, counts, filled, listed, named, taken, text

# ---------------------------------------------------------------------- the workshop


def groups_in(value: object) -> tuple[Mapping[str, Any], ...] | None:
    """The groups of a closed list, those that have an id."""
    given = listed(value)
    return None if given is None else tuple(each for each in given if isinstance(each, Mapping) and each.get("id"))


@dataclass(frozen=True)
class ProgrammeTold(Packed):
    """The title of the whole programme, and the least group that is shown by itself, where it says so."""

    kind: ClassVar[str] = "programme"
    title: str | None = None
    least: int | None = None


@dataclass(frozen=True)
class Facts(Packed):
    """Facts of a workshop: those that it says. `groups` are the closed list, each with an `id` and a `label`."""

    kind: ClassVar[str] = "workshop_edited"
    title: str | None = None
    date: str | None = None
    place: str | None = None
    sponsor: str | None = None
    challenge: str | None = None
    facilitator: str | None = None
    starts: str | None = None
    tables: int | None = None
    aims: tuple[str, ...] | None = field(default=None, metadata=taken(filled))
    object: str | None = None
    notice: str | None = None
    wifi: str | None = None
    wifi_password: str | None = None
    groups: tuple[Mapping[str, Any], ...] | None = field(default=None, metadata=taken(groups_in))


@dataclass(frozen=True)
class Created(Facts):
    """A new workshop, with the code to join it."""

    kind: ClassVar[str] = "workshop"
    code: str = ""
    rehearsal: bool = False


@dataclass(frozen=True)
class MethodAdded(Packed):
    """A method in the day, with its whole text."""

    kind: ClassVar[str] = "method"
    block: str = field(default="", metadata=ALWAYS)
    method: Mapping[str, Any] = field(default=EMPTY, metadata=ALWAYS)
    challenge: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class StageEdited(Packed):
    """Facts of a stage that are other than in its method, by their names."""

    kind: ClassVar[str] = "stage_edited"
    changes: Mapping[str, Any] = EMPTY

    @classmethod
    def read(cls, body: Body) -> Self:
        """The changes; a whole body is nothing else, but for what ties it to others."""
        changes = dict(body)
        return cls(changes, together=text(changes.pop("together", "")) or "")

    def pack(self) -> dict[str, Any]:
        """The changes, and what ties them to others."""
        return {**self.changes, **({"together": self.together} if self.together else {})}


@dataclass(frozen=True)
class Reordered(Packed):
    """Stages that were put elsewhere in the day: the place of each, from 1, by its id. Others stand behind."""

    kind: ClassVar[str] = "stages_ordered"
    places: Mapping[str, int] = field(default=EMPTY, metadata=ALWAYS)


@dataclass(frozen=True)
class Retracted(Packed):
    """An undo of the entry `target` and of those in `more`, or (`redo`) of such an undo; `what` is the kind that was
    undone.
    """

    kind: ClassVar[str] = "retracted"
    target: str = field(default="", metadata=ALWAYS)
    what: str = ""
    redo: bool = False
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Erased(Packed):
    """The words of the entries `targets` were taken out of the file."""

    kind: ClassVar[str] = "erased"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)


@dataclass(frozen=True)
class Mixed(Packed):
    """What was sent where nobody is kept has no order and no time of its own any more."""

    kind: ClassVar[str] = "mixed"


@dataclass(frozen=True)
class ClockSet(Packed):
    """The computer's clock was put forward by so many milliseconds, or back (below zero).

    As a draft it asks the store whether that is so: the store fills it in, or stores nothing.
    """

    kind: ClassVar[str] = "clock_set"
    by: int = field(default=0, metadata=ALWAYS)


@dataclass(frozen=True)
class ScreenSet(Packed):
    """What the room's screen shows from now on, of what it says."""

    kind: ClassVar[str] = "screen"
    view: str | None = None
    blank: bool | None = None
    hold: bool | None = None


@dataclass(frozen=True)
class Joined(Packed):
    """Somebody with a phone says their group and table."""

    kind: ClassVar[str] = "joined"
    group: str = field(default="", metadata=ALWAYS, kw_only=True)
    table: str = field(default="", metadata=ALWAYS, kw_only=True)


@dataclass(frozen=True)
class Counted(Packed):
    """How many people of each group were counted in the room; it replaces what was counted before."""

    kind: ClassVar[str] = "attendance"
    groups: Mapping[str, int] = field(default=EMPTY, metadata={**ALWAYS, **taken(counts)})


@dataclass(frozen=True)
class Presence(Packed):
    """What the web process knows of itself: phones connected, and by stage who wrote there (or how many)."""

    kind: ClassVar[str] = "presence"
    connected: int = field(default=0, metadata=ALWAYS)
    wrote: Mapping[str, Any] = field(default=EMPTY, metadata=taken(named))


@dataclass(frozen=True)
class Serving(Packed):
    """The room page is there for phones: its address, and which process serves it."""

    kind: ClassVar[str] = "serving"
    url: str = ""
    host: str = ""
    port: int = 0
    pid: int = 0
    file: str = ""


@dataclass(frozen=True)
class ServingStopped(Packed):
    """The room page is off."""

    kind: ClassVar[str] = "serving_stop"


@dataclass(frozen=True)
class Finished(Packed):
    """The workshop is over."""

    kind: ClassVar[str] = "finished"


@dataclass(frozen=True)
class Reopened(Packed):
    """The workshop is not over after all."""

    kind: ClassVar[str] = "reopened"


# ---------------------------------------------------------------------- leading a stage


@dataclass(frozen=True)
class Opened(Packed):
    """A stage begins, or begins again, at a computer that is in that `zone`."""

    kind: ClassVar[str] = "stage_opened"
    zone: str = ""


@dataclass(frozen=True)
class Closed(Packed):
    """A stage ends."""

    kind: ClassVar[str] = "stage_closed"


@dataclass(frozen=True)
class Revealed(Packed):
    """What was private is shown to the room."""

    kind: ClassVar[str] = "revealed"


@dataclass(frozen=True)
class Covered(Packed):
    """What was shown is private again."""

    kind: ClassVar[str] = "covered"


@dataclass(frozen=True)
class Timed(Packed):
    """The clock: `start`, `pause`, or `add` seconds."""

    kind: ClassVar[str] = "timer"
    verb: str = field(default="", metadata=ALWAYS)
    seconds: int | None = None


@dataclass(frozen=True)
class Asked(Packed):
    """Which of the stage's questions is asked now, from 0."""

    kind: ClassVar[str] = "asked"
    question: int = field(default=0, metadata=ALWAYS)


@dataclass(frozen=True)
class LateTaken(Packed):
    """What came late under the keys `targets` counts from now on, in the place where it came."""

    kind: ClassVar[str] = "late_taken"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)


@dataclass(frozen=True)
class Ticked(Switched):
    """A point of the script is done; from 0."""

    kind: ClassVar[str] = "ticked"
    point: int = field(default=-1, metadata=ALWAYS)


# ---------------------------------------------------------------------- notes


@dataclass(frozen=True)
class Noted(Packed):
    """Somebody's words. `fields` are the answers beside them, `question` which of several it answers.

    `paper` is the running number of the sheet that they stood on, 0 for none; `no` the comment's own number, where it
    brings one along (see `numbering`).
    """

    kind: ClassVar[str] = "note"
    text: str = field(default="", metadata=ALWAYS)
    question: str = ""
    fields: Mapping[str, Any] = EMPTY
    refiled_from: str = ""
    paper: int = 0
    no: int = 0


@dataclass(frozen=True)
class AboutNote(Packed):
    """An act on the note `target`."""

    target: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Edited(AboutNote):
    """Other words for a note, or other answers beside them.

    `protects`: what was taken out tells who somebody is, so that nobody else gets the old words; None where nobody said
    whether it does.
    """

    kind: ClassVar[str] = "edited"
    text: str | None = None
    fields: Mapping[str, Any] = EMPTY
    protects: bool | None = None


@dataclass(frozen=True)
class Hidden(AboutNote):
    """A note is taken from the room."""

    kind: ClassVar[str] = "hidden"
    reason: str = ""


@dataclass(frozen=True)
class Restored(AboutNote):
    """A note stands again."""

    kind: ClassVar[str] = "restored"


@dataclass(frozen=True)
class Parked(AboutNote):
    """A note goes to the parking lot."""

    kind: ClassVar[str] = "parked"


@dataclass(frozen=True)
class Merged(Packed):
    """Notes that say the same are joined into one."""

    kind: ClassVar[str] = "merged"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    into: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Moved(AboutNote):
    """A note has other answers, such as another column, or it stands elsewhere: right before the note `before`, or last
    (""). Lists that several order at once are kept so: an act names a neighbour, and the last one decides.
    """

    kind: ClassVar[str] = "moved"
    fields: Mapping[str, Any] = EMPTY
    before: str | None = None


@dataclass(frozen=True)
class Shown(AboutNote):
    """A note stands on the room's screen."""

    kind: ClassVar[str] = "shown"


@dataclass(frozen=True)
class Unshown(AboutNote):
    """A note stands on the room's screen no more."""

    kind: ClassVar[str] = "unshown"


@dataclass(frozen=True)
class Withdrawn(AboutNote):
    """A note is taken back; `by` says `phone` where its writer did it."""

    kind: ClassVar[str] = "withdrawn"
    by: str = ""


@dataclass(frozen=True)
class Outcome(AboutNote):
    """What became of a note in the parking lot."""

    kind: ClassVar[str] = "outcome"
    outcome: str = field(default="", metadata=ALWAYS)
    words: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Filed(AboutNote):
    """A note is filed again in the stage `to`: it leaves its own, and is a new one there, with the number `no`, where
    it brings one along (see `numbering`).
    """

    kind: ClassVar[str] = "filed"
    to: str = ""
    no: int = 0


@dataclass(frozen=True)
class Refiled(AboutNote):
    """A note left its stage for the stage `to`, where another entry made it anew: so earlier releases filed notes."""

    kind: ClassVar[str] = "refiled"
    to: str = ""

"""What an open space is made of: places and times, topics in them, moves, offers to merge, who came. And the state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from facilitator.model import options
from facilitator.model.method import Choice, Field
from facilitator.model.notes import LIVE, MERGED, Note
from facilitator.model.run import ActivityState
from facilitator.model.say import say

OPEN, PROPOSE, PLACE, SESSIONS, NEWS, HARVEST, HUDDLE = (
    *("open", "propose", "place", "sessions"),
    *("news", "harvest", "huddle"),
)
PHASES = (OPEN, PROPOSE, PLACE, SESSIONS, NEWS, HARVEST, HUDDLE)
PROPOSING = frozenset({OPEN, PROPOSE, PLACE, NEWS})
"""The phases in which a note is a topic; in the others it belongs to one."""
TITLE = 60
"""The most characters of a topic's title."""
PARTS = {
    "points": say("Main points"),
    "agreed": say("Agreed"),
    "open": say("Open questions"),
    "next": say("Next steps"),
}
"""The parts of a session's report, and their names."""
PRINCIPLES = (
    say("The people who are here are the right people."),
    say("Whatever happens is worth having. Let go of what you had expected."),
    say("It starts when it starts."),
    say("When it is done, it is done. Stop, or move on."),
    say("It works wherever it happens: a corner or a corridor will do."),
)
LAW = say(
    "The law of mobility: if you are neither learning nor giving anything, go somewhere better, on foot or on "
    "wheels. Say thank you and go. Nobody minds."
)
ROLES = say("Some people carry ideas from group to group; some stay by the tea and start a conversation. Both help.")
PLACES = (say("Place A"), say("Place B"), say("Place C"), say("Place D"))
SEATS = 12

Cell = tuple[str, str]
"""A room and a slot, by their ids."""


def part_of(line: Note) -> str:
    """The part of a report that a line belongs to: what it says, else the main points."""
    part = str(line.fields.get("part", ""))
    return part if part in PARTS else "points"


@dataclass(slots=True)
class Room:
    """A place to meet. `seats` is 0 where nobody counts them; `informal` is a corner that was added on the way."""

    id: str
    name: str
    seats: int = 0
    step_free: bool = True
    informal: bool = False
    gone: bool = False


@dataclass(slots=True)
class Slot:
    """A time to meet: `start` and `end` as `HH:MM`, empty while nobody has set them."""

    id: str
    name: str
    start: str = ""
    end: str = ""
    gone: bool = False

    @property
    def words(self) -> str:
        """`11:10 to 11:55`, or its name."""
        if self.start and self.end:
            return say("{start} to {end}", start=self.start, end=self.end)
        return self.start or self.name


@dataclass(frozen=True, slots=True)
class Move:
    """A topic that changed its cell; ("", "") is no cell. `by_phone`: its convener moved it."""

    seq: int
    at: int
    topic: str
    before: Cell
    after: Cell
    by_phone: bool


@dataclass(slots=True)
class Offer:
    """One convener's offer to make their topic a part of another's. `answer` is None until that one has said."""

    key: str
    topic: str
    into: str
    answer: bool | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """Who came to a session: a number, and names where people gave them."""

    n: int
    names: str = ""


@dataclass(slots=True)
class State(ActivityState):
    """Topics are notes without a topic of their own; everything else is kept by a topic's key.

    `now` is the stage of sessions that goes on, `over` the times that are done. `met` is the place and time at which a
    topic stood when its time began, or since: what happened, whatever is moved afterwards. `sure` are the topics of
    which the time ran out while they stood. `refused` is why a topic did not get the place that it asked for.
    """

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "rooms": options.each(options.table({}, {"name": options.words(100), "seats": options.whole(0, 100_000)})),
        "slots": options.each(options.table({}, {"start": options.words(20), "end": options.words(20)})),
    }

    rooms: dict[str, Room] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    interest: dict[str, set[str]] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    came: dict[str, Came] = field(default_factory=dict)
    readers: dict[str, set[str]] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    moves: list[Move] = field(default_factory=list)
    theme: str = ""
    people: int = 0
    now: str = ""
    over: set[str] = field(default_factory=set)
    met: dict[str, Cell] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)

    def phase(self, stage: str) -> str:
        """What one of the stages is for."""
        found = self.phases.get(stage, self.stage)
        name = str(found.options.get("phase", PROPOSE))
        return name if name in PHASES else PROPOSE

    def is_topic(self, note: Note) -> bool:
        """Whether a note is a topic rather than a part of a report."""
        return self.phase(note.stage) in PROPOSING

    def topics(self) -> list[Note]:
        """The topics that stand, in the order they came."""
        proposing = {stage: self.phase(stage) in PROPOSING for stage in {note.stage for note in self.notes}}
        return [n for n in self.notes.having(LIVE) if proposing[n.stage] and n.key not in self.dropped]

    def typed(self, stage: str) -> tuple[Field, ...]:
        """What a note typed at the desk says besides: which topic it belongs to, and which part of the report it is."""
        phase = self.phase(stage)
        if phase in PROPOSING:
            return ()
        topic = Field("topic", say("Which topic"), "item", required=True)
        parts = tuple(Choice(key, words) for key, words in PARTS.items())
        return (
            (topic,) if phase == HUDDLE else (topic, Field("part", say("Which part"), "choice", parts, required=True))
        )

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """The topics that a note may belong to, `(key, words)`: those that stand, or what feeds the stage."""
        if self.phase(stage) == HUDDLE:
            return [(i.id, i.text) for i in self.feed() if not i.withdrawn]
        return [(note.key, note.text) for note in self.reportable()]

    def topic(self, key: object) -> Note | None:
        """A topic that stands."""
        note = self.notes.get(key)
        stands = note is not None and note.status == LIVE and self.is_topic(note) and note.key not in self.dropped
        return note if stands else None

    def reportable(self) -> list[Note]:
        """The topics that a report may be about: those that stand, and those that met and are gone since."""
        told = {note.fields.get("topic") for note in self.notes.having(LIVE)}
        topics = (n for n in self.notes if self.is_topic(n))
        return [n for n in topics if self.topic(n.key) or n.key in self.met or n.key in told]

    def may_report(self, key: str) -> bool:
        """Whether a line may be added to the report of a topic."""
        note = self.notes.get(key)
        return note is not None and self.is_topic(note) and (self.topic(key) is not None or key in self.met)

    def room_list(self) -> list[Room]:
        """The places in use, those of the plan first: set by hand, else as the method says."""
        return [room for room in self.every_room() if not room.gone]

    def every_room(self) -> list[Room]:
        """The places in use and those that were taken away."""
        return list({room.id: room for room in (*self.default_rooms(), *self.rooms.values())}.values())

    def slot_list(self) -> list[Slot]:
        """The times in use, in order: by their start where all have one."""
        return [slot for slot in self.every_slot() if not slot.gone]

    def every_slot(self) -> list[Slot]:
        """The times in use and those that were taken away, in order."""
        found = list({slot.id: slot for slot in (*self.default_slots(), *self.slots.values())}.values())
        in_use = [slot for slot in found if not slot.gone]
        return sorted(found, key=lambda slot: slot.start) if all(slot.start for slot in in_use) else found

    def default_rooms(self) -> list[Room]:
        """The places that the method names, or three without a name."""
        given = self.stage.options.get("rooms", [{"name": name} for name in PLACES[:3]])
        found = []
        for number, room in enumerate(given, 1):
            seats, free = int(room.get("seats", SEATS)), bool(room.get("step_free", True))
            name = room.get("name") or say("Place {number}", number=number)
            found.append(Room(f"r{number}", name if isinstance(name, str) else str(name), seats, free))
        return found

    def default_slots(self) -> list[Slot]:
        """One time for each part of the method in which people meet, or those that the method names."""
        given: list[dict[str, Any]] = list(self.stage.options.get("slots", ()))
        count = sum(self.phase(stage) == SESSIONS for stage in self.phases) or 1
        given = given or [{} for _ in range(count)]
        return [
            Slot(f"s{n}", say("Session {number}", number=n), str(slot.get("start", "")), str(slot.get("end", "")))
            for n, slot in enumerate(given, 1)
        ]

    def room(self, key: object) -> Room | None:
        """A place in use."""
        return None if not key else next((room for room in self.room_list() if room.id == key), None)

    def slot(self, key: object) -> Slot | None:
        """A time in use."""
        return None if not key else next((slot for slot in self.slot_list() if slot.id == key), None)

    def slot_of(self, stage: str) -> Slot | None:
        """The time that a stage of sessions is about: the first such stage has the first time, and so on."""
        stages = [s for s in self.phases if self.phase(s) == SESSIONS]
        slots = self.slot_list()
        place = stages.index(stage) if stage in stages else -1
        return slots[place] if 0 <= place < len(slots) else None

    def slots_of(self, stage: str) -> set[str]:
        """The times that a stage of sessions is about; the last such stage is about all those that are left."""
        stages, slots = [s for s in self.phases if self.phase(s) == SESSIONS], [slot.id for slot in self.slot_list()]
        if stage not in stages:
            return set()
        at = stages.index(stage)
        return set(slots[at:] if stage == stages[-1] else slots[at : at + 1])

    def slots_on(self) -> set[str]:
        """The times that go on now."""
        return self.slots_of(self.now)

    def stood(self, topic: str) -> Cell:
        """Where a topic met, else where it stands: for the record."""
        return self.met.get(topic) or self.cell(topic)

    def cell(self, topic: str) -> Cell:
        """Where a topic stands; ("", "") while it waits, or when its room or time is no more."""
        room, slot = self.cells.get(topic, ("", ""))
        return (room, slot) if self.room(room) and self.slot(slot) else ("", "")

    def grid(self) -> dict[Cell, Note]:
        """The topics that stand, by their cell."""
        rooms, slots = {r.id for r in self.room_list()}, {s.id for s in self.slot_list()}
        placed = ((self.cells.get(n.key, ("", "")), n) for n in self.topics())
        return {cell: note for cell, note in placed if cell[0] in rooms and cell[1] in slots}

    def in_order(self) -> list[Note]:
        """The topics that stand and have a place, or met somewhere, in the order of the times and then of the rooms."""
        return self.by_time([note for note in self.topics() if self.stood(note.key) != ("", "")])

    def by_time(self, topics: list[Note]) -> list[Note]:
        """Topics in the order of their times and places; those without stand last, in the order they came."""
        slots = [slot.id for slot in self.every_slot()]
        rooms = [room.id for room in self.every_room()]

        def place(note: Note) -> tuple[int, int]:
            room, slot = self.stood(note.key)
            known = room in rooms and slot in slots
            return (slots.index(slot), rooms.index(room)) if known else (len(slots), 0)

        return sorted(topics, key=place)

    def waiting(self) -> list[Note]:
        """The topics without a cell, in the order they came."""
        placed = {note.key for note in self.grid().values()}
        done = {key for key in self.met if self.cells.get(key, ("", "")) != ("", "")}
        return [note for note in self.topics() if note.key not in placed | done]

    def convener(self, note: Note) -> str:
        """The name that the convener gave; "" where nobody convenes."""
        return "" if note.key in self.left else str(note.fields.get("convener", ""))

    def interested(self, topic: str) -> int:
        """How many said that they are interested, in it or in a topic that is a part of it: phones and hands."""
        parts = self.notes.with_it(topic)
        return len(self._keen(parts)) + sum(self.hands.get(part, 0) for part in parts)

    def keen(self, topic: str) -> set[str]:
        """The tokens of the phones that said so."""
        return self._keen(self.notes.with_it(topic))

    def _keen(self, parts: Iterable[str]) -> set[str]:
        return set[str]().union(*(self.interest.get(part, ()) for part in parts))

    def report(self, topic: str, part: str = "") -> list[Note]:
        """What was written about a session and stands, all of it or one part."""
        return [
            note
            for note in self.notes.having(LIVE)
            if note.fields.get("topic") == topic and part in ("", part_of(note))
        ]

    def strays(self) -> list[Note]:
        """The lines for reports that name no topic that ever was."""
        lines = (n for n in self.notes.having(LIVE) if not self.is_topic(n))
        return [
            n for n in lines if (topic := self.notes.get(n.fields.get("topic"))) is None or not self.is_topic(topic)
        ]

    def merged_from(self, topic: str) -> list[Note]:
        """The topics that their conveners made a part of this one."""
        return [n for n in self.notes.sources(topic) if n.status == MERGED and self.is_topic(n)]

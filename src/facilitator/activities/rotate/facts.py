"""What rotating keeps: who sits in the circle, who meets whom in which round, and what groups did at their boards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.activities.rotate.bodies import Left, Round, Seated
from facilitator.activities.rotate.schedule import Plan
from facilitator.model import options
from facilitator.model.clock import Clock
from facilitator.model.entry import Entry
from facilitator.model.run import ActivityState
from facilitator.model.say import say

DATING, STORM = "dating", "storm"
"""What is rotated: people past each other, or groups past boards."""
SEATS, ROUNDS, DEBRIEF = "seats", "rounds", "debrief"
SET, HOME, DIGEST, READ_OUT = "set", "home", "digest", "readout"
MOVE, TALK, JOT = "move", "talk", "jot"
"""The parts of a round: find your place, talk, and after the last one write down what was heard."""
NEW, BUILDS, QUERY, ANSWER, HEADLINE = "new", "builds", "query", "answer", "headline"
STORM_KINDS = (NEW, BUILDS, QUERY, ANSWER, HEADLINE)
MOST_HIGHLIGHTS = 5
TEAM_NAMES = (
    *(say("Blue"), say("Orange"), say("Green"), say("Purple"), say("Red"), say("Brown")),
    *(say("Teal"), say("Pink"), say("Grey"), say("Gold"), say("Lime"), say("Black")),
)


@dataclass(slots=True)
class Seat:
    """One person in the circle. `no` counts from 1 in the order of coming; `key` is the entry that took the seat.

    `stays` means: must not be asked to move; `left` once they have gone.
    """

    key: str
    no: int
    name: str = ""
    group: str = ""
    person: str = ""
    stays: bool = False
    quiet: bool = False
    observer: bool = False
    left: bool = False
    contact: str = ""
    source: str = "phone"

    @property
    def plays(self) -> bool:
        """Whether the plan places them."""
        return not self.left and not self.observer

    @property
    def said(self) -> str:
        """What the others call them: the first name they gave, else their number."""
        return self.name or say("Number {number}", number=self.no)


@dataclass(slots=True)
class State(ActivityState):
    """Everything that one rotation knows; its later stages share it.

    `rounds` is the plan, the rounds already begun (`begun` of them) as they really sat; people are named by seat key.
    `anew` is whether who comes or goes in a round is placed with people that they have not met.
    `wishes` are `(who, about whom)`. `ticks` are groups by note; `teams` the group that a phone said it stands with.
    """

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "play": options.one_of((DATING, STORM)),
        "phase": options.one_of((SEATS, ROUNDS, DEBRIEF, SET, HOME, DIGEST, READ_OUT)),
        "rounds": options.whole(1, 50),
        "seconds": options.each(options.whole(1, 7200)),
        "talk_s": options.whole(1, 7200),
        "move_s": options.whole(0, 3600),
        "size": options.whole(1, 100),
        "teams": options.whole(0, 100),
    }
    in_turn: ClassVar[frozenset[str]] = frozenset({Seated.kind, Left.kind})

    seats: dict[str, Seat] = field(default_factory=dict)
    rounds: Plan[str] = field(default_factory=list)
    round: int = 0
    part: str = ""
    begun: int = 0
    total: int = 0
    wishes: dict[tuple[str, str], bool] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    ticks: dict[str, set[int]] = field(default_factory=dict)
    highlights: list[str] = field(default_factory=list)
    reading: int = 0
    anew: bool = False

    @property
    def play(self) -> str:
        """`dating` or `storm`."""
        return str(self.stage.options.get("play", DATING))

    def phase(self, stage_id: str) -> str:
        """What a stage of this rotation does."""
        stage = self.phases.get(stage_id, self.stage)
        return str(stage.options.get("phase", SEATS if self.play == DATING else HOME))

    def turned(self, entry: Entry) -> tuple[int, Clock] | None:
        """A round has a clock of its own, which starts with it."""
        if entry.kind != Round.kind:
            return None
        said = Round.read(entry.body)
        now = self.reading if self.phase(entry.stage) == READ_OUT else self.round
        return now, Clock("ROUND", said.seconds * 1000, started=entry.at)

    def ticked(self, line: str) -> set[int]:
        """The groups that ticked a line, or one that was joined with it; never its own."""
        note = self.notes.get(line)
        found = set[int]().union(*(self.ticks.get(part, ()) for part in self.notes.with_it(line)))
        return found - {note.fields.get("team")} if note else found

    def highlighted(self, line: str) -> bool:
        """Whether a line is a highlight of its board, or one that was joined with it is."""
        return any(part in self.highlights for part in self.notes.with_it(line))

    def seat_of(self, person: str) -> Seat | None:
        """The seat of a phone's person."""
        return next((s for s in self.seats.values() if s.person == person), None) if person else None

    def playing(self) -> list[Seat]:
        """The people whom a plan places now, in the order of their numbers."""
        return [seat for seat in self.seats.values() if seat.plays]

    def place_of(self, seat: str, round_no: int) -> tuple[int, tuple[str, ...]] | None:
        """`(place from 1, everybody there)` in a round counted from 1."""
        if not 1 <= round_no <= len(self.rounds):
            return None
        here = self.rounds[round_no - 1]
        return next(((n, place) for n, place in enumerate(here, 1) if seat in place), None)

    def mutual(self) -> list[tuple[str, str]]:
        """The pairs in which both wish to meet again; nobody hears of any other wish."""
        yes = {pair for pair, wish in self.wishes.items() if wish}
        order = {key: seat.no for key, seat in self.seats.items()}
        return sorted((a, b) for a, b in yes if (b, a) in yes and order.get(a, 0) < order.get(b, 0))

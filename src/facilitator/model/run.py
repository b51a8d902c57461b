"""One stage as it runs: its plan, whether it is open, its clock, and what its activity has made of the entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

from facilitator.model import cards, options
from facilitator.model.clock import GRACE, MINUTE, Clock
from facilitator.model.entry import Draft, Entry
from facilitator.model.facts import Block
from facilitator.model.item import Item, Nameless
from facilitator.model.method import Field, Stage
from facilitator.model.notes import Note, Notes
from facilitator.model.options import Fits
from facilitator.model.say import Message, say

WAITING, OPEN, CLOSED = "waiting", "open", "closed"


Feed = Callable[[], list[Item]]
"""What earlier stages have produced by now; asked for afresh each time, so a correction upstream shows downstream."""


def no_feed() -> list[Item]:
    """The feed of a stage that builds on nothing."""
    return []


@dataclass(slots=True)
class ActivityState:
    """What every activity's state has: its stage, its notes (moderated like all others), and what feeds it.

    A later stage that continues this one shares the state; `phases` holds every stage that does, by id. `challenge` is
    what the method is about in this workshop; empty where nobody has said.
    """

    stage: Stage
    feed: Feed = no_feed
    notes: Notes = field(default_factory=Notes)
    phases: dict[str, Stage] = field(default_factory=dict)
    challenge: str = ""

    judges: ClassVar[bool] = False
    """Whether it ranks what feeds it."""
    takes: ClassVar[Mapping[str, Fits]] = {}
    """What the options of its stages may be, by their names: those that could not be worked with otherwise."""
    takes_all: ClassVar[Mapping[str, Fits]] = {cards.OPTION: options.flag()}
    """The same of options that a stage of any activity may have."""
    parts: ClassVar[frozenset[str]] = frozenset()
    """The kinds of entry of which it matters what was sent before and what after; so what came late is apart too."""
    in_turn: ClassVar[frozenset[str]] = frozenset()
    """The kinds of entry of which the order decides, such as taking a seat: it is kept even where nobody is."""

    def __post_init__(self) -> None:
        self.phases[self.stage.id] = self.stage

    def unfit(self, stage: Stage) -> list[str]:
        """The names of a stage's options that nothing can be made of."""
        given, takes = stage.options, {**self.takes, **self.takes_all}
        return [name for name, fits in takes.items() if name in given and not fits(given[name])]

    def sound(self, stage: Stage) -> Stage:
        """The stage without options that nothing can be made of: they are as usual."""
        unfit = self.unfit(stage)
        kept = {name: value for name, value in stage.options.items() if name not in unfit}
        return replace(stage, options=kept) if unfit else stage

    def changed(self, stage: Stage) -> Stage:
        """A stage of it with other facts, as it is from now on."""
        return stage

    def typed(self, stage: str) -> tuple[Field, ...]:
        """What a note that is typed at the desk says, besides the fields of its stage."""
        return ()

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """What a field of the kind `item` may name, `(key, words)`: unless it knows better, what feeds the stage."""
        return [(each.id, each.text) for each in self.feed() if not each.withdrawn]

    def ranks(self) -> dict[str, int]:
        """The place of each thing that it ranks, from 1, by the thing's id; only where it `judges`."""
        return {}

    def nameless(self) -> Nameless | None:
        """What it made that no later stage takes up, since nobody has named it; None where there is no such thing."""
        return None

    def covers(self, stage: Stage) -> bool:
        """Whether something of a stage is shown to the room only once the facilitator reveals it."""
        return stage.visibility == "private"

    def unasked(self, stage: Stage) -> bool:
        """Whether the question of a stage is still to be written: it has only an example."""
        return bool(stage.example) and not stage.asks

    def answered_by(self, stage: str) -> int:
        """How many answered in a stage in which each person answers once; 0 where that is not so."""
        return 0

    def closed(self, stage: str, at: int) -> None:
        """One of its stages was closed at a time (milliseconds)."""

    def in_day(self, stage: Stage, blocks: Sequence[Block], stages: Sequence[Stage]) -> Stage:
        """A stage of it as the day around makes it, asked anew with every method that the day gets."""
        return stage

    def turned(self, entry: Entry) -> tuple[int, Clock] | None:
        """The round that an entry begins, by its number, and the clock of that round; None where it begins none."""
        return None


S = TypeVar("S", bound=ActivityState)


class Rules(Protocol[S]):
    """The part of an activity that decides: plain functions, no toolkit. Implemented by each `rules.py`."""

    def start(self, stage: Stage, feed: Feed = no_feed) -> S:
        """The state before the first entry."""

    def check(self, state: S, draft: Draft) -> str | None:
        """A courtesy before the write: a sentence that refuses the draft, or None."""

    def fold(self, state: S, entry: Entry) -> set[str]:
        """Apply one entry in place; return the keys of the notes it touched. Where every rule is decided."""

    def items(self, state: S) -> list[Item]:
        """What a later stage may build on."""


@dataclass(slots=True)
class RunOf(Generic[S]):
    """A stage with its facts so far, and with the state that its activity keeps of it, which nobody else reads.

    `spans` are `(opened, closed)` in milliseconds; the last may still be open.

    `ever_revealed`: what was written was shown to the room once, though it may have been covered again.
    `present` is how many people take part in the workshop by now: counted in the room, else joined by phone; `counted`
    is how many were counted in the room, 0 where nobody did. `late` is what came after it was closed and was not taken
    so far, by key; `took_late` is how much was taken.

    `cards` are the cards whose code phones have given, by the phones' tokens; `card_gap`: the code was asked for only
    during a part of the time in which people answered.
    """

    stage: Stage
    block: str
    clock: Clock
    rules: Rules[S]
    state: S
    status: str = WAITING
    revealed: bool = False
    ever_revealed: bool = False
    asking: int = 0
    round: int = 0
    present: int = 0
    counted: int = 0
    spans: list[tuple[int, int | None]] = field(default_factory=list)
    ticked: set[int] = field(default_factory=set)
    late: dict[str, Entry] = field(default_factory=dict)
    took_late: int = 0
    cards: dict[str, str] = field(default_factory=dict)
    card_gap: bool = False

    @property
    def id(self) -> str:
        """The stage's id within its workshop."""
        return self.stage.id

    @property
    def challenge(self) -> str:
        """What its method is about in this workshop."""
        return self.state.challenge

    @property
    def phases(self) -> tuple[Stage, ...]:
        """The stages that share its state, itself among them."""
        return tuple(self.state.phases.values())

    @property
    def prompt(self) -> str:
        """The question that is asked now: on phones, on the room's screen, over the board."""
        asks = self.stage.asks
        return asks[min(self.asking, len(asks) - 1)] if asks else self.stage.title

    @property
    def covers(self) -> bool:
        """Whether there is something for the facilitator to reveal: notes, or what people answer to them."""
        return self.state.covers(self.stage)

    @property
    def unasked(self) -> bool:
        """Whether its question is still to be written; the room is shown its title meanwhile."""
        return self.state.unasked(self.stage)

    @property
    def notes(self) -> Notes:
        """The notes of the stage, whatever its activity, with those of the stages whose state it shares."""
        return self.state.notes

    @property
    def root(self) -> str:
        """The id of the stage whose state this one shares; its own where it continues none."""
        return self.state.stage.id

    def shares_with(self, other: RunOf[Any]) -> bool:
        """Whether both are parts of one thing: they share their state."""
        return self.state is other.state

    def check(self, draft: Draft) -> str | None:
        """A sentence that refuses a draft, or None."""
        return self.rules.check(self.state, draft)

    def items(self) -> list[Item]:
        """What a later stage may build on."""
        return self.rules.items(self.state)

    def feed(self) -> list[Item]:
        """What the stages that feed this one have produced by now."""
        return self.state.feed()

    def nameless(self) -> Nameless | None:
        """What it made that no later stage takes up, since nobody has named it."""
        return self.state.nameless()

    @property
    def judges(self) -> bool:
        """Whether it ranks what feeds it."""
        return self.state.judges

    def ranks(self) -> dict[str, int]:
        """The place of each thing that it ranks, from 1, by the thing's id."""
        return self.state.ranks()

    def too_many(self) -> Message | None:
        """What to say where more answered than people were counted in the room."""
        n = self.state.answered_by(self.id)
        if not 0 < self.counted < n:
            return None
        return say(
            "{n} answered, but {counted} were counted in the room: someone may have answered more than once.",
            "{n} answered, but {counted} were counted in the room: someone may have answered more than once.",
            n=n,
            counted=self.counted,
        )

    def by_card(self) -> Message | None:
        """What to say where people gave the code of a card, or were to."""
        if self.card_gap:
            return say(
                "The code of a card was asked for only part of the time: some answers may have come without one."
            )
        if not cards.asked(self.stage) or not self.spans:
            return None
        return say(
            "Every phone gave the code of a card first, and each card counted once: {n} card was used.",
            "Every phone gave the code of a card first, and each card counted once: {n} cards were used.",
            n=len(set(self.cards.values())),
        )

    def cards_in(self) -> Message | None:
        """How many of the people counted have given the code of a card so far; None where no stage asks for one."""
        if not cards.asked(self.stage) or not self.spans:
            return None
        n = len(set(self.cards.values()))
        if not self.counted:
            return say("{n} card is in. Count the room to see how many are missing.",
                       "{n} cards are in. Count the room to see how many are missing.", n=n)  # fmt: skip
        return say("{n} card is in, of {counted} people counted in the room.",
                   "{n} cards are in, of {counted} people counted in the room.", n=n, counted=self.counted)  # fmt: skip

    def typed(self) -> tuple[Field, ...]:
        """What is typed at the desk beside the words of a note: the stage's fields, and those its activity adds."""
        return (*self.stage.fields, *self.state.typed(self.id))

    def choices(self, item: Field) -> list[tuple[str, str]]:
        """What a field of the kind `item` may name, `(key, words)`."""
        return self.state.choices(self.id, item)

    def own_notes(self) -> list[Note]:
        """The notes written in this very stage, in order."""
        return [note for note in self.notes if note.stage == self.id]

    @property
    def open_to_room(self) -> bool:
        """Whether notes are shown to the room unless one is taken off by hand."""
        return self.stage.visibility == "live" or (self.stage.visibility == "private" and self.revealed)

    @property
    def closed_at(self) -> int | None:
        """When it was last closed; None while it is open or waiting."""
        return self.spans[-1][1] if self.spans else None

    def open(self, at: int) -> None:
        """Open, or open again: notes, clock and earlier spans stay."""
        if self.status != OPEN:
            self.status = OPEN
            self.spans.append((at, None))

    def close(self, at: int) -> None:
        """Close; a running clock stops."""
        if self.status == OPEN:
            self.status = CLOSED
            self.spans[-1] = (self.spans[-1][0], at)
            self.state.closed(self.id, at)
            self.clock.pause(at)

    def answers_open(self, now: int) -> bool:
        """Whether what people answer may still change, so that nobody sees yet what it adds up to.

        It may until the stage is closed, or its clock has locked it.
        """
        return self.status != CLOSED and not self.clock.locked(now)

    def takes_entries(self, now: int) -> bool:
        """Whether phones may send: open and not locked, or closed so lately that the grace still runs.

        A stage that waits takes entries when its option `early` lets those fill it in who leave before it opens; one
        that was closed, where its option `stays` lets people change what they said, and it is kept who did.
        """
        if self.status == OPEN:
            return self.answers_open(now)
        if self.status == WAITING:
            return bool(self.stage.options.get("early"))
        closed = self.closed_at
        if self.status == CLOSED and self.stage.options.get("stays") and self.stage.anonymity == "named":
            return True
        return self.status == CLOSED and closed is not None and now - closed <= GRACE

    def takes_late(self, now: int) -> bool:
        """Whether phones may send what is marked as late: it was open, and takes nothing more as in time."""
        return self.status != WAITING and not self.takes_entries(now)

    def locks_at(self, now: int) -> int | None:
        """When its running clock locks it, grace and all, if nothing changes; None where it does not."""
        ends = self.clock.ends_at(now) if self.status == OPEN and self.clock.profile == "HARD" else None
        return None if ends is None or not self.clock.running else ends + GRACE

    def actual(self, now: int) -> int:
        """Milliseconds it has been open in all."""
        return sum(max(0, (now if closed is None else closed) - opened) for opened, closed in self.spans)

    def planned(self) -> int:
        """Planned length in milliseconds."""
        return self.stage.minutes * MINUTE


StageRun: TypeAlias = RunOf[Any]
"""A stage whatever its activity: to everybody but its own slice."""


def on_screen(run: StageRun) -> list[Note]:
    """The notes of a stage that the room may see, in order."""
    return [note for note in run.notes if note.on_screen(run.open_to_room)]


def question_no(run: StageRun, note: Note) -> int:
    """Which of a stage's questions a note answers, from 0; the first for a note that does not say."""
    asks = run.stage.asks
    return asks.index(note.question) if note.question in asks else 0


def answers_now(run: StageRun, note: Note) -> bool:
    """Whether a note answers the question that the room is asked now; always where a stage has only one."""
    return len(run.stage.asks) < 2 or question_no(run, note) == min(run.asking, len(run.stage.asks) - 1)


def on_wall(run: StageRun) -> list[Note]:
    """The notes of a stage that stand on the room's screen, under the question they answer, in order."""
    return [note for note in on_screen(run) if answers_now(run, note)]

"""What a force field knows, as plain values: the change, a force, how its numbers spread, both sides added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from facilitator.activities.forces.bodies import Changed
from facilitator.model import options
from facilitator.model.method import Field
from facilitator.model.notes import Note
from facilitator.model.run import ActivityState
from facilitator.model.say import say

DRIVER, RESTRAINER = "driver", "restrainer"
SIDES = (DRIVER, RESTRAINER)
SCALES = ("strength", "changeability")
EFFECTS = {
    "weaken": say("weaken"),
    "remove": say("remove"),
    "strengthen": say("strengthen"),
    "add": say("add a new driver"),
}
EFFECT_ON = {"weaken": RESTRAINER, "remove": RESTRAINER, "strengthen": DRIVER}
"""The side that each effect works on; a new driver works on none that is there."""
VERDICTS = {"go": say("go"), "go_if": say("go if"), "not_yet": say("not yet")}
VERDICT_WORDS = {"go": say("Go"), "go_if": say("Go if"), "not_yet": say("Not yet")}
"""The same where they stand alone."""
PHASES = ("state", "name", "merge", "score", "spread", "act", "read")
WIDE = 3
"""A range of this many points or more splits the room and is talked through."""
CAP = 8
"""More forces a side than these are too many: the room joins some or sets some aside. Nothing goes by itself."""
CAUTION = say("Totals favour the side that listed more forces: read counts and means too. The verdict is the room's.")
FORMULAS = say(
    "D and R are the strengths (1 to 5) of each side added up, as agreed, else the median of what people gave "
    "(the lower number where two stand in the middle). "
    "Balance = D \u2212 R. Drivers' share = D \u00f7 (D + R). Mean = total \u00f7 number of forces scored. "
    "Leverage = strength \u00d7 changeability (1 to 25), restraining forces first."
)


@dataclass(frozen=True, slots=True)
class Change:
    """The change under discussion: how it is now, what is wanted, by when, where."""

    now: str = ""
    wanted: str = ""
    by: str = ""
    scope: str = ""

    def told(self, said: Changed) -> Change:
        """The same in the words that an entry says, or a stage's options."""
        now = {"now": said.now, "wanted": said.wanted, "by": said.by, "scope": said.scope}
        return replace(self, **{name: words for name, words in now.items() if words is not None})

    def __bool__(self) -> bool:
        return bool(self.now or self.wanted)

    @property
    def when_where(self) -> str:
        """`within 24 months, Poole`."""
        if not self.by or not self.scope:
            return self._when() or self.scope
        return say("{when}, {scope}", when=self._when(), scope=self.scope)

    def _when(self) -> str:
        if self.by[:1].isdigit() and not self.by[:4].isdigit():
            return say("within {time}", time=self.by)
        said = not self.by or self.by[:2].casefold() in ("by", "wi", "be")
        return self.by if said else say("by {time}", time=self.by)

    @property
    def sentence(self) -> str:
        """`From: ... To: ... (by 24 months, Poole)`."""
        now, wanted, where = self.now or say("not said"), self.wanted or say("not said"), self.when_where
        if where:
            return say("From: {now}. To: {wanted} ({where}).", now=now, wanted=wanted, where=where)
        return say("From: {now}. To: {wanted}.", now=now, wanted=wanted)


@dataclass(frozen=True, slots=True)
class Wording:
    """An earlier wording of the change, and how many found it clear or not."""

    change: Change
    clear: int
    unclear: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What people gave one force on one scale: `n` numbers from `low` to `high`, and how many could not judge."""

    n: int
    median: int | None
    low: int | None
    high: int | None
    unable: int

    @property
    def wide(self) -> bool:
        """Whether it is worth hearing one high and one low voice."""
        return self.low is not None and self.high is not None and self.high - self.low >= WIDE

    @property
    def words(self) -> str:
        """`4 [1\u20135]`, or a dash when nobody gave a number."""
        return "\u2013" if self.median is None else f"{self.median} [{self.low}\u2013{self.high}]"


@dataclass(frozen=True, slots=True)
class Force:
    """One force as the room has it. `strength` and `changeability` are the agreed ones, else the medians."""

    note: Note
    side: str
    sources: int
    spread: Mapping[str, Spread]
    strength: int | None
    changeability: int | None
    reasons: Mapping[str, str]
    after: int | None
    agreed: Mapping[str, int]

    @property
    def reason(self) -> str:
        """Why it was agreed so: the words for one scale, or those for each where both have some."""
        given = {scale: words for scale, words in self.reasons.items() if words}
        if len(given) < 2:
            return next(iter(given.values()), "")
        return say("Strength: {strength} Changeability: {changeability}", **given)

    @property
    def leverage(self) -> int | None:
        """Strength times changeability, 1 to 25; None until both are known."""
        if self.strength is None or self.changeability is None:
            return None
        return self.strength * self.changeability

    @property
    def unmovable(self) -> bool:
        """Whether people here see no way to shift it."""
        return self.changeability == 1


@dataclass(frozen=True, slots=True)
class Totals:
    """Both sides added up on the strengths known: sums, counts, means; the balance; the drivers' share from 0 to 1."""

    drivers: int
    restrainers: int
    n_drivers: int
    n_restrainers: int

    @property
    def balance(self) -> int:
        """Drivers less restrainers."""
        return self.drivers - self.restrainers

    @property
    def share(self) -> float | None:
        """Drivers as a part of everything; None when nothing is scored."""
        whole = self.drivers + self.restrainers
        return self.drivers / whole if whole else None

    def total(self, side: str) -> int:
        """The sum of one side."""
        return self.drivers if side == DRIVER else self.restrainers

    def count(self, side: str) -> int:
        """How many forces of one side have a strength."""
        return self.n_drivers if side == DRIVER else self.n_restrainers

    def mean(self, side: str) -> float | None:
        """The mean strength of one side; None when it has no scored force."""
        n = self.count(side)
        return self.total(side) / n if n else None

    def mean_words(self, side: str) -> str:
        """`3.8`, or a dash."""
        mean = self.mean(side)
        return "\u2013" if mean is None else f"{mean:.1f}"

    @property
    def balance_words(self) -> str:
        """`\u22125`, `+1`, `0`."""
        return f"{self.balance:+d}".replace("-", "\u2212") if self.balance else "0"

    @property
    def share_words(self) -> str:
        """`0.44`, or a dash."""
        return "\u2013" if self.share is None else f"{self.share:.2f}"


@dataclass(slots=True)
class State(ActivityState):
    """The change, its clarity, ratings by force, scale and token (0 = cannot judge), what was agreed, and verdicts.

    `tallies` are numbers read from paper, by force and scale; `clear_hands` is `(clear, not clear)` counted as hands;
    `focus` is the force that the room talks about, empty for all of them.
    """

    takes: ClassVar[Mapping[str, options.Fits]] = {"phase": options.one_of(PHASES)}

    change: Change = field(default_factory=Change)
    earlier: list[Wording] = field(default_factory=list)
    clear: dict[str, bool] = field(default_factory=dict)
    clear_hands: tuple[int, int] = (0, 0)
    ratings: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    tallies: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, dict[str, int]] = field(default_factory=dict)
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)
    condition: str = ""
    focus: str = ""

    def phase(self, stage: str) -> str:
        """What one of the stages is for."""
        found = self.phases.get(stage)
        return str(found.options.get("phase", "name")) if found else "name"

    def answered_by(self, stage: str) -> int:
        """How many said whether the change is clear, scored, or gave a verdict."""
        match self.phase(stage):
            case "state":
                return len(self.clear) + sum(self.clear_hands)
            case "score" | "spread":
                return len({t for scales in self.ratings.values() for given in scales.values() for t in given})
            case "read":
                return len(self.verdicts) + sum(self.hands.values())
        return 0

    def notes_of(self, side: str) -> list[Note]:
        """The standing forces of one side, in the order they came."""
        return [n for n in self.notes.having("live") if n.fields.get("side") == side]

    def scored(self, side: str) -> list[Note]:
        """The forces of one side that go forward: all that the room did not set aside."""
        return [n for n in self.notes_of(side) if not n.fields.get("aside")]

    def typed(self, stage: str) -> tuple[Field, ...]:
        """What an idea typed at the desk says besides: the force it acts on."""
        return (Field("force", say("Which force"), "item"),) if self.phase(stage) == "act" else ()

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """The forces that an idea may act on, `(key, words)`."""
        return [(note.key, note.text) for side in SIDES for note in self.scored(side)]

    def actions(self, force: str = "") -> list[Note]:
        """The standing ideas for what to do, about one force and those that were joined with it, or about all."""
        ideas = [n for n in self.notes.having("live") if "effect" in n.fields and "side" not in n.fields]
        parts = self.notes.with_it(force) if force else ()
        return [n for n in ideas if not force or n.fields.get("force") in parts]

    def doubts(self) -> list[Note]:
        """Why the change is not clear to some, in their words."""
        return [n for n in self.notes.having("live") if "side" not in n.fields and "effect" not in n.fields]

    def mine(self, token: str, force: str, scale: str) -> int | None:
        """The number that a token gave (0 = cannot judge); None when none."""
        return self.ratings.get(force, {}).get(scale, {}).get(token)

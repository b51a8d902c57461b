"""What a force field knows, as plain values: the change, a force, how its numbers spread, both sides added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.model.notes import Note
from facilitator.model.say import say

DRIVER, RESTRAINER = "driver", "restrainer"
SIDES = (DRIVER, RESTRAINER)
SCALES = ("strength", "changeability")
EFFECTS = {"weaken": "weaken", "remove": "remove", "strengthen": "strengthen", "add": "add a new driver"}
EFFECT_ON = {"weaken": RESTRAINER, "remove": RESTRAINER, "strengthen": DRIVER}
"""The side that each effect works on; a new driver works on none that is there."""
VERDICTS = {"go": "go", "go_if": "go if", "not_yet": "not yet"}
PHASES = ("state", "name", "merge", "score", "spread", "act", "read")
WIDE = 3
"""A range of this many points or more splits the room and is talked through."""
CAP = 8
"""At most so many forces a side are scored: totals reward the longer list."""
LEAST = 5
"""A partner group's numbers are shown only where every group has so many raters."""
CAUTION = "Totals favour the side that listed more forces: read counts and means too. The verdict is the room's."
FORMULAS = (
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

    @classmethod
    def of(cls, data: Mapping[str, object], old: Change | None = None) -> Change:
        """The change in a body or in a stage's options; what it does not name stays as in `old`."""
        before = old or cls()
        return cls(**{name: str(data.get(name, getattr(before, name))) for name in ("now", "wanted", "by", "scope")})

    def __bool__(self) -> bool:
        return bool(self.now or self.wanted)

    @property
    def when_where(self) -> str:
        """`within 24 months, Poole`."""
        by = self.by
        if by[:1].isdigit() and not by[:4].isdigit():
            by = say("within {time}", time=by)
        elif by and by[:2].casefold() not in ("by", "wi", "be"):
            by = say("by {time}", time=by)
        return say("{when}, {where}", when=by, where=self.scope) if by and self.scope else by or self.scope

    @property
    def sentence(self) -> str:
        """`From: ... To: ... (by 24 months, Poole)`."""
        more = f" ({self.when_where})" if self.when_where else ""
        return f"From: {self.now or 'not said'}. To: {self.wanted or 'not said'}{more}."


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
    reason: str
    after: int | None
    agreed: Mapping[str, int]

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

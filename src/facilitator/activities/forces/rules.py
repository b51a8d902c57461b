"""Force-field analysis (Kurt Lewin): what drives one stated change and what restrains it, how strongly, and what to do.

One state runs through the stages by their option `phase`: state, name, merge, score, spread, act, read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median_low

from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS, Note
from facilitator.model.run import ActivityState, Feed, no_feed

DRIVER, RESTRAINER = "driver", "restrainer"
SIDES = (DRIVER, RESTRAINER)
SCALES = ("strength", "changeability")
EFFECTS = {"weaken": "weaken", "remove": "remove", "strengthen": "strengthen", "add": "add a new driver"}
VERDICTS = {"go": "go", "go_if": "go if", "not_yet": "not yet"}
PHASES = ("state", "name", "merge", "score", "spread", "act", "read")
WIDE = 3
"""A range of this many points or more splits the room and is talked through."""
CAP = 8
"""At most so many forces a side are scored: totals reward the longer list."""
CAUTION = "Totals favour the side that listed more forces: read counts and means too. The verdict is the room's."


@dataclass(frozen=True, slots=True)
class Change:
    """The change under discussion: how it is now, what is wanted, by when, where."""

    now: str = ""
    wanted: str = ""
    by: str = ""
    scope: str = ""


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

    @property
    def leverage(self) -> int | None:
        """Strength times changeability, 1 to 25; None until both are known."""
        if self.strength is None or self.changeability is None:
            return None
        return self.strength * self.changeability


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

    def mean(self, side: str) -> float | None:
        """The mean strength of one side; None when it has no scored force."""
        total, n = (self.drivers, self.n_drivers) if side == DRIVER else (self.restrainers, self.n_restrainers)
        return total / n if n else None


@dataclass(slots=True)
class State(ActivityState):
    """The change, its clarity, ratings by force, scale and token (0 = cannot judge), what was agreed, and verdicts."""

    change: Change = field(default_factory=Change)
    clear: dict[str, tuple[bool, str]] = field(default_factory=dict)
    ratings: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, dict[str, int]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)
    condition: str = ""

    def phase(self, stage: str) -> str:
        """What one of the stages is for."""
        found = self.phases.get(stage)
        return str(found.options.get("phase", "name")) if found else "name"

    def notes_of(self, side: str) -> list[Note]:
        """The standing forces of one side, in the order they came."""
        return [n for n in self.notes.having("live") if n.fields.get("side") == side]

    def scored(self, side: str) -> list[Note]:
        """The forces of one side that go forward: the first CAP that were not set aside."""
        return [n for n in self.notes_of(side) if not n.fields.get("aside")][:CAP]

    def actions(self, force: str = "") -> list[Note]:
        """The standing ideas for what to do, about one force or all."""
        ideas = [n for n in self.notes.having("live") if "effect" in n.fields]
        return [n for n in ideas if not force or n.fields.get("force") == force]


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def check(state: State, draft: Draft) -> str | None:
    """Refuse a force without a side, an idea without its force, a score off the scale or for what is not there."""
    phase = state.phase(draft.stage)
    fields = draft.body.get("fields", {})
    if draft.kind == "note" and phase in ("name", "merge") and fields.get("side") not in SIDES:
        return "Say which way it works: does it drive the change, or hold it back?"
    if draft.kind == "note" and phase == "act":
        if fields.get("effect") not in EFFECTS:
            return "Say what the idea does: weaken, remove, strengthen, or add a new driver."
        if fields["effect"] != "add" and state.notes.get(fields.get("force", "")) is None:
            return "Choose the force that the idea acts on."
    if draft.kind == "note" and phase not in ("name", "merge", "act"):
        return "Nothing is written in this part. Scores and talk only."
    if draft.kind == "rating":
        note = state.notes.get(draft.body.get("target", ""))
        if note is None or note.status != "live":
            return "That force is no longer in the list."
        if draft.body.get("scale") not in SCALES or draft.body.get("value") not in range(6):
            return "Give a number from 1 to 5, or say that you cannot judge."
    return None


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place."""
    if entry.kind in NOTE_KINDS:
        return state.notes.fold(entry)
    handler = _KINDS.get(entry.kind)
    return handler(state, entry) if handler and not entry.body.get("erased") else set()


def _change(state: State, entry: Entry) -> set[str]:
    old = state.change
    state.change = Change(**{k: str(entry.body.get(k, getattr(old, k))) for k in ("now", "wanted", "by", "scope")})
    return {"change"}


def _clear(state: State, entry: Entry) -> set[str]:
    token = str(entry.body.get("token", entry.key))
    state.clear[token] = (bool(entry.body.get("clear")), str(entry.body.get("reason", "")))
    return {"change"}


def _rating(state: State, entry: Entry) -> set[str]:
    target, scale, value = str(entry.body.get("target", "")), entry.body.get("scale"), entry.body.get("value", -1)
    if target not in state.notes.by_key or scale not in SCALES or value not in range(6) or isinstance(value, bool):
        return set()
    token = str(entry.body.get("token", entry.key))
    state.ratings.setdefault(target, {}).setdefault(str(scale), {})[token] = int(value)
    state.groups[token] = str(entry.body.get("group", ""))
    return {target}


def _agreed(state: State, entry: Entry) -> set[str]:
    target = str(entry.body.get("target", ""))
    if target not in state.notes.by_key:
        return set()
    for scale in SCALES:
        if entry.body.get(scale) in range(1, 6):
            state.agreed.setdefault(target, {})[scale] = int(entry.body[scale])
    if "reason" in entry.body:
        state.reasons[target] = str(entry.body["reason"])
    return {target}


def _after(state: State, entry: Entry) -> set[str]:
    target, value = str(entry.body.get("target", "")), entry.body.get("strength", -1)
    if target in state.notes.by_key and value in range(6):
        state.after[target] = int(value)
        return {target}
    return set()


def _verdict(state: State, entry: Entry) -> set[str]:
    token, choice = str(entry.body.get("token", entry.key)), entry.body.get("choice")
    if choice in VERDICTS:
        state.verdicts[token] = str(choice)
    else:
        state.verdicts.pop(token, None)
    return {"verdict"}


def _hands(state: State, entry: Entry) -> set[str]:
    state.hands = {c: max(0, int(entry.body.get("counts", {}).get(c, 0))) for c in VERDICTS}
    state.condition = str(entry.body.get("condition", state.condition))
    return {"verdict"}


_KINDS = {
    "change": _change,
    "clear": _clear,
    "rating": _rating,
    "agreed": _agreed,
    "after": _after,
    "verdict": _verdict,
    "hands": _hands,
}


def spread(state: State, force: str, scale: str, group: str | None = None) -> Spread:
    """The numbers given to one force; with `group`, by that partner group alone."""
    given = state.ratings.get(force, {}).get(scale, {})
    values = [v for t, v in given.items() if group is None or state.groups.get(t) == group]
    numbers = sorted(v for v in values if v)
    if not numbers:
        return Spread(0, None, None, None, len(values))
    return Spread(len(numbers), median_low(numbers), numbers[0], numbers[-1], len(values) - len(numbers))


def force(state: State, note: Note) -> Force:
    """One force with everything known of it."""
    spreads = {scale: spread(state, note.key, scale) for scale in SCALES}
    agreed = state.agreed.get(note.key, {})
    strength, change = (agreed.get(scale, spreads[scale].median) for scale in SCALES)
    side, sources = str(note.fields.get("side", "")), 1 + len(state.notes.sources(note.key))
    reason, after = state.reasons.get(note.key, ""), state.after.get(note.key)
    return Force(note, side, sources, spreads, strength, change, reason, after)


def forces(state: State, side: str) -> list[Force]:
    """The forces of one side that are scored, in list order."""
    return [force(state, note) for note in state.scored(side)]


def totals(state: State, *, expected: bool = False) -> Totals:
    """Both sides added up; with `expected`, as the room thinks it will be after its actions."""

    def strengths(side: str) -> list[int]:
        found = [f.after if expected and f.after is not None else f.strength for f in forces(state, side)]
        return [s for s in found if s is not None]

    drivers, restrainers = strengths(DRIVER), strengths(RESTRAINER)
    return Totals(sum(drivers), sum(restrainers), len(drivers), len(restrainers))


def leverage(state: State) -> list[Force]:
    """Where effort pays: restrainers first, then drivers, each by leverage; ties keep list order; unknown ones last."""
    both = [sorted(forces(state, side), key=lambda f: -(f.leverage or 0)) for side in (RESTRAINER, DRIVER)]
    return both[0] + both[1]


def mirrors(state: State) -> list[tuple[Note, Note]]:
    """Pairs that may be one idea and its absence: a driver and a restrainer that share most of their words."""
    drivers = [(n, _stems(n.text)) for n in state.notes_of(DRIVER)]
    restrainers = [(n, _stems(n.text)) for n in state.notes_of(RESTRAINER)]
    return [
        (d, r)
        for d, words in drivers
        for r, others in restrainers
        if words and others and len(words & others) / min(len(words), len(others)) >= 0.6
    ]


_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by for from has have in is it its no not of on or our so some that the their them "
        "there they this to too us very was we were will with without lack enough little few many more less",
    )
)


def _stems(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {w[:5] for w in words if w not in _EMPTY and len(w) > 2}


def items(state: State) -> list[Item]:
    """The forces that are scored, with their strength."""
    found = [f for side in SIDES for f in forces(state, side)]
    return [Item(f.note.key, f.note.text, state.stage.id, f.note.group, f.strength) for f in found]

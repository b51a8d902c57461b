"""Force-field analysis (Kurt Lewin): what drives one stated change and what restrains it, how strongly, and what to do.

One state runs through the stages by their option `phase`: state, name, merge, score, spread, act, read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.activities.forces.bodies import NO_SCORE, Clear, Rating, Verdict
from facilitator.activities.forces.facts import (
    CAP,
    CAUTION,
    DRIVER,
    EFFECT_ON,
    EFFECTS,
    PHASES,
    RESTRAINER,
    SCALES,
    SIDES,
    VERDICTS,
    WIDE,
    Change,
    Force,
    Spread,
    Totals,
    Wording,
)
from facilitator.activities.forces.figures import (
    clarity,
    force,
    forces,
    leverage,
    mirrors,
    spread,
    totals,
    verdicts,
)
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Field, Stage
from facilitator.model.notes import NOTE_KINDS, Note
from facilitator.model.run import CLOSED, ActivityState, Feed, StageRun, no_feed

__all__ = [
    "CAP", "CAUTION", "DRIVER", "EFFECTS", "PHASES", "RESTRAINER", "SCALES", "SIDES", "VERDICTS", "WIDE",
    "Change", "Force", "Spread", "State", "Totals", "Wording", "check", "clarity", "fold", "force", "forces", "items",
    "leverage", "mirrors", "phase_of", "scores_open", "spread", "start", "totals", "verdicts",
]  # fmt: skip

WRITTEN_IN = ("state", "name", "merge", "act")
"""The parts in which words are taken: why the change is not clear, forces, and ideas for what to do."""


@dataclass(slots=True)
class State(ActivityState):
    """The change, its clarity, ratings by force, scale and token (0 = cannot judge), what was agreed, and verdicts.

    `tallies` are numbers read from paper, by force and scale; `clear_hands` is `(clear, not clear)` counted as hands;
    `focus` is the force that the room talks about, empty for all of them.
    """

    change: Change = field(default_factory=Change)
    earlier: list[Wording] = field(default_factory=list)
    clear: dict[str, bool] = field(default_factory=dict)
    clear_hands: tuple[int, int] = (0, 0)
    ratings: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    tallies: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, dict[str, int]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)
    condition: str = ""
    focus: str = ""

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

    def typed(self, stage: str) -> tuple[Field, ...]:
        """What an idea typed at the desk says besides: the force it acts on."""
        return (Field("force", "Which force", "item"),) if self.phase(stage) == "act" else ()

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """The forces that an idea may act on, `(key, words)`."""
        return [(note.key, note.text) for side in SIDES for note in self.scored(side)]

    def actions(self, force: str = "") -> list[Note]:
        """The standing ideas for what to do, about one force or all."""
        ideas = [n for n in self.notes.having("live") if "effect" in n.fields and "side" not in n.fields]
        return [n for n in ideas if not force or n.fields.get("force") == force]

    def doubts(self) -> list[Note]:
        """Why the change is not clear to some, in their words."""
        return [n for n in self.notes.having("live") if "side" not in n.fields and "effect" not in n.fields]

    def mine(self, token: str, force: str, scale: str) -> int | None:
        """The number that a token gave (0 = cannot judge); None when none."""
        return self.ratings.get(force, {}).get(scale, {}).get(token)


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry; a stage may bring the change in its option `change`."""
    given = stage.options.get("change", {})
    return State(stage, feed, change=Change.of(given if isinstance(given, Mapping) else {}))


def phase_of(run: StageRun) -> str:
    """What a stage is for: one of PHASES."""
    state: State = run.state
    return state.phase(run.id)


def scores_open(run: StageRun, now: int) -> bool:
    """Whether the numbers people gave may be seen: after scoring, once it is closed, locked or shown to the room."""
    phase = phase_of(run)
    if phase == "score":
        return run.revealed or run.status == CLOSED or run.clock.locked(now)
    return phase in ("spread", "act", "read")


def check(state: State, draft: Draft) -> str | None:
    """Refuse a force without a side, an idea without its force, a score off the scale or for what is not there."""
    phase = state.phase(draft.stage)
    if draft.kind == "note":
        return _check_words(state, phase, draft.body.get("fields", {}))
    if draft.kind == "rating":
        note = state.notes.get(draft.body.get("target", ""))
        if note is None or note.status != "live" or "side" not in note.fields:
            return "That force is no longer in the list."
        given = Rating.read(draft.body)
        if given.scale not in SCALES or given.value == NO_SCORE:
            return "Give a number from 1 to 5, or say that you cannot judge."
        if phase != "score":
            return "Scoring is over, or has not begun. Tell the facilitator what you would change."
    if draft.kind == "clear" and phase != "state":
        return "The change is settled for now. Tell the facilitator if it is still not clear."
    if draft.kind == "verdict" and phase != "read":
        return "Nobody is asked for a verdict in this part."
    return None


def _check_words(state: State, phase: str, fields: Mapping[str, object]) -> str | None:
    if phase not in WRITTEN_IN:
        return "Nothing is written in this part. Scores and talk only."
    if phase in ("name", "merge") and fields.get("side") not in SIDES:
        return "Say which way it works: does it drive the change, or hold it back?"
    if phase != "act":
        return None
    effect = str(fields.get("effect", ""))
    if effect not in EFFECTS:
        return "Say what the idea does: weaken, remove, strengthen, or add a new driver."
    if effect == "add":
        return None
    found = state.notes.get(fields.get("force", ""))
    if found is None or found.status != "live" or "side" not in found.fields:
        return "Choose the force that the idea acts on."
    if found.fields["side"] != EFFECT_ON[effect]:
        return (
            "That force drives the change: strengthen it."
            if found.fields["side"] == DRIVER
            else "That force holds the change back: weaken it or remove it."
        )
    return None


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place."""
    if entry.kind in NOTE_KINDS:
        return state.notes.fold(entry)
    handler = _KINDS.get(entry.kind)
    return handler(state, entry) if handler and not entry.body.get("erased") else set()


def _change(state: State, entry: Entry) -> set[str]:
    """A new wording is asked about anew; how the old one fared stays in the record."""
    old, state.change = state.change, Change.of(entry.body, state.change)
    if old != state.change:
        if any(clarity(state)):
            state.earlier.append(Wording(old, *clarity(state)))
        state.clear, state.clear_hands = {}, (0, 0)
    return {"change"}


def _clear(state: State, entry: Entry) -> set[str]:
    answer = Clear.read(entry.body)
    state.clear[answer.token or entry.key] = answer.clear
    return {"change"}


def _clear_hands(state: State, entry: Entry) -> set[str]:
    counts = [entry.body.get(name, 0) for name in ("clear", "unclear")]
    clear, unclear = (max(0, c) if isinstance(c, int) else 0 for c in counts)
    state.clear_hands = (clear, unclear)
    return {"change"}


def _rating(state: State, entry: Entry) -> set[str]:
    given = Rating.read(entry.body)
    if given.target not in state.notes.by_key or given.scale not in SCALES or given.value == NO_SCORE:
        return set()
    token = given.token or entry.key
    state.ratings.setdefault(given.target, {}).setdefault(given.scale, {})[token] = given.value
    state.groups[token] = given.group
    return {given.target}


def _tally(state: State, entry: Entry) -> set[str]:
    """Numbers read from paper; they take the place of those read before for the same force and scale."""
    target, scale, values = str(entry.body.get("target", "")), entry.body.get("scale"), entry.body.get("values", ())
    if target not in state.notes.by_key or scale not in SCALES or not isinstance(values, list | tuple):
        return set()
    good = [v for v in values if isinstance(v, int) and not isinstance(v, bool) and v in range(6)]
    state.tallies.setdefault(target, {})[str(scale)] = good
    return {target}


def _agreed(state: State, entry: Entry) -> set[str]:
    target = str(entry.body.get("target", ""))
    if target not in state.notes.by_key:
        return set()
    for scale in SCALES:
        value = entry.body.get(scale, -1)
        if value in range(1, 6):
            state.agreed.setdefault(target, {})[scale] = int(value)
        elif value == 0:
            state.agreed.get(target, {}).pop(scale, None)
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
    verdict = Verdict.read(entry.body)
    token = verdict.token or entry.key
    if verdict.choice in VERDICTS:
        state.verdicts[token] = verdict.choice
    else:
        state.verdicts.pop(token, None)
    return {"verdict"}


def _hands(state: State, entry: Entry) -> set[str]:
    if "counts" in entry.body:
        state.hands = {c: max(0, int(entry.body["counts"].get(c, 0))) for c in VERDICTS}
    state.condition = str(entry.body.get("condition", state.condition))
    return {"verdict"}


def _focus(state: State, entry: Entry) -> set[str]:
    target = str(entry.body.get("target", ""))
    state.focus = target if target in state.notes.by_key else ""
    return {"focus"}


_KINDS = {
    "focus": _focus,
    "change": _change,
    "clear": _clear,
    "clear_hands": _clear_hands,
    "rating": _rating,
    "tally": _tally,
    "agreed": _agreed,
    "after": _after,
    "verdict": _verdict,
    "hands": _hands,
}


def items(state: State) -> list[Item]:
    """The forces that are scored, with their strength."""
    found = [f for side in SIDES for f in forces(state, side)]
    return [Item(f.note.key, f.note.text, state.stage.id, f.note.group, f.strength) for f in found]

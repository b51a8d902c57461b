"""Force-field analysis (Kurt Lewin): what drives one stated change and what restrains it, how strongly, and what to do.

One state runs through the stages by their option `phase`: state, name, merge, score, spread, act, read.
"""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.activities.forces import bodies
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
    State,
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
from facilitator.model.bodies import Noted
from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS
from facilitator.model.run import Feed, RunOf, no_feed
from facilitator.model.say import say

__all__ = [
    "CAP", "CAUTION", "DRIVER", "EFFECTS", "PHASES", "RESTRAINER", "SCALES", "SIDES", "VERDICTS", "WIDE",
    "Change", "Force", "Spread", "State", "Totals", "Wording", "check", "clarity", "fold", "force", "forces", "items",
    "leverage", "mirrors", "phase_of", "scores_open", "spread", "start", "totals", "verdicts",
]  # fmt: skip

WRITTEN_IN = ("state", "name", "merge", "act")
"""The parts in which words are taken: why the change is not clear, forces, and ideas for what to do."""


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry; a stage may bring the change in its option `change`."""
    given = stage.options.get("change", {})
    said = bodies.Changed.read(given if isinstance(given, Mapping) else {})
    return State(stage, feed, change=Change().told(said))


def phase_of(run: RunOf[State]) -> str:
    """What a stage is for: one of PHASES."""
    return run.state.phase(run.id)


def scores_open(run: RunOf[State], now: int) -> bool:
    """Whether the numbers people gave may be seen: after scoring, once it is closed, locked or shown to the room."""
    phase = phase_of(run)
    if phase == "score":
        return run.revealed or not run.answers_open(now)
    return phase in ("spread", "act", "read")


# ---------------------------------------------------------------------- what is refused


def check(state: State, draft: Draft) -> str | None:
    """Refuse a force without a side, an idea without its force, a score off the scale or for what is not there."""
    return _ACTS.refuse(state, draft)


def _wrong_words(state: State, asked: Asked, said: Noted) -> str | None:
    phase, fields = state.phase(asked.stage), said.fields
    if phase not in WRITTEN_IN:
        return say("Nothing is written in this part. Scores and talk only.")
    if phase in ("name", "merge") and fields.get("side") not in SIDES:
        return say("Say which way it works: does it drive the change, or hold it back?")
    return _wrong_idea(state, fields) if phase == "act" else None


def _wrong_idea(state: State, fields: Mapping[str, object]) -> str | None:
    effect = str(fields.get("effect", ""))
    if effect not in EFFECTS:
        return say("Say what the idea does: weaken, remove, strengthen, or add a new driver.")
    if effect == "add":
        return None
    found = state.notes.get(fields.get("force", ""))
    if found is None or found.status != "live" or "side" not in found.fields:
        return say("Choose the force that the idea acts on.")
    if found.fields["side"] != EFFECT_ON[effect]:
        return (
            say("That force drives the change: strengthen it.")
            if found.fields["side"] == DRIVER
            else say("That force holds the change back: weaken it or remove it.")
        )
    return None


def _wrong_rating(state: State, asked: Asked, said: bodies.Rating) -> str | None:
    note = state.notes.get(said.target)
    if note is None or note.status != "live" or "side" not in note.fields:
        return say("That force is no longer in the list.")
    if said.scale not in SCALES or said.value == bodies.NO_SCORE:
        return say("Give a number from 1 to 5, or say that you cannot judge.")
    if state.phase(asked.stage) != "score":
        return say("Scoring is over, or has not begun. Tell the facilitator what you would change.")
    return None


def _wrong_clear(state: State, asked: Asked, said: bodies.Clear) -> str | None:
    if state.phase(asked.stage) != "state":
        return say("The change is settled for now. Tell the facilitator if it is still not clear.")
    return None


def _wrong_verdict(state: State, asked: Asked, said: bodies.Verdict) -> str | None:
    return None if state.phase(asked.stage) == "read" else say("Nobody is asked for a verdict in this part.")


# ---------------------------------------------------------------------- what an entry does


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place."""
    return state.notes.fold(entry) if entry.kind in NOTE_KINDS else _ACTS.fold(state, entry)


def _change(state: State, entry: Entry, said: bodies.Changed) -> set[str]:
    """A new wording is asked about anew; how the old one fared stays in the record."""
    old, state.change = state.change, state.change.told(said)
    if old != state.change:
        if any(clarity(state)):
            state.earlier.append(Wording(old, *clarity(state)))
        state.clear, state.clear_hands = {}, (0, 0)
    return {"change"}


def _clear(state: State, entry: Entry, said: bodies.Clear) -> set[str]:
    state.clear[said.token or entry.key] = said.clear
    return {"change"}


def _clear_hands(state: State, entry: Entry, said: bodies.ClearHands) -> set[str]:
    state.clear_hands = max(0, said.clear), max(0, said.unclear)
    return {"change"}


def _rating(state: State, entry: Entry, said: bodies.Rating) -> set[str]:
    if said.target not in state.notes.by_key or said.scale not in SCALES or said.value == bodies.NO_SCORE:
        return set()
    token = said.token or entry.key
    state.ratings.setdefault(said.target, {}).setdefault(said.scale, {})[token] = said.value
    state.groups[token] = said.group
    return {said.target}


def _tally(state: State, entry: Entry, said: bodies.Tally) -> set[str]:
    """Numbers read from paper; they take the place of those read before for the same force and scale."""
    if said.target not in state.notes.by_key or said.scale not in SCALES or said.values is None:
        return set()
    state.tallies.setdefault(said.target, {})[said.scale] = list(said.values)
    return {said.target}


def _agreed(state: State, entry: Entry, said: bodies.Agreed) -> set[str]:
    if said.target not in state.notes.by_key:
        return set()
    for scale, value in said.scores.items():
        if value:
            state.agreed.setdefault(said.target, {})[scale] = value
        elif value == 0:
            state.agreed.get(said.target, {}).pop(scale, None)
    if said.reason is not None:
        state.reasons.setdefault(said.target, {})[said.explains] = said.reason
    return {said.target}


def _after(state: State, entry: Entry, said: bodies.After) -> set[str]:
    if said.target not in state.notes.by_key or said.strength is None:
        return set()
    state.after[said.target] = said.strength
    return {said.target}


def _verdict(state: State, entry: Entry, said: bodies.Verdict) -> set[str]:
    token = said.token or entry.key
    if said.choice in VERDICTS:
        state.verdicts[token] = said.choice
    else:
        state.verdicts.pop(token, None)
    return {"verdict"}


def _hands(state: State, entry: Entry, said: bodies.Hands) -> set[str]:
    if said.counts is not None:
        state.hands = {choice: said.counts.get(choice, 0) for choice in VERDICTS}
    state.condition = state.condition if said.condition is None else said.condition
    return {"verdict"}


def _focus(state: State, entry: Entry, said: bodies.Focus) -> set[str]:
    state.focus = said.target if said.target in state.notes.by_key else ""
    return {"focus"}


_ACTS: Acts[State] = Acts(
    Act(Noted, wrong=_wrong_words),
    Act(bodies.Focus, _focus),
    Act(bodies.Changed, _change),
    Act(bodies.Clear, _clear, _wrong_clear, binding=False),
    Act(bodies.ClearHands, _clear_hands),
    Act(bodies.Rating, _rating, _wrong_rating, binding=False),
    Act(bodies.Tally, _tally),
    Act(bodies.Agreed, _agreed),
    Act(bodies.After, _after),
    Act(bodies.Verdict, _verdict, _wrong_verdict, binding=False),
    Act(bodies.Hands, _hands),
)


def items(state: State) -> list[Item]:
    """The forces that are scored, with their strength."""
    found = [f for side in SIDES for f in forces(state, side)]
    return [Item(f.note.key, f.note.text, state.stage.id, f.note.group, f.strength, no=f.note.no) for f in found]

"""What pretend people write: notes, what each lens asks for, and the forms that open and close a day."""

from __future__ import annotations

from typing import Any

from facilitator.activities import lenses
from facilitator.activities.collect.rules import is_form
from facilitator.activities.playing import Act, Cast, Turn
from facilitator.model.run import StageRun

WRITES = 0.85
"""How likely a pretend person writes."""
LINKS = 0.75
"""How likely an idea answers a risk or a benefit."""
FEELINGS = ("awake", "rushed", "calm", "hungry", "glad", "tired", "curious")
HOPES = ("A plan I believe in", "One new face", "To leave on time")
NEEDS = ("A seat near the door", "Large print, please", "I leave at two for the school run", "No nuts")


def people(run: StageRun, cast: Cast) -> list[Turn]:
    """Most people write a note, at times spread over the stage."""
    if is_form(run.stage):
        return _forms(run, cast)
    if lenses.of(run.stage) or run.stage.options.get("tally"):
        return _in_turn(run, cast)
    asks = max(1, len(run.stage.asks))
    turns = []
    for role in cast.roles:
        if cast.rng.random() > WRITES:
            continue
        at = cast.rng.uniform(0.08, 0.85)
        form = {"text": cast.say(run.stage), "question": str(min(int(at * asks), asks - 1))}
        form |= cast.answers(run.stage)
        turns.append(Turn(role.id, run.id, at, form, cast.key()))
    return turns


def _in_turn(run: StageRun, cast: Cast) -> list[Turn]:
    """What people send in a stage that wears a lens, or that counts its answers."""
    lens = lenses.of(run.stage)
    said = (cast.words.get(lens.id) if lens else None) or FEELINGS
    because = cast.words.get(f"{lens.id}, because") if lens else None
    targets = [t for t in cast.turns if t.stage in run.stage.feeds and "why" in t.form]
    turns = []
    for place, role in enumerate(r for r in cast.roles if cast.rng.random() < WRITES):
        form: dict[str, Any] = {"text": said[place % len(said)], "question": "0", **cast.answers(run.stage)}
        if because:
            form["why"] = because[place % len(because)]
        if lens and lens.gap and lens.gap.within(form):
            form[lens.gap.who] = "the council"
        if run.stage.field("hope") and place % 3 == 0:
            form["hope"] = HOPES[place % len(HOPES)]
        if run.stage.field("item") and targets and cast.rng.random() < LINKS:
            form["item"] = targets[(place * 5) % len(targets)].key
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.06, 0.8), form, cast.key()))
    return turns


def _forms(run: StageRun, cast: Cast) -> list[Turn]:
    """Everybody with a phone fills in the form; some do it twice, and the last one counts."""
    turns: list[Turn] = []
    for place, role in enumerate(cast.roles):
        form = {"text": NEEDS[place // 4 % len(NEEDS)] if place % 4 == 0 else "", **cast.answers(run.stage)}
        turn = Turn(role.id, run.id, cast.rng.uniform(0.05, 0.7), form, cast.key())
        turns.append(turn)
        if place % 9 == 8 and role.phone:
            turns.append(Turn(role.id, run.id, 0.85, {**form, **cast.answers(run.stage)}, cast.key(), after=turn))
    return turns


def deeds(run: StageRun, cast: Cast) -> list[Act]:
    """The facilitator only looks on."""
    return []

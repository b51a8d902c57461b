"""What pretend people write: notes, what each thinking hat asks for, and the forms that open and close a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities import hats
from facilitator.activities.collect.rules import is_form
from facilitator.activities.playing import Act, Cast, Turn
from facilitator.model.run import StageRun

WRITES = 0.85
"""How likely a pretend person writes."""
LINKS = 0.75
"""How likely an idea answers a risk or a benefit."""
WORDS: Mapping[str, Sequence[str]] = {
    "white": (
        "Two halls stand empty in the afternoon",
        "The rent was raised twice in three years",
        "Nobody here has seen the insurance papers",
        "The caretaker says sixty families come each week",
        "What a shared calendar costs",
        "Half of the groups pay in cash",
    ),
    "yellow": (
        "Families find everything in one place",
        "Small groups get rooms they could not hire alone",
        "The halls earn money on weekdays",
        "Volunteers meet each other",
    ),
    "black": (
        "Nobody has hours to keep the calendar",
        "One key, and it is lost twice a year",
        "The loudest group takes the best evening",
        "A double booking costs trust",
        "Older members do not use the web",
    ),
    "green": (
        "Two people keep it for a month in turn",
        "Three more keys, each with a name on the list",
        "A paper calendar by the door, photographed each evening",
        "Every group gives up one evening a term",
        "Try it with one hall for ten weeks",
    ),
    "red": ("hopeful", "tired", "curious", "uneasy", "keen to start", "doubtful", "relieved", "warm"),
    "check-in": ("awake", "rushed", "calm", "hungry", "glad", "tired", "curious"),
}
WHY: Mapping[str, Sequence[str]] = {
    "yellow": ("everybody asks the same three people now", "the toy library did it", "the rooms are there already"),
    "black": ("it takes an hour a day", "it happened in spring", "nobody is asked to do it", "the rules differ"),
}
HOPES = ("A plan I believe in", "One new face", "To leave on time")
NEEDS = ("A seat near the door", "Large print, please", "I leave at two for the school run", "No nuts")


def people(run: StageRun, cast: Cast) -> list[Turn]:
    """Most people write a note, at times spread over the stage."""
    if is_form(run.stage):
        return _forms(run, cast)
    if hats.hat_of(run.stage) or run.stage.options.get("tally"):
        return _hatted(run, cast)
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


def _hatted(run: StageRun, cast: Cast) -> list[Turn]:
    """What people send in a stage that wears a hat, or that counts its answers."""
    hat = hats.hat_of(run.stage)
    said = WORDS.get(hat) or WORDS.get(run.stage.id.rpartition("-again")[0] or run.stage.id) or WORDS["check-in"]
    targets = [t for t in cast.turns if t.stage in run.stage.feeds and "why" in t.form]
    turns = []
    for place, role in enumerate(r for r in cast.roles if cast.rng.random() < WRITES):
        form: dict[str, Any] = {"text": said[place % len(said)], "question": "0", **cast.answers(run.stage)}
        if hat in WHY:
            form["why"] = WHY[hat][place % len(WHY[hat])]
        if hat == "white" and form.get("status") == "needed":
            form["who_finds_out"] = "the council"
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

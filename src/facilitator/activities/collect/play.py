"""What pretend people write: notes, what each lens asks for, and the forms that open and close a day."""

from __future__ import annotations

from typing import Any

from facilitator.activities import lenses
from facilitator.activities.collect.rules import is_form
from facilitator.activities.playing import Act, Cast, Role, Said, Turn, halves
from facilitator.model.run import StageRun

WRITES = 0.85
"""How likely a pretend person writes."""
LINKS = 0.75
"""How likely an idea answers a risk or a benefit."""
FEW = 8
"""Where fewer speak, the facilitator has nothing to tend, and nobody takes a note back."""
CHANGES = 6
"""The place of the one who thinks again."""
HOPES = ("A plan I believe in", "One new face", "To leave on time", "To hear the parents", "A date for the next step")


def people(run: StageRun, cast: Cast) -> list[Turn]:
    """Most people write a note, at times spread over the stage; one of many takes it back and writes another."""
    if is_form(run.stage):
        return _forms(run, cast)
    tended = _tended(cast.said.get(run.id))
    speakers = [role for role in cast.roles if cast.rng.random() < WRITES]
    tended = tended if len(speakers) >= FEW else []
    turns: list[Turn] = []
    for place, role in enumerate(speakers):
        name, words = tended[place] if place < len(tended) else ("", cast.line(run.stage))
        turn = _note(run, cast, role, words, place)
        turn.name = f"{run.id}-{name}" if name else ""
        turns.append(turn)
        if place == CHANGES and len(speakers) > FEW and role.phone and run.id in cast.said:
            turn.name = f"{run.id}-back"
            turns.append(Turn(role.id, run.id, 0.86, {"withdraw": turn.key}, cast.key(), after=turn))
    return turns


def _tended(said: Said | None) -> list[tuple[str, str]]:
    """What the facilitator will do something about, `(name, words)`."""
    if said is None:
        return []
    pair = zip(("same", "into"), said.same, strict=False)
    found = [("hide", said.hide), *pair, ("park", said.park), ("wrong", said.wrong)]
    return [(name, words) for name, words in found if words]


def _note(run: StageRun, cast: Cast, role: Role, line: str, place: int) -> Turn:
    """One note with its answers: the question that is asked then, the reason, what it answers or hopes."""
    asks, lens = max(1, len(run.stage.asks)), lenses.of(run.stage)
    counts = lens is not None or bool(run.stage.options.get("tally"))
    at = cast.rng.uniform(0.06, 0.8) if counts else cast.rng.uniform(0.08, 0.85)
    words, more = halves(line)
    form: dict[str, Any] = {"text": words[: run.stage.limit], "question": str(min(int(at * asks), asks - 1))}
    form |= cast.answers(run.stage) | cast.sorted(run.stage, more)
    if lens and lens.gap and lens.gap.within(form):
        form[lens.gap.who] = "the council"
    if run.stage.field("hope") and place % 3 == 0:
        form["hope"] = HOPES[place % len(HOPES)]
    targets = [t for t in cast.turns if t.stage in run.stage.feeds and "why" in t.form and not t.name]
    if run.stage.field("item") and targets and cast.rng.random() < LINKS:
        form["item"] = targets[(place * 5) % len(targets)].key
    return Turn(role.id, run.id, at, form, cast.key())


def _forms(run: StageRun, cast: Cast) -> list[Turn]:
    """Everybody with a phone fills in the form; some do it twice, and the last one counts."""
    turns: list[Turn] = []
    for place, role in enumerate(cast.roles):
        form = {"text": cast.say(run.stage) if place % 4 == 0 else "", **cast.answers(run.stage)}
        turn = Turn(role.id, run.id, cast.rng.uniform(0.05, 0.7), form, cast.key())
        turns.append(turn)
        if place % 9 == 8 and role.phone:
            turns.append(Turn(role.id, run.id, 0.85, {**form, **cast.answers(run.stage)}, cast.key(), after=turn))
    return turns


def deeds(run: StageRun, cast: Cast) -> list[Act]:
    """The facilitator only looks on."""
    return []

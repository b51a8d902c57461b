"""What pretend people do with notes on a wall: group them from their phones, give titles, propose arrows, answer."""

from __future__ import annotations

from itertools import pairwise

from facilitator.activities.cluster.bodies import Grouped, MergeAsked, MergeSettled, Related, Titled
from facilitator.activities.cluster.facts import State
from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.run import RunOf

TENDED = 4
"""So many of the first notes of a stage may be hidden, joined or parked by then: nobody counts on them."""
MOST = 90
"""Notes that are moved; more would keep few phones busy for longer than the stage."""
_TITLES = (
    "Ask families before anything is fixed",
    "Trust grows where people know a face",
    "Small steps together teach us most",
    "Share rooms, keys and what we know",
    "Say plainly who pays for what",
    "Keep it near where people live",
    "Make the rules fit on one page",
    "Let the quiet people speak first",
)
_KINDS = ("leads_to", "supports", "causes", "opposes", "part_of")


def people(run: RunOf[State], cast: Cast) -> list[Turn]:
    """By the phase of the stage; groups are remembered in `cast.made` under the stage that formed them."""
    parts = {"group": _group, "title": _title, "relations": _relate, "combine": _combine}
    phones = [role for role in cast.roles if role.phone and not role.late]
    phase = str(run.stage.options.get("phase", "group"))
    return parts[phase](run, cast, phones) if phones else []


def deeds(run: RunOf[State], cast: Cast) -> list[Act]:
    """What the facilitator enters in one stage, as it was invented together with the turns."""
    return [act for act in cast.acts if act.stage == run.id]


def _group(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Phones start groups with some notes and put most of the others to them; a tenth stays alone."""
    notes = [t for source in run.stage.feeds for t in _notes_of(cast, source)][:MOST]
    wanted = min(8, max(1, len(notes) // 3)) if notes else 0
    cast.made[run.id] = []
    if run.state.mode not in ("phones", "tables"):
        _group_at_desk(run, cast, notes, wanted)
        return []
    turns: list[Turn] = []
    for number, note in enumerate(notes):
        who, at = phones[number % len(phones)], cast.rng.uniform(0.05, 0.25)
        form, first = {"target": note.key, "choice": "new"}, None
        if number >= wanted:
            if cast.rng.random() < 0.1:
                continue
            first, at = turns[number % wanted], cast.rng.uniform(0.4, 0.85)
            form["choice"] = public(first.key)
        turns.append(Turn(who.id, run.id, at, form, cast.key(), after=first))
    cast.made[run.id] = [turn.key for turn in turns[:wanted]]
    return turns


def _notes_of(cast: Cast, stage: str) -> list[Turn]:
    written = [t for t in cast.turns if t.stage == stage and "text" in t.form]
    return written[TENDED:] if len(written) > TENDED + 1 else written


def _group_at_desk(run: RunOf[State], cast: Cast, notes: list[Turn], wanted: int) -> None:
    """Where phones do not move notes, the facilitator enters the groups as they hang on the wall."""
    for number in range(wanted):
        keys, key = [note.key for note in notes[number::wanted]], cast.key()
        cast.made[run.id].append(key)
        said = Grouped(tuple(keys), source="facilitator")
        cast.acts.append(enter(run.id, 0.3 + 0.05 * number, said, key=key))


def _groups(run: RunOf[State], cast: Cast) -> list[str]:
    return cast.made.get(run.stage.continues, [])


def _title(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Everybody gives up to three groups a title; then the facilitator writes down the one that was chosen."""
    groups, turns = _groups(run, cast), []
    for number, role in enumerate(phones):
        for place in range(min(3, len(groups))):
            group = groups[(number + place) % len(groups)]
            form = {"text": cast.rng.choice(_TITLES)[: run.stage.limit], "for": public(group)}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.7), form, cast.key()))
    for number, group in enumerate(groups):
        cast.acts.append(enter(run.id, 0.8 + 0.02 * number, Titled(group, _TITLES[number % len(_TITLES)])))
    return turns


def _relate(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Every other phone proposes an arrow; the facilitator draws three."""
    groups, turns = _groups(run, cast), []
    for role in phones[::2] if len(groups) > 1 else ():
        start, end = cast.rng.sample(groups, 2)
        form = {"from": public(start), "to": public(end), "kind": cast.rng.choice(_KINDS), "text": "same people"}
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.7), form, cast.key()))
    for number, pair in enumerate(list(pairwise(groups))[:3]):
        cast.acts.append(enter(run.id, 0.8 + 0.04 * number, Related(*pair, _KINDS[number], "as told")))
    return turns


def _combine(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """The room is asked about two groups; all who answer say the same, and they become one. Then the story is told."""
    groups, turns = _groups(run, cast), []
    if len(groups) > 2:
        poll = cast.key()
        cast.acts.append(enter(run.id, 0.02, MergeAsked(tuple(groups[-2:])), key=poll))
        for role in phones[:8]:
            form = {"target": poll, "choice": "same"}
            at = cast.rng.uniform(0.45, 0.6)
            turns.append(Turn(role.id, run.id, at, form, cast.key(), name=f"same-{run.id}-{role.id}"))
        cast.acts.append(enter(run.id, 0.8, MergeSettled(poll, True), after=[turn.name for turn in turns]))
    story = "We begin with those we know, learn in small steps, and share what works."
    cast.acts.append(enter(run.id, 0.9, Noted(story, source="scribe")))
    return turns

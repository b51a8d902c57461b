"""What pretend people do in a stage of each activity. A new activity adds a function to PARTS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator.activities import contract
from facilitator.activities.collect.rules import is_form
from facilitator.activities.discuss.rules import ROOM_FACTOR
from facilitator.activities.hats import hat_of
from facilitator.model.run import StageRun
from facilitator.model.workshop import PARKING, Workshop
from facilitator.rehearsal import forcing, grouping, hatting, reading, rotating, spacing, surveying, voting
from facilitator.rehearsal.script import Act, Cast, Role, Script, Turn, from_comments, stand_in

SUPPORT = ("support", "live_with", "not_yet")
WRITES = 0.85
"""How likely a pretend person writes in a stage that asks for notes."""


def write(
    workshop: Workshop,
    cast: Cast,
    play: Mapping[str, Any],
    rows: Sequence[tuple[str, str]] | None = None,
) -> Script:
    """The script of a rehearsal: the sample's own words, or the rows of a CSV in the stages that collect, else
    words that are invented for each stage by its activity.
    """
    script = Script(cast.roles)
    cast.turns = script.turns
    stages: Mapping[str, Any] = play.get("stages", {})
    if rows is not None:
        script.turns += from_comments(workshop, cast, rows)
    taken = {turn.stage for turn in script.turns}
    for run in workshop.stages:
        if run.id in taken or (rows is not None and contract.activity(run.stage.activity).takes_words):
            continue
        if run.id in stages:
            script.turns += _given(run, cast, play, stages[run.id])
        else:
            script.turns += PARTS.get(run.stage.activity, nothing)(run, cast)
    if rows is None:
        script.turns += hatting.kept_for_green(workshop, cast) + _parking(cast, play)
        script.acts += [Act(a["stage"], a["at"], a["do"], a) for a in play.get("acts", ())]
        if not play.get("acts"):
            script.acts += _usual_acts(workshop, script)
        for run in workshop.stages:
            if run.id not in stages and run.stage.activity in DEEDS:
                script.acts += DEEDS[run.stage.activity](run, cast)
    else:
        script.acts += [Act(r.id, 0.9, "reveal", {}) for r in workshop.stages if r.stage.visibility == "private"]
    _repeat_one(script)
    return script


def collect(run: StageRun, cast: Cast) -> list[Turn]:
    """Most people write a note, at times spread over the stage."""
    if hatting.plays(run):
        return hatting.collect(run, cast)
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


def discuss(run: StageRun, cast: Cast) -> list[Turn]:
    """Each table agrees on lines, as many as the stage takes but at most two; then its people answer them."""
    most = int(run.stage.options.get("lines", 0))
    left = most * ROOM_FACTOR if run.stage.anonymity == "nothing" else len(cast.roles) * most
    turns: list[Turn] = []
    for seats in cast.tables().values() if most else ():
        for number in range(min(most, 2, left)):
            left -= 1
            who = seats[number % len(seats)]
            form = {"text": cast.say(run.stage), "question": "0", **cast.answers(run.stage)}
            line = Turn(who.id, run.id, cast.rng.uniform(0.15, 0.5), form, cast.key())
            turns.append(line)
            if run.stage.options.get("support"):
                turns += answer(line, seats, cast, cast.rng.choices(SUPPORT, (7, 2, 1), k=len(seats)))
    return turns


def nothing(run: StageRun, cast: Cast) -> list[Turn]:
    """People watch and listen."""
    return []


PARTS: dict[str, Callable[[StageRun, Cast], list[Turn]]] = {
    "cluster": grouping.grouping,
    "collect": collect,
    "discuss": discuss,
    "forces": forcing.forces,
    "market": spacing.space,
    "read": reading.reading,
    "rotate": rotating.rotating,
    "survey": surveying.survey,
    "vote": voting.vote,
}
"""How people act in a stage, by its activity."""

DEEDS: dict[str, Callable[[StageRun, Cast], list[Act]]] = {
    "cluster": grouping.deeds,
    "discuss": hatting.deeds,
    "forces": forcing.deeds,
    "market": spacing.deeds,
    "read": reading.deeds,
    "rotate": rotating.deeds,
    "survey": surveying.deeds,
    "vote": voting.deeds,
}
"""What the facilitator enters in a stage, by its activity."""


def answer(line: Turn, seats: Sequence[Role], cast: Cast, choices: Sequence[str]) -> list[Turn]:
    """One answer a seat to a line that a table agreed on."""
    return [
        Turn(
            role.id,
            line.stage,
            cast.rng.uniform(0.62, 0.9),
            {"target": line.key, "choice": choice},
            cast.key(),
            after=line,
        )
        for role, choice in zip(seats, choices, strict=False)
    ]


def _given(run: StageRun, cast: Cast, play: Mapping[str, Any], notes: Sequence[Mapping[str, Any]]) -> list[Turn]:
    """The turns that a sample spells out, by the people who are there; no table has more lines than it may."""
    groups = {person["id"]: person.get("group", "") for person in play.get("people", ())}
    turns: list[Turn] = []
    left = dict.fromkeys(cast.tables(), int(run.stage.options.get("lines", 0)) or len(notes))
    for note in notes:
        able = [role for role in cast.roles if left[role.table]]
        if not any(role.phone for role in able):
            continue
        who = stand_in(able, note["by"], groups.get(note["by"], ""))
        left[who.table] -= 1
        form = {"text": note["text"], "question": str(note.get("question", 0)), **note.get("fields", {})}
        turn = Turn(who.id, run.id, note["at"], form, cast.key(), note.get("id", ""))
        turns.append(turn)
        if "withdrawn" in note:
            turns.append(Turn(who.id, run.id, note["withdrawn"], {"withdraw": turn.key}, cast.key(), after=turn))
        if "support" in note:
            choices = [c for c, n in zip(SUPPORT, note["support"], strict=True) for _ in range(n)]
            seats = cast.tables()[who.table]
            turns += answer(turn, seats, cast, choices + ["support"] * (len(seats) - len(choices)))
    return turns


def _parking(cast: Cast, play: Mapping[str, Any]) -> list[Turn]:
    turns = []
    for note in play.get("parking", ()):
        who = stand_in(cast.roles, note["by"], "")
        form = {"text": note["text"]}
        turn = Turn(who.id, PARKING, note["at"], form, cast.key(), note.get("id", ""), shown_in=note["stage"])
        turns.append(turn)
    return turns


def _usual_acts(workshop: Workshop, script: Script) -> list[Act]:
    """What a facilitator does in a workshop nobody wrote a script for: shows, withholds one, joins two, parks one."""
    acts = [Act(r.id, 0.88, "reveal", {}) for r in workshop.stages if r.stage.visibility == "private"]
    for run in workshop.stages:
        notes = [t for t in script.turns if t.stage == run.id and "text" in t.form]
        if run.stage.activity != "collect" or is_form(run.stage) or len(notes) < 6:
            continue
        for number, turn in enumerate(notes[:4]):
            turn.name = f"{run.id}-{number}"
        acts.append(Act(run.id, 0.91, "hide", {"note": notes[0].name, "reason": "could point to one person"}))
        acts.append(Act(run.id, 0.93, "merge", {"notes": [notes[1].name], "into": notes[2].name}))
        acts.append(Act(run.id, 0.95, "park", {"note": notes[3].name}))
        if hat_of(run.stage) == "black":
            notes[4].name = f"{run.id}-wrong"
            acts.append(Act(run.id, 0.96, "refile", {"note": notes[4].name, "hat": "white"}))
    return acts


def _repeat_one(script: Script) -> None:
    """One phone sends a note again with the same key, as if the answer had been lost."""
    first = next((t for t in script.turns if "text" in t.form and _has_phone(script, t.by)), None)
    if first:
        first.twice = True


def _has_phone(script: Script, who: str) -> bool:
    return any(role.id == who and role.phone for role in script.roles)

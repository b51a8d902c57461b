"""The script of a rehearsal: a sample's own words, rows of a list, or what each activity's `play.py` invents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities import contract, lenses
from facilitator.activities.playing import Act, Cast, Turn, answer
from facilitator.model.run import StageRun
from facilitator.model.workshop import PARKING, Workshop
from facilitator.rehearsal.script import Script, from_comments, spoken, stand_in

SUPPORT = ("support", "live_with", "not_yet")
EARLY = 0.12
"""How likely somebody has an idea already, and keeps it."""


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
    cast.order = [run.id for run in workshop.stages]
    cast.said, cast.alike = spoken(workshop)
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
            script.turns += contract.people(run, cast)
    if rows is None:
        script.turns += kept(workshop, cast) + _parking(cast, play)
        script.acts += [Act(a["stage"], a["at"], a["do"], a) for a in play.get("acts", ())]
        if not play.get("acts"):
            script.acts += _usual_acts(workshop, script)
        for run in workshop.stages:
            if run.id not in stages:
                script.acts += contract.deeds(run, cast)
    else:
        script.acts += [Act(r.id, 0.9, "reveal", {}) for r in workshop.stages if r.covers]
    _leave(workshop, script)
    _repeat_one(script)
    script.turns += too_late(workshop, cast)
    return script


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


def kept(workshop: Workshop, cast: Cast) -> list[Turn]:
    """Ideas that come to people at what needs them most, and are kept for their lens."""
    turns = []
    for run in workshop.stages:
        later = lenses.home(workshop, run, lenses.load().ideas) if _needs_most(run) else None
        after = later and workshop.stages.index(later) > workshop.stages.index(run)
        if later is None or not after or not later.stage.options.get("held"):
            continue
        words = cast.words["kept"]
        able = [role for role in cast.roles if role.phone and not role.late and cast.rng.random() < EARLY]
        turns += [
            Turn(role.id, later.id, 0.7, {"text": words[n % len(words)]}, cast.key(), shown_in=run.id)
            for n, role in enumerate(able)
        ]
    return turns


def _needs_most(run: StageRun) -> bool:
    """Whether a stage wears the lens whose words need an answer most."""
    return lenses.of(run.stage) == lenses.load().answered[0]


def _parking(cast: Cast, play: Mapping[str, Any]) -> list[Turn]:
    turns = []
    for note in play.get("parking", ()):
        who = stand_in(cast.roles, note["by"], "")
        form = {"text": note["text"]}
        turn = Turn(who.id, PARKING, note["at"], form, cast.key(), note.get("id", ""), shown_in=note["stage"])
        turns.append(turn)
    return turns


def _usual_acts(workshop: Workshop, script: Script) -> list[Act]:
    """What a facilitator does in a workshop nobody wrote a script for: shows, withholds what points to somebody, joins
    two that say the same, parks what is for another day, files under its own lens what was sent under another.
    """
    acts = [Act(r.id, 0.88, "reveal", {}) for r in workshop.stages if r.covers]
    for run in workshop.stages:

        def there(name: str, stage: str = run.id) -> str:
            turn = script.named(f"{stage}-{name}")
            return turn.name if turn else ""

        if hide := there("hide"):
            acts.append(Act(run.id, 0.91, "hide", {"note": hide, "reason": "could point to one person"}))
        if (same := there("same")) and (into := there("into")):
            acts.append(Act(run.id, 0.93, "merge", {"notes": [same], "into": into}))
        if park := there("park"):
            acts.append(Act(run.id, 0.95, "park", {"note": park}))
        if wrong := there("wrong"):
            first = next(iter(lenses.load().by_id))
            acts.append(Act(run.id, 0.96, "refile", {"note": wrong, "lens": first}))
    return acts


def _leave(workshop: Workshop, script: Script) -> None:
    """Who has left, or has not come yet, sends nothing, and nobody answers what they would have said. What the script
    itself builds on is sent by somebody who is there.
    """
    order = [run.id for run in workshop.stages]
    gone = {role.id: set(order[-2:] if len(order) > 3 else ()) for role in script.roles if role.leaves}
    for role in script.roles:
        if role.late and role.late[0] in order:
            gone.setdefault(role.id, set()).update(order[: order.index(role.late[0])])
    there = next((role.id for role in script.roles if role.phone and role.id not in gone), "")
    unsaid: set[str] = set()
    for turn in script.turns:
        away = turn.during in gone.get(turn.by, ())
        if away and (turn.name or turn.row) and there:
            turn.by = there
        elif away or (turn.after and turn.after.key in unsaid):
            unsaid.add(turn.key)
    script.turns[:] = [turn for turn in script.turns if turn.key not in unsaid]


def _repeat_one(script: Script) -> None:
    """One phone sends a note again with the same key, as if the answer had been lost."""
    first = next((t for t in script.turns if "text" in t.form and _has_phone(script, t.by)), None)
    if first:
        first.twice = True


def too_late(workshop: Workshop, cast: Cast) -> list[Turn]:
    """In each stage that locks by itself somebody presses Send again when time is up; they are told so.

    A stage whose rounds have clocks of their own does not lock.
    """
    rounds = {act.stage for act in cast.acts if act.what.get("clock") is not None}
    phones = {role.id for role in cast.roles if role.phone}
    turns = []
    for run in workshop.stages:
        sent = [t for t in cast.turns if t.stage == t.during == run.id and t.by in phones and "withdraw" not in t.form]
        if run.stage.timer == "HARD" and sent and run.id not in rounds:
            last = max(sent, key=lambda turn: turn.at)
            turns.append(Turn(last.by, run.id, 1.0, dict(last.form), cast.key(), late=True))
    return turns


def _has_phone(script: Script, who: str) -> bool:
    return any(role.id == who and role.phone for role in script.roles)

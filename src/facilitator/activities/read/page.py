"""The phone's side of the scenario workshop: stories to read and mark, then one form for each later part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.read import rules
from facilitator.activities.read.bodies import Mark
from facilitator.activities.read.rules import State
from facilitator.activities.read.scenarios import COUNTED, KINDS, Scenario
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.method import Field
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import RunOf, on_screen
from facilitator.model.say import Listed, say

SHOWN = 30
"""So many of the notes on the room's screen are listed on a phone."""
OFF = "-off"
"""Behind the name of a mark it takes the mark back."""


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given. Numbers of others are among it only once the marks are revealed."""
    state = run.state
    phase = state.phase(run.id)
    known = rules.left_out(run.stage)
    told = {key: shown_counts(counted) for key, counted in state.counts().items()} if run.revealed else {}
    mine = state.marks.get(sender.token, set()) if phase == rules.READ else set()
    return {
        "phase": phase,
        "stories": [_story(story, mine, told) for story in state.scenarios()] if phase in _WITH_STORIES else (),
        "interest": state.stage.options.get("interest", ""),
        "marks": KINDS,
        "revealed": run.revealed,
        "readers": state.readers() if run.revealed else 0,
        "items": {f.id: _choices(state, run, f) for f in run.stage.fields if f.kind == "item"},
        "fields": [f for f in run.stage.fields if f.who == "all" and f.kind != "item" and f.id not in known],
        "shown": _shown(run, groups),
    }


_WITH_STORIES = (rules.READ, rules.CRITIQUE)


def _shown(run: RunOf[State], groups: Groups) -> list[dict[str, Any]]:
    state = run.state
    there = [n for n in on_screen(run) if n.stage == run.id]
    if state.phase(run.id) == rules.PLENARY:
        there = [n for n in run.notes if state.phase(n.stage) == rules.CRITIQUE and n.on_screen(True)]
    return [{"text": n.text, "group": groups.no(n.group)} for n in run.notes.first_seen(there, SHOWN)]


def _story(story: Scenario, mine: set[tuple[str, str]], told: Mapping[str, str]) -> dict[str, Any]:
    return {
        "letter": story.letter,
        "title": story.title,
        "values": story.values,
        "paragraphs": [
            {
                "name": public(p.id),
                "number": p.number,
                "text": p.text,
                "added": p.added,
                "mine": {mark for key, mark in mine if key == p.id},
                "told": told.get(p.id, ""),
            }
            for p in story.paragraphs
        ],
    }


def shown_counts(counted: Mapping[str, int]) -> str:
    """`+ 12 like, ! 3 worry`: only what was given, each with its word."""
    said = [COUNTED[k.value](counted[k.value]) for k in KINDS if counted.get(k.value)]
    return say("{marks}", marks=Listed(tuple(said), "")) if said else say("no marks")


def _choices(state: State, run: RunOf[State], item: Field) -> dict[str, Any]:
    there = [{"name": public(key), "text": text} for key, text in state.choices(run.id, item)]
    return {"label": item.label, "required": item.required, "choices": there}


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    """A mark that is given or taken back, or a note with its fields. Raises Refused."""
    state = run.state
    phase = state.phase(run.id)
    if phase == rules.READ and "target" in form:
        return _mark(run, form, sender)
    text = words.words(form, limit=run.stage.limit)
    fields = words.answers(run.stage, _with_role(run, form, sender))
    for one in run.stage.fields:
        if one.kind == "item" and one.id in fields:
            fields[one.id] = _named(state, run, one, form)
    if phase == rules.VISION and len(rules.values_of(fields)) > rules.MOST_VALUES:
        raise Refused(
            say("Name {n} value at most.", "Name {n} values at most, with commas between them.", n=rules.MOST_VALUES)
        )
    return Noted(text, fields=fields)


def _with_role(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Mapping[str, Any]:
    """The form with the sender's role group, where the stage sorts by it and keeps groups at all."""
    keeps = run.stage.field("role") is not None and run.stage.anonymity != "nothing"
    return {**form, "role": str(form.get("group", "")) or sender.group} if keeps else form


def _named(state: State, run: RunOf[State], item: Field, form: Mapping[str, Any]) -> str:
    said = words.one_line(form, item.id)
    keys = [key for key, _ in state.choices(run.id, item)]
    if said in keys:
        return said
    return words.target({item.id: said}, keys, item.id)


def _mark(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Mark:
    if run.revealed:
        raise Refused(say("The marks have been shown. Marking is over."), 409)
    key = words.target(form, run.state.paragraphs())
    choice = words.one_line(form, "choice", 20)
    mark = choice.removesuffix(OFF)
    given = Mark(key, mark, on=choice == mark, token=sender.token)
    if sentence := rules.wrong_mark(run.state, given):
        raise Refused(sentence)
    return given

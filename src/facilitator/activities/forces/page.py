"""The phone's side of a force field: is the change clear, forces, private scores one force a step, ideas, a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.bodies import Clear, Rating, Verdict
from facilitator.activities.forces.facts import EFFECT_ON, SCALES, SIDES, VERDICT_WORDS, VERDICTS, State
from facilitator.activities.forces.picture import ask_for_more
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import RunOf, on_screen
from facilitator.model.say import say

CHANGE = "change"
"""The target that an answer about the change itself names."""
QUESTIONS = {
    "strength": (say("How strong is it today?"), say("1 weak"), say("5 strong")),
    "changeability": (say("How far could people here shift it?"), say("1 hardly"), say("5 easily")),
}
SIDE_WORDS = {"driver": say("Pushes towards it"), "restrainer": say("Holds it back")}
SIDE_WITHIN = {"driver": say("pushes towards it"), "restrainer": say("holds it back")}
"""The same within a sentence."""


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the change, and what the part of the method asks for.

    Numbers of others are never among it; forces only where the room may read them.
    """
    state = run.state
    phase = rules.phase_of(run)
    found: dict[str, Any] = {
        "phase": phase,
        "change": state.change,
        "fields": {field.id: field for field in run.stage.fields if field.who == "all"},
        "sides": SIDE_WORDS,
        "sides_within": SIDE_WITHIN,
        "shown": (),
    }
    more = {"state": _state, "merge": _merge, "score": _score, "spread": _spread, "act": _act, "read": _read}
    asked = {"for_more": ask_for_more(state, groups)} if phase == "merge" else {}
    return found | asked | (more[phase](run, state, sender) if phase in more else {})


def _state(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    return {"target": CHANGE, "mine": {True: "clear", False: "unclear", None: ""}[state.clear.get(sender.token)]}


def _merge(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    shown = {note.key for note in on_screen(run)}
    lists = {side: [n.text for n in state.notes_of(side) if n.key in shown] for side in SIDES}
    return {"lists": lists}


def _score(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    steps = [_step(state, note, side, sender) for side in SIDES for note in state.scored(side)]
    for at, step in enumerate(steps, 1):
        step["next"] = steps[at]["name"] if at < len(steps) else ""
    done = [all(scale["mine"] is not None for scale in step["scales"]) for step in steps]
    left = next((step["name"] for step, whole in zip(steps, done, strict=True) if not whole), "")
    given = [step["scales"][0]["mine"] for step in steps if step["scales"][0]["mine"]]
    alike = len(given) >= 4 and len(set(given)) == 1
    return {"steps": steps, "done": sum(done), "left": left, "alike": given[0] if alike else 0}


def _step(state: State, note: Note, side: str, sender: Sender) -> dict[str, Any]:
    name = public(note.key)
    scales = [
        {
            "target": f"{name}-{scale}",
            "question": QUESTIONS[scale],
            "mine": state.mine(sender.token, note.key, scale),
        }
        for scale in SCALES
    ]
    return {"name": name, "text": note.text, "side": side, "scales": scales}


def _spread(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    wide = figures.wide(state)
    told = [{"text": f.note.text, "side": f.side, "spread": f.spread["strength"]} for f in wide]
    return {"scored": figures.scored(state), "wide": told}


def _act(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    found = []
    for force in figures.leverage(state):
        ideas = [n.text for n in state.actions(force.note.key)]
        one = {"name": public(force.note.key), "text": force.note.text, "side": force.side, "ideas": ideas}
        found.append({**one, "leverage": force.leverage, "unmovable": force.unmovable})
    fields = {field.id: field for field in run.stage.fields if field.who == "all"}
    if not found and "effect" in fields:
        choices = tuple(c for c in fields["effect"].choices if c.value not in EFFECT_ON)
        fields["effect"] = replace(fields["effect"], choices=choices)
    return {"forces": found, "fields": fields, "new": [n.text for n in state.actions() if n.fields["effect"] == "add"]}


def _read(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    return {
        "target": "verdict",
        "answers": tuple(VERDICT_WORDS.items()),
        "mine": state.verdicts.get(sender.token, ""),
        "condition": state.condition,
        "ideas": len(state.actions()),
    }


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    """An answer where a `target` is named (whether it is clear, a score, a verdict), else a note. Raises Refused."""
    phase = rules.phase_of(run)
    if "target" in form:
        if phase == "score":
            return _rating(run, form, sender)
        choice = words.one_line(form, "choice")
        if phase == "state":
            if choice not in ("clear", "unclear"):
                raise Refused(say("'{given}' is not one of the answers: clear, not clear.", given=choice))
            return Clear(choice == "clear", token=sender.token)
        if choice not in ("", *VERDICTS):
            raise Refused(say("'{given}' is not one of the answers: go, go if, not yet.", given=choice))
        return Verdict(choice, token=sender.token)
    return Noted(words.words(form, limit=run.stage.limit), fields=_fields(run, form))


def _rating(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Rating:
    """`target` is a force's public name with its scale (`1f2e-strength`), or the name alone beside a `scale`."""
    state = run.state
    name, _, scale = words.one_line(form, "target").partition("-")
    scale = scale or words.one_line(form, "scale")
    scored = [note.key for side in SIDES for note in state.scored(side)]
    key = words.target({"target": name}, scored)
    choice = form.get("choice", form.get("value", ""))
    if scale not in SCALES or str(choice) not in {"0", "1", "2", "3", "4", "5"} or isinstance(choice, bool):
        raise Refused(say("Give a number from 1 to 5, or say that you cannot judge."))
    return Rating(key, scale, int(choice), token=sender.token)


def _fields(run: RunOf[State], form: Mapping[str, Any]) -> dict[str, Any]:
    state = run.state
    found = words.answers(run.stage, {name: value for name, value in form.items() if name != "force"})
    effect = str(found.get("effect", ""))
    if rules.phase_of(run) == "act" and effect in EFFECT_ON:
        if not words.one_line(form, "force"):
            raise Refused(say("Choose the force that the idea acts on."))
        found["force"] = words.target(form, (n.key for side in SIDES for n in state.scored(side)), "force")
    return found

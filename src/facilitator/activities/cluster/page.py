"""The phone's side of grouping: where a note belongs, what a group is called, which arrows there are, one or two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.cluster.bodies import Copied, Grouped, MergeAnswer, Placed, Related
from facilitator.activities.cluster.facts import (
    BOTH_WAYS,
    COMBINE,
    GROUP,
    RELATIONS,
    RELATIONS_OF,
    TITLE,
    Group,
    Look,
    Relation,
    Slip,
    State,
    look,
)
from facilitator.activities.contract import Refused, Sender
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import RunOf
from facilitator.model.say import Listed, say

NEW, ALONE, COPY = "new", "alone", "copy"
_WHY_LIMIT = 40
_SHORT = 60


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the phase, the groups with their notes, and what this person may do or has done."""
    state = run.state
    now = look(state)
    phase = state.phase(run.id)
    made = {
        "phase": phase,
        "groups": [_group(now, group) for group in _ordered(state, now, sender)],
        "loose": [_slip(slip) for slip in now.loners],
        "moves": phase == GROUP and state.mode in ("phones", "tables"),
        "relations": [_arrow(now, r) for r in now.relations],
        "kinds": [{"value": kind, "label": label} for kind, label in RELATIONS_OF.items()],
        "why_limit": _WHY_LIMIT,
    }
    return made | _titling(state, now, sender, phase) | _poll(state, sender, phase)


def _titling(state: State, now: Look, sender: Sender, phase: str) -> dict[str, Any]:
    """In the title stage: the group to title next, those still to do, how many are done."""
    if phase != TITLE:
        return {"next": None, "left": [], "done": 0}
    mine = state.titles_by(sender.token)
    left = [_group(now, g) for g in _ordered(state, now, sender) if g.key not in mine]
    return {"next": left[0] if left else None, "left": left, "done": len(now.groups) - len(left)}


def _poll(state: State, sender: Sender, phase: str) -> dict[str, Any]:
    poll = state.open_poll() if phase == COMBINE else None
    if poll is None:
        return {"poll": None}
    mine = poll.answers.get(sender.token)
    return {"poll": {"name": public(poll.key), "groups": poll.names, "mine": "" if mine is None else _YES_NO[mine]}}


_YES_NO = {True: "same", False: "different"}


def _ordered(state: State, now: Look, sender: Sender) -> list[Group]:
    """The groups in the order of forming; those of one's own table first."""
    own = sender.table if state.mode == "tables" else ""
    return sorted(now.groups.values(), key=lambda g: (bool(own) and g.table != own, g.no))


def _group(now: Look, group: Group) -> dict[str, Any]:
    notes = [slip.text for slip in now.members.get(group.key, ())]
    inside = [child.name for child in now.of(group.key)]
    first = notes[0] if notes else str(Listed(tuple(inside), ""))
    short = f"{first[:_SHORT]}…" if len(first) > _SHORT else first
    said = group.title or say("Group {no}: {first}", no=group.no, first=short)
    slips = [_slip(slip) for slip in now.members.get(group.key, ())]
    return {
        "name": public(group.key),
        "no": group.no,
        "title": group.title,
        "said": said,
        "table": group.table,
        "notes": notes,
        "slips": slips,
        "inside": inside,
    }


def _slip(slip: Slip) -> dict[str, Any]:
    return {"name": public(slip.key), "text": slip.text, "copy": slip.copy, "contested": slip.contested}


def _arrow(now: Look, relation: Relation) -> dict[str, str]:
    ends = now.groups[relation.start].name, now.groups[relation.end].name
    sign = "↔" if relation.kind in BOTH_WAYS else "→"
    return {"start": ends[0], "end": ends[1], "words": relation.words, "why": relation.why, "sign": sign}


# ---------------------------------------------------------------------- what a phone sends


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    """A move, a title, an arrow or an answer, by the phase of the stage. Raises Refused."""
    state = run.state
    phase = state.phase(run.id)
    if phase == GROUP and "target" in form:
        return _move(state, form, sender)
    if phase == COMBINE and "target" in form:
        return _answer(state, form, sender)
    text = words.words(form, limit=run.stage.limit)
    if phase == TITLE:
        group = words.target(form, look(state).groups, "for")
        return Noted(text, fields={"for": group, "token": sender.token})
    if phase == RELATIONS:
        text = " ".join(words.words(form, limit=_WHY_LIMIT).split())
        return Noted(text, fields=_related(state, form))
    return Noted(text)


def _move(state: State, form: Mapping[str, Any], sender: Sender) -> Packed:
    now = look(state)
    note, choice = words.target(form, now.slips), words.one_line(form, "choice")
    if choice == ALONE:
        return Placed(note, token=sender.token)
    if choice == COPY:
        return Copied(note, token=sender.token)
    cluster = words.target(form, now.groups, "choice") if choice != NEW else ""
    return Grouped((note,), cluster=cluster, token=sender.token)


def _related(state: State, form: Mapping[str, Any]) -> dict[str, Any]:
    groups = look(state).groups
    kind = words.one_line(form, "kind")
    if kind not in RELATIONS_OF:
        raise Refused(say("Say what the arrow means: choose one of the five."))
    return Related(words.target(form, groups, "from"), words.target(form, groups, "to"), kind).pack()


def _answer(state: State, form: Mapping[str, Any], sender: Sender) -> MergeAnswer:
    poll = words.target(form, state.polls)
    choice = words.one_line(form, "choice")
    if choice not in _YES_NO.values():
        raise Refused(say("Say whether they are the same or two."))
    return MergeAnswer(poll, choice == "same", token=sender.token)

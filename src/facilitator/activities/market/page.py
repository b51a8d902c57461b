"""The phone's side of an open space: principles, topics, the grid, interest, reports; one's own topics stand first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.market import figures, rules
from facilitator.activities.market.facts import HUDDLE, LAW, PARTS, PRINCIPLES, PROPOSING, ROLES, TITLE, Cell, State
from facilitator.model.entry import public
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

ACTS = frozenset({"interest", "placed", "came", "read", "merge_offered", "merge_answered", "convening", "dropped"})
_SEEN = 60


def view(run: StageRun, sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the phase, the grid as lists by time, and what is the sender's own to decide."""
    state: State = run.state
    phase = rules.phase_of(run)
    found: dict[str, Any] = {"phase": phase, "shown": (), "title": TITLE, "parts": PARTS}
    if phase == HUDDLE:
        ranked = [{"name": public(i.id), "text": i.text, "votes": int(i.score or 0)} for i in state.feed()]
        actions = [_action(state, note) for note in state.notes.having(LIVE)]
        return {**found, "ranked": ranked, "actions": actions}
    mine = [note for note in state.topics() if sender.token and state.tokens.get(note.key) == sender.token]
    topics = _seen(run, figures.in_order(state))
    return {
        **found,
        "principles": PRINCIPLES,
        "law": LAW,
        "roles": ROLES,
        "theme": state.theme or run.prompt,
        "fields": {field.id: field for field in run.stage.fields if field.who == "all"},
        "mine": [_mine(state, note) for note in mine],
        "free": [_cell(state, cell) for cell in _free(state)],
        "slots": _slots(state, topics, sender),
        "waiting": [_topic(state, n, sender) for n in _seen(run, state.waiting())],
        "now": _now(run, state),
        "topics": [_topic(state, n, sender) for n in topics],
        "missing": [n.text for n in _seen(run, figures.missing(state))],
    }


def _seen(run: StageRun, notes: list[Note]) -> list[Note]:
    """The topics that the room may see."""
    return [note for note in notes if note.on_screen(run.open_to_room)]


def _now(run: StageRun, state: State) -> str:
    slot = state.slot_of(run.id)
    return slot.id if slot else ""


def _free(state: State) -> list[Cell]:
    taken = state.grid()
    cells = [(room.id, slot.id) for slot in state.slot_list() for room in state.room_list()]
    return [cell for cell in cells if cell not in taken]


def _cell(state: State, cell: Cell) -> dict[str, str]:
    room = state.room(cell[0])
    words = figures.cell_words(state, cell)
    if room is not None and not room.step_free:
        words = say("{place}, stairs only", place=words)
    return {"name": f"{cell[0]}/{cell[1]}", "words": words}


def _slots(state: State, topics: list[Note], sender: Sender) -> list[dict[str, Any]]:
    found = []
    for slot in state.slot_list():
        here = [_topic(state, n, sender) for n in topics if state.cell(n.key)[1] == slot.id]
        found.append({"id": slot.id, "words": slot.words, "topics": here})
    return found


def _topic(state: State, note: Note, sender: Sender) -> dict[str, Any]:
    room = state.room(state.cell(note.key)[0])
    came = state.came.get(note.key)
    return {
        "name": public(note.key),
        "text": note.text,
        "question": str(note.fields.get("question", "")),
        "convener": state.convener(note) or (say("open conversation") if note.key in state.left else ""),
        "room": room.name if room else "",
        "stairs": room is not None and not room.step_free,
        "interested": state.interested(note.key),
        "keen": sender.token in state.interest.get(note.key, ()),
        "read": sender.token in state.readers.get(note.key, ()),
        "mine": bool(sender.token) and state.tokens.get(note.key) == sender.token,
        "came": came.n if came else None,
        "parts": [(label, [n.text for n in state.report(note.key, part)[:_SEEN]]) for part, label in PARTS.items()],
    }


def _mine(state: State, note: Note) -> dict[str, Any]:
    asked = [o for o in state.offers.values() if o.answer is None and o.into == note.key and state.topic(o.topic)]
    given = [o for o in state.offers.values() if o.topic == note.key]
    return {
        "name": public(note.key),
        "text": note.text,
        "cell": figures.cell_words(state, state.cell(note.key)),
        "placed": state.cell(note.key) != ("", ""),
        "clash": figures.no_access(state, note),
        "free": [_cell(state, cell) for cell in _fitting(state, note)],
        "others": [{"name": public(n.key), "text": n.text} for n in state.topics() if n is not note],
        "asked": [{"name": public(o.key), "text": state.notes.by_key[o.topic].text} for o in asked],
        "declined": [state.notes.by_key[o.into].text for o in given if o.answer is False],
        "offered": [state.notes.by_key[o.into].text for o in given if o.answer is None],
    }


def _fitting(state: State, note: Note) -> list[Cell]:
    """The free cells for a topic; only those without a step where its convener asked for that and there are any."""
    reached = figures.free_cells(state, note, step_free=True) if note.fields.get("access") else []
    return reached or figures.free_cells(state, note)


def _action(state: State, note: Note) -> dict[str, str]:
    topics = {item.id: item.text for item in state.feed()}
    who, by = str(note.fields.get("who", "")), str(note.fields.get("by", ""))
    about = topics.get(str(note.fields.get("topic", "")), "")
    return {"text": note.text, "who": ", ".join(part for part in (who, f"by {by}" if by else "") if part), "on": about}


# ---------------------------------------------------------------------- what a form becomes


def read(run: StageRun, form: Mapping[str, Any], sender: Sender) -> tuple[str, dict[str, Any]]:
    """An act on a topic where the form names one, else a note: a topic, or a part of a report. Raises Refused."""
    act = words.one_line(form, "act")
    if not act and "target" in form:
        act = "read" if rules.phase_of(run) == "harvest" else "interest"
    if act and act not in ACTS:
        raise Refused(say("That is not something a phone can do here."))
    if act:
        return act, {**_act(run, act, form), "token": sender.token}
    phase = rules.phase_of(run)
    if phase in PROPOSING:
        return "note", {**_proposed(run, form), "token": sender.token}
    return "note", _reported(run, form)


def _act(run: StageRun, act: str, form: Mapping[str, Any]) -> dict[str, Any]:
    state: State = run.state
    topics = [note.key for note in state.topics()]
    if act == "merge_answered":
        return {"offer": words.target(form, state.offers, "offer"), "yes": form.get("choice") in ("yes", True)}
    body: dict[str, Any] = {"target": words.target(form, topics)}
    if act == "interest":
        body["on"] = words.one_line(form, "choice") != "off"
    elif act == "placed":
        body["room"], body["slot"] = _cell_named(form)
    elif act == "came":
        body["n"] = _number(form)
        body["names"] = words.words(form, "names", 300, needed=False)
    elif act == "merge_offered":
        body["into"] = words.target(form, topics, "into")
    elif act == "convening":
        body["name"] = words.one_line(form, "name", 60)
    elif act == "dropped":
        body["reason"] = words.one_line(form, "reason", 200)
    return body


def _cell_named(form: Mapping[str, Any]) -> Cell:
    room, _, slot = words.one_line(form, "cell").partition("/")
    return room, slot


def _number(form: Mapping[str, Any]) -> int:
    said = words.one_line(form, "n")
    if not (said.isascii() and said.isdigit() and len(said) < 5):
        raise Refused(say("Give the number of people who came, such as 7."))
    return int(said)


def _proposed(run: StageRun, form: Mapping[str, Any]) -> dict[str, Any]:
    title = " ".join(words.words(form, limit=TITLE).split())
    fields = words.answers(run.stage, form)
    room, slot = _cell_named(form)
    if room and slot:
        fields |= {"room": room, "slot": slot}
    return {"text": title, "fields": fields}


def _reported(run: StageRun, form: Mapping[str, Any]) -> dict[str, Any]:
    state: State = run.state
    if not words.one_line(form, "topic"):
        raise Refused(say("Choose the topic that this belongs to."))
    fields = words.answers(run.stage, {name: value for name, value in form.items() if name != "topic"})
    if rules.phase_of(run) == HUDDLE:
        fields["topic"] = words.target(form, (item.id for item in state.feed()), "topic")
    else:
        fields["topic"] = words.target(form, (note.key for note in state.topics()), "topic")
        part = words.one_line(form, "part") or "points"
        if part not in PARTS:
            raise Refused(say("Say which part of the report it is: points, agreed, open or next."))
        fields["part"] = part
    return {"text": words.words(form, limit=run.stage.limit), "fields": fields}

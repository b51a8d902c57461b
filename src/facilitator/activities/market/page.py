"""The phone's side of an open space: principles, topics, the grid, interest, reports; one's own topics stand first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.market import bodies, figures, rules
from facilitator.activities.market.facts import HUDDLE, LAW, PARTS, PRINCIPLES, PROPOSING, ROLES, TITLE, Cell, State
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.notes import HIDDEN, LIVE, WITHDRAWN, Note
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import RunOf
from facilitator.model.say import as_day, say

_SEEN = 60


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the phase, the grid as lists by time, and what is the sender's own to decide."""
    state = run.state
    phase = rules.phase_of(run)
    found: dict[str, Any] = {"phase": phase, "shown": (), "title": TITLE, "parts": PARTS}
    if phase == HUDDLE:
        ranked = [{"name": public(i.id), "text": i.text, "votes": int(i.score or 0)} for i in state.feed()]
        actions = [_action(state, note) for note in state.notes.having(LIVE)]
        return {**found, "ranked": ranked, "actions": actions}
    mine = [note for note in state.topics() if sender.token and state.tokens.get(note.key) == sender.token]
    topics = _seen(run, figures.placed(state))
    told = [
        note for note in figures.reported(state) if note.on_screen(run.open_to_room) or state.topic(note.key) is None
    ]
    return {
        **found,
        "principles": PRINCIPLES,
        "law": LAW,
        "roles": ROLES,
        "theme": state.theme or state.challenge or run.prompt,
        "fields": {field.id: field for field in run.stage.fields if field.who == "all"},
        "mine": [_mine(state, note) for note in mine],
        "free": [_cell(state, cell) for cell in figures.free(state)],
        "slots": _slots(state, topics, sender),
        "waiting": [_topic(state, n, sender) for n in _seen(run, state.waiting())],
        "now": _now(run, state),
        "topics": [_topic(state, n, sender) for n in told],
        "missing": [n.text for n in _seen(run, figures.missing(state))],
    }


def _seen(run: RunOf[State], notes: list[Note]) -> list[Note]:
    """The topics that the room may see."""
    return [note for note in notes if note.on_screen(run.open_to_room)]


def _now(run: RunOf[State], state: State) -> str:
    slot = state.slot_of(run.id)
    return slot.id if slot else ""


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
    room = next((room for room in state.every_room() if room.id == state.stood(note.key)[0]), None)
    came, gone = state.came.get(note.key), note.status in (HIDDEN, WITHDRAWN)
    return {
        "name": public(note.key),
        "text": figures.title_of(state, note),
        "question": "" if gone else str(note.fields.get("question", "")),
        "convener": ""
        if gone
        else state.convener(note) or (say("open conversation") if note.key in state.left else ""),
        "room": room.name if room else "",
        "stairs": room is not None and not room.step_free,
        "interested": state.interested(note.key),
        "keen": sender.token in state.keen(note.key),
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
        "refused": state.refused.get(note.key, ""),
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
    day = as_day(by)
    if who and by:
        who = say("{who}, by {day}", who=who, day=day)
    return {"text": note.text, "who": who or (say("by {day}", day=day) if by else ""), "on": about}


# ---------------------------------------------------------------------- what a form becomes


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    """An act on a topic where the form names one, else a note: a topic, or a part of a report. Raises Refused."""
    act = words.one_line(form, "act")
    if not act and "target" in form:
        act = "read" if rules.phase_of(run) == "harvest" else "interest"
    if act and act not in (*_ACTS, bodies.MergeAnswered.kind):
        raise Refused(say("That is not something a phone can do here."))
    if act == bodies.MergeAnswered.kind:
        offer = words.target(form, run.state.offers, "offer")
        return bodies.MergeAnswered(offer, form.get("choice") in ("yes", True), token=sender.token)
    if act:
        topics = [note.key for note in run.state.reportable()]
        return _ACTS[act](words.target(form, topics), form, topics, sender.token)
    if rules.phase_of(run) in PROPOSING:
        return _proposed(run, form, sender)
    return _reported(run, form)


Form = Mapping[str, Any]


def _interest(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.Interest(topic, words.one_line(form, "choice") != "off", token=token)


def _placed(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.Placed(topic, *_cell_named(form), token=token)


def _came(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.Came(topic, _number(form), words.words(form, "names", 300, needed=False), token=token)


def _read(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.Read(topic, token=token)


def _offered(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.MergeOffered(topic, words.target(form, topics, "into"), token=token)


def _convening(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.Convening(topic, words.one_line(form, "name", 60), token=token)


def _dropped(topic: str, form: Form, topics: list[str], token: str) -> Packed:
    return bodies.Dropped(topic, words.one_line(form, "reason", 200), token=token)


_ACTS: Mapping[str, Callable[[str, Form, list[str], str], Packed]] = {
    bodies.Interest.kind: _interest,
    bodies.Placed.kind: _placed,
    bodies.Came.kind: _came,
    bodies.Read.kind: _read,
    bodies.MergeOffered.kind: _offered,
    bodies.Convening.kind: _convening,
    bodies.Dropped.kind: _dropped,
}
"""What a phone may do with a topic; `topics` are those it could name beside."""


def _cell_named(form: Mapping[str, Any]) -> Cell:
    room, _, slot = words.one_line(form, "cell").partition("/")
    return room, slot


def _number(form: Mapping[str, Any]) -> int:
    said = words.one_line(form, "n")
    if not (said.isascii() and said.isdigit() and len(said) < 5):
        raise Refused(say("Give the number of people who came, such as 7."))
    return int(said)


def _proposed(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Noted:
    title = " ".join(words.words(form, limit=TITLE).split())
    fields = words.answers(run.stage, form)
    room, slot = _cell_named(form)
    if room and slot:
        fields |= {"room": room, "slot": slot}
    return Noted(title, fields=fields, token=sender.token)


def _reported(run: RunOf[State], form: Mapping[str, Any]) -> Noted:
    state = run.state
    if not words.one_line(form, "topic"):
        raise Refused(say("Choose the topic that this belongs to."))
    fields = words.answers(run.stage, {name: value for name, value in form.items() if name != "topic"})
    if rules.phase_of(run) == HUDDLE:
        fields["topic"] = words.target(form, (item.id for item in state.feed()), "topic")
    else:
        fields["topic"] = words.target(form, (note.key for note in state.reportable()), "topic")
        part = words.one_line(form, "part") or "points"
        if part not in PARTS:
            raise Refused(say("Say which part of the report it is: points, agreed, open or next."))
        fields["part"] = part
    return Noted(words.words(form, limit=run.stage.limit), fields=fields)

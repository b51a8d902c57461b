"""Open Space: people build the agenda themselves. Topics get a room and a time; nothing is sorted or joined for them.

One state runs through the stages by their option `phase`: open, propose, place, sessions, news, harvest; huddle stands
by itself and builds on a vote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facilitator.activities.market.facts import Came, Cell, Move, Offer, Room, Slot, State
from facilitator.activities.market.limits import by_phone, cell_of, cell_wrong, number, wrong
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS, WITHDRAWN
from facilitator.model.run import Feed, StageRun, no_feed
from facilitator.model.say import say

__all__ = ["State", "check", "fold", "items", "phase_of", "start"]

NOWHERE: Cell = ("", "")


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def phase_of(run: StageRun) -> str:
    """What a stage is for: one of facts.PHASES."""
    state: State = run.state
    return state.phase(run.id)


def check(state: State, draft: Draft) -> str | None:
    """Refuse what would clash, and what only a convener may do."""
    return wrong(state, draft.kind, draft.body, draft.stage)


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; returns the topics and notes it touched. What is against the rules changes nothing."""
    if entry.kind == "note":
        return _note(state, entry)
    if wrong(state, entry.kind, entry.body, entry.stage):
        return set()
    if entry.kind in NOTE_KINDS:
        return state.notes.fold(entry)
    act = _ACTS.get(entry.kind)
    return act(state, entry) if act else set()


def _note(state: State, entry: Entry) -> set[str]:
    """A topic or a part of a report is kept whatever happens; a topic whose wanted place is taken waits."""
    touched = state.notes.fold(entry)
    note = state.notes.by_key[entry.key]
    if state.is_topic(note):
        if token := str(entry.body.get("token", "")):
            state.tokens[note.key] = token
        fields = note.fields
        cell = str(fields.pop("room", "")), str(fields.pop("slot", ""))
        if state.topic(note.key) and cell != NOWHERE and cell_wrong(state, note, cell) is None:
            state.cells[note.key] = cell
    return touched


def _move(state: State, entry: Entry, topic: str, cell: Cell) -> None:
    before = state.cell(topic)
    if before == cell:
        return
    state.cells[topic] = cell
    state.moves.append(Move(entry.seq, entry.at, topic, before, cell, by_phone(entry.body)))


def _placed(state: State, entry: Entry) -> set[str]:
    topic = str(entry.body["target"])
    _move(state, entry, topic, cell_of(entry.body))
    return {topic}


def _swapped(state: State, entry: Entry) -> set[str]:
    one, other = str(entry.body["target"]), str(entry.body["with"])
    here, there = state.cell(one), state.cell(other)
    _move(state, entry, one, there)
    _move(state, entry, other, here)
    return {one, other}


def _interest(state: State, entry: Entry) -> set[str]:
    topic, token = str(entry.body["target"]), str(entry.body.get("token", entry.key))
    people = state.interest.setdefault(topic, set())
    (people.add if entry.body.get("on", True) else people.discard)(token)
    return {topic}


def _hands(state: State, entry: Entry) -> set[str]:
    topic = str(entry.body["target"])
    state.hands[topic] = number(entry.body.get("n"))
    return {topic}


def _came(state: State, entry: Entry) -> set[str]:
    topic = str(entry.body["target"])
    state.came[topic] = Came(number(entry.body.get("n")), str(entry.body.get("names", "")))
    return {topic}


def _read(state: State, entry: Entry) -> set[str]:
    topic = str(entry.body["target"])
    state.readers.setdefault(topic, set()).add(str(entry.body.get("token", entry.key)))
    return {topic}


def _convening(state: State, entry: Entry) -> set[str]:
    """Somebody takes a topic on; without a name it becomes an open conversation that needs no convener."""
    topic, name = str(entry.body["target"]), " ".join(str(entry.body.get("name", "")).split())
    note = state.notes.by_key[topic]
    token = str(entry.body.get("token", ""))
    if name:
        note.fields["convener"] = name
        state.left.discard(topic)
        state.tokens[topic] = token
    else:
        state.left.add(topic)
        state.tokens.pop(topic, None)
    return {topic}


def _dropped(state: State, entry: Entry) -> set[str]:
    topic = str(entry.body["target"])
    if entry.body.get("on", True):
        state.dropped[topic] = str(entry.body.get("reason", ""))
    else:
        state.dropped.pop(topic, None)
    return {topic}


def _offered(state: State, entry: Entry) -> set[str]:
    """An offer waits for the other convener; the desk may say that both have agreed aloud."""
    offer = Offer(entry.key, str(entry.body["target"]), str(entry.body["into"]))
    state.offers[entry.key] = offer
    if entry.body.get("agreed") and not by_phone(entry.body):
        return _settle(state, entry, offer, yes=True)
    return {offer.topic, offer.into}


def _answered(state: State, entry: Entry) -> set[str]:
    return _settle(state, entry, state.offers[str(entry.body["offer"])], yes=bool(entry.body.get("yes")))


def _settle(state: State, entry: Entry, offer: Offer, *, yes: bool) -> set[str]:
    offer.answer = yes
    touched = {offer.topic, offer.into}
    if yes:
        joined = replace(entry, kind="merged", body={"targets": [offer.topic], "into": offer.into})
        touched |= state.notes.fold(joined)
        state.interest.setdefault(offer.into, set()).update(state.interest.get(offer.topic, ()))
    return touched


def _room(state: State, entry: Entry) -> set[str]:
    body = entry.body
    key = str(body.get("room") or entry.key)
    was = next((r for r in (*state.rooms.values(), *state.default_rooms()) if r.id == key), Room(key, "Another place"))
    state.rooms[key] = Room(
        key,
        " ".join(str(body.get("name", was.name)).split())[:40] or was.name,
        number(body["seats"]) if "seats" in body else was.seats,
        bool(body.get("step_free", was.step_free)),
        bool(body.get("informal", was.informal)),
        bool(body.get("gone", False)),
    )
    return set(state.cells)


def _slot(state: State, entry: Entry) -> set[str]:
    body = entry.body
    key = str(body.get("slot") or entry.key)
    known = {s.id: s for s in (*state.default_slots(), *state.slots.values())}
    was = known.get(key) or Slot(key, say("Session {number}", number=len(known) + 1))
    start, end = str(body.get("start", was.start))[:5], str(body.get("end", was.end))[:5]
    state.slots[key] = Slot(key, was.name, start, end, bool(body.get("gone", False)))
    return set(state.cells)


def _theme(state: State, entry: Entry) -> set[str]:
    state.theme = " ".join(str(entry.body.get("text", "")).split())[:200]
    return set()


def _people(state: State, entry: Entry) -> set[str]:
    state.people = number(entry.body.get("n"))
    return set()


_ACTS: dict[str, Callable[[State, Entry], set[str]]] = {
    "placed": _placed,
    "swapped": _swapped,
    "interest": _interest,
    "hands": _hands,
    "came": _came,
    "read": _read,
    "convening": _convening,
    "dropped": _dropped,
    "merge_offered": _offered,
    "merge_answered": _answered,
    "room": _room,
    "slot": _slot,
    "theme": _theme,
    "people": _people,
}


def items(state: State) -> list[Item]:
    """The topics that got a place, in the order of the grid; those since withdrawn are marked so."""
    placed = state.grid()
    order = [placed[r.id, s.id] for s in state.slot_list() for r in state.room_list() if (r.id, s.id) in placed]
    found = [Item(n.key, n.text, state.stage.id, n.group, float(state.interested(n.key))) for n in order]
    gone = [n for n in state.notes.having(WITHDRAWN) if state.is_topic(n) and n.key in state.cells]
    return [*found, *(Item(n.key, n.text, state.stage.id, n.group, withdrawn=True) for n in gone)]

"""Open Space: people build the agenda themselves. Topics get a room and a time; nothing is sorted or joined for them.

One state runs through the stages by their option `phase`: open, propose, place, sessions, news, harvest; huddle stands
by itself and builds on a vote.
"""

from __future__ import annotations

from dataclasses import replace

from facilitator.activities.market import bodies, limits
from facilitator.activities.market.facts import HARVEST, Came, Cell, Move, Offer, Room, Slot, State
from facilitator.activities.market.limits import cell_wrong
from facilitator.model.bodies import Closed, Merged, Noted, Opened
from facilitator.model.deciding import Act, Acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import WITHDRAWN
from facilitator.model.packed import Packed
from facilitator.model.run import Feed, RunOf, no_feed
from facilitator.model.say import say

__all__ = ["State", "check", "fold", "items", "phase_of", "start"]

NOWHERE: Cell = ("", "")


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def phase_of(run: RunOf[State]) -> str:
    """What a stage is for: one of facts.PHASES."""
    return run.state.phase(run.id)


def check(state: State, draft: Draft) -> str | None:
    """Refuse what would clash, and what only a convener may do."""
    return _ACTS.refuse(state, draft)


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; returns the topics and notes it touched. What is against the rules changes nothing."""
    return _ACTS.fold(state, entry) if entry.kind in _ACTS.by_kind else state.notes.fold(entry)


def _note(state: State, entry: Entry, said: Noted) -> set[str]:
    """A topic or a part of a report is kept whatever happens; a topic whose wanted place is taken waits."""
    touched = state.notes.fold(entry)
    note = state.notes.by_key[entry.key]
    if state.is_topic(note):
        if said.token:
            state.tokens[note.key] = said.token
        fields = note.fields
        cell = str(fields.pop("room", "")), str(fields.pop("slot", ""))
        if state.topic(note.key) and cell != NOWHERE:
            if sentence := cell_wrong(state, note, cell):
                state.refused[note.key] = sentence
            else:
                _stand(state, note.key, cell)
    return touched


def _stand(state: State, topic: str, cell: Cell) -> None:
    """A topic has another cell, or none. While its time goes on, or at the time when it met, this is where it meets."""
    going_on, met = state.slots_on(), state.met.get(topic, NOWHERE)
    if met[1] in going_on:
        del state.met[topic]
    if cell[1] in going_on or (cell[1] and cell[1] == met[1]):
        state.met[topic] = cell
    state.cells[topic] = cell
    if cell != NOWHERE:
        state.refused.pop(topic, None)


def _opened(state: State, entry: Entry, said: Opened) -> set[str]:
    """Another stage is open: the sessions before it are over, and its own begin."""
    touched = _ended(state) if entry.stage != state.now else set()
    if state.phase(entry.stage) == HARVEST:
        state.over |= {slot.id for slot in state.slot_list()}
    if not (slots := state.slots_of(entry.stage)):
        return touched
    state.now = entry.stage
    state.over -= slots
    begun = {note.key: cell for cell, note in state.grid().items() if cell[1] in slots}
    state.met |= begun
    return touched | begun.keys()


def _closed(state: State, entry: Entry, said: Closed) -> set[str]:
    return _ended(state) if entry.stage == state.now else set()


def _ended(state: State) -> set[str]:
    """The sessions that went on are over. What stood in them to the end was held."""
    slots, slot = state.slots_on(), state.slot_of(state.now)
    if slot is not None:
        state.over.add(slot.id)
    state.now = ""
    held = {key for key, cell in state.met.items() if cell[1] in slots and state.topic(key)}
    state.sure |= held
    return held


def _merged(state: State, entry: Entry, said: Merged) -> set[str]:
    return state.notes.fold(entry)


def _move(state: State, entry: Entry, said: Packed, topic: str, cell: Cell) -> None:
    before = state.cell(topic)
    if before == cell:
        return
    _stand(state, topic, cell)
    state.moves.append(Move(entry.seq, entry.at, topic, before, cell, said.by_phone))


def _placed(state: State, entry: Entry, said: bodies.Placed) -> set[str]:
    _move(state, entry, said, said.target, said.cell)
    return {said.target}


def _swapped(state: State, entry: Entry, said: bodies.Swapped) -> set[str]:
    here, there = state.cell(said.target), state.cell(said.other)
    _move(state, entry, said, said.target, there)
    _move(state, entry, said, said.other, here)
    return {said.target, said.other}


def _interest(state: State, entry: Entry, said: bodies.Interest) -> set[str]:
    who = said.token or entry.key
    if said.on:
        state.interest.setdefault(said.target, set()).add(who)
    for part in () if said.on else state.notes.with_it(said.target):
        state.interest.get(part, set()).discard(who)
    return {said.target}


def _hands(state: State, entry: Entry, said: bodies.Hands) -> set[str]:
    state.hands[said.target] = said.people
    return {said.target}


def _came(state: State, entry: Entry, said: bodies.Came) -> set[str]:
    state.came[said.target] = Came(said.people, said.names)
    return {said.target}


def _read(state: State, entry: Entry, said: bodies.Read) -> set[str]:
    state.readers.setdefault(said.target, set()).add(said.token or entry.key)
    return {said.target}


def _convening(state: State, entry: Entry, said: bodies.Convening) -> set[str]:
    """Somebody takes a topic on; without a name it becomes an open conversation that needs no convener."""
    topic, name = said.target, " ".join(said.name.split())
    if name:
        state.notes.by_key[topic].fields["convener"] = name
        state.left.discard(topic)
        state.tokens[topic] = said.token
    else:
        state.left.add(topic)
        state.tokens.pop(topic, None)
    return {topic}


def _dropped(state: State, entry: Entry, said: bodies.Dropped) -> set[str]:
    if said.on:
        state.dropped[said.target] = said.reason
    else:
        state.dropped.pop(said.target, None)
    return {said.target}


def _offered(state: State, entry: Entry, said: bodies.MergeOffered) -> set[str]:
    """An offer waits for the other convener; the desk may say that both have agreed aloud."""
    offer = state.offers[entry.key] = Offer(entry.key, said.target, said.into)
    if said.agreed and not said.by_phone:
        return _settle(state, entry, offer, yes=True)
    return {offer.topic, offer.into}


def _answered(state: State, entry: Entry, said: bodies.MergeAnswered) -> set[str]:
    return _settle(state, entry, state.offers[said.offer], yes=said.yes)


def _settle(state: State, entry: Entry, offer: Offer, *, yes: bool) -> set[str]:
    offer.answer = yes
    touched = {offer.topic, offer.into}
    if yes:
        joined = Merged((offer.topic,), offer.into)
        touched |= state.notes.fold(replace(entry, kind=joined.kind, body=joined.pack()))
    return touched


def _room(state: State, entry: Entry, said: bodies.RoomSet) -> set[str]:
    key = said.room or entry.key
    was = next(
        (r for r in (*state.rooms.values(), *state.default_rooms()) if r.id == key), Room(key, say("Another place"))
    )
    state.rooms[key] = Room(
        key,
        " ".join((said.name or "").split())[:40] or was.name,
        was.seats if said.places is None else said.places,
        was.step_free if said.step_free is None else said.step_free,
        was.informal if said.informal is None else said.informal,
        said.gone,
    )
    return set(state.cells)


def _slot(state: State, entry: Entry, said: bodies.SlotSet) -> set[str]:
    key = said.slot or entry.key
    known = {s.id: s for s in (*state.default_slots(), *state.slots.values())}
    was = known.get(key) or Slot(key, say("Session {number}", number=len(known) + 1))
    start = was.start if said.start is None else said.start[:5]
    end = was.end if said.end is None else said.end[:5]
    state.slots[key] = Slot(key, was.name, start, end, said.gone)
    return set(state.cells)


def _theme(state: State, entry: Entry, said: bodies.Theme) -> None:
    state.theme = " ".join(said.text.split())[:200]


def _people(state: State, entry: Entry, said: bodies.People) -> None:
    state.people = said.there


_ACTS: Acts[State] = Acts(
    Act(Opened, _opened),
    Act(Closed, _closed),
    Act(Noted, _note, limits.wrong_note, binding=False),
    Act(Merged, _merged, limits.wrong_merged),
    Act(bodies.Placed, _placed, limits.wrong_placed),
    Act(bodies.Swapped, _swapped, limits.wrong_swapped),
    Act(bodies.Interest, _interest, limits.wrong_topic, binding=False),
    Act(bodies.Hands, _hands, limits.wrong_topic, binding=False),
    Act(bodies.Came, _came, limits.wrong_session, binding=False),
    Act(bodies.Read, _read, limits.wrong_session, binding=False),
    Act(bodies.Convening, _convening, limits.wrong_convening),
    Act(bodies.Dropped, _dropped, limits.wrong_dropped),
    Act(bodies.MergeOffered, _offered, limits.wrong_offer),
    Act(bodies.MergeAnswered, _answered, limits.wrong_answer),
    Act(bodies.RoomSet, _room, limits.desk_only),
    Act(bodies.SlotSet, _slot, limits.desk_only),
    Act(bodies.Theme, _theme, limits.desk_only),
    Act(bodies.People, _people, limits.desk_only),
)


def items(state: State) -> list[Item]:
    """The topics that have a place or met, in the order of the grid; those since withdrawn are marked so."""
    found = [
        Item(
            n.key,
            n.text,
            state.stage.id,
            n.group,
            float(state.interested(n.key)),
            no=n.no,
            joined=state.notes.with_it(n.key)[1:],
        )
        for n in state.in_order()
    ]
    gone = [n for n in state.notes.having(WITHDRAWN) if state.is_topic(n) and n.key in state.cells]
    return [*found, *(Item(n.key, n.text, state.stage.id, n.group, withdrawn=True, no=n.no) for n in gone)]

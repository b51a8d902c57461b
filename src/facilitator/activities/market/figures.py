"""What the grid says: clashes with what would help, how full, how many places are wanted, which reports are missing."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from facilitator.activities.market.facts import Cell, State
from facilitator.activities.market.limits import cell_wrong, same_name
from facilitator.model.notes import HIDDEN, LIVE, MERGED, WITHDRAWN, Note
from facilitator.model.say import say

BLANK = 2
"""So many places are kept blank for late topics."""
AT_DESK = say("taken off the grid at the desk")
_NO_CONVENER = say("needs a convener before it can be placed")
_NO_PLACE = say("has not picked a place yet")
_TOPIC, _PLACE = 24, 26
"""So many signs of a topic or of a place have room on a button."""


@dataclass(frozen=True, slots=True)
class Help:
    """One way out of a clash: into a free cell, or a swap with another topic. `short` is for its button."""

    words: str
    short: str
    cell: Cell
    swap: str = ""


def wanted_cells(people: int) -> int:
    """How many places a number of people needs: about a third of them bring a topic, and four at least."""
    return max(4, ceil(0.35 * people))


def advice(state: State) -> str:
    """How many places there should be, in a sentence; empty while nobody has said how many people there are."""
    if not state.people:
        return ""
    wanted, there = wanted_cells(state.people), len(state.room_list()) * len(state.slot_list())
    if there >= wanted:
        return say(
            "{n} person: about {wanted} places, and {blank} left blank for late topics. You have {there}.",
            "{n} people: about {wanted} places, and {blank} left blank for late topics. You have {there}.",
            n=state.people,
            wanted=wanted,
            blank=BLANK,
            there=there,
        )
    return say(
        "{n} person: about {wanted} places, and {blank} left blank for late topics. You have {there}. "
        "Add a place or a time.",
        "{n} people: about {wanted} places, and {blank} left blank for late topics. You have {there}. "
        "Add a place or a time.",
        n=state.people,
        wanted=wanted,
        blank=BLANK,
        there=there,
    )


def no_access(state: State, note: Note) -> bool:
    """Whether a topic stands where its convener cannot get to."""
    room = state.room(state.cell(note.key)[0])
    return bool(note.fields.get("access")) and room is not None and not room.step_free


def over(state: State, note: Note) -> int:
    """How many more are interested than there are seats; 0 where nobody counts seats."""
    room = state.room(state.cell(note.key)[0])
    return max(0, state.interested(note.key) - room.seats) if room is not None and room.seats else 0


def flags(state: State, note: Note) -> list[tuple[str, str]]:
    """`(bad or warn, words)` for a topic: access first, then seats, then what it waits for."""
    found: list[tuple[str, str]] = []
    placed = state.cell(note.key) != ("", "")
    if placed and no_access(state, note):
        name = state.convener(note)
        found.append(("bad", say("{name} needs step-free", name=name) if name else say("Someone needs step-free")))
    if placed and (more := over(state, note)):
        found.append(("warn", say("{more} more than the seats", more=more)))
    if placed and (namesake := same_name(state, note)):
        asked = say("{name} convenes two at this time: the same person?", name=state.convener(namesake))
        found.append(("warn", asked))
    if any(o.answer is None and note.key in (o.topic, o.into) for o in state.offers.values()):
        found.append(("warn", say("a merge is offered")))
    if not placed:
        found.append(("", state.refused.get(note.key) or waits_for(state, note)))
    return found


def waits_for(state: State, note: Note) -> str:
    """Why a topic has no place yet."""
    if not state.convener(note) and note.key not in state.left:
        return _NO_CONVENER
    return _NO_PLACE


def free_cells(state: State, note: Note, *, step_free: bool = False) -> list[Cell]:
    """The cells that a topic could go to now, in the order of the grid."""
    rooms = [r for r in state.room_list() if r.step_free or not step_free]
    cells = [(room.id, slot.id) for slot in state.slot_list() for room in rooms]
    return [cell for cell in cells if cell != state.cell(note.key) and cell_wrong(state, note, cell) is None]


def blank(state: State) -> int:
    """How many cells are free, of the times that are still to come."""
    return len(free(state))


def free(state: State) -> list[Cell]:
    """The cells in which nothing stands, of the times that are still to come, in order."""
    taken, slots = state.grid(), [slot.id for slot in state.slot_list() if slot.id not in state.over]
    cells = [(room.id, slot) for slot in slots for room in state.room_list()]
    return [cell for cell in cells if cell not in taken]


def cell_words(state: State, cell: Cell) -> str:
    """`Blue room, 11:10 to 11:55`, also of a place or a time that was taken away."""
    room = next((room for room in state.every_room() if room.id == cell[0]), None)
    slot = next((slot for slot in state.every_slot() if slot.id == cell[1]), None)
    if room and slot:
        return say("{room}, {slot}", room=room.name, slot=slot.words)
    return say("no place yet")


def ways_out(state: State, note: Note) -> list[Help]:
    """What would settle an access clash: free step-free cells, then swaps: at the same time, and where all fit, first.

    Three at most.
    """
    here = state.cell(note.key)
    there = state.room(here[0])
    seats = there.seats if there else 0
    found = []
    for cell, other in state.grid().items():
        room = state.room(cell[0])
        if room is None or not room.step_free or other is note or other.fields.get("access"):
            continue
        clash = cell_wrong(state, note, cell, other.key) or cell_wrong(state, other, here, note.key)
        if clash is None:
            crowded = bool(seats) and state.interested(other.key) > seats
            found.append(((cell[1] != here[1], crowded), _swap(other, cell)))
    found.sort(key=lambda pair: pair[0])
    free = [_move(state, cell) for cell in free_cells(state, note, step_free=True)]
    return [*free[:2], *(way for _worse, way in found)][:3]


def _swap(other: Note, cell: Cell) -> Help:
    words, short = (say("Swap with {topic}", topic=title) for title in (other.text, _cut(other.text, _TOPIC)))
    return Help(words, short, cell, other.key)


def _move(state: State, cell: Cell) -> Help:
    where = cell_words(state, cell)
    words, short = (say("Move to {place}", place=place) for place in (where, _cut(where, _PLACE)))
    return Help(words, short, cell)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "\u2026"


def placed(state: State) -> list[Note]:
    """The topics that stand in the grid now, in the order of the times and then of the rooms."""
    grid = state.grid()
    cells = [(room.id, slot.id) for slot in state.slot_list() for room in state.room_list()]
    return [grid[cell] for cell in cells if cell in grid]


def reported(state: State) -> list[Note]:
    """The topics with a place, those that met or have a line in their report, and those whose people were counted."""
    standing = {note.key for note in state.in_order()}
    told = {note.fields.get("topic") for note in state.notes.having(LIVE)} | state.sure
    told |= {topic for topic, came in state.came.items() if came.n > 0}
    return state.by_time([n for n in state.reportable() if n.key in standing or n.key in told])


def held(state: State, note: Note) -> bool:
    """Whether people met about a topic: somebody wrote of it or counted them, or it stood there to the end."""
    if state.report(note.key):
        return True
    if note.key in state.came:
        return state.came[note.key].n > 0
    return note.key in state.met and (state.topic(note.key) is not None or note.key in state.sure)


def title_of(state: State, note: Note) -> str:
    """What a topic was called when people met; nothing of it where it is withheld, or was taken back before anybody
    wrote a line that stands under it.
    """
    if note.status == HIDDEN:
        return say("A topic that is withheld")
    if note.status == WITHDRAWN and not state.report(note.key):
        return say("A topic that was taken back")
    return note.text


def missing(state: State) -> list[Note]:
    """The topics with a place whose report has not one word yet."""
    return [note for note in state.in_order() if not state.report(note.key)]


def not_run(state: State) -> list[tuple[Note, str]]:
    """The topics about which nobody met, and why."""
    found: list[tuple[Note, str]] = []
    for note in state.notes:
        if not state.is_topic(note) or held(state, note):
            continue
        if note.status == MERGED:
            into = state.notes.get(note.merged_into)
            title = into.text if into else ""
            why: str = say("its convener and the other one made it a part of \u201c{topic}\u201d", topic=title)
        elif note.status == WITHDRAWN:
            why = say("taken back")
        elif note.status == HIDDEN:
            why = say("withheld")
        elif note.key in state.dropped:
            why = _dropped(state.dropped[note.key])
        elif note.key in state.met:
            why = say("nobody came")
        elif state.cell(note.key) != ("", ""):
            why = say("its time was not held")
        else:
            why = waits_for(state, note)
        found.append((note, why))
    return found


def _dropped(reason: str) -> str:
    return AT_DESK if reason == AT_DESK else reason or say("taken off the grid by its convener")


def seeded(state: State) -> int:
    """How many topics were prepared beforehand rather than proposed in the room."""
    return sum(bool(n.fields.get("seeded")) for n in state.notes if state.is_topic(n))

"""The grid as a board draws it: times as rows, places as columns, a slip in each cell, and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.market import figures
from facilitator.activities.market.facts import Cell, Room, Slot, State
from facilitator.model.notes import Note
from facilitator.model.people import Groups


@dataclass(frozen=True, slots=True)
class Slip:
    """One topic as it is drawn. `share` is interest against seats, over 1 when there are too few; -1 for no bar."""

    key: str
    title: str
    convener: str
    group_no: int
    grouped: bool
    flags: tuple[tuple[str, str], ...]
    interested: int
    seats: int
    seeded: bool
    cell: Cell

    @property
    def waits(self) -> bool:
        """Whether it has no place yet."""
        return self.cell == ("", "")

    @property
    def aside(self) -> str:
        """`14 interested, 30 seats`."""
        return f"interested, {self.seats} seats" if self.seats else "interested"


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything on the board at one moment."""

    rooms: tuple[Room, ...] = ()
    slots: tuple[Slot, ...] = ()
    placed: tuple[Slip, ...] = ()
    waiting: tuple[Slip, ...] = ()
    now: str = ""

    def slip(self, key: str) -> Slip | None:
        """The slip of a topic."""
        return next((s for s in (*self.waiting, *self.placed) if s.key == key), None)


def grid_of(state: State, groups: Groups, now: str = "") -> Grid:
    """The grid of a state; `now` is the slot that is on."""
    placed = [_slip(state, note, groups) for note in figures.in_order(state)]
    waiting = [_slip(state, note, groups) for note in state.waiting()]
    rooms = tuple(Room(r.id, r.name, r.seats, r.step_free, r.informal) for r in state.room_list())
    slots = tuple(Slot(s.id, s.name, s.start, s.end) for s in state.slot_list())
    return Grid(rooms, slots, tuple(placed), tuple(waiting), now)


def _slip(state: State, note: Note, groups: Groups) -> Slip:
    cell = state.cell(note.key)
    room = state.room(cell[0])
    name = state.convener(note) or ("open conversation" if note.key in state.left else "")
    return Slip(
        note.key,
        " ".join(note.text.split()),
        name,
        groups.no(note.group),
        bool(note.group),
        tuple(figures.flags(state, note)),
        state.interested(note.key),
        room.seats if room else 0,
        bool(note.fields.get("seeded")),
        cell,
    )

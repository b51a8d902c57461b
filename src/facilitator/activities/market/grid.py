"""The grid as a board draws it: times as rows, places as columns, a slip in each cell, and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.market import figures
from facilitator.activities.market.facts import Cell, Room, Slot, State
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.say import say


@dataclass(frozen=True, slots=True)
class Slip:
    """One topic as it is drawn; `left` is whether its convener left it as an open conversation."""

    key: str
    title: str
    convener: str
    left: bool
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
    def who(self) -> str:
        """Who convenes it, and whether it was prepared beforehand."""
        if self.convener:
            who = self.convener if self.waits else say("convened by {name}", name=self.convener)
        else:
            who = say("open conversation") if self.left else say("nobody convenes it yet")
        return say("prepared, {who}", who=who) if self.seeded else who

    @property
    def aside(self) -> str:
        """What stands behind the number of those who are interested: `interested, 30 seats`."""
        if not self.seats:
            return say("interested")
        return say("interested, {n} seat", "interested, {n} seats", n=self.seats)


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything on the board at one moment."""

    rooms: tuple[Room, ...] = ()
    slots: tuple[Slot, ...] = ()
    placed: tuple[Slip, ...] = ()
    waiting: tuple[Slip, ...] = ()
    now: str = ""
    over: frozenset[str] = frozenset()

    def slip(self, key: str) -> Slip | None:
        """The slip of a topic."""
        return next((s for s in (*self.waiting, *self.placed) if s.key == key), None)


def grid_of(state: State, groups: Groups, now: str = "") -> Grid:
    """The grid of a state; `now` is the slot that is on."""
    placed = [_slip(state, note, groups) for note in figures.placed(state)]
    waiting = [_slip(state, note, groups) for note in state.waiting()]
    rooms = tuple(Room(r.id, r.name, r.seats, r.step_free, r.informal) for r in state.room_list())
    slots = tuple(Slot(s.id, s.name, s.start, s.end) for s in state.slot_list())
    return Grid(rooms, slots, tuple(placed), tuple(waiting), now, frozenset(state.over))


def _slip(state: State, note: Note, groups: Groups) -> Slip:
    cell = state.cell(note.key)
    room = state.room(cell[0])
    return Slip(
        note.key,
        " ".join(note.text.split()),
        state.convener(note),
        note.key in state.left,
        groups.no(note.group),
        bool(note.group),
        tuple(figures.flags(state, note)),
        state.interested(note.key),
        room.seats if room else 0,
        bool(note.fields.get("seeded")),
        cell,
    )

"""Where cards stand: columns side by side, each made of lanes that fill from the top. Numbers only, no toolkit.

A new card goes to the foot of the shortest lane of its column, so nothing that is on the board moves. When a card goes
or shrinks, only the cards below it in the same lane move up, and only when the board says so (`settle`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.looks.qt.cards.data import Density


@dataclass(slots=True)
class Slot:
    """The place of one card, in scene units (1 = a logical pixel at 100 %)."""

    key: str
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    lane: int = 0
    section: int = 0


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of a density at a text scale, in scene units; columns may be narrower than lanes, so that all are seen."""

    column_min: float
    lane_min: float
    lane_max: float
    gap: float
    section_gap: float
    margin: float
    fixed_height: float = 0.0
    lanes_at_most: int = 0


_MEASURES = {
    Density.COSY: Measures(160, 232, 340, 12, 16, 5),
    Density.COMPACT: Measures(160, 200, 320, 6, 16, 5),
    Density.DENSE: Measures(150, 168, 250, 6, 16, 5, fixed_height=40),
}
_TOP = 5.0
"""Room above the first card, for the ring round it."""
_COSY_FLOW = Measures(272, 272, 340, 12, 16, 5, lanes_at_most=2)


def measures_for(density: Density, scale: float, in_columns: bool) -> Measures:
    """The sizes of a density, grown with the text."""
    base = _COSY_FLOW if density is Density.COSY and not in_columns else _MEASURES[density]
    return Measures(
        base.column_min * scale,
        base.lane_min * scale,
        base.lane_max * scale,
        base.gap,
        base.section_gap,
        base.margin,
        base.fixed_height * scale,
        base.lanes_at_most,
    )


@dataclass(slots=True)
class Section:
    """One column of the board: its left edge, its width, and its cards lane by lane from the top."""

    x: float
    width: float
    lane_width: float
    lanes: list[list[Slot]]
    gap: float
    feet: list[float] = field(default_factory=list)
    dirty: dict[int, int] = field(default_factory=dict)

    @property
    def foot(self) -> float:
        """The lowest edge of any card in it."""
        return max(self.feet) - self.gap

    def append(self, slot: Slot) -> None:
        """Place a card (its height known) at the foot of the shortest lane."""
        lane = self.next_lane()
        slot.lane, slot.width = lane, self.lane_width
        slot.x, slot.y = self.lane_x(lane), self.feet[lane]
        self.lanes[lane].append(slot)
        self.feet[lane] += slot.height + self.gap

    def clear(self) -> None:
        """Take every card out."""
        self.lanes = [[] for _ in self.lanes]
        self.feet = [_TOP] * len(self.lanes)
        self.dirty.clear()

    def lane_at(self, x: float) -> int:
        """The lane nearest to a place."""
        return max(0, min(len(self.lanes) - 1, int((x - self.x) // (self.lane_width + self.gap))))

    def next_lane(self) -> int:
        """The lane that a new card comes into: the shortest."""
        return min(range(len(self.feet)), key=self.feet.__getitem__)

    def lane_x(self, lane: int) -> float:
        """Left edge of a lane."""
        return self.x + lane * (self.lane_width + self.gap)

    def remove(self, slot: Slot) -> None:
        """Take a card out and leave a hole until `settle`; the last of a lane leaves none."""
        lane = self.lanes[slot.lane]
        place = lane.index(slot)
        del lane[place]
        if place == len(lane):
            self.feet[slot.lane] = lane[-1].y + lane[-1].height + self.gap if lane else _TOP
        else:
            self.touch(slot.lane, place)

    def touch(self, lane: int, place: int) -> None:
        """Note that a lane no longer fits from this place on."""
        self.dirty[lane] = min(place, self.dirty.get(lane, place))

    def resized(self, slot: Slot) -> None:
        """Note that a card has another height."""
        self.touch(slot.lane, self.lanes[slot.lane].index(slot))

    def settle(self) -> list[Slot]:
        """Close holes and part overlaps; returns the cards that moved."""
        moved: list[Slot] = []
        for number, first in self.dirty.items():
            lane = self.lanes[number]
            start = min(first, len(lane))
            top = lane[start - 1].y + lane[start - 1].height + self.gap if start else _TOP
            for slot in lane[start:]:
                if slot.y != top:
                    slot.y = top
                    moved.append(slot)
                top += slot.height + self.gap
            self.feet[number] = top
        self.dirty.clear()
        return moved


def sections_for(count: int, room: float, sizes: Measures) -> list[Section]:
    """Empty columns side by side in `room` units of width; with one column the whole room is one flow of lanes.

    Columns that do not fit keep their least width and reach past the room: the board scrolls sideways.
    """
    inner = room - 2 * sizes.margin
    least = sizes.column_min if count > 1 else sizes.lane_min
    width = max(least, (inner - sizes.section_gap * (count - 1)) / count)
    lanes = max(1, int((width + sizes.gap) // (sizes.lane_min + sizes.gap)))
    if sizes.lanes_at_most:
        lanes = min(lanes, sizes.lanes_at_most)
    lane_width = float(int(min(sizes.lane_max, (width - sizes.gap * (lanes - 1)) / lanes)))
    used = lanes * lane_width + (lanes - 1) * sizes.gap
    inset = max(0.0, (width - used) / 2) if count == 1 and sizes.lanes_at_most else 0.0
    made: list[Section] = []
    for number in range(count):
        x = float(int(sizes.margin + number * (width + sizes.section_gap) + inset))
        top = [_TOP] * lanes
        made.append(Section(x, used, lane_width, [[] for _ in range(lanes)], sizes.gap, top))
    return made


def neighbour(sections: Sequence[Section], slot: Slot, dx: int, dy: int) -> Slot | None:
    """The card one step away: up and down in its lane, sideways to the nearest in the next lane that has any."""
    lane = sections[slot.section].lanes[slot.lane]
    if dy:
        place = lane.index(slot) + dy
        return lane[place] if 0 <= place < len(lane) else None
    lanes = [cards for section in sections for cards in section.lanes]
    here = sum(len(section.lanes) for section in sections[: slot.section]) + slot.lane
    middle = slot.y + slot.height / 2
    step = here + dx
    while 0 <= step < len(lanes):
        if lanes[step]:
            return min(lanes[step], key=lambda other: abs(other.y + other.height / 2 - middle))
        step += dx
    return None

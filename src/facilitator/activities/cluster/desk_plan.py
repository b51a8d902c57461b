"""Where everything stands at the desk, and how large: the free wall, and the chart with its arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtGui import QColor, QFont

from facilitator.activities.cluster.facts import Group, Look, Relation, Slip, outermost
from facilitator.looks.chart import Box, Gaps, Route, cells, order, place, route
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.look import font_of
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme, TypeSpec, load

COMPACT_FROM, DENSE_FROM = 50, 120
_NOTE = {0: TypeSpec(14, 19, 450), 1: TypeSpec(13, 17, 450), 2: TypeSpec(12, 15, 450)}
_WIDTH = {0: 236.0, 1: 212.0, 2: 168.0}
WALL_W = 480.0
"""A wall is never laid out narrower than this; then it scrolls."""
LONERS = "loners"
"""The key of the dashed box for notes that stand alone."""


class Style:
    """What a note and a group look like for a theme, a text scale and so many notes on the wall (px of the scene)."""

    def __init__(self, theme: Theme, scale: float, count: int) -> None:
        self.density = 0 if count < COMPACT_FROM else 1 if count < DENSE_FROM else 2
        self.key = theme, scale, self.density
        self.theme, self.scale = theme, scale
        self.note_w = round(_WIDTH[self.density] * scale)
        self.pad = round(10 * scale)
        self.gap = round(6 * scale)
        self.box_w = self.note_w + 2 * self.pad
        self._colours: dict[str, QColor] = {}
        self._laid: dict[tuple[str, str, float], Laid] = {}

    def colour(self, role: str) -> QColor:
        """The colour of a use."""
        if role not in self._colours:
            self._colours[role] = QColor(load().role(self.theme, role))
        return self._colours[role]

    @cached_property
    def fonts(self) -> dict[str, tuple[QFont, float]]:
        """Letters and height of a line: of a note, a title, small words."""
        tokens = load()
        specs = {
            "note": _NOTE[self.density],
            "title": TypeSpec(15, 20, 650) if self.density < 2 else TypeSpec(14, 18, 650),
            "small": tokens.type("caption"),
            "strong": tokens.type("caption")._replace(weight=650),
        }
        return {name: (font_of(spec, self.scale), round(spec.line * self.scale)) for name, spec in specs.items()}

    def laid(self, kind: str, text: str, width: float) -> Laid:
        """Words laid out in a width, kept for the next drawing; a dense note shows two lines."""
        key = kind, text, width
        found = self._laid.get(key)
        if found is None:
            font, line = self.fonts[kind]
            most = 2 if kind == "note" and self.density == 2 else 0
            found = self._laid[key] = lay(text, font, width, line, most)
        return found

    def note_height(self, text: str, asides: bool, width: float) -> float:
        """How high a note is."""
        height = self.laid("note", text, width - 2 * self.pad).height + 2 * round(5 * self.scale)
        return height + (self.fonts["small"][1] if asides else 0)


@dataclass(slots=True)
class Plan:
    """The drawing: boxes of notes and groups by key (in px), arrows, and how large it all is."""

    notes: dict[str, Box] = field(default_factory=dict)
    groups: dict[str, Box] = field(default_factory=dict)
    arrows: list[tuple[Relation, Route]] = field(default_factory=list)
    known: tuple[tuple[str, ...], ...] = ()
    width: float = 0.0
    height: float = 0.0

    def measure(self) -> None:
        """Reckon the whole size."""
        everything = [*self.notes.values(), *self.groups.values()]
        self.width = max((b.right for b in everything), default=0.0)
        self.height = max((b.bottom for b in everything), default=0.0)


def asides(slip: Slip) -> str:
    """The small words under a note: that it is pulled two ways, or hangs twice."""
    if not (slip.contested or slip.copy):
        return ""
    said = [t("moved {n} time", "moved {n} times", n=slip.spot.moves)] if slip.contested else []
    return t.listed([*said, t("copy")] if slip.copy else said)


class Planner:
    """Reckons plans in a style. `ranks` gives groups a badge, which takes room; arrows stay as they were `before`."""

    def __init__(self, style: Style, ranks: Mapping[str, object], before: Plan | None = None) -> None:
        self.style, self.ranks, self.before = style, ranks, before

    def note_height(self, slip: Slip, width: float) -> float:
        """How high a note is in a width."""
        return self.style.note_height(slip.text, bool(asides(slip)), width)

    def head_height(self, group: Group, width: float) -> float:
        """How high the head of a group is: its title, or its number."""
        style = self.style
        if not group.title:
            return style.fonts["strong"][1] + style.pad
        room = width - 2 * style.pad - (self.badge() if group.key in self.ranks else 0)
        return max(style.laid("title", group.title, room).height, self.badge() - 8) + 1.6 * style.pad

    def badge(self) -> float:
        """The room that a rank takes before a title."""
        return round(38 * self.style.scale)

    # ------------------------------------------------------------------ the wall

    def wall(self, look: Look, room: float, *, close_up: bool) -> Plan:
        """The free wall: what was placed by hand stays there. Notes that wait stand at the left, groups beside them.

        `room` is the width in sight. With `close_up` groups take all of it, and the notes that stay alone come after.
        """
        plan, style = Plan(), self.style
        waiting = [s for s in look.loners if s.spot.x is None or s.spot.y is None]
        apart = bool(waiting) and not close_up
        left = self._wait(look, waiting, plan, room) if apart else 0.0
        for slip in look.loners:
            if slip.spot.x is not None and slip.spot.y is not None:
                size = style.note_w, self.note_height(slip, style.note_w)
                plan.notes[slip.key] = Box(float(slip.spot.x), float(slip.spot.y), *size)
        self._stand_all(look, plan, left, max(room, WALL_W))
        if not apart:
            plan.measure()
            self._line_up(waiting, plan, max(room, WALL_W), plan.height + (24.0 if plan.height else 0.0))
        plan.measure()
        return plan

    def _stand_all(self, look: Look, plan: Plan, left: float, room: float) -> None:
        """The groups, each where it was put, else in the shortest column."""
        most, least = self.style.box_w, 0.8 * self.style.box_w
        ends = [0.0] * max(1, int((room - left + 20) // (least + 20)))
        width = float(round(max(least, min(most, (room - left + 20) / len(ends) - 20))))
        step = width + 20
        for group in look.of():
            height = self._height(look, group, width)
            if group.wall is not None:
                x, y = map(float, group.wall)
            else:
                column = min(range(len(ends)), key=lambda n: (ends[n], n))
                x, y = left + column * step, ends[column]
                ends[column] += height + 20
            self._stand(look, plan, group, Box(x, y, width, height))

    def _wait(self, look: Look, waiting: list[Slip], plan: Plan, room: float) -> float:
        """Notes that wait at the left, each in a slot of its own; a row that all have left takes no room."""
        width, gap = self.style.note_w, self.style.gap + 4
        columns = (3 if self.style.density == 2 else 2) - (room < 900 * self.style.scale)
        alone = {slip.key for slip in waiting}
        slips = list(look.slips.values())
        y = 0.0
        for first in range(0, len(slips), columns):
            row = [(n, s) for n, s in enumerate(slips[first : first + columns]) if s.key in alone]
            for number, slip in row:
                plan.notes[slip.key] = Box(number * (width + gap), y, width, self.note_height(slip, width))
            y += max((plan.notes[s.key].h + gap for _n, s in row), default=0.0)
        return columns * (width + gap) + 28.0

    def _line_up(self, waiting: list[Slip], plan: Plan, room: float, top: float) -> None:
        """Notes that stay alone, in rows from `top` on."""
        width, gap = self.style.note_w, self.style.gap + 4
        columns = max(1, int((room + gap) // (width + gap)))
        y = top
        for first in range(0, len(waiting), columns):
            row = waiting[first : first + columns]
            for number, slip in enumerate(row):
                plan.notes[slip.key] = Box(number * (width + gap), y, width, self.note_height(slip, width))
            y += max(plan.notes[s.key].h for s in row) + gap

    def _height(self, look: Look, group: Group, width: float) -> float:
        inner, gap = width - 2 * self.style.pad, self.style.gap
        height = self.head_height(group, width) + self.style.pad
        height += sum(self.note_height(s, inner) + gap for s in look.members.get(group.key, ()))
        height += sum(self._height(look, child, inner) + gap for child in look.of(group.key))
        return height - gap

    def _stand(self, look: Look, plan: Plan, group: Group, box: Box) -> None:
        plan.groups[group.key] = box
        inner, x = box.w - 2 * self.style.pad, box.x + self.style.pad
        y = box.y + self.head_height(group, box.w)
        for slip in look.members.get(group.key, ()):
            height = self.note_height(slip, inner)
            plan.notes[slip.key] = Box(x, y, inner, height)
            y += height + self.style.gap
        for child in look.of(group.key):
            height = self._height(look, child, inner)
            self._stand(look, plan, child, Box(x, y, inner, height))
            y += height + self.style.gap

    # ------------------------------------------------------------------ the chart

    def chart(self, look: Look, room: float) -> Plan:
        """The chart: groups in rows along their arrows, or where they were put; notes that stand alone in one box.

        That box stands among the groups while it is no higher than they are, else under them all, as wide as the chart.
        """
        style, plan = self.style, Plan()
        gaps = Gaps(round(88 * style.scale), round(44 * style.scale))
        columns, width = self._columns(room, gaps.across)
        tops = {g.key: g for g in look.of()}
        outer = {key: outermost(look, key) for key in look.groups}
        links = [(outer[r.start], outer[r.end]) for r in look.relations if outer[r.start] != outer[r.end]]
        sizes = {key: (width, self._height(look, group, width)) for key, group in tops.items()}
        highest, alone = max((high for _wide, high in sizes.values()), default=0.0), self._alone(look, width, 1)
        among = bool(look.loners) and alone.h <= highest
        sizes[LONERS] = (width, alone.h)
        chains = order(list(tops), links) + ([[LONERS]] if among else [])
        for key, box in place(sizes, cells(chains, columns), width, gaps).items():
            if key == LONERS:
                self._stand_alone(look, plan, box, 1)
            elif (at := tops[key].chart) is not None:
                self._stand(look, plan, tops[key], Box(float(at[0]), float(at[1]), box.w, box.h))
            else:
                self._stand(look, plan, tops[key], box)
        if look.loners and not among:
            plan.measure()
            box = self._alone(look, columns * (width + gaps.across) - gaps.across, columns)
            top = plan.height + gaps.down if plan.height else 0.0
            self._stand_alone(look, plan, Box(0.0, top, box.w, box.h), columns)
        self._route(look, plan, outer)
        plan.measure()
        return plan

    def _columns(self, room: float, gap: float) -> tuple[int, float]:
        """How many columns of boxes there are, and how wide they are."""
        least, most = 250 * self.style.scale, 330 * self.style.scale
        columns = max(2, int((room + gap) // (least + gap)))
        return columns, float(round(max(least, min(most, (room + gap) / columns - gap))))

    def _alone(self, look: Look, width: float, columns: int) -> Box:
        """How large the box of notes that stand alone is, in a width and so many columns."""
        return Box(0.0, 0.0, width, self._rows_alone(look, Box(0.0, 0.0, width, 0.0), columns, {}))

    def _stand_alone(self, look: Look, plan: Plan, box: Box, columns: int) -> None:
        plan.groups[LONERS] = box
        self._rows_alone(look, box, columns, plan.notes)

    def _rows_alone(self, look: Look, box: Box, columns: int, notes: dict[str, Box]) -> float:
        """Place the notes that stand alone in rows of their box; how high that makes it."""
        style = self.style
        step = (box.w - 2 * style.pad + style.gap) / columns
        width = float(round(step - style.gap))
        y = box.y + style.fonts["strong"][1] + 1.5 * style.pad
        for first in range(0, len(look.loners), columns):
            row = look.loners[first : first + columns]
            heights = [self.note_height(slip, width) for slip in row]
            for number, (slip, height) in enumerate(zip(row, heights, strict=True)):
                notes[slip.key] = Box(round(box.x + style.pad + number * step), y, width, height)
            y += max(heights) + style.gap
        return y - box.y + 0.5 * style.pad

    def _route(self, look: Look, plan: Plan, outer: Mapping[str, str]) -> None:
        plan.known = tuple((r.key, r.start, r.end, r.words, r.why) for r in look.relations)
        if self.before and self.before.known == plan.known and self.before.groups == plan.groups:
            plan.arrows = self.before.arrows
            return
        seen: dict[tuple[str, str], int] = {}
        for relation in look.relations:
            ends = [relation.start, relation.end]
            first, last = sorted(ends)
            again = seen[first, last] = seen.get((first, last), -1) + 1
            away = self._others(plan, outer, ends)
            lane = again * 16.0 * self.style.scale
            plan.arrows.append((relation, route(plan.groups[ends[0]], plan.groups[ends[1]], away, lane)))

    def _others(self, plan: Plan, outer: Mapping[str, str], ends: Sequence[str]) -> list[Box]:
        """The outermost boxes that an arrow must go round."""
        own = {outer[end] for end in ends}
        tops = {*outer.values(), LONERS}
        return [box for key, box in plan.groups.items() if key in tops and key not in own]

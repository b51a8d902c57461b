"""The chart on paper: titled boxes, arrows told apart by line, head and word, and a key to them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from facilitator.activities.cluster.chart import Box, Gaps, Point, Route, cells, order, place, route
from facilitator.activities.cluster.wall import RELATIONS_OF, Look, Relation, outermost
from facilitator.looks.pdf import BODY_HEIGHT, Flowable, Fonts, keep, small, style, text
from facilitator.looks.pdf_base import Canvas, ink
from facilitator.looks.pdf_text import draw_line, one_line

_GAPS = Gaps(52.0, 30.0)
_COLUMNS = 3
_PAD = 7.0
_DASHES: dict[str, list[float]] = {"supports": [4.0, 2.6], "part_of": [0.6, 2.2]}
_HEADS = {
    "leads_to": ("", "arrow"),
    "causes": ("arrow", "arrow"),
    "opposes": ("bar", "bar"),
    "part_of": ("", "diamond"),
    "supports": ("", "arrow"),
}


class Chart(Flowable):
    """Groups as boxes with their titles and how many notes they hold; arrows between them with their words."""

    def __init__(self, look: Look, fonts: Fonts) -> None:
        super().__init__()
        self.look, self.fonts = look, fonts
        self.boxes: dict[str, Box] = {}
        self.words: dict[str, Flowable] = {}
        self.arrows: list[tuple[Relation, Route]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width = width
        wide = (width - (_COLUMNS - 1) * _GAPS.across) / _COLUMNS
        outer = {key: outermost(self.look, key) for key in self.look.groups}
        links = [(outer[r.start], outer[r.end]) for r in self.look.relations]
        tops = [group.key for group in self.look.of()]
        self.words = {key: self._box_words(key) for key in tops}
        sizes = {key: (wide, self.words[key].wrap(wide - 2 * _PAD, 1000)[1] + 2 * _PAD) for key in tops}
        at = cells(order(tops, [(a, b) for a, b in links if a != b]), _COLUMNS)
        self.boxes = place(sizes, at, wide, _GAPS)
        self.arrows = [
            (r, self._route(outer[r.start], outer[r.end]))
            for r in self.look.relations
            if outer[r.start] != outer[r.end]
        ]
        self._make_room()
        self.height = max(
            [b.bottom for b in self.boxes.values()] + [y for _r, line in self.arrows for _x, y in line.points],
            default=0.0,
        )
        return self.width, self.height + 4

    def _box_words(self, key: str) -> Flowable:
        group, inside = self.look.groups[key], self.look.of(key)
        count = len(self.look.all_slips(key))
        said = f"{count} note{'' if count == 1 else 's'}"
        said += f", in it: {'; '.join(child.name for child in inside)}" if inside else ""
        return keep(text("table_strong", group.name, self.fonts), small(said, self.fonts))

    def _route(self, start: str, end: str) -> Route:
        others = [box for key, box in self.boxes.items() if key not in (start, end)]
        return route(self.boxes[start], self.boxes[end], others)

    def _make_room(self) -> None:
        """Move everything down where an arrow runs over the top."""
        over = -min([0.0, *(y for _r, line in self.arrows for _x, y in line.points)])
        if over:
            self.boxes = {key: box._replace(y=box.y + over) for key, box in self.boxes.items()}
            self.arrows = [(r, _lowered(line, over)) for r, line in self.arrows]

    def draw(self) -> None:
        """Draws boxes, then arrows, then words on white."""
        canvas, top = self.canv, self.height + 4
        for key, box in self.boxes.items():
            canvas.setStrokeColor(ink("text_2"))
            canvas.setLineWidth(0.7)
            canvas.roundRect(box.x, top - box.bottom, box.w, box.h, 4)
            high = self.words[key].wrap(box.w - 2 * _PAD, 1000)[1]
            self.words[key].drawOn(canvas, box.x + _PAD, top - box.y - _PAD - high)
        for relation, line in self.arrows:
            draw_arrow(canvas, [(x, top - y) for x, y in line.points], relation.kind)
        for relation, line in self.arrows:
            self._draw_words(relation, line, top)

    def _draw_words(self, relation: Relation, line: Route, top: float) -> None:
        x, y = line.middle
        said = relation.words.split(" ", 1) if len(relation.words) > 11 else [relation.words]
        lines = [one_line(style("small"), words, self.fonts, 200.0) for words in said]
        for number, made in enumerate(lines):
            base = top - y - 10 - 9.5 * number if line.level else top - y + 4.5 * (len(lines) - 1) - 9.5 * number - 2.5
            self.canv.setFillColor(ink("panel"))
            self.canv.rect(x - made.width / 2 - 2, base - 2.5, made.width + 4, 10, stroke=0, fill=1)
            draw_line(self.canv, made, x - made.width / 2, base)

    def least_height(self, width: float) -> float:
        """All of it: a chart stays on one page."""
        return min(self.wrap(width, BODY_HEIGHT)[1], BODY_HEIGHT - 1)


class ArrowKey(Flowable):
    """The kinds of arrow that the chart uses, each with its word."""

    def __init__(self, kinds: Sequence[str], fonts: Fonts) -> None:
        super().__init__()
        self.kinds, self.fonts = list(kinds), fonts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, 16.0
        return self.width, self.height

    def draw(self) -> None:
        """Draws a short arrow and its word, one after another."""
        x = 0.0
        for kind in self.kinds:
            line = one_line(style("small"), RELATIONS_OF[kind], self.fonts, 200.0)
            draw_arrow(self.canv, [(x, 8.0), (x + 34, 8.0)], kind)
            draw_line(self.canv, line, x + 40, 5.2)
            x += 40 + line.width + 18


def _lowered(line: Route, by: float) -> Route:
    points = tuple((x, y + by) for x, y in line.points)
    return line._replace(points=points, middle=(line.middle[0], line.middle[1] + by))


def draw_arrow(canvas: Canvas, points: Sequence[Point], kind: str) -> None:
    """An arrow along its points, y upwards, in ink."""
    canvas.saveState()
    canvas.setStrokeColor(ink("text"))
    canvas.setFillColor(ink("panel"))
    canvas.setLineWidth(1.0)
    reach = 4.5
    ends = [_toward(points[0], points[1], 2.0), *points[1:-1], _toward(points[-1], points[-2], 2.0)]
    if kind in _DASHES:
        canvas.setDash(_DASHES[kind])
    for one, other in pairwise(ends):
        canvas.line(*one, *other)
    canvas.setDash([])
    first, last = _HEADS.get(kind, ("", "arrow"))
    _draw_head(canvas, ends[0], points[1], first, reach)
    _draw_head(canvas, ends[-1], points[-2], last, reach)
    canvas.restoreState()


def _toward(start: Point, end: Point, by: float) -> Point:
    long = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) * by / long, start[1] + (end[1] - start[1]) * by / long


def _draw_head(canvas: Canvas, tip: Point, back: Point, head: str, reach: float) -> None:
    if not head:
        return
    dx, dy = (part - at for part, at in zip(_toward(tip, back, reach), tip, strict=True))
    path = canvas.beginPath()
    if head == "bar":
        path.moveTo(tip[0] + dy, tip[1] - dx)
        path.lineTo(tip[0] - dy, tip[1] + dx)
    else:
        path.moveTo(tip[0] + dx - 0.75 * dy, tip[1] + dy + 0.75 * dx)
        path.lineTo(*tip)
        path.lineTo(tip[0] + dx + 0.75 * dy, tip[1] + dy - 0.75 * dx)
        if head == "diamond":
            path.lineTo(tip[0] + 2 * dx, tip[1] + 2 * dy)
            path.close()
    canvas.drawPath(path, stroke=1, fill=1 if head == "diamond" else 0)

"""Boxes with arrows between them on paper: arrows told apart by line, head and word, and a key to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from facilitator.looks.arrows import Link, LinkBox, Links, Stroke
from facilitator.looks.chart import Box, Gaps, Point, Route, cells, order, place, route, toward
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Canvas, Flowable, inked, layout, style
from facilitator.looks.pdf.stack import Stack
from facilitator.looks.pdf.text import draw_line, one_line, text

_GAPS = Gaps(52.0, 30.0)
_COLUMNS = 3
_PAD = 7.0
_DASHES: dict[str, list[float]] = {"dashed": [4.0, 2.6], "dotted": [0.6, 2.2]}


class Chart(Flowable):
    """Boxes with their titles, and arrows between them with their words."""

    def __init__(self, links: Links, fonts: Fonts) -> None:
        super().__init__()
        self.links, self.fonts = links, fonts
        self.boxes: dict[str, Box] = {}
        self.words: dict[str, Flowable] = {}
        self.arrows: list[tuple[Link, Route]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width = width
        wide = (width - (_COLUMNS - 1) * _GAPS.across) / _COLUMNS
        self.words = {box.key: self._box_words(box) for box in self.links.boxes}
        sizes = {key: (wide, words.wrap(wide - 2 * _PAD, 1000)[1] + 2 * _PAD) for key, words in self.words.items()}
        apart = [link for link in self.links.links if link.start != link.end]
        at = cells(order(list(self.words), [(link.start, link.end) for link in apart]), _COLUMNS)
        self.boxes = place(sizes, at, wide, _GAPS)
        self.arrows = [(link, self._route(link.start, link.end)) for link in apart]
        self._make_room()
        self.height = max(
            [b.bottom for b in self.boxes.values()] + [y for _r, line in self.arrows for _x, y in line.points],
            default=0.0,
        )
        return self.width, self.height + 4

    def _box_words(self, box: LinkBox) -> Flowable:
        return Stack([text("table_strong", box.title, self.fonts), text("small", box.words, self.fonts)])

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
            canvas.setStrokeColor(inked("text_2"))
            canvas.setLineWidth(0.7)
            canvas.roundRect(box.x, top - box.bottom, box.w, box.h, 4)
            high = self.words[key].wrap(box.w - 2 * _PAD, 1000)[1]
            self.words[key].drawOn(canvas, box.x + _PAD, top - box.y - _PAD - high)
        for link, line in self.arrows:
            draw_arrow(canvas, [(x, top - y) for x, y in line.points], link.stroke)
        for link, line in self.arrows:
            self._draw_words(link, line, top)

    def _draw_words(self, link: Link, line: Route, top: float) -> None:
        x, y = line.middle
        said = link.words.split(" ", 1) if len(link.words) > 11 else [link.words]
        lines = [one_line(style("small"), words, self.fonts, 200.0) for words in said]
        for number, made in enumerate(lines):
            base = top - y - 10 - 9.5 * number if line.level else top - y + 4.5 * (len(lines) - 1) - 9.5 * number - 2.5
            self.canv.setFillColor(inked("panel"))
            self.canv.rect(x - made.width / 2 - 2, base - 2.5, made.width + 4, 10, stroke=0, fill=1)
            draw_line(self.canv, made, x - made.width / 2, base)

    def least_height(self, width: float) -> float:
        """All of it: a chart stays on one page."""
        return min(self.wrap(width, layout().body)[1], layout().body - 1)


class ArrowKey(Flowable):
    """The kinds of arrow that a drawing uses, each with its word."""

    def __init__(self, key: Sequence[tuple[Stroke, str]], fonts: Fonts) -> None:
        super().__init__()
        self.key, self.fonts = list(key), fonts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, 16.0
        return self.width, self.height

    def draw(self) -> None:
        """Draws a short arrow and its word, one after another."""
        x = 0.0
        for stroke, words in self.key:
            line = one_line(style("small"), words, self.fonts, 200.0)
            draw_arrow(self.canv, [(x, 8.0), (x + 34, 8.0)], stroke)
            draw_line(self.canv, line, x + 40, 5.2)
            x += 40 + line.width + 18


def _lowered(line: Route, by: float) -> Route:
    points = tuple((x, y + by) for x, y in line.points)
    return line._replace(points=points, middle=(line.middle[0], line.middle[1] + by))


def draw_arrow(canvas: Canvas, points: Sequence[Point], stroke: Stroke) -> None:
    """An arrow along its points, y upwards, in ink."""
    canvas.saveState()
    canvas.setStrokeColor(inked("text"))
    canvas.setFillColor(inked("panel"))
    canvas.setLineWidth(1.0)
    reach = 4.5
    ends = [toward(points[0], points[1], 2.0), *points[1:-1], toward(points[-1], points[-2], 2.0)]
    if stroke.line in _DASHES:
        canvas.setDash(_DASHES[stroke.line])
    for one, other in pairwise(ends):
        canvas.line(*one, *other)
    canvas.setDash([])
    _draw_head(canvas, ends[0], points[1], stroke.tail, reach)
    _draw_head(canvas, ends[-1], points[-2], stroke.head, reach)
    canvas.restoreState()


def _draw_head(canvas: Canvas, tip: Point, back: Point, head: str, reach: float) -> None:
    if not head:
        return
    dx, dy = (part - at for part, at in zip(toward(tip, back, reach), tip, strict=True))
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

"""Drawings as pictures, for documents that hold no other kind of drawing."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, cast

from PIL import Image, ImageChops, ImageDraw

from facilitator.looks.pdf.base import Canvas, Flowable
from facilitator.looks.pen import Ink, Pen, Point

if TYPE_CHECKING:
    from facilitator.looks.pdf.face import Face
    from facilitator.looks.pdf.lines import Line, Piece

_FINE = 6
"""Dots a point while drawing; the picture has half as many, so that edges are smooth."""
_STEPS = 6
_MARGIN = 3.0


class _PicturePen(Pen):
    """Draws dots."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.height = height + _MARGIN
        size = (round((width + 2 * _MARGIN) * _FINE), round((height + 2 * _MARGIN) * _FINE))
        self.image = Image.new("RGB", size, "#FFFFFF")
        self._draw_on = ImageDraw.Draw(self.image)

    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        """A filled area, a line through the points, or both."""
        dots = [self._dot(point) for point in points]
        if ink.fill:
            self._draw_on.polygon(dots, fill=ink.fill)
        if ink.stroke:
            for one, other in _dashes(dots, [long * _FINE for long in ink.dash]):
                self._draw_on.line([one, other], fill=ink.stroke, width=max(1, round(ink.width * _FINE)))

    def round(self, middle: Point, radius: float, ink: Ink) -> None:
        """A circle."""
        (x, y), r = self._dot(middle), radius * _FINE
        wide = max(1, round(ink.width * _FINE))
        self._draw_on.ellipse((x - r, y - r, x + r, y + r), ink.fill or None, ink.stroke or None, wide)

    def say(self, line: Line, at: Point, scale: float) -> None:
        """The words, glyph by glyph from the outlines of their font."""
        for piece in line.pieces:
            self._say_piece(piece, (at[0] + piece.x * scale, at[1]), scale)

    def _say_piece(self, piece: Piece, at: Point, scale: float) -> None:
        em = piece.style.size * scale / 1000
        x, y = at
        for glyph in piece.glyphs or piece.face.nominal(piece.text):
            contours = _contours(piece.face, glyph.gid, piece.style.size * scale / piece.face.units)
            corner = (x + glyph.dx * em, y + glyph.dy * em)
            self._fill([[(corner[0] + a, corner[1] + b) for a, b in one] for one in contours], piece.style.colour)
            x += glyph.advance * em

    def _fill(self, contours: list[list[Point]], colour: str) -> None:
        """Fills what an odd number of contours holds, so that letters keep their holes."""
        dots = [[self._dot(point) for point in contour] for contour in contours if len(contour) > 2]
        if not dots:
            return
        xs, ys = zip(*(dot for contour in dots for dot in contour), strict=True)
        left, top = int(min(xs)) - 1, int(min(ys)) - 1
        mask = Image.new("1", (int(max(xs)) - left + 2, int(max(ys)) - top + 2))
        for contour in dots:
            one = Image.new("1", mask.size)
            ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in contour], fill=1)
            mask = ImageChops.logical_xor(mask, one)
        self.image.paste(colour, (left, top), mask)

    def _dot(self, point: Point) -> Point:
        return (point[0] + _MARGIN) * _FINE, (self.height - point[1]) * _FINE


def png(drawing: Flowable, width: float) -> bytes:
    """A drawing so many points wide, as a PNG."""
    height = drawing.wrap(width, 100_000.0)[1]
    pen = _PicturePen(width, height)
    drawing.drawOn(cast(Canvas, pen), 0, 0)
    target = io.BytesIO()
    pen.image.reduce(2).save(target, "PNG", optimize=True)
    return target.getvalue()


def _contours(face: Face, gid: int, scale: float) -> list[list[Point]]:
    """The outlines of a glyph as points, curves cut into short lines."""
    found: list[list[Point]] = []
    for step, values in face.outline(gid):
        points = [(values[n] * scale, values[n + 1] * scale) for n in range(0, len(values), 2)]
        if step == "m":
            found.append(points)
        elif step == "l":
            found[-1] += points
        elif step == "c":
            found[-1] += _curve(found[-1][-1], *points)
    return found


def _curve(start: Point, a: Point, b: Point, end: Point) -> list[Point]:
    made = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (sum(w * point[axis] for w, point in zip(weights, (start, a, b, end), strict=True)) for axis in (0, 1))
        made.append((x, y))
    return made


def _dashes(dots: Sequence[Point], dash: Sequence[float]) -> Iterator[tuple[Point, Point]]:
    """The pieces of a line that are drawn: all of it, or its dashes, which begin anew at each corner."""
    for one, other in pairwise(dots):
        long = hypot(other[0] - one[0], other[1] - one[1])
        if not dash or not long:
            yield one, other
            continue
        at = 0.0
        while at < long:
            end = min(at + dash[0], long)
            first, last = at / long, end / long
            dx, dy = other[0] - one[0], other[1] - one[1]
            yield (one[0] + dx * first, one[1] + dy * first), (one[0] + dx * last, one[1] + dy * last)
            at += sum(dash)

"""Drawings as SVG that stands in a page of its own right: words as words, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from markupsafe import Markup

from facilitator.looks.pdf.base import Canvas, Flowable
from facilitator.looks.pen import Ink, Pen, Point
from facilitator.looks.scripts import safe

if TYPE_CHECKING:
    from facilitator.looks.pdf.lines import Line

_WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700, "display": 700}
_MARGIN = 3.0


class _SvgPen(Pen):
    """Writes SVG elements; `height` turns the drawing's way up round."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height
        self.elements: list[Markup] = []

    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        """A polyline, or a polygon where it is filled or closed."""
        said = " ".join(f"{x:.1f},{self.height - y:.1f}" for x, y in points)
        name = "polygon" if ink.fill or points[0] == points[-1] else "polyline"
        self.elements.append(Markup("<{} points='{}'{}/>").format(Markup(name), said, _look(ink)))

    def round(self, middle: Point, radius: float, ink: Ink) -> None:
        """A circle."""
        at = Markup("<circle cx='{:.1f}' cy='{:.1f}' r='{:.1f}'{}/>")
        self.elements.append(at.format(middle[0], self.height - middle[1], radius, _look(ink)))

    def say(self, line: Line, at: Point, scale: float) -> None:
        """The words, each piece as wide as it was measured, whatever font the reader has."""
        made = Markup(
            "<text x='{:.1f}' y='{:.1f}' font-size='{:.1f}' font-weight='{}' fill='{}' textLength='{:.1f}'>{}</text>"
        )
        for piece in line.pieces:
            if piece.text.strip():
                x, y, size = at[0] + piece.x * scale, self.height - at[1], piece.style.size * scale
                weight, wide = _WEIGHTS[piece.style.weight], piece.width * scale
                self.elements.append(made.format(x, y, size, weight, piece.style.colour, wide, piece.text))


def svg(drawing: Flowable, width: float, alt: str = "") -> Markup:
    """A drawing so many points wide; `alt` is what is read aloud, and without it the drawing is passed over."""
    height = drawing.wrap(width, 100_000.0)[1]
    pen = _SvgPen(height)
    drawing.drawOn(cast(Canvas, pen), 0, 0)
    box = f"{-_MARGIN:g} {-_MARGIN:g} {width + 2 * _MARGIN:.0f} {height + 2 * _MARGIN:.0f}"
    said = Markup("role='img' aria-label='{}'").format(safe(alt)) if alt else Markup("aria-hidden='true'")
    head = Markup("<svg viewBox='{}' {} font-family='Inter, system-ui, sans-serif'>").format(box, said)
    return head + Markup("").join(pen.elements) + Markup("</svg>")


def _look(ink: Ink) -> Markup:
    said = Markup(" fill='{}'").format(ink.fill or "none")
    if ink.stroke:
        said += Markup(" stroke='{}' stroke-width='{:.2g}'").format(ink.stroke, ink.width)
    if ink.stroke and ink.dash:
        said += Markup(" stroke-dasharray='{}'").format(" ".join(f"{long:g}" for long in ink.dash))
    return said

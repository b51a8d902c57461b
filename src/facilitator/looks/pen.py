"""A canvas beside paper's: parts of a page that draw themselves draw on it too, and it makes of it what it is for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color

if TYPE_CHECKING:
    from facilitator.looks.pdf.lines import Line

Point = tuple[float, float]
_CORNER = 0.29
"""How far from a corner of the box a round corner passes, as a part of its radius."""


@dataclass(frozen=True)
class Ink:
    """How something is drawn: its colours "#RRGGBB", "" for none; width and dashes in the drawing's unit."""

    stroke: str = ""
    fill: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class _State:
    stroke: str = "#000000"
    fill: str = "#000000"
    width: float = 1.0
    dash: tuple[float, ...] = ()
    scale: float = 1.0
    left: float = 0.0
    up: float = 0.0
    clip: tuple[float, float, float, float] | None = None


@dataclass
class Path:
    """Lines and areas, put together from points."""

    pieces: list[list[Point]] = field(default_factory=list)

    def moveTo(self, x: float, y: float) -> None:  # the names are those of paper's canvas
        """Begins a piece."""
        self.pieces.append([(x, y)])

    def lineTo(self, x: float, y: float) -> None:
        """Goes on with it."""
        self.pieces[-1].append((x, y))

    def close(self) -> None:
        """Back to where the piece began."""
        self.pieces[-1].append(self.pieces[-1][0])

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle."""
        self.pieces.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)])


class Pen(ABC):
    """What drawings use of paper's canvas; a kind of pen says what becomes of lines, areas, circles and words.

    Points from the lower left corner come in; what the kinds get is in the same unit, moved and scaled.
    """

    def __init__(self) -> None:
        self._now = _State()
        self._kept: list[_State] = []

    @abstractmethod
    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        """A line through points, or an area where the ink fills."""

    @abstractmethod
    def round(self, middle: Point, radius: float, ink: Ink) -> None:
        """A circle."""

    @abstractmethod
    def say(self, line: Line, at: Point, scale: float) -> None:
        """A line of words with its left end and base line at a point."""

    def words(self, line: Line, x: float, y: float) -> None:
        """Draws a line of words."""
        self.say(line, self._at(x, y), self._now.scale)

    def saveState(self) -> None:
        """Keeps colours, place and clip for later."""
        self._kept.append(self._now)

    def restoreState(self) -> None:
        """Takes the last kept ones back."""
        self._now = self._kept.pop()

    def setFillColor(self, colour: object) -> None:
        """The colour of areas: "#RRGGBB", or paper's own object for it."""
        self._now = replace(self._now, fill=_hex(colour))

    def setStrokeColor(self, colour: object) -> None:
        """The colour of lines."""
        self._now = replace(self._now, stroke=_hex(colour))

    def setLineWidth(self, width: float) -> None:
        """How wide lines are."""
        self._now = replace(self._now, width=width)

    def setDash(self, array: list[float] | None = None) -> None:
        """How long dashes and gaps are; none for a whole line."""
        self._now = replace(self._now, dash=tuple(array or ()))

    def translate(self, dx: float, dy: float) -> None:
        """Moves what is drawn next."""
        self._now = replace(self._now, left=self._at(dx, dy)[0], up=self._at(dx, dy)[1])

    def scale(self, x: float, y: float) -> None:
        """Makes what is drawn next larger or smaller; both ways alike."""
        self._now = replace(self._now, scale=self._now.scale * x)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line, as far as the clip allows."""
        ends = self._clipped((x1, y1), (x2, y2))
        if ends:
            self._draw(ends, stroke=1, fill=0)

    def rect(self, x: float, y: float, width: float, height: float, *, stroke: int = 1, fill: int = 0) -> None:
        """A rectangle."""
        path = Path()
        path.rect(x, y, width, height)
        self.drawPath(path, stroke, fill)

    def roundRect(
        self, x: float, y: float, width: float, height: float, radius: float, *, stroke: int = 1, fill: int = 0
    ) -> None:
        """A rectangle with round corners."""
        r, c = min(radius, width / 2, height / 2), min(radius, width / 2, height / 2) * _CORNER
        right, top = x + width, y + height
        corners = [(x + r, y), (right - r, y), (right - c, y + c), (right, y + r), (right, top - r)]
        corners += [(right - c, top - c), (right - r, top), (x + r, top), (x + c, top - c), (x, top - r), (x, y + r)]
        self._draw([*corners, (x + c, y + c), (x + r, y)], stroke=stroke, fill=fill)

    def circle(self, x: float, y: float, r: float, stroke: int = 1, fill: int = 0) -> None:
        """A circle, if its middle is inside the clip."""
        if self._inside((x, y)):
            self.round(self._at(x, y), r * self._now.scale, self._ink(stroke, fill))

    def beginPath(self) -> Path:
        """A path to fill with points."""
        return Path()

    def drawPath(self, path: Path, stroke: int = 1, fill: int = 0) -> None:
        """Draws all of a path."""
        for piece in path.pieces:
            self._draw(piece, stroke=stroke, fill=fill)

    def clipPath(self, path: Path, stroke: int = 1, fill: int = 0) -> None:
        """From now on only what is inside the path's box is drawn."""
        xs, ys = zip(*(point for piece in path.pieces for point in piece), strict=True)
        self._now = replace(self._now, clip=(min(xs), min(ys), max(xs), max(ys)))

    def _draw(self, points: Sequence[Point], *, stroke: int, fill: int) -> None:
        self.shape([self._at(*point) for point in points], self._ink(stroke, fill))

    def _ink(self, stroke: int, fill: int) -> Ink:
        now = self._now
        dash = tuple(long * now.scale for long in now.dash)
        return Ink(now.stroke if stroke else "", now.fill if fill else "", now.width * now.scale, dash)

    def _at(self, x: float, y: float) -> Point:
        now = self._now
        return now.left + x * now.scale, now.up + y * now.scale

    def _inside(self, at: Point) -> bool:
        if not self._now.clip:
            return True
        left, low, right, high = self._now.clip
        return left <= at[0] <= right and low <= at[1] <= high

    def _clipped(self, one: Point, other: Point) -> list[Point]:
        """The part of a line that is inside the clip; nothing where none is."""
        if not self._now.clip:
            return [one, other]
        left, low, right, high = self._now.clip
        (x, y), (dx, dy) = one, (other[0] - one[0], other[1] - one[1])
        first, last = 0.0, 1.0
        for along, room in ((-dx, x - left), (dx, right - x), (-dy, y - low), (dy, high - y)):
            if not along:
                if room < 0:
                    return []
            elif along < 0:
                first = max(first, room / along)
            else:
                last = min(last, room / along)
        return [(x + dx * at, y + dy * at) for at in (first, last)] if first < last else []


def _hex(colour: object) -> str:
    return f"#{colour.hexval()[2:]}" if isinstance(colour, Color) else str(colour)

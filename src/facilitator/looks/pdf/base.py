"""What every part of a printed page stands on: reportlab's flowable and canvas, with types, and the styles of print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol

from reportlab.lib.colors import HexColor, toColor

from facilitator.looks.fonts import Weight
from facilitator.looks.tokens import load

Align = Literal["start", "right", "centre"]
StyleName = Literal["body", "strong", "small", "table", "table_strong", "head", "time", "h1", "h2", "h3", "figure"]

PAGE = (595.28, 841.89)
LETTER = (612.0, 792.0)
"""The sizes of paper in points. All is laid out on A4; other paper shows the same page as large as it fits."""
MARGIN = 17 * 72 / 25.4
TOP = 72.0
FOOT = 66.0


@dataclass(frozen=True)
class Layout:
    """How a page stands: its `size`, and what its margins leave, all in points."""

    size: tuple[float, float]
    width: float = field(init=False)
    body: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", self.size[0] - 2 * MARGIN)
        object.__setattr__(self, "body", self.size[1] - TOP - FOOT)


UPRIGHT, ACROSS = Layout(PAGE), Layout((PAGE[1], PAGE[0]))
_layout = ContextVar("layout", default=UPRIGHT)


def layout() -> Layout:
    """How the pages stand of the document that is being made; upright where none is."""
    return _layout.get()


@contextmanager
def laid_out(now: Layout) -> Iterator[None]:
    """Parts made and measured in here are for pages that stand so."""
    before = _layout.set(now)
    try:
        yield
    finally:
        _layout.reset(before)


class Canvas(Protocol):
    """What pages use of reportlab's canvas; lengths are points from the page's lower left corner."""

    _code: list[str]
    _doc: Any
    _escape: Any

    def saveState(self) -> None: ...
    def restoreState(self) -> None: ...
    def setFillColor(self, colour: object) -> None: ...
    def setStrokeColor(self, colour: object) -> None: ...
    def setLineWidth(self, width: float) -> None: ...
    def setDash(self, array: list[float] | None = None) -> None: ...
    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...
    def rect(self, x: float, y: float, width: float, height: float, *, stroke: int = 1, fill: int = 0) -> None: ...
    def roundRect(
        self, x: float, y: float, width: float, height: float, radius: float, *, stroke: int = 1, fill: int = 0
    ) -> None: ...
    def circle(self, x: float, y: float, r: float, stroke: int = 1, fill: int = 0) -> None: ...
    def beginPath(self) -> Any: ...
    def drawPath(self, path: Any, stroke: int = 1, fill: int = 0) -> None: ...
    def clipPath(self, path: Any, stroke: int = 1, fill: int = 0) -> None: ...
    def translate(self, dx: float, dy: float) -> None: ...
    def scale(self, x: float, y: float) -> None: ...
    def rotate(self, degrees: float) -> None: ...
    def beginForm(
        self, name: str, lowerx: float = 0, lowery: float = 0, upperx: float | None = None, uppery: float | None = None
    ) -> None: ...
    def endForm(self) -> None: ...
    def doForm(self, name: str) -> None: ...
    def hasForm(self, name: str) -> bool: ...
    def getPageNumber(self) -> int: ...
    def absolutePosition(self, x: float, y: float) -> tuple[float, float]: ...
    def bookmarkHorizontal(self, key: str, relativeX: float, relativeY: float) -> None: ...
    def addOutlineEntry(self, title: str, key: str, level: int = 0, closed: bool | None = None) -> None: ...
    def showOutline(self) -> None: ...


if TYPE_CHECKING:

    class Flowable:
        """A block that a page takes in, as reportlab asks it to be."""

        canv: Canvas
        width: float
        height: float

        def __init__(self) -> None: ...
        def wrap(self, width: float, height: float) -> tuple[float, float]: ...
        def split(self, width: float, height: float) -> list[Flowable]: ...
        def draw(self) -> None: ...
        def drawOn(self, canvas: Canvas, x: float, y: float) -> None: ...
        def getSpaceBefore(self) -> float: ...
        def getSpaceAfter(self) -> float: ...

    class Pages:
        """reportlab's canvas, without the font that it names on every page though nobody uses it."""

else:
    from reportlab.pdfgen.canvas import Canvas as _Canvas
    from reportlab.platypus.flowables import Flowable

    class Pages(_Canvas):
        """reportlab's canvas, without the font that it names on every page though nobody uses it.

        What is drawn most is written here in the same way as there, several times as fast.
        """

        def _make_preamble(self):
            self._preamble = "1 0 0 1 0 0 cm"

        def translate(self, dx, dy):
            a, b, c, d, e, f = self._currentMatrix
            self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
            self._code.append(f"1 0 0 1 {dx:.3f} {dy:.3f} cm")

        def setFillColor(self, colour, alpha=None):
            self._fillColorObj = colour
            self._code.append(_painted(colour, "rg"))

        def setStrokeColor(self, colour, alpha=None):
            self._strokeColorObj = colour
            self._code.append(_painted(colour, "RG"))

        def line(self, x1, y1, x2, y2):
            self._code.append(f"n {x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")

    @cache
    def _painted(colour, operator):
        colour = toColor(colour)
        return f"{colour.red:.6g} {colour.green:.6g} {colour.blue:.6g} {operator}"


@dataclass(frozen=True)
class Style:
    """How words stand on paper: points for sizes and spaces; `figures` makes every figure equally wide.

    `kern` fits letters to each other and `track` moves them apart, in 1/1000 of the size: for large type.
    """

    size: float
    leading: float
    weight: Weight = "regular"
    colour: str = "#111111"
    before: float = 0.0
    after: float = 0.0
    align: Align = "start"
    kern: bool = False
    track: float = 0.0
    figures: bool = False

    def aligned(self, align: Align, figures: bool = False) -> Style:
        """The same style with another alignment."""
        return replace(self, align=align, figures=figures)


def ink(role: str) -> str:
    """The colour "#RRGGBB" of a use on paper, such as "text_2" or "line"."""
    return load().role("print", role)


@cache
def paint(colour: str) -> object:
    """A colour "#RRGGBB" as the canvas takes it fastest."""
    return HexColor(colour)


def inked(role: str) -> object:
    """The colour of a use on paper, as the canvas takes it fastest."""
    return paint(ink(role))


@cache
def style(name: StyleName) -> Style:
    """The style of print by its name; sizes come from the look files."""
    tokens = load()
    sizes = {key: tokens.type_print(key) for key in ("small", "table", "body", "time", "h2", "h1")}
    text, grey = ink("text"), ink("text_2")

    def made(size: str, weight: Weight = "regular", colour: str = text, **more: Any) -> Style:
        return Style(sizes[size].size, sizes[size].line, weight, colour, **more)

    return {
        "body": lambda: made("body", after=6),
        "strong": lambda: made("body", "semibold", after=6),
        "small": lambda: made("small", colour=grey, after=4),
        "table": lambda: made("table"),
        "table_strong": lambda: made("table", "semibold"),
        "head": lambda: made("small", "semibold", ink("text_strong")),
        "time": lambda: made("time", "display", kern=True, track=-10),
        "h1": lambda: made("h1", "display", before=0, after=6, kern=True, track=-20),
        "h2": lambda: made("h2", "bold", before=16, after=5, kern=True, track=-8),
        "h3": lambda: made("body", "semibold", before=9, after=3),
        "figure": lambda: replace(made("h1", "display", kern=True, track=-20), size=22.0, leading=26.0),
    }[name]()

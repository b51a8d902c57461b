"""Paints a force field: labels along the middle line, arrows that grow outwards, dots for the spread. Desk and wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from facilitator.activities.forces.facts import DRIVER, SIDES
from facilitator.activities.forces.picture import Picture, Row
from facilitator.looks.qt import look as qt
from facilitator.looks.tokens import Theme, TypeSpec, load
from facilitator.model.say import say

HEAD, LEAST, STEP = 20.0, 20.0, 55.0
DOT, GUTTER = 16.0, 14.0
_ROOMY = 420
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_LEFT, _RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignLeft, _MIDDLE | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large everything is, px: letters, rows, arrows, dots. `unit` is px of the screen for a px of the design.

    `extra` is added to a row that shows what is expected; with `below` the dots stand under the arrow, not outside it;
    `words` is whether rows say that they were scored, and that their spread is wide; with `outside` an arrow's number
    stands behind its tail, where its shaft is too thin for it.
    """

    unit: float
    label: float
    small: float
    number: float
    row: float
    extra: float = 34.0
    thick: float = 1.0
    dot: float = 1.0
    below: bool = False
    words: bool = True
    outside: bool = False

    @property
    def head_row(self) -> float:
        """The height of the line with both headings, px of the screen."""
        return (self.label * 1.3 + 10) * self.unit


@dataclass(slots=True)
class Field:
    """One painting, and where each force came to stand, by its key; `tell` says a message in its readers' language."""

    painter: QPainter
    theme: Theme
    rect: QRectF
    sizes: Sizes
    tell: Callable[[str], str]
    places: dict[str, QRectF] = field(default_factory=dict)

    @property
    def half(self) -> float:
        """The width of one side."""
        return self.rect.width() / 2

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return qt.colour(role, self.theme)

    def font(self, size: float, weight: int = 450) -> QFont:
        """Letters of so many px of the design."""
        return qt.font_of(TypeSpec(size, size, weight), self.sizes.unit)


def paint_field(
    into: Field, shown: Picture, *, chosen: str = "", focus: bool = False, faded: frozenset[str] | None = None
) -> None:
    """Paint headings, the middle line and every row; `faded`: all rows but these stand back."""
    p, rect = into.painter, into.rect
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    middle = rect.center().x()
    p.setPen(QPen(into.colour("text"), 2 * into.sizes.unit))
    p.drawLine(QPointF(middle, rect.top()), QPointF(middle, rect.bottom()))
    heights = [each * into.sizes.unit for each in row_heights(shown, into.sizes)]
    tops = [rect.top() + into.sizes.head_row + above for above in accumulate([0.0, *heights])]
    for side in SIDES:
        _heading(into, shown, side)
        for number, row in enumerate(shown.side(side)):
            left = rect.left() if side == DRIVER else middle
            place = QRectF(left, tops[number], into.half, heights[number])
            into.places[row.key] = place
            p.setOpacity(0.35 if faded is not None and row.key not in faded else 1.0)
            _row(into, row, place)
            p.setOpacity(1.0)
            if row.key == chosen:
                _choice(into, place, focus=focus)


def row_heights(shown: Picture, sizes: Sizes) -> list[float]:
    """The height of each line, px of the design: both sides stand level, so the higher of the two counts."""
    pairs = zip_longest(*(shown.side(side) for side in SIDES))
    more = [any(row is not None and row.after is not None and row.strength for row in pair) for pair in pairs]
    return [sizes.row + (sizes.extra if each else 0.0) for each in more]


def height_of(shown: Picture, sizes: Sizes) -> float:
    """How high the whole field is, px of the screen."""
    return sizes.head_row + max(sizes.row, sum(row_heights(shown, sizes))) * sizes.unit


def _heading(into: Field, shown: Picture, side: str) -> None:
    u, gap = into.sizes.unit, GUTTER * into.sizes.unit
    title, count = map(into.tell, shown.head(side))
    bold, plain = into.font(into.sizes.label, 600), into.font(into.sizes.small)
    wide, more = QFontMetricsF(bold).horizontalAdvance(title), QFontMetricsF(plain).horizontalAdvance(count)
    line = QRectF(into.rect.left(), into.rect.top(), into.half, into.sizes.label * 1.3 * u)
    middle = into.rect.center().x()
    first = middle - gap - wide - more - 8 * u if side == DRIVER else middle + gap
    for words, font, x, role in ((title, bold, first, "text"), (count, plain, first + wide + 8 * u, "text_2")):
        into.painter.setFont(font)
        into.painter.setPen(into.colour(role))
        into.painter.drawText(QRectF(x, line.top(), wide + more + 20 * u, line.height()), _LEFT, words)


def _choice(into: Field, place: QRectF, *, focus: bool) -> None:
    u = into.sizes.unit
    into.painter.setBrush(Qt.BrushStyle.NoBrush)
    into.painter.setPen(QPen(into.colour("focus" if focus else "fill"), 2 * u))
    into.painter.drawRoundedRect(place.adjusted(5 * u, 1 * u, -5 * u, -1 * u), 8 * u, 8 * u)


def _row(into: Field, row: Row, place: QRectF) -> None:
    u, sizes = into.sizes.unit, into.sizes
    p, flags = into.painter, _RIGHT if row.side == DRIVER else _LEFT
    near, far = GUTTER * u, 12 * u
    inner = place.adjusted(far, 4 * u, -near, 0) if row.side == DRIVER else place.adjusted(near, 4 * u, -far, 0)
    line = QRectF(inner.left(), inner.top(), inner.width(), sizes.label * 1.35 * u)
    room = line.width() - (_chip(into, row, line) if row.chip and sizes.words else 0.0)
    p.setFont(into.font(sizes.label))
    p.setPen(into.colour("text"))
    p.drawText(line, flags, QFontMetricsF(p.font()).elidedText(into.tell(row.text), Qt.TextElideMode.ElideRight, room))
    rest = QRectF(inner.left(), line.bottom() + 2 * u, inner.width(), 22 * u)
    if row.spread is None and row.after is None:
        if sizes.words:
            p.setFont(into.font(sizes.small))
            p.setPen(into.colour("text_2"))
            p.drawText(rest, flags, into.tell(say("{n} scored", "{n} scored", n=row.scored)))
        return
    shaft = QRectF(rest.left(), rest.top(), rest.width(), 40 * u * sizes.thick)
    if row.strength:
        _arrow(into, row, row.strength, shaft, solid=True)
    if row.after is not None:
        _after(into, row, row.after, shaft.translated(0, sizes.extra * u) if row.strength else shaft)
    if row.spread is not None:
        _dots(into, row, rest.translated(0, shaft.height() - 2 * u) if sizes.below else shaft)


def _long(into: Field, strength: int) -> float:
    """The length of an arrow of that strength; the longest leaves room for the dots outside it."""
    u, sizes = into.sizes.unit, into.sizes
    aside = 0.0 if sizes.below else _scored_wide(into) + (4 * DOT * sizes.dot + 22 + 4 * sizes.dot) * u
    aside += sizes.number * 1.6 * u if sizes.outside else 0.0
    free = into.half - (GUTTER + 24) * u - aside
    step = max(14 * u, min(STEP * u * max(1.0, sizes.thick) * 1.3, (free - (HEAD + LEAST) * u) / 5))
    return (HEAD + LEAST) * u + step * strength


def _scored_wide(into: Field) -> float:
    """The room beside the dots for how many scored, px."""
    words = into.tell(say("{n} scored", "{n} scored", n=100))
    return QFontMetricsF(into.font(into.sizes.small)).horizontalAdvance(words)


def _arrow(into: Field, row: Row, strength: int, place: QRectF, *, solid: bool) -> None:
    u, p, driver = into.sizes.unit, into.painter, row.side == DRIVER
    thick = load().stroke[f"force_{strength}"] * u * into.sizes.thick * (1 if solid else 0.5)
    long, y = _long(into, strength), place.center().y()
    tip = place.right() if driver else place.left()
    way = 1.0 if driver else -1.0
    neck, end, wing = tip - way * HEAD * u, tip - way * long, thick / 2 + 4 * u
    points = [(tip, y), (neck, y - wing), (neck, y - thick / 2), (end, y - thick / 2)]
    points += [(end, y + thick / 2), (neck, y + thick / 2), (neck, y + wing)]
    role = "toward" if driver else "away"
    if solid:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(into.colour(role))
    else:
        pen = QPen(into.colour(role), 2 * u)
        pen.setDashPattern([3, 2])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPolygon(QPolygonF([QPointF(x, at) for x, at in points]))
    if solid:
        p.setFont(into.font(into.sizes.number, 600))
        outside = into.sizes.outside or thick < into.sizes.number * u
        p.setPen(into.colour("text" if outside else f"text_on_{role}"))
        wide = into.sizes.number * 1.6 * u
        inside = neck - wide if driver else neck
        left = inside if not outside else end - wide if driver else end
        box = QRectF(left, y - 30 * u, wide, 60 * u)
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, str(strength))


def _after(into: Field, row: Row, strength: int, place: QRectF) -> None:
    """What is expected afterwards: a dashed arrow, thin, with its words outside."""
    u, p, driver = into.sizes.unit, into.painter, row.side == DRIVER
    if strength:
        _arrow(into, row, strength, place, solid=False)
    out = (_long(into, strength) if strength else 0.0) + 8 * u
    p.setFont(into.font(into.sizes.small, 600))
    p.setPen(into.colour("text"))
    box = place.adjusted(0, -20 * u, -out, 20 * u) if driver else place.adjusted(out, -20 * u, 0, 20 * u)
    words = say("expected {strength}", strength=strength) if strength else say("expected to be gone")
    p.drawText(box, _RIGHT if driver else _LEFT, into.tell(words))


def _dots(into: Field, row: Row, place: QRectF) -> None:
    """Five places at the outer edge: the range joined by a line, the agreed number solid; then n and a word."""
    spread = row.spread
    if spread is None or spread.low is None or spread.high is None:
        return
    u, p, driver = into.sizes.unit, into.painter, row.side == DRIVER
    scale = into.sizes.dot
    step, y = DOT * u * scale, place.center().y()
    n_words, font = into.tell(say("{n} scored", "{n} scored", n=spread.n)), into.font(into.sizes.small)
    n_wide = _scored_wide(into)
    first = place.left() + 6 * u * scale if driver else place.right() - n_wide - (12 + 4 * scale) * u - 4 * step
    p.setPen(QPen(into.colour("text_2"), 1.5 * u * scale))
    p.drawLine(QPointF(first + (spread.low - 1) * step, y), QPointF(first + (spread.high - 1) * step, y))
    for value in range(1, 6):
        at = QPointF(first + (value - 1) * step, y)
        if value == row.strength:
            p.setBrush(into.colour("text"))
            p.setPen(Qt.PenStyle.NoPen)
            p.drawEllipse(at, 6 * u * scale, 6 * u * scale)
        elif spread.low <= value <= spread.high:
            p.setBrush(into.colour("line_strong"))
            p.setPen(QPen(into.colour("text_2"), 1 * u * scale))
            p.drawEllipse(at, 4 * u * scale, 4 * u * scale)
        else:
            p.setBrush(into.colour("text_2"))
            p.setPen(Qt.PenStyle.NoPen)
            p.drawEllipse(at, 1.5 * u * scale, 1.5 * u * scale)
    p.setFont(font)
    p.setPen(into.colour("text_2"))
    n_left = first + 4 * step + 8 * u + 4 * u * scale
    p.drawText(QRectF(n_left, y - 30 * u, n_wide + 4 * u, 60 * u), _LEFT, n_words)


def _chip(into: Field, row: Row, line: QRectF) -> float:
    """A word in a frame at the outer end of the label's line; the room it takes."""
    u, p = into.sizes.unit, into.painter
    p.setFont(into.font(into.sizes.small))
    words = into.tell(row.chip if into.half > _ROOMY * u else row.short)
    wide, high = QFontMetricsF(p.font()).horizontalAdvance(words) + 14 * u, 20 * u
    x = line.left() if row.side == DRIVER else line.right() - wide
    box = QRectF(x, line.center().y() - high / 2, wide, high)
    p.setPen(QPen(into.colour("line_strong"), 1 * u))
    p.setBrush(into.colour("board"))
    p.drawRoundedRect(box, 4 * u, 4 * u)
    p.setPen(into.colour("text"))
    p.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return wide + 8 * u

"""Icons from `resources/icons/*.svg`, in the colour of a role, drawn when first seen; and the symbols of groups.

The files are drawn on a grid of 16 with a stroke of 1.5 in `currentColor`, so any of them can take any colour.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap, QPixmapCache, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.tokens import LookError, Theme
from facilitator.paths import resources

SIZE, SIZE_BIG = 16, 20


def icon(name: str, role: str = "text", size: int = SIZE, *, role_on: str = "", theme: Theme | None = None) -> QIcon:
    """The icon `name` in the colour of `role` (or "#RRGGBB"), `size` px at most; `role_on` is for a checked button.

    Costs next to nothing until it is painted. A name without a file raises LookError, at once.
    """
    _source(name)
    return QIcon(_Engine(name, role, role_on or role, size, theme))


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` px for a screen of `ratio` device px each; kept in Qt's cache."""
    key = f"house-icon:{name}:{colour.name(QColor.NameFormat.HexArgb)}:{size}:{ratio}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _render(name, colour, size, ratio)
        QPixmapCache.insert(key, drawn)
    return drawn


def draw_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint the icon into `rect`, square and centred."""
    side = min(rect.width(), rect.height())
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    corner = rect.center() - QPointF(side / 2, side / 2)
    painter.drawPixmap(corner, pixmap(name, colour, round(side), ratio))


def names() -> tuple[str, ...]:
    """Every icon there is, in order."""
    return tuple(sorted(path.stem for path in (resources() / "icons").glob("*.svg")))


def draw_symbol(painter: QPainter, rect: QRectF, symbol: str, colour: QColor) -> None:
    """Paint a group's symbol, filled, centred in `rect`: disc, square, diamond, triangle, hexagon, plus, or ring."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(side / 2, side / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if symbol == "disc":
        painter.drawEllipse(QPointF(), 0.96, 0.96)
    elif symbol == "ring":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 0.3))
        painter.drawEllipse(QPointF(), 0.8, 0.8)
    elif symbol == "plus":
        painter.drawRect(QRectF(-0.33, -0.92, 0.66, 1.84))
        painter.drawRect(QRectF(-0.92, -0.33, 1.84, 0.66))
    else:
        painter.drawPolygon(_POLYGONS[symbol])
    painter.restore()


def _corners(count: int, start: float, radius: float = 1.0) -> QPolygonF:
    turns = [start + 2 * pi * i / count for i in range(count)]
    return QPolygonF([QPointF(radius * cos(turn), radius * sin(turn)) for turn in turns])


_POLYGONS = {
    "square": QPolygonF(QRectF(-0.84, -0.84, 1.68, 1.68)),
    "diamond": _corners(4, 0, 1.08),
    "hexagon": _corners(6, 0, 1.04),
    "triangle": QPolygonF([QPointF(0, -0.95), QPointF(1, 0.88), QPointF(-1, 0.88)]),
}


class _Engine(QIconEngine):
    """Draws one icon; asks for the colour each time, so that a new theme needs no new icons."""

    def __init__(self, name: str, role: str, role_on: str, size: int, theme: Theme | None) -> None:
        super().__init__()
        self._name, self._role, self._role_on, self._size, self._theme = name, role, role_on, size, theme

    @guarded_or(QSize)
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QSize:
        return size.boundedTo(QSize(self._size, self._size))

    @guarded_or(QPixmap)
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @guarded_or(QPixmap)
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float, /) -> QPixmap:
        side = min(self._size, size.width(), size.height())
        return pixmap(self._name, self._colour(mode, state), side, scale)

    @guarded
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State, /) -> None:
        side = min(self._size, rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        draw_icon(painter, square, self._name, self._colour(mode, state))

    @guarded_or(lambda: _Engine("blank", "text", "text", 16, None))
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._role_on, self._size, self._theme)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return qt.colour("control_line", self._theme)
        return qt.colour(self._role_on if state == QIcon.State.On else self._role, self._theme)


def _render(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


@cache
def _source(name: str) -> str:
    path = resources() / "icons" / f"{name}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise LookError(f"no icon called {name!r}: {error}") from error

"""Arrows as they are drawn on the wall and at the desk: five kinds, told apart by line, head and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from facilitator.activities.cluster.strokes import STROKES
from facilitator.looks.chart import Point, toward

_LINES = {"dashed": [5.0, 4.0], "dotted": [0.5, 3.0]}


def draw_arrow(painter: QPainter, points: Sequence[Point], kind: str, colour: QColor, width: float = 2.0) -> None:
    """An arrow along its points, in one colour; `kind` is one of facts.RELATIONS_OF."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    line = QPen(pen)
    stroke = STROKES[kind]
    if stroke.line in _LINES:
        line.setDashPattern(_LINES[stroke.line])
    reach = 4.0 * width
    inset = reach * 0.7
    trimmed = [toward(points[0], points[1], inset), *points[1:-1], toward(points[-1], points[-2], inset)]
    path = QPainterPath(QPointF(*trimmed[0]))
    for point in trimmed[1:]:
        path.lineTo(QPointF(*point))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line)
    painter.drawPath(path)
    painter.setPen(pen)
    _draw_head(painter, toward(points[0], points[1], 3), points[1], stroke.tail, reach)
    _draw_head(painter, toward(points[-1], points[-2], 3), points[-2], stroke.head, reach)
    painter.restore()


def _draw_head(painter: QPainter, tip: Point, back: Point, head: str, reach: float) -> None:
    """A head at `tip`, for a line that comes from `back`."""
    if not head:
        return
    dx, dy = (part - at for part, at in zip(toward(tip, back, reach), tip, strict=True))
    path = QPainterPath()
    if head == "bar":
        path.moveTo(tip[0] + dy, tip[1] - dx)
        path.lineTo(tip[0] - dy, tip[1] + dx)
    else:
        wing = 0.8
        path.moveTo(tip[0] + dx - wing * dy, tip[1] + dy + wing * dx)
        path.lineTo(*tip)
        path.lineTo(tip[0] + dx + wing * dy, tip[1] + dy - wing * dx)
        if head == "diamond":
            path.lineTo(tip[0] + 2 * dx, tip[1] + 2 * dy)
            path.closeSubpath()
    painter.drawPath(path)

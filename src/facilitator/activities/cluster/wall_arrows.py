"""Arrows as they are drawn on the wall and at the desk: five kinds, told apart by line, head and word."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from facilitator.activities.cluster.strokes import STROKES
from facilitator.looks.chart import Point

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
    trimmed = [_toward(points[0], points[1], inset), *points[1:-1], _toward(points[-1], points[-2], inset)]
    path = QPainterPath(QPointF(*trimmed[0]))
    for point in trimmed[1:]:
        path.lineTo(QPointF(*point))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line)
    painter.drawPath(path)
    painter.setPen(pen)
    _draw_head(painter, _toward(points[0], points[1], 3), points[1], stroke.tail, reach)
    _draw_head(painter, _toward(points[-1], points[-2], 3), points[-2], stroke.head, reach)
    painter.restore()


def _toward(start: Point, end: Point, by: float) -> Point:
    long = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) * by / long, start[1] + (end[1] - start[1]) * by / long


def _draw_head(painter: QPainter, tip: Point, back: Point, head: str, reach: float) -> None:
    """A head at `tip`, for a line that comes from `back`."""
    if not head:
        return
    long = math.hypot(back[0] - tip[0], back[1] - tip[1]) or 1.0
    dx, dy = (back[0] - tip[0]) / long * reach, (back[1] - tip[1]) / long * reach
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

"""Small drawn signs on notes and headings: the ring with +, ± or −, the screen chip, the closed eye."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_BARS: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "+": ((-1, 0, 1, 0), (0, -1, 0, 1)),
    "−": ((-1, 0, 1, 0),),
    "-": ((-1, 0, 1, 0),),
    "±": ((-1, -0.35, 1, -0.35), (0, -1.35, 0, 0.65), (-1, 1.2, 1, 1.2)),
}


def draw_ring(painter: QPainter, rect: QRectF, sign: str, colour: QColor) -> None:
    """A ring that fills `rect` (a square) with "+", "±" or "−" in it; any other sign leaves the ring empty."""
    size = rect.width()
    stroke = max(1.2, size * 0.07)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, stroke))
    painter.drawEllipse(rect.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2))
    painter.setPen(QPen(colour, max(1.5, size * 0.085), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    middle, reach = rect.center(), size * 0.19
    for x1, y1, x2, y2 in _BARS.get(sign, ()):
        start = QPointF(middle.x() + x1 * reach, middle.y() + y1 * reach)
        painter.drawLine(start, QPointF(middle.x() + x2 * reach, middle.y() + y2 * reach))
    painter.restore()


def draw_screen_chip(painter: QPainter, rect: QRectF, ink: QColor, on_ink: QColor) -> None:
    """The mark of what the room sees: a little screen on an ink chip."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(rect, rect.height() / 4, rect.height() / 4)
    unit = rect.height() / 16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(on_ink, 1.3 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    middle = rect.center()
    painter.drawRoundedRect(QRectF(middle.x() - 5 * unit, middle.y() - 4.5 * unit, 10 * unit, 6.5 * unit), unit, unit)
    painter.drawLine(middle + QPointF(0, 2 * unit), middle + QPointF(0, 4.2 * unit))
    painter.drawLine(middle + QPointF(-2.5 * unit, 4.2 * unit), middle + QPointF(2.5 * unit, 4.2 * unit))
    painter.restore()


def draw_closed_eye(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """An eye with a stroke through it: words that are kept from view."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, rect.width() / 11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    middle, half = rect.center(), rect.width() / 2
    path = QPainterPath(QPointF(rect.left(), middle.y()))
    path.quadTo(QPointF(middle.x(), middle.y() - half * 1.25), QPointF(rect.right(), middle.y()))
    path.quadTo(QPointF(middle.x(), middle.y() + half * 1.25), QPointF(rect.left(), middle.y()))
    painter.drawPath(path)
    painter.drawEllipse(middle, half * 0.32, half * 0.32)
    inset = QPointF(half * 0.2, half * 0.2)
    painter.drawLine(rect.topLeft() + inset, rect.bottomRight() - inset)
    painter.restore()

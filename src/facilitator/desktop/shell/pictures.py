"""A small drawn picture for each method, in ink; a plain one for methods this program does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from facilitator.model.method import Method

WIDTH, HEIGHT = 140, 64
"""The size every picture is drawn on, px."""


class Ink:
    """A painter with two ways to draw: filled and outlined, in one colour."""

    def __init__(self, painter: QPainter, colour: QColor) -> None:
        self.painter, self.colour = painter, colour

    def box(
        self, x: float, y: float, width: float, height: float, *, filled: bool = False, dashed: bool = False
    ) -> None:
        """A rounded box."""
        self._pen(dashed)
        self.painter.setBrush(self.colour if filled else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(QRectF(x, y, width, height), 3, 3)

    def disc(self, x: float, y: float, radius: float, *, filled: bool = False) -> None:
        """A disc or a ring."""
        self._pen()
        self.painter.setBrush(self.colour if filled else Qt.BrushStyle.NoBrush)
        self.painter.drawEllipse(QPointF(x, y), radius, radius)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 2, dashed: bool = False) -> None:
        """A line."""
        self._pen(dashed, width)
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def arrow(self, x1: float, x2: float, y: float, *, width: float = 2) -> None:
        """A level arrow that ends at `x2`."""
        back = 7 if x2 > x1 else -7
        self.line(x1, y, x2, y, width=width)
        self.line(x2 - back, y - 6, x2, y, width=width)
        self.line(x2 - back, y + 6, x2, y, width=width)

    def _pen(self, dashed: bool = False, width: float = 2) -> None:
        pen = QPen(self.colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if dashed:
            pen.setDashPattern([2, 2])
        self.painter.setPen(pen)


def _day(ink: Ink) -> None:
    ink.line(2, 32, 138, 32)
    for x, half, width, filled in ((4, 10, 12, 0), (20, 17, 24, 1), (50, 8, 8, 0), (62, 22, 30, 1), (98, 8, 8, 0)):
        ink.box(x, 32 - half, width, 2 * half, filled=bool(filled))
    ink.box(112, 14, 22, 36, filled=True)


def _levels(ink: Ink) -> None:
    for step in range(4):
        ink.box(2 + step * 36, 4 + step * 13, 28, 17, filled=step == 3)


def _forces(ink: Ink) -> None:
    ink.line(70, 2, 70, 62, dashed=True)
    for y, length, width in ((12, 48, 4), (32, 34, 2.5), (52, 42, 3)):
        ink.arrow(62 - length, 60, y, width=width)
        ink.arrow(78 + length * 0.9, 80, y, width=width * 0.8)


def _groups(ink: Ink) -> None:
    for x in (2, 82):
        ink.box(x, 4, 54, 26)
        ink.box(x + 8, 13, 16, 9)
        ink.box(x + 30, 13, 16, 9)
    ink.box(42, 42, 54, 20, filled=True)
    ink.arrow(58, 80, 17)


def _market(ink: Ink) -> None:
    for row in range(3):
        for column in range(3):
            ink.box(2 + column * 48, 2 + row * 21, 40, 15, filled=(row + column * 2) % 3 == 1)


def _hats(ink: Ink) -> None:
    for n in range(6):
        ink.line(4 + n * 23, 50, 22 + n * 23, 50)
        ink.box(7 + n * 23, 24, 12, 26, filled=n == 3)


def _pairs(ink: Ink) -> None:
    for n in range(5):
        ink.disc(12 + n * 28, 16, 9, filled=True)
        ink.disc(12 + n * 28, 48, 9)


def _survey(ink: Ink) -> None:
    for row, share in enumerate((0.8, 0.5, 0.3)):
        ink.box(2, 4 + row * 21, 136, 13)
        ink.box(2, 4 + row * 21, 136 * share, 13, filled=True)


def _boards(ink: Ink) -> None:
    for n in range(3):
        ink.box(2 + n * 50, 4, 36, 34)
        for line in range(3 - n):
            ink.line(9 + n * 50, 13 + line * 8, 31 + n * 50, 13 + line * 8)
        ink.disc(20 + n * 50, 52, 5, filled=n == 0)
    ink.line(40, 52, 62, 52)
    ink.line(90, 52, 112, 52)


def _stories(ink: Ink) -> None:
    for n in range(3):
        ink.box(2 + n * 18, 4 + n * 8, 46, 44, filled=n == 2)
    ink.line(92, 42, 108, 42)
    ink.box(112, 30, 26, 24)


def _opener(ink: Ink) -> None:
    for n in range(6):
        ink.disc(40 + (n % 3) * 30, 14 + (n // 3) * 34, 8, filled=n == 0)


def _pause(ink: Ink) -> None:
    ink.box(48, 8, 14, 46, filled=True)
    ink.box(76, 8, 14, 46, filled=True)


def _blank(ink: Ink) -> None:
    ink.box(2, 4, 60, 30, dashed=True)
    ink.line(32, 12, 32, 26)
    ink.line(25, 19, 39, 19)
    ink.line(2, 52, 138, 52)
    for n in range(5):
        ink.line(2 + n * 34, 47, 2 + n * 34, 57)


def _any(ink: Ink) -> None:
    for n in range(3):
        ink.box(2 + n * 50, 18, 36, 28, filled=n == 1)
    ink.line(40, 32, 50, 32)
    ink.line(90, 32, 100, 32)


_PICTURES: dict[str, Callable[[Ink], None]] = {
    "sample": _day,
    "focused-conversation": _levels,
    "force-field": _forces,
    "kj": _groups,
    "open-space": _market,
    "six-hats": _hats,
    "speed-dating": _pairs,
    "board-storm": _boards,
    "scenario-workshop": _stories,
    "attitude-survey": _survey,
    "evaluation": _survey,
    "arrival": _opener,
    "ground-rules": _opener,
    "check-in": _opener,
    "energiser": _pause,
    "break": _pause,
    "lunch": _pause,
    "read-back": _opener,
    "check-out": _opener,
    "blank": _blank,
}


def in_order(methods: Iterable[Method]) -> list[Method]:
    """Methods as they are offered: those with a picture of their own first, in the order of the pictures."""
    known = list(_PICTURES)
    return sorted(methods, key=lambda method: known.index(method.key) if method.key in known else len(known))


def draw(painter: QPainter, rect: QRectF, key: str, colour: QColor) -> None:
    """Draw the picture of a method, at its own size, into the top left corner of `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    _PICTURES.get(key, _any)(Ink(painter, colour))
    painter.restore()

"""A small drawn picture for each method, in ink: the one that its file names, else a plain one."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from facilitator.paths import resources

WIDTH, HEIGHT = 140, 64
"""The size every picture is drawn on, px."""
SAMPLE = "day"
"""The picture of the sample day."""
_PLAIN = "plain"


def draw(painter: QPainter, corner: QPointF, name: str, colour: QColor) -> None:
    """Draw the picture `name`, at its own size, with its top left corner there; the plain one where there is none."""
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    drawing.render(painter, QRectF(corner.x(), corner.y(), WIDTH, HEIGHT))


@cache
def _source(name: str) -> str:
    """The text of a drawing in `currentColor`, so that it can take any colour."""
    folder = resources() / "methods" / "pictures"
    path = folder / f"{name}.svg"
    return (path if path.exists() else folder / f"{_PLAIN}.svg").read_text(encoding="utf-8")

"""Words within a box of a wall: as large as they fit, and nothing of them outside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from facilitator.looks.qt.cards.text import Laid, lay

_STEP = 0.94
"""Letters become smaller by so much at a time."""


def draw_inside(
    painter: QPainter, box: QRectF, words: str, font: QFont, flags: Qt.AlignmentFlag, *, least: float
) -> None:
    """Draw words in `box` with the painter's pen, in as many lines as it holds.

    Letters become smaller until all of them fit, but none is under `least` px; the rest is then left out, and an
    ellipsis says so. `flags` say where in the box they stand.
    """
    laid = fitted(words, font, box.width(), box.height(), least)
    spare = box.height() - laid.height
    down = spare / 2 if flags & Qt.AlignmentFlag.AlignVCenter else spare if flags & Qt.AlignmentFlag.AlignBottom else 0
    free = 0.0 if laid.right_to_left else box.width() - laid.wide()
    across = free / 2 if flags & Qt.AlignmentFlag.AlignHCenter else free if flags & Qt.AlignmentFlag.AlignRight else 0
    laid.draw(painter, box.left() + across, box.top() + down)


def fitted(words: str, font: QFont, width: float, height: float, least: float) -> Laid:
    """Words laid out in a width and a height, as `draw_inside` draws them."""
    letters = QFont(font)
    while True:
        line = QFontMetricsF(letters).height()
        laid = lay(words, letters, width, line)
        smaller = int(letters.pixelSize() * _STEP)
        if laid.height <= max(height, line) or smaller < least:
            break
        letters.setPixelSize(smaller)
    return laid if laid.height <= height else lay(words, letters, width, line, max(1, int(height // line)))

"""How a note fits the room screen: its letters as large as they may be, its room as much as it needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from facilitator.looks.qt.cards.text import lay, lines_of
from facilitator.looks.qt.look import font_of
from facilitator.looks.qt.wall.pages import GRIDS, Need, Place
from facilitator.looks.tokens import load

WALL: Final = 1080
"""Height of the wall in its own px."""
FOOT: Final = 60
_GAP, _SIDE, _TOP, _RING, _RING_GAP, _STEP = 24, 34, 14, 56, 24, 4
_LARGER: Final = {6: 1.0, 4: 1.25, 2: 1.5}
SMALLEST: Final = 0.55
"""Words that must have room in one line become so small at least, of the size they should have."""
_AT_LEAST: Final = 0.85
"""Words set in lines take at least so much of their width in one line, at whatever size that was reckoned from."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The page as a grid: `width` and `height` in px of this screen, of which a px of the wall is `unit`."""

    width: float
    height: float
    unit: float
    per_page: int

    def box(self, place: Place) -> QRectF:
        """The card at a place, in px of this screen."""
        gap = _GAP * self.unit
        across, down = self._cell_width() + gap, self._cell_height() + gap
        left, top = place.column * across, place.row * down
        return QRectF(left, top, place.columns * across - gap, place.rows * down - gap)

    def font(self, size: float) -> QFont:
        """Letters of so many px of the wall."""
        return _font(size, self.unit)

    def line(self, size: float) -> float:
        """The height of a line of such letters, in px of this screen."""
        note = load().type_projector("note")
        return size * note.line / note.size * self.unit

    def ring(self, box: QRectF, at_right: bool) -> QRectF:
        """Where the ring stands in a card: before the words."""
        size, side = _RING * _LARGER[self.per_page] * self.unit, _SIDE * self.unit
        left = box.right() - side - size if at_right else box.left() + side
        return QRectF(left, box.center().y() - size / 2, size, size)

    def words(self, box: QRectF, ringed: bool, at_right: bool) -> QRectF:
        """Where the words may stand in a card."""
        side, top = _SIDE * self.unit, _TOP * self.unit
        inner = box.adjusted(side, top, -side, -top)
        taken = (_RING * _LARGER[self.per_page] + _RING_GAP) * self.unit if ringed else 0.0
        return inner.adjusted(0, 0, -taken, 0) if at_right else inner.adjusted(taken, 0, 0, 0)

    def needs(self, key: str, text: str, ringed: bool) -> list[Need]:
        """One entry, or several for words that are too long for a whole page; then they run on with an ellipsis."""
        columns, rows = GRIDS[self.per_page]
        sizes = self._sizes()
        width = QFontMetricsF(self.font(sizes[0])).horizontalAdvance(text) / sizes[0] * _AT_LEAST
        for tall in range(0 if columns > 1 else 1, rows + 1):
            place = Place(Need(key, text, 0), 0, 0, columns if tall else 1, max(1, tall))
            room = self.words(self.box(place), ringed, False)
            for size in sizes:
                line = self.line(size)
                if width * size / max(1.0, room.width()) * line > room.height():
                    continue
                if lay(text, self.font(size), room.width(), line).height <= room.height():
                    return [Need(key, text, size, tall if columns > 1 or tall > 1 else 0)]
        return self._parts(key, text, ringed)

    def _parts(self, key: str, text: str, ringed: bool) -> list[Need]:
        columns, rows = GRIDS[self.per_page]
        size = self._sizes()[-1]
        room = self.words(self.box(Place(Need(key, text, 0), 0, 0, columns, rows)), ringed, False)
        lines = lines_of(text, self.font(size), room.width() - 3 * size * self.unit)
        most = max(1, int(room.height() // self.line(size)))
        for each in range(most, 0, -1):
            parts = _cut(lines, each)
            heights = (lay(part, self.font(size), room.width(), self.line(size)).height for part in parts)
            if each == 1 or max(heights) <= room.height():
                break
        return [Need(key, part, size, rows) for part in parts]

    def _sizes(self) -> list[float]:
        """The sizes of letters that may be used, largest first, in px of the wall."""
        kinds, larger = load().projector_types, _LARGER[self.per_page]
        most, least = round(kinds["note"].size * larger), round(kinds["min"].size * larger)
        return [*(float(size) for size in range(most, least, -_STEP)), float(least)]

    def _cell_width(self) -> float:
        columns = GRIDS[self.per_page][0]
        return (self.width - _GAP * self.unit * (columns - 1)) / columns

    def _cell_height(self) -> float:
        rows = GRIDS[self.per_page][1]
        return (self.height - _GAP * self.unit * (rows - 1)) / rows


@lru_cache(maxsize=64)
def _font(size: float, unit: float) -> QFont:
    return font_of(load().type_projector("note")._replace(size=size), unit)


def _cut(lines: list[str], each: int) -> list[str]:
    """Parts of so many lines; an ellipsis shows where words run on."""
    parts = ["".join(lines[start : start + each]).strip() for start in range(0, len(lines), each)]
    last = len(parts) - 1
    return [("… " if n else "") + part + (" …" if n < last else "") for n, part in enumerate(parts)]


def in_one_line(words: str, font: QFont, room: float) -> QFont:
    """Letters in which the words have room in one line of so many px, little more than half as large at least."""
    needed = QFontMetricsF(font).horizontalAdvance(words)
    if needed <= room:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(int(font.pixelSize() * max(SMALLEST, room / needed - 0.02)))
    return smaller

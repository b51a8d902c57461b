"""Drawn notes, kept, so that moving the board copies pictures and lays out no words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import perf_counter
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from facilitator.looks.qt.cards.data import Card
from facilitator.looks.qt.cards.paint import Face, Style, draw_ground
from facilitator.looks.qt.icons import draw_symbol

FAR: Final = 0.6
"""Below this zoom a note shows only its ground and symbol."""
_FACES_BYTES: Final = 64 << 20


class Kept(NamedTuple):
    """A drawn face, and the size of the note that it was drawn for, in scene units."""

    size: tuple[float, float]
    drawn: QPixmap


class Faces:
    """Drawn notes, each kept for its size and the scale in which all were last asked for; the oldest go when there are
    too many.
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self.owed = False
        self._until = inf
        self._older: dict[object, Kept] = {}
        self._kept: OrderedDict[object, Kept] = OrderedDict()
        self._bytes = 0
        self._scale = (0.0, 0.0)

    @contextmanager
    def hurry(self, seconds: float) -> Iterator[None]:
        """For a frame of a moving board: draw faces for so long; the rest show an older or plainer face (`owed`)."""
        self.owed = False
        self._until = perf_counter() + seconds
        try:
            yield
        finally:
            self._until = inf
            if not self.owed:
                self._older = {}

    def kept(self) -> int:
        """How many drawn faces are kept."""
        return len(self._kept)

    def forget(self, key: str) -> None:
        """Draw this card afresh next time."""
        self._drop(self._kept.pop(key, None))
        self._older.pop(key, None)

    def clear(self, style: Style) -> None:
        """Draw all cards afresh, in another style."""
        self.style = style
        self._older = {}
        self._kept.clear()
        self._bytes = 0

    def near(self, card: Card, width: float, height: float, zoom: float, ratio: float) -> QPixmap:
        """The whole note at a zoom on a screen with `ratio` device pixels a pixel."""
        return self._face(card.key, card, (width, height), (zoom, ratio))

    def far(self, card: Card, width: float, height: float, zoom: float, ratio: float) -> QPixmap:
        """Only ground and symbol: one picture shared by all notes of a group, state and size."""
        look = (card.group_no, card.withheld, "waiting" in card.marks, "new" in card.marks, width, height)
        return self._face(look, card, (width, height), (zoom, ratio))

    def _face(self, key: object, card: Card, size: tuple[float, float], scale: tuple[float, float]) -> QPixmap:
        if self._scale != scale:
            older = dict(self._kept) or self._older
            self.clear(self.style)
            self._older, self._scale = older, scale
        kept = self._kept.get(key)
        if kept is not None and kept.size == size:
            self._kept.move_to_end(key)
            return kept.drawn
        if key == card.key and perf_counter() > self._until:
            self.owed = True
            before = self._older.get(key)
            return before.drawn if before is not None and before.size == size else self.far(card, *size, *scale)
        self._drop(self._kept.pop(key, None))
        draw = self.drawn if key == card.key else self._drawn_far
        drawn = draw(card, *size, *scale)
        self._kept[key] = Kept(size, drawn)
        self._bytes += _size_of(drawn)
        while self._bytes > _FACES_BYTES and len(self._kept) > 1:
            self._drop(self._kept.popitem(last=False)[1])
        return drawn

    def drawn(self, card: Card, width: float, height: float, zoom: float, ratio: float) -> QPixmap:
        """A whole note drawn now and not kept."""
        face = _canvas(width, height, zoom, ratio)
        with _painter(face, zoom) as painter:
            Face(card, width, self.style).draw(painter)
        return face

    def _drawn_far(self, card: Card, width: float, height: float, zoom: float, ratio: float) -> QPixmap:
        face = _canvas(width, height, zoom, ratio)
        with _painter(face, zoom) as painter:
            draw_ground(painter, card, QRectF(0, 0, width, height), self.style)
            if card.group_no:
                look, sheet = self.style.group(card.group_no), self.style.sheet
                size = min(20.0, height * 0.5) if zoom < FAR else self.style.px(sheet.symbol)
                rect = QRectF(self.style.px(sheet.side), (height - size) / 2, size, size)
                draw_symbol(painter, rect, look.symbol, QColor(look.mark))
        return face

    def _drop(self, face: Kept | None) -> None:
        if face is not None:
            self._bytes -= _size_of(face.drawn)


def _size_of(face: QPixmap) -> int:
    return face.width() * face.height() * 4


def _canvas(width: float, height: float, zoom: float, ratio: float) -> QPixmap:
    """An empty picture of a note of this size."""
    face = QPixmap(max(1, round(width * zoom * ratio)), max(1, round(height * zoom * ratio)))
    face.setDevicePixelRatio(ratio)
    face.fill(Qt.GlobalColor.transparent)
    return face


@contextmanager
def _painter(face: QPixmap, zoom: float) -> Iterator[QPainter]:
    """Draws on such a picture at 100 %; ended whatever happens."""
    with QPainter(face) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(zoom, zoom)
        yield painter

"""A sheet of the room screen: draws in px of a wall 1080 high at any size, and remembers the words drawn.

What is a message it draws in the room's language.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec, load
from facilitator.model.say import say

HIGH = 1080
WIDE_AT_LEAST = 1600
MARGIN = 72.0
_STAMP = say("Rehearsal")
DISPLAY_FROM_WEIGHT = 600
"""Lighter letters are of the text face; the display face has none of them."""


def unit_for(width: int, height: int) -> float:
    """Px of a screen for a px of the wall: by its height, less on a screen that is narrow for its height."""
    return max(0.01, min(height / HIGH, width / WIDE_AT_LEAST))


class Sheet:
    """A painter on the wall. All sizes and places are px of the wall, `width` x `height` of them."""

    def __init__(self, painter: QPainter, size: tuple[int, int], theme: Theme) -> None:
        self.painter, self.theme = painter, theme
        self.unit = unit_for(*size)
        self.width, self.height = size[0] / self.unit, size[1] / self.unit
        self.said: list[str] = []
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - MARGIN

    def colour(self, role: str) -> QColor:
        """The colour of a role on this wall, or "#RRGGBB" as it is."""
        return qt.colour(role, self.theme)

    def font(self, size: float, weight: int = 500) -> QFont:
        """Letters of so many px of the wall."""
        made = qt.font_of(TypeSpec(size, size, weight, -1.5 if size >= 60 else 0), self.unit)
        if weight < DISPLAY_FROM_WEIGHT:
            made.setFamilies(list(load().fonts["window"]))
            made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.016 * made.pixelSize())
        return made

    def box(self, rect: QRectF) -> QRectF:
        """A place on the wall in px of the screen."""
        u = self.unit
        return QRectF(rect.x() * u, rect.y() * u, rect.width() * u, rect.height() * u)

    def laid(self, text: str, size: float, width: float, weight: int = 500, at_most: int = 0) -> Laid:
        """Words laid out in `width`; its height is px of the screen."""
        return lay(room_t.reader(text), self.font(size, weight), width * self.unit, size * 1.18 * self.unit, at_most)

    def words(
        self,
        text: str,
        place: tuple[float, float, float],
        size: float,
        role: str = "text",
        weight: int = 500,
        *,
        at_most: int = 0,
    ) -> float:
        """Draw words from an upper left corner, `(x, y, width)`; returns the y under them."""
        x, y, width = place
        if not text:
            return y
        made = self.laid(text, size, width, weight, at_most)
        self.painter.setPen(self.colour(role))
        made.draw(self.painter, x * self.unit, y * self.unit)
        self.said.append(room_t.reader(text))
        return y + made.height / self.unit

    def title(self, text: str, place: tuple[float, float, float], size: float, lines: int, weight: int = 650) -> float:
        """A heading at (x, y, width) in balanced lines, smaller until it fits `lines`; returns the y under it."""
        x, y, width = place
        while size > 44 and self.laid(text, size, width, weight).lines > lines:
            size -= 4
        wanted = self.laid(text, size, width, weight).lines
        narrow = width
        while wanted > 1 and narrow > width * 0.5 and self.laid(text, size, narrow * 0.95, weight).lines == wanted:
            narrow *= 0.95
        return self.words(text, (x, y, narrow), size, "text", weight, at_most=max(lines, 1))

    def line(self, text: str, at: tuple[float, float], size: float, role: str = "text", weight: int = 500) -> float:
        """One line on a baseline, `(x, baseline)`; returns the x after it."""
        text = room_t.reader(text)
        if text:
            self.said.append(text)
        return self._put(text, at, size, role, weight)

    def _put(self, text: str, at: tuple[float, float], size: float, role: str, weight: int = 500) -> float:
        x, baseline = at
        self.painter.setFont(self.font(size, weight))
        self.painter.setPen(self.colour(role))
        self.painter.drawText(QPointF(x * self.unit, baseline * self.unit), text)
        return x + self.advance(text, size, weight)

    def line_right(
        self, text: str, at: tuple[float, float], size: float, role: str = "text", weight: int = 500
    ) -> float:
        """One line that ends at `(x, baseline)`; returns where it begins."""
        x = at[0] - self.advance(text, size, weight)
        self.line(text, (x, at[1]), size, role, weight)
        return x

    def advance(self, text: str, size: float, weight: int = 500) -> float:
        """How wide a line is."""
        return QFontMetricsF(self.font(size, weight)).horizontalAdvance(room_t.reader(text)) / self.unit

    def cap(self, size: float, weight: int = 500) -> float:
        """How tall capitals are."""
        return QFontMetricsF(self.font(size, weight)).capHeight() / self.unit

    def fill(self, rect: QRectF, role: str, radius: float = 0, edge: str = "") -> None:
        """A filled place, with round corners and an edge where asked."""
        width = max(1.0, 2 * self.unit)
        self.painter.setBrush(QBrush(self.colour(role)) if role else QBrush(Qt.BrushStyle.NoBrush))
        self.painter.setPen(QPen(self.colour(edge), width) if edge else QPen(Qt.PenStyle.NoPen))
        inset = width / 2 if edge else 0
        box = self.box(rect).adjusted(inset, inset, -inset, -inset)
        self.painter.drawRoundedRect(box, radius * self.unit, radius * self.unit)

    def icon(self, name: str, rect: QRectF, role: str) -> None:
        """An icon in a place."""
        draw_icon(self.painter, self.box(rect), name, self.colour(role))

    def stressed(self, text: str, strong: str, at: tuple[float, float], size: float) -> float:
        """A quiet line in which some words of it stand out; returns the x after it."""
        told = room_t.reader(text)
        self.said.append(told)
        before, found, after = told.partition(room_t.reader(strong))
        x = self._put(before, at, size, "text_2")
        x = self._put(found, (x, at[1]), size, "text", 650)
        return self._put(after, (x, at[1]), size, "text_2")

    def rehearsal_width(self) -> float:
        """How wide the stamp is."""
        return self.advance(_STAMP, load().type_projector("min").size, 600) + 40

    def rehearsal(self, *, at_top: bool = False) -> None:
        """The stamp that says: this is not the real day; in the middle of the foot, or at the upper right."""
        text, size, wide = _STAMP, load().type_projector("min").size, self.rehearsal_width()
        x, y = (self.right - wide, 56) if at_top else ((self.width - wide) / 2, self.height - 96)
        place = QRectF(x, y, wide, 56)
        self.fill(place, "warn_pale", 10, "warn_fill")
        self.line(text, (place.x() + 20, place.center().y() + self.cap(size) / 2), size, "warn", 600)

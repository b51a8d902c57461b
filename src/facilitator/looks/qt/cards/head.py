"""The headings over the columns of a board: they stay in sight while the cards scroll."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from facilitator.looks.qt.cards.data import Column
from facilitator.looks.qt.cards.layout import Section
from facilitator.looks.qt.cards.scene import CardScene
from facilitator.looks.qt.cards.signs import draw_ring
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.look import colour, font_of
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme, load

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Headings(QWidget):
    """Ring, title and count over each column of `scene`, at the places where `view` shows the columns."""

    def __init__(self, view: QGraphicsView, scene: CardScene, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._scene = view, scene
        self.dress(theme, 1.0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def dress(self, theme: Theme, scale: float) -> None:
        """Draw in another theme, at another text scale."""
        self._theme: Theme = theme
        self._scale = scale
        self._title = font_of(load().type("note")._replace(weight=600), scale)
        self._count = font_of(load().type("note"), scale)
        self.update()

    def strip_height(self) -> int:
        """Height in px; 0 without columns."""
        return round(34 * self._scale) if self._scene.columns else 0

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings of the columns in sight."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("board", self._theme))
            for section, (column, count) in zip(self._scene.sections, self._scene.headings(), strict=False):
                self._draw_over(painter, section, column, count)

    def _draw_over(self, painter: QPainter, section: Section, column: Column, count: int) -> None:
        """The heading over one column, where that is in sight."""
        view = self._view
        aside = view.viewport().x() - self.x()
        left = view.mapFromScene(section.x, 0).x() + aside
        right = view.mapFromScene(section.x + section.width, 0).x() + aside
        if right > 0 and left < self.width():
            self._draw(painter, QRectF(left, 0, right - left, self.height()), column.symbol, column.title, count)

    def _draw(self, painter: QPainter, box: QRectF, symbol: str, title: str, count: int) -> None:
        x, ink = box.left(), colour("text", self._theme)
        if symbol:
            size = 20 * self._scale
            draw_ring(painter, QRectF(x, (box.height() - size) / 2, size, size), symbol, ink)
            x += size + 8 * self._scale
        said = str(count)
        gap, count_width = 7 * self._scale, QFontMetricsF(self._count).horizontalAdvance(said)
        room = box.right() - x - gap - count_width
        shown = QFontMetricsF(self._title).elidedText(t(title), Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.setFont(self._title)
        painter.setPen(ink)
        painter.drawText(QRectF(x, 0, box.width(), box.height()), _LEFT, shown)
        x += QFontMetricsF(self._title).horizontalAdvance(shown) + gap
        painter.setFont(self._count)
        painter.setPen(colour("text_2", self._theme))
        painter.drawText(QRectF(x, 0, count_width + 2, box.height()), _LEFT, said)

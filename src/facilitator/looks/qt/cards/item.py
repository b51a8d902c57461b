"""The things that lie in the scene of a board: notes, the ring round the current note, and the note in the hand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from facilitator.looks.qt.cards.data import Card
from facilitator.looks.qt.cards.faces import FAR, Faces
from facilitator.looks.qt.cards.layout import Slot
from facilitator.looks.qt.guard import guarded

_FADED = 0.22
_FOCUS_GAP = 3
_LINE = 3


class CardItem(QGraphicsRectItem):
    """One note. A QGraphicsRectItem, so that Qt asks for its bounds without calling Python."""

    def __init__(self, card: Card, slot: Slot, faces: Faces) -> None:
        super().__init__(0, 0, slot.width, slot.height)
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.card, self.slot, self._faces = card, slot, faces
        self.chosen = False
        self.faded = False
        self.place()

    def place(self) -> None:
        """Take the place and the size that the slot says."""
        slot = self.slot
        if self.rect().width() != slot.width or self.rect().height() != slot.height:
            self.setRect(0, 0, slot.width, slot.height)
        self.setPos(slot.x, slot.y)

    def mark(self, *, chosen: bool | None = None, faded: bool | None = None) -> None:
        """Set what is drawn over or through the face."""
        before = self.chosen, self.faded
        self.chosen = self.chosen if chosen is None else chosen
        self.faded = self.faded if faded is None else faded
        if before != (self.chosen, self.faded):
            self.update()

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Copy the kept face to the nearest device pixel; far out, the shared face of its group."""
        placed = painter.worldTransform()
        zoom, ratio = placed.m11(), painter.device().devicePixelRatioF()
        slot = self.slot
        draw = self._faces.far if zoom < FAR else self._faces.near
        face = draw(self.card, slot.width, slot.height, zoom, ratio)
        if self.faded:
            painter.setOpacity(painter.opacity() * _FADED)
        painter.setWorldTransform(QTransform.fromTranslate(round(placed.dx()), round(placed.dy())))
        width, height = round(slot.width * zoom), round(slot.height * zoom)
        if face.width() == round(slot.width * zoom * ratio):
            painter.drawPixmap(0, 0, face)
        else:
            painter.drawPixmap(QRect(0, 0, width, height), face)
        if self.chosen:
            self._outline(painter, QRectF(1, 1, width - 2, height - 2), zoom)

    def _outline(self, painter: QPainter, rect: QRectF, zoom: float) -> None:
        style = self._faces.style
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(style.role("text"), 2))
        painter.drawRoundedRect(rect, style.radius * zoom, style.radius * zoom)


class FocusRing(QGraphicsPathItem):
    """The azure ring round the note that the keys act on, 2 px wide with a gap of 2."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(2)
        self.setVisible(False)

    def surround(self, slot: Slot | None, colour: QColor) -> None:
        """Stand round a note, or hide."""
        self.setVisible(slot is not None)
        if slot is not None:
            pen = QPen(colour, 2)
            pen.setCosmetic(True)
            self.setPen(pen)
            gap = _FOCUS_GAP
            path = QPainterPath()
            path.addRoundedRect(slot.x - gap, slot.y - gap, slot.width + 2 * gap, slot.height + 2 * gap, 9, 9)
            self.setPath(path)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it smooth."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)


class DropPlace(QGraphicsRectItem):
    """The wash under the column that a note in the hand would fall into."""

    def __init__(self) -> None:
        super().__init__()
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(-1)
        self.setVisible(False)


class DropLine(QGraphicsRectItem):
    """The line where the notes in the hand would come to stand."""

    def __init__(self) -> None:
        super().__init__()
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(2)
        self.setVisible(False)

    def lie(self, over: QRectF, ink: QColor) -> None:
        """Lie in the middle of the gap over a card, of which `over` has the place, the width and the height."""
        self.setBrush(ink)
        self.setRect(over.x(), over.y() - over.height() / 2 - _LINE / 2, over.width(), _LINE)


class Ghost(QGraphicsPixmapItem):
    """The note in the hand: a picture of it with a shadow, and the number of notes when there are several."""

    def __init__(self, item: CardItem, many: int, zoom: float, ratio: float, faces: Faces) -> None:
        super().__init__(_ghost_picture(item, many, zoom * 1.02, ratio, faces))
        self.setZValue(3)
        self.setFlag(self.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)


_SHADOW = 12
_SHADOW_DOWN = 6


def _ghost_picture(item: CardItem, many: int, zoom: float, ratio: float, faces: Faces) -> QPixmap:
    """The face with a soft shadow, drawn once for a whole drag; the face's corner is at (_SHADOW, _SHADOW)."""
    width, height = item.slot.width * zoom, item.slot.height * zoom
    size = QPointF(width + 2 * _SHADOW, height + 2 * _SHADOW + _SHADOW_DOWN) * ratio
    picture = QPixmap(round(size.x()), round(size.y()))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    body = QRectF(_SHADOW, _SHADOW, width, height)
    for step in range(_SHADOW, 0, -2):
        painter.setBrush(QColor(23, 29, 36, 14))
        grown = body.adjusted(-step, -step, step, step).translated(0, _SHADOW_DOWN)
        painter.drawRoundedRect(grown, step + 6, step + 6)
    painter.drawPixmap(body.topLeft(), faces.drawn(item.card, item.slot.width, item.slot.height, zoom, ratio))
    if many > 1:
        _draw_count(painter, body, many, faces)
    painter.end()
    return picture


def _draw_count(painter: QPainter, body: QRectF, many: int, faces: Faces) -> None:
    style = faces.style
    chip = QRectF(body.right() - 24, body.top() - 8, 32, 20)
    painter.setBrush(style.role("fill"))
    painter.drawRoundedRect(chip, 10, 10)
    painter.setPen(style.role("text_on_fill"))
    painter.setFont(style.strong)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(many))


GHOST_INSET = _SHADOW

"""The pointer on a board: choose, drag cards to a column, draw a frame round many, push the board about."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QRubberBand

from facilitator.looks.qt.cards.choice import Choice
from facilitator.looks.qt.cards.item import GHOST_INSET, CardItem, DropLine, DropPlace, Ghost
from facilitator.looks.qt.cards.scene import CardScene
from facilitator.looks.qt.cards.sight import card_at

_EDGE, _CREEP, _CREEP_EVERY = 36, 18, 16
_LIFTED = 0.35


class Hand(QObject):
    """What the pressed button is doing. `dropped` carries the number of the column the cards fell into, and before
    which card ("": last).
    """

    dropped = Signal(int, str)

    def __init__(self, view: QGraphicsView, scene: CardScene, choice: Choice) -> None:
        super().__init__(view)
        self._view, self._scene, self._choice = view, scene, choice
        self._pressed_at = QPoint()
        self._pressed_key = ""
        self._pan_from: QPoint | None = None
        self._ghost: Ghost | None = None
        self._lifted: list[CardItem] = []
        self._grip = QPoint()
        self._target, self._before = -1, ""
        self._frame: QRubberBand | None = None
        self._frame_from: QPoint | None = None
        self._place, self._line = DropPlace(), DropLine()
        scene.addItem(self._place)
        scene.addItem(self._line)
        self._creep = QTimer(self)
        self._creep.setInterval(_CREEP_EVERY)
        self._creep.timeout.connect(self._creep_on)

    @property
    def dragging(self) -> bool:
        """True while cards are in the hand."""
        return self._ghost is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin: pan, choose, or a frame on the empty board."""
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = at
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif left:
            self._pressed_at = at
            item = card_at(self._view, at)
            self._pressed_key = item.card.key if item else ""
            if item is None:
                self._frame_from = at
            else:
                self._choose(item.card.key, event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """Carry on with what was begun."""
        at = event.position().toPoint()
        if self._pan_from is not None:
            self._pan(at)
        elif self._ghost is not None:
            self._carry(at)
        elif event.buttons() & Qt.MouseButton.LeftButton and self._far_enough(at):
            if self._frame_from is not None:
                self._stretch(at)
            elif self._pressed_key:
                self._lift(at)

    def release(self, event: QMouseEvent) -> None:
        """Finish it."""
        at = event.position().toPoint()
        if self._pan_from is not None:
            self._pan_from = None
            self._view.viewport().unsetCursor()
        elif self._ghost is not None:
            target, before = self._target, self._before
            self.cancel()
            if target >= 0:
                self.dropped.emit(target, before)
        elif self._frame_from is not None:
            self._choose_framed(at, event.modifiers())
        elif self._pressed_key and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._choice.only(self._pressed_key)
        self._pressed_key = ""

    def cancel(self) -> None:
        """Let go of everything without doing it."""
        self._creep.stop()
        if self._ghost is not None:
            self._scene.removeItem(self._ghost)
            for item in self._lifted:
                item.setOpacity(1.0)
            self._lifted = []
        self._ghost, self._target = None, -1
        self._place.setVisible(False)
        self._line.setVisible(False)
        self._frame_from = None
        if self._frame is not None:
            self._frame.hide()

    def _far_enough(self, at: QPoint) -> bool:
        return (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()

    def _choose(self, key: str, keys_held: Qt.KeyboardModifier) -> None:
        if keys_held & Qt.KeyboardModifier.ShiftModifier:
            self._choice.extend(key)
        elif keys_held & Qt.KeyboardModifier.ControlModifier:
            self._choice.toggle(key)
        elif not self._choice.holds(key):
            self._choice.only(key)

    def _pan(self, at: QPoint) -> None:
        if self._pan_from is not None:
            step, self._pan_from = at - self._pan_from, at
            across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
            across.setValue(across.value() - step.x())
            down.setValue(down.value() - step.y())

    def _lift(self, at: QPoint) -> None:
        item = self._scene.items_by_key.get(self._pressed_key)
        if item is None or not self._choice.holds(self._pressed_key):
            return
        keys = self._choice.chosen()
        zoom = self._view.transform().m11()
        self._ghost = Ghost(item, len(keys), zoom, self._view.devicePixelRatioF(), self._scene.faces)
        self._grip = self._pressed_at - self._view.mapFromScene(item.pos()) + QPoint(GHOST_INSET, GHOST_INSET)
        self._scene.addItem(self._ghost)
        self._lifted = [self._scene.items_by_key[key] for key in keys]
        for lifted in self._lifted:
            lifted.setOpacity(_LIFTED)
        self._creep.start()
        self._carry(at)

    def _carry(self, at: QPoint) -> None:
        if self._ghost is None:
            return
        self._ghost.setPos(self._view.mapToScene(at - self._grip))
        target = self._section_at(at)
        self._line.setVisible(target >= 0)
        if target >= 0:
            held = {item.card.key for item in self._lifted}
            self._before, line = self._scene.gap_at(self._view.mapToScene(at), target, held)
            self._line.lie(line, self._scene.faces.style.role("focus"))
        if target != self._target:
            self._target = target
            self._place.setVisible(target >= 0)
            self._wash(target)

    def _section_at(self, at: QPoint) -> int:
        """The column under the pointer that the cards may fall into; -1 where there is none."""
        pressed = self._scene.items_by_key.get(self._pressed_key)
        own = pressed.slot.section if pressed else -1
        target = own if self._scene.fixed else self._scene.section_at(self._view.mapToScene(at).x())
        return target if target == own or target < len(self._scene.columns) else -1

    def _wash(self, target: int) -> None:
        if target >= 0:
            section = self._scene.sections[target]
            seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
            foot = max(self._scene.extent().height(), seen.bottom())
            self._place.setRect(QRectF(section.x - 6, 0, section.width + 12, foot))
            self._place.setBrush(self._scene.faces.style.role("sunken"))

    def _creep_on(self) -> None:
        """Scroll while a card is held near the upper or lower edge."""
        at = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        height, bar = self._view.viewport().height(), self._view.verticalScrollBar()
        step = -_CREEP if at.y() < _EDGE else (_CREEP if at.y() > height - _EDGE else 0)
        if step and self._view.viewport().rect().contains(at):
            bar.setValue(bar.value() + step)
            self._carry(at)

    def _stretch(self, at: QPoint) -> None:
        if self._frame is None:
            self._frame = QRubberBand(QRubberBand.Shape.Rectangle, self._view.viewport())
        if self._frame_from is not None:
            self._frame.setGeometry(QRect(self._frame_from, at).normalized())
            self._frame.show()

    def _choose_framed(self, at: QPoint, keys_held: Qt.KeyboardModifier) -> None:
        framed: list[str] = []
        if self._frame is not None and self._frame.isVisible() and self._frame_from is not None:
            area = self._view.mapToScene(QRect(self._frame_from, at).normalized()).boundingRect()
            framed = self._scene.keys_within(area)
        kept = self._choice.chosen() if keys_held & Qt.KeyboardModifier.ControlModifier else []
        self._frame_from = None
        if self._frame is not None:
            self._frame.hide()
        self._choice.take([*kept, *framed])

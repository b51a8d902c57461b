"""The board of notes: columns of cards to read, choose, move and find, from a handful to thousands.

The board knows nothing of where cards come from: a caller shows cards and listens to what the person asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QStyle, QWidget

from facilitator.looks.qt.cards.choice import Choice
from facilitator.looks.qt.cards.data import Card, Column, Density
from facilitator.looks.qt.cards.faces import FAR
from facilitator.looks.qt.cards.hand import Hand
from facilitator.looks.qt.cards.head import Headings
from facilitator.looks.qt.cards.item import FocusRing
from facilitator.looks.qt.cards.keys import Keys
from facilitator.looks.qt.cards.moves import Moves
from facilitator.looks.qt.cards.scene import CardScene
from facilitator.looks.qt.cards.sight import card_at, keeping_sight, set_up, show_tip
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.look import colour, font_of
from facilitator.looks.tokens import Theme, load
from facilitator.model.say import say

__all__ = ["Card", "CardBoard", "Column", "Density"]

ZOOM_LEAST, ZOOM_MOST = 0.4, 1.5
_REST_MS = 1000
_NOTCH = 1.1
_MOVING_MS = 200
_FRAME_SECONDS = 0.006
KEYS = (KeyRow("Esc", say("Let go of the notes that are being dragged")),)


class CardBoard(QGraphicsView):
    """Cards in columns.

    Signals: `chosen(keys)` when the choice changes; `activated(key)` on Enter or a double click; `move_asked(keys,
    column, before)`, as in `Moves`, on a drag, Alt+arrows or 1-9; `menu_asked(key, global place)` on a right click or
    the menu key.
    """

    chosen = Signal(list)
    activated = Signal(str)
    move_asked = Signal(list, object, object)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._cards = CardScene(theme)
        super().__init__(self._cards, parent)
        self._cards.setParent(self)  # so that it goes with the board, not whenever its last holder lets go
        self._theme: Theme = theme
        self._scale = 1.0
        self._empty = ""
        self._line_stands = False
        self._by_keys = False
        self.model = self._cards.model
        self.choice = Choice(self._cards, self)
        self._hand = Hand(self, self._cards, self.choice)
        self._keys = Keys(self.choice)
        self._moves = Moves(self._cards, self.choice)
        self._ring = FocusRing()
        self._cards.addItem(self._ring)
        self._headings = Headings(self, self._cards, theme)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._moving = QTimer(self)
        self._moving.setSingleShot(True)
        self._moving.setInterval(_MOVING_MS)
        set_up(self)
        self._connect()
        self._dress()

    @property
    def density(self) -> Density:
        """How closely the cards stand."""
        return self._cards.density

    def set_columns(self, columns: Sequence[Column], *, fixed: bool = False) -> None:
        """Stand the cards under these headings, side by side; none at all makes one flow. The cards are kept.

        Where they are `fixed`, no card goes from one to another by hand.
        """
        self._cards.set_columns(columns, fixed=fixed)
        self._fit_strip()

    def headings(self) -> list[tuple[Column, int]]:
        """The columns and how many cards each has; nothing when there are none."""
        return self._cards.headings()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show exactly these cards. Cards that are there already keep their place, new ones come at the end."""
        with keeping_sight(self):
            self._cards.show_cards(cards)
        self._after_change()

    def update_cards(self, changed: Iterable[Card], removed: Iterable[str] = ()) -> None:
        """Add or change these cards and take the removed keys away; unknown keys are let pass."""
        with keeping_sight(self):
            self._cards.update_cards(changed, removed)
        self._after_change()

    def has(self, key: str, column: str) -> bool:
        """Whether a card is there, in that column."""
        item = self._cards.items_by_key.get(key)
        return item is not None and item.card.column == column

    def put_in_order(self, keys: Sequence[str]) -> None:
        """Let the cards of each column follow each other as these keys do."""
        with keeping_sight(self):
            moved = self._cards.put_in_order(keys)
        if moved and self._by_keys:
            self._follow_current()

    def clear(self) -> None:
        """Take every card away; the columns stay."""
        self.show_cards(())

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        if theme != self._theme:
            self._theme = theme
            self._dress()

    def set_text_scale(self, scale: float) -> None:
        """Draw letters, and cards with them, `scale` times as large."""
        if scale != self._scale:
            self._scale = scale
            self._dress()

    def set_motion(self, moving: bool) -> None:
        """Let new cards fade in, or not (when the system asks for little motion, or in a rehearsal)."""
        self._cards.motion = moving

    def set_empty_text(self, text: str) -> None:
        """The quiet line in the middle while there are no cards."""
        self._empty = text
        self.viewport().update()

    def chosen_keys(self) -> list[str]:
        """The chosen cards, in the order of choosing."""
        return self.choice.chosen()

    def choose(self, key: str) -> None:
        """Choose one card and no other; "" or an unknown key chooses none."""
        if key in self._cards.items_by_key:
            self.choice.only(key)
        else:
            self.choice.take(())

    def scroll_to(self, key: str) -> None:
        """Bring a card into sight; nothing happens if it is not on the board."""
        item = self._cards.items_by_key.get(key)
        if item is not None and item.isVisible():
            self.ensureVisible(item, 8, 24)

    def find_text(self, text: str, only: bool = False) -> list[str]:
        """Fade all cards without these words (or leave them out, if `only`) and return the keys found in reading order.

        Case and accents do not matter; every word must occur. "" shows all again and returns nothing.
        """
        found = self._cards.find(text, only)
        if found:
            self.scroll_to(found[0])
        return found

    def zoom(self) -> float:
        """The scale of the drawing: 1.0 is 100 %."""
        return self.transform().m11()

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Draw larger or smaller, 0.4 to 1.5, round a place in the viewport. Under 1.0 more columns of cards fit."""
        zoom = min(ZOOM_MOST, max(ZOOM_LEAST, zoom))
        if abs(zoom - self.zoom()) < 1e-3:
            return
        self._moving.start()
        with keeping_sight(self, card_at(self, at or self.viewport().rect().center())):
            self.resetTransform()
            self.scale(zoom, zoom)
            self._fit_room()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        with keeping_sight(self):
            self._fit_room()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, or the quiet line when there are none. While the board moves, a frame has little time."""
        faces = self._cards.faces
        if self._moving.isActive() or faces.owed:
            with faces.hurry(_FRAME_SECONDS):
                super().paintEvent(event)
            if faces.owed:
                QTimer.singleShot(0, self.viewport(), self.viewport().update)
        else:
            super().paintEvent(event)
        self._line_stands = bool(self._empty) and not self._cards.count
        if self._line_stands:
            with QPainter(self.viewport()) as painter:
                painter.setFont(font_of(load().type("script"), self._scale))
                painter.setPen(colour("text_2", self._theme))
                box = self.viewport().rect().adjusted(24, 16, -24, -16)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, choose, open and move; keys that mean nothing here go up to the window."""
        if event.key() == Qt.Key.Key_Escape and self._hand.dragging:
            self._hand.cancel()
        else:
            self._by_keys = True
            if not self._keys.press(event, len(self._cards.columns)):
                event.ignore()
            self._place_ring()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, or begin a drag, a frame or a pan."""
        self._by_keys = False
        self._hand.press(event)
        self._place_ring()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry on with it; a moving pointer also keeps cards from closing up under it."""
        if self._rest.isActive():
            self._rest.start(_REST_MS)
        self._hand.move(event)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish it."""
        self._hand.release(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card."""
        item = card_at(self, event.position().toPoint())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choice.only(item.card.key)
            self.activated.emit(item.card.key)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the pointer, or of the current card when it came from the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self._cards.items_by_key.get(self.choice.current)
        else:
            item = card_at(self, event.pos())
        if item is None:
            event.ignore()
            return
        if not self.choice.holds(item.card.key):
            self.choice.only(item.card.key)
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.mapFromScene(item.sceneBoundingRect().center()))
        self.menu_asked.emit(item.card.key, place)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom round the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / 120
            self.set_zoom(self.zoom() * _NOTCH**notches, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    @guarded_or(bool)
    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch on a touchpad, and tips with the whole text."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self.zoom() * (1 + event.value()), event.position().toPoint())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tip(self, event, wanted=self.density is Density.DENSE or self.zoom() < FAR)
            return True
        return super().viewportEvent(event)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring round the current card when the focus came by keyboard."""
        super().focusInEvent(event)
        self._by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._place_ring()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._place_ring()

    def _connect(self) -> None:
        self._cards.room_changed.connect(self._fit_extent)
        self._cards.rearranged.connect(self._place_ring)
        self.choice.changed.connect(self._tell_choice)
        self.choice.moved.connect(self._follow_current)
        self._hand.dropped.connect(self._moves.drop)
        self._keys.column_asked.connect(self._moves.to_column)
        self._keys.step_asked.connect(self._moves.step)
        self._keys.turn_asked.connect(self._moves.turn)
        self._moves.asked.connect(self.move_asked)
        self._keys.activated.connect(self._activate_current)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._moving.start)
        self._rest.timeout.connect(self._settle)
        self.horizontalScrollBar().valueChanged.connect(self._headings.update)

    def _dress(self) -> None:
        self._headings.dress(self._theme, self._scale)
        self.setBackgroundBrush(colour("board", self._theme))
        self._cards.dress(self._theme, self._scale)
        self._fit_strip()
        self.viewport().update()

    def _fit_strip(self) -> None:
        height = self._headings.strip_height()
        self.setViewportMargins(0, height, 0, 0)
        self._headings.setVisible(height > 0)
        self._fit_room()

    def _fit_room(self) -> None:
        """Lay out for the width there is; beyond 100 % the layout of 100 % is kept and scrolls sideways."""
        bar = self.verticalScrollBar()
        extent = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        width = self.width() - max(bar.sizeHint().width(), extent) - 1
        self._cards.set_room(width / min(1.0, self.zoom()))
        self._fit_extent()

    def _fit_extent(self) -> None:
        self.setSceneRect(self._cards.extent())
        self._headings.setGeometry(self.viewport().x(), 0, self.viewport().width(), self._headings.strip_height())
        self._headings.update()

    def _after_change(self) -> None:
        self.choice.forget_lost()
        self._place_ring()
        if self._line_stands or not self._cards.count:
            self.viewport().update()
        if self._cards.has_holes() and not self._rest.isActive():
            self._rest.start(_REST_MS if self.viewport().underMouse() else 0)

    def _settle(self) -> None:
        if self._hand.dragging:
            self._rest.start()
        elif self._cards.settle():
            self._place_ring()

    def _tell_choice(self) -> None:
        self.chosen.emit(self.choice.chosen())

    def _follow_current(self) -> None:
        self._place_ring()
        item = self._cards.items_by_key.get(self.choice.current)
        if item is None:
            return
        if self._by_keys:
            self.scroll_to(item.card.key)
        said = self._cards.spoken(item)
        self.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _place_ring(self) -> None:
        item = self._cards.items_by_key.get(self.choice.current)
        seen = item is not None and item.isVisible() and self._by_keys and self.hasFocus()
        self._ring.surround(item.slot if item is not None and seen else None, colour("focus", self._theme))

    def _activate_current(self) -> None:
        if self.choice.current:
            self.activated.emit(self.choice.current)

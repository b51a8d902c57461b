"""The grid at the desk: topics are moved by drag, by Alt and arrows, or from the panel beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QSizePolicy, QWidget

from facilitator.activities.market.desk_paint import Paint
from facilitator.activities.market.desk_plan import GAP, HEAD, NOWHERE, TIMES, WAIT, Plan, Spot, beside
from facilitator.activities.market.facts import Cell, Slot
from facilitator.activities.market.grid import Grid, Slip
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.say import say

KEYS = (
    KeyRow("Left|Right|Up|Down", say("Walk over the grid; with Alt move the topic")),
    KeyRow("Return", say("Open the topic")),
    KeyRow("Del|Backspace", say("Send the topic back to those that wait")),
)
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class GridView(QWidget):
    """`chosen(key)`; `moved(key, cell)` asks for a topic to go into a cell or, with ("", ""), back to those that wait.

    `opened(key)` on Enter or a double click; `menu_wanted(key, global place)`. Where very many wait, their queue has a
    scroll bar of its own, so that the grid stays in sight.
    """

    chosen = Signal(str)
    moved = Signal(str, object)
    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = theme
        self.scale = 1.0
        self.key = ""
        self._plan = Plan()
        self._sight: int | None = None
        self._at: Cell | None = None
        self._faded: set[str] = set()
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(t("Topics that wait"))
        self._bar.hide()
        self._bar.valueChanged.connect(self._scroll)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(t("Grid of topics by place and time"))

    # ------------------------------------------------------------------ what a caller says

    def show_grid(self, grid: Grid) -> None:
        """Show another moment; only what differs is drawn again."""
        if grid == self.grid:
            return
        before, old = {s.key: s for s in self._slips()}, self._plan
        self._lay_out(grid)
        new, there = self._plan, {s.key: s for s in self._slips()}
        if self.key not in there:
            self.key = ""
        if _shape(old) != _shape(new):
            self.update()
            return
        for was, spot in zip(old.spots, new.spots, strict=True):
            if was != spot or before.get(spot.key) != there.get(spot.key):
                self.update(spot.rect)

    def choose(self, key: str) -> None:
        """Choose a topic and bring it into sight of the queue, if it waits; "" chooses none."""
        self._at = None
        self._choose(key)
        if (spot := self._plan.of(key)) is not None:
            self._bar.setValue(self._plan.down_to(spot))

    def fade(self, keys: set[str]) -> None:
        """Fade some topics, as a search does with those it did not find."""
        self._faded = keys
        self.update()

    def fit(self, height: int) -> None:
        """Make the most of a window of that height on the board, px."""
        self._sight = height
        self._lay_out()
        self.update()

    def place_of(self, key: str) -> QRect:
        """Where a topic stands; out of the queue's sight while it is scrolled away."""
        spot = self._plan.of(key)
        return spot.rect if spot else QRect()

    def place_in(self, cell: Cell) -> QRect:
        """Where a place and time stand."""
        return next((spot.rect for spot in self._plan.spots if spot.cell == cell), QRect())

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None:
        """Another theme, or letters so many times as large."""
        self.theme, self.scale = theme or self.theme, scale or self.scale
        self._lay_out()
        self.update()

    # ------------------------------------------------------------------ laying out

    @property
    def grid(self) -> Grid:
        """What it shows."""
        return self._plan.grid

    def _slips(self) -> tuple[Slip, ...]:
        return (*self.grid.waiting, *self.grid.placed)

    def _lay_out(self, grid: Grid | None = None) -> None:
        plan = Plan(grid or self.grid, self.width(), self.scale, self._sight)
        most = plan.queue_length - plan.queue_height
        with QSignalBlocker(self._bar):
            self._bar.setRange(0, most)
            self._bar.setPageStep(plan.band)
            self._bar.setSingleStep(plan.px(WAIT) + GAP)
        wide = self._bar.sizeHint().width()
        self._plan = replace(plan, down=self._bar.value(), bar=wide + GAP) if plan.scrolls else plan
        self._bar.setGeometry(self.width() - wide, 0, wide, plan.band)
        self._bar.setVisible(plan.scrolls)
        self.setMinimumHeight(plan.size.height())
        self.updateGeometry()

    def _scroll(self) -> None:
        self._lay_out()
        self.update()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As large as everything on it."""
        return self._plan.size

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """As sizeHint: the board scrolls rather than cuts."""
        return self.sizeHint()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Other columns for another width."""
        super().resizeEvent(event)
        self._lay_out()

    # ------------------------------------------------------------------ mouse and keys

    def _chosen_spot(self, plan: Plan) -> Spot | None:
        if self._at is not None:
            return next((spot for spot in plan.spots if spot.cell == self._at), None)
        return plan.of(self.key)

    def _choose(self, key: str) -> None:
        if key != self.key:
            self.key = key
            self.chosen.emit(key)
        self.update()

    def _go(self, spot: Spot) -> None:
        self._at = spot.cell if spot.cell != NOWHERE else None
        self._choose(spot.key)

    @guarded
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Choose what is under the pointer; a drag may begin here."""
        place = event.position().toPoint()
        spot = self._plan.at(place)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = place if spot and spot.key else None
        if spot is not None:
            self._go(spot)
        else:
            self.choose("")

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        """Carry the slip once the pointer has moved far enough."""
        place = event.position().toPoint()
        if self._pressed is None or not self.key:
            return
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged is not None or far:
            self._dragged = place
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """Put the slip down."""
        place, carried = event.position().toPoint(), self._dragged is not None
        self._pressed = self._dragged = None
        self.unsetCursor()
        self.update()
        if not carried or not self.key:
            return
        spot = self._plan.at(place)
        if spot is not None and spot.cell != NOWHERE:
            self._ask(spot.cell)
        elif place.y() < self._plan.queue_height + self._plan.px(HEAD):
            self._ask(NOWHERE)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        """Open a topic."""
        spot = self._plan.at(event.position().toPoint())
        if spot and spot.key:
            self.opened.emit(spot.key)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """The menu of a topic."""
        spot = self._plan.at(event.pos())
        if spot and spot.key:
            self._go(spot)
            self.menu_wanted.emit(spot.key, event.globalPos())

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Arrows walk, Alt and arrows move the topic, Enter opens it, Delete sends it back to those that wait."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            (self._carry if alt else self._walk)(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.key:
            self._ask(NOWHERE)
        else:
            super().keyPressEvent(event)

    @guarded
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Over the queue the wheel scrolls the queue, elsewhere the whole board."""
        if self._plan.scrolls and event.position().y() < self._plan.band:
            QApplication.sendEvent(self._bar, event)
            event.accept()
        else:
            super().wheelEvent(event)

    def _walk(self, x: int, y: int) -> None:
        whole = self._plan.whole()
        here = self._chosen_spot(whole)
        to = beside(whole.spots, here.rect, (x, y)) if here else next(iter(whole.spots), None)
        if to is None:
            return
        self._go(to)
        if to.cell == NOWHERE:
            self._bar.setValue(self._plan.down_to(self._plan.of(to.key) or to))

    def _carry(self, x: int, y: int) -> None:
        whole = self._plan.whole()
        here = self._chosen_spot(whole)
        if here is None or not here.key:
            return
        to = beside([s for s in whole.spots if s.cell != NOWHERE], here.rect, (x, y))
        if to is not None:
            self._ask(to.cell)
        elif y < 0 and here.cell != NOWHERE:
            self._ask(NOWHERE)

    def _ask(self, cell: Cell) -> None:
        slip = self.grid.slip(self.key)
        if slip is not None and slip.cell != cell:
            self._at = None
            self.moved.emit(self.key, cell)

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Heads, times, and the slips in sight."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint = Paint(p, self.theme, self.scale)
        seen, plan = event.rect(), self._plan
        slips = {slip.key: slip for slip in self._slips()}
        self._draw_heads(paint, seen)
        here = self._chosen_spot(plan)
        for spot in plan.spots:
            if not spot.rect.intersects(seen):
                continue
            p.setClipRect(QRect(0, 0, self.width(), plan.band) if spot.cell == NOWHERE else self.rect())
            box, slip = QRectF(spot.rect), slips.get(spot.key)
            p.setOpacity(0.25 if spot.key in self._faded else 1.0)
            if slip is None:
                paint.blank(box, over=spot.cell[1] in self.grid.over)
            elif slip.waits:
                paint.waiting(box, slip)
            else:
                paint.slip(box, slip)
            p.setOpacity(1.0)
            if here is spot:
                paint.ring(box, focus=self.hasFocus())
        p.setClipRect(self.rect())
        if self._dragged is not None and (slip := slips.get(self.key)) is not None:
            wide = plan.columns[0].width()
            ghost = QRectF(QPointF(self._dragged) - QPointF(40, 20), QSize(wide, plan.px(WAIT)))
            p.setOpacity(0.9)
            paint.waiting(ghost, slip)
        p.end()

    def _draw_heads(self, paint: Paint, seen: QRect) -> None:
        plan = self._plan
        head = plan.px(TIMES) - 8
        if self.grid.waiting:
            said = say("{n} topic", "{n} topics", n=len(self.grid.waiting))
            paint.head(QRectF(0, 8, head, 48), say("Waiting"), said)
        for box, room in zip(plan.columns, self.grid.rooms, strict=False):
            paint.room(QRectF(box.x() + 4, plan.queue_height, box.width() - 8, plan.px(HEAD)), room)
        for row, slot in zip(plan.rows, self.grid.slots, strict=True):
            if row.intersects(seen):
                place = QRectF(0, row.y() + 8, head, row.height())
                paint.head(place, slot.start or slot.name, _until(slot, now=slot.id == self.grid.now))


def _until(slot: Slot, *, now: bool) -> str:
    if now:
        return say("now")
    if slot.end:
        return say("to {time}", time=slot.end)
    return "" if slot.start else say("no time set")


def _shape(plan: Plan) -> tuple[object, ...]:
    """What differs where all has to be drawn anew."""
    grid = plan.grid
    return grid.rooms, grid.slots, grid.now, plan.queue_height, plan.row_height, plan.bar, len(plan.spots)


class GridScroll(QScrollArea):
    """The grid with its scroll bars; its rows are as high as there is room."""

    def __init__(self, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(grid)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Fit the rows anew."""
        super().resizeEvent(event)
        self._grid.fit(self.viewport().height())

"""The grid at the desk: topics are moved by drag, by Alt and arrows, or from the panel beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from facilitator.activities.market.desk_paint import Paint
from facilitator.activities.market.desk_plan import NOWHERE, Spot, beside
from facilitator.activities.market.facts import Cell
from facilitator.activities.market.grid import Grid, Slip
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.tokens import Theme

TIMES, HEAD, ROW, ROW_LEAST, WAIT, GAP, LEAST = 88, 56, 152, 118, 86, 8, 190
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class GridView(QWidget):
    """`chosen(key)`; `moved(key, cell)` asks for a topic to go into a cell or, with ("", ""), back to those that wait.

    `opened(key)` on Enter or a double click; `menu_wanted(key, global place)`.
    """

    chosen = Signal(str)
    moved = Signal(str, object)
    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = theme
        self.scale = 1.0
        self.grid = Grid()
        self.key = ""
        self._row = ROW
        self._at: Cell | None = None
        self._spots: list[Spot] = []
        self._faded: set[str] = set()
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("Grid of topics by place and time")

    # ------------------------------------------------------------------ what a caller says

    def show_grid(self, grid: Grid) -> None:
        """Show another moment; only what differs is drawn again."""
        if grid == self.grid:
            return
        before, old = {s.key: s for s in self._slips()}, self._spots
        shape = (self.grid.rooms, self.grid.slots, self.grid.now)
        self.grid = grid
        self._lay_out()
        there = {s.key: s for s in self._slips()}
        if self.key not in there:
            self.key = ""
        if shape != (grid.rooms, grid.slots, grid.now) or len(old) != len(self._spots):
            self.update()
            return
        where = {(s.rect.x(), s.rect.y()): s for s in old}
        for spot in self._spots:
            was = where.get((spot.rect.x(), spot.rect.y()))
            if was is None or was.key != spot.key or before.get(spot.key) != there.get(spot.key):
                self.update(spot.rect)

    def choose(self, key: str) -> None:
        """Choose a topic; "" chooses none."""
        self._at = None
        self._choose(key)

    def fade(self, keys: set[str]) -> None:
        """Fade some topics, as a search does with those it did not find."""
        self._faded = keys
        self.update()

    def fit(self, height: int) -> None:
        """Make the rows as high as all of them fit into a height, within limits."""
        free = height / self.scale - HEAD - self.waiting_height() / self.scale
        row = max(ROW_LEAST, min(ROW, int(free / max(1, len(self.grid.slots))) - GAP))
        if row != self._row:
            self._row = row
            self._lay_out()
            self.update()

    def place_of(self, key: str) -> QRect:
        """Where a topic stands."""
        return next((spot.rect for spot in self._spots if spot.key == key), QRect())

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None:
        """Another theme, or letters so many times as large."""
        self.theme, self.scale = theme or self.theme, scale or self.scale
        self._lay_out()
        self.update()

    # ------------------------------------------------------------------ laying out

    def _slips(self) -> tuple[Slip, ...]:
        return (*self.grid.waiting, *self.grid.placed)

    def _px(self, size: int) -> int:
        return round(size * self.scale)

    def columns(self) -> list[QRect]:
        """The columns of the places, from the top of the board to its foot."""
        count = max(1, len(self.grid.rooms))
        wide = (self.width() - self._px(TIMES) + GAP) / count
        return [QRect(self._px(TIMES) + round(n * wide), 0, round(wide) - GAP, self.height()) for n in range(count)]

    def waiting_height(self) -> int:
        """How high the slips that wait stand over the grid."""
        rows = -(-len(self.grid.waiting) // max(1, len(self.grid.rooms)))
        return rows * (self._px(WAIT) + GAP) + (GAP if rows else 0)

    def rows(self) -> list[QRect]:
        """The rows of the times."""
        top, high = self.waiting_height() + self._px(HEAD), self._px(self._row)
        return [QRect(0, top + n * (high + GAP), self.width(), high) for n in range(len(self.grid.slots))]

    def _lay_out(self) -> None:
        columns, rows, wait = self.columns(), self.rows(), self._px(WAIT)
        self._spots = []
        for number, slip in enumerate(self.grid.waiting):
            row, column = divmod(number, len(columns))
            box = columns[column]
            self._spots.append(Spot(QRect(box.x(), row * (wait + GAP), box.width(), wait), slip.key, NOWHERE))
        there = {slip.cell: slip.key for slip in self.grid.placed}
        for row_box, slot in zip(rows, self.grid.slots, strict=True):
            for box, room in zip(columns, self.grid.rooms, strict=False):
                rect = QRect(box.x(), row_box.y(), box.width(), row_box.height())
                self._spots.append(Spot(rect, there.get((room.id, slot.id), ""), (room.id, slot.id)))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As large as everything on it."""
        high = self.waiting_height() + self._px(HEAD) + len(self.grid.slots) * (self._px(self._row) + GAP)
        return QSize(self._px(TIMES) + max(1, len(self.grid.rooms)) * (self._px(LEAST) + GAP), high)

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

    def _spot_at(self, place: QPoint) -> Spot | None:
        return next((spot for spot in self._spots if spot.rect.contains(place)), None)

    def _chosen_spot(self) -> Spot | None:
        if self._at is not None:
            return next((spot for spot in self._spots if spot.cell == self._at), None)
        return next((spot for spot in self._spots if self.key and spot.key == self.key), None)

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
        spot = self._spot_at(place)
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
        spot = self._spot_at(place)
        if spot is not None and spot.cell != NOWHERE:
            self._ask(spot.cell)
        elif place.y() < self.waiting_height() + self._px(HEAD):
            self._ask(NOWHERE)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        """Open a topic."""
        spot = self._spot_at(event.position().toPoint())
        if spot and spot.key:
            self.opened.emit(spot.key)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """The menu of a topic."""
        spot = self._spot_at(event.pos())
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

    def _walk(self, x: int, y: int) -> None:
        here = self._chosen_spot()
        if here is None:
            if self._spots:
                self._go(self._spots[0])
            return
        if (to := beside(self._spots, here.rect, (x, y))) is not None:
            self._go(to)

    def _carry(self, x: int, y: int) -> None:
        here = self._chosen_spot()
        if here is None or not here.key:
            return
        to = beside([s for s in self._spots if s.cell != NOWHERE], here.rect, (x, y))
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
        seen = event.rect()
        slips = {slip.key: slip for slip in self._slips()}
        self._draw_heads(paint, seen)
        here = self._chosen_spot()
        for spot in self._spots:
            if not spot.rect.intersects(seen):
                continue
            box, slip = QRectF(spot.rect), slips.get(spot.key)
            p.setOpacity(0.25 if spot.key in self._faded else 1.0)
            if slip is None:
                paint.blank(box)
            elif slip.waits:
                paint.waiting(box, slip)
            else:
                paint.slip(box, slip)
            p.setOpacity(1.0)
            if here is spot:
                paint.ring(box, focus=self.hasFocus())
        if self._dragged is not None and (slip := slips.get(self.key)) is not None:
            wide = self.columns()[0].width()
            ghost = QRectF(QPointF(self._dragged) - QPointF(40, 20), QSize(wide, self._px(WAIT)))
            p.setOpacity(0.9)
            paint.waiting(ghost, slip)
        p.end()

    def _draw_heads(self, paint: Paint, seen: QRect) -> None:
        top = self.waiting_height()
        if self.grid.waiting:
            said = f"{len(self.grid.waiting)} {'topic' if len(self.grid.waiting) == 1 else 'topics'}"
            paint.head(QRectF(0, 8, self._px(TIMES) - 8, 48), "Waiting", said)
        for box, room in zip(self.columns(), self.grid.rooms, strict=False):
            paint.room(QRectF(box.x() + 4, top, box.width() - 8, self._px(HEAD)), room)
        for row, slot in zip(self.rows(), self.grid.slots, strict=True):
            if row.intersects(seen):
                said = f"to {slot.end}" if slot.end else ("" if slot.start else "no time set")
                place = QRectF(0, row.y() + 8, self._px(TIMES) - 8, row.height())
                paint.head(place, slot.start or slot.name, "now" if slot.id == self.grid.now else said)


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

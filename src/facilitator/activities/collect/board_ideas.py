"""Risks and benefits with the ideas that answer them, side by side and joined by lines: the desk's board under green.

A row has one idea, or a risk that no idea answers yet. A risk with several ideas stands beside the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.activities.boards_hats import draw_chip
from facilitator.looks import qt
from facilitator.looks.tokens import Theme, load
from facilitator.looks.widgets.cards_text import lay

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LINK, _GAP, _PAD = 64, 8, 12
_STEP = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `idea` is a note's key ("" for none), `item` what it answers, `first` and `last` of those that do."""

    idea: str = ""
    words: str = ""
    about: str = ""
    item: str = ""
    risk: str = ""
    why: str = ""
    hat: str = ""
    first: bool = True
    last: bool = True

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        if not self.idea:
            return f"{self.hat} hat: {self.risk}. No idea yet"
        return f"{self.words}, {self.about}, " + (f"answers {self.risk}" if self.risk else "answers nothing yet")


class RowModel(QAbstractListModel):
    """The rows in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.faded: set[str] = set()

    def rowCount(self, parent: Index = _ROOT, /) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """Words for the screen and for readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words or row.risk
        return row.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; rows that stay the same are not drawn again."""
        if [r.idea or r.item for r in rows] == [r.idea or r.item for r in self.rows]:
            changed = [n for n, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
            self.rows = rows
            for number in changed:
                self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class RowPainter(QStyledItemDelegate):
    """Draws a row: the risk at the left, a line in green, the idea at the right."""

    def __init__(self, view: IdeaList) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, str, int, int], int] = {}
        self._sizes: dict[Row, QSize] = {}

    def forget(self) -> None:
        """Measure all words anew."""
        self._heights.clear()
        self._sizes.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """As high as the higher of the two boxes."""
        row = self._view.model_of_rows.rows[index.row()]
        size = self._sizes.get(row)
        if size is None:
            size = self._sizes[row] = self._size(row, self._view.box_width())
        return size

    def _size(self, row: Row, width: int) -> QSize:
        left = self._height(row.risk, row.why, width) if row.first and row.item else 0
        right = self._height(row.words, row.about, width) if row.idea else 0
        return QSize(self._view.viewport().width(), max(left, right) + _GAP)

    def _height(self, words: str, under: str, width: int) -> int:
        font, small = qt.font("strong"), qt.font("label")
        key = (words, under, width, font.pixelSize())
        if key not in self._heights:
            inner = width - 2 * _PAD - 34
            made = lay(words, font, inner, font.pixelSize() * 1.35).height
            made += lay(under, small, inner, small.pixelSize() * 1.35).height if under else 0
            self._heights[key] = max(44, round(made) + 2 * _PAD)
        return self._heights[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw one row."""
        row, view, rect = self._view.model_of_rows.rows[index.row()], self._view, QRectF(option.rect)
        width = view.box_width()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.idea in view.model_of_rows.faded:
            painter.setOpacity(0.3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        right = QRectF(rect.x() + width + _LINK, rect.y(), width, rect.height() - _GAP)
        if row.item:
            self._link(painter, row, rect, width)
        if row.item and row.first:
            high = self._height(row.risk, row.why, width)
            left = QRectF(rect.x(), rect.y(), width, high)
            self._box(painter, left, row.hat, (row.risk, row.why), chosen and not row.idea)
        if row.idea:
            right.setHeight(self._height(row.words, row.about, width))
            self._box(painter, right, "green", (row.words, row.about), chosen)
        elif row.item:
            painter.setPen(qt.colour("text_2", view.theme))
            painter.setFont(qt.font("label"))
            painter.drawText(right.adjusted(_PAD, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), "No idea yet")
        painter.restore()

    def _link(self, painter: QPainter, row: Row, rect: QRectF, width: int) -> None:
        """The line from a risk to its ideas: a trunk with a branch for each."""
        if not row.idea:
            return
        pen = QPen(qt.colour(load().hat("green").edge), 2)
        painter.setPen(pen)
        left, trunk = rect.x() + width, rect.x() + width + _LINK / 2
        level = rect.y() + 22
        painter.drawLine(int(trunk if not row.first else left), int(level), int(left + _LINK), int(level))
        if not row.first:
            painter.drawLine(int(trunk), int(rect.y()), int(trunk), int(level))
        if not row.last:
            painter.drawLine(int(trunk), int(level), int(trunk), int(rect.bottom()) + 1)
        if row.first:
            painter.setBrush(pen.color())
            painter.drawEllipse(QRectF(left - 1, level - 4, 8, 8))

    def _box(self, painter: QPainter, box: QRectF, hat: str, words: tuple[str, str], chosen: bool) -> None:
        theme = self._view.theme
        look = load().hat(hat, theme)
        painter.setBrush(qt.colour(look.wash) if hat == "green" else qt.colour("card", theme))
        painter.setPen(QPen(qt.colour("text", theme), 2) if chosen else QPen(qt.colour(look.edge), 1))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        draw_chip(painter, QRectF(box.x() + _PAD, box.y() + 11, 22, 22), hat, theme)
        inner, y = box.width() - 2 * _PAD - 34, box.y() + _PAD
        for said, name, role in ((words[0], "strong", "text"), (words[1], "label", "text_2")):
            if said:
                font = qt.font(name)
                made = lay(said, font, inner, font.pixelSize() * 1.35)
                painter.setPen(qt.colour(role, theme))
                made.draw(painter, box.x() + _PAD + 34, y)
                y += made.height


class IdeaList(QListView):
    """The rows. `chosen(keys)` of ideas; `activated_key(key)`; `menu_asked(key, place)`; `link_asked(key, item)`.

    Alt+Up and Alt+Down link the chosen idea to the risk or benefit before or after its own, Alt+Left to none.
    """

    chosen = Signal(list)
    activated_key = Signal(str)
    menu_asked = Signal(str, QPoint)
    link_asked = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = theme
        self.order: list[str] = []
        self.model_of_rows = RowModel(self)
        self._painter = RowPainter(self)
        self.setModel(self.model_of_rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Risks and benefits, and the ideas that answer them")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        qt.mark(self, panel="board")
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.chosen_keys()))
        self.activated.connect(lambda index: self._open(index.row()))

    def box_width(self) -> int:
        """How wide each of the two boxes of a row is."""
        return max(120, (self.viewport().width() - _LINK - 8) // 2)

    def show_rows(self, rows: Sequence[Row], order: Sequence[str]) -> None:
        """Show these rows; `order` lists what an idea may answer. What was chosen stays chosen."""
        kept, place = self.chosen_keys(), self.verticalScrollBar().value()
        self.order = list(order)
        self.model_of_rows.show_rows(list(rows))
        if place:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(place)
        if kept != self.chosen_keys():
            self.choose(kept)

    def chosen_keys(self) -> list[str]:
        """The chosen ideas."""
        rows = self.model_of_rows.rows
        return [rows[i.row()].idea for i in self.selectedIndexes() if rows[i.row()].idea]

    def choose(self, keys: Sequence[str]) -> None:
        """Choose these ideas and bring the first into sight."""
        self.clearSelection()
        wanted = set(keys)
        there = [n for n, row in enumerate(self.model_of_rows.rows) if row.idea and row.idea in wanted]
        for number in there:
            self.selectionModel().select(self.model_of_rows.index(number), self.selectionModel().SelectionFlag.Select)
        if there:
            index = self.model_of_rows.index(there[0])
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def find_text(self, text: str) -> list[str]:
        """Fade the ideas without these words; the keys of those with them."""
        wanted = text.casefold().split()
        rows = [row for row in self.model_of_rows.rows if row.idea]
        found = [r.idea for r in rows if all(w in f"{r.words} {r.risk}".casefold() for w in wanted)]
        self.model_of_rows.faded = {r.idea for r in rows} - set(found) if wanted else set()
        self.viewport().update()
        return found

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Alt with an arrow links; everything else as in any list, but letters search nothing."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: 0}
        if event.modifiers() & _STEP and event.key() in steps:
            self._link(steps[Qt.Key(event.key())])
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """The menu of an idea."""
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        key = self.model_of_rows.rows[index.row()].idea if index.isValid() else ""
        if key:
            if key not in self.chosen_keys():
                self.choose([key])
            self.menu_asked.emit(key, event.globalPos())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self._painter.forget()
        self.scheduleDelayedItemsLayout()

    def _open(self, number: int) -> None:
        if self.model_of_rows.rows[number].idea:
            self.activated_key.emit(self.model_of_rows.rows[number].idea)

    def _link(self, step: int) -> None:
        keys = self.chosen_keys()
        row = next((r for r in self.model_of_rows.rows if keys and r.idea == keys[0]), None)
        if row is None or not self.order:
            return
        places = ["", *self.order]
        place = places.index(row.item) if row.item in places else 0
        self.link_asked.emit(row.idea, places[(place + step) % len(places)] if step else "")

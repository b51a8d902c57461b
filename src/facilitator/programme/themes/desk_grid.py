"""Where two people who sorted the same comments differ: a grid of how often one's theme is the other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.kit import shortened
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.programme.themes.report_second import theme_name
from facilitator.programme.themes.rules import Reading, State

DOT, DASH = "\u00b7", "\u2013"
"""Stand for no comment, and for what has no number."""
_WIDE, _TALL = 64, 40
"""How large a cell is, px in usual lettering."""
_NO_INDEX = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """The themes that either gave, down those of the first, across those of the second; at the ends how many of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._numbers: tuple[str, ...] = ()
        self._cells: Counter[tuple[str, str]] = Counter()

    def show_reading(self, state: State, reading: Reading) -> None:
        """Show what the two gave."""
        pairs = reading.pairs
        given = {theme for pair in pairs for theme in pair}
        order = (*(theme for theme in state.themes if theme in given), *sorted(given - set(state.themes)))
        self.beginResetModel()
        self.themes, self._cells = order, Counter(pairs)
        self._numbers = tuple(str(state.number(theme) or DASH) for theme in order)
        self._names = tuple(
            t("{number} {name}", number=state.number(theme), name=state.themes[theme].name)
            if theme in state.themes
            else t(theme_name(state, theme))
            for theme in order
        )
        self.endResetModel()

    def pair(self, index: _Index) -> tuple[str, str] | None:
        """The themes of a cell, the first one's and the second one's; None of a sum."""
        if not index.isValid() or max(index.row(), index.column()) >= len(self.themes):
            return None
        return self.themes[index.row()], self.themes[index.column()]

    def many(self, index: _Index) -> int:
        """How many comments are in a cell."""
        rows, columns = self._of(index.row()), self._of(index.column())
        return sum(self._cells[one, other] for one in rows for other in columns)

    def _of(self, section: int) -> Sequence[str]:
        return self.themes[section : section + 1] or self.themes

    @guarded_or(int)
    def rowCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """The themes, and their sum."""
        return 0 if parent.isValid() or not self.themes else len(self.themes) + 1

    @guarded_or(int)
    def columnCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """As many as rows."""
        return self.rowCount(parent)

    @guarded_or(lambda: None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """How many, a dot for none; in full where it is pointed at or read out."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.many(index) or DOT)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and self.pair(index):
            one, other = self._names[index.row()], self._names[index.column()]
            return t("{n} comment: first {one}, second {other}", "{n} comments: first {one}, second {other}",
                     n=self.many(index), one=one, other=other)  # fmt: skip
        return None

    @guarded_or(lambda: None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        """The names beside the rows; over the columns only the numbers, with the names to be pointed at."""
        name = self._names[section] if section < len(self._names) else t("all")
        if role == Qt.ItemDataRole.ToolTipRole:
            return name
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical or section >= len(self.themes):
            return shortened(name)
        return self._numbers[section]


class CellPainter(QStyledItemDelegate):
    """Paints a cell: filled where both gave the same theme, framed where they did not."""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Ground, frame, number."""
        model = index.model()
        if not isinstance(model, GridModel):
            return
        pair, n = model.pair(index), model.many(index)
        inner, same = QRectF(option.rect).adjusted(2, 2, -2, -2), pair is not None and pair[0] == pair[1] and n > 0
        painter.save()
        if pair is not None:
            differs = n > 0 and not same
            painter.setPen(QPen(qt.colour("text" if differs else "line"), 2 if differs else 1))
            painter.setBrush(qt.colour("fill" if same else "panel"))
            painter.drawRoundedRect(inner, load().radius["control"], load().radius["control"])
        painter.setFont(qt.font("strong" if n and pair else "body"))
        painter.setPen(qt.colour("text_on_fill" if same else "text" if n else "text_2"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter), str(n or DOT))
        if option.state & QStyle.StateFlag.State_HasFocus or option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(qt.colour("text"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner)
        painter.restore()


class Grid(QTableView):
    """The grid; the arrow keys and a click choose a cell. `opened()` tells that another one is chosen."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = GridModel(self)
        self._painter = CellPainter(self)
        self.setModel(self.cells)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(t("Down: the first sorting. Across: the second."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(False)

    def show_reading(self, state: State, reading: Reading) -> None:
        """Show what the two gave, in cells that are all as large, without room left over."""
        self.cells.show_reading(state, reading)
        wide, tall = round(_WIDE * qt.scale()), round(_TALL * qt.scale())
        self.horizontalHeader().setDefaultSectionSize(wide)
        self.verticalHeader().setDefaultSectionSize(tall)
        n = self.cells.rowCount()
        self.setFixedHeight(min(12, n) * tall + self.horizontalHeader().sizeHint().height() + 4)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The themes of the cell that is chosen, where they differ and any comment is in it."""
        index = self.currentIndex()
        pair = self.cells.pair(index)
        return pair if pair is not None and pair[0] != pair[1] and self.cells.many(index) else None

    @guarded
    def currentChanged(self, current: _Index, previous: _Index, /) -> None:
        """Another cell is chosen."""
        super().currentChanged(current, previous)
        self.opened.emit()

"""A list with columns: rows under headings, each as tall as its words need, painted, with no widget a row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Painted, draw_keycap, keycap_size
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon, draw_symbol
from facilitator.looks.qt.rows import SteadyList
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load

Edge = Literal["", "dotted", "dashed", "solid", "double"]
PAD, GAP, LINE, SIGN = 14, 12, 10, 16
_CHIP = 7
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in one column of a row: words, smaller ones `below` them, before them an icon or the symbol of a
    partner group (its number) or, with `inset`, the room for one, around them an edge. `role` is the colour of the
    words.
    """

    words: str = ""
    below: str = ""
    icon: str = ""
    group: int | str = ""
    edge: Edge = ""
    strong: bool = False
    inset: bool = False
    role: str = "text"

    @property
    def font(self) -> QFont:
        """The lettering of its words."""
        font = qt.font("caption" if self.edge else "body")
        if self.strong or self.edge:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    @property
    def before(self) -> float:
        """The room before its words, px."""
        sign = SIGN + 6 if self.icon or self.inset or self.group != "" else 0
        return sign + (_CHIP if self.edge else 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its key, "" for one that cannot be chosen; or with `band` the heading of those after it, whose `number`
    stands before it in a frame.
    """

    key: str
    items: tuple[Item, ...]
    band: bool = False
    number: str = ""

    @property
    def spoken(self) -> tuple[str, ...]:
        """What is read out of it."""
        return tuple(words for each in self.items for words in (each.words, each.below) if words)


def _laid(words: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    """Words in lines of a width, px, and how tall they are; a word longer than a line goes on in the next."""
    made = QTextLayout(words.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    made.endLayout()
    return made, top


def _places(shares: Sequence[float], width: float) -> Iterator[tuple[float, float]]:
    """The left end and the width of each column, px."""
    free, left = width - 2 * PAD - GAP * (len(shares) - 1), float(PAD)
    for share in shares:
        wide = free * share / sum(shares)
        yield left, wide
        left += wide + GAP


class Heads(Painted):
    """The titles of the columns, over the list `under` them."""

    def __init__(self, columns: Sequence[tuple[str, float]], under: QListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._under = columns, under
        self.setAccessibleName(t.listed(tuple(title for title, _ in columns)))

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(100, QFontMetrics(qt.font("caption")).height() + 8)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Each title over its column."""
        painter = QPainter(self)
        painter.setFont(qt.font("caption"))
        painter.setPen(qt.colour("text_2"))
        shares = [share for _, share in self._columns]
        for (title, _), (left, wide) in zip(
            self._columns, _places(shares, self._under.viewport().width()), strict=True
        ):
            words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(wide))
            painter.drawText(QRectF(left, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class LedgerModel(QAbstractListModel):
    """The rows as they are now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    @guarded_or(int)
    def rowCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """How many rows there are, headings among them."""
        return 0 if parent.isValid() else len(self.lines)

    @guarded_or(lambda: None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """What is read out of a row."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return t.listed(self.lines[index.row()].spoken)

    @guarded_or(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: _Index, /) -> Qt.ItemFlag:
        """Rows are chosen, headings are not."""
        if not index.isValid() or not self.lines[index.row()].key or self.lines[index.row()].band:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, lines: list[Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Paints a row: its columns, a line below, a dark edge where it has the focus."""

    def __init__(self, model: LedgerModel, shares: Sequence[float], view: QListView) -> None:
        super().__init__(view)
        self._model, self._shares, self._view = model, shares, view

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        """As tall as its tallest column."""
        width, line = self._view.viewport().width(), self._model.lines[index.row()]
        if line.band:
            return QSize(10, QFontMetrics(qt.font("label")).height() + 16)
        places = _places(self._shares, width)
        tall = max((_height(each, wide) for each, (_, wide) in zip(line.items, places, strict=False)), default=0.0)
        return QSize(10, math.ceil(tall) + 2 * LINE)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Ground, columns, line."""
        painter.save()
        line, rect = self._model.lines[index.row()], QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, qt.colour("board" if line.band else "selected" if chosen else "panel"))
        painter.setPen(QPen(qt.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), qt.colour("text"))
        if line.band:
            _paint_band(painter, rect, line)
        else:
            for each, (left, wide) in zip(line.items, _places(self._shares, rect.width()), strict=False):
                _paint_item(painter, QRectF(rect.left() + left, rect.top() + LINE, wide, rect.height()), each)
        painter.restore()


def _height(item: Item, width: float) -> float:
    """How tall what stands in a column is, px."""
    after = _CHIP if item.edge else 0
    tall = _laid(item.words, item.font, width - item.before - after)[1] + (6 if item.edge else 0)
    if item.below:
        tall += _laid(item.below, qt.font("caption"), width - item.before)[1] + 2
    return tall


def _paint_band(painter: QPainter, rect: QRectF, line: Line) -> None:
    inner = rect.adjusted(PAD, 0, -PAD, 0)
    if line.number:
        cap = keycap_size(line.number)
        place = QRectF(inner.left(), rect.center().y() - cap.height() / 2, cap.width(), cap.height()).toRect()
        draw_keycap(painter, place, line.number, qt.colour("text"), qt.colour("line_strong"))
        inner.setLeft(inner.left() + cap.width() + 8)
    font = qt.font("label")
    font.setWeight(QFont.Weight.DemiBold)
    first, last = line.items[0], line.items[1] if len(line.items) > 1 else Item()
    painter.setFont(qt.font("caption"))
    painter.setPen(qt.colour("text_2"))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), last.words)
    inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(last.words) - GAP)
    painter.setFont(font)
    painter.setPen(qt.colour(first.role))
    words = painter.fontMetrics().elidedText(first.words, Qt.TextElideMode.ElideRight, int(inner.width()))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), words)


def _paint_item(painter: QPainter, rect: QRectF, item: Item) -> None:
    laid, tall = _laid(item.words, item.font, rect.width() - item.before - (_CHIP if item.edge else 0))
    lower = (laid.lineAt(0).height() - SIGN) / 2 if item.words else 0.0
    sign = QRectF(rect.left(), rect.top() + lower, SIGN, SIGN)
    if item.icon:
        draw_icon(painter, sign, item.icon, qt.colour(item.role))
    elif item.group != "":
        look = load().group(item.group, qt.theme())
        draw_symbol(painter, sign.adjusted(3, 3, -3, -3), look.symbol, QColor(look.mark))
    top = rect.top() + (3 if item.edge else 0)
    if item.edge:
        _paint_edge(painter, QRectF(rect.left(), rect.top(), rect.width(), tall + 6), item)
    painter.setPen(qt.colour(item.role))
    laid.draw(painter, QPointF(rect.left() + item.before, top))
    if item.below:
        painter.setPen(qt.colour(item.role if item.role == "warn" else "text_2"))
        below, _ = _laid(item.below, qt.font("caption"), rect.width() - item.before)
        below.draw(painter, QPointF(rect.left() + item.before, top + tall + (5 if item.edge else 2)))


def _paint_edge(painter: QPainter, room: QRectF, item: Item) -> None:
    """The edge around short words: from dots to a double line, the firmer the stronger."""
    metrics = QFontMetrics(item.font)
    wide = min(room.width(), metrics.horizontalAdvance(item.words) + 2 * _CHIP)
    style = {"dotted": Qt.PenStyle.DotLine, "dashed": Qt.PenStyle.DashLine}.get(item.edge, Qt.PenStyle.SolidLine)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(qt.colour("text" if item.edge in ("solid", "double") else "text_2"), 1.2, style))
    box = QRectF(room.left() + 0.5, room.top() + 0.5, wide - 1, room.height() - 1)
    radius = load().radius["chip"] + 1
    painter.drawRoundedRect(box, radius, radius)
    if item.edge == "double":
        painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), radius - 1, radius - 1)
    painter.restore()


class LedgerList(SteadyList):
    """The rows. `chosen(key)` tells which one is chosen now, "" for none."""

    chosen = Signal(str)

    def __init__(self, name: str, columns: Sequence[tuple[str, float]], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.rows = LedgerModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self.rows, [share for _, share in columns], self))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def key(self) -> str:
        """The key of the row that is chosen; "" for none."""
        found = self.selectedIndexes()
        return self.rows.lines[found[0].row()].key if found else ""

    def show_lines(self, lines: list[Line]) -> None:
        """Show these rows; what was chosen stays chosen while it is there."""
        if lines == self.rows.lines:
            return
        key, at = self.key, self.verticalScrollBar().value()
        self.rows.show(lines)
        self.choose(key)
        self.verticalScrollBar().setValue(at)

    def choose(self, key: str) -> None:
        """Choose the row of a key; none where there is no such row."""
        place = next((n for n, each in enumerate(self.rows.lines) if key and each.key == key and not each.band), None)
        if place is None:
            self.clearSelection()
            self.chosen.emit("")
            return
        index = self.rows.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @guarded
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection, /) -> None:
        """Another row is chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.key)


class Ledger(QWidget):
    """The list under the titles of its columns, `(title, share of the width)`."""

    def __init__(self, name: str, columns: Sequence[tuple[str, float]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = LedgerList(name, columns)
        self.heads = Heads(columns, self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heads)
        column.addWidget(self.list, 1)

"""Where effort pays: the forces by leverage with what is to be done about each, as a list that keys can walk."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator.activities.forces.picture import Lever
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon, draw_symbol
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme, TypeSpec, load

_WRAP = int(Qt.TextFlag.TextWordWrap)
_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class LeverList(QListWidget):
    """Signals: `picked(key)` when another line is chosen; `menu_wanted(key, global place)`."""

    picked = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = _Drawing(theme, self)
        self.setItemDelegate(self.drawing)
        self.setAccessibleName(t("Where effort pays"))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.currentItemChanged.connect(self._changed)
        self._lines: list[Lever] = []
        self._quiet = False

    def show_levers(self, lines: list[Lever]) -> None:
        """Show these lines; the chosen one stays chosen."""
        if lines == self._lines:
            return
        self._quiet, chosen, self._lines = True, self.key(), lines
        place = self.verticalScrollBar().value()
        self.clear()
        for line in lines:
            item = QListWidgetItem(t(line.words))
            item.setData(_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, t(line.spoken))
            if not line.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self._quiet = False
        self.choose(chosen)
        self.verticalScrollBar().setValue(place)

    def lines(self) -> list[Lever]:
        """What it shows, in order."""
        return self._lines

    def key(self) -> str:
        """The chosen force or idea; "" when none is."""
        item = self.currentItem()
        line = item.data(_ROLE) if item else None
        return line.key if isinstance(line, Lever) else ""

    def choose(self, key: str) -> None:
        """Choose a line without saying so."""
        self._quiet = True
        row = next((n for n, line in enumerate(self._lines) if key and line.key == key), -1)
        self.setCurrentRow(row)
        if row >= 0:
            self.scrollToItem(self.item(row))
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.picked.emit(self.key())

    def _ask_menu(self, place: QPoint) -> None:
        if self.key():
            self.menu_wanted.emit(self.key(), self.viewport().mapToGlobal(place))


class _Drawing(QStyledItemDelegate):
    """Paints a line: the score and its factors at the left, words beside them, the owner's mark at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = theme
        self.scale = 1.0
        self._boxes: dict[tuple[Lever, int, float], tuple[int, QRect]] = {}

    def _font(self, size: float, weight: int) -> QFont:
        return qt.font_of(TypeSpec(size, size, weight), self.scale)

    def _box(self, line: Lever, width: int) -> tuple[int, QRect]:
        """`(left of the words, their rectangle from 0,0)` for a list of that width; measured once."""
        known = self._boxes.get((line, width, self.scale))
        if known is None:
            if len(self._boxes) > _MEASURED:
                self._boxes.clear()
            known = self._boxes[(line, width, self.scale)] = self._measured(line, width)
        return known

    def _measured(self, line: Lever, width: int) -> tuple[int, QRect]:
        left = round((60 if line.kind in ("force", "head") else 78) * self.scale) if line.kind != "head" else 16
        room = width - left - 16 - (round(58 * self.scale) if line.owner else 0)
        font = self._font(*_LETTERS[line.kind])
        metrics = QFontMetrics(font)
        return left, metrics.boundingRect(QRect(0, 0, max(60, room), 9999), _WRAP, t(line.words))

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the words need."""
        line: Lever = index.data(_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else 300
        _left, box = self._box(line, width)
        least = 46 if line.kind == "force" and line.product else 0
        return QSize(width, max(round(least * self.scale), box.height() + round(_AIR[line.kind] * self.scale)))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        line: Lever = index.data(_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, qt.colour("selected" if chosen else "panel", self.theme))
        if chosen:
            edge = QRect(rect.left(), rect.top(), load().stroke["row_edge"], rect.height())
            painter.fillRect(edge, qt.colour("fill", self.theme))
        if line.kind in ("force", "head"):
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), qt.colour("line", self.theme))
        left, box = self._box(line, rect.width())
        top = rect.top() + round(_AIR[line.kind] * self.scale / 2)
        self._words(painter, line, QRect(rect.left() + left, top, box.width() + 2, box.height()))
        if line.score:
            self._score(painter, line, rect, top)
        if line.kind == "idea":
            icon = QRectF(rect.left() + 60 * self.scale, top + 1, 13 * self.scale, 13 * self.scale)
            draw_icon(painter, icon, "next", qt.colour("text_2", self.theme))
        if line.owner:
            self._owner(painter, line, rect, top)
        painter.restore()

    def _words(self, painter: QPainter, line: Lever, box: QRect) -> None:
        painter.setFont(self._font(*_LETTERS[line.kind]))
        painter.setPen(qt.colour("text_2" if line.kind in ("live", "head") else "text", self.theme))
        painter.drawText(box, _WRAP, t(line.words))

    def _score(self, painter: QPainter, line: Lever, rect: QRect, top: int) -> None:
        painter.setFont(self._font(20, 600))
        painter.setPen(qt.colour("text", self.theme))
        painter.drawText(QRect(rect.left() + 16, top - 4, 44, round(24 * self.scale)), 0, line.score)
        painter.setFont(self._font(12, 450))
        painter.setPen(qt.colour("text_2", self.theme))
        down = round(21 * self.scale)
        painter.drawText(QRect(rect.left() + 16, top + down - 2, 60, round(18 * self.scale)), 0, t(line.product))

    def _owner(self, painter: QPainter, line: Lever, rect: QRect, top: int) -> None:
        look = load().group(line.owner_no or "other", self.theme)
        right = rect.right() - 12
        painter.setFont(self._font(12, 600))
        words = QFontMetrics(painter.font()).elidedText(line.owner, Qt.TextElideMode.ElideRight, round(48 * self.scale))
        wide = QFontMetrics(painter.font()).horizontalAdvance(words)
        painter.setPen(qt.colour(look.ink, self.theme))
        painter.drawText(QRect(right - wide, top, wide + 2, round(18 * self.scale)), 0, words)
        if line.owner_no:
            box = QRectF(right - wide - 14, top + 3 * self.scale, 9 * self.scale, 9 * self.scale)
            draw_symbol(painter, box, look.symbol, qt.colour(look.mark, self.theme))


_LETTERS = {"force": (14, 500), "idea": (13, 450), "live": (13, 450), "head": (12, 600)}
_MEASURED = 500
_AIR = {"force": 18, "idea": 8, "live": 8, "head": 18}

"""The questions of a questionnaire in order, to walk, drag, and move with Alt and an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.survey.editing import ASKED, STATEMENT
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import label, sign_button
from facilitator.looks.qt.rows import moved_one
from facilitator.looks.qt.words import t
from facilitator.model.say import say

KEYS = (
    KeyRow("Alt+Up|Alt+Down", say("Move a question of the questionnaire")),
    KeyRow("Del", say("Take a question out of the questionnaire")),
)
_AT, _ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LEFT, _EDGE, _AIR, _LINES = 44, 14, 9, 3
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the list: its number, words, what is below them, and at the right how it stands to its version.

    `warns` where that is that its words are new; `wrong` where something has to be looked at.
    """

    number: str
    words: str
    below: str = ""
    tag: str = ""
    warns: bool = False
    wrong: bool = False


def _wrap() -> int:
    return int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class RowPainter(QStyledItemDelegate):
    """Draws one question: its number, its words on up to three lines, and a line about it."""

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """As tall as its words need."""
        row: Row = index.data(_ROW)
        small = QFontMetrics(qt.font("caption")).height()
        wide = option.widget.viewport().width() if isinstance(option.widget, QListWidget) else 240
        return QSize(120, self._tall(row, wide) + (small + 2 if row.below or row.tag else 0) + 2 * _AIR)

    @staticmethod
    def _tall(row: Row, wide: int) -> int:
        metrics = QFontMetrics(qt.font("strong"))
        inside = metrics.boundingRect(QRect(0, 0, max(40, wide - _LEFT - _EDGE), 10_000), _wrap(), row.words)
        return max(metrics.height(), min(inside.height(), _LINES * metrics.lineSpacing()))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Ground, number, words, and what is below."""
        row: Row = index.data(_ROW)
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, qt.colour("selected"))
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), qt.colour("text"))
        tall = self._tall(row, rect.width())
        top, left = rect.y() + _AIR, rect.x() + _LEFT
        right = rect.right() - _EDGE
        painter.setFont(qt.font("body"))
        painter.setPen(qt.colour("bad" if row.wrong else "text_2"))
        painter.drawText(QRect(rect.x() + 14, top, _LEFT - 16, tall), _wrap(), row.number)
        painter.setFont(qt.font("strong"))
        painter.setPen(qt.colour("text"))
        painter.drawText(QRect(left, top, right - left, tall), _wrap(), row.words)
        small = qt.font("caption")
        metrics = QFontMetrics(small)
        line = QRect(left, top + tall + 2, right - left, metrics.height())
        painter.setFont(small)
        tag = metrics.horizontalAdvance(row.tag) + 8 if row.tag else 0
        painter.setPen(qt.colour("text_2"))
        room = line.adjusted(0, 0, -tag, 0)
        painter.drawText(room, 0, metrics.elidedText(row.below, Qt.TextElideMode.ElideRight, room.width()))
        painter.setPen(qt.colour("warn" if row.warns else "text_2"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), row.tag)
        painter.setPen(qt.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class Rows(QListWidget):
    """The rows: first the questionnaire itself, then its questions."""

    moved = Signal(int, int)
    """A question from one place to another, both from 0."""
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RowPainter(self))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(t("Questions. Alt with an arrow moves a question."))
        self.changes = True
        qt.mark(self, panel="board")
        self.model().rowsMoved.connect(lambda *_: QTimer.singleShot(0, self, self._dropped))

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Alt with an arrow moves the question, Delete takes it away."""
        key, at = event.key(), self.currentRow() - 1
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = at + (1 if key == Qt.Key.Key_Down else -1)
            if self.changes and at >= 0 and 0 <= to < self.count() - 1:
                self.moved.emit(at, to)
        elif key == Qt.Key.Key_Delete and at >= 0 and self.changes:
            self.removed.emit(at)
        else:
            super().keyPressEvent(event)

    def _dropped(self) -> None:
        moved = moved_one([int(self.item(row).data(_AT)) for row in range(self.count())])
        if moved is not None and moved[0] != moved[1]:
            self.moved.emit(*moved)


class QuestionList(QWidget):
    """The list and what can be done to it. `chosen` gives a place from 0, or -1 for the questionnaire itself."""

    chosen = Signal(int)
    moved = Signal(int, int)
    removed = Signal(int)
    doubled = Signal(int)
    added = Signal(int, str)
    """A new question is wanted at this place, and of which sort."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows, self.about = Rows(), label("", "caption", "quiet", wrap=True)
        self.add = Button(t("Add a question"), icon_name="plus", key="Ctrl T")
        self.menu = QMenu(self)
        self.up, self.down = (
            sign_button("up", t("Move it up (Alt with the arrow up)")),
            sign_button("chevron-down", t("Move it down (Alt with the arrow down)")),
        )
        self.double = sign_button("copy", t("Duplicate this question (Ctrl+D)"))
        self.away = sign_button("trash", t("Take this question out (Delete)"))
        self.add.clicked.connect(self.ask_sort)
        self._arrange()
        self.rows.currentRowChanged.connect(self._walked)
        self.rows.moved.connect(self.moved)
        self.rows.removed.connect(self.removed)
        self.up.clicked.connect(lambda: self.moved.emit(self.at(), self.at() - 1))
        self.down.clicked.connect(lambda: self.moved.emit(self.at(), self.at() + 1))
        self.away.clicked.connect(lambda: self.removed.emit(self.at()))
        self.double.clicked.connect(lambda: self.doubled.emit(self.at()))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(16, 6, 12, 0)
        head.setSpacing(2)
        head.addWidget(label(t("Questions"), "title"))
        head.addWidget(self.about)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setContentsMargins(12, 0, 12, 0)
            row.setSpacing(4)
            column.addLayout(row)
        first.addWidget(self.add)
        first.addStretch(1)
        for button in (self.up, self.down, self.double, self.away):
            second.addWidget(button)
        second.addStretch(1)

    def at(self) -> int:
        """The place of the chosen question, or -1."""
        return max(-1, self.rows.currentRow() - 1)

    def ask_sort(self) -> None:
        """Ask what is to be asked, in a menu."""
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def offer(self, *, statements: bool) -> None:
        """What the menu offers: statements only where attitudes are asked."""
        self.menu.clear()
        for sort, words in ASKED:
            if statements or sort != STATEMENT:
                action = self.menu.addAction(t.reader(words))
                action.triggered.connect(lambda _=False, sort=sort: self.added.emit(self.at() + 1, sort))

    def show_rows(self, rows: Sequence[Row], about: str) -> None:
        """Show these, the questionnaire itself first."""
        self.about.setText(about)
        now = self.rows.currentRow()
        with QSignalBlocker(self.rows):
            while self.rows.count() > len(rows):
                self.rows.takeItem(self.rows.count() - 1)
            while self.rows.count() < len(rows):
                self.rows.addItem(QListWidgetItem())
            for at, row in enumerate(rows, -1):
                item = self.rows.item(at + 1)
                item.setData(_AT, at)
                item.setData(_ROW, row)
                spoken = f"{row.number}. {row.words}. {row.below}. {row.tag}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                drags = at >= 0 and self.rows.changes
                item.setFlags(able | Qt.ItemFlag.ItemIsDragEnabled if drags else able)
            self.rows.setCurrentRow(min(max(0, now), len(rows) - 1))
        self.rows.doItemsLayout()
        self._limit()

    def choose(self, at: int) -> None:
        """Choose a question, or -1 for the questionnaire itself; tells nobody."""
        with QSignalBlocker(self.rows):
            self.rows.setCurrentRow(at + 1)
        self._limit()

    def let_change(self, on: bool) -> None:
        """Whether anything may be changed."""
        self.rows.changes = on
        self._limit()

    def _walked(self, row: int) -> None:
        self._limit()
        if row >= 0:
            self.chosen.emit(row - 1)

    def _limit(self) -> None:
        at, last, may = self.at(), self.rows.count() - 2, self.rows.changes
        self.add.setEnabled(may)
        self.up.setEnabled(may and at > 0)
        self.down.setEnabled(may and 0 <= at < last)
        self.double.setEnabled(may and at >= 0)
        self.away.setEnabled(may and at >= 0 and last > 0)

"""The stages of the plan in order: when each begins, its minutes, its floor, and how soon it may be shortened."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.shell.tiles import write
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.anew import Anew
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.kit import button, label
from facilitator.looks.qt.words import t
from facilitator.model.run import CLOSED, OPEN
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

FACTS = "/facts"
_ID, ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_PRIORITY = {1: say("keep"), 2: say("shrink"), 3: say("may go")}
_AIR = 8
_CLOCK, _COLUMNS = 56, ((say("Min"), 36), (say("Floor"), 48), (say("If late"), 56))
Shown = tuple[str, str, str, tuple[str, ...], str]
"""Clock, title, goal, numbers, icon."""
Index = QModelIndex | QPersistentModelIndex


def _px(width: int, *words: str) -> int:
    """A width at the size of lettering in use, and room for the words that stand in it."""
    metrics = QFontMetrics(qt.font("caption"))
    return max(round(width * qt.scale()), *(metrics.horizontalAdvance(each) + _AIR for each in words), 0)


def _columns() -> list[tuple[str, int]]:
    """The words over each number, and how wide its column is, px."""
    told = [t(words) for words, _ in _COLUMNS]
    rows = [t(words) for words in _PRIORITY.values()]
    return [
        (words, _px(width, words, *(rows if at == len(told) - 1 else ())))
        for at, (words, (_, width)) in enumerate(zip(told, _COLUMNS, strict=True))
    ]


def _clock_width() -> int:
    return _px(_CLOCK, t("Clock"))


class RowPainter(QStyledItemDelegate):
    """Draws one row: clock, title and goal, minutes, floor, priority."""

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Two lines."""
        lines = QFontMetrics(qt.font("strong")).height() + QFontMetrics(qt.font("caption")).height()
        return QSize(200, lines + 18)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Ground, then columns."""
        clock, title, goal, numbers, sign = index.data(ROW)
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, qt.colour("selected"))
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), qt.colour("text"))
        strong, small = qt.font("strong"), qt.font("caption")
        clock_width, columns = _clock_width(), _columns()
        top, left = rect.y() + 9, rect.x() + 20 + clock_width
        right = rect.right() - 16 - (sum(width for _, width in columns) if numbers else 0)
        upper = QFontMetrics(strong).height()
        write(painter, QRect(rect.x() + 20, top, clock_width, upper), clock, qt.font("body"), qt.colour("text_2"))
        if sign:
            draw_icon(painter, QRect(left, top + 2, 14, 14).toRectF(), sign, qt.colour("text_2"))
        write(painter, QRect(left + (20 if sign else 0), top, right - left, upper), title, strong, qt.colour("text"))
        lower = QRect(left, top + upper, right - left, QFontMetrics(small).height())
        write(painter, lower, goal, small, qt.colour("text_2"))
        painter.setFont(qt.font("body"))
        painter.setPen(qt.colour("text"))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        at = right
        for number, (_, width) in zip(numbers, columns, strict=False):
            painter.drawText(QRect(at, top, width, upper), end, number)
            at += width
        if bool(option.state & QStyle.StateFlag.State_HasFocus):
            focus = QStyleOptionViewItem(option)
            style = option.widget.style() if option.widget else None
            if style is not None:
                style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, focus, painter, option.widget)
        painter.restore()


class StageList(QWidget):
    """The list at the left. `chosen` gives a stage's id, or FACTS for the workshop's own facts; `move_asked(by)` wants
    the chosen stage one place earlier (-1) or later (1).
    """

    chosen = Signal(str)
    move_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setAccessibleName(t("Stages"))
        self.list.currentItemChanged.connect(self._moved)
        qt.mark(self.list, panel="board")
        self.head, self._end = Header(), label("", "caption", "quiet")
        self.earlier = button(t("Earlier"), icon="up", tip=t("The chosen stage one place earlier"), parent=self)
        self.later = button(t("Later"), icon="chevron-down", tip=t("The chosen stage one place later"), parent=self)
        moves = QHBoxLayout()
        moves.setContentsMargins(16, 4, 16, 4)
        for each, by in ((self.earlier, -1), (self.later, 1)):
            moves.addWidget(each)
            each.clicked.connect(lambda _=False, by=by: self.move_asked.emit(by))
        moves.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addWidget(self._end)
        column.addLayout(moves)
        self._end.setContentsMargins(20, 4, 0, 4)

    def show_stages(self, workshop: Workshop, times: Mapping[str, str]) -> None:
        """Show the facts' row and one row a stage; what was chosen stays chosen."""
        rows: list[tuple[str, Shown]] = [
            (FACTS, ("", t("About the workshop"), workshop.info.challenge or t("title, groups, Wi-Fi"), (), "pencil"))
        ]
        for run in workshop.stages:
            stage = run.stage
            sign = {OPEN: "play", CLOSED: "check"}.get(run.status, "warn" if run.unasked else "")
            numbers = (f"{stage.minutes}", f"{stage.minutes_min}", t(_PRIORITY[stage.priority]))
            rows.append((run.id, (times[run.id], t(stage.title), t(stage.goal), numbers, sign)))
        chosen = self.chosen_id()
        self.list.blockSignals(True)
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        for at, (stage_id, row) in enumerate(rows):
            if at == self.list.count():
                self.list.addItem(QListWidgetItem())
            item = self.list.item(at)
            item.setData(_ID, stage_id)
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row[0]} {row[1]}. {row[2]}")
        self.list.setCurrentRow(next((at for at, (stage_id, _row) in enumerate(rows) if stage_id == chosen), 0))
        self.list.blockSignals(False)
        self._end.setText(t("{time}   End", time=times[""]))

    def chosen_id(self) -> str:
        """The id of the chosen row; "" while there is none."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def show_moves(self, *, any_of_them: bool, earlier: bool, later: bool) -> None:
        """Which way the chosen stage may go; without any stage that may, there are no buttons for it."""
        for each, can in ((self.earlier, earlier), (self.later, later)):
            each.setVisible(any_of_them)
            each.setEnabled(can)

    def choose(self, stage_id: str) -> None:
        """Choose a row."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == stage_id:
                self.list.setCurrentRow(at)

    def _moved(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(str(now.data(_ID)))


class Header(QWidget):
    """The words over the columns, as wide as the columns are in the lettering that there is now."""

    _anew: Anew | None = None

    def __init__(self) -> None:
        super().__init__()
        self._anew = Anew(self, self._fit)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 16, 4)
        row.setSpacing(0)
        self._clock = label(t("Clock"), "caption", "quiet")
        self._cells = [label(words, "caption", "quiet") for words, _ in _columns()]
        row.addWidget(self._clock)
        row.addWidget(label(t("Stage"), "caption", "quiet"), 1)
        for cell in self._cells:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(cell)
        self._fit()

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Other lettering, other widths."""
        super().changeEvent(event)
        if self._anew is not None:
            self._anew.take(event)

    def _fit(self) -> None:
        self._clock.setFixedWidth(_clock_width())
        for cell, (_, width) in zip(self._cells, _columns(), strict=True):
            cell.setFixedWidth(width)

"""The agenda: the day's methods and stages with forecast times. A click looks at a stage; it does not open it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.join import clock_of_day
from facilitator.desktop.run_parts import label, margins
from facilitator.looks import qt
from facilitator.looks.widgets.icons import draw_icon
from facilitator.model.run import CLOSED, OPEN
from facilitator.model.workshop import Workshop

_ROLE = int(Qt.ItemDataRole.UserRole)
_LEFT, _TITLE, _RIGHT = 24, 84, 16


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the agenda: a method (no stage), or a stage that waits, is open or closed, perhaps looked at."""

    stage: str
    title: str
    time: str
    minutes: int
    status: str = ""
    looked: bool = False
    tip: str = ""


def rows_of(workshop: Workshop, looked: str, now: int) -> list[Row]:
    """The agenda as lines."""
    forecast = workshop.forecast(now)
    rows: list[Row] = []
    for block in workshop.blocks:
        runs = [run for run in workshop.stages if run.block == block.id]
        if not runs:
            continue
        start, total = forecast[runs[0].id][0], sum(run.stage.minutes for run in runs)
        rows.append(Row("", block.method.title, clock_of_day(start), total))
        for run in runs:
            begin, end = forecast[run.id]
            tip = f"{run.stage.title}: {clock_of_day(begin)} to {clock_of_day(end)}, planned {run.stage.minutes} min"
            is_looked = run.id == looked and run.id != workshop.open_id
            time = clock_of_day(begin)
            rows.append(Row(run.id, run.stage.title, time, run.stage.minutes, run.status, is_looked, tip))
    return rows


class Agenda(QWidget):
    """The list. `looked(stage)` when somebody wants to look at a stage."""

    looked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.list = QListWidget(self)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Agenda")
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._tell)
        self.list.itemActivated.connect(self._tell)
        head = QHBoxLayout()
        margins(head, _LEFT, 16, _RIGHT, 8)
        head.addWidget(label("Agenda", "title", parent=self), 1)
        head.addWidget(label("forecast times", "caption", "quiet", self))
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def show_day(self, workshop: Workshop, looked: str, now: int) -> None:
        """Show the agenda as it is now; nothing happens where nothing differs."""
        rows = rows_of(workshop, looked, now)
        if rows == self._rows:
            return
        same = len(rows) == len(self._rows)
        self._rows = rows
        if not same:
            self.list.clear()
        for number, row in enumerate(rows):
            item = self.list.item(number) if same else QListWidgetItem(self.list)
            if item is None or (same and item.data(_ROLE) == row):
                continue
            item.setData(_ROLE, row)
            item.setToolTip(row.tip)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | (Qt.ItemFlag.ItemIsSelectable if row.stage else Qt.ItemFlag.NoItemFlags))
            said = {OPEN: "open", CLOSED: "done"}.get(row.status, "")
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{row.time} {row.title} {row.minutes} min {said}".strip())
        self.list.viewport().update()

    def rows(self) -> list[Row]:
        """What it shows."""
        return list(self._rows)

    def _tell(self, item: QListWidgetItem) -> None:
        row = item.data(_ROLE)
        if isinstance(row, Row) and row.stage:
            self.looked.emit(row.stage)


class _Painter(QStyledItemDelegate):
    """Draws a line: time, sign, title, minutes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        row = index.data(_ROLE)
        height = QFontMetrics(qt.font("label" if row.stage else "strong")).height()
        return QSize(100, height + (12 if row.stage else 18))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        row, rect = index.data(_ROLE), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = row.status == OPEN
        ink = qt.colour("text_on_fill" if is_open else "text" if row.looked or not row.stage else "text_2")
        self._ground(painter, row, rect.adjusted(8, 1, -8, -1), is_open)
        quiet = ink if is_open else qt.colour("text_2")
        middle = rect.center().y()
        if row.stage and (sign := {OPEN: "play", CLOSED: "check"}.get(row.status)):
            draw_icon(painter, QRectF(_TITLE - 24, middle - 7, 14, 14), sign, ink)
        title = qt.font("label" if row.stage else "strong")
        if is_open or row.looked:
            title.setWeight(QFont.Weight.DemiBold)
        small = qt.font("caption" if row.stage else "label")
        self._text(painter, QRectF(_LEFT - 4, rect.y(), 44, rect.height()), row.time, small, quiet)
        right = rect.right() - _RIGHT - 4
        wide = QFontMetrics(small).horizontalAdvance(str(row.minutes))
        self._text(painter, QRectF(right - wide, rect.y(), wide + 2, rect.height()), str(row.minutes), small, quiet)
        self._text(painter, QRectF(_TITLE, rect.y(), right - wide - _TITLE - 8, rect.height()), row.title, title, ink)
        painter.restore()

    def _ground(self, painter: QPainter, row: Row, box: QRectF, is_open: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open:
            painter.setBrush(qt.colour("fill"))
            painter.drawRoundedRect(box, 6, 6)
        elif row.looked:
            painter.setBrush(qt.colour("selected"))
            painter.setPen(QPen(qt.colour("control_line"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(QPen(qt.colour("text"), 3))
            painter.drawLine(QPointF(box.left() + 1.5, box.top() + 5), QPointF(box.left() + 1.5, box.bottom() - 5))

    def _text(self, painter: QPainter, rect: QRectF, text: str, font: QFont, ink: QColor) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

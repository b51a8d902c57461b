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

from facilitator.desktop.run.join import clock_of_day
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.kit import label, margins
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.model.run import CLOSED, OPEN
from facilitator.model.say import Time
from facilitator.model.timetable import timetable
from facilitator.model.workshop import Workshop

_ROLE = int(Qt.ItemDataRole.UserRole)
_LEFT, _TITLE, _RIGHT = 24, 84, 16


def _indent() -> float:
    """Where titles begin: after the time, in the lettering in use."""
    return _LEFT + (_TITLE - _LEFT) * qt.scale()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the agenda: a method (no stage), or a stage that waits, is open or closed, perhaps looked at.

    `now` marks the lines of the method in which a stage is open, `last` the last of them.
    """

    stage: str
    title: str
    time: str
    minutes: int
    status: str = ""
    looked: bool = False
    tip: str = ""
    now: bool = False
    last: bool = False


def rows_of(workshop: Workshop, looked: str, now: int) -> list[Row]:
    """The agenda as lines."""
    expected = timetable(workshop, now).expected
    rows: list[Row] = []
    for block in workshop.blocks:
        runs = [run for run in workshop.stages if run.block == block.id]
        if not runs:
            continue
        begins, total = [expected[r.id][0] for r in runs if r.id in expected], sum(run.stage.minutes for run in runs)
        now_on = any(run.status == OPEN for run in runs)
        rows.append(Row("", t(block.method.title), t(clock_of_day(min(begins))) if begins else "", total, now=now_on))
        for run in runs:
            begin, end = expected.get(run.id, (0, 0))
            if run.id not in expected:
                tip = t("{title}: passed over, planned {minutes} min", title=run.stage.title, minutes=run.stage.minutes)
            else:
                tip = t(
                    "{title}: {begin} to {end}, planned {minutes} min",
                    title=run.stage.title,
                    begin=Time(begin),
                    end=Time(end),
                    minutes=run.stage.minutes,
                )
            is_looked = run.id == looked and run.id != workshop.open_id
            time = t(clock_of_day(begin)) if run.id in expected else ""
            last = run is runs[-1]
            rows.append(
                Row(run.id, t(run.stage.title), time, run.stage.minutes, run.status, is_looked, tip, now_on, last)
            )
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
        self.list.setAccessibleName(t("Agenda"))
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._tell)
        self.list.itemActivated.connect(self._tell)
        forecast = ElidedLabel(t("forecast times"), "caption", self)
        forecast.setAlignment(Qt.AlignmentFlag.AlignRight)
        qt.mark(forecast, tone="quiet")
        head = QHBoxLayout()
        margins(head, _LEFT, 16, _RIGHT, 8)
        head.addWidget(label(t("Agenda"), "title", parent=self))
        head.addWidget(forecast, 1)
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0, gap=0)
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
            may = Qt.ItemFlag.ItemIsSelectable if row.stage else Qt.ItemFlag.NoItemFlags
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | may)
            facts = {"time": row.time, "title": row.title, "minutes": row.minutes}
            words = (
                t("{time} {title} {minutes} min open", **facts)
                if row.status == OPEN
                else t("{time} {title} {minutes} min done", **facts)
                if row.status == CLOSED
                else t("{time} {title} {minutes} min", **facts)
            )
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), words)
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

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        row = index.data(_ROLE)
        if row.stage:
            return QSize(100, QFontMetrics(qt.font("label")).height() + 12 + (6 if row.last else 0))
        return QSize(100, round(self._title(row).height) + 16)

    def _title(self, row: Row) -> Laid:
        room = load().size["agenda"] * qt.scale() - _indent() - 3 * _RIGHT - 12
        line = load().type("strong").line * qt.scale()
        return lay(row.title, qt.font("strong"), room, line, at_most=2)

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        row, rect = index.data(_ROLE), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.now:
            self._block_ground(painter, row, rect)
        if row.last:
            rect = rect.adjusted(0, 0, 0, -6)
        is_open = row.status == OPEN
        ink = qt.colour("text_on_fill" if is_open else "text" if row.looked or not row.stage else "text_2")
        self._ground(painter, row, rect.adjusted(14, 1, -14, -1), is_open)
        quiet = ink if is_open else qt.colour("text_2")
        middle = rect.center().y()
        if row.stage and (sign := {OPEN: "play", CLOSED: "check"}.get(row.status)):
            draw_icon(painter, QRectF(_indent() - 22, middle - 7, 14, 14), sign, ink)
        title = qt.font("label" if row.stage else "strong")
        if is_open or row.looked:
            title.setWeight(QFont.Weight.DemiBold)
        small = qt.font("caption" if row.stage else "label")
        self._text(painter, QRectF(_LEFT - 4, rect.y(), 44 * qt.scale(), rect.height()), row.time, small, quiet)
        right = rect.right() - _RIGHT - 4
        wide = QFontMetrics(small).horizontalAdvance(str(row.minutes))
        self._text(painter, QRectF(right - wide, rect.y(), wide + 2, rect.height()), str(row.minutes), small, quiet)
        if row.stage:
            room = QRectF(_indent(), rect.y(), right - wide - _indent() - 8, rect.height())
            self._text(painter, room, row.title, title, ink)
        else:
            painter.setPen(ink)
            made = self._title(row)
            made.draw(painter, _indent(), rect.y() + (rect.height() - made.height) / 2)
        painter.restore()

    def _block_ground(self, painter: QPainter, row: Row, rect: QRectF) -> None:
        """A quiet ground behind the method that goes on now, round at its top and foot."""
        radius = load().radius["card"]
        box = rect.adjusted(8, 0, -8, 0)
        painter.save()
        painter.setClipRect(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qt.colour("sunken"))
        painter.drawRoundedRect(box.adjusted(0, 0 if not row.stage else -20, 0, 0 if row.last else 20), radius, radius)
        painter.restore()

    def _ground(self, painter: QPainter, row: Row, box: QRectF, is_open: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open:
            painter.setBrush(qt.colour("fill"))
            painter.drawRoundedRect(box, 6, 6)
        elif row.looked:
            painter.setBrush(qt.colour("panel"))
            painter.setPen(QPen(qt.colour("control_line"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(QPen(qt.colour("text"), 3))
            painter.drawLine(QPointF(box.left() + 1.5, box.top() + 5), QPointF(box.left() + 1.5, box.bottom() - 5))

    def _text(self, painter: QPainter, rect: QRectF, text: str, font: QFont, ink: QColor) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

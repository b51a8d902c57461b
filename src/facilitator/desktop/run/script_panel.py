"""What to say: the script's points in letters read standing, ticked one by one, and the questions to ask."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, empty, label, margins
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.model.run import StageRun
from facilitator.model.say import say

_RING, _INDENT, _PAD = 18, 30, 6
KEYS = (KeyRow("Return", say("Tick a point of the script")), KeyRow("Up|Down", say("Walk through the script")))


class Point(QAbstractButton):
    """One point of the script: a ring to tick and the words. `next_up` makes it bold. Enter ticks, arrows walk."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.next_up = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @guarded_or(bool)
    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    @guarded_or(int)
    def heightForWidth(self, width: int, /) -> int:
        """The height of the words at a width."""
        return round(self._laid(width).height) + _PAD

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """A line of about forty letters."""
        return QSize(240, self.heightForWidth(240))

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Narrow, and as tall as the width makes it."""
        return QSize(120, 24)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter ticks; up and down walk through the points."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Ring and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(1, 4, _RING, _RING)
        done = self.isChecked()
        painter.setPen(QPen(qt.colour("text_2" if done else "text" if self.next_up else "control_line"), 1.5))
        painter.setBrush(qt.colour("text_2") if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(0.75, 0.75, -0.75, -0.75))
        if done:
            draw_icon(painter, ring.adjusted(3, 3, -3, -3), "check", qt.colour("panel"))
        elif self.next_up:
            painter.setPen(QPen(qt.colour("text"), 5))
            painter.drawEllipse(ring.adjusted(3, 3, -3, -3))
        painter.setPen(qt.colour("text_2" if done else "text"))
        self._laid(self.width()).draw(painter, _INDENT, 0)
        painter.end()

    def _laid(self, width: int) -> Laid:
        font = qt.font("script")
        if self.next_up and not self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        line = load().type("script").line * qt.scale()
        return lay(self.text(), font, max(60, width - _INDENT), line)


class Script(QWidget):
    """The points and questions of a stage. `ticked(point, on)` and `asked(question)`."""

    ticked = Signal(int, bool)
    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[Point] = []
        self._told: tuple[object, ...] = ()
        self._host = False
        self._run: StageRun | None = None
        self.host = button(t("Host script"), look="quiet", parent=self)
        self.host.setCheckable(True)
        self.host.toggled.connect(self._show_host)
        head = QHBoxLayout()
        head.addWidget(label(t("Say"), "strong", parent=self), 1)
        head.addWidget(self.host)
        inside = QWidget(self)
        inside.setProperty("plain", True)
        self._rows = QVBoxLayout(inside)
        margins(self._rows, 2, 2, 2, 2, gap=6)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0, gap=6)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def show_run(self, run: StageRun) -> None:
        """Show a stage's script."""
        self._run = run
        self.host.setVisible(bool(run.stage.host_script))
        told = (run.stage, run.asking, frozenset(run.ticked), self._host)
        if told == self._told:
            return
        same = bool(self._told) and self._told[0] == run.stage and self._told[3] == self._host
        self._told = told
        if not same or len(run.stage.asks) > 1:
            self._fill(run)
        self._mark(run)

    def _show_host(self, on: bool) -> None:
        self._host = on
        if self._run is not None:
            self.show_run(self._run)

    def _fill(self, run: StageRun) -> None:
        focused = next((n for n, point in enumerate(self.points) if point.hasFocus()), -1)
        empty(self._rows)
        self.points = []
        if self._host:
            for words in run.stage.host_script:
                self._rows.addWidget(label(t(words), "script", parent=self, wrap=True))
        else:
            for number, words in enumerate(run.stage.script):
                point = Point(t(words), self)
                point.clicked.connect(lambda on, n=number: self.ticked.emit(n, on))
                self.points.append(point)
                self._rows.addWidget(point)
            if len(run.stage.asks) > 1:
                self._add_questions(run)
        self._rows.addStretch(1)
        if 0 <= focused < len(self.points):
            self.points[focused].setFocus()

    def _add_questions(self, run: StageRun) -> None:
        """The questions that are not asked now, each with a button that asks it."""
        for number, question in enumerate(run.stage.asks):
            if number == min(run.asking, len(run.stage.asks) - 1):
                continue
            row = QWidget(self)
            line = WrapRow(row, gap=8)
            line.setContentsMargins(_INDENT, 2, 0, 0)
            line.add_growing(label(t(question), "body", "quiet", row, wrap=True))
            ask = button(t("Ask this"), parent=row)
            ask.clicked.connect(lambda _=False, n=number: self.asked.emit(n))
            line.addWidget(ask)
            self._rows.addWidget(row)

    def _mark(self, run: StageRun) -> None:
        first = next((n for n in range(len(self.points)) if n not in run.ticked), -1)
        for number, point in enumerate(self.points):
            point.setChecked(number in run.ticked)
            point.next_up = number == first
            point.updateGeometry()
            point.update()

"""A chip that can be pressed: how many notes wait or are withheld."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.tokens import load

_PAD, _GAP, _ICON = 10, 6, 14


class ChipButton(QPushButton):
    """A small button with an icon and words; filled while it is checked."""

    def __init__(self, icon: str, edge: Literal["solid", "dashed"], tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._edge = icon, edge
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_count(self, number: int, words: str) -> None:
        """Show a number with its words; none hides the chip."""
        self.setVisible(number > 0)
        told = f"{number} {words}"
        if self.text() != told:
            self.setText(told)
            self.updateGeometry()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = QFontMetrics(qt.font("label"))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PAD + _ICON + _GAP, max(28, metrics.height() + 8))

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Edge, icon, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        pen = QPen(qt.colour("text" if on else "control_line"), 1)
        if self._edge == "dashed":
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(qt.colour("fill" if on else "panel" if self.underMouse() else "board"))
        radius = load().radius["control"]
        box = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        painter.drawRoundedRect(box, radius, radius)
        ink = qt.colour("text_on_fill" if on else "text")
        draw_icon(painter, QRectF(_PAD, (self.height() - _ICON) / 2, _ICON, _ICON), self._icon_name, ink)
        painter.setFont(qt.font("label"))
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(_PAD + _ICON + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

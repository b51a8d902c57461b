"""What a Qt style sheet cannot draw: the focus ring with its gap, arrows, boxes and ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast, overload

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDoubleSpinBox,
    QFocusFrame,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProxyStyle,
    QSpinBox,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.tokens import load

_ARROWS = {
    QStyle.PrimitiveElement.PE_IndicatorArrowDown: ((-4, -2), (0, 2), (4, -2)),
    QStyle.PrimitiveElement.PE_IndicatorSpinDown: ((-3, -1.5), (0, 1.5), (3, -1.5)),
    QStyle.PrimitiveElement.PE_IndicatorSpinUp: ((-3, 1.5), (0, -1.5), (3, 1.5)),
    QStyle.PrimitiveElement.PE_IndicatorArrowUp: ((-4, 2), (0, -2), (4, 2)),
    QStyle.PrimitiveElement.PE_IndicatorArrowRight: ((-2, -4), (2, 0), (-2, 4)),
}
_Points = tuple[tuple[float, float], ...]
_RADIO = QStyle.PrimitiveElement.PE_IndicatorRadioButton
_BOXES = (_RADIO, QStyle.PrimitiveElement.PE_IndicatorCheckBox, QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck)
_IN_TAB = (7, 2, -7, -5)  # within the margins that window.qss gives a tab
_BOX, _SPIN_INDENT = 18, 8
_METRICS = {
    QStyle.PixelMetric.PM_IndicatorWidth: _BOX,
    QStyle.PixelMetric.PM_IndicatorHeight: _BOX,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: _BOX,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: _BOX,
    QStyle.PixelMetric.PM_ButtonIconSize: 16,
    QStyle.PixelMetric.PM_SmallIconSize: 16,
}
_HINTS = {
    QStyle.StyleHint.SH_FocusFrame_AboveWidget: 1,
    QStyle.StyleHint.SH_FocusFrame_Mask: 0,
    QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick: 0,
    QStyle.StyleHint.SH_ToolTip_WakeUpDelay: 500,
    QStyle.StyleHint.SH_EtchDisabledText: 0,
    QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    QStyle.StyleHint.SH_ItemView_ShowDecorationSelected: 1,
}


class HouseStyle(QProxyStyle):
    """Fusion with the house's focus ring, arrows and boxes. `colour` gives the colour a role has now."""

    def __init__(self, colour: Callable[[str], QColor]) -> None:
        super().__init__("Fusion")
        self._colour = colour
        stroke = load().stroke
        self._ring, self._gap = stroke["focus"], stroke["focus_gap"]
        margin = self._ring + self._gap
        self._radius = load().radius["control"] + self._gap
        self._metrics = _METRICS | {
            QStyle.PixelMetric.PM_FocusFrameHMargin: margin,
            QStyle.PixelMetric.PM_FocusFrameVMargin: margin,
        }

    @overload
    def polish(self, app: QApplication, /) -> None: ...
    @overload
    def polish(self, widget: QWidget, /) -> None: ...
    @overload
    def polish(self, arg__1: QPalette | Qt.GlobalColor | QColor, /) -> None: ...
    @guarded
    def polish(self, thing: QApplication | QWidget | QPalette | Qt.GlobalColor | QColor, /) -> None:
        """Room before a number, headings at the left, rows measured anew; everything else is Fusion's."""
        if not isinstance(thing, QWidget):
            return
        if isinstance(thing, QHeaderView):
            thing.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        elif isinstance(thing, QLineEdit) and isinstance(thing.parent(), QSpinBox | QDoubleSpinBox):
            thing.setTextMargins(_SPIN_INDENT, 0, 0, 0)
        super().polish(thing)
        if isinstance(thing, QAbstractItemView):
            thing.scheduleDelayedItemsLayout()

    @guarded_or(int)
    def pixelMetric(
        self, metric: QStyle.PixelMetric, /, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Sizes of boxes and icons, and the room the focus ring takes; px."""
        known = self._metrics.get(metric)
        return known if known is not None else super().pixelMetric(metric, option, widget)

    @guarded_or(int)
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        /,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """The ring lies above its widget, in the gap between neighbours; a click chooses a row, Enter opens it."""
        known = _HINTS.get(hint)
        return known if known is not None else super().styleHint(hint, option, widget, returnData)

    @guarded
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        /,
        widget: QWidget | None = None,
    ) -> None:
        """Arrows, ticks and dots in the house's hand; a ring inside the row that has the focus."""
        if points := _ARROWS.get(element):
            self._draw_arrow(painter, QRectF(option.rect), points, _enabled(option))
        elif element in _BOXES:
            self._draw_box(painter, QRectF(option.rect), option, round_one=element == _RADIO)
        elif element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            if isinstance(widget, QTabBar):
                self._draw_ring(painter, QRectF(widget.tabRect(widget.currentIndex())).adjusted(*_IN_TAB))
            elif isinstance(widget, QAbstractItemView):
                self._draw_ring(painter, QRectF(option.rect))
        else:
            super().drawPrimitive(element, option, painter, widget)

    @guarded
    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, /, widget: QWidget | None = None
    ) -> None:
        """The focus ring round a whole control; everything else is Fusion's."""
        if element == QStyle.ControlElement.CE_FocusFrame:
            self._draw_ring(painter, QRectF(option.rect))
        else:
            super().drawControl(element, option, painter, widget)

    def _draw_ring(self, painter: QPainter, rect: QRectF) -> None:
        inset = self._ring / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour("focus"), self._ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), self._radius, self._radius)
        painter.restore()

    def _draw_arrow(self, painter: QPainter, rect: QRectF, points: _Points, enabled: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_line(self._colour("text_2" if enabled else "control_line")))
        painter.translate(rect.center())
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        painter.restore()

    def _draw_box(self, painter: QPainter, rect: QRectF, option: QStyleOption, round_one: bool) -> None:
        on = bool(option.state & QStyle.StateFlag.State_On)
        some = bool(option.state & QStyle.StateFlag.State_NoChange)
        edge = "control_line" if not _enabled(option) else "text" if on or some else "control_line"
        box = rect.adjusted(1, 1, -1, -1)
        radius = box.height() / 2 if round_one else 4
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour(edge), 1.5))
        painter.setBrush(self._colour(edge if (on or some) and not round_one else "panel"))
        painter.drawRoundedRect(box, radius, radius)
        if on and round_one:
            painter.setBrush(self._colour(edge))
            painter.drawEllipse(box.center(), box.width() / 4, box.height() / 4)
        elif on or some:
            painter.setPen(_line(self._colour("text_on_fill"), 2))
            painter.translate(box.center())
            tick = ((-4, 0), (-1, 3), (4, -3)) if on else ((-4, 0), (4, 0))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in tick]))
        painter.restore()


class FocusFollower(QObject):
    """Keeps one ring round whatever control has the focus. Lists, tabs and boards mark their own item instead."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._move)

    def _move(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            return  # the window lost the keyboard, or a control died: the frame takes care of both itself
        frame = self._frame
        if frame is not None and not isValid(frame):
            frame = None  # it died with the window it was in
        if _takes_ring(now):
            self._frame = QFocusFrame() if frame is None else frame
            self._frame.setWidget(now)
        elif frame is not None:
            # It must not stay the child of one window and know a control of another: when the one dies, what Python
            # holds of the other would count as dead too.
            frame.setWidget(cast(QWidget, None))  # Qt allows nobody, the binding's types forget it
            frame.setParent(None)


def _takes_ring(widget: QWidget) -> bool:
    if widget.isWindow():
        return False
    if isinstance(widget, QAbstractScrollArea):
        return isinstance(widget, QPlainTextEdit | QTextEdit)
    return not isinstance(widget, QTabBar | QMenu | QMenuBar)


def _enabled(option: QStyleOption) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Enabled)


def _line(colour: QColor, width: float = 1.5) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)

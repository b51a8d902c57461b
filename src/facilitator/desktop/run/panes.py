"""The panes of the console and how they stand: all of them, or the small plan for a small window."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.desktop.parts.place import Place
from facilitator.desktop.run.agenda import Agenda
from facilitator.desktop.run.board import BoardArea
from facilitator.desktop.run.foot import Foot
from facilitator.desktop.run.side import Side
from facilitator.desktop.run.timer_bar import DayClock, StageBar
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine, VLine
from facilitator.looks.tokens import load

_COMPACT_BAR = 76
_WIDE_AGENDA, _WIDE_SIDE, _DETAILS = 320, 400, 328


class Panes(Place):
    """Timer bar, agenda, board, side pane and foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_compact = False
        self._plan: tuple[object, ...] = ()
        self.day, self.agenda, self.bar = DayClock(self), Agenda(self), StageBar(self)
        self.area, self.side, self.foot = BoardArea(self), Side(self), Foot(self)
        self._arrange()

    def only_to_read(self) -> None:
        """Switch off what writes in every pane."""
        area, head, side = self.area, self.area.head, self.side
        for part in (self.bar, side.next, side.script, *side.rooms, self.foot.count, area.scribe, area.late_bar):
            part.setEnabled(False)
        for button in (area.waiting, area.looking.open, head.type, head.cover, head.asks):
            button.setEnabled(False)

    def arrange_for(self, *, folded: bool, details: bool, wide: bool) -> bool:
        """Take the plan that the size asks for; True if it differs from before.

        `folded` where the agenda is not wanted, `details` where the board has something for the pane at the side,
        `wide` where it has the agenda's width.
        """
        layout, sizes = load().layout, load().size
        scale = max(1.0, qt.scale())
        narrow = self.width() < layout["compact_below_width"] * scale
        compact = narrow or self.height() + sizes["strip"] < layout["compact_below_height"]
        huge = self.width() >= layout["wide_from_width"] * scale
        short = compact or self.height() + sizes["strip"] < layout["full_side_from_height"] * scale
        plan = (compact, huge, wide, short, folded, details, scale)
        if plan == self._plan:
            return False
        self.is_compact, self._plan = compact, plan
        with_agenda = not compact and not folded
        low = compact or (wide and not with_agenda)
        bar = round((_COMPACT_BAR if low else sizes["bar"]) * scale)
        agenda = round((_WIDE_AGENDA if huge else sizes["agenda"]) * scale)
        side = _WIDE_SIDE if huge else sizes["side_compact"] if compact else sizes["side"]
        side = max(side, _DETAILS) if details else side
        self._left.setFixedWidth(agenda)
        self._left.setVisible(with_agenda)
        self._fold_line.setVisible(with_agenda)
        self._day_box.setFixedHeight(bar)
        self._bar_box.setFixedHeight(bar)
        self.bar.set_compact(compact, not with_agenda)
        self.area.set_compact(compact)
        self.side.set_compact(compact, round(side * scale), bar, low=low, short=short)
        self.foot.set_compact(compact, agenda if with_agenda else 0)
        return True

    def _arrange(self) -> None:
        self._left, self._bar_box = QFrame(self), QFrame(self)
        self._left.setProperty("panel", "panel")
        self._bar_box.setProperty("panel", "panel")
        self._left.setFixedWidth(load().size["agenda"])
        self._day_box = QWidget(self._left)
        day = QVBoxLayout(self._day_box)
        day.setContentsMargins(24, 0, 16, 0)
        day.addWidget(self.day)
        left = _column(self._left, self._day_box, HLine(self), self.agenda)
        left.setStretch(2, 1)
        inner = QHBoxLayout(self._bar_box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.bar)
        middle = QWidget(self)
        centre = _column(middle, self._bar_box, HLine(self), self.area)
        centre.setStretch(2, 1)
        self._fold_line = VLine(self)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for part in (self._left, self._fold_line, middle, VLine(self), self.side):
            across.addWidget(part, 1 if part is middle else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.foot)


def _column(holder: QWidget, *parts: QWidget) -> QVBoxLayout:
    """Parts under each other without gaps."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return column

"""A bar of shares in the window: how many gave each answer, each part with its number; by keys or a click one opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Painted
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.model.say import say

KEYS = (
    KeyRow("Left|Right", say("On a bar of answers: choose a part of it")),
    KeyRow("Return", say("On a bar of answers: see what those who gave this answer wrote")),
)
"""Its keys."""

_HEIGHT, _GAP, _ROOM = 28, 2, 6
"""px in usual lettering: how high a bar is, what is between its parts, and what is left beside a number."""
_FULL = 0.82
"""How much of the lettering's colour the last of the parts has; the first has least."""


class ShareBar(Painted):
    """One bar. `opened(part)` asks for what is behind a part, by its place."""

    opened = Signal(int)

    def __init__(self, name: str, parts: Sequence[str], counts: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts, self.counts = tuple(parts), tuple(counts)
        self.at = next((place for place, n in enumerate(self.counts) if n), 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = [t("{answer}: {count}", answer=part, count=n) for part, n in zip(self.parts, self.counts, strict=True)]
        self.setAccessibleName(t("{question} {answers}", question=name, answers=t.listed(told)))
        self.setToolTip(t.listed(told))

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As high as one line with room around it."""
        return QSize(240, round(_HEIGHT * qt.scale()))

    def segments(self) -> list[tuple[int, QRectF]]:
        """The parts that anybody gave, each with where it is drawn: as wide as its share, and its number's width."""
        there = [(place, n) for place, n in enumerate(self.counts) if n]
        if not there:
            return []
        metrics = QFontMetricsF(qt.font("strong"))
        least = [metrics.horizontalAdvance(str(n)) + 2 * _ROOM for _place, n in there]
        room = self.width() - _GAP * (len(there) - 1) - sum(least)
        total, left, found = sum(n for _place, n in there), 0.0, []
        for (place, n), width in zip(there, least, strict=True):
            wide = width + max(0.0, room) * n / total
            found.append((place, QRectF(left, 1, wide, self.height() - 2)))
            left += wide + _GAP
        return found

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw the parts with their numbers, and a frame around the one that is chosen."""
        painter = QPainter(self)
        painter.setFont(qt.font("strong"))
        for place, area in self.segments():
            strength = _FULL * (place + 1) / len(self.parts)
            fill = qt.colour("text")
            fill.setAlphaF(strength)
            painter.fillRect(area, fill)
            painter.setPen(qt.colour("panel" if strength > _FULL / 2 else "text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self.counts[place]))
            if self.hasFocus() and place == self.at:
                painter.setPen(qt.colour("focus"))
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """The arrows choose a part, Enter opens it."""
        there = [place for place, _area in self.segments()]
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.at in there:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self.at = there[max(0, min(len(there) - 1, there.index(self.at) + step))]
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and there:
            self.opened.emit(self.at)
        else:
            super().keyPressEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """A click chooses a part and opens it."""
        for place, area in self.segments():
            if area.contains(event.position()):
                self.at = place
                self.update()
                self.opened.emit(place)

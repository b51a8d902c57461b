"""The force field at the desk: the picture, a choice by mouse or keys, both sides added up underneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facilitator.activities.forces.desk_arrows import Field, Sizes, height_of, paint_field
from facilitator.activities.forces.facts import DRIVER, SIDES
from facilitator.activities.forces.picture import CAUTION, Picture
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Painted
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.say import say

_NARROW = 560
_MIDDLE = 220
"""Room for words between the figures of two sides, px; with less they stand under them."""
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
KEYS = (
    KeyRow("Up|Down", say("Walk along the forces")),
    KeyRow("Left|Right", say("Go across to the other side")),
    KeyRow("Return", say("Open the force")),
    KeyRow("Esc", say("Choose no force")),
)


class FieldView(QWidget):
    """Signals: `chosen(key)`, `opened(key)` on Enter or a double click, `menu_asked(key, global place)`."""

    chosen = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._scale, self._dense = 1.0, False
        self._shown = Picture()
        self._places: dict[str, QRectF] = {}
        self._found: frozenset[str] | None = None
        self.key = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(t("Force field"))

    def show_picture(self, shown: Picture) -> None:
        """Draw another state of the field; nothing is done when it is the same."""
        if shown == self._shown:
            return
        self._shown = shown
        if self.key and self.key not in [row.key for row in shown.rows]:
            self.key = ""
        self._tell()
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        self.update()

    def set_text_scale(self, scale: float) -> None:
        """Everything so many times as large."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def set_dense(self, dense: bool) -> None:
        """Rows closer together, for a low window."""
        if dense != self._dense:
            self._dense = dense
            self.updateGeometry()
            self.update()

    def choose(self, key: str) -> None:
        """Choose one force; "" none. Says so only if it is another."""
        known = key if key in [row.key for row in self._shown.rows] else ""
        if known != self.key:
            self.key = known
            self._tell()
            self.update()

    def fade_but(self, keys: frozenset[str] | None) -> None:
        """Let all but these stand back; None shows all again."""
        self._found = keys
        self.update()

    def place(self, key: str) -> QRectF:
        """Where a force stands, px of this widget."""
        return self._places.get(key, QRectF())

    def said(self) -> list[str]:
        """Every word and number on it."""
        return self._shown.said

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(720, round(height_of(self._shown, self._sizes()) + 12 * self._scale))

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """No lower than all rows: the board scrolls."""
        return QSize(420, self.sizeHint().height())

    def _sizes(self) -> Sizes:
        below = self.width() / self._scale < _NARROW
        high, thick = (62.0, 0.85) if self._dense else (76.0, 1.0)
        row = 50.0 if self._shown.totals is None else high + (20.0 if below else 0.0)
        return Sizes(self._scale, 15, 12, 15, row, extra=34.0 * thick, thick=thick, below=below)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """All rows, the chosen one framed."""
        p = QPainter(self)
        p.fillRect(self.rect(), qt.colour("board", self._theme))
        into = Field(p, self._theme, QRectF(self.rect()), self._sizes(), t)
        paint_field(into, self._shown, chosen=self.key, focus=self.hasFocus() and bool(self.key), faded=self._found)
        self._places = into.places
        p.end()

    # ------------------------------------------------------------------ choosing

    def _at(self, place: QPoint) -> str:
        return next((key for key, box in self._places.items() if box.contains(place)), "")

    def _take(self, key: str) -> None:
        if key != self.key:
            self.choose(key)
            self.chosen.emit(self.key)

    def _tell(self) -> None:
        row = next((row for row in self._shown.rows if row.key == self.key), None)
        self.setAccessibleDescription(t(row.spoken if row else self._shown.balance))

    @guarded
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """A click chooses a force, or none."""
        self._take(self._at(event.position().toPoint()))

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        """A double click opens it."""
        if self.key:
            self.opened.emit(self.key)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """Ask for the menu of the force there, or of the chosen one."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        key = self.key if by_keys else self._at(event.pos())
        if key:
            self._take(key)
            place = self.mapToGlobal(self._places[key].center().toPoint()) if by_keys else event.globalPos()
            self.menu_asked.emit(key, place)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Up and down along a side, left and right across, Enter opens, Escape lets go."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cross(SIDES[0] if key == Qt.Key.Key_Left else SIDES[1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
        elif key == Qt.Key.Key_Escape and self.key:
            self._take("")
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        rows = self._shown.rows
        at = next((n for n, row in enumerate(rows) if row.key == self.key), None)
        if rows:
            self._take(rows[0 if at is None else max(0, min(len(rows) - 1, at + by))].key)

    def _cross(self, side: str) -> None:
        here = next((row for row in self._shown.rows if row.key == self.key), None)
        there = self._shown.side(side)
        if there and (here is None or here.side != side):
            number = self._shown.side(here.side).index(here) if here else 0
            self._take(there[min(number, len(there) - 1)].key)

    @guarded
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """The choice is drawn in the colour of the focus."""
        super().focusInEvent(event)
        self.update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """And back in ink."""
        super().focusOutEvent(event)
        self.update()

    @guarded_or(bool)
    def event(self, event: QEvent, /) -> bool:
        """The whole words of a force under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = next((row for row in self._shown.rows if row.key == self._at(event.pos())), None)
            QToolTip.showText(event.globalPos(), t(row.spoken) if row else "", self)
            return True
        return super().event(event)


class SumsBar(Painted):
    """Both sides added up: total, mean and count; between them the balance and the line of caution."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Picture()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, shown: Picture) -> None:
        """Show the sums of a picture; there are none while numbers are hidden."""
        self._shown = shown
        self.setVisible(shown.totals is not None)
        self.updateGeometry()
        said = [t(_spoken(shown, side)) for side in SIDES]
        self.setAccessibleName(t.listed([*said, t(shown.balance), t(CAUTION)], ";"))
        self.update()

    @guarded_or(bool)
    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    @guarded_or(int)
    def heightForWidth(self, width: int, /) -> int:
        """Room for the words in the middle, or under the figures where the bar is narrow."""
        figures, words = self._split(QRect(0, 0, width, 4000))
        high = (
            QFontMetrics(qt.font("caption")).boundingRect(words, Qt.TextFlag.TextWordWrap, self._words()).height() + 10
        )
        return max(round(48 * qt.scale()), high + (figures.height() if words.y() else 0))

    def _split(self, box: QRect) -> tuple[QRect, QRect]:
        """Where the figures stand in the bar, and where the words."""
        used = round(max(self._wide_side(side) for side in SIDES))
        if box.width() - 2 * used >= round(_MIDDLE * qt.scale()):
            return box, box.adjusted(used, 0, -used, 0)
        line = round(32 * qt.scale())
        return QRect(0, 0, box.width(), line), box.adjusted(12, line, -12, 0)

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """A bar of two small lines."""
        return QSize(400, round(48 * qt.scale()))

    def _words(self) -> str:
        return "\n".join((t(self._shown.balance), t(CAUTION)))

    def _parts(self, side: str) -> list[tuple[str, str]]:
        pairs = self._shown.sums(side) if side == DRIVER else self._shown.sums(side)[::-1]
        return [(t(words), kind) for pair in pairs for words, kind in zip(pair, ("title", "caption"), strict=True)]

    def _wide_side(self, side: str) -> float:
        return sum(_wide(words, kind) for words, kind in self._parts(side)) + 24

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Figures outside, words in the middle."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(qt.colour("line_strong"), 1))
        p.setBrush(qt.colour("panel"))
        box = QRectF(self.rect())
        p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        figures, words = self._split(self.rect())
        for side in SIDES:
            self._side(p, QRectF(figures), side)
        p.setFont(qt.font("caption"))
        p.setPen(qt.colour("text_2"))
        centre = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        p.drawText(words, centre, self._words())
        p.end()

    def _side(self, p: QPainter, box: QRectF, side: str) -> None:
        """One side's total and mean."""
        parts, used = self._parts(side), self._wide_side(side)
        x = 16.0 if side == DRIVER else box.width() - 8 - (used - 24)
        for words, kind in parts:
            p.setFont(qt.font(kind))
            p.setPen(qt.colour("text" if kind == "title" else "text_2"))
            p.drawText(QRectF(x, 0, 400, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += _wide(words, kind)


def _spoken(shown: Picture, side: str) -> str:
    (total, under), (mean, of) = shown.sums(side)
    return say(
        "{side}: {total} {under} {mean} {of}", side=shown.head(side)[0], total=total, under=under, mean=mean, of=of
    )


def _wide(words: str, kind: str) -> float:
    return QFontMetricsF(qt.font(kind)).horizontalAdvance(words) + (5 if kind == "title" else 12)

"""The clock everybody reads: large digits with a word, and a bar that shows how much is gone."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Painted
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.words import room_t, t
from facilitator.looks.tokens import Phase, Theme, TimerLook, TypeSpec, is_phase, load
from facilitator.model.say import say

_HOUR = 3600
_BAR_HEIGHT = 10
_STRIPE = 5.0
_UNDER = 6
WRAP_SHARE, LAST_S = 0.2, 60.0


def clock_text(remaining_s: float) -> str:
    """Time left as "2:48" or "1:02:48"; time over as "+1:20". It reads 0:00 only when nothing is left."""
    over = remaining_s < 0
    seconds = floor(-remaining_s) if over else ceil(remaining_s)
    hours, rest = divmod(seconds, _HOUR)
    minutes, seconds = divmod(rest, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"+{text}" if over else text


class BigClock(Painted):
    """Digits in the colour of the phase, and under them its word. Its size never depends on what it shows.

    `spec` is the lettering of the digits (the window's `timer` unless given), `theme` one other than the window's.
    """

    def __init__(
        self, parent: QWidget | None = None, *, spec: TypeSpec | None = None, theme: Theme | None = None
    ) -> None:
        super().__init__(parent)
        self._spec, self._theme = spec, theme
        self._told = t if theme is None else room_t
        self._text, self._phase, self._quiet = "", _phase("calm"), False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_time(self, remaining_s: float, total_s: float, phase: str) -> None:
        """Show seconds left (below 0: over) in a phase: calm, wrap, last, over, paused. ValueError for any other."""
        text, known = clock_text(remaining_s), _phase(phase)
        if (text, known, False) == (self._text, self._phase, self._quiet):
            return
        self._text, self._phase, self._quiet = text, known, False
        word = self._word()
        self.setAccessibleName(self._told(say("{time} {word}", time=text, word=word)) if word else text)
        self.update()

    def show_length(self, seconds: float | None) -> None:
        """Show quietly how long what comes next will take, or nothing at all."""
        self._text, self._phase, self._quiet = "" if seconds is None else clock_text(seconds), _phase("calm"), True
        self.setAccessibleName(self._told(say("{time} to come", time=self._text)) if self._text else "")
        self.update()

    def text(self) -> str:
        """The digits it shows."""
        return self._text

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """Room for "00:00" and a word, whatever it shows now."""
        metrics = QFontMetrics(self._digits())
        return QSize(metrics.horizontalAdvance("00:00"), self._cap_height() + 2 * (self._word_height() + 8))

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Digits may shrink, but never out of sight."""
        return QSize(self.sizeHint().width(), self._cap_height() + 8)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Digits in the middle, the word under them; in a low place the digits stand higher, and the word is whole."""
        look, font = self._look(), self._digits()
        width = QFontMetrics(font).horizontalAdvance(self._text)
        if width > self.width():
            font.setPixelSize(max(12, floor(font.pixelSize() * self.width() / width)))
        painter = QPainter(self)
        painter.setPen(qt.colour("control_line", self._theme or qt.theme()) if self._quiet else QColor(look.colour))
        words = QFontMetrics(self._words())
        under = words.ascent() + _UNDER
        room = self.height() - under - words.descent() - 2
        if (high := QFontMetrics(font).capHeight()) > room - 4:
            font.setPixelSize(max(12, floor(font.pixelSize() * (room - 4) / high)))
            high = QFontMetrics(font).capHeight()
        middle = (self.height() + high) / 2
        baseline = min(middle, room) if self._word() else middle
        painter.setFont(font)
        painter.drawText(QPointF(0, baseline), self._text)
        if word := self._word():
            painter.setFont(self._words())
            painter.drawText(QPointF(1, baseline + under), word)
        painter.end()

    def _word(self) -> str:
        """The word of its phase, for those who see it: the facilitator, or the room."""
        return self._told(self._look().word)

    def _look(self) -> TimerLook:
        return load().timer(self._phase, self._theme or qt.theme())

    def _digits(self) -> QFont:
        return qt.font_of(self._spec) if self._spec else qt.font("timer")

    def _words(self) -> QFont:
        font = qt.font("label")
        if self._spec:
            font.setPixelSize(max(12, round(self._spec.size / 5)))
        return font

    def _cap_height(self) -> int:
        return QFontMetrics(self._digits()).capHeight()

    def _word_height(self) -> int:
        return QFontMetrics(self._words()).height()


class TimeBar(Painted):
    """How much of the stage is gone. The wrap-up and the last minute are marked from the start; over is hatched."""

    def __init__(self, parent: QWidget | None = None, *, height: int = _BAR_HEIGHT, theme: Theme | None = None) -> None:
        super().__init__(parent)
        self._height, self._theme = height, theme
        self._remaining, self._total, self._phase = 0.0, 0.0, _phase("calm")
        self._zones: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_zones(self, wrap_s: float, last_s: float = LAST_S) -> None:
        """Mark the wrap-up and the last moments, each in seconds before the end; 0 leaves one out."""
        self._zones = (wrap_s, last_s)
        self.update()

    def show_time(self, remaining_s: float, total_s: float, phase: str) -> None:
        """Show seconds left of `total_s` (below 0: over) in a phase, as BigClock.show_time."""
        known = _phase(phase)
        moved = self._filled(remaining_s, total_s) != self._filled(self._remaining, self._total)
        changed = moved or known != self._phase or total_s != self._total
        self._remaining, self._total, self._phase = remaining_s, total_s, known
        if changed:
            self.update()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, self._height)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Track, zones, what is gone, edge."""
        look = load().timer(self._phase, self._theme or qt.theme())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), self._colour("sunken"))
        if look.bar == "hatched":
            _hatch(painter, frame, QColor(look.colour))
        else:
            self._draw_zones(painter)
            gone = QRectF(0, 0, self._filled(self._remaining, self._total), self.height())
            painter.fillRect(gone, self._colour("line_strong") if look.bar == "outline" else QColor(look.colour))
        painter.restore()
        edge = QColor(look.colour) if look.bar == "hatched" else self._colour("line_strong")
        painter.setPen(QPen(self._colour("control_line") if look.bar == "outline" else edge, 1))
        painter.drawPath(shape)
        painter.end()

    def _draw_zones(self, painter: QPainter) -> None:
        wrap_s, last_s = self._zones or (self._total * WRAP_SHARE, LAST_S)
        for seconds, role in ((wrap_s, "warn_pale"), (last_s, "bad_pale")):
            if 0 < seconds < self._total:
                left = self.width() * (1 - seconds / self._total)
                painter.fillRect(QRectF(left, 0, self.width() - left, self.height()), self._colour(role))
                painter.fillRect(QRectF(left, 0, 1.5, self.height()), self._colour("panel"))

    def _filled(self, remaining_s: float, total_s: float) -> int:
        share = 1 - remaining_s / total_s if total_s > 0 else 0.0
        return round(self.width() * min(1.0, max(0.0, share)))

    def _colour(self, role: str) -> QColor:
        return qt.colour(role, self._theme)


def _phase(name: str) -> Phase:
    if not is_phase(name):
        raise ValueError(f"no phase of the clock is called {name!r}")
    return name


def _hatch(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, _STRIPE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    lean, x = rect.height() + _STRIPE, rect.left() - rect.height()
    while x < rect.right() + lean:
        painter.drawLine(QPointF(x, rect.bottom() + _STRIPE / 2), QPointF(x + lean, rect.top() - _STRIPE / 2))
        x += 2.2 * _STRIPE

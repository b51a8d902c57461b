"""Push buttons with room to breathe: an icon before the words, an arrow and a key after them; chips to press."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import draw_keycap, keycap_size
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import SIZE, draw_icon
from facilitator.looks.tokens import load

_GAP = 8
_EDGE_ALPHA = 0.45
_CHIP_PAD, _CHIP_GAP, _CHIP_ICON = 10, 6, 14


class Button(QPushButton):
    """A push button that shows its icon and its key in the colour of its words: Print..., Hold [H].

    `look` as in looks.qt; `icon_name` and `tail` are names in resources/icons. With a `tail` the words begin at the
    left and the tail stands at the right, before the key: Next: Interpretive -> [N]. The key is only a picture: the
    shortcut belongs to an action.
    """

    def __init__(
        self,
        text: str,
        *,
        icon_name: str = "",
        look: str = "plain",
        key: str = "",
        tail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name, self._key, self._tail = icon_name, key, tail
        self.setProperty("look", look)

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none for ""."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key, "" for none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """Icon, words, tail and key side by side."""
        self.ensurePolished()
        inside = self._words_width() + self._end_width()
        return QSize(inside + 2 * self._padding(), super().sizeHint().height())

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """As sizeHint: a button never cuts its words."""
        return self.sizeHint()

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Lettering of another size needs another width."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """The style's button, with our contents."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        letters = self._letters()
        end = self._draw_end(painter, letters)
        spare = end - self._padding() - self._words_width()
        x = self._padding() if self._tail else self._padding() + max(0, spare) // 2
        if self._icon_name:
            draw_icon(painter, QRectF(x, (self.height() - SIZE) // 2, SIZE, SIZE), self._icon_name, letters)
            x += SIZE + (_GAP if self.text() else 0)
        painter.setFont(self.font())
        painter.setPen(letters)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), flags, self.text())
        painter.end()

    def _draw_end(self, painter: QStylePainter, letters: QColor) -> int:
        """Paint key and tail at the right; returns the x where they begin."""
        x = self.width() - self._padding()
        if self._key:
            cap = keycap_size(self._key)
            x -= cap.width()
            edge = QColor(letters)
            edge.setAlphaF(_EDGE_ALPHA)
            place = QRect(x, (self.height() - cap.height()) // 2, cap.width(), cap.height())
            draw_keycap(painter, place, self._key, letters, edge)
            x -= _GAP
        if self._tail:
            x -= SIZE
            draw_icon(painter, QRectF(x, (self.height() - SIZE) // 2, SIZE, SIZE), self._tail, letters)
            x -= _GAP
        return x

    def _words_width(self) -> int:
        words = QFontMetrics(self.font()).size(Qt.TextFlag.TextShowMnemonic, self.text()).width() if self.text() else 0
        gap = _GAP if self.text() else 0
        return words + (SIZE + gap if self._icon_name else 0)

    def _end_width(self) -> int:
        key = keycap_size(self._key).width() + _GAP if self._key else 0
        return key + (SIZE + _GAP if self._tail else 0)

    def _letters(self) -> QColor:
        look = str(self.property("look"))
        filled = look.startswith("primary")
        if not self.isEnabled():
            return qt.colour("text_2" if filled else "control_line")
        if look == "bad":
            return qt.colour("bad")
        pressed_in = self.isChecked() and look != "quiet"  # a quiet one has a pale ground then
        return qt.colour("text_on_fill" if filled or pressed_in else "text")

    def _padding(self) -> int:
        look = str(self.property("look"))
        return 8 if look == "icon" else 18 if look.endswith("big") else 12


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

    def show_count(self, number: int, told: str) -> None:
        """Show the words about a number; none hides the chip."""
        self.setVisible(number > 0)
        if self.text() != told:
            self.setText(told)
            self.updateGeometry()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = QFontMetrics(qt.font("label"))
        return QSize(
            metrics.horizontalAdvance(self.text()) + 2 * _CHIP_PAD + _CHIP_ICON + _CHIP_GAP,
            max(28, metrics.height() + 8),
        )

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
        draw_icon(
            painter,
            QRectF(_CHIP_PAD, (self.height() - _CHIP_ICON) / 2, _CHIP_ICON, _CHIP_ICON),
            self._icon_name,
            ink,
        )
        painter.setFont(qt.font("label"))
        painter.setPen(ink)
        painter.drawText(
            self.rect().adjusted(_CHIP_PAD + _CHIP_ICON + _CHIP_GAP, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        painter.end()

"""Buttons that show the key which does the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from facilitator.looks import qt
from facilitator.looks.widgets.basics import draw_keycap, keycap_size
from facilitator.looks.widgets.icons import SIZE, SIZE_BIG, draw_icon, icon

_GAP = 10
_EDGE = {"big": 20, "primary big": 16}


class KeyButton(QPushButton):
    """A push button with a key cap at its end: Hold [H]. `look` as in looks.qt; `icon_name` before the words.

    With `tail`, the name of an icon that stands before the key, the words begin at the left: Next: Interpretive -> [N].
    """

    def __init__(
        self,
        text: str,
        key: str,
        *,
        look: str = "plain",
        icon_name: str = "",
        tail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._key, self._tail = key, tail
        self.setProperty("look", look)
        if icon_name:
            self.setIcon(icon(icon_name, self._letters_role(), role_on="text_on_fill"))

    def sizeHint(self) -> QSize:
        """Words, icon, tail and key side by side."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._end_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """As sizeHint: a button never cuts its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        """The style's button, its words moved aside for the key."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        letters = self._letters()
        end = self._draw_end(painter, letters)
        if self._tail:
            painter.setFont(self.font())
            painter.setPen(letters)
            words = QRect(self._padding(), 0, end - self._padding(), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        else:
            option.rect = QRect(0, 0, end + self._padding() - _GAP, self.height())
            painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.end()

    def _draw_end(self, painter: QStylePainter, letters: QColor) -> int:
        """Paint key and tail at the right; the x where they begin, less a gap."""
        cap = keycap_size(self._key)
        x = self.width() - self._padding() - cap.width()
        edge = QColor(letters)
        edge.setAlphaF(0.45)
        draw_keycap(painter, QRect(x, (self.height() - cap.height()) // 2, cap.width(), cap.height()), self._key, letters, edge)
        if self._tail:
            x -= _GAP + SIZE
            draw_icon(painter, QRectF(x, (self.height() - SIZE) / 2, SIZE, SIZE), self._tail, letters)
        return x - _GAP

    def _letters(self) -> QColor:
        if not self.isEnabled():
            return qt.colour("text_2" if self._filled() else "control_line")
        return qt.colour("text_on_fill" if self.isChecked() else self._letters_role())

    def _letters_role(self) -> str:
        return "text_on_fill" if self._filled() else "text"

    def _filled(self) -> bool:
        return str(self.property("look")).startswith("primary")

    def _padding(self) -> int:
        return _EDGE.get(str(self.property("look")), 12)

    def _end_width(self) -> int:
        tail = SIZE_BIG + _GAP if self._tail else 0
        return keycap_size(self._key).width() + _GAP + tail

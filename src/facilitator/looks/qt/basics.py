"""Small parts that every window uses: chips, key caps, group marks, lines, rows that wrap."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon, draw_symbol
from facilitator.looks.tokens import load

ChipKind = Literal["plain", "done", "warn", "bad", "live", "dashed"]
_PAD, _GAP, _ICON = 8, 5, 14
_GROWS = 150
"""So much of a line has what grows in it at least, px in usual lettering."""
_WIDTHS = 32
"""For so many widths a row keeps how it is laid."""
Line = list[tuple[QLayoutItem, QSize]]
"""What stands side by side in one line of a row, each with its size, px."""

_CHIPS: dict[str, tuple[str, str, str]] = {  # ground, edge, letters; "" is none
    "plain": ("", "line_strong", "text"),
    "done": ("sunken", "", "text_2"),
    "warn": ("warn_pale", "", "warn"),
    "bad": ("bad_pale", "", "bad"),
    "live": ("fill", "", "text_on_fill"),
    "dashed": ("", "control_line", "text"),
}


class Painted(QWidget):
    """A widget that paints itself and follows a change of theme, lettering or size of lettering."""

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Take the new colours and sizes."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Sign(Painted):
    """An icon beside words, in the colour that its role has now."""

    def __init__(self, name: str, role: str = "text", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        self.setFixedSize(size, size)

    def show_sign(self, name: str, role: str = "text") -> None:
        """Show another icon, or the same in the colour of another role."""
        if (name, role) != (self._name, self._role):
            self._name, self._role = name, role
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw it."""
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._name, qt.colour(self._role))
        painter.end()


class GroupSign(Painted):
    """The symbol of a partner group, by its number, in the colours that there are now; "other" for all the rest."""

    def __init__(self, group: int | str = "other", size: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = group
        self.setFixedSize(size, size)

    def show_group(self, group: int | str) -> None:
        """Show the symbol of another group."""
        if group != self._group:
            self._group = group
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw it."""
        look = load().group(self._group, qt.theme())
        painter = QPainter(self)
        draw_symbol(painter, QRectF(self.rect()), look.symbol, QColor(look.mark))
        painter.end()


class Chip(Painted):
    """A state in a word: "on time", "3 min behind", "Live". The word is always there; colour only helps."""

    def __init__(self, text: str, icon: str = "", kind: ChipKind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, icon, kind)

    def show_state(self, text: str, icon: str = "", kind: ChipKind = "plain") -> None:
        """Show another state; `icon` is a name in resources/icons or "" for none."""
        self._text, self._icon, self._kind = text, icon, kind
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word it shows."""
        return self._text

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as its word."""
        metrics = QFontMetrics(qt.font("caption"))
        width = metrics.horizontalAdvance(self._text) + 2 * _PAD + (_ICON + _GAP if self._icon else 0)
        return QSize(width, metrics.height() + 6)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Ground, edge, icon, word."""
        ground, edge, letters = _CHIPS[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(qt.colour(edge), 1) if edge else QPen(Qt.PenStyle.NoPen)
        if self._kind == "dashed":
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(qt.colour(ground) if ground else QColor(Qt.GlobalColor.transparent))
        radius = load().radius["chip"] + 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = _PAD
        if self._icon:
            draw_icon(painter, QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON), self._icon, qt.colour(letters))
            left += _ICON + _GAP
        painter.setFont(qt.font("caption"))
        painter.setPen(qt.colour(letters))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class KeyCap(Painted):
    """The key that does the same, in a small frame: [N]."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as its key."""
        return keycap_size(self._key)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Frame and letter."""
        painter = QPainter(self)
        draw_keycap(painter, self.rect(), self._key, qt.colour("text_2"), qt.colour("line_strong"))
        painter.end()


def keycap_size(key: str) -> QSize:
    """How large a key cap for `key` is, px."""
    metrics = QFontMetrics(qt.font("caption"))
    return QSize(max(18, metrics.horizontalAdvance(key) + 10), max(18, metrics.height() + 3))


def draw_keycap(painter: QPainter, rect: QRect, key: str, letters: QColor, edge: QColor) -> None:
    """Paint a key cap into `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = load().radius["chip"]
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(letters)
    painter.setFont(qt.font("caption"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class GroupMark(Painted):
    """A partner group: its symbol, its short name in its ink, and an aside such as a count or a table."""

    def __init__(self, group: int | str, name: str, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group, self._name, self._aside = group, name, aside
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name} {aside}".strip())

    def show_aside(self, aside: str) -> None:
        """Show another count or table after the name."""
        if aside == self._aside:
            return
        self._aside = aside
        self.setAccessibleName(f"{self._name} {aside}".strip())
        self.updateGeometry()
        self.update()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as symbol, name and aside."""
        strong, plain = QFontMetrics(_name_font()), QFontMetrics(qt.font("caption"))
        aside = plain.horizontalAdvance(self._aside) + _GAP if self._aside else 0
        return QSize(10 + 6 + strong.horizontalAdvance(self._name) + aside + 1, strong.height() + 2)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Symbol, name, aside."""
        look = load().group(self._group, qt.theme())
        painter = QPainter(self)
        draw_symbol(painter, QRectF(0, (self.height() - 10) / 2, 10, 10), look.symbol, QColor(look.mark))
        painter.setFont(_name_font())
        painter.setPen(QColor(look.ink))
        painter.drawText(self.rect().adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.setFont(qt.font("caption"))
        painter.setPen(qt.colour("text_2"))
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect(), end, self._aside)
        painter.end()


def _name_font() -> QFont:
    font = qt.font("label")
    font.setWeight(QFont.Weight.DemiBold)
    return font


class HLine(QFrame):
    """A line across, 1 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "line")
        self.setFixedHeight(1)


class VLine(QFrame):
    """A line down, 1 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "line")
        self.setFixedWidth(1)


class WrapRow(QLayout):
    """A row of widgets that goes on in the next line where the window is narrow.

    What was added to grow takes the room that is left in its line. It is the layout of a widget from the start: a
    layout that takes it in later would take its items from Python, and nobody would ever free them.
    """

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._growing: list[QWidget] = []
        self._gap = gap
        self._laid: dict[int, list[Line]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    @guarded
    def addWidget(self, widget: QWidget, /) -> None:
        """Put a widget at the end. Its item is made here: Python would lose one that Qt made."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def add_growing(self, widget: QWidget) -> None:
        """Put a widget at the end that is as wide as its line lets it be."""
        self._growing.append(widget)
        self.addWidget(widget)

    @guarded
    def addItem(self, item: QLayoutItem, /) -> None:
        """Put an item at the end."""
        self._items.append(item)
        self._laid.clear()

    @guarded_or(int)
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    @guarded_or(lambda: None)
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """The item at `index`, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    @guarded_or(lambda: None)
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Remove the item at `index` and return it, or None."""
        self._laid.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @guarded_or(bool)
    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    @guarded
    def invalidate(self) -> None:
        """Lay the items anew when next asked: one of them wants other room, or came, or went."""
        self._laid.clear()
        super().invalidate()

    @guarded_or(int)
    def heightForWidth(self, width: int, /) -> int:
        """The height that all lines take at `width`, px."""
        edges = self.contentsMargins()
        lines = self._lines(width - edges.left() - edges.right())
        return sum(map(_tallest, lines)) + self._gap * max(0, len(lines) - 1) + edges.top() + edges.bottom()

    @guarded
    def setGeometry(self, rect: QRect, /) -> None:
        """Place the items in `rect`."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        y = inner.y()
        for line in list(self._lines(inner.width())):
            x, tallest = inner.x(), _tallest(line)
            for item, size in line:
                item.setGeometry(QRect(QPoint(x, y + (tallest - size.height()) // 2), size))
                x += size.width() + self._gap
            y += tallest + self._gap

    @guarded_or(lambda: QSize(0, 0))
    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown_items()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0)).grownBy(self.contentsMargins())

    @guarded_or(lambda: QSize(0, 0))
    def minimumSize(self) -> QSize:
        """Room for the widest item."""
        hints = [item.minimumSize() for item in self._shown_items()]
        least = QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))
        return least.grownBy(self.contentsMargins())

    def _shown_items(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _grows(self, item: QLayoutItem) -> bool:
        return item.widget() in self._growing

    def _width(self, item: QLayoutItem) -> int:
        """What an item takes of a line at least."""
        hint = item.sizeHint().width()
        return max(min(hint, round(_GROWS * qt.scale())), item.minimumSize().width()) if self._grows(item) else hint

    def _lines(self, width: int) -> list[Line]:
        """The items in lines so wide, each with its size: kept until one of them wants other room."""
        if len(self._laid) > _WIDTHS:
            self._laid.clear()
        if width not in self._laid:
            self._laid[width] = [self._sized(line, width) for line in self._broken(width)]
        return self._laid[width]

    def _broken(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items in lines, each with the width that it wants."""
        lines: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for item in self._shown_items():
            wanted = self._width(item)
            if not lines or wanted > left:
                lines.append([])
                left = width
            lines[-1].append((item, wanted))
            left -= wanted + self._gap
        return lines

    def _sized(self, line: list[tuple[QLayoutItem, int]], width: int) -> Line:
        """The items of a line with their sizes; those that grow share what is left."""
        spare = max(0, width - sum(wanted for _, wanted in line) - self._gap * (len(line) - 1))
        growing = sum(self._grows(item) for item, _ in line)
        sized: Line = []
        for item, wanted in line:
            wide = min(wanted, width) + (spare // growing if self._grows(item) else 0)
            tall = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            sized.append((item, QSize(wide, tall)))
        return sized


def _tallest(line: Line) -> int:
    return max(size.height() for _, size in line)

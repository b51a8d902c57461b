"""The things to press on the start page: deeds, recent programmes, methods. All take keys, all paint themselves."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from facilitator.desktop.parts.settings import DONE, GOING, Recent
from facilitator.desktop.shell import pictures
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import draw_keycap, keycap_size
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import claims
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.model.say import Day, say, say_as

KEYS = (
    KeyRow("Return", say("Press a tile of the start page")),
    KeyRow("Left|Right|Up|Down", say("Walk through the start page")),
    KeyRow("F1", say("On a method: its page in the guide")),
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class Tile(QAbstractButton):
    """A large thing to press. Arrow keys go to the next one, Enter and Space press it."""

    def __init__(self, title: str, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.aside = title, aside
        self.setAccessibleName(f"{title}. {aside}" if aside else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter presses; arrows move on."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.focusNextChild()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Other lettering, other size."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def ground(self, painter: QPainter, *, filled: bool = False, ringed: bool = False) -> None:
        """Paint ground and edge."""
        radius = load().radius["card"]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if filled:
            role = "fill_hover" if self.underMouse() else "fill"
            painter.setPen(QPen(qt.colour(role), 1))
        else:
            role = "sunken" if self.isDown() else "card"
            edge = "text" if ringed else "control_line" if self.underMouse() else "line_strong"
            painter.setPen(QPen(qt.colour(edge), 2 if ringed else 1))
        painter.setBrush(qt.colour(role))
        inset = 1.0 if ringed else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


def write(painter: QPainter, rect: QRect, words: str, font: QFont, colour: QColor) -> None:
    """One line of words that ends in dots where there is no room."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, _LEFT, QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width()))


class DeedTile(Tile):
    """A deed at the left: icon, title, a line about it, and its key."""

    def __init__(self, icon_name: str, title: str, aside: str, *, key: str = "", filled: bool = False) -> None:
        super().__init__(title, aside)
        self._icon, self._key, self._filled = icon_name, key, filled
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """Two or three lines."""
        return QSize(300, self.heightForWidth(300))

    @guarded_or(bool)
    def hasHeightForWidth(self) -> bool:
        """A narrow one is taller."""
        return True

    @guarded_or(int)
    def heightForWidth(self, width: int, /) -> int:
        """The height with the aside wrapped."""
        strong, small = QFontMetrics(qt.font("strong")), QFontMetrics(qt.font("label"))
        words = small.boundingRect(QRect(0, 0, self._room(width) - 4, 400), _WRAP, self.aside)
        return 14 + strong.height() + 2 + words.height() + 14

    def _room(self, width: int) -> int:
        key = keycap_size(self._key).width() + 12 if self._key else 0
        return max(40, width - 54 - 16 - key)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Ground, icon, words, key."""
        painter = QPainter(self)
        self.ground(painter, filled=self._filled)
        ink = qt.colour("text_on_fill" if self._filled else "text")
        quiet = QColor(ink) if self._filled else qt.colour("text_2")
        if self._filled:
            quiet.setAlphaF(0.8)
        draw_icon(painter, QRectF(18, (self.height() - 16) / 2, 16, 16), self._icon, ink)
        strong = QFontMetrics(qt.font("strong"))
        room = self._room(self.width())
        write(painter, QRect(54, 14, room, strong.height()), self.title, qt.font("strong"), ink)
        painter.setFont(qt.font("label"))
        painter.setPen(quiet)
        painter.drawText(QRect(54, 16 + strong.height(), room, self.height()), _WRAP, self.aside)
        if self._key:
            cap = keycap_size(self._key)
            place = QPoint(self.width() - 16 - cap.width(), (self.height() - cap.height()) // 2)
            draw_keycap(painter, QRect(place, cap), self._key, quiet, quiet)
        painter.end()


class MethodTile(Tile):
    """A method: its picture, its title, a line about it. F1, and its menu, lead to its page in the guide."""

    guide_asked = Signal(str)
    """The key of the method whose page is wanted."""

    def __init__(self, key: str, title: str, aside: str, picture: str, *, ringed: bool = False) -> None:
        super().__init__(title, aside)
        self.key, self._picture, self._ringed = key, picture, ringed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """Room for a picture and two lines."""
        lines = QFontMetrics(qt.font("strong")).height() + QFontMetrics(qt.font("caption")).height()
        return QSize(220, 18 + pictures.HEIGHT + 28 + lines + 20)

    @guarded_or(bool)
    def event(self, event: QEvent, /) -> bool:
        """F1 means the guide here, not the sheet of keys."""
        return claims(event, Qt.Key.Key_F1) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """F1 opens the page about this method."""
        if event.key() == Qt.Key.Key_F1:
            self.guide_asked.emit(self.key)
        else:
            super().keyPressEvent(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """What a press does, and the page about this method."""
        menu = QMenu(self)
        menu.addAction(t("New workshop with it"), self.click)
        menu.addAction(t("About this method\tF1"), lambda: self.guide_asked.emit(self.key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Ground, picture, words."""
        painter = QPainter(self)
        self.ground(painter, ringed=self._ringed)
        pictures.draw(painter, QPointF(18, 18), self._picture, qt.colour("text_strong"))
        strong, small = QFontMetrics(qt.font("strong")), QFontMetrics(qt.font("caption"))
        top = self.height() - 16 - small.height() - 3 - strong.height()
        width = self.width() - 32
        write(painter, QRect(16, top, width, strong.height()), self.title, qt.font("strong"), qt.colour("text"))
        place = QRect(16, top + strong.height() + 3, width, small.height())
        write(painter, place, self.aside, qt.font("caption"), qt.colour("text_2"))
        painter.end()


class RecentRow(Tile):
    """A programme that was open before: title, file, its workshops as dots, notes, when it was open."""

    def __init__(self, recent: Recent, *, lost: bool, file_name: str) -> None:
        title = recent.title or file_name
        self.recent, self.lost, self.state = recent, lost, ""
        words = t("{file} · moved or deleted: find it…", file=file_name) if lost else file_name
        super().__init__(title, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def matches(self, words: str) -> bool:
        """Whether a search finds it: in its title, its file's name or the title of one of its workshops."""
        texts = [self.title, self.aside, *(seen.title for seen in self.recent.workshops)]
        return all(any(word in text.casefold() for text in texts) for word in words.casefold().split())

    def opening(self) -> None:
        """Say that it is being opened."""
        self.state = "opening"
        self.repaint()

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """Two lines."""
        lines = QFontMetrics(qt.font("strong")).height() + QFontMetrics(qt.font("caption")).height()
        return QSize(480, 14 + lines + 3 + 14)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Four columns of two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), qt.colour("selected"))
        wide = self.width() > 640
        date = 96
        columns = (0.45, 0.68) if wide else (0.62, 1.0)
        room = self.width() - 40 - date
        first, second = 20 + int(room * columns[0]), 20 + int(room * columns[1])
        warn = qt.colour("warn" if self.lost else "text_2")
        self._two(painter, (20, first - 36), self.title, self.aside, warn)
        self._dots(painter, first, second - first - 16)
        if wide:
            self._two(painter, (second, room + 4 - second), f"{self.recent.notes}", "notes", qt.colour("text_2"))
        painter.setFont(qt.font("caption"))
        painter.setPen(qt.colour("text_2"))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -20, 0), end, self.state or when(self.recent.opened_at))
        painter.end()

    @staticmethod
    def _two(painter: QPainter, span: tuple[int, int], upper: str, lower: str, colour: QColor) -> None:
        x, width = span
        strong, small = QFontMetrics(qt.font("strong")), QFontMetrics(qt.font("caption"))
        write(painter, QRect(x, 14, width, strong.height()), upper, qt.font("strong"), qt.colour("text"))
        place = QRect(x, 17 + strong.height(), width, small.height())
        write(painter, place, lower, qt.font("caption"), colour)

    def _dots(self, painter: QPainter, x: int, width: int) -> None:
        strong = QFontMetrics(qt.font("strong")).height()
        ink = qt.colour("text_strong")
        for n, seen in enumerate(self.recent.workshops[: max(1, width // 14)]):
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(ink if seen.state == DONE else Qt.BrushStyle.NoBrush)
            centre = QPointF(x + 5 + n * 14, 14 + strong / 2)
            painter.drawEllipse(centre, 4.2, 4.2)
            if seen.state == GOING:
                painter.setBrush(ink)
                painter.drawEllipse(centre, 1.8, 1.8)
        small = QFontMetrics(qt.font("caption"))
        place = QRect(x, 17 + strong, width, small.height())
        write(painter, place, progress(self.recent), qt.font("caption"), qt.colour("text_2"))


def progress(recent: Recent) -> str:
    """Where a programme stands: "workshop 3 of 6 goes on", "2 of 5 done"."""
    states = [seen.state for seen in recent.workshops]
    if not states:
        return t("no workshop yet")
    if GOING in states:
        return (
            t("under way")
            if len(states) == 1
            else t("workshop {number} of {count} under way", number=states.index(GOING) + 1, count=len(states))
        )
    if len(states) == 1:
        return t("done") if states[0] == DONE else t("planned")
    return t("{number} of {count} done", number=states.count(DONE), count=len(states))


_MONTHS = (
    say_as("short", "Jan"),
    say_as("short", "Feb"),
    say_as("short", "Mar"),
    say_as("short", "Apr"),
    say_as("short", "May"),
    say_as("short", "Jun"),
    say_as("short", "Jul"),
    say_as("short", "Aug"),
    say_as("short", "Sep"),
    say_as("short", "Oct"),
    say_as("short", "Nov"),
    say_as("short", "Dec"),
)


def when(at: int, *, today: datetime | None = None) -> str:
    """A day as people say it: today, yesterday, 2 Nov, 2 Nov 2024. Nothing for a file never opened."""
    if not at:
        return ""
    from facilitator.model.entry import local

    now = today or datetime.now().astimezone()
    then = local(at)
    days = (now.date() - then.date()).days
    if days in (0, 1):
        return (t("today"), t("yesterday"))[days]
    if then.year != now.year:
        return str(t.reader.value(Day(then.date(), short=True)))
    return t("{day} {month}", day=then.day, month=_MONTHS[then.month - 1])

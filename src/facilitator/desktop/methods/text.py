"""The text of a method file: numbered lines, quiet comments, a mark at each line with something wrong or doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.anew import Anew
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load

_MARK = 16
_NAME = re.compile(r"^\s*[A-Za-z0-9_-]+(?=\s*=)")
_STRINGS = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
Marks = Mapping[int, tuple[bool, str]]
"""By line from 0: whether it is wrong (else only doubtful), and the sentences."""


def _units(text: str) -> int:
    """How long Qt thinks a text is: it counts some signs twice."""
    return len(text.encode("utf-16-le")) // 2


def _alike(one: str, other: str) -> int:
    """How many signs two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


class Inks(QSyntaxHighlighter):
    """Headers strong, names plain, comments quiet: enough to find one's way."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._head, self._quiet, self._name = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme in use."""
        self._head.setFontWeight(QFont.Weight.Bold)
        self._quiet.setForeground(qt.colour("text_2"))
        self._name.setForeground(qt.colour("text_2"))
        self.rehighlight()

    @guarded
    def highlightBlock(self, text: str, /) -> None:
        """One line."""
        bare = _STRINGS.sub(lambda found: " " * len(found[0]), text)
        if bare.lstrip().startswith("[") and "=" not in bare and bare.rstrip().endswith("]"):
            self.setFormat(0, len(text), self._head)
        elif (name := _NAME.match(bare)) is not None:
            self.setFormat(0, name.end(), self._name)
        if (at := bare.find("#")) >= 0:
            self.setFormat(at, len(text) - at, self._quiet)


class Gutter(QWidget):
    """The numbers and marks at the left of the text."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As wide as the last number and a mark."""
        return QSize(self._pane.gutter_width(), 0)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw what is visible."""
        self._pane.paint_gutter(event)


class TextPane(QPlainTextEdit):
    """The text. Tab leaves it; a line's mark says in a tooltip what is wrong there."""

    _anew: Anew | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("Text of the method file"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._marks: Marks = {}
        self._inks = Inks(self.document())
        self._gutter = Gutter(self)
        self.setCornerWidget(QWidget())
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(self._scrolled)
        self._dress()
        self._anew = Anew(self, self._dress_anew, QEvent.Type.StyleChange)

    def _dress_anew(self) -> None:
        self._dress()
        self._inks.dress()

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(load().type("label").size * qt.scale()))
        if self.font() != font:
            self.setFont(font)
        self._make_room()

    # ------------------------------------------------------------------ text and marks

    def replace_text(self, text: str) -> None:
        """Change the text to this as one step that undo takes back; what stays is not touched."""
        old = self.toPlainText()
        begin = _alike(old, text)
        end = min(_alike(old[::-1], text[::-1]), len(old) - begin, len(text) - begin)
        if begin == len(old) == len(text):
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:begin]))
        cursor.setPosition(_units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[begin : len(text) - end])

    def show_marks(self, marks: Marks) -> None:
        """Mark these lines."""
        if marks == self._marks:
            return
        self._marks = marks
        found = []
        for line, (wrong, _) in marks.items():
            one = QTextEdit.ExtraSelection()
            one.cursor = QTextCursor(self.document().findBlockByNumber(line))
            one.format.setBackground(qt.colour("bad_pale" if wrong else "warn_pale"))
            one.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            found.append(one)
        self.setExtraSelections(found)
        self._gutter.update()

    def go_to(self, line: int) -> None:
        """Put the cursor on a line and show it."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line)))
        self.centerCursor()

    def show_line(self, line: int) -> None:
        """Bring a line to the top; the cursor stays where it is."""
        self.verticalScrollBar().setValue(max(0, line))

    # ------------------------------------------------------------------ gutter

    def gutter_width(self) -> int:
        """Px for mark and number."""
        return _MARK + 14 + self.fontMetrics().horizontalAdvance("0") * max(3, len(str(self.blockCount())))

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter_width(), inside.height()))

    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self._gutter.scroll(0, by)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Number each visible line; put its mark before the number."""
        painter = QPainter(self._gutter)
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
        top += self.viewport().y() - self._gutter.y()
        tall = self.fontMetrics().height()
        while block.isValid() and top <= event.rect().bottom():
            number, height = block.blockNumber(), round(self.blockBoundingRect(block).height())
            painter.setPen(qt.colour("text_2"))
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(0, top, self._gutter.width() - 8, tall), end, str(number + 1))
            if number in self._marks:
                wrong = self._marks[number][0]
                place = QRect(4, top + (tall - 14) // 2, 14, 14).toRectF()
                draw_icon(painter, place, "alert" if wrong else "warn", qt.colour("bad" if wrong else "warn"))
            top += height
            block = block.next()
        painter.end()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """The gutter is as tall as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Other theme, other colours; other lettering, other sizes."""
        super().changeEvent(event)
        if self._anew is not None:
            self._anew.take(event)

    @guarded_or(bool)
    def event(self, event: QEvent, /) -> bool:
        """Say what is wrong in a line under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at: QPoint = self.viewport().mapFrom(self, event.pos())
            line = self.cursorForPosition(at).blockNumber()
            QToolTip.showText(event.globalPos(), self._marks[line][1] if line in self._marks else "", self)
            return True
        return super().event(event)

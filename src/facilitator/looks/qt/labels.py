"""Lines of text in the room that there is: one ends in dots, the other goes on in the next line."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facilitator.looks.qt.guard import guarded, guarded_or

_COMMON = 24
"""So many letters has a long word of any language; one with more, such as the name of a file, may be broken."""


class ElidedLabel(QLabel):
    """One line of text that ends in "…" where there is no room; the whole text is then in its tooltip."""

    def __init__(self, text: str = "", type_name: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("type", type_name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Room for a letter or two."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    @guarded
    def setText(self, text: str, /) -> None:
        """Show another text, in the room that there is."""
        super().setText(text)
        self._tell_whole()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """The tooltip appears and goes with the dots."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """As much of the text as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, self._shown())
        painter.end()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())


class WrappedLabel(QLabel):
    """Text in as many lines as it needs. A word that has no room in a line goes on in the next one.

    It asks for no more room than a common word needs, so that no name of a file makes a window wider than its screen.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Room for its longest word, or for as much of it as a common word has."""
        least = super().minimumSizeHint()
        most = _COMMON * self.fontMetrics().averageCharWidth()
        if least.width() <= most:
            return least
        return QSize(most, self.heightForWidth(most))

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As Qt would have it, but no wider for one long word."""
        hint, most = super().sizeHint(), 3 * _COMMON * self.fontMetrics().averageCharWidth()
        return hint if hint.width() <= most or not self._breaks(most) else QSize(most, self.heightForWidth(most))

    @guarded_or(int)
    def heightForWidth(self, width: int, /) -> int:
        """The height that its lines take at `width`, px."""
        if not self._breaks(width):
            return super().heightForWidth(width)
        self.ensurePolished()
        edges = self.contentsMargins()
        laid = self._laid(width - edges.left() - edges.right())
        return math.ceil(laid.boundingRect().height()) + edges.top() + edges.bottom()

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Qt's own lines where each word has room."""
        if not self._breaks(self.width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(self.contentsRect()), self.text(), self._option())
        painter.end()

    def _breaks(self, width: int) -> bool:
        """Whether a word is wider than that."""
        return self.textFormat() == Qt.TextFormat.PlainText and super().minimumSizeHint().width() > width

    def _option(self) -> QTextOption:
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def _laid(self, width: int) -> QTextLayout:
        """Its lines in a column so wide, each under the one before."""
        laid = QTextLayout(self.text().replace("\n", "\u2028"), self.font(), self)
        laid.setTextOption(self._option())
        laid.beginLayout()
        top, leading = 0.0, max(0, self.fontMetrics().leading())
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height() + leading
        laid.endLayout()
        return laid

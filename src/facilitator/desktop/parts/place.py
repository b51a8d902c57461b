"""A place of the window: what the frame shows in its middle, and asks of whatever it shows."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.fields import Keeper
from facilitator.looks.qt.kit import label


def switch_off(root: QWidget) -> None:
    """Switch off every button and field within a part; it can still be looked through."""
    for each in root.findChildren(QWidget):
        if isinstance(each, QAbstractButton | QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox | QComboBox):
            each.setEnabled(False)


class Place(QWidget):
    """One place, such as Plan or Record."""

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return []

    def first_pane(self) -> QWidget | None:
        """What has the focus when the place is entered; None when there is no pane."""
        return next(iter(self.panes()), None)

    def entered(self) -> None:
        """Show what is true now: the place was entered."""

    def only_to_read(self) -> None:
        """Switch off what writes, for good: nothing can be written to the file."""

    def keep(self) -> None:
        """Keep what was typed and not yet kept."""
        for keeper in self.findChildren(Keeper):
            if keeper.typing:
                keeper.keep()

    def head(self, title: QWidget, about: QWidget) -> tuple[QFrame, QHBoxLayout]:
        """The strip at the top, with a title and what it is about; the row is for figures and deeds after them."""
        strip = QFrame()
        qt.mark(strip, panel="strip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(2)
        qt.mark(about, tone="quiet")
        words.addWidget(title)
        words.addWidget(about)
        row.addLayout(words, 1)
        return strip, row

    def figure(self, row: QHBoxLayout, name: str) -> tuple[QLabel, QLabel]:
        """A figure in that row, and under it what it counts."""
        cell = QVBoxLayout()
        cell.setSpacing(0)
        made, caption = label("", "title"), label(name, "caption", "quiet")
        cell.addWidget(made)
        cell.addWidget(caption)
        row.addLayout(cell)
        return made, caption


def leave_field(window: QWidget) -> None:
    """Take the focus out of a field of a window, so that what was typed there is kept."""
    focus = QApplication.focusWidget()
    if focus is not None and window.isAncestorOf(focus):
        focus.clearFocus()

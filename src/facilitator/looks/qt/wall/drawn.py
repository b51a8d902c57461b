"""A wall that an activity draws itself, page by page: turning, scale and theme; what is drawn is the activity's."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator.looks.qt.guard import guarded
from facilitator.looks.tokens import Theme

TURN_MS = 20_000
"""So long a page stands before the next one comes."""


class Letters(NamedTuple):
    """How words are set: size in px of the wall, weight, the role of their colour."""

    size: float
    weight: int = 500
    role: str = "text"


class DrawnWall(QWidget):
    """Pages that turn by hand, or by themselves while there are several and the wall is seen.

    A subclass says in `_page_count` how many pages there are, calls `_count_pages` when that may have changed, and
    paints page `_at` (from 0) at `_px` px for a px of a wall 1080 high, in the theme `_look`.
    `turned(page, pages)` tells the page in sight, counted from 1, and how many there are.
    """

    turned = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, turn_ms: int = TURN_MS) -> None:
        super().__init__(parent)
        self._look: Theme = theme
        self._px = 1.0
        self._at, self._of = 0, 1
        self._paging = QTimer(self, interval=turn_ms)
        self._paging.timeout.connect(self.next_page)

    def set_theme(self, theme: Theme) -> None:
        """Lit or dim."""
        self._look = theme
        self.update()

    def set_scale(self, scale: float) -> None:
        """Px here for a px of a wall 1080 high."""
        self._px = scale
        self._count_pages()

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page, for a wall whose letters grow with it."""

    def next_page(self) -> None:
        """Turn on."""
        self._turn_to(self._at + 1)

    def previous_page(self) -> None:
        """Turn back."""
        self._turn_to(self._at - 1)

    def page(self) -> int:
        """The page in sight, from 1."""
        return self._at + 1

    def pages(self) -> int:
        """How many there are."""
        return self._of

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other pages for another size."""
        super().resizeEvent(event)
        self._count_pages()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Pages turn from now on."""
        super().showEvent(event)
        self._count_pages()

    def _page_count(self) -> int:
        return 1

    def _turn_to(self, page: int) -> None:
        self._at = page % self._of
        self.turned.emit(self.page(), self._of)
        self.update()

    def _count_pages(self) -> None:
        before, self._of = self._of, max(1, self._page_count())
        self._at = min(self._at, self._of - 1)
        if self._of < 2 or not self.isVisible():
            self._paging.stop()
        elif not self._paging.isActive():
            self._paging.start()
        if self._of != before:
            self.turned.emit(self.page(), self._of)
        self.update()

"""The grid with its scroll bars."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facilitator.activities.market.board_grid import GridView
from facilitator.looks.qt.guard import guarded


class GridScroll(QScrollArea):
    """The grid with its scroll bars; its rows are as high as there is room."""

    def __init__(self, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(grid)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Fit the rows anew."""
        super().resizeEvent(event)
        self._grid.fit(self.viewport().height())

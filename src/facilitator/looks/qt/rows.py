"""A list whose rows keep their heights when their words change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from facilitator.looks.qt.guard import guarded


class SteadyList(QListView):
    """Scrolls by the px, up and down alone.

    A model that tells of other data promises that no row grows or shrinks by it: only what changed is drawn anew, and
    nothing is measured. Where heights change it tells of another layout.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    @guarded
    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
        /,
    ) -> None:
        """Draw the rows from one to the other anew."""
        self.viewport().update(self.visualRect(first).united(self.visualRect(last)))

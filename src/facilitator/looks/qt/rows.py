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


def moved_one(places: Sequence[int]) -> tuple[int, int] | None:
    """From where to where one thing was dragged in a list: `places` are those that all had before, below zero for what
    cannot be moved. None where more than one has moved; a place and the same where none has.
    """
    those = [at for at in places if at >= 0]
    every = range(len(those))
    moves = (
        (gone, to)
        for to, gone in enumerate(those)
        if those[:to] + those[to + 1 :] == [*every[:gone], *every[gone + 1 :]]
    )
    return next(moves, None)

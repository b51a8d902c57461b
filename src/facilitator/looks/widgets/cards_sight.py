"""What a view of the board has in sight, and keeping it there while the cards are placed afresh."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QGraphicsView

from facilitator.looks.widgets.cards_item import CardItem


def card_at(view: QGraphicsView, at: QPoint) -> CardItem | None:
    """The card at a place of the viewport."""
    for item in view.items(QRect(at, QSize(1, 1))):
        if isinstance(item, CardItem):
            return item
    return None


@contextmanager
def keeping_sight(view: QGraphicsView, held: CardItem | None = None) -> Iterator[None]:
    """Keep `held` where it is on the screen, whatever is done to the board; by default the first card in sight.

    At the top of the board nothing is held: it stays at the top. Cards that are only added move nothing, and then
    nothing scrolls.
    """
    down, across = view.verticalScrollBar(), view.horizontalScrollBar()
    if held is None and down.value():
        held = first_in_sight(view)
    before = view.mapFromScene(held.pos()) if held else QPoint()
    yield
    if held is not None and held.scene() is not None and held.isVisible():
        step = view.mapFromScene(held.pos()) - before
        down.setValue(down.value() + step.y())
        across.setValue(across.value() + step.x())


def first_in_sight(view: QGraphicsView) -> CardItem | None:
    """The card in the upper half of the viewport that begins nearest to its top, the leftmost of several."""
    box = view.viewport().rect()
    top = view.mapToScene(0, 0).y()
    seen = (item for item in view.items(box.adjusted(0, 0, 0, -box.height() // 2)) if isinstance(item, CardItem))
    return min(seen, key=lambda item: (abs(item.y() - top), item.x()), default=None)

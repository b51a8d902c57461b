"""What a view of the board has in sight, and keeping it there while the cards are placed afresh."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip

from facilitator.looks.qt.cards.item import CardItem
from facilitator.looks.qt.words import t


def set_up(view: QGraphicsView) -> None:
    """Make a view of a board stand still while the board changes, and take the keyboard."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    view.setMouseTracking(True)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.setAccessibleName(t("Notes"))


def show_tip(view: QGraphicsView, event: QHelpEvent, wanted: bool) -> None:
    """Show the whole text of the card under the pointer where it is `wanted`; elsewhere no tip."""
    item = card_at(view, event.pos())
    if item is None or not wanted:
        QToolTip.hideText()
        return
    area = view.mapFromScene(item.sceneBoundingRect()).boundingRect()
    QToolTip.showText(event.globalPos(), f"<p>{escape(item.card.spoken())}</p>", view.viewport(), area)


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

"""A board of cards for a test: shown, with no motion, and gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from facilitator.looks.qt.cards.board import CardBoard, Column


@contextmanager
def shown_board(app: QApplication, columns: Sequence[Column], width: int, height: int) -> Iterator[CardBoard]:
    """A board of some columns, `width` and `height` in px."""
    made = CardBoard("light")
    made.set_motion(False)
    made.resize(width, height)
    made.set_columns(columns)
    made.show()
    app.processEvents()
    yield made
    made.close()
    made.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

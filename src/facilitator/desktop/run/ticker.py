"""The one timer of a desk: every fifth of a second it says what time it is; clocks are drawn from that."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.desktop.parts.desk import Desk

EVERY_MS = 200


class Ticker(QObject):
    """Says the time. `ticked` carries milliseconds since 1970."""

    ticked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        """Say the time now."""
        self.ticked.emit(self._desk.now())


def ticker_of(desk: Desk) -> Ticker:
    """The desk's one ticker, made when first asked for."""
    found = desk.findChild(Ticker)
    return found if found is not None else Ticker(desk)

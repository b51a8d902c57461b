"""Collects rubbish in the window's thread alone: Python's collector may run in any thread, and a widget that is thrown
away in another thread than the window's ends the program."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
LIMITS = (2000, 10, 10)
"""As in `gc.set_threshold`: new objects, then rounds of the younger generation."""


class Collector(QObject):
    """Switches the automatic collector off and looks every second whether there is enough to collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int:
        """Collect what is due, the oldest generation that is; returns it, or -1 when nothing is due."""
        counts = gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > LIMITS[generation]]
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]

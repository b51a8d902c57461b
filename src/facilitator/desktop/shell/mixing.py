"""Takes order and times out of what was sent where nobody is kept, aside, once such a stage is over."""

from __future__ import annotations

import contextlib
import logging

from PySide6.QtCore import QObject, QTimer

from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.desk import Desk
from facilitator.model import mixing
from facilitator.records import erasing
from facilitator.store.feed import open_feed

EVERY_MS = 5000
logger = logging.getLogger(__name__)


class Mixing(QObject):
    """Looks every few seconds, as the room page does: whoever comes second finds nothing left to do."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.busy = desk, False
        self._seen: tuple[int, frozenset[str]] = 0, frozenset()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Mix what is due, if anything is."""
        workshop, path = self._desk.workshop, self._desk.path
        if workshop is None or self.busy:
            return
        seen = workshop.seq, mixing.over(workshop, self._desk.now())
        moves = mixing.moves(workshop, seen[1]) if seen != self._seen else []
        self._seen = self._seen if moves else seen
        if not moves:
            return
        self.busy, workshop_id = True, workshop.id

        def mix() -> int:
            with contextlib.closing(open_feed(path)) as feed:
                return erasing.mix(feed, workshop_id, moves)

        aside(self, mix, self._done, self._failed)

    def _done(self, count: int) -> None:
        self.busy = False

    def _failed(self, sentence: str) -> None:
        self.busy = False
        logger.info("What keeps nobody could not be mixed yet: %s", sentence)

"""Automatic safe copies of the open programme, made aside: at the start, every ten minutes, at the end."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.roompage.process import wait_until_gone
from facilitator.looks.qt.words import t
from facilitator.model.bodies import ServingStopped
from facilitator.model.say import say
from facilitator.model.workshop import BOOKKEEPING, Change
from facilitator.records import load
from facilitator.store import copies
from facilitator.store.faults import Fault
from facilitator.store.feed import append_to, keeping

EVERY_MS = 10 * 60 * 1000


def put_in_place(path: Path, copy: Path) -> Path | None:
    """Put a safe copy in the place of a programme, once nobody serves phones from it any more.

    Returns where the old file is kept. Takes its time: call it aside. Raises Fault.
    """
    served: list[str] = []
    with contextlib.suppress(Fault):
        workshops = load.programme(path).workshops.values()
        stops = [ServingStopped().draft(workshop.id) for workshop in workshops if workshop.serving is not None]
        append_to(path, stops)
        ports = {workshop.id: workshop.serving.port if workshop.serving else 0 for workshop in workshops}
        served = [key for key, port in ports.items() if not wait_until_gone(keeping(path, key), port)]
    if served:
        raise Fault(
            say("The room page still uses this file and did not end. Stop it, then put the safe copy back again.")
        )
    return copies.restore_from(path, copy)


class Backups(QObject):
    """Makes safe copies of one file. Every copy is opened and checked before it counts."""

    made = Signal(object)
    """The path of a new safe copy."""
    failed = Signal(str)
    """A sentence: a safe copy could not be made. The next try comes by itself."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.dirty, self.busy, self._again = True, False, False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.tick)
        desk.changed.connect(self._changed)

    def begin(self) -> None:
        """Make the first copy and go on from there. A file without a workshop is not copied.

        Where there can be none, that is told once, and not tried again and again.
        """
        if why := copies.impossible(self._desk.path):
            self.failed.emit(t(why))
            return
        self._timer.start()
        if self._desk.workshop is not None:
            self.now()

    def end(self) -> None:
        """Make no more."""
        self._timer.stop()

    def tick(self) -> None:
        """Ten minutes are over: copy if anything changed."""
        if self.dirty:
            self.now()

    def now(self) -> None:
        """Make a copy; while one is being made, another follows it."""
        if self.busy:
            self._again = True
            return
        self.busy, self.dirty = True, False
        path = self._desk.path
        aside(self, lambda: copies.back_up(path), self._done, self._failed)

    def _done(self, copy: Path) -> None:
        self.busy = False
        self.made.emit(copy)
        if self._again:
            self._again = False
            self.now()

    def _failed(self, sentence: str) -> None:
        self.busy, self.dirty = False, True
        self.failed.emit(sentence)

    def _changed(self, changes: list[Change]) -> None:
        if any(change.kind not in BOOKKEEPING for change in changes):
            self.dirty = True

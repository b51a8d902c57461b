"""The desk's timekeeper: rings at half-time and at the end, and asks for the next round when a clock has run out."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.activities.rotate import pace
from facilitator.activities.rotate.facts import DATING, TALK
from facilitator.model.run import OPEN, StageRun

LOOK_MS, AGAIN_S = 250, 3.0
HALF, LAST, END = "half", "last", "end"
_LAST_MS = 30_000


class Pacer(QObject):
    """`asked(body)` asks for what comes next; `rang(what)` at half-time, 30 seconds before the end, the end.

    Nothing is asked twice; only when the round has not come after AGAIN_S (it could not be saved), it is asked again.
    """

    asked = Signal(object)
    rang = Signal(str)
    looked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by_itself = True
        self._run: StageRun | None = None
        self._rung: tuple[int, str, str] = (0, "", "")
        self._sent: tuple[str, int, str] = ("", -1, "")
        self._sent_at = 0.0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.looked)

    def follow(self, run: StageRun) -> None:
        """Keep the time of a stage from now on."""
        self._run = run
        active = pace.has_rounds(run) and run.status == OPEN and run.round > 0
        if active and not self._timer.isActive():
            self._timer.start()
        elif not active:
            self._timer.stop()

    def look(self, now: int) -> None:
        """See what the clock says; ring and ask where it is time."""
        run = self._run
        if run is None or not pace.has_rounds(run) or run.status != OPEN or not run.round or not run.clock.running:
            return
        left = run.clock.remaining(now)
        self._ring(run, left)
        if left <= 0 and self.by_itself:
            self._ask(run)

    def go_on(self) -> None:
        """Begin what comes next now, whatever the clock says."""
        run = self._run
        if run is not None and run.status == OPEN:
            self._ask(run)

    def _ask(self, run: StageRun) -> None:
        here = (run.id, run.round, pace.part_of(run))
        steps = pace.next_step(run)
        if not steps or (self._sent == here and time.monotonic() - self._sent_at < AGAIN_S):
            return
        self._sent, self._sent_at = here, time.monotonic()
        for step in steps:
            self.asked.emit(step)

    def _ring(self, run: StageRun, left: int) -> None:
        part = pace.part_of(run)
        due = ""
        if left <= 0:
            due = END
        elif part == TALK and left <= _LAST_MS < run.clock.total:
            due = LAST
        elif part == TALK and run.state.play == DATING and left <= run.clock.total // 2:
            due = HALF
        if due and self._rung != (run.round, part, due):
            self._rung = (run.round, part, due)
            self.rang.emit(due)

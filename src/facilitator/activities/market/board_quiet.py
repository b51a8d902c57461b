"""While topics are proposed: how long nobody has, and what a facilitator may do about it. Silence is held first."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.looks.qt import look as qt
from facilitator.model.clock import figures
from facilitator.model.moment import now_ms
from facilitator.model.run import OPEN, StageRun

HOLD_S, PAIRS_S, SEED_S = 90, 180, 360
_SPEAKS_FROM_S = 30


def nudge(quiet_s: int, topics: int) -> str:
    """What to do after so many seconds without a new topic; `topics` is how many there are."""
    if quiet_s < HOLD_S:
        return "Hold the silence."
    if topics:
        return "Ask once: is that all? Then close this part."
    if quiet_s < PAIRS_S:
        return "Read the theme aloud again, slowly. Then wait."
    if quiet_s < SEED_S:
        return "Let pairs talk for three minutes: what would you regret not talking about? Then ask again."
    return "Only now bring a prepared question. Mark it as prepared; it is printed as such."


def quiet_for(run: StageRun, now: int) -> int:
    """Seconds since the last topic, or since the stage was opened."""
    opened = run.spans[-1][0] if run.spans else now
    last = max((note.at for note in run.own_notes()), default=opened)
    return max(0, now - max(opened, last)) // 1000


class SilenceLine(QLabel):
    """One line over the grid; it only tells, it never acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        qt.mark(self, type="script")
        self._run: StageRun | None = None
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tell)
        self.hide()

    def follow(self, run: StageRun, *, asks: bool) -> None:
        """Follow a stage in which topics are asked for, or fall silent."""
        self._run = run if asks and run.status == OPEN else None
        if self._run is None:
            self._ticking.stop()
        elif not self._ticking.isActive():
            self._ticking.start()
        self._tell()

    def _tell(self) -> None:
        run = self._run
        quiet = quiet_for(run, now_ms()) if run is not None else 0
        shown = run is not None and quiet >= _SPEAKS_FROM_S
        if run is not None and shown:
            self.setText(f"{figures(quiet * 1000)} without a new topic. {nudge(quiet, len(run.state.topics()))}")
        self.setVisible(shown)

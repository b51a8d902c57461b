"""What the clock of the open stage lets the room hear while a workshop is led."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.parts.sounds import Player
from facilitator.model.bells import BELL, end_of, rung
from facilitator.model.clock import Clock


class Ringing(QObject):
    """Follows the clock and plays what is due, unless sounds are off. `play(sound)` says whether it could."""

    def __init__(
        self, desk: Desk, settings: Settings, parent: QObject, play: Callable[[str], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self._play = play or Player(self).play
        self._before: tuple[str, Clock, int, bool] | None = None
        """The open stage when it was looked at last, its clock, what was left of it (ms) and whether it ran."""
        desk.ticked.connect(self.hear)

    def hear(self, now: int) -> None:
        """Play what the clock has come to since it was looked at last; and its end where it was cut short."""
        run, before = self._desk.workshop.current if self._desk.workshop else None, self._before
        self._before = (run.id, run.clock, run.clock.remaining(now), run.clock.running) if run else None
        if before is None:
            return
        stage, clock, left, ran = before
        if run is not None and stage == run.id and run.clock.started in (None, clock.started):
            sound = rung(run.clock, left, now)
        else:
            sound = end_of(clock) if ran and left > 0 else ""
        if sound and self._settings.sounds:
            self._play(sound)

    def switch(self) -> None:
        """Sounds on, or off; remembered."""
        self._settings.change(sounds=not self._settings.sounds)

    def try_out(self) -> bool:
        """Play the bell, also where sounds are off; whether there is something to hear it with."""
        return self._play(BELL)

    def leave(self) -> None:
        """Listen no more."""
        self._desk.ticked.disconnect(self.hear)

"""The actor: does one deed after another in the window's own loop, also in those of dialogs, until the time is over.

Every deed is written down before it is done, so that whoever finds the window gone can read what was done last.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts.background import THREAD
from facilitator.desktop.shell.frame import MainWindow
from soak import hands, memory, programmes
from soak.deeds import Deeds
from soak.dialogs import Answers
from soak.pulse import BEAT_MS, Pulse

GAPS_MS = (1, 1, 1, 5, 5, 20, 60)
DEEPEST = 4
"""Dialogs in dialogs: from here on they are only closed."""
CALM = 15
"""Turns without anything going on before a quiet point is measured."""
LONGEST = 100
"""Turns for which work aside is waited for: a room page that says thank you takes two minutes to go."""
CALM_MS = 40
TELL_MS = 250


class Actor(QObject):
    """`window()` is the window there is now; `over()` is called when the time is over and the window is at rest."""

    def __init__(
        self,
        folder: Path,
        files: list[Path],
        *,
        seed: int,
        seconds: float,
        window: Callable[[], MainWindow],
        over: Callable[[], None],
    ) -> None:
        super().__init__()
        chance = random.Random(seed)
        self._chance, self._window, self._over, self._folder = chance, window, over, folder
        self._originals, self._files, self._days = list(files), files, 0
        self._renew()
        self.deeds = Deeds(chance, window, folder, files)
        self._answers = Answers(chance, folder, files)
        self._journal: TextIO = (folder / "journal").open("w", encoding="utf-8", buffering=1)
        self.deeds.doing = lambda words: self._note(f"  {words}")
        self._pulse = Pulse(folder / "pulse")
        self.kinds: Counter[str] = Counter()
        self.samples: list[memory.Sample] = []
        self.acts, self._depth, self._calm, self._waited = 0, 0, 0, 0
        self._began = self._rested = time.monotonic()
        self._seconds, self._rest_s = seconds, max(8.0, min(60.0, seconds / 12))
        self._resting, self._told = False, ""
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._turn)
        for every, deed in ((BEAT_MS, self._beat), (TELL_MS, self._tell)):
            timer = QTimer(self, interval=every)
            timer.timeout.connect(deed)
            timer.start()

    def begin(self) -> None:
        """Begin."""
        self._soon()

    def _beat(self) -> None:
        self._pulse.beat(self.acts)

    def _tell(self) -> None:
        """Let those who send notes know what is open."""
        sitting = self._window().programmes.now
        workshop = sitting.desk.workshop if sitting is not None else None
        facts: dict[str, Any] = {}
        if sitting is not None and workshop is not None:
            facts = {"path": str(sitting.path), "workshop": workshop.id, "stage": workshop.open_id}
            facts["url"] = sitting.service.local_url if sitting.service.state == "ready" else ""
        said = json.dumps(facts)
        if said != self._told:
            self._told = said
            (self._folder / "now.new").write_text(said, "utf-8")
            (self._folder / "now.new").replace(self._folder / "now")

    # ------------------------------------------------------------------ a turn

    def _soon(self) -> None:
        self._next.start(CALM_MS if self._resting else self._chance.choice(GAPS_MS))

    def _turn(self) -> None:
        """One deed. The next is due whatever this one does, so that it comes in a dialog's own loop too."""
        if hands.is_pressing():
            self._soon()
            return
        now = time.monotonic()
        if not self._resting and (now - self._rested > self._rest_s or now - self._began > self._seconds):
            self._resting, self._calm, self._waited = True, 0, 0
        if self._resting and self._depth == 0 and self._is_calm():
            self._measure()
            if now - self._began > self._seconds:
                self._journal.close()
                self._over()
                return
        self._soon()
        self._depth += 1
        try:
            self._one()
        finally:
            self._depth -= 1

    def _one(self) -> None:
        if self.deeds.mouse.is_on:
            self.deeds.mouse.end()
            return
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if self._resting:
            self._rest()
        elif popup is not None:
            self._do("list", lambda: self._answers.popup(popup))
        elif modal is not None and self._depth > DEEPEST:
            self._do("leave", lambda: self._answers.leave(modal))
        elif modal is not None:
            self._do("dialog", lambda: self._answers.dialog(modal))
        elif self._depth <= DEEPEST:
            name = self.deeds.choose()
            self._do(name, lambda: self.deeds.do(name))

    def _do(self, kind: str, deed: Callable[[], str | None]) -> None:
        self.acts += 1
        self.kinds[kind] += 1
        self._note(f"{self.acts} {kind}")
        number, said = self.acts, deed()
        if said:
            self._note(f"  {number} was {said}")

    def _note(self, words: str) -> None:
        if not self._journal.closed:
            self._journal.write(f"{words}\n")

    # ------------------------------------------------------------------ quiet points

    def _rest(self) -> None:
        """Go back to the start page, with nothing open and the usual look."""
        for found in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if found is not None:
                self._answers.leave(found)
                self._calm = 0
                return
        window = self._window()
        if self._calm == 0:
            self._clear(window)
        busy = any(thread.name == THREAD for thread in threading.enumerate())
        self._waited += busy
        self._calm = 1 if busy and self._waited < LONGEST else self._calm + 1

    def _clear(self, window: MainWindow) -> None:
        window.commands.guide()  # what stays once it was shown is there at every quiet point
        for show in (window.show_questionnaires, window.show_methods):
            show()
            over = window.over_shown()
            if over is not None:
                over.show_shelf()
                over.left.emit()
        window.go("plan")
        if window.programmes.now is not None:
            window.programmes.now.service.stop()
        window.programmes.close()
        window.messages.clear_all()
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top is not window:
                top.close()
        QGuiApplication.styleHints().unsetColorScheme()
        if (window.settings.theme, window.settings.scale) != ("light", 1.0):
            window.settings.change(theme="light", scale=1.0)
            window.dress()
        window.showNormal()
        window.resize(1440, 900)
        window.start.search.clear()

    def _is_calm(self) -> bool:
        return self._calm >= CALM

    def _measure(self) -> None:
        now = time.monotonic()
        self.samples.append(memory.take((now - self._began) / 60))
        self._renew()
        self._resting, self._rested = False, time.monotonic()

    def _renew(self) -> None:
        """Go on with the files as they were at first."""
        self._days += 1
        self._files[:] = programmes.fresh(self._originals, self._folder / "files" / f"day {self._days}")

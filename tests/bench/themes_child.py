"""The window at its themes: how long from a key that sorts a comment until it is seen to be sorted, how late the window
is meanwhile when themes are looked for. `themes_child FILE`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.window_child import Beats, say
from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.parts import settings
from facilitator.desktop.shell.frame import MainWindow
from facilitator.programme.themes.bodies import ThemeTold
from facilitator.programme.themes.desk import Desk

KEYS, THEMES, PATIENCE_S = 60, 9, 240


def until(app: QApplication, condition: Callable[[], object]) -> None:
    """Let the window work until it is so."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise SystemExit("the window did not get there in time")
        app.processEvents()


def sort(app: QApplication, desk: Desk, number: int) -> tuple[float, float]:
    """Press the key of a theme; milliseconds until all is shown, of the clock and of the processor."""
    began, worked, was = time.perf_counter(), time.thread_time(), desk.sum.text()
    QTest.keyClick(desk.list, Qt.Key(Qt.Key.Key_0.value + number))
    until(app, lambda: desk.sum.text() != was)
    app.processEvents()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000


def main(path: Path) -> int:
    """Open it, have the comments read, sort some of them."""
    app = QApplication([])
    window = MainWindow(settings.load(), serves=False)
    window.dress()
    window.show()
    if not window.programmes.open(path, "", "evaluate") or window.programmes.now is None:
        return 1
    place = window.programmes.now.places["evaluate"]
    desk = place.aspects["themes"] if isinstance(place, EvaluatePlace) else None
    if not isinstance(desk, Desk):
        return 1
    beats = Beats()
    until(app, lambda: desk.study.is_ready)
    for number in range(1, THEMES + 1):
        desk.asked.emit(ThemeTold(f"t{number}", f"Theme {number}"))
    until(app, lambda: len(desk.panel.cards) == THEMES)
    late = list(beats.late)
    desk.list.setCurrentIndex(desk.model.index(0))
    desk.list.setFocus()
    keys = [sort(app, desk, 1 + n % THEMES) for n in range(KEYS)]
    beats.begin()
    desk.suggest.click()
    until(app, lambda: desk.panel.suggestions)
    say(keys=[each[0] for each in keys], work=[each[1] for each in keys], late=[*late[1:], *beats.late])
    window.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""Starts the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.desktop.parts import logbook, machine, settings
from facilitator.desktop.parts.rubbish import Collector
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.rehearsing import RehearsalPlan

_FRAME = 40
"""Room for what the desktop draws round a window, px."""
__all__ = ["RehearsalPlan", "run"]


class _Alarm(QObject):
    """Carries an unexpected error from any thread to the window."""

    rung = Signal()


def fit(window: QWidget) -> None:
    """Fill the screen with a window that has no room on it with its frame, so that its foot can be seen."""
    room = window.screen().availableSize()
    if window.width() + _FRAME > room.width() or window.height() + _FRAME > room.height():
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def run(path: Path | None = None, *, workshop_id: str = "", rehearsal: RehearsalPlan | None = None) -> int:
    """Open the window, with a programme if `path` is given; return the exit code when it is closed."""
    machine.few_heaps()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Facilitator")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("facilitator")
    Collector(app)
    alarm = _Alarm()
    logbook.begin(alarm.rung.emit)
    chosen = settings.load()
    window = MainWindow(chosen, rehearsal)
    alarm.rung.connect(window.unexpected, Qt.ConnectionType.QueuedConnection)
    app.styleHints().colorSchemeChanged.connect(lambda _: window.dress())
    window.left.connect(app.quit)
    fit(window)
    window.show()
    if path is not None:
        place = "run" if rehearsal is not None else ""
        QTimer.singleShot(0, lambda: window.programmes.open(path, workshop_id, place))
    return app.exec()

"""Starts the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from facilitator.desktop import logbook, settings
from facilitator.desktop.frame import MainWindow
from facilitator.desktop.rehearsing import RehearsalPlan
from facilitator.desktop.rubbish import Collector

__all__ = ["RehearsalPlan", "run"]


class _Alarm(QObject):
    """Carries an unexpected error from any thread to the window."""

    rung = Signal()


def run(path: Path | None = None, *, workshop_id: str = "", rehearsal: RehearsalPlan | None = None) -> int:
    """Open the window, with a programme if `path` is given; return the exit code when it is closed."""
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
    window.show()
    if path is not None:
        place = "run" if rehearsal is not None else ""
        QTimer.singleShot(0, lambda: window.open_path(path, workshop_id, place))
    return app.exec()

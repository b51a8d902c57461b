"""Starts a window and says when it is painted for the first time: `empty`, or `program` as a person starts it."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Waits for the first paint of a main window, says when it is done and ends the application."""

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Look at what comes by."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self)
                QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print(json.dumps({"painted": time.time(), "cpu": time.process_time()}), flush=True)
        QApplication.exit(0)


def main() -> int:
    """Start what is named."""
    app = QApplication(sys.argv[:1])
    watcher = FirstPaint(app)
    app.installEventFilter(watcher)
    if sys.argv[1] == "program":
        from facilitator.cli import run

        return run([])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())

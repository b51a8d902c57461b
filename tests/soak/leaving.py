"""The program, but its window leaves by itself: `soak.leaving HOW MS FILE ARGUMENTS`, for `facilitator ARGUMENTS`.

HOW is `key` (Ctrl+Q), `close` (the frame of the window) or `stay`; FILE is made as soon as the window is shown.
"""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.cli import run
from facilitator.rehearsal import server

AGAIN_MS = 200


def prepare(how: str, ms: int, shown: Path) -> None:
    """Let the window, once it is shown, leave after so long."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    from facilitator.desktop.roompage import process as page_process
    from facilitator.desktop.shell import app
    from facilitator.desktop.shell.frame import MainWindow

    class Leaving(MainWindow):
        """The window of the program."""

        def show(self) -> None:
            super().show()
            shown.touch()
            if how != "stay":
                QTimer.singleShot(ms, self, self.go_away)

        def go_away(self) -> None:
            """Leave. A key reaches the window once it is the active one, so it is pressed until then."""
            handle = self.windowHandle()
            if how == "close" or handle is None:
                self.close()
                return
            QTimer.singleShot(AGAIN_MS, self, self.go_away)
            self.activateWindow()
            if self.isActiveWindow():
                QTest.keyClick(handle, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    page_process.program = lambda: [sys.executable, "-m", "soak.serving"]
    app.MainWindow = Leaving


def main(words: list[str]) -> int:
    """Run the program."""
    how, ms, shown, *arguments = words
    server.program = lambda: [sys.executable, "-m", "soak.leaving", how, ms, shown]
    if arguments[:1] == ["rehearse"] and "--join" not in arguments:
        prepare(how, int(ms), Path(shown))
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

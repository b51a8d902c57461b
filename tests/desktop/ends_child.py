"""A window in a process of its own that does one thing, `ends_child.py THING FOLDER`; a crash shows in its end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from frame_help import METHOD, programme, settle, until
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from facilitator.activities import library
from facilitator.desktop.parts.settings import load
from facilitator.desktop.run import screens
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model.entry import Draft


def about(window: MainWindow) -> None:
    """Look at About, close it, and type for a table."""

    def put_away() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and QApplication.focusWidget() is not None:
            dialog.reject()
        else:
            QTimer.singleShot(0, put_away)

    QTimer.singleShot(0, put_away)
    window.commands.about()
    window.activateWindow()
    until(window.isActiveWindow)
    window.programmes.now.console.agenda.list.setFocus()
    settle()
    window.programmes.now.console.action("type").trigger()
    settle()
    window.grab()


def identify(window: MainWindow) -> None:
    """Number the screens, wait until the numbers are gone, and close the window."""
    screens.IDENTIFY_MS = 1
    window.programmes.now.console.action("identify").trigger()
    until(lambda: not [w for w in QApplication.topLevelWidgets() if w is not window and w.isVisible()])
    settle()
    window.close()


THINGS: dict[str, Callable[[MainWindow], None]] = {"about": about, "identify": identify}


def main(thing: str, folder: str) -> None:
    """Open the window on a workshop in `folder`, its second stage open, and do the thing."""
    app = QApplication([])
    stage = library.find(METHOD).stages[1].id
    window = MainWindow(load(), serves=False)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    window.programmes.open(
        programme(Path(folder) / "day.facilitator", Draft("stage_opened", {}, "w1", stage)), place="run"
    )
    settle()
    THINGS[thing](window)
    window.leave()
    app.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])

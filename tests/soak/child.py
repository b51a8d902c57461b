"""The window's process of a soak: `child.py FOLDER SEED SECONDS`. Ends with 0 when the time is over.

It is put together as `facilitator.desktop.shell.app` does it, but a window that was left is followed by a new one, and
what would reach beyond the soak's folder (other programs, other computers) is caught.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts import logbook, machine, settings
from facilitator.desktop.parts.rubbish import Collector
from facilitator.desktop.roompage import process as page_process
from facilitator.desktop.shell import commands
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.rehearsing import RehearsalPlan
from soak import memory, programmes
from soak.actor import Actor

HARMLESS = ("This plugin does not support", "PulseAudioService")
MOST_FAULTS = 20


class Faults(logging.Handler):
    """What the program writes into its log: errors word by word, warnings counted."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Take one."""
        if record.levelno >= logging.ERROR:
            if len(self.errors) < MOST_FAULTS:
                self.errors.append(logging.Formatter("%(name)s: %(message)s").format(record))
        elif not record.getMessage().startswith(HARMLESS):
            self.warnings[f"{record.name}: {record.getMessage()[:200]}"] += 1


class Elsewhere:
    """Stands for a program of its own that would be started; nothing is."""

    @staticmethod
    def startDetached(program: str, arguments: list[str]) -> tuple[bool, int]:
        """As QProcess."""
        return bool(program), len(arguments)


class Stage(QObject):
    """The one window that there is, and who acts in it."""

    rung = Signal()

    def __init__(self, app: QApplication, folder: Path, seed: int, seconds: float) -> None:
        super().__init__()
        self._app, self._folder, self._chance = app, folder, random.Random(seed + 1)
        self.faults = Faults()
        self.windows = 0
        self.rung.connect(self._unexpected, Qt.ConnectionType.QueuedConnection)
        logbook.begin(self.rung.emit)
        logging.getLogger().addHandler(self.faults)
        files = programmes.make(folder / "files", random.Random(seed + 2))
        self.window = self._make()
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self.actor = Actor(folder, files, seed=seed, seconds=seconds, window=lambda: self.window, over=self._over)

    def _make(self) -> MainWindow:
        plan = RehearsalPlan(lambda _url: None) if self._chance.random() < 0.25 else None
        window = MainWindow(settings.load(), plan)
        window.left.connect(self._left, Qt.ConnectionType.QueuedConnection)
        window.show()
        self.windows += 1
        return window

    @Slot()
    def _left(self) -> None:
        old = self.window
        self.window = self._make()
        old.guard.release()
        old.deleteLater()

    @Slot()
    def _unexpected(self) -> None:
        self.window.unexpected()

    @Slot()
    def _dress(self) -> None:
        self.window.dress()

    @Slot(QUrl)
    def opened(self, url: QUrl) -> None:
        """Another program would show this."""

    def _over(self) -> None:
        """Write down what was found, and end."""
        actor = self.actor
        found = {
            "acts": dict(actor.kinds.most_common()),
            "opened": actor.deeds.opened,
            "windows": self.windows,
            "samples": memory.to_json(actor.samples),
            "errors": self.faults.errors,
            "warnings": dict(self.faults.warnings.most_common(20)),
        }
        (self._folder / "result").write_text(json.dumps(found), "utf-8")
        self.window.leave()
        self._app.exit(0)


def leave_a_core(folder: Path) -> None:
    """Where the system makes one, a crash leaves its core in the folder: `gdb python core` tells where it was."""
    os.chdir(folder)
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def main(folder: Path, seed: int, seconds: float) -> int:
    """Play."""
    leave_a_core(folder)
    faulthandler.enable()
    if hasattr(faulthandler, "register"):
        faulthandler.register(signal.SIGUSR1, all_threads=True)
    (folder / "files").mkdir(exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Facilitator")
    app.setQuitOnLastWindowClosed(False)
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    machine.few_heaps()
    Collector(app)
    page_process.program = lambda: [sys.executable, "-m", "soak.serving"]
    commands.QProcess = Elsewhere
    stage = Stage(app, folder, seed, seconds)
    for scheme in ("file", "http", "https"):
        QDesktopServices.setUrlHandler(scheme, stage, "opened")
    stage.actor.begin()
    return app.exec()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))

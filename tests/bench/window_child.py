"""The real main window on a file, at its Run place: `ready`, then for every line of input what was asked for.

`desk FILE` only opens the file; `window FILE` shows the window, `nothing FILE` an empty one. While a window is shown,
a beat every 10 ms tells how late it comes.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

BEAT_MS = 10


class Words(QObject):
    """Lines of standard input, heard in the window's thread."""

    came = Signal(str)

    def listen(self) -> None:
        """Listen in a thread of its own."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())


class Beats(QObject):
    """How late each beat came, and how long the processor worked for the window before it, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.work: list[float] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.late.append((now - self._last) * 1000 - BEAT_MS)
        self.work.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def begin(self) -> None:
        """Forget what was before."""
        self.late.clear()
        self.work.clear()

    def say(self, **more: object) -> None:
        """Say it."""
        say(late=[round(each, 2) for each in self.late], work=[round(each, 2) for each in self.work], **more)


def say(**what: object) -> None:
    """Say something to the one who started this."""
    print(json.dumps(what), flush=True)


def open_desk(path: Path) -> int:
    """Say how many seconds it takes until a file is ready."""
    from facilitator.desktop.parts.desk import Desk

    app = QCoreApplication([])
    began = time.perf_counter()
    desk = Desk(path)
    say(seconds=time.perf_counter() - began, entries=desk.programme.seq)
    desk.close()
    app.processEvents()
    return 0


def show_nothing(path: Path) -> int:
    """Show an empty window, whose beats tell how busy the computer is with other things."""
    app = QApplication([])
    window = QWidget()
    window.show()
    say(ready=True)
    beats, words = Beats(), Words()

    def answer(word: str) -> None:
        if word == "begin":
            beats.begin()
        elif word == "beats":
            beats.say()
        else:
            app.quit()

    words.came.connect(answer, Qt.ConnectionType.QueuedConnection)
    words.listen()
    return app.exec()


def show_window(path: Path) -> int:
    """Show the window at its Run place, without a room page of its own, and answer what is asked."""
    from facilitator.desktop.parts import settings
    from facilitator.desktop.parts.rubbish import Collector
    from facilitator.desktop.shell.frame import MainWindow

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    Collector(app)
    window = MainWindow(settings.load(), serves=False)
    window.dress()
    window.show()
    began = time.perf_counter()
    if not window.programmes.open(path, "", "run"):
        return 1
    app.processEvents()
    say(ready=True, seconds=time.perf_counter() - began)
    beats, words = Beats(), Words()

    def answer(word: str) -> None:
        if word == "screen" and window.programmes.now:
            window.programmes.now.console.room.open()
            say(open=window.programmes.now.console.room.is_open())
        elif word == "begin":
            beats.begin()
        elif word == "beats":
            desk = window.programmes.now.desk if window.programmes.now else None
            run = desk.workshop.current if desk and desk.workshop else None
            beats.say(notes=len(run.notes) if run else 0)
        else:
            window.leave()

    words.came.connect(answer, Qt.ConnectionType.QueuedConnection)
    words.listen()
    return app.exec()


if __name__ == "__main__":
    acts = {"desk": open_desk, "window": show_window, "nothing": show_nothing}
    sys.exit(acts[sys.argv[1]](Path(sys.argv[2])))

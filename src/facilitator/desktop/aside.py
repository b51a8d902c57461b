"""Work that takes its time, done beside the window so that the window never waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from facilitator.store.faults import Fault

_LATER = "This could not be finished. What went wrong is written in the log (Help, Where the files are)."


class Job(QObject):
    """One piece of work in a thread of its own. `done` or `failed` (a sentence) come back in the window's thread."""

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._thread = threading.Thread(target=self._run, name="aside", daemon=True)
        self.done.connect(self.deleteLater)
        self.failed.connect(self.deleteLater)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def _run(self) -> None:
        try:
            result = self._work()
        except Fault as fault:
            self._say(self.failed, fault.sentence)
        except OSError as error:
            self._say(self.failed, f"The file could not be written: {error.strerror or error}.")
        except Exception:
            logging.getLogger(__name__).exception("work aside")
            self._say(self.failed, _LATER)
        else:
            self._say(self.done, result)

    @staticmethod
    def _say(signal: Any, value: object) -> None:
        try:
            signal.emit(value)
        except RuntimeError:
            logging.getLogger(__name__).info("the window was closed before the work was done")


def aside(
    parent: QObject,
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[str], None],
) -> Job:
    """Do `work` in a thread; give its result to `done`, or a sentence to `failed`, in the window's thread."""
    job = Job(work, parent)
    job.done.connect(done)
    job.failed.connect(failed)
    job.start()
    return job

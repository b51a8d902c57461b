"""Work that takes its time, done beside the window so that the window never waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from facilitator.store.faults import Fault

THREAD = "aside"
_LATER = "This could not be finished. What went wrong is written in the log (Help, Where the files are)."


class _Relay(QObject):
    """Carries results into the window's thread. It lives as long as the program: a sender that a thread is still
    using must not be deleted."""

    came = Signal(object)

    def __init__(self, app: QObject | None) -> None:
        super().__init__(app)
        self.came.connect(self._take)

    def _take(self, call: Callable[[], None]) -> None:
        call()


def aside(
    parent: QObject,
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[str], None],
) -> None:
    """Do `work` in a thread; give its result to `done`, or a sentence to `failed`, in the window's thread.

    Neither is called when `parent` is gone by then.
    """
    app = QCoreApplication.instance()
    relay = (app.findChild(_Relay) if app is not None else None) or _Relay(app)

    def come_back(call: Callable[[Any], None], value: object) -> None:
        def here() -> None:
            if isValid(parent):
                call(value)

        try:
            relay.came.emit(here)
        except RuntimeError:
            logging.getLogger(__name__).info("the program ended before the work was done")

    def run() -> None:
        try:
            result = work()
        except Fault as fault:
            come_back(failed, fault.sentence)
        except OSError as error:
            come_back(failed, f"The file could not be written: {error.strerror or error}.")
        except Exception:
            logging.getLogger(__name__).exception("work aside")
            come_back(failed, _LATER)
        else:
            come_back(done, result)

    threading.Thread(target=run, name=THREAD, daemon=True).start()

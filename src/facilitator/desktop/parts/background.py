"""Work that takes its time, done beside the window so that the window never waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from facilitator.looks.qt.words import t
from facilitator.model.reasons import reason
from facilitator.model.say import say

THREAD = "aside"
_LATER = say("This could not be finished. What went wrong is written in the log (Help, Where the files are).")


class _Job:
    """A piece of work and who hears of it. It is emptied in the window's thread: whoever is the last to hold a widget
    throws it away, and in another thread that ends the program."""

    def __init__(
        self, parent: QObject, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        self._parent: QObject | None = parent
        self._work: Callable[[], Any] | None = work
        self._heard: tuple[Callable[[Any], None], Callable[[str], None]] | None = (done, failed)

    def do(self) -> tuple[bool, Any]:
        """In the thread: `(True, result)`, or `(False, sentence)`."""
        from facilitator.store.faults import Fault

        try:
            return True, self._work() if self._work else None
        except Fault as fault:
            return False, t(fault.sentence)
        except OSError as error:
            return False, t("The file could not be written: {why}.", why=reason(error))
        except Exception:
            logging.getLogger(__name__).exception("work aside")
            return False, t(_LATER)

    def tell(self, well: bool, value: Any) -> None:
        """In the window's thread: let go of everything, and say what became of it unless the asker is gone."""
        parent, heard = self._parent, self._heard
        self._parent = self._work = self._heard = None
        if heard is not None and parent is not None and isValid(parent):
            heard[0 if well else 1](value)


class _Relay(QObject):
    """Carries results into the window's thread. It lives as long as the program: a sender that a thread is still
    using must not be deleted."""

    came = Signal(object, bool, object)

    def __init__(self, app: QObject | None) -> None:
        super().__init__(app)
        self.came.connect(self._take)

    def _take(self, job: _Job, well: bool, value: object) -> None:
        job.tell(well, value)


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
    job = _Job(parent, work, done, failed)
    threading.Thread(target=_run, args=(job, relay), name=THREAD, daemon=True).start()


def _run(job: _Job, relay: _Relay) -> None:
    well, value = job.do()
    try:
        relay.came.emit(job, well, value)
    except RuntimeError:
        logging.getLogger(__name__).info("the program ended before the work was done")

"""A process that somebody started for a rehearsal ends with its starter, however that ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

PATIENCE_S = 15.0
"""A process that did not end in an orderly way by then ends all the same."""


def end_with_starter() -> None:
    """Watch the standard input, a pipe whose other end the starter alone holds: it ends when the starter does."""
    threading.Thread(target=_watch, name="starter", daemon=True).start()


def _watch() -> None:
    try:
        while os.read(0, 1024):
            pass
    except OSError:
        return
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGTERM)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    time.sleep(PATIENCE_S)
    os._exit(1)

"""Work that is done step by step in a thread of its own. It tells nobody: whoever started it looks how far it is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

THREAD = "themes"
T = TypeVar("T")


class Beside(Generic[T]):
    """Goes through the steps that `work` gives: how far it is, from 0 to 1, and at last what came of it.

    Between two steps everybody else has their turn, so that no key waits for it, and it can be stopped there.
    """

    def __init__(self, work: Callable[[], Iterator[float | T]]) -> None:
        self.share = 0.0
        self.result: T | None = None
        self._work, self._stopped, self._is_over = work, False, threading.Event()
        threading.Thread(target=self._run, name=THREAD, daemon=True).start()

    @property
    def is_over(self) -> bool:
        """Whether it goes no further: it has its `result`, or went wrong, or was stopped."""
        return self._is_over.is_set()

    def stop(self) -> None:
        """Let it end at its next step."""
        self._stopped = True

    def _run(self) -> None:
        try:
            for step in self._work():
                if self._stopped:
                    return
                if isinstance(step, float):
                    self.share = step
                else:
                    self.result = step
                time.sleep(0)
        except Exception:
            logging.getLogger(__name__).exception("suggesting themes")
        finally:
            self._is_over.set()

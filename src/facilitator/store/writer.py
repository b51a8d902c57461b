"""Stores in one commit what many ask for at the same moment, in a thread of its own."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence

from facilitator.model.entry import Draft
from facilitator.model.say import say
from facilitator.store.faults import Fault
from facilitator.store.port import WAIT_S, Feed, Outcome

logger = logging.getLogger(__name__)

LOOK_S = 0.5
"""An idle writer looks so often whether its programme is still in its place."""
MOST = 1000
"""Askers whose drafts are stored in one commit."""
_OURS = say("This could not be saved because of a fault in the program. It has been noted; please try other words.")
Done = Callable[[list[Outcome] | Fault], None]
Ask = tuple[Sequence[Draft], Done]


class GroupWriter:
    """A thread that stores what many ask for in one commit, then calls each `done` there.

    It writes through a feed of its own, which it opens as another one of `feed` when there is something to store.
    `linger_s` is how long it waits for company; `wait_s` how long for somebody else who is writing.
    """

    def __init__(self, feed: Feed, *, linger_s: float = 0.0, wait_s: float = WAIT_S) -> None:
        self._beside, self._linger, self._wait = feed, linger_s, wait_s
        self._queue: queue.SimpleQueue[Ask | None] = queue.SimpleQueue()
        self._feed: Feed | None = None
        self._thread = threading.Thread(target=self._run, name="feed writer", daemon=True)
        self._thread.start()

    def submit(self, drafts: Sequence[Draft], done: Done) -> None:
        """Ask for drafts to be stored together."""
        self._queue.put((drafts, done))

    def close(self, timeout_s: float = 10.0) -> None:
        """Store what is waiting, then stop."""
        self._queue.put(None)
        self._thread.join(timeout_s)

    def leave(self) -> list[Ask]:
        """Have it stop as soon as it comes back from what it is storing now, and wait for nothing.

        Returns what it has not begun with, for somebody else to store.
        """
        waiting: list[Ask] = []
        with contextlib.suppress(queue.Empty):
            while True:
                if (ask := self._queue.get_nowait()) is not None:
                    waiting.append(ask)
        self._queue.put(None)
        return waiting

    def _run(self) -> None:
        last = False
        try:
            while not last:
                batch, last = self._gather()
                for done, result in self._store(batch):
                    done(result)
        finally:
            if self._feed:
                self._feed.close()

    def _gather(self) -> tuple[list[Ask], bool]:
        try:
            first = self._queue.get(timeout=LOOK_S)
        except queue.Empty:
            with contextlib.suppress(Fault):
                if self._feed:
                    self._feed.changed()
            return [], False
        if first is None:
            return [], True
        batch = [first]
        if self._linger:
            time.sleep(self._linger)
        while len(batch) < MOST:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                break
            if more is None:
                return batch, True
            batch.append(more)
        return batch, False

    def _store(self, batch: list[Ask]) -> list[tuple[Done, list[Outcome] | Fault]]:
        """One commit for all. A draft that only a bug of ours can refuse never takes the others down with it."""
        if not batch:
            return []
        try:
            self._feed = self._feed or self._beside.again(self._wait)
            outcomes = iter(self._feed.append([draft for drafts, _ in batch for draft in drafts]))
            return [(done, [next(outcomes) for _ in drafts]) for drafts, done in batch]
        except Fault as fault:
            return [(done, fault) for _, done in batch]
        except Exception:
            if len(batch) > 1:
                return [result for one in batch for result in self._store([one])]
            logger.exception("a draft could not be stored")
            return [(batch[0][1], Fault(_OURS))]

"""A feed whose first writer hangs, as on a disk that answers no more, until the test frees it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from facilitator.model.entry import Draft
from facilitator.store.port import WAIT_S, Outcome
from facilitator.store.sqlite import SqliteFeed

PATIENCE_S = 60.0


class Hangs(SqliteFeed):
    """Of the feeds that are opened beside it the first one stores nothing until `free`; `begun` when it was asked to,
    `ended` once it was closed. `beside` counts them.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.beside = 0
        self.begun, self.free, self.ended = threading.Event(), threading.Event(), threading.Event()

    def again(self, wait_s: float = WAIT_S) -> SqliteFeed:
        """Another one, which hangs if it is the first."""
        self.beside += 1
        return _Hanging(self) if self.beside == 1 else super().again(wait_s)


class _Hanging(SqliteFeed):
    def __init__(self, beside: Hangs) -> None:
        super().__init__(beside.path, must_be=beside)
        self._beside = beside

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        self._beside.begun.set()
        assert self._beside.free.wait(PATIENCE_S)
        return super().append(drafts)

    def close(self) -> None:
        super().close()
        self._beside.ended.set()

"""What the comments are like, found out beside everything else: a little at each turn of the window."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.programme.comments import Comment
from facilitator.programme.themes.offering import FEWEST
from facilitator.programme.themes.rules import State
from facilitator.programme.themes.suggest import Learned, Likeness, Offer, Suggested

BUDGET_S = 0.008
"""A turn takes at most this long, so that no key waits for it."""


class Study(QObject):
    """Knows what comments are like, and what is offered for each. `progressed` tells how far it is, from 0 to 1."""

    progressed = Signal(float)
    ready = Signal()
    suggested = Signal(object)
    """The `Suggested` themes that were asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self.go_on)
        self._work: Iterator[float | Suggested] | None = None
        self._likeness: Likeness | None = None
        self._learned: Learned | None = None
        self._at: dict[str, int] = {}
        self._hinted: dict[str, str] = {}
        self._told: Mapping[str, object] = {}

    @property
    def is_ready(self) -> bool:
        """Whether it knows the comments."""
        return self._learned is not None

    @property
    def is_busy(self) -> bool:
        """Whether it is finding something out."""
        return self._work is not None

    def begin(self, comments: Sequence[Comment]) -> None:
        """Find out what these comments are like; what was known of others is forgotten."""
        texts = [each.for_others for each in comments]
        self._learned, self._told = None, {}
        self._at = {each.key: at for at, each in enumerate(comments)}
        self._likeness = Likeness(texts, {each.asked for each in comments})
        if len(self._likeness.told) < FEWEST:
            self.stop()
            return
        self._work = self._read(self._likeness)
        self._turn.start()

    def suggest(self) -> None:
        """Suggest themes for all comments, once it knows them."""
        if self._likeness is not None and self._work is None and self._learned is not None:
            self._work = self._likeness.groups()
            self._turn.start()

    def stop(self) -> None:
        """Go no further."""
        self._turn.stop()
        self._work = None
        self.progressed.emit(1.0)

    def _read(self, likeness: Likeness) -> Iterator[float]:
        yield from likeness.work()
        self._learned = Learned(likeness)

    def go_on(self) -> None:
        """Do a little more of it."""
        until, step = time.perf_counter() + BUDGET_S, None
        while self._work is not None and time.perf_counter() < until:
            step = next(self._work, None)
            if step is None or isinstance(step, Suggested):
                was_reading = step is None
                self.stop()
                if was_reading:
                    self.ready.emit()
                else:
                    self.suggested.emit(step)
                return
        if isinstance(step, float):
            self.progressed.emit(step)

    def hint(self, theme: str, keys: Sequence[str]) -> None:
        """A theme was made of a suggested group: these comments are like it until somebody says otherwise."""
        self._hinted |= dict.fromkeys(keys, theme)
        self._told = {}

    def learn(self, state: State) -> None:
        """Learn from where each comment stands by now; only from what changed since."""
        learned = self._learned
        if learned is None:
            return
        described = {theme.id: f"{theme.name} {theme.inside}" for theme in state.themes.values()}
        learned.tell_themes(described)
        before, now = self._told, dict(state.codes)
        changed = [key for key in now.keys() | before.keys() if now.get(key) is not before.get(key)]
        for key in {*changed, *(self._hinted if not before else ())}:
            if (at := self._at.get(key)) is not None:
                hint = self._hinted.get(key, "")
                learned.learn(at, state.of(key).theme or (hint if hint in state.themes else ""))
        self._told = now

    def offer(self, key: str) -> Offer:
        """What is offered for a comment; nothing before it is ready."""
        at = self._at.get(key)
        return Offer(()) if self._learned is None or at is None else self._learned.offer(at)

"""What the comments are like, found out in a thread of its own, at which the window looks now and then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.programme.comments import Comment
from facilitator.programme.themes.beside import Beside
from facilitator.programme.themes.offers import Offer, Suggested
from facilitator.programme.themes.rules import State
from facilitator.programme.themes.standing import Since

if TYPE_CHECKING:
    from facilitator.programme.themes.suggest import Learned, Likeness

T = TypeVar("T")
_LOOK_MS = 40


class Study(QObject):
    """Knows what comments are like, and what is offered for each. `progressed` tells how far it is, from 0 to 1."""

    progressed = Signal(float)
    ready = Signal()
    suggested = Signal(object)
    """The `Suggested` themes that were asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._reading: Beside[Likeness] | None = None
        self._grouping: Beside[Suggested] | None = None
        self._likeness: Likeness | None = None
        self._learned: Learned | None = None
        self._at: dict[str, int] = {}
        self._hinted: dict[str, str] = {}
        self._since = Since()
        self._described: Mapping[str, str] = {}

    @property
    def is_ready(self) -> bool:
        """Whether it knows the comments."""
        return self._learned is not None

    @property
    def is_busy(self) -> bool:
        """Whether it is finding something out."""
        return self._reading is not None or self._grouping is not None

    @property
    def is_suggesting(self) -> bool:
        """Whether it is looking for themes, which can be stopped."""
        return self._grouping is not None

    def begin(self, comments: Sequence[Comment]) -> None:
        """Find out what these comments are like; what was known of others is forgotten."""
        self.stop()
        texts, asked = [each.for_others for each in comments], {each.asked for each in comments}
        self._likeness = self._learned = None
        self._since, self._described = Since(), {}
        self._at = {each.key: at for at, each in enumerate(comments)}
        self._reading = Beside(lambda: _read(texts, asked))
        self._look.start()

    def suggest(self) -> None:
        """Suggest themes for all comments, once it knows them."""
        likeness = self._likeness
        if likeness is not None and not self.is_busy:
            self._grouping = Beside(likeness.groups)
            self._look.start()

    def stop(self) -> None:
        """Go no further. What it knows already it keeps."""
        for work in (self._reading, self._grouping):
            if work is not None:
                work.stop()
        self._reading = self._grouping = None
        self._look.stop()
        self.progressed.emit(1.0)

    def look(self) -> None:
        """Look how far it is, and take what came of it."""
        reading, grouping = self._reading, self._grouping
        work = reading or grouping
        if work is None or not work.is_over:
            self.progressed.emit(min(0.99, work.share) if work else 1.0)
            return
        self.stop()
        if reading is not None and reading.result is not None:
            self._knows(reading.result)
        elif grouping is not None:
            self.suggested.emit(grouping.result or Suggested(()))

    def _knows(self, likeness: Likeness) -> None:
        from facilitator.programme.themes.suggest import Learned

        self._likeness, self._learned = likeness, Learned(likeness)
        self.ready.emit()

    def hint(self, theme: str, keys: Sequence[str]) -> None:
        """A theme was made of a suggested group: these comments are like it until somebody says otherwise."""
        self._hinted |= dict.fromkeys(keys, theme)
        self._since, self._described = Since(), {}

    def learn(self, state: State) -> None:
        """Learn from where each comment stands by now; only from what changed since."""
        learned = self._learned
        if learned is None:
            return
        described = {theme.id: f"{theme.name} {theme.inside}" for theme in state.themes.values()}
        if described != self._described:
            learned.tell_themes(described)
            self._described = described
        moved = self._since.moved(state)
        for key in self._at if moved is None else moved:
            if (at := self._at.get(key)) is not None:
                hint = self._hinted.get(key, "")
                learned.learn(at, state.of(key).theme or (hint if hint in state.themes else ""))

    def offer(self, key: str) -> Offer:
        """What is offered for a comment; nothing before it is ready."""
        at = self._at.get(key)
        return Offer(()) if self._learned is None or at is None else self._learned.offer(at)


def _read(texts: Sequence[str], asked: set[str]) -> Iterator[float | Likeness]:
    """In the thread: load what it takes, and read the comments. Of too few nothing is found out."""
    from facilitator.programme.themes.offering import FEWEST
    from facilitator.programme.themes.suggest import Likeness

    likeness = Likeness(texts, asked)
    if len(likeness.told) >= FEWEST:
        yield from likeness.work()
        yield likeness

"""A small workshop in a file, a console on it, and waiting for what should happen."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.run.console import Console
from facilitator.desktop.shell.keys import KeyGuard
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.method import Choice, Field, Method, Stage
from facilitator.model.moment import now_ms
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.store import file
from facilitator.store.feed import open_feed

TONE = Field(
    "tone", "How does it feel?", "choice", (Choice("+", "Encouraged", "+"), Choice("-", "Uneasy", "−")), columns=True
)
KIND = Field(
    "kind", "This line is", "choice", (Choice("resolve", "What we resolve"), Choice("open", "Still open")), True, True
)
STAGES = (
    Stage(
        "talk", "Talk", "discuss", minutes=3, prompt="What is it about?", screen="object", script=("Name the topic.",)
    ),
    Stage(
        "facts",
        "Facts",
        "collect",
        minutes=7,
        questions=("What did you see?", "What was new?"),
        script=("Go round.", "Facts only."),
    ),
    Stage("feel", "Feel", "collect", minutes=5, prompt="How was it?", visibility="private", fields=(TONE,), limit=160),
    Stage(
        "decide",
        "Decide",
        "discuss",
        minutes=10,
        prompt="What do we try?",
        fields=(KIND,),
        options={"lines": 3, "support": True},
    ),
    Stage("count", "Count", "collect", minutes=2, prompt="One word?", screen="count"),
)
METHOD = Method("test", "Test method", "To test.", "Nobody", STAGES, object="One-page sheet")
GROUPS = ({"id": "vcs", "label": "Voluntary sector", "short": "VCS"}, {"id": "par", "label": "Parents", "short": "PAR"})
INFO = {"title": "Hall day", "date": "2026-11-15", "starts": "09:00", "wifi": "Hall", "wifi_password": "round;table"}


class Room:
    """A console on a file, and the hands of a facilitator and of phones."""

    def __init__(
        self,
        folder: Path,
        *drafts: Draft,
        size: tuple[int, int] = (1440, 856),
        rehearsal: bool = False,
        methods: Sequence[Method] = (METHOD,),
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / "day.facilitator"
        if not self.path.exists():
            file.create(self.path)
            made = acts.create(INFO, list(methods), groups=GROUPS, workshop="w", rehearsal=rehearsal)
            self.write(*made, Draft("serving", {"url": "http://10.0.0.7:8080/4172"}, "w"), *drafts)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.desk = Desk(self.path)
        self.guard = KeyGuard(app, lambda: True)
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        self.settings = Settings()
        self.console = Console(self.desk, self.settings)
        column.addWidget(self.console)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.spin(lambda: QApplication.activeWindow() is self.window)

    def write(self, *drafts: Draft) -> None:
        """Store entries as another process would."""
        with contextlib.closing(open_feed(self.path)) as log:
            log.append(drafts)

    def spin(self, until: Callable[[], object], seconds: float = 20.0) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not happen in time"
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.processEvents()

    def idle(self) -> None:
        """Let the window take in everything that is stored."""
        with contextlib.closing(open_feed(self.path)) as log:
            last = log.pull(0)[-1].seq
        self.spin(lambda: self.desk.programme.seq >= last)

    def rest(self) -> None:
        """Let the window draw all that waits to be drawn."""
        timers = self.window.findChildren(QTimer)
        self.spin(lambda: not any(timer.isActive() and timer.isSingleShot() for timer in timers))

    @property
    def day(self) -> Workshop:
        """The workshop as the desk has it."""
        assert self.desk.workshop is not None
        return self.desk.workshop

    def run(self, stage: str) -> StageRun:
        """One stage."""
        return self.day.runs[stage]

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def open(self, stage: str, until: bool = True) -> None:
        """Open a stage."""
        self.write(Draft("stage_opened", {}, "w", stage))
        if until:
            self.spin(lambda: self.day.open_id == stage)

    def note(self, stage: str, text: str, **body: Any) -> str:
        """A note from a phone; returns its key, once the board has it."""
        draft = Draft("note", {"text": text, "source": "phone", **body}, "w", stage)
        self.write(draft)
        self.spin(lambda: self.run(stage).notes.get(draft.key))
        self.spin(lambda: self.console.area.run is not self.run(stage) or draft.key in self.on_board())
        return draft.key

    def on_board(self) -> list[str]:
        """The keys of the cards on the board in sight."""
        board = self.console.area.board
        assert isinstance(board, NoteDesk)
        model = board.cards.model
        return [str(model.data(model.index(row), model.KEY_ROLE)) for row in range(model.rowCount())]

    def spoken(self, key: str) -> str:
        """A card as a screen reader says it."""
        board = self.console.area.board
        assert isinstance(board, NoteDesk)
        model = board.cards.model
        index = model.index(self.on_board().index(key))
        return str(model.data(index, int(Qt.ItemDataRole.AccessibleTextRole)))

    def choose(self, *keys: str) -> None:
        """Choose cards."""
        board = self.console.area.board
        assert isinstance(board, NoteDesk)
        self.spin(lambda: set(keys) <= set(self.on_board()))
        board.choose(keys[0])
        if len(keys) > 1:
            board.cards.choice.take(list(keys))

    def kinds(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of all entries of a kind."""
        return [dict(entry.body) for entry in self.day.entries if entry.kind == kind]

    def close(self) -> None:
        """Let go of everything."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self.guard)
        self.console.leave()
        self.window.close()
        self.desk.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@contextlib.contextmanager
def room(folder: Path, *drafts: Draft, **how: Any) -> Iterator[Room]:
    """A room that is closed at the end."""
    made = Room(folder, *drafts, **how)
    try:
        yield made
    finally:
        made.close()


def opened(stage: str, minutes_ago: float, *, started: bool = True) -> tuple[Draft, ...]:
    """A stage that was opened and started some minutes ago."""
    at = now_ms() - int(minutes_ago * 60_000)
    start = (Draft("timer", {"verb": "start"}, "w", stage, at=at),) if started else ()
    return Draft("stage_opened", {}, "w", stage, at=at), *start

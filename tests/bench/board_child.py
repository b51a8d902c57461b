"""A board in a process of its own: `follow FILE` beside a desk, the others for the cost of a frame."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from bench import filled, rooms
from facilitator.activities import boards
from facilitator.activities.boards import DeskBoard, Shown
from facilitator.activities.desk import NoteDesk
from facilitator.desktop.parts.desk import Desk
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.item import Ghost
from facilitator.model.entry import Entry
from facilitator.model.moment import now_ms
from facilitator.model.run import StageRun
from facilitator.model.workshop import Change, Workshop

SIZE = (1600, 900)
ROUNDS = 60


def dressed() -> QApplication:
    """The application in its light look."""
    app = QApplication([])
    qt.apply(app, "light", 1.0)
    return app


def opened(workshop: Workshop) -> StageRun:
    """The open stage."""
    run = workshop.current
    if run is None:
        raise SystemExit("no stage is open")
    return run


def painted(app: QApplication, workshop: Workshop, board: Shown) -> StageRun:
    """The open stage, painted once on its board."""
    run = opened(workshop)
    board.widget.resize(*SIZE)
    board.show_state(run, workshop.groups)
    board.widget.show()
    app.processEvents()
    return run


def desk_of(workshop: Workshop) -> DeskBoard:
    """The desk's board of the open stage."""
    return boards.desk(opened(workshop).stage.activity)("light")


def canvas(board: QWidget) -> QWidget:
    """What the cards are painted on."""
    views: list[QGraphicsView] = [view for view in board.findChildren(QGraphicsView) if view.isVisible()]
    return views[0].viewport() if views else board


class Follower(QObject):
    """Notes how long after its time each comment is painted."""

    enough = Signal()

    def __init__(self, desk: Desk, board: DeskBoard, run: StageRun) -> None:
        super().__init__()
        self._desk, self._board, self._run = desk, board, run
        self.delays: list[int] = []
        desk.changed.connect(self._changed)
        self.enough.connect(self._tell)

    def _changed(self, changes: list[Change]) -> None:
        keys = {key for change in changes if change.stage == self._run.id for key in change.keys}
        workshop = self._desk.workshop
        if keys and workshop:
            self._board.show_state(self._run, workshop.groups, keys)
            canvas(self._board.widget).repaint()
            now = now_ms()
            self.delays += [now - note.at for key in keys if (note := self._run.notes.get(key))]

    def _tell(self) -> None:
        self._desk.tick()
        print(json.dumps({"delays": self.delays}), flush=True)

    def listen(self) -> None:
        """Tell as soon as a line comes in."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for _ in sys.stdin:
            self.enough.emit()


def follow(path: Path) -> int:
    """Follow a file that is being written to."""
    app = dressed()
    desk = Desk(path)
    workshop = desk.workshop
    if workshop is None:
        return 1
    board = desk_of(workshop)
    run = painted(app, workshop, board)
    follower = Follower(desk, board, run)
    follower.listen()
    print(json.dumps({"ready": True}), flush=True)
    return app.exec()


def timed(app: QApplication, act: Callable[[], object]) -> float:
    """Milliseconds of something and of all the painting that follows from it.

    It is all work of this one thread, so its processor time is taken: what else the computer does then counts for
    nothing.
    """
    began = time.thread_time()
    act()
    app.processEvents()
    return (time.thread_time() - began) * 1000


def mouse(kind: QEvent.Type, board: QWidget, at: QPoint) -> None:
    """Send a mouse event with the left button to the canvas."""
    target = canvas(board)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    place = QPointF(target.mapToGlobal(at))
    QApplication.sendEvent(target, QMouseEvent(kind, QPointF(at), place, button, held, Qt.KeyboardModifier.NoModifier))


def move(path: Path) -> int:
    """What a frame takes while the board is scrolled and while a card is dragged."""
    app, workshop = dressed(), rooms.opened(path)
    board = desk_of(workshop)
    painted(app, workshop, board)
    if not isinstance(board, NoteDesk):
        return 1
    cards = board.cards
    bar = cards.verticalScrollBar()
    step = max(1, bar.maximum() // (4 * ROUNDS))
    pan = [timed(app, partial(bar.setValue, n * step)) for n in range(4 * ROUNDS)]
    bar.setValue(0)
    app.processEvents()
    start = QPoint(60, 60)
    mouse(QEvent.Type.MouseButtonPress, board, start)
    places = [start + QPoint(12 * n, 6 * n) for n in range(1, 2 * ROUNDS)]
    drag = [timed(app, partial(mouse, QEvent.Type.MouseMove, board, at)) for at in places]
    held = any(isinstance(item, Ghost) for item in cards.scene().items())
    mouse(QEvent.Type.MouseButtonRelease, board, places[-1])
    print(json.dumps({"pan": pan, "drag": drag, "held": held}), flush=True)
    return 0


def add(path: Path) -> int:
    """What one more comment costs, from its folding to its last pixel."""
    app, workshop = dressed(), rooms.opened(path)
    board = desk_of(workshop)
    run = painted(app, workshop, board)
    costs = []
    for number in range(ROUNDS):
        key = f"new-{number:06d}"
        body = {"text": rooms.words(number), "group": "g1", "source": "phone"}
        entry = Entry(workshop.seq + 1, key, workshop.id, run.id, now_ms(), "", "note", body)

        def come(entry: Entry = entry, key: str = key) -> None:
            workshop.fold(entry)
            board.show_state(run, workshop.groups, {key})

        costs.append(timed(app, come))
    print(json.dumps({"costs": costs}), flush=True)
    return 0


def change_desk(path: Path) -> int:
    """What it takes to draw one more change of a full board: other words, one more ballot, mark or form."""
    app, workshop = dressed(), rooms.opened(path)
    return change(app, workshop, desk_of(workshop))


def change_wall(path: Path) -> int:
    """The same on the wall."""
    app, workshop = dressed(), rooms.opened(path)
    return change(app, workshop, boards.wall(opened(workshop).stage.activity)("projector"))


def change(app: QApplication, workshop: Workshop, board: Shown) -> int:
    """Tell what each of many changes costs, and how many things stand on the board."""
    run = painted(app, workshop, board)
    there = filled.stands(run, board.shown_keys(), board.shown_texts())
    costs = []
    for number in range(ROUNDS):
        kind, body = filled.one_more(run, 10_000 + number)
        entry = Entry(workshop.seq + 1, f"more-{number:06d}", workshop.id, run.id, now_ms(), "", kind, body)

        def come(entry: Entry = entry) -> None:
            board.show_state(run, workshop.groups, workshop.fold(entry).keys)

        costs.append(timed(app, come))
    print(json.dumps({"costs": costs, "there": there}), flush=True)
    return 0


if __name__ == "__main__":
    acts = {"follow": follow, "move": move, "add": add, "desk": change_desk, "wall": change_wall}
    sys.exit(acts[sys.argv[1]](Path(sys.argv[2])))

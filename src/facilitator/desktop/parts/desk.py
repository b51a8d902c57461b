"""The desk: an open programme file in the window's process. Views ask it to write, and hear what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.looks.qt.words import t
from facilitator.model import acts, moment
from facilitator.model.bodies import ClockSet, Erased, Mixed, Retracted
from facilitator.model.entry import Draft
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.model.workshop import Change, Workshop
from facilitator.programme import contract as programmes
from facilitator.store.faults import Fault, KeyTaken, Moved
from facilitator.store.feed import READER_WAIT_S, Cursor, open_feed
from facilitator.store.port import Outcome, Stored
from facilitator.store.writer import GroupWriter

TICK_MS, CLOCK_MS = 20, 200
BUDGET_S = 0.03
"""A tick folds for at most this long, so that a burst never holds the window."""
BITE = 400
WRITER_WAIT_S = 2.0


class Desk(QObject):
    """Follows one file and writes to it aside. Everything a view shows comes from `workshop`."""

    changed = Signal(list)
    """`list[Change]`, at most once a tick."""
    failed = Signal(str)
    """A sentence: what was asked could not be written. It is held and tried again while the fault may pass."""
    saved = Signal(object)
    """Something asked here is on disk; milliseconds since 1970."""
    returned = Signal()
    """The file is in its place again, after it had been moved."""
    ticked = Signal(object)
    """What time it is, milliseconds since 1970, every CLOCK_MS: clocks are drawn from that."""
    _came_back = Signal(object, object)

    def __init__(self, path: Path, workshop_id: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.programme = programmes.empty()
        self.workshop_id = workshop_id
        self.held: list[Draft] = []
        self._page: str | None = None
        self._asked = False
        moment.catch_up()
        feed = open_feed(path, wait_s=READER_WAIT_S)
        self._file, self._cursor = feed.identity, Cursor(feed)
        self.read_only = feed.read_only
        """Why nothing can be written to the file, and what to do; empty where it can."""
        self.moved = False
        """Whether another file, or none, stands where the open one stood."""
        self._came_back.connect(self._back)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.clock = QTimer(self, interval=CLOCK_MS)
        self.clock.timeout.connect(self.tell_time)
        self._retry = QTimer(self, interval=2000)
        self._retry.timeout.connect(self.try_again)
        try:
            for entry in self._cursor.pull():
                self.programme.take(entry)
        except Fault:
            self._cursor.close()
            raise
        self._writer = GroupWriter(feed, wait_s=WRITER_WAIT_S)
        self._ask_clock()
        self._timer.start()
        self.clock.start()

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that is being led: the one chosen, else the newest that goes on."""
        return self.programme.pick(self.workshop_id or None)

    @property
    def page_url(self) -> str:
        """The address of the room page of this very file, as its process told it; empty while there is none.

        A copy of a file says of itself what its original said: that is not believed, nor what proved to be over.
        """
        if self._page is not None:
            return self._page
        serving = self.workshop.serving if self.workshop else None
        return serving.url if serving and serving.file in ("", self._file) else ""

    def tell_page(self, url: str) -> None:
        """Whoever keeps the room page knows its address now, or that there is none; the views hear of it."""
        before, self._page = self.page_url, url
        if url != before and self.workshop is not None:
            self.changed.emit([Change(self.workshop.id, "", "serving")])

    def now(self) -> int:
        """Milliseconds since 1970."""
        return moment.now_ms()

    def tell_time(self) -> None:
        """Tell the views what time it is; where the computer's clock was put right, have that noted first."""
        if moment.is_off() and not self._asked:
            self._ask_clock()
        self.ticked.emit(self.now())

    def _ask_clock(self) -> None:
        """Ask the store whether the computer's clock was put right; whoever follows the log hears of it."""
        self._asked = True
        room = self.workshop

        def answered(result: list[Outcome] | Fault) -> None:
            if not isinstance(result, Fault) and not any(isinstance(one, Stored) and one.fresh for one in result):
                moment.catch_up()
            self._asked = False

        if room is None or self.read_only:
            answered([])
        else:
            self._writer.submit([ClockSet().draft(room.id)], answered)

    def ask(self, *drafts: Draft) -> None:
        """Write drafts in order; the views hear of them by following, like everybody else."""
        if not drafts:
            return
        if self.read_only:
            self.failed.emit(t(self.read_only))
            return
        if self.held:
            self.held += drafts
            return
        self._submit(drafts)

    def ask_programme(self, said: Packed) -> str | None:
        """Write what belongs to the whole programme, if nothing is wrong with it: the sentence that says what is."""
        draft = said.draft("")
        refusal = self.programme.check(draft)
        if refusal is None:
            self.ask(draft)
        return refusal

    def undo(self, *, whole: bool = False) -> str:
        """Take back the last act in the workshop, or of what belongs to the `whole` programme.

        Returns its kind, or an empty string when there is nothing to undo.
        """
        return self._ask_one(acts.undo, self.programme if whole else self.workshop)

    def redo(self, *, whole: bool = False) -> str:
        """Bring back what was undone last."""
        return self._ask_one(acts.redo, self.programme if whole else self.workshop)

    def may_step(self, *, whole: bool = False) -> tuple[bool, bool]:
        """Whether there is anything to undo, and whether to redo."""
        room = None if self.read_only else self.programme if whole else self.workshop
        return (False, False) if room is None else (acts.undo(room) is not None, acts.redo(room) is not None)

    def _ask_one(self, act: Callable[[Workshop | Programme], Draft | None], room: Workshop | Programme | None) -> str:
        draft = act(room) if room is not None else None
        if draft is None or room is None or self.read_only:
            return ""
        others = [each for each in self.programme.workshops.values() if each is not room]
        self.ask(draft, *(each for one in (room, *others) for each in acts.along(one, draft)))
        return Retracted.read(draft.body).what or "act"

    def tick(self) -> None:
        """Fold what was committed since the last tick, and say once what changed."""
        changes = []
        until = time.perf_counter() + BUDGET_S
        try:
            while time.perf_counter() < until:
                entries = self._cursor.pull(BITE)
                changes += [self.programme.take(entry) for entry in entries]
                if any(entry.kind == ClockSet.kind for entry in entries):
                    moment.catch_up()
                if other := [entry for entry in entries if entry.kind in (Mixed.kind, Erased.kind)]:
                    self.programme.read_anew(self._cursor.again())
                    changes += [Change(entry.workshop, "", entry.kind, reset=True) for entry in other]
                if len(entries) < BITE:
                    break
            self._is_back()
        except Moved as moved:
            if not self.moved:
                self.moved = True
                self.failed.emit(t(moved.sentence))
        except Fault as fault:
            if not fault.passing:
                self.failed.emit(t(fault.sentence))
        if changes:
            self.changed.emit(changes)

    def _is_back(self) -> None:
        if self.moved:
            self.moved = False
            self.returned.emit()
            if not self.held:
                self.saved.emit(self.now())

    def close(self) -> None:
        """Stop following, write what waits, close the file."""
        self._timer.stop()
        self.clock.stop()
        self._retry.stop()
        self._writer.close()
        self._cursor.close()

    def _submit(self, drafts: Sequence[Draft]) -> None:
        self._writer.submit(drafts, lambda result: self._came_back.emit(tuple(drafts), result))

    def _back(self, drafts: tuple[Draft, ...], result: list[Outcome] | Fault) -> None:
        if isinstance(result, Fault):
            if result.passing:
                self.held += drafts
                self._retry.start()
            self.failed.emit(t(result.sentence))
            return
        if any(isinstance(outcome, KeyTaken) for outcome in result):
            self.failed.emit(t("This was stored before with other words; look at the board before you send it again."))
        self.saved.emit(self.now())

    def try_again(self) -> None:
        """Ask again for what could not be written."""
        waiting, self.held = self.held, []
        self._retry.stop()
        if waiting:
            self._submit(waiting)

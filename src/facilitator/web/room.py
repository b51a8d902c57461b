"""The room: one workshop as the web process sees it. Follows the log, folds it, writes in groups, tells phones."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Sequence

from facilitator.activities import contract
from facilitator.model import bodies, mixing, moment
from facilitator.model.entry import Draft, Entry
from facilitator.model.kinds import Told
from facilitator.model.mixing import Move
from facilitator.model.moment import steady
from facilitator.model.say import say
from facilitator.model.workshop import BOOKKEEPING, Change, Workshop
from facilitator.programme import contract as programmes
from facilitator.records import erasing
from facilitator.store.faults import Fault, Moved
from facilitator.store.feed import READER_WAIT_S, Cursor
from facilitator.store.port import WAIT_S, Feed, Outcome, Stored
from facilitator.store.writer import GroupWriter
from facilitator.web.listeners import STILL_HERE_S, Listeners
from facilitator.web.seats import Buckets, Presence

logger = logging.getLogger(__name__)

FOLLOW_S = 0.02
GATHER_S = 0.002
CLOCK_S = 0.2
PRESENCE_S = 5.0
MIX_S = 5.0
"""So often it is looked whether a stage that keeps nobody is over."""
SETTLE_S, AFTER_MS = 20.0, 300_000
"""So long after its start a web process waits for the phones of one that ended not longer ago than the other."""
ANSWER_S = 15.0
"""A write that got no answer for so long is given up; the phone sends it again with the same key."""
BITE = 1000

_AWAY = say("The laptop cannot save this now: its file was moved. Please tell the facilitator. It is tried again.")
Result = Outcome | Fault


def shows(workshop: Workshop, change: Change) -> bool:
    """Whether a change alters what phones show."""
    told = contract.kind_changed(workshop, change).told
    if change.reset or told is Told.ALL:
        return True
    run = workshop.current
    if run is None or not change.touches(run.id):
        return False
    if told in (Told.STAGE, Told.NONE):
        return told is Told.STAGE and change.stage == run.id
    if run.id in change.linked or told is Told.STATE:
        return True
    notes = [note for key in change.keys if (note := run.notes.get(key))]
    return any(run.open_to_room or note.shown is not None for note in notes)


def _no_workshop(wanted: str | None) -> str:
    if wanted:
        return say("There is no workshop '{workshop}' in it.", workshop=wanted)
    return say("It has no workshop yet.")


class Room:
    """One workshop, open to phones. Everything runs in one event loop; only the writer has a thread of its own.

    It takes the feed over and closes it. Raises Fault when there is no such workshop.
    """

    def __init__(self, feed: Feed, workshop_id: str | None = None, *, wait_s: float = WAIT_S) -> None:
        self.file = feed.identity
        moment.catch_up()
        self.programme = programmes.empty()
        self.listeners = Listeners()
        self.buckets = Buckets()
        self.presence = Presence()
        self.names: frozenset[str] = frozenset()
        self.shown_seq = 0
        self.last_stir = time.monotonic()
        self._open = False
        self._reads, self._unread_since = True, 0.0
        self._wait_s = wait_s
        self._feed, self._cursor = feed, Cursor(feed)
        self._gathered: list[tuple[Draft, asyncio.Future[Result]]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self.programme.fold_all(self._cursor.pull())
        chosen = self.programme.pick(workshop_id)
        if chosen is None:
            feed.close()
            raise Fault(_no_workshop(workshop_id))
        with contextlib.suppress(Fault):
            feed.append([bodies.ClockSet().draft(chosen.id)])
            self.programme.fold_all(self._cursor.pull())
        self._writer = GroupWriter(feed, wait_s=wait_s)
        self._asked = False
        self.workshop: Workshop = chosen
        self.shown_seq = chosen.seq
        self._told = chosen.people.connected
        self._mixing: asyncio.Future[None] | None = None
        self._mixed: tuple[int, frozenset[str]] = 0, frozenset()
        self._settles = steady() + (SETTLE_S if self._follows_another() else 0.0)

    def now(self) -> int:
        """Milliseconds since 1970."""
        return moment.now_ms()

    @property
    def ready(self) -> bool:
        """Whether the file is open, folded and where it was."""
        return self._open and self._reads

    def away_s(self, now: float) -> float:
        """For how many seconds the file could not be read, at this time of the monotonic clock; 0 while it can."""
        return 0.0 if self._reads else now - self._unread_since

    def start(self) -> None:
        """Follow the file from now on; called inside the event loop."""
        self._open = True
        self._tasks = [
            asyncio.ensure_future(self._every(FOLLOW_S, self.follow)),
            asyncio.ensure_future(self._every(CLOCK_S, self.look_at_clock)),
            asyncio.ensure_future(self._every(PRESENCE_S, self._tell_presence)),
            asyncio.ensure_future(self._every(STILL_HERE_S, self.listeners.still_here)),
            asyncio.ensure_future(self._every(MIX_S, self.mix)),
        ]

    def leave(self) -> None:
        """Let the phones go; what waits is still written."""
        self._open = False
        self.listeners.end()

    async def close(self) -> None:
        """Write what waits, let the phones go, close the file."""
        self.leave()
        for task in self._tasks:
            task.cancel()
        if self._mixing is not None:
            await self._mixing
        self._flush()
        await asyncio.get_running_loop().run_in_executor(None, self._writer.close)
        self._cursor.close()

    @staticmethod
    async def _every(seconds: float, act: Callable[[], object]) -> None:
        while True:
            await asyncio.sleep(seconds)
            act()

    # ------------------------------------------------------------------ reading

    def follow(self) -> list[Entry]:
        """Fold what was committed since the last time, and tell phones when they show something else now."""
        found: list[Entry] = []
        try:
            while entries := self._cursor.pull(BITE):
                found += entries
                self._fold(entries)
            if any(entry.kind in (bodies.Erased.kind, bodies.Mixed.kind) for entry in found):
                self._read_anew()
            self._readable(True)
        except Fault as fault:
            self._readable(False, fault.sentence)
        return found

    def look_at_clock(self) -> None:
        """Where the computer's clock was put right, have that noted; until then all goes by the old one."""
        if moment.is_off() and not self._asked:
            self._asked = True
            self._writer.submit([bodies.ClockSet().draft(self.workshop.id)], self._answered)

    def _answered(self, result: list[Outcome] | Fault) -> None:
        if not isinstance(result, Fault) and not any(isinstance(one, Stored) and one.fresh for one in result):
            moment.catch_up()
        self._asked = False

    def _readable(self, now: bool, why: str = "") -> None:
        if now != self._reads:
            self._reads, self._unread_since = now, time.monotonic()
            logger.warning("The file can be read again." if now else f"The file cannot be read: {why}")

    def _read_anew(self) -> None:
        """Forget everything and read the file again: nothing may remember what was taken out of it."""
        feed, programme = self._feed.again(READER_WAIT_S), programmes.empty()
        cursor = Cursor(feed)
        programme.fold_all(cursor.pull())
        chosen = programme.pick(self.workshop.id)
        self._cursor.close()
        self._feed, self._cursor, self.programme = feed, cursor, programme
        self.workshop = chosen or self.workshop

    def _fold(self, entries: Sequence[Entry]) -> None:
        shown = 0
        if any(entry.kind == bodies.ClockSet.kind for entry in entries):
            moment.catch_up()
        for entry in entries:
            change = self.programme.take(entry)
            if entry.workshop != self.workshop.id:
                continue
            if entry.kind not in BOOKKEEPING:
                self.last_stir = time.monotonic()
            if shows(self.workshop, change):
                shown = entry.seq
        if shown:
            self.shown_seq = shown
            self.listeners.changed(shown, self.workshop.open_id)

    # ------------------------------------------------------------------ writing

    def write(self, draft: Draft) -> asyncio.Future[Result]:
        """Have a draft stored; the answer comes once it is on disk and folded here, or cannot be stored."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()
        if not self._gathered:
            loop.call_later(GATHER_S, self._flush)
        self._gathered.append((draft, answer))
        return answer

    def _flush(self) -> None:
        batch, self._gathered = self._gathered, []
        if not batch:
            return
        loop = asyncio.get_running_loop()
        answers = [answer for _, answer in batch]
        give_up = loop.call_later(self._wait_s + ANSWER_S, self._give_up, self._writer, answers)

        def done(result: list[Outcome] | Fault) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._stored, answers, result, give_up)

        self._writer.submit([draft for draft, _ in batch], done)

    def _stored(
        self, answers: list[asyncio.Future[Result]], result: list[Outcome] | Fault, give_up: asyncio.TimerHandle
    ) -> None:
        give_up.cancel()
        if isinstance(result, Moved):
            result = Fault(_AWAY, passing=True)
        if not isinstance(result, Fault):
            self.follow()
        results: Sequence[Result] = [result] * len(answers) if isinstance(result, Fault) else result
        for answer, one in zip(answers, results, strict=True):
            if not answer.done():
                answer.set_result(one)

    def _give_up(self, writer: GroupWriter, answers: list[asyncio.Future[Result]]) -> None:
        """Wait no longer for a writer: another one takes what it has not begun with, and it ends when it comes back."""
        if writer is self._writer:
            logger.error("A write got no answer; the writer is started anew.")
            self._writer = GroupWriter(self._feed, wait_s=self._wait_s)
            for drafts, done in writer.leave():
                self._writer.submit(drafts, done)
        fault = Fault(say("The laptop could not save this just now. It is tried again."), passing=True)
        for answer in answers:
            if not answer.done():
                answer.set_result(fault)

    def _tell_presence(self) -> None:
        """Say how many are here and who has written by now, if that is news.

        Just after a restart phones are still on their way back: until then it is not said that they have gone.
        """
        people = self.workshop.people
        here, wrote = self.presence.here(time.monotonic()), self.presence.news(people.writers)
        if steady() < self._settles:
            here = max(here, people.connected)
        if here != self._told or wrote:
            self._told = here
            self.write(bodies.Presence(connected=here, wrote=wrote).draft(self.workshop.id))

    def mix(self) -> asyncio.Future[None] | None:
        """Have order and times taken out of what was sent where nobody is kept, aside, once such a stage is over."""
        if self._mixing is None or self._mixing.done():
            seen = self.workshop.seq, mixing.over(self.workshop, self.now())
            moves = mixing.moves(self.workshop, seen[1]) if seen != self._mixed else []
            self._mixed = self._mixed if moves else seen
            if moves:
                self._mixing = asyncio.get_running_loop().run_in_executor(None, self._mix, moves)
        return self._mixing

    def _mix(self, moves: Sequence[Move]) -> None:
        try:
            with contextlib.closing(self._feed.again(self._wait_s)) as feed:
                erasing.mix(feed, self.workshop.id, moves)
        except Fault as fault:
            logger.info("What keeps nobody could not be mixed yet: %s", fault.sentence)

    def _follows_another(self) -> bool:
        """Whether another web process had this workshop until a moment ago."""
        last = next((entry.at for entry in reversed(self.workshop.entries) if entry.kind in BOOKKEEPING), 0)
        return moment.now_ms() - last < AFTER_MS

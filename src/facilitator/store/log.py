"""The log: one write door (`append`), one way to read (`pull`). A large event swaps this one class."""

from __future__ import annotations

import contextlib
import json
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from facilitator.model.entry import Draft, Entry, pack
from facilitator.model.moment import now_ms
from facilitator.store.faults import Fault, KeyTaken, Moved, faults
from facilitator.store.file import connect, is_stranded, strand
from facilitator.store.identity import (
    FileId,
    Place,
    disown,
    forget,
    is_other_within,
    keep_apart,
    out_of_sight,
    place,
    read_mark,
    remember,
)
from facilitator.store.rescue import keep

logger = logging.getLogger(__name__)

_T = TypeVar("_T")
_TRIES = 3
_ALL = 10_000_000
KEEP_AGAIN_S = 5.0
"""A copy of what was saved that could not be kept (disk full) is tried again so often."""
LOOK_S = 0.5
"""An idle writer looks so often whether its file is still in its place."""
_INSERT = "INSERT INTO log(key, workshop, stage, at, person, kind, body) VALUES(?, ?, ?, ?, ?, ?, ?)"
_INSERT_AT = "INSERT INTO log(key, workshop, stage, at, person, kind, body, seq) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = "seq, key, workshop, stage, at, person, kind, body"


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a draft is stored. `fresh` is False when its key was there already with the same content."""

    seq: int
    at: int
    fresh: bool


Outcome = Stored | KeyTaken | Fault
"""What became of one draft of a batch."""


class Log:
    """An open log. Threads must not share one; processes each open their own.

    It stays with the very file that it opened (or `must_be`): where another one stands in its place, or none, every
    call raises Moved, until the file is back; so it does when another one was written over it. What it stored is stored
    only once the `-wal` that holds it is still the one that stands beside the file.
    """

    def __init__(self, path: Path, *, wait_s: float = 5.0, must_be: FileId | None = None) -> None:
        self.path, self._wait = path, wait_s
        self._away = self._shut = self._overwritten = False
        self._mark = ""
        self._kept, self._keep_again = "", 0.0
        self._rescued: dict[str, Entry] = {}
        self._db, self._place = self._open(must_be)

    @property
    def file(self) -> FileId | None:
        """Which file this is: device and inode."""
        return self._place.file

    def close(self) -> None:
        """Close the connection."""
        with out_of_sight(self.path) if self._overwritten else contextlib.nullcontext():
            self._db.close()
        if place(self.path).wal is None:
            forget(self.path)

    def _open(self, must_be: FileId | None) -> tuple[sqlite3.Connection, Place]:
        before = place(self.path).file
        if must_be is not None and before != must_be:
            raise Moved(self.path.name)
        db = connect(self.path, wait_s=self._wait)
        try:
            with faults():
                db.execute("SELECT seq FROM log LIMIT 1").fetchone()
                self._mark = read_mark(db)
            here = place(self.path)
            if here.file != before:
                raise Moved(self.path.name)
        except BaseException:
            db.close()
            raise
        remember(self.path, here, self._mark)
        return db, here

    def look(self) -> None:
        """Make sure that this is still the file at its place. Raises Moved, after keeping a copy of what was saved."""
        here = place(self.path)
        over = self._is_overwritten(here)
        odd = self._away or self._shut or self._rescued or is_stranded(here.file)
        if not over and here == self._place and not odd:
            return
        if over or here.file != self._place.file:
            if not self._kept and time.monotonic() >= self._keep_again:
                self._kept, self._keep_again = self._keep(here), time.monotonic() + KEEP_AGAIN_S
            self._away = True
            raise Moved(self.path.name, self._kept)
        if here != self._place or self._away or self._shut or is_stranded(here.file):
            self._reopen(here)
        self._put_back()

    def _is_overwritten(self, here: Place) -> bool:
        """Whether another file was written over this one: looked at whenever something was written into it at all."""
        if here.file != self._place.file:
            return False
        if self._overwritten or here.changed != self._place.changed:
            self._place = replace(self._place, changed=here.changed)
            if is_other_within(self.path, self._mark) and not self._overwritten:
                self._overwritten = True
                self._rescued |= {entry.key: entry for entry in self._all()}
                keep_apart(self.path)
        return self._overwritten

    def _reopen(self, here: Place) -> None:
        if not self._shut:
            logger.warning("%s is opened again: it had been moved, or its -wal had been taken away", self.path)
            self._rescued |= {entry.key: entry for entry in self._all()}
            disown(self.path, self._place)
            self._db.close()
            if here.file is not None:
                strand(here.file)
        self._shut = True
        self._db, self._place = self._open(here.file)
        self._away = self._shut = self._overwritten = False
        self._kept, self._keep_again = "", 0.0

    def _put_back(self) -> None:
        """Store again what was on disk only in a `-wal` that was taken away."""
        rescued, self._rescued = self._rescued, {}
        try:
            there = {entry.key for entry in self.pull(0, _ALL)}
            if lost := [entry for key, entry in rescued.items() if key not in there]:
                logger.warning("%s had lost %d entries with its -wal; they are put back", self.path, len(lost))
                self.restore(lost)
        except BaseException:
            self._rescued = rescued | self._rescued
            raise

    def _all(self) -> list[Entry]:
        """Everything that this connection still sees; nothing when it cannot be read any more."""
        try:
            return self.pull(0, _ALL)
        except Fault as fault:
            logger.error("%s cannot be read through its old -wal: %s", self.path, fault.sentence)
            return []

    def _keep(self, here: Place) -> str:
        """Keep a copy beside the old place, then bring what was saved into the file, wherever it is now."""
        readable, kept = not self._overwritten and not self._shut, ""
        try:
            if self.path.parent.is_dir() and (readable or self._rescued):
                kept = keep(self.path, self._db if readable else None, self._rescued).name
                logger.warning("%s was moved or replaced; what was saved in it is kept as %s", self.path, kept)
            if readable and (here.wal, here.shm) == (self._place.wal, self._place.shm):
                with faults():  # with its -wal moved, others may write through another one: the file is left alone
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except Fault as fault:
            logger.error("Not everything of %s could be kept: %s", self.path, fault.sentence)
        return kept

    def _write(self, work: Callable[[], _T]) -> _T:
        """Do work in a transaction that is on disk when this returns, in the file that stands at the path."""
        for _ in range(_TRIES):
            self.look()
            with faults():
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    result = work()
                    if place(self.path) != self._place:
                        self._db.execute("ROLLBACK")
                        continue
                    self._db.execute("COMMIT")
                except BaseException:
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                    raise
            here = place(self.path)
            if here == self._place and not self._is_overwritten(here):
                return result
        self.look()
        raise Fault(f"{self.path.name} could not be saved: another program keeps moving it.", passing=True)

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Store drafts in one transaction, on disk when this returns; one outcome a draft, in order.

        A key that is there already stores nothing: same content gives its seq, other content KeyTaken.
        Raises Fault when nothing could be stored (disk full, locked, moved); then nothing of the batch is.
        """

        def store() -> list[Outcome]:
            now = now_ms()
            return [self._insert(draft, now) for draft in drafts]

        return self._write(store)

    def _insert(self, draft: Draft, now: int) -> Outcome:
        at = now if draft.at is None else draft.at
        row = (draft.key, draft.workshop, draft.stage, at, draft.person, draft.kind, pack(draft.body))
        try:
            seq = self._db.execute(_INSERT, row).lastrowid
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise
            return self._already(row)
        return Stored(int(seq or 0), at, True)

    def _already(self, row: tuple[str, str, str, int, str, str, str]) -> Outcome:
        query = "SELECT seq, at, workshop, stage, kind, body FROM log WHERE key = ?"
        seq, at, workshop, stage, kind, body = self._db.execute(query, (row[0],)).fetchone()
        same = (workshop, stage, kind) == (row[1], row[2], row[5]) and _words(body) == _words(row[6])
        return Stored(seq, at, False) if same else KeyTaken(row[0], seq)

    def restore(self, entries: Sequence[Entry]) -> None:
        """Put entries of another file in, with their seqs where they are free (all or none), else with new ones."""
        wanted = {e.seq for e in entries}

        def store() -> None:
            taken = any(seq in wanted for (seq,) in self._db.execute("SELECT seq FROM log"))
            for e in entries:
                row = (e.key, e.workshop, e.stage, e.at, e.person, e.kind, pack(e.body))
                insert, values = (_INSERT, row) if taken else (_INSERT_AT, (*row, e.seq))
                self._db.execute(f"{insert} ON CONFLICT(key) DO NOTHING", values)

        self._write(store)

    def version(self) -> tuple[sqlite3.Connection, int]:
        """Changes when another connection has committed something since this one was opened."""
        with faults():
            return self._db, self._db.execute("PRAGMA data_version").fetchone()[0]

    def pull(self, after: int, limit: int = 5000) -> list[Entry]:
        """The entries with `seq > after`, in order, at most `limit`."""
        with faults():
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM log WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
            return [_entry(row) for row in rows]


def _entry(row: tuple[int, str, str, str, int, str, str, str]) -> Entry:
    seq, key, workshop, stage, at, person, kind, body = row
    return Entry(seq, key, workshop, stage, at, person, kind, json.loads(body))


def _words(body: str) -> object:
    """What the sender wrote: a body without what the web process adds of its own (group, table, token)."""
    data = json.loads(body)
    return {name: value for name, value in data.items() if name not in ("group", "table", "token", "source")}


class Cursor:
    """Follows a log through its own read connection, which alone sees `data_version` move."""

    def __init__(self, path: Path, after: int = 0, *, must_be: FileId | None = None) -> None:
        self.after = after
        self._log = Log(path, wait_s=1.0, must_be=must_be)
        self._seen: tuple[sqlite3.Connection, int] | None = None

    @property
    def file(self) -> FileId | None:
        """Which file is followed: device and inode."""
        return self._log.file

    def close(self) -> None:
        """Close the connection."""
        self._log.close()

    def pull(self, limit: int = 5000) -> list[Entry]:
        """What was committed since the last call, at most `limit`; an empty list costs a few microseconds.

        Raises Fault; Moved when another file, or none, stands where this one stood.
        """
        self._log.look()
        version = self._log.version()
        if version == self._seen:
            return []
        found = self._log.pull(self.after, limit)
        if found:
            self.after = found[-1].seq
        if len(found) < limit:
            self._seen = version
        return found


Done = Callable[[list[Outcome] | Fault], None]
Results = list[tuple[Done, list[Outcome] | Fault]]
_OURS = "This could not be saved because of a fault in the program. It has been noted; please try other words."


def tell_each(results: Results) -> None:
    """Hand every result to the one who asked."""
    for done, result in results:
        done(result)


class GroupWriter:
    """A thread that stores what many ask for in one commit, then delivers the results of the whole batch at once.

    `deliver` is called in that thread after each commit; the default calls each `done` there. `must_be` is the file
    that it writes into and no other.
    """

    def __init__(
        self,
        path: Path,
        *,
        linger_s: float = 0.002,
        wait_s: float = 5.0,
        most: int = 1000,
        must_be: FileId | None = None,
        deliver: Callable[[Results], None] = tell_each,
    ) -> None:
        self._path, self._linger, self._wait, self._most, self._deliver = path, linger_s, wait_s, most, deliver
        self._must_be = must_be
        self._queue: queue.SimpleQueue[tuple[Sequence[Draft], Done] | None] = queue.SimpleQueue()
        self._log: Log | None = None
        self._thread = threading.Thread(target=self._run, name="log writer", daemon=True)
        self._thread.start()

    def submit(self, drafts: Sequence[Draft], done: Done) -> None:
        """Ask for drafts to be stored together."""
        self._queue.put((drafts, done))

    def close(self, timeout_s: float = 10.0) -> None:
        """Store what is waiting, then stop."""
        self._queue.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        last = False
        while not last:
            batch, last = self._gather()
            if batch:
                self._deliver(self._store(batch))
        if self._log:
            self._log.close()

    def _gather(self) -> tuple[list[tuple[Sequence[Draft], Done]], bool]:
        try:
            first = self._queue.get(timeout=LOOK_S)
        except queue.Empty:
            with contextlib.suppress(Fault):
                if self._log:
                    self._log.look()
            return [], False
        if first is None:
            return [], True
        batch = [first]
        if self._linger:
            time.sleep(self._linger)
        while len(batch) < self._most:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                break
            if more is None:
                return batch, True
            batch.append(more)
        return batch, False

    def _store(self, batch: list[tuple[Sequence[Draft], Done]]) -> Results:
        """One commit for all. A draft that only a bug of ours can refuse never takes the others down with it."""
        try:
            self._log = self._log or Log(self._path, wait_s=self._wait, must_be=self._must_be)
            outcomes = iter(self._log.append([draft for drafts, _ in batch for draft in drafts]))
            return [(done, [next(outcomes) for _ in drafts]) for drafts, done in batch]
        except Fault as fault:
            return [(done, fault) for _, done in batch]
        except Exception:
            if len(batch) > 1:
                return [result for one in batch for result in self._store([one])]
            logger.exception("a draft could not be stored")
            return [(batch[0][1], Fault(_OURS))]

"""The log: one write door (`append`), one way to read (`pull`). A large event swaps this one class."""

from __future__ import annotations

import json
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.entry import Draft, Entry, pack
from facilitator.model.moment import now_ms
from facilitator.store.faults import Fault, KeyTaken, faults
from facilitator.store.file import connect

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
    """An open log. Threads must not share one; processes each open their own."""

    def __init__(self, path: Path, *, wait_s: float = 5.0) -> None:
        self.path = path
        self._db = connect(path, wait_s=wait_s)

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Store drafts in one transaction, on disk when this returns; one outcome a draft, in order.

        A key that is there already stores nothing: same content gives its seq, other content KeyTaken.
        Raises Fault when nothing could be stored (disk full, locked); then nothing of the batch is.
        """
        with faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                now = now_ms()
                outcomes = [self._insert(draft, now) for draft in drafts]
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        return outcomes

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
        with faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                taken = any(seq in wanted for (seq,) in self._db.execute("SELECT seq FROM log"))
                for e in entries:
                    row = (e.key, e.workshop, e.stage, e.at, e.person, e.kind, pack(e.body))
                    self._db.execute(*((_INSERT, row) if taken else (_INSERT_AT, (*row, e.seq))))
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

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

    def __init__(self, path: Path, after: int = 0) -> None:
        self.after = after
        self._log = Log(path, wait_s=1.0)
        self._seen: int | None = None

    def close(self) -> None:
        """Close the connection."""
        self._log.close()

    def pull(self, limit: int = 5000) -> list[Entry]:
        """What was committed since the last call, at most `limit`; an empty list costs a few microseconds."""
        with faults():
            version = self._log._db.execute("PRAGMA data_version").fetchone()[0]
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

    `deliver` is called in that thread after each commit; the default calls each `done` there.
    """

    def __init__(
        self,
        path: Path,
        *,
        linger_s: float = 0.002,
        wait_s: float = 5.0,
        most: int = 1000,
        deliver: Callable[[Results], None] = tell_each,
    ) -> None:
        self._path, self._linger, self._wait, self._most, self._deliver = path, linger_s, wait_s, most, deliver
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
        first = self._queue.get()
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
            self._log = self._log or Log(self._path, wait_s=self._wait)
            outcomes = iter(self._log.append([draft for drafts, _ in batch for draft in drafts]))
            return [(done, [next(outcomes) for _ in drafts]) for drafts, done in batch]
        except Fault as fault:
            return [(done, fault) for _, done in batch]
        except Exception:
            if len(batch) > 1:
                return [result for one in batch for result in self._store([one])]
            logging.getLogger(__name__).exception("a draft could not be stored")
            return [(batch[0][1], Fault(_OURS))]

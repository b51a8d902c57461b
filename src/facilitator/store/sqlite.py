"""A programme in one SQLite file: the one write door, which begins IMMEDIATE, and a file that may go at any moment."""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from facilitator.model.entry import Draft, Entry, pack
from facilitator.model.mixing import Move
from facilitator.model.moment import reading
from facilitator.model.say import say
from facilitator.store import file, timing
from facilitator.store.copies import back_up, must_have_room
from facilitator.store.erasing import blank, blank_beside, move
from facilitator.store.faults import Fault, KeyTaken, Moved, faults, known
from facilitator.store.file import connect, is_stranded, strand
from facilitator.store.identity import (
    FileId,
    Place,
    digest,
    disown,
    forget,
    is_other_within,
    keep_apart,
    out_of_sight,
    place,
    read_mark,
    remember,
)
from facilitator.store.keeper import FileKeeping
from facilitator.store.port import EVERYTHING, WAIT_S, Blanks, Echoes, Keeping, Outcome, Stored
from facilitator.store.rescue import keep
from facilitator.store.rows import COLUMNS, entry_of

logger = logging.getLogger(__name__)

_T = TypeVar("_T")
_TRIES = 3
KEEP_AGAIN_S = 5.0
"""A copy of what was saved that could not be kept (disk full) is tried again so often."""
ALONE_S = 10.0
"""So long readers are waited for, before the old pages of blanked words go from the `-wal`."""
_HIGHEST = 2**53
"""A number above this one is not kept: there must be room for those that follow."""
_INSERT = "INSERT INTO log(key, workshop, stage, at, person, kind, body, seq) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"


class SqliteFeed:
    """An open programme file: the port `Feed` on SQLite.

    It stays with the very file that it opened (or `must_be`): where another one stands in its place, or none, every
    call raises Moved, until the file is back; so it does when another one was written over it. What it stored is stored
    only once the `-wal` that holds it is still the one that stands beside the file.
    """

    def __init__(self, path: Path, *, wait_s: float = WAIT_S, must_be: SqliteFeed | None = None) -> None:
        self.path, self._wait = path, wait_s
        self._away = self._shut = self._overwritten = False
        self._mark = ""
        self._kept, self._keep_again = "", 0.0
        self._rescued: dict[str, Entry] = {}
        self._seen: tuple[sqlite3.Connection, int] | None = None
        self._place: Place
        self._db, self._place = self._open(*must_be._known_by()) if must_be else self._open()

    @property
    def identity(self) -> str:
        """Which file this is: a digest of device, inode and the file's random mark."""
        return digest(*self._known_by())

    @property
    def read_only(self) -> str:
        """Nothing: it can be written to."""
        return ""

    def _known_by(self) -> tuple[FileId | None, str]:
        return self._place.file, self._mark

    def again(self, wait_s: float = WAIT_S) -> SqliteFeed:
        """Another connection to this very file. Raises Fault; Moved where another stands in its place, or over it."""
        return SqliteFeed(self.path, wait_s=wait_s, must_be=self)

    def keeping(self, workshop: str) -> Keeping:
        """Who keeps the room page of a workshop of this file."""
        return FileKeeping(self.identity, workshop)

    def close(self) -> None:
        """Close the connection."""
        with out_of_sight(self.path) if self._overwritten else contextlib.nullcontext():
            self._db.close()
        if place(self.path).wal is None:
            forget(self.path)

    def _open(self, must_be: FileId | None = None, marked: str = "") -> tuple[sqlite3.Connection, Place]:
        before = place(self.path).file
        if must_be is not None and before != must_be:
            raise Moved(self.path.name)
        db = connect(self.path, wait_s=self._wait)
        try:
            with faults():
                db.execute("SELECT seq FROM log LIMIT 1").fetchone()
                self._mark = read_mark(db)
            here = place(self.path)
            if here.file != before or ("" not in (marked, self._mark) and marked != self._mark):
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
            there = {entry.key for entry in self.pull(0)}
            if lost := [entry for key, entry in rescued.items() if key not in there]:
                logger.warning("%s had lost %d entries with its -wal; they are put back", self.path, len(lost))
                self.append([entry.as_draft() for entry in lost])
        except BaseException:
            self._rescued = rescued | self._rescued
            raise

    def _all(self) -> list[Entry]:
        """Everything that this connection still sees; nothing when it cannot be read any more."""
        try:
            return self.pull(0)
        except Fault as fault:
            logger.error("%s cannot be read through its old -wal: %s", self.path, fault.sentence)
            return []

    def _keep(self, here: Place) -> str:
        """Keep a copy beside the old place, then bring what was saved into the file, wherever it is now."""
        readable, kept = not self._overwritten and not self._shut, ""
        try:
            if self.path.parent.is_dir() and (readable or self._rescued):
                kept = keep(self.path, self._db if readable else None, self._rescued, add).name
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
        raise Fault(
            say("{name} could not be saved: another program keeps moving it.", name=self.path.name), passing=True
        )

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Store drafts in one transaction, on disk when this returns; one outcome a draft, in order.

        A key that is there already stores nothing: same content gives its seq, other content KeyTaken.
        Raises Fault when nothing could be stored (disk full, locked, moved); then nothing of the batch is.
        """

        outcomes = self._write(lambda: self._store(drafts))
        self._seen = None
        return outcomes

    def _store(self, drafts: Sequence[Draft]) -> list[Outcome]:
        now, keeps = reading(), self._keeps(drafts)
        noted = {note.workshop: self._insert(note, now.wall, None) for note in timing.notes(self._db, drafts, now)}
        return [
            noted.get(draft.workshop, Stored(0, now.wall, False))
            if timing.asks(draft)
            else self._insert(draft, now.wall, draft.seq if keeps else None)
            for draft in drafts
        ]

    def _keeps(self, drafts: Sequence[Draft]) -> bool:
        """Whether all bring a number of their own, and come after everything that somebody may have read by now."""
        wanted = sorted({draft.seq for draft in drafts if draft.seq is not None})
        if not wanted or len(wanted) < len(drafts):
            return False
        (last,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
        return bool(last < wanted[0] and wanted[-1] < _HIGHEST)

    def _insert(self, draft: Draft, now: int, wanted: int | None) -> Outcome:
        at = now if draft.at is None else draft.at
        row = (draft.key, draft.workshop, draft.stage, at, draft.person, draft.kind, pack(draft.body))
        try:
            seq = self._db.execute(_INSERT, (*row, wanted)).lastrowid
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

    def blank(self, blanks: Blanks, echoes: Echoes, *, moves: Sequence[Move] = (), told: Sequence[Draft] = ()) -> int:
        """Take words out of the safe copies, of what was kept beside the file as far as that can be read, and of the
        file; or by `moves` order and times. Returns how many of the entries were in the file. Raises Fault.

        A safe copy with a part of what is moved would tell which part came first: one of today takes its place.
        """
        self.look()

        def take_out() -> int:
            count = blank(self._db, blanks, echoes) + move(self._db, moves)
            if count:
                self._store(told)
            return count

        apart = blank_beside(self.path, blanks, echoes, moves)
        count = self._write(take_out)
        self._seen = None
        with faults():
            if moves and count:
                self._db.execute("VACUUM")
            deadline = time.monotonic() + ALONE_S
            while self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and time.monotonic() < deadline:
                time.sleep(0.05)
        if apart and count:
            back_up(self.path)
            for copy in apart:
                copy.unlink(missing_ok=True)
        return count

    def changed(self) -> bool:
        """Whether another connection, or this feed itself, may have written since this was last asked."""
        self.look()
        with faults():
            version = self._db, self._db.execute("PRAGMA data_version").fetchone()[0]
        if version == self._seen:
            return False
        self._seen = version
        return True

    def pull(self, after: int, limit: int = EVERYTHING) -> list[Entry]:
        """The entries with `seq > after`, in order, at most `limit`."""
        with faults(), contextlib.closing(self._db.cursor()) as rows:
            try:
                rows.execute(f"SELECT {COLUMNS} FROM log WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
                return [entry_of(row) for row in rows]
            except ValueError as error:
                raise Fault(file.damaged(self.path, error.args[0])) from None
            except sqlite3.DatabaseError as error:
                raise (file.unreadable(self.path, error) if known(error) else error) from error


@contextlib.contextmanager
def create(path: Path) -> Iterator[SqliteFeed]:
    """A new file, open while the block lasts; where the block fails it is taken away again. Raises Fault."""
    must_have_room(path)
    file.create(path)
    made = place(path).file
    try:
        with contextlib.closing(SqliteFeed(path)) as feed:
            yield feed
    except BaseException:
        if place(path).file == made:
            path.unlink(missing_ok=True)
        raise


def add(path: Path, entries: Collection[Entry]) -> None:
    """Store entries of another file in this one, as they are. Raises Fault."""
    with contextlib.closing(SqliteFeed(path)) as feed:
        feed.append([entry.as_draft() for entry in entries])


def _words(body: str) -> object:
    """What the sender wrote: a body without what is added on the way (group, table, token, what it came with)."""
    data = json.loads(body)
    added = ("group", "table", "token", "source", "together")
    return {name: value for name, value in data.items() if name not in added}

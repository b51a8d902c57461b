"""A programme that can only be read, such as one on a locked memory stick: a copy of it in memory, as it is now."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from facilitator.model.entry import Draft, Entry
from facilitator.model.mixing import Move
from facilitator.model.say import say
from facilitator.store import schema
from facilitator.store.faults import Fault, Moved, ReadOnly
from facilitator.store.file import damaged, find, head_of, newer, unreadable
from facilitator.store.identity import FileId, digest, id_of, must_fit, read_mark
from facilitator.store.image import Stamp, reading, stamp
from facilitator.store.keeper import FileKeeping
from facilitator.store.port import EVERYTHING, WAIT_S, Blanks, Echoes, Keeping, Outcome
from facilitator.store.rows import COLUMNS, entry_of


class ReadOnlyFeed:
    """The port `Feed` on a file that nothing can be written to. Raises Fault where it cannot be read either.

    What somebody else, who may, writes into it is read with the next `changed`.
    """

    def __init__(self, path: Path, *, must_be: FileId | None = None) -> None:
        self.path = path
        self._entries: list[Entry] = []
        self._stamp: Stamp | None = None
        self._file, self._mark = id_of(path), ""
        self._told = False
        if must_be is not None and must_be != self._file:
            raise Moved(path.name)
        find(path)
        self._read()

    @property
    def identity(self) -> str:
        """Which file this is: a digest of device, inode and the file's random mark."""
        return digest(self._file, self._mark)

    @property
    def read_only(self) -> str:
        """Why nothing can be stored, and what to do."""
        try:
            must_fit(self.path)
        except ReadOnly as fault:
            return say("This programme can be read here, but not written to. {why}", why=fault.sentence)
        return say(
            "{name} can be read here, but not written to. To change anything, copy it to a folder of your own and open "
            "the copy.",
            name=self.path.name,
        )

    def again(self, wait_s: float = WAIT_S) -> ReadOnlyFeed:
        """Another look at this very file. Raises Fault; Moved where another one stands in its place."""
        return ReadOnlyFeed(self.path, must_be=self._file)

    def keeping(self, workshop: str) -> Keeping:
        """Who keeps the room page of a workshop of this file."""
        return FileKeeping(self.identity, workshop)

    def close(self) -> None:
        """Let go of what is in memory."""
        self._entries = []

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Store nothing. Raises Fault."""
        raise ReadOnly(self.read_only)

    def blank(self, blanks: Blanks, echoes: Echoes, *, moves: Sequence[Move] = (), told: Sequence[Draft] = ()) -> int:
        """Take nothing out. Raises Fault."""
        raise ReadOnly(self.read_only)

    def changed(self) -> bool:
        """Whether somebody else has written since this was last asked."""
        if id_of(self.path) != self._file:
            raise Moved(self.path.name)
        if self._told and stamp(self.path) == self._stamp:
            return False
        if stamp(self.path) != self._stamp:
            self._read()
        self._told = True
        return True

    def pull(self, after: int, limit: int = EVERYTHING) -> list[Entry]:
        """The entries with `seq > after`, in order, at most `limit`."""
        return [entry for entry in self._entries if entry.seq > after][:limit]

    def _read(self) -> None:
        before = stamp(self.path)
        with reading(self.path) as db:
            try:
                self._entries, self._mark = _all(db, self.path), read_mark(db)
            except ValueError as error:
                raise Fault(damaged(self.path, error.args[0])) from None
            except sqlite3.Error as error:
                raise unreadable(self.path, error) from error
        self._stamp = before


def _all(db: sqlite3.Connection, path: Path) -> list[Entry]:
    head = head_of(db, path)
    if head.application != schema.APPLICATION_ID:
        raise Fault(say("{name} is not a Facilitator programme file. It was left as it is.", name=path.name))
    if head.version > schema.VERSION:
        raise Fault(newer(path, head.version))
    with contextlib.closing(db.execute(f"SELECT {COLUMNS} FROM log ORDER BY seq")) as rows:
        return [entry_of(row) for row in rows]

"""Two kinds of store error: the world's (told to the user in a sentence, work kept) and ours (a bug: passed on)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from facilitator.model.say import say

_SENTENCES = {
    sqlite3.SQLITE_FULL: say(
        "The disk is full. Free some space, or save a copy elsewhere; nothing entered so far is lost."
    ),
    sqlite3.SQLITE_BUSY: say("The file is locked by another program. Close that program; writing is tried again."),
    sqlite3.SQLITE_LOCKED: say("The file is locked by another program. Close that program; writing is tried again."),
    sqlite3.SQLITE_READONLY: say(
        "The file cannot be written to. Move it to your own folder, or save a copy elsewhere."
    ),
    sqlite3.SQLITE_IOERR: say("The disk or memory stick cannot be written or read. Check that it is still plugged in."),
    sqlite3.SQLITE_CANTOPEN: say(
        "The file cannot be opened. Check that its folder still exists and may be written to."
    ),
    sqlite3.SQLITE_PERM: say("You are not allowed to open this file. Ask for permission, or work on a copy."),
    sqlite3.SQLITE_CORRUPT: say("The file is damaged. It was left as it is; open one of its safe copies instead."),
    sqlite3.SQLITE_NOTADB: say("This is not a Facilitator programme file. It was left as it is."),
}
_PASSING = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR})
_CLOSED = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})


class Fault(Exception):
    """The world is in the way. `sentence` is a message for the user; `passing` when trying again later may work."""

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.passing = sentence, passing


class ReadOnly(Fault):
    """Nothing can be written there; perhaps it can be read."""


class Moved(Fault):
    """Another file, or none, stands where the open one stood. `kept` is the copy of what was saved in it until then."""

    def __init__(self, name: str, kept: str = "") -> None:
        moved = say(
            "{name} was moved, renamed or replaced while it was open. Nothing more is saved until it is back in its "
            "place.",
            name=name,
        )
        keeps = say("What was saved until then is kept as {kept}.", kept=kept)
        super().__init__(say("{moved} {keeps}", moved=moved, keeps=keeps) if kept else moved, passing=True)
        self.kept = kept


class KeyTaken(Exception):
    """The key of a draft is stored already, with another content."""

    def __init__(self, key: str, seq: int) -> None:
        super().__init__(f"key {key} is stored as entry {seq} with other content")
        self.key, self.seq = key, seq


def known(error: sqlite3.Error) -> Fault | None:
    """The fault behind an SQLite error, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        garbled = isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error)
        return Fault(_SENTENCES[sqlite3.SQLITE_CORRUPT]) if garbled else None
    primary = code & 0xFF
    sentence = _SENTENCES.get(primary)
    if sentence and primary in _CLOSED:
        return ReadOnly(sentence)
    return Fault(sentence, passing=primary in _PASSING) if sentence else None


@contextmanager
def faults() -> Iterator[None]:
    """Turn the world's SQLite errors inside the block into Fault; let bugs through."""
    try:
        yield
    except sqlite3.Error as error:
        fault = known(error)
        if fault is None:
            raise
        raise fault from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged file may be no words itself
        raise Fault(_SENTENCES[sqlite3.SQLITE_CORRUPT]) from error

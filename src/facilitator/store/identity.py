"""Which file stands at a path: for two processes to agree on, and to notice when another file stands there.

Everything here asks for names and numbers (`stat`); nothing opens a programme file but SQLite. A plain open and close
of a file drops every lock that the process holds on it, and the next process to leave deletes the `-wal` under us.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from facilitator.paths import free, user_data
from facilitator.store.faults import Fault, faults

FileId = tuple[int, int]
"""Device and inode."""
KEPT_NOTES = 200
"""How many programmes it is remembered of which `-wal` belongs to them."""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a programme's path now: the file, its `-wal` and its `-shm`; None where there is none."""

    file: FileId | None
    wal: FileId | None
    shm: FileId | None = None


def address(path: Path, mode: str = "rw") -> str:
    """The path as an SQLite address, safe for any name; `mode` as SQLite has it: `rw`, `rwc` (may make it)."""
    full = os.fsencode(path.absolute())
    if os.name == "nt":
        full = full.replace(b"\\", b"/")
        full = full if full.startswith(b"//") else b"/" + full
    return f"file://{quote(full)}?mode={mode}"


def place(path: Path) -> Place:
    """What stands at a path now."""
    real = os.path.realpath(path)
    return Place(_id(Path(real)), _id(Path(f"{real}-wal")), _id(Path(f"{real}-shm")))


def disown(path: Path, mine: Place) -> None:
    """Remove a `-shm` whose `-wal` was taken away: it tells of pages that no longer are in the `-wal` beside it.

    SQLite takes both away together, so that this never meets one that is in use with its own `-wal`.
    """
    here = place(path)
    if here.file == mine.file and here.shm is not None and here.shm == mine.shm and here.wal != mine.wal:
        with contextlib.suppress(OSError):
            _beside(path, "-shm").unlink()


def identity(path: Path) -> str:
    """Which file this is, for two processes to agree on: a digest of device, inode and the file's random mark.

    Raises Fault when there is none or it cannot be read.
    """
    from facilitator.store.file import connect

    found = _id(path)
    with faults(), contextlib.closing(connect(path)) as db:
        mark = read_mark(db)
    if found is None or _id(path) != found:
        raise Fault(f"{path.name} is not there: it was moved or deleted.", passing=True)
    return hashlib.sha256(f"{found[0]}:{found[1]}:{mark}".encode()).hexdigest()[:16]


def read_mark(db: sqlite3.Connection) -> str:
    """The random mark of an open file; empty in a file that is older than marks."""
    if not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'mark'").fetchone()[0]:
        return ""
    row = db.execute("SELECT value FROM mark").fetchone()
    return str(row[0]) if row else ""


class Content:
    """Tells whether the content of an open file is still its own: a careless copy over it leaves its numbers as they
    are, and what is in the `-wal` would be laid over the other content.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path, self._mark = path, read_mark(db)
        self._stamp = self._read_stamp()
        self._own = True

    def is_own(self) -> bool:
        """Whether it is; asks the disk only when the file itself was written since the last time."""
        stamp = self._read_stamp()
        if stamp is not None and stamp != self._stamp:
            mark = _mark_on_disk(self._path)
            if mark is None:  # just being written: it is looked at again the next time
                return self._own
            self._stamp, self._own = stamp, not (mark and self._mark) or mark == self._mark
        return self._own

    def _read_stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


def _mark_on_disk(path: Path) -> str | None:
    """The mark in the file itself, without what stands in its `-wal`; None when it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{address(path, 'ro')}&immutable=1", uri=True)) as db:
            return read_mark(db)
    except sqlite3.Error:
        return None


def mark_anew(db: sqlite3.Connection) -> None:
    """Give a fresh copy a mark of its own, so that it is told apart from its original."""
    if read_mark(db):
        db.execute("UPDATE mark SET value = lower(hex(randomblob(16)))")


def _id(path: Path) -> FileId | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _beside(path: Path, ending: str) -> Path:
    """SQLite's own file beside the programme; it stands where the file itself is, whatever links lead to it."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ending)


# ---------------------------------------------------------------------- whose -wal is it?


def remember(path: Path, here: Place) -> None:
    """Note which file the `-wal` at this path belongs to, so that no other file is ever read through it."""
    if here.wal is None or here.file is None:
        return
    note, words = _note(path), json.dumps({"file": here.file, "wal": here.wal})
    with contextlib.suppress(OSError):
        if note.exists() and note.read_text(encoding="utf-8") == words:
            return
        note.parent.mkdir(parents=True, exist_ok=True)
        part = note.with_name(f"{note.name}.{os.getpid()}.{threading.get_ident()}")
        part.write_text(words, encoding="utf-8")
        part.replace(note)
        notes = sorted(note.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
        for old in notes[:-KEPT_NOTES]:
            old.unlink(missing_ok=True)


def forget(path: Path, mine: Place) -> None:
    """Drop the note of a `-wal` that ended well: its number may soon be that of another file's `-wal`."""
    known = _known(path)
    if known is not None and (known.file, known.wal) == (mine.file, mine.wal) and place(path).wal is None:
        with contextlib.suppress(OSError):
            _note(path).unlink(missing_ok=True)


def keep_apart(path: Path) -> Path | None:
    """Put a `-wal` aside that belongs to another file than the one that stands here now; returns where it went.

    That is so when a file was put in the place of an open one, or of one whose program had crashed: SQLite would lay
    the old file's last pages over the new file.
    """
    here, known = place(path), _known(path)
    if here.wal is None or known is None or known.wal != here.wal or known.file == here.file:
        return None
    aside: Path | None = None
    for ending in ("-wal", "-shm"):
        old = _beside(path, ending)
        now = place(path)
        if now.file != here.file or (now.wal if ending == "-wal" else now.shm) != (
            here.wal if ending == "-wal" else here.shm
        ):
            return aside  # another process was first
        with contextlib.suppress(OSError):
            if ending == "-wal" and old.stat().st_size:
                aside = free(old.parent, f"{path.stem} left behind", f"{path.suffix}-wal")
                old.rename(aside)
            else:
                old.unlink(missing_ok=True)
    return aside


def _note(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:24]
    return user_data() / "open" / f"{name}.json"


def _known(path: Path) -> Place | None:
    try:
        data = json.loads(_note(path).read_text(encoding="utf-8"))
        return Place(tuple(data["file"]), tuple(data["wal"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None

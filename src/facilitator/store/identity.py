"""Which file stands at a path: for two processes to agree on, and to notice when another file stands there.

Everything here asks for names and numbers (`stat`); nothing opens a programme file but SQLite. A plain open and close
of a file drops every lock that the process holds on it, and the next process to leave deletes the `-wal` under us.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from facilitator.model.say import say
from facilitator.paths import SUFFIX, free, own, own_folder, stem, user_data
from facilitator.store.faults import Fault, ReadOnly

logger = logging.getLogger(__name__)

FileId = tuple[int, int]
"""Device and inode."""
_LONGEST_NAME = 255
"""Bytes of a name; more no file system takes."""
_LONGEST_PATH = 504 if os.name != "nt" else 1032
"""Bytes of a whole path that SQLite opens: `-journal` is added to it, and there is no room for more."""
_MARK = re.compile("[0-9a-f]{32}")
KEPT_NOTES = 200
"""How many programmes it is remembered of which `-wal` belongs to them."""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a programme's path now: the file, its `-wal` and its `-shm`; None where there is none.

    `changed` is when the file was last written to, in nanoseconds; two places that differ in nothing else are the same.
    """

    file: FileId | None
    wal: FileId | None
    shm: FileId | None = None
    changed: int = field(default=0, compare=False)


def must_fit(path: Path, beside: Path | None = None) -> None:
    """Raises Fault where SQLite could not open a file, as its path, or its name with `-journal`, is too long; or the
    path of another one that is to be written `beside` it.
    """
    if len(os.fsencode(path.name)) + len("-journal") > _LONGEST_NAME:
        raise ReadOnly(say("{name}: this name is too long for a programme file. Choose a shorter one.", name=path.name))
    if any(len(os.fsencode(os.path.realpath(each))) > _LONGEST_PATH for each in (path, beside or path)):
        raise ReadOnly(
            say(
                "{name}: the names of its folders and its own are too long together. Use a folder that is not so deep "
                "inside others, or one with a shorter name.",
                name=path.name,
            )
        )


def fits(path: Path) -> bool:
    """Whether SQLite could open a file of this path: neither its name nor the whole is too long."""
    try:
        must_fit(path)
    except Fault:
        return False
    return True


def address(path: Path, mode: str = "rw") -> str:
    """The path as an SQLite address, safe for any name; `mode` as SQLite has it: `rw`, `rwc` (may make it).

    Raises Fault where it is too long for SQLite.
    """
    must_fit(path)
    full = os.fsencode(path.absolute())
    if os.name == "nt":
        full = full.replace(b"\\", b"/")
        full = full if full.startswith(b"//") else b"/" + full
    return f"file://{quote(full)}?mode={mode}"


def place(path: Path) -> Place:
    """What stands at a path now."""
    real = os.path.realpath(path)
    companions = id_of(Path(f"{real}-wal")), id_of(Path(f"{real}-shm"))
    try:
        found = Path(real).stat()
    except OSError:
        return Place(None, *companions)
    return Place((found.st_dev, found.st_ino), *companions, found.st_ctime_ns)


def disown(path: Path, mine: Place) -> None:
    """Remove a `-shm` whose `-wal` was taken away: it tells of pages that no longer are in the `-wal` beside it.

    SQLite takes both away together, so that this never meets one that is in use with its own `-wal`.
    """
    here = place(path)
    if here.file == mine.file and here.shm is not None and here.shm == mine.shm and here.wal != mine.wal:
        with contextlib.suppress(OSError):
            _beside(path, "-shm").unlink()


def digest(file: FileId | None, mark: str) -> str:
    """The identity of a file of this device and inode and with this mark."""
    device, inode = file or (0, 0)
    return hashlib.sha256(f"{device}:{inode}:{mark}".encode()).hexdigest()[:16]


def read_mark(db: sqlite3.Connection) -> str:
    """The random mark of an open file; empty in a file that is older than marks, and where something else is read.

    Whoever reads without a lock while the file is written anew (VACUUM) finds the place of its mark as it was, and
    there what has its place now: a word that is no mark says nothing of which file it is.
    """
    if not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'mark'").fetchone()[0]:
        return ""
    row = db.execute("SELECT value FROM mark").fetchone()
    return str(row[0]) if row and _MARK.fullmatch(str(row[0])) else ""


def mark_anew(db: sqlite3.Connection) -> None:
    """Give a fresh copy a mark of its own, so that it is told apart from its original."""
    if read_mark(db):
        db.execute("UPDATE mark SET value = lower(hex(randomblob(16)))")


def id_of(path: Path) -> FileId | None:
    """The file at a path; None where there is none, or none that can be asked for."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _beside(path: Path, ending: str) -> Path:
    """SQLite's own file beside the programme; it stands where the file itself is, whatever links lead to it."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ending)


@contextlib.contextmanager
def out_of_sight(path: Path) -> Iterator[None]:
    """While this lasts no file is at the path: SQLite, which closes one there, brings nothing into it."""
    hidden = path.with_name(f".{token_hex(8)}.part")
    try:
        path.rename(hidden)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        if not path.exists():
            hidden.rename(path)


# ---------------------------------------------------------------------- whose -wal is it?


def remember(path: Path, here: Place, mark: str) -> None:
    """Note which file the `-wal` at this path belongs to, so that no other file is ever read through it.

    The file is known by its place and, if it has one, by its random mark.
    """
    if here.wal is None or here.file is None:
        return
    note, words = _note(path), json.dumps({"file": here.file, "wal": here.wal, "mark": mark})
    with contextlib.suppress(OSError):
        if note.exists() and note.read_text(encoding="utf-8") == words:
            return
        own_folder(note.parent)
        part = note.with_name(f"{note.name}.{os.getpid()}.{threading.get_ident()}")
        with open(part, "w", encoding="utf-8", opener=own) as file:
            file.write(words)
        part.replace(note)
        notes = sorted(note.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
        for old in notes[:-KEPT_NOTES]:
            old.unlink(missing_ok=True)


_FOUND_SOUND: dict[str, Place] = {}
"""What this process has looked over, by where it is: the file and the `-wal` that stood there."""


def is_found_sound(path: Path) -> bool:
    """Whether this process has looked over the very file and `-wal` that stand here, and found them sound."""
    return _FOUND_SOUND.get(os.path.realpath(path)) == replace(place(path), shm=None)


def note_sound(path: Path, here: Place) -> None:
    """What stood here was looked over, and is sound."""
    _FOUND_SOUND[os.path.realpath(path)] = replace(here, shm=None)


def forget(path: Path) -> None:
    """Drop the note of a `-wal` that is there no more: its number may soon be that of another file's `-wal`."""
    _FOUND_SOUND.pop(os.path.realpath(path), None)
    with contextlib.suppress(OSError):
        _note(path).unlink(missing_ok=True)


def keep_apart(path: Path) -> Path | None:
    """Put a `-wal` aside that belongs to another file than the one that stands here now; returns where it went.

    That is so when a file was put in the place of an open one, or of one whose program had crashed: SQLite would lay
    the old file's last pages over the new file. Raises Fault when it cannot be put aside.
    """
    here, (known, mark) = place(path), remembered(path)
    if known is None:
        return None
    if here.wal is None:
        forget(path)
        return None
    if known.wal != here.wal or (known.file == here.file and not is_other_within(path, mark)):
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
                aside = free(old.parent, f"{stem(path)} left behind", f"{SUFFIX}-wal")
                old.rename(aside)
            else:
                old.unlink(missing_ok=True)
    if place(path).wal == here.wal:
        raise Fault(
            say(
                "{name} belongs to another file and cannot be put aside. Move it elsewhere.",
                name=_beside(path, "-wal").name,
            )
        )
    forget(path)
    if aside is not None:
        logger.warning("what was beside %s belonged to another file; it is kept as %s", path.name, aside.name)
    return aside


def _note(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:24]
    return user_data() / "open" / f"{name}.json"


def remembered(path: Path) -> tuple[Place | None, str]:
    """Which file the `-wal` at this path belongs to, and that file's mark; None and nothing when it was not noted."""
    try:
        data = json.loads(_note(path).read_text(encoding="utf-8"))
        return Place(tuple(data["file"]), tuple(data["wal"])), str(data.get("mark", ""))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None, ""


def is_other_within(path: Path, mark: str) -> bool:
    """Whether a file has the number of the one that was known and another mark: it was written over it, or the number
    became free and was given again. Read without the `-wal`; a file whose mark is only there, or has none, is the same.
    """
    try:
        with contextlib.closing(sqlite3.connect(f"{address(path, 'ro')}&immutable=1", uri=True)) as db:
            found = read_mark(db)
    except sqlite3.Error:
        return False
    return "" not in (mark, found) and found != mark

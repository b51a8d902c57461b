"""The programme file: making, opening, copying it whole. Newer, foreign and cut files stay untouched."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.paths import SUFFIX, free, may_write, own, stem
from facilitator.store.faults import Fault, ReadOnly, faults, known
from facilitator.store.identity import FileId, address, digest, id_of, keep_apart, mark_anew, must_fit, place, read_mark
from facilitator.store.rows import COLUMNS

logger = logging.getLogger(__name__)

_LEAST = 512
"""Bytes of the smallest SQLite file there can be."""


class Connection(sqlite3.Connection):
    """A connection that this process knows of until it is closed."""

    def close(self) -> None:
        """Close it, and count it no more."""
        super().close()
        with _DOOR:
            for file, opened in list(_OPEN.items()):
                opened.discard(self)
                if not opened:
                    del _OPEN[file]


_DOOR = threading.Lock()
_OPEN: dict[FileId, weakref.WeakSet[Connection]] = {}
"""The connections of this process by the file they are on."""
_STRANDED: set[FileId] = set()


def strand(file: FileId) -> None:
    """The `-wal` of a file was taken away under this process: open it again only once all its connections are closed.

    Until then SQLite shares what it knows of the old `-wal` among all connections of one process.
    """
    with _DOOR:
        _STRANDED.add(file)


def is_stranded(file: FileId | None) -> bool:
    """Whether somebody in this process waits until all its connections to the file are closed."""
    with _DOOR:
        return file in _STRANDED


def is_read_only(path: Path) -> bool:
    """Whether there is a file that the system lets nobody write to here, or nothing beside it: SQLite needs both."""
    real = Path(os.path.realpath(path))
    return real.is_file() and not (may_write(real) and may_write(real.parent))


def is_open_here(path: Path) -> bool:
    """Whether this process has a connection to the file at a path: then nothing may open it but SQLite."""
    file = place(path).file
    with _DOOR:
        return bool(file is not None and _OPEN.get(file))


def _open(path: Path, wait_s: float = 5.0) -> sqlite3.Connection:
    keep_apart(path)
    file = place(path).file
    with _DOOR:
        if file in _STRANDED and _OPEN.get(file):
            raise Fault(say("{name} is being opened again. Try again in a moment.", name=path.name), passing=True)
        _STRANDED.discard(file or (0, 0))
        db = sqlite3.connect(
            address(path),
            uri=True,
            timeout=wait_s,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=64,
            factory=Connection,
        )
        if file is not None:
            _OPEN.setdefault(file, weakref.WeakSet()).add(db)
    return db


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself: whose it is, and in which version."""

    application: int
    version: int


def connect(path: Path, *, wait_s: float = 5.0) -> sqlite3.Connection:
    """An open connection with this house's pragmas: FULL, secure deletion. Makes no file. Raises Fault."""
    must_fit(path)
    if not path.exists():
        raise Fault(say("{name} is not there: it was moved or deleted.", name=path.name))
    with faults():
        db = _open(path, wait_s=wait_s)
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")
        except (sqlite3.Error, UnicodeDecodeError):
            db.close()
            raise
        return db


def identity(path: Path) -> str:
    """Which file this is, for two processes to agree on: a digest of device, inode and the file's random mark.

    Raises Fault when there is none or it cannot be read.
    """
    found = id_of(path)
    with faults(), contextlib.closing(connect(path)) as db:
        mark = read_mark(db)
    if found is None or id_of(path) != found:
        raise Fault(say("{name} is not there: it was moved or deleted.", name=path.name), passing=True)
    return digest(found, mark)


def read_head(path: Path) -> Head:
    """The head of a file, read by SQLite alone. Raises Fault when it is missing, cut short or something else."""
    find(path)
    try:
        with contextlib.closing(_open(path)) as db:
            return head_of(db, path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error


def find(path: Path) -> None:
    """Make sure that there is a file. Raises Fault when it is missing, a folder, or too short for any programme."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Fault(say("{name} is a folder, not a programme file.", name=path.name))
    except FileNotFoundError:
        raise Fault(say("{name} is not there: it was moved or deleted.", name=path.name)) from None
    except OSError as error:
        raise Fault(say("{name} cannot be read: {why}.", name=path.name, why=reason(error))) from None
    if size < _LEAST:
        raise Fault(say("{name} is not a Facilitator programme file. It was left as it is.", name=path.name))


def head_of(db: sqlite3.Connection, path: Path) -> Head:
    """The head of a file of which a connection is open. Raises Fault when it is cut short, or an error of SQLite."""
    size = path.stat().st_size
    try:
        return Head(*(int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT:
            raise
        db.execute("PRAGMA writable_schema = ON")  # so that a file that is too short says how long it should be
        page, pages = db.execute("PRAGMA page_size").fetchone()[0], int.from_bytes(db.serialize()[28:32], "big")
        if size >= page * pages:  # what is there begins with how many pages there should be
            raise
        raise Fault(
            say(
                "{name} is cut short: {size} of {whole} bytes are there. It was left as it is.",
                name=path.name,
                size=f"{size:,}",
                whole=f"{page * pages:,}",
            )
        ) from error


def unreadable(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> Fault:
    """What to say of a file that SQLite cannot read."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
        return Fault(say("{name} is not a Facilitator programme file. It was left as it is.", name=path.name))
    behind = known(error) if isinstance(error, sqlite3.Error) else None
    if behind is not None and _code(error) != sqlite3.SQLITE_CORRUPT:
        return behind
    return Fault(damaged(path, say("some of it cannot be read")))


def _code(error: Exception) -> int:
    """SQLite's primary code; an error without one is that of words that are no words any more."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF


def damaged(path: Path, why: str) -> str:
    """The sentence for a file that is damaged."""
    return say(
        "{name} is damaged: {why}. It was left as it is. Its newest good safe copy is named by facilitator check, and "
        "by the window.",
        name=path.name,
        why=why,
    )


def create(path: Path) -> None:
    """Make an empty programme file. Raises Fault when something of that name is there or the place is not writable."""
    from facilitator.store import schema

    must_fit(path)
    if path.exists():
        raise Fault(say("{name} exists already. Choose another name.", name=path.name))
    if not path.parent.is_dir():
        raise Fault(say("The folder {folder} does not exist.", folder=path.parent))
    try:
        with faults(), contextlib.closing(make(path)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            schema.migrate(db, 0)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except Fault:
        path.unlink(missing_ok=True)
        raise


def prepare(path: Path) -> Path | None:
    """Make sure a file can be used by this program; bring an older one up to date, after a copy. Raises Fault.

    Returns what stood beside it though it belonged to another file, where it was put aside; mostly None.
    """
    from facilitator.store import schema

    aside = keep_apart(path)
    head = read_head(path)
    if head.application != schema.APPLICATION_ID:
        raise Fault(say("{name} is not a Facilitator programme file. It was left as it is.", name=path.name))
    if head.version > schema.VERSION:
        raise Fault(newer(path, head.version))
    if head.version < schema.VERSION:
        with closed_reading(path) as db:
            db.execute("BEGIN")  # another process may bring it up to date at this moment
            fits = schema.fits(db, int(db.execute("PRAGMA user_version").fetchone()[0]))
        if not fits:
            raise Fault(damaged(path, say("what it says of its version cannot be")))
        with contextlib.closing(connect(path)) as source:
            copy_from(source, free(path.parent, f"{stem(path)}_before-version-{schema.VERSION}", SUFFIX))
        with faults(), contextlib.closing(connect(path)) as db:
            schema.migrate(db, head.version)
    with closed_reading(path) as db:
        db.execute(f"SELECT {COLUMNS} FROM log LIMIT 1").fetchone()
        with contextlib.suppress(sqlite3.OperationalError):  # a copy that is used becomes a programme like any other
            db.execute("PRAGMA journal_mode = WAL")
    return aside


@contextlib.contextmanager
def closed_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a first look at a file: whatever SQLite says against it, the file is at fault. Raises Fault."""
    with contextlib.closing(connect(path)) as db:
        try:
            yield db
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise unreadable(path, error) from error


def newer(path: Path, version: int) -> str:
    """The sentence for a file that a newer program wrote."""
    from facilitator.store import schema

    return say(
        "{name} was written by a newer Facilitator (file version {version}; this program reads up to {known}). It was "
        "left as it is: install the newer program to open it.",
        name=path.name,
        version=version,
        known=schema.VERSION,
    )


def copy_from(source: sqlite3.Connection, target: Path) -> None:
    """A safe copy of an open file, with a mark of its own; whole or not at all. Raises Fault."""
    with (
        whole(target, say("The safe copy could not be written")) as part,
        faults(),
        contextlib.closing(make(part)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        mark_anew(copy)


@contextlib.contextmanager
def whole(target: Path, trouble: str) -> Iterator[Path]:
    """A file to write, which is put in the target's place at the end: whole or not at all. Raises Fault: `trouble`."""
    part = target.with_name(f".{token_hex(8)}.part")
    try:
        must_fit(target, part)
        yield part
        part.replace(target)
    except ReadOnly as fault:
        raise Fault(say("{trouble}. {why}", trouble=trouble, why=fault.sentence)) from fault
    except OSError as error:
        raise Fault(say("{trouble}: {why}.", trouble=trouble, why=reason(error))) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def make(path: Path) -> sqlite3.Connection:
    """An open connection to a file that is made if it is not there."""
    where = address(path)
    with contextlib.suppress(FileExistsError):
        os.close(own(str(path), os.O_RDWR | os.O_CREAT | os.O_EXCL))
    return sqlite3.connect(where, uri=True, isolation_level=None)

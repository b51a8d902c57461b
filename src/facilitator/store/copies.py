"""What stands beside a programme's file for its safety: dated copies, looking one over, putting one in its place.

Of programmes in a file alone: a store on a server has safe copies of its own.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path

from facilitator.model.moment import now_ms
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.paths import SUFFIX, free, own_folder, stem
from facilitator.store import file
from facilitator.store.faults import Fault, faults
from facilitator.store.file import connect, copy_from, damaged, find, head_of, is_open_here, newer, whole
from facilitator.store.identity import fits, is_found_sound, keep_apart, must_fit, note_sound, place
from facilitator.store.image import has_wal, reading
from facilitator.store.rows import COLUMNS, entry_of

KEEP_COPIES = 20
_SHORTEST = "2000-01-01 00.00.00 99"
"""What the shortest name of a safe copy is like, without the file's own name."""
_PART = re.compile(r"\.[0-9a-f]{16}\.part(-wal|-shm|-journal)?")
_LATE_S = 3600
_FOLDER = " safe copies"
_STAMPED = re.compile(r" ?\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d( \d+)?")


def copy_to(path: Path, target: Path) -> None:
    """A safe copy of the file as it is now, taken while others write; whole or not at all. Raises Fault."""
    with reading(path) as source:
        copy_from(source, target)


def folder(path: Path) -> Path:
    """Where the automatic safe copies of a file are."""
    return path.with_name(f"{stem(path)}{_FOLDER}")


def of(path: Path) -> list[Path]:
    """The automatic safe copies, newest first."""
    return sorted(folder(path).glob(f"*{SUFFIX}"), key=_stamp, reverse=True)


def _stamp(copy: Path) -> tuple[str, str]:
    """When a safe copy was made, as its name says; with its name, for one that says nothing."""
    said = _STAMPED.search(stem(copy))
    return said.group().strip() if said else "", copy.name


def original_of(path: Path) -> Path | None:
    """The file that this is an automatic safe copy of, by where it stands and how it is called; None for any other."""
    name = path.parent.name.removesuffix(_FOLDER)
    is_one = name != path.parent.name and _STAMPED.fullmatch(stem(path).removeprefix(name)) is not None
    return path.parent.with_name(f"{name}{SUFFIX}") if is_one else None


def put_beside(path: Path) -> list[Path]:
    """The files that the program left beside a file: it was moved, replaced, copied or brought up to date. The safe
    copies of each are among them.
    """
    endings = (" kept *", " replaced *", " readable *", "_before-version-*", " copy", " copy *", " left behind*")
    name = escape(stem(path))
    left = sorted(found for ending in endings for found in path.parent.glob(f"{name}{ending}{SUFFIX}"))
    return [*left, *(copy for each in left for copy in of(each))]


def unreadable(path: Path) -> list[Path]:
    """The safe copies, and what the program left beside a file, that are damaged: no words can be taken out of them."""
    torn = [each for each in (*of(path), *put_beside(path)) if check(each).problems]
    return [*torn, *path.parent.glob(f"{escape(stem(path))} left behind*{SUFFIX}-wal")]


def unfinished(path: Path) -> list[Path]:
    """What was begun beside a file, or among its safe copies, an hour ago or more and never finished: the program was
    ended while it wrote.
    """
    late = now_ms() / 1000 - _LATE_S
    parts = (each for where in (path.parent, folder(path)) for each in where.glob(".*.part*"))
    return [each for each in parts if _PART.fullmatch(each.name) and each.stat().st_mtime < late]


def back_up(path: Path, *, now: datetime | None = None) -> Path:
    """Make a dated safe copy, open and check it, drop the oldest beyond KEEP_COPIES. Raises Fault."""
    if why := impossible(path):
        raise Fault(why)
    beside = folder(path)
    try:
        own_folder(beside, ours=True)
    except OSError as error:
        raise Fault(say("The safe copy could not be written: {why}.", why=reason(error))) from error
    target = _named(path, (now or datetime.now()).strftime("%Y-%m-%d %H.%M.%S"))
    copy_to(path, target)
    problems = check(target).problems
    if problems:
        target.unlink(missing_ok=True)
        raise Fault(say("The safe copy was not good and was thrown away: {problem}", problem=problems[0]))
    for old in of(path)[KEEP_COPIES:]:
        old.unlink(missing_ok=True)
    return target


def must_have_room(path: Path) -> None:
    """Make sure that SQLite can open a file at a path, and safe copies of it in their folder. Raises Fault."""
    must_fit(path, folder(path) / f"{_SHORTEST}{SUFFIX}")


def impossible(path: Path) -> str:
    """Why there can be no safe copies of a file, and what to do; empty where there can."""
    if fits(folder(path) / f"{_SHORTEST}{SUFFIX}"):
        return ""
    return say(
        "No safe copies of {name} can be made: the names of its folders and its own are too long together. Move it to "
        "a folder that is not so deep inside others, or give it a shorter name.",
        name=path.name,
    )


def _named(path: Path, stamp: str) -> Path:
    """A free name for a safe copy of now: without the file's own name where the whole, or a number more, would be too
    long for SQLite.
    """
    beside, name = folder(path), f"{stem(path)} {stamp}"
    return free(beside, name if fits(beside / f"{name} 9999{SUFFIX}") else stamp, SUFFIX)


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found: problems in sentences (none when sound), the version, and counts by table, view and kind."""

    problems: list[str]
    version: int
    entries: int
    kinds: dict[str, int]
    tables: list[str]


def check(path: Path) -> Report:
    """Look a file over without changing it: integrity, every body, what is in it."""
    from facilitator.store import schema

    version = 0
    try:
        find(path)
        keep_apart(path)
        with reading(path) as db:
            head = head_of(db, path)
            if head.application != schema.APPLICATION_ID:
                raise Fault(say("{name} is not a Facilitator programme file.", name=path.name))
            version = head.version
            if version > schema.VERSION:
                raise Fault(newer(path, version))
            db.execute("PRAGMA query_only = ON")
            problems = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)").fetchall() if row[0] != "ok"]
            if not schema.fits(db, version):
                problems.append(say("What the file says of its version cannot be."))
            problems += [say("Entry {seq} cannot be read.", seq=seq) for seq in _unreadable(db)]
            kinds = {str(kind): n for kind, n in db.execute(_KINDS).fetchall()}
            return Report(problems, version, sum(kinds.values()), kinds, schema.tables(db))
    except Fault as fault:
        return Report([fault.sentence], version, 0, {}, [])
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return Report([file.unreadable(path, error).sentence], version, 0, {}, [])


_KINDS = "SELECT kind, count(*) FROM log GROUP BY kind ORDER BY kind"


def _unreadable(db: sqlite3.Connection) -> Iterator[int]:
    rows = db.execute(f"SELECT {COLUMNS} FROM log").fetchall()  # one left half read would keep the -wal beside the file
    for row in rows:
        try:
            entry_of(row)
        except ValueError:
            yield row[0]


def refuse_damaged(path: Path) -> None:
    """Make sure, where something stands in a `-wal` beside a file that nobody in this process has open, that the two
    together are sound: to open and close a file lays the one over the other. Raises Fault, and both are untouched.
    """
    here = place(path)
    if not has_wal(path) or is_open_here(path) or is_found_sound(path):
        return
    if problems := check(path).problems:
        whole_sentence = len(problems) == 1 and path.name in problems[0]
        raise Fault(problems[0] if whole_sentence else damaged(path, say("some of it cannot be read")))
    note_sound(path, here)


def newest_good(path: Path) -> Path | None:
    """The newest safe copy of a file that is sound; None where there is none."""
    return next((copy for copy in of(path) if not check(copy).problems), None)


def is_damaged(path: Path) -> bool:
    """Whether it is a programme of ours that is not sound, and something can still be read in it."""
    from facilitator.store import rescue, schema

    report = check(path)
    if not report.problems or report.version > schema.VERSION or not path.is_file():
        return False
    try:
        return bool(rescue.readable_in(path))
    except Fault:
        return False


def restore_from(path: Path, copy: Path) -> Path | None:
    """Put a checked safe copy in the place of a file; the old file is kept beside it. Returns where, or None.

    Raises Fault, and the old file is in its place as it was, when that cannot be done.
    """
    problems = check(copy).problems
    if problems:
        raise Fault(say("The safe copy is not good: {problem}", problem=problems[0]))
    moved: list[tuple[Path, Path]] = []
    aside: Path | None = None
    try:
        with whole(path, say("{name} cannot be moved aside", name=path.name)) as part:
            copy_to(copy, part)
            if path.exists():
                aside = free(path.parent, f"{stem(path)} replaced {datetime.now():%Y-%m-%d %H.%M.%S}", SUFFIX)
            kept = aside or free(path.parent, f"{stem(path)} left behind", SUFFIX)
            for ending in ("", "-wal", "-shm"):
                old = path.with_name(path.name + ending)
                with contextlib.suppress(FileNotFoundError):
                    moved.append((old, old.rename(kept.with_name(kept.name + ending))))
    except Fault:
        for old, new in reversed(moved):
            with contextlib.suppress(OSError):
                new.rename(old)
        raise
    with faults(), contextlib.closing(connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    return aside

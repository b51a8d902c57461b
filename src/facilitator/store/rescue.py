"""A copy of what was saved in a file that is gone from its place, kept beside that place under a name of its own."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from glob import escape
from pathlib import Path

from facilitator.model.entry import Entry
from facilitator.model.moment import now_ms
from facilitator.model.say import say
from facilitator.paths import SUFFIX, free, stem
from facilitator.store.faults import Fault, faults
from facilitator.store.file import connect, copy_from, create, whole
from facilitator.store.image import image, in_memory
from facilitator.store.keeper import alone
from facilitator.store.rows import readable

Add = Callable[[Path, Collection[Entry]], None]
"""Stores entries in a programme that nobody has open yet."""


def keep(path: Path, db: sqlite3.Connection | None, rescued: Mapping[str, Entry], add: Add) -> Path:
    """Keep what an open connection still sees, and the entries by key that only this process has. Raises Fault.

    What another thread or process has kept already is not kept twice, whenever that was.
    """
    with alone(f"keep {os.path.realpath(path)}"):
        with faults():
            mine = rescued.keys() | (_read_keys(db) if db else set())
        for kept in path.parent.glob(f"{escape(stem(path))} kept *{SUFFIX}"):
            if mine <= _keys(kept):
                return kept
        return _keep(path, db, rescued, add)


def _keep(path: Path, db: sqlite3.Connection | None, rescued: Mapping[str, Entry], add: Add) -> Path:
    name = f"{stem(path)} kept {datetime.fromtimestamp(now_ms() / 1000):%Y-%m-%d %H.%M}"
    target = free(path.parent, name, SUFFIX)
    with whole(target, say("A copy could not be written")) as part:
        if db:
            copy_from(db, part)
        else:
            create(part)
        if rescued:
            add(part, rescued.values())
    return target


def save_readable(path: Path, target: Path, add: Add) -> int:
    """Save what can still be read of a damaged file as a new programme; the file stays as it is. Returns how many
    entries it was. Raises Fault when nothing can be read, or something is at `target` already.
    """
    if target.exists():
        raise Fault(say("{name} exists already. Choose another name.", name=target.name))
    found = readable_in(path)
    if not found:
        raise Fault(say("Nothing in {name} can be read any more. It was left as it is.", name=path.name))
    with whole(target, say("What can be read could not be saved")) as part:
        create(part)
        add(part, found)
    return len(found)


def readable_in(path: Path) -> list[Entry]:
    """Every entry of a file and of the `-wal` beside it that can still be read, whatever happened to them; both stay
    as they are. Raises Fault.
    """
    found = image(path)
    if found is None:
        with faults(), contextlib.closing(connect(path)) as db:
            return readable(db)
    with contextlib.closing(in_memory(found.raw)) as db:
        return readable(db, found.raw, found.most, found.below)


def _keys(path: Path) -> set[str]:
    """The keys in another file; none when it cannot be read."""
    try:
        with contextlib.closing(connect(path)) as db:
            return _read_keys(db)
    except (Fault, sqlite3.Error):
        return set()


def _read_keys(db: sqlite3.Connection) -> set[str]:
    return {key for (key,) in db.execute("SELECT key FROM log")}

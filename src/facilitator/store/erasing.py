"""Taking words, or order and times, out of a programme file, its safe copies, and what the program left beside it."""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitator.model import kinds
from facilitator.model.entry import pack
from facilitator.model.mixing import Move
from facilitator.model.people import OTHER
from facilitator.store import copies
from facilitator.store.faults import Fault, faults
from facilitator.store.file import connect
from facilitator.store.port import Blanks, Echoes

logger = logging.getLogger(__name__)


def blank_beside(path: Path, blanks: Blanks, echoes: Echoes, moves: Sequence[Move] = ()) -> list[Path]:
    """Take words out of a file's safe copies, and of what the program left beside it as far as that can be read; or
    order and times. Returns the safe copies that hold only a part of what is moved.
    """
    for part in copies.unfinished(path):
        part.unlink(missing_ok=True)
    own, apart = copies.of(path), []
    for copy in (*own, *copies.put_beside(path)):
        try:
            if not _blank_copy(copy, blanks, echoes, moves) and copy in own:
                apart.append(copy)
        except Fault as fault:
            if fault.passing and copy in own:
                raise
            logger.warning("The words could not be taken out of %s: %s", copy, fault.sentence)
    return apart


def _blank_copy(path: Path, blanks: Blanks, echoes: Echoes, moves: Sequence[Move]) -> bool:
    """Whether it holds all of what is moved, or nothing of it."""
    with faults(), contextlib.closing(connect(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        before = db.total_changes
        blank(db, blanks, echoes)
        there = _there(db, moves)
        _put(db, moves, there)
        db.execute("COMMIT")
        if db.total_changes > before:
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(there) in (0, len(moves))


def move(db: sqlite3.Connection, moves: Sequence[Move]) -> int:
    """Give entries other numbers and times, in the open transaction: none where one is not as it was."""
    there = _there(db, moves)
    if any(there.get(each.was.key) != each.was.seq for each in moves):
        return 0
    return _put(db, moves, there)


def _there(db: sqlite3.Connection, moves: Sequence[Move]) -> dict[str, int]:
    """The numbers of those entries that are there."""
    asked = (
        (each.was.key, db.execute("SELECT seq FROM log WHERE key = ?", (each.was.key,)).fetchone()) for each in moves
    )
    return {key: row[0] for key, row in asked if row}


def _put(db: sqlite3.Connection, moves: Sequence[Move], there: Mapping[str, int]) -> int:
    """Let those that are there share their numbers in the order that they have from now on."""
    order = [each.now for each in sorted(moves, key=lambda each: each.now.seq) if each.now.key in there]
    for entry in order:
        db.execute("UPDATE log SET seq = -seq WHERE key = ?", (entry.key,))
    for seq, entry in zip(sorted(there.values()), order, strict=True):
        db.execute("UPDATE log SET seq = ?, at = ? WHERE key = ?", (seq, entry.at, entry.key))
    told = [each.now for each in moves if each.now.key in there and each.now.body != each.was.body]
    for entry in told:
        db.execute("UPDATE log SET body = ? WHERE key = ?", (pack(entry.body), entry.key))
    return len(order)


def blank(db: sqlite3.Connection, blanks: Blanks, echoes: Echoes) -> int:
    """Take words out of entries, in the transaction that is open on a connection; returns how many were there."""
    count = 0
    for key, paths in blanks.items():
        for seq, body in db.execute("SELECT seq, body FROM log WHERE key = ?", (key,)).fetchall():
            db.execute("UPDATE log SET body = ? WHERE seq = ?", (_without(body, paths), seq))
            if () in paths:
                db.execute("UPDATE log SET person = '' WHERE seq = ?", (seq,))
            count += 1
        for kind, names in echoes.items() if set(paths) != {kinds.GROUP} else ():
            wanted = "SELECT seq, body FROM log WHERE kind = ? AND json_extract(body, '$.target') = ?"
            for seq, body in db.execute(wanted, (kind, key)).fetchall():
                fields = (name.partition(".")[0] for name in names)
                gone = _without(body, [() if name == kinds.WHOLE else (name,) for name in fields], target=key)
                db.execute("UPDATE log SET body = ? WHERE seq = ?", (gone, seq))
    return count


def _without(body: str, paths: Collection[kinds.Path], **kept: str) -> str:
    """A body without the words at those paths; of one that goes as a whole only what is `kept`.

    Own words for a partner group become another group, as which they count already; the rest says that it was erased.
    A comment's number stays with it.
    """
    given = json.loads(body)
    left = {**kept, **{name: given[name] for name in ("no",) if name in given}} if () in paths else given
    for path in paths:
        if path:
            _take(left, path)
    if kinds.GROUP in paths and () not in paths:
        left["group"] = OTHER
    return pack(left if set(paths) == {kinds.GROUP} else {**left, "erased": True})


def _take(value: Any, path: kinds.Path) -> None:
    """Take out what stands at a path, if anything. In a list the others keep their places, and a row its shape."""
    rows = False
    for name in path[:-1]:
        rows = rows or isinstance(value, list)
        value = _within(value, name)
    if isinstance(value, dict) and path[-1] in value:
        if rows:
            value[path[-1]] = ""
        else:
            del value[path[-1]]
    elif isinstance(value, list) and _within(value, path[-1]) is not None:
        value[int(path[-1])] = ""


def _within(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return value[int(name)] if name.isdecimal() and int(name) < len(value) else None
    return value.get(name) if isinstance(value, dict) else None

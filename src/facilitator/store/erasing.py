"""Taking words out of a programme file for good, of its safe copies, and of what the program left beside it."""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from collections.abc import Collection
from pathlib import Path

from facilitator.model import kinds
from facilitator.model.entry import pack
from facilitator.model.people import OTHER
from facilitator.store import copies
from facilitator.store.faults import Fault, faults
from facilitator.store.feed import Blanks, Echoes
from facilitator.store.file import connect

logger = logging.getLogger(__name__)


def blank_beside(path: Path, blanks: Blanks, echoes: Echoes) -> None:
    """Take words out of a file's safe copies, and of what the program left beside it as far as that can be read."""
    for copy in copies.of(path):
        _blank_copy(copy, blanks, echoes)
    for left in copies.put_beside(path):
        try:
            _blank_copy(left, blanks, echoes)
        except Fault as fault:
            logger.warning("The words could not be taken out of %s: %s", left, fault.sentence)


def _blank_copy(path: Path, blanks: Blanks, echoes: Echoes) -> None:
    with faults(), contextlib.closing(connect(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        blank(db, blanks, echoes)
        db.execute("COMMIT")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


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
                gone = _without(body, [() if name == kinds.WHOLE else (name,) for name in names], target=key)
                db.execute("UPDATE log SET body = ? WHERE seq = ?", (gone, seq))
    return count


def _without(body: str, paths: Collection[kinds.Path], **kept: str) -> str:
    """A body without the words at those paths; of one that goes as a whole only what is `kept`.

    Own words for a partner group become another group, as which they count already; the rest says that it was erased.
    """
    left = {**kept} if () in paths else json.loads(body)
    for path in paths:
        inner = left
        for name in path[:-1]:
            inner = inner.get(name, {})
        if path:
            inner.pop(path[-1], None)
    if kinds.GROUP in paths and () not in paths:
        left["group"] = OTHER
    return pack(left if set(paths) == {kinds.GROUP} else {**left, "erased": True})

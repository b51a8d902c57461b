"""Erasing words for good: from the programme file, its safe copies, and what the program left beside it."""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from facilitator.model import kinds
from facilitator.model.entry import pack
from facilitator.store.faults import Fault, faults
from facilitator.store.file import connect, copies, put_beside

logger = logging.getLogger(__name__)

Blanks = Mapping[str, Collection[kinds.Path]]
"""What is erased, by the key of its entry: paths into its body; the path `()` is the whole body, and its person."""
Echoes = Mapping[str, Collection[str]]
"""The kinds of entry that are erased with the entry that their `target` names, and their fields; WHOLE is the body."""


def erase(path: Path, blanks: Blanks, echoes: Echoes, *, wait_s: float = 10.0) -> int:
    """Take words out of entries, in the file, its safe copies and what was kept of it, with no trace left.

    So it is in what the program left beside it, as far as that can be read. Returns how many of the entries were there.
    """
    for copy in copies(path):
        _blank_copy(copy, blanks, echoes)
    for left in put_beside(path):
        try:
            _blank_copy(left, blanks, echoes)
        except Fault as fault:
            logger.warning("The words could not be taken out of %s: %s", left, fault.sentence)
    with faults(), contextlib.closing(connect(path)) as db:
        count = _blank(db, blanks, echoes)
        deadline = time.monotonic() + wait_s
        while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and time.monotonic() < deadline:
            time.sleep(0.05)
    return count


def _blank_copy(path: Path, blanks: Blanks, echoes: Echoes) -> None:
    with faults(), contextlib.closing(connect(path)) as db:
        _blank(db, blanks, echoes)
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _blank(db: sqlite3.Connection, blanks: Blanks, echoes: Echoes) -> int:
    db.execute("PRAGMA secure_delete = ON")
    db.execute("BEGIN IMMEDIATE")
    count = 0
    for key, paths in blanks.items():
        for seq, body in db.execute("SELECT seq, body FROM log WHERE key = ?", (key,)).fetchall():
            db.execute("UPDATE log SET body = ? WHERE seq = ?", (_without(body, paths), seq))
            if () in paths:
                db.execute("UPDATE log SET person = '' WHERE seq = ?", (seq,))
            count += 1
        for kind, names in echoes.items():
            wanted = "SELECT seq, body FROM log WHERE kind = ? AND json_extract(body, '$.target') = ?"
            for seq, body in db.execute(wanted, (kind, key)).fetchall():
                gone = _without(body, [() if name == kinds.WHOLE else (name,) for name in names], target=key)
                db.execute("UPDATE log SET body = ? WHERE seq = ?", (gone, seq))
    db.execute("COMMIT")
    return count


def _without(body: str, paths: Collection[kinds.Path], **kept: str) -> str:
    """A body without the words at those paths; of one that goes as a whole only what is `kept`."""
    left = {**kept} if () in paths else json.loads(body)
    for path in paths:
        inner = left
        for name in path[:-1]:
            inner = inner.get(name, {})
        if path:
            inner.pop(path[-1], None)
    return pack({**left, "erased": True})

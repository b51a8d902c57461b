"""A row of the log as an entry; and whatever of a damaged log can still be read."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from facilitator.model.entry import Entry
from facilitator.model.packed import is_deep
from facilitator.model.say import say
from facilitator.store.pages import rows_on

COLUMNS = "seq, key, workshop, stage, at, person, kind, body"
_DEEPEST = 100
_MISSES = 5_000
"""So many numbers without a row are tried in a damaged file before it counts as read to its end."""


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry that a row holds. Raises ValueError where none can be read in it."""
    seq, key, workshop, stage, at, person, kind, body = row
    texts = (key, workshop, stage, person, kind, body)
    if not all(isinstance(value, str) for value in texts) or not all(isinstance(n, int) for n in (seq, at)):
        raise ValueError(say("entry {seq} cannot be read", seq=seq))
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or is_deep(found, _DEEPEST):
        raise ValueError(say("entry {seq} cannot be read", seq=seq))
    return Entry(seq, key, workshop, stage, at, person, kind, found)


def readable(db: sqlite3.Connection, *bytes_of_it: bytes) -> list[Entry]:
    """Every entry of a log that can still be read, in order; what cannot be is left out. What the tables do not lead to
    is looked for in bytes of its file, in the first before those that follow.
    """
    found = {entry.seq: entry for entry in _by_tree(db)}
    for raw in dict.fromkeys(bytes_of_it):
        for row in rows_on(raw):
            if row[0] not in found:
                with contextlib.suppress(ValueError):
                    found[row[0]] = entry_of(row)
    keys: dict[str, Entry] = {}
    for _seq, entry in sorted(found.items()):
        keys.setdefault(entry.key, entry)
    return list(keys.values())


def _by_tree(db: sqlite3.Connection) -> Iterator[Entry]:
    """Those to which the tables lead."""
    last = misses = 0
    while misses < _MISSES:
        try:
            for row in db.execute(f"SELECT {COLUMNS} FROM log WHERE seq > ? ORDER BY seq", (last,)):
                last, misses = row[0], 0
                try:
                    yield entry_of(row)
                except ValueError:
                    continue
            return
        except (sqlite3.Error, UnicodeDecodeError):
            last, misses = last + 1, misses + 1

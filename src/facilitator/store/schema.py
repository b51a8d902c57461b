"""The file's shape: migrations in order. The views for people who open the file in another tool are those of now."""

from __future__ import annotations

import importlib
import sqlite3
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from facilitator.store import views

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x46414331
"""`FAC1`: tells a programme file from any other SQLite file."""

_LOG = """
CREATE TABLE log(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  workshop TEXT NOT NULL,
  stage TEXT NOT NULL,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
)
"""


def _first(db: sqlite_utils.Database) -> None:
    """The log."""
    db.execute(_LOG)
    db.execute("CREATE INDEX log_workshop ON log(workshop, seq)")


def _marked(db: sqlite_utils.Database) -> None:
    """A random mark that a copy does not share with its original."""
    db.execute("CREATE TABLE mark(value TEXT NOT NULL)")
    db.execute("INSERT INTO mark VALUES (lower(hex(randomblob(16))))")


def _timed(db: sqlite_utils.Database) -> None:
    """How the computer's clock lay when something was last stored in a workshop; every view shows the times as told."""
    db.execute("CREATE TABLE clock(workshop TEXT PRIMARY KEY, start TEXT NOT NULL, laid INTEGER NOT NULL)")


def _seen(db: sqlite_utils.Database) -> None:
    """Views that come to the same as the folded log, in place of those before."""
    for name in db.view_names():
        db.execute(f"DROP VIEW [{name}]")
    for view in views.EVERY:
        db.execute(view)


def _ordered(db: sqlite_utils.Database) -> None:
    """The agenda in the order that it was put in on the day."""
    _seen(db)


def _themed(db: sqlite_utils.Database) -> None:
    """The theme that each comment fits best, and the themes as they are now."""
    _seen(db)


MIGRATIONS: tuple[Callable[[sqlite_utils.Database], None], ...] = (_first, _marked, _timed, _seen, _ordered, _themed)
VERSION = len(MIGRATIONS)
"""The version this program writes (`PRAGMA user_version`); a file with a higher one is refused untouched."""


def fits(connection: sqlite3.Connection, version: int) -> bool:
    """Whether a file has the tables that files of that version have, and no more."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ours = ("log", "mark", "clock")
    return {name for (name,) in rows}.intersection(ours) == set(ours[:version])


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an open file from `version` to VERSION in one transaction. The caller has copied the file first."""
    db = _utils().Database(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = max(version, connection.execute("PRAGMA user_version").fetchone()[0])  # another process was first
        for step in MIGRATIONS[version:]:
            step(db)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of the tables and views in the file, in order."""
    db = _utils().Database(connection)
    return sorted([*db.table_names(), *db.view_names()])


def _utils() -> Any:
    """sqlite-utils, without numpy: it would load that for kinds of value that no log has, and it takes its time."""
    loaded: dict[str, Any] = sys.modules
    hidden = "numpy" not in loaded
    if hidden:
        loaded["numpy"] = None
    try:
        return importlib.import_module("sqlite_utils")
    finally:
        if hidden:
            del loaded["numpy"]

"""The file's shape: migrations in order, and views for people who open the file in another tool.

A view stands in the file as text, and files of every release have the same: so it is written down here in SQL, not made
from what the slices declare. That each kind and each name in it is declared by a slice is tested.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

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

_STANDING = """
CREATE VIEW standing AS
WITH undo AS (SELECT key, json_extract(body, '$.target') AS target FROM log WHERE kind = 'retracted')
SELECT * FROM log WHERE kind <> 'retracted'
  AND key NOT IN (SELECT target FROM undo WHERE key NOT IN (SELECT target FROM undo))
"""
"""What stands after every undo, and every redo (an undo of an undo)."""

_STANDING_TIMED = """
CREATE VIEW standing AS
WITH undo AS (SELECT key, json_extract(body, '$.target') AS target FROM log WHERE kind = 'retracted'),
jumps AS MATERIALIZED (
  SELECT workshop, seq, json_extract(body, '$.by') AS by FROM log WHERE kind = 'clock_set'
)
SELECT seq, key, workshop, stage,
  at + coalesce((SELECT sum(j.by) FROM jumps j WHERE j.workshop = log.workshop AND j.seq > log.seq), 0) AS at,
  person, kind, body
FROM log WHERE kind NOT IN ('retracted', 'clock_set')
  AND key NOT IN (SELECT target FROM undo WHERE key NOT IN (SELECT target FROM undo))
"""
"""The same, with the times on the computer's clock as it was put last."""

_STAGES = """
CREATE VIEW stages AS
WITH listed AS (
  SELECT m.workshop, m.seq AS method_seq, json_extract(m.body, '$.block') AS block,
         json_extract(m.body, '$.method.key') AS method, json_extract(m.body, '$.method.title') AS method_title,
         s.key AS place, json_extract(s.value, '$.id') AS own_id, json_extract(s.value, '$.title') AS title,
         coalesce(nullif(json_extract(s.value, '$.prompt'), ''), json_extract(s.value, '$.questions[0]')) AS prompt,
         json_extract(s.value, '$.minutes') AS minutes
  FROM standing m, json_each(m.body, '$.method.stages') s WHERE m.kind = 'method'
), named AS (
  SELECT *, CASE WHEN EXISTS (
    SELECT 1 FROM listed e WHERE e.workshop = l.workshop AND e.own_id = l.own_id AND e.method_seq < l.method_seq
  ) THEN block || '-' || own_id ELSE own_id END AS stage FROM listed l
)
SELECT workshop, stage, method, method_title, title, block,
  row_number() OVER (PARTITION BY workshop ORDER BY method_seq, place) AS stage_no,
  coalesce((SELECT json_extract(e.body, '$.prompt') FROM standing e WHERE e.kind = 'stage_edited'
    AND e.workshop = named.workshop AND e.stage = named.stage AND json_extract(e.body, '$.prompt') IS NOT NULL
    ORDER BY e.seq DESC LIMIT 1), prompt) AS prompt,
  coalesce((SELECT json_extract(e.body, '$.minutes') FROM standing e WHERE e.kind = 'stage_edited'
    AND e.workshop = named.workshop AND e.stage = named.stage AND json_extract(e.body, '$.minutes') IS NOT NULL
    ORDER BY e.seq DESC LIMIT 1), minutes) AS minutes
FROM named
"""

_COMMENTS = """
CREATE VIEW comments AS
WITH fate AS (
  SELECT workshop, json_extract(body, '$.target') AS target, kind, seq FROM standing
  WHERE kind IN ('hidden', 'restored', 'parked', 'withdrawn')
  UNION ALL
  SELECT g.workshop, t.value, 'merged', g.seq FROM standing g, json_each(g.body, '$.targets') t WHERE g.kind = 'merged'
), last_fate AS (
  SELECT target, kind, max(seq) FROM fate GROUP BY target
), last_edit AS (
  SELECT json_extract(body, '$.target') AS target, json_extract(body, '$.text') AS text, max(seq) FROM standing
  WHERE kind = 'edited' AND json_extract(body, '$.text') IS NOT NULL GROUP BY 1
), named AS (
  SELECT w.workshop, json_extract(g.value, '$.id') AS id, json_extract(g.value, '$.label') AS label, max(w.seq)
  FROM standing w, json_each(w.body, '$.groups') g WHERE w.kind IN ('workshop', 'workshop_edited') GROUP BY 1, 2
)
SELECT n.seq AS id, n.workshop,
  n.stage, s.method, coalesce(nullif(json_extract(n.body, '$.question'), ''), s.prompt, 'Parking lot') AS prompt,
  json_extract(n.body, '$.fields') AS field,
  coalesce(e.text, json_extract(n.body, '$.text'), '') AS text,
  coalesce(g.label, json_extract(n.body, '$.group'), '') AS partner_group,
  coalesce(json_extract(n.body, '$.source'), 'phone') AS source,
  strftime('%Y-%m-%dT%H:%M:%SZ', n.at / 1000, 'unixepoch') AS at,
  CASE WHEN json_extract(n.body, '$.erased') THEN 'withdrawn' WHEN f.kind IS NULL OR f.kind = 'restored' THEN 'live'
    ELSE f.kind END AS status,
  '' AS theme
FROM standing n
LEFT JOIN stages s ON s.workshop = n.workshop AND s.stage = n.stage
LEFT JOIN last_fate f ON f.target = n.key
LEFT JOIN last_edit e ON e.target = n.key
LEFT JOIN named g ON g.workshop = n.workshop AND g.id = json_extract(n.body, '$.group')
WHERE n.kind = 'note'
"""

_VOTES = """
CREATE VIEW votes AS
SELECT seq AS id, workshop, stage, json_extract(body, '$.target') AS item, json_extract(body, '$.choice') AS choice,
  coalesce(json_extract(body, '$.source'), 'phone') AS source,
  strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS at
FROM standing WHERE kind IN ('vote', 'support')
"""

_RATINGS = """
CREATE VIEW ratings AS
SELECT seq AS id, workshop, stage, json_extract(body, '$.target') AS item, json_extract(body, '$.scale') AS scale,
  json_extract(body, '$.value') AS value, coalesce(json_extract(body, '$.source'), 'phone') AS source,
  strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS at
FROM standing WHERE kind = 'rating'
"""

_ANSWERS = """
CREATE VIEW answers AS
SELECT l.seq AS id, l.workshop, l.stage, a.key AS question, a.value AS answer,
  coalesce(json_extract(l.body, '$.source'), 'phone') AS source,
  strftime('%Y-%m-%dT%H:%M:%SZ', l.at / 1000, 'unixepoch') AS at
FROM standing l, json_each(l.body, '$.answers') a WHERE l.kind = 'answers'
"""

_PEOPLE = """
CREATE VIEW people AS
SELECT person AS id, workshop, json_extract(body, '$.group') AS partner_group,
  coalesce(json_extract(body, '$.table'), '') AS place,
  strftime('%Y-%m-%dT%H:%M:%SZ', min(at) / 1000, 'unixepoch') AS joined_at, max(seq) AS last_entry
FROM standing WHERE kind = 'joined' GROUP BY workshop, person
"""

_TIMES = """
CREATE VIEW stage_times AS
WITH marks AS (
  SELECT workshop, stage, kind, at, seq,
    lead(at) OVER (PARTITION BY workshop ORDER BY seq) AS next_at
  FROM standing WHERE kind IN ('stage_opened', 'stage_closed', 'finished')
)
SELECT s.workshop, s.stage_no, s.stage, s.title, s.minutes AS planned_minutes,
  strftime('%Y-%m-%dT%H:%M:%SZ', min(m.at) / 1000, 'unixepoch') AS opened_at,
  round(sum(m.next_at - m.at) / 60000.0, 1) AS actual_minutes
FROM stages s LEFT JOIN marks m ON m.workshop = s.workshop AND m.stage = s.stage AND m.kind = 'stage_opened'
GROUP BY s.workshop, s.stage_no
"""

_THEMES = """
CREATE VIEW themes AS
SELECT seq AS id, workshop, json_extract(body, '$.name') AS name,
  strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch') AS at
FROM standing WHERE kind = 'theme'
"""

_ACTIONS = """
CREATE VIEW actions AS
SELECT c.id, c.workshop, c.stage, c.text, json_extract(c.field, '$.owner') AS owner,
  json_extract(c.field, '$.by') AS due, c.status, c.at
FROM comments c WHERE json_extract(c.field, '$.kind') = 'next_step'
"""

_VIEWS = (_STANDING, _STAGES, _COMMENTS, _VOTES, _RATINGS, _ANSWERS, _PEOPLE, _TIMES, _THEMES, _ACTIONS)


def _first(db: sqlite_utils.Database) -> None:
    """The log and its views."""
    db.execute(_LOG)
    db.execute("CREATE INDEX log_workshop ON log(workshop, seq)")
    for view in _VIEWS:
        db.execute(view)


def _marked(db: sqlite_utils.Database) -> None:
    """A random mark that a copy does not share with its original."""
    db.execute("CREATE TABLE mark(value TEXT NOT NULL)")
    db.execute("INSERT INTO mark VALUES (lower(hex(randomblob(16))))")


def _timed(db: sqlite_utils.Database) -> None:
    """How the computer's clock lay when something was last stored in a workshop; every view shows the times as told."""
    db.execute("CREATE TABLE clock(workshop TEXT PRIMARY KEY, start TEXT NOT NULL, laid INTEGER NOT NULL)")
    db.execute("DROP VIEW standing")
    db.execute(_STANDING_TIMED)


MIGRATIONS: tuple[Callable[[sqlite_utils.Database], None], ...] = (_first, _marked, _timed)
VERSION = len(MIGRATIONS)
"""The version this program writes (`PRAGMA user_version`); a file with a higher one is refused untouched."""


def fits(connection: sqlite3.Connection, version: int) -> bool:
    """Whether a file has the tables that files of that version have, and no more."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ours = ("log", "mark", "clock")
    return {name for (name,) in rows}.intersection(ours) == set(ours[:version])


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an open file from `version` to VERSION in one transaction. The caller has copied the file first."""
    db = sqlite_utils.Database(connection)
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
    db = sqlite_utils.Database(connection)
    return sorted([*db.table_names(), *db.view_names()])

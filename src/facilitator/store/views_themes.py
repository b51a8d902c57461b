"""The views on themes: which there are, and which one each comment fits best, worked out as the program folds it."""

from __future__ import annotations

LIVES = """
CREATE VIEW theme_lives AS
WITH RECURSIVE told AS MATERIALIZED (
  SELECT seq, kind, json_extract(body, '$.id') AS id, json_extract(body, '$.into') AS host, body,
    row_number() OVER (ORDER BY seq) AS n
  FROM standing WHERE workshop = '' AND kind IN ('theme', 'themes_merged', 'theme_removed')
),
walking(n, kind, seq, id, host, body, was, state) AS (
  SELECT 0, '', 0, '', '', '{}', '{}', '{}'
  UNION ALL
  SELECT t.n, t.kind, t.seq, t.id, t.host, t.body, w.state, CASE t.kind
    WHEN 'theme' THEN CASE WHEN coalesce(t.id, '') = '' OR t.id IN (SELECT key FROM json_each(w.state))
      OR (SELECT count(*) FROM json_each(w.state)) >= 60 THEN w.state
      ELSE json_patch(w.state, json_object(t.id, t.seq)) END
    WHEN 'theme_removed' THEN (SELECT json_group_object(e.key, e.value) FROM json_each(w.state) e
      WHERE e.key IS NOT t.id)
    ELSE CASE WHEN t.host NOT IN (SELECT key FROM json_each(w.state)) THEN w.state ELSE
      (SELECT json_group_object(e.key, e.value) FROM json_each(w.state) e WHERE e.key = t.host
        OR e.key NOT IN (SELECT value FROM json_each(t.body, '$.targets'))) END
    END
  FROM walking w JOIN told t ON t.n = w.n + 1
),
walk AS MATERIALIZED (SELECT * FROM walking),
made AS (
  SELECT w.seq, w.id FROM walk w WHERE w.kind = 'theme' AND EXISTS (
    SELECT 1 FROM json_each(w.state) e WHERE e.key = w.id AND e.value = w.seq)
),
ended AS (
  SELECT e.value AS born, min(w.seq) AS seq FROM walk w, json_each(w.was) e
  WHERE NOT EXISTS (SELECT 1 FROM json_each(w.state) s WHERE s.key = e.key) GROUP BY e.value
)
SELECT m.id, m.seq AS born, coalesce(e.seq, 9223372036854775807) AS gone,
  (SELECT w.host FROM walk w WHERE w.seq = e.seq AND w.kind = 'themes_merged') AS host
FROM made m LEFT JOIN ended e ON e.born = m.seq
"""
"""From which entry to which there is a theme of an id, and which one it became part of then."""

THEMES = """
CREATE VIEW themes AS
WITH words AS MATERIALIZED (
  SELECT seq, json_extract(body, '$.id') AS theme, json_extract(body, '$.name') AS name,
    json_extract(body, '$.inside') AS inside, json_extract(body, '$.outside') AS outside
  FROM standing WHERE workshop = '' AND kind = 'theme'
)
SELECT v.born AS id, coalesce((SELECT w.name FROM words w WHERE w.theme = v.id AND w.seq >= v.born
    AND w.name IS NOT NULL ORDER BY w.seq DESC LIMIT 1), '') AS name,
  coalesce((SELECT w.inside FROM words w WHERE w.theme = v.id AND w.seq >= v.born
    AND w.inside IS NOT NULL ORDER BY w.seq DESC LIMIT 1), '') AS definition,
  coalesce((SELECT w.outside FROM words w WHERE w.theme = v.id AND w.seq >= v.born
    AND w.outside IS NOT NULL ORDER BY w.seq DESC LIMIT 1), '') AS not_in_it, m.at
FROM theme_lives v JOIN moments m ON m.seq = v.born WHERE v.gone = 9223372036854775807
"""
"""The themes there are, each by the number of the entry that made it."""

BEST = """
CREATE VIEW best_matches AS
WITH RECURSIVE lives AS MATERIALIZED (SELECT * FROM theme_lives),
names(life, id, since, until) AS (
  SELECT born, id, born, gone FROM lives
  UNION
  SELECT n.life, v.id, n.until, v.gone FROM names n JOIN lives e ON e.id = n.id AND e.gone = n.until
  JOIN lives v ON v.id = e.host AND v.born < n.until AND v.gone > n.until
),
named AS MATERIALIZED (SELECT * FROM names),
sorting AS MATERIALIZED (
  SELECT l.seq, l.kind, t.value AS key, coalesce(json_extract(l.body, '$.theme'), json_extract(l.body, '$.id'), '')
    AS theme FROM standing l, json_each(l.body, '$.targets') t
  WHERE l.workshop = '' AND (l.kind IN ('uncoded', 'unplaced', 'theme') OR (l.kind = 'coded'
    AND NOT coalesce(json_extract(l.body, '$.further'), 0)))
),
placed AS MATERIALIZED (
  SELECT s.seq, s.key, s.kind, s.theme, v.born AS life FROM sorting s
  LEFT JOIN lives v ON s.kind IN ('coded', 'theme') AND v.id = s.theme AND s.seq >= v.born AND s.seq < v.gone
  WHERE CASE s.kind WHEN 'coded' THEN v.born IS NOT NULL WHEN 'theme' THEN v.born = s.seq
    WHEN 'uncoded' THEN s.theme = '' ELSE 1 END
),
last AS (SELECT key, life, max(seq) AS seq FROM placed GROUP BY key)
SELECT l.key, n.life, t.name AS theme FROM last l
JOIN named n ON n.life = l.life AND n.until = 9223372036854775807
JOIN lives v ON v.id = n.id AND v.gone = n.until
JOIN themes t ON t.id = v.born
WHERE NOT EXISTS (
  SELECT 1 FROM sorting u JOIN named h ON h.life = l.life AND h.id = u.theme AND u.seq >= h.since AND u.seq < h.until
  WHERE u.kind = 'uncoded' AND u.theme <> '' AND u.key = l.key AND u.seq > l.seq)
"""
"""The theme that each comment fits best, by the key of the comment; none of one that fits none, or is still to do."""

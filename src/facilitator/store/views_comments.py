"""The view `comments`: every note with its question and what became of it, worked out as the program folds it."""

from __future__ import annotations

_NOTES = """
st AS MATERIALIZED (SELECT * FROM standing),
groups AS MATERIALIZED (
  SELECT workshop, json_extract(g.value, '$.id') AS id,
    coalesce(nullif(json_extract(g.value, '$.label'), ''), json_extract(g.value, '$.id')) AS label
  FROM (SELECT workshop, body, max(seq) FROM st WHERE kind IN ('workshop', 'workshop_edited')
    AND json_type(body, '$.groups') = 'array' GROUP BY workshop) last, json_each(last.body, '$.groups') g
),
places AS MATERIALIZED (
  SELECT s.workshop, s.stage, s.root, s.method, s.prompt, s.asked, s.questions, s.options, s.anonymity, s.activity,
    s.title, s.fields,
    coalesce((SELECT o.at FROM st o WHERE o.workshop = s.workshop AND o.stage = s.stage AND o.kind = 'stage_opened'
      ORDER BY o.seq LIMIT 1), (SELECT w.at FROM st w WHERE w.workshop = s.workshop AND w.kind = 'workshop'
      ORDER BY w.seq LIMIT 1)) AS opened
  FROM stages s
  UNION ALL
  SELECT DISTINCT workshop, 'parking', 'parking', NULL, 'Parking lot', 'Parking lot', '[]', '{}', 'group', 'collect',
    'Parking lot', '[]', 0
  FROM log WHERE workshop <> ''
),
edits AS MATERIALIZED (
  SELECT e.seq, e.workshop, p.root, json_extract(e.body, '$.target') AS target, json_extract(e.body, '$.text') AS text
  FROM st e JOIN places p ON p.workshop = e.workshop AND p.stage = e.stage
  WHERE e.kind = 'edited' AND json_extract(e.body, '$.text') IS NOT NULL
    AND NOT coalesce(json_extract(e.body, '$.erased'), 0)
),
making(seq, workshop, stage, root, key, at, person, body, origin, text, erased, grp, tbl, source,
  question) AS (
  SELECT n.seq, n.workshop, n.stage, p.root, n.key, n.at, n.person, n.body, '',
    CAST(coalesce(json_extract(n.body, '$.text'), '') AS TEXT), coalesce(json_extract(n.body, '$.erased'), 0),
    CAST(coalesce(json_extract(n.body, '$.group'), '') AS TEXT),
    CAST(coalesce(json_extract(n.body, '$.table'), '') AS TEXT),
    coalesce(nullif(json_extract(n.body, '$.source'), ''), 'phone'),
    CAST(coalesce(json_extract(n.body, '$.question'), '') AS TEXT)
  FROM st n JOIN places p ON p.workshop = n.workshop AND p.stage = n.stage WHERE n.kind = 'note'
  UNION ALL
  SELECT f.seq, f.workshop, p.stage, p.root, f.key, f.at, f.person, '{}', m.key,
    coalesce((SELECT e.text FROM edits e WHERE e.workshop = m.workshop AND e.root = m.root AND e.target = m.key
      AND e.seq < f.seq ORDER BY e.seq DESC LIMIT 1), m.text), m.erased,
    CASE WHEN p.anonymity = 'nothing' THEN '' ELSE m.grp END, CASE WHEN p.anonymity = 'nothing' THEN '' ELSE m.tbl END,
    'facilitator', ''
  FROM making m JOIN st f ON f.kind = 'filed' AND f.workshop = m.workshop AND json_extract(f.body, '$.target') = m.key
    AND f.seq > m.seq
  JOIN places p ON p.workshop = f.workshop AND p.stage = json_extract(f.body, '$.to') AND p.stage <> 'parking'
  JOIN places o ON o.workshop = f.workshop AND o.stage = f.stage AND o.root = m.root
),
made AS MATERIALIZED (SELECT * FROM making)
"""
"""Notes as they were made, in a stage that is there, and the new ones that filing again made of them."""

_FATES = """
copies(workshop, origin, key, seq) AS (
  SELECT workshop, origin, key, seq FROM made WHERE origin <> ''
  UNION ALL
  SELECT workshop, json_extract(body, '$.refiled_from'), key, seq FROM made
  WHERE coalesce(json_extract(body, '$.refiled_from'), '') <> ''
),
taking(workshop, key, seq, root) AS (
  SELECT e.workshop, json_extract(e.body, '$.target'), e.seq, p.root
  FROM st e JOIN places p ON p.workshop = e.workshop AND p.stage = e.stage WHERE e.kind = 'withdrawn'
  UNION
  SELECT c.workshop, c.key, t.seq, '' FROM taking t JOIN copies c ON c.workshop = t.workshop AND c.origin = t.key
    AND c.seq < t.seq
),
taken AS MATERIALIZED (SELECT * FROM taking),
topics AS (
  SELECT m.workshop, m.key FROM made m JOIN places p ON p.workshop = m.workshop AND p.stage = m.stage
  WHERE p.activity = 'market' AND coalesce(json_extract(p.options, '$.phase'), '') NOT IN
    ('sessions', 'harvest', 'huddle')
),
joins(seq, workshop, root, kind, target, host) AS (
  SELECT g.seq, g.workshop, p.root, 'merged', t.value, json_extract(g.body, '$.into')
  FROM st g JOIN places p ON p.workshop = g.workshop AND p.stage = g.stage, json_each(g.body, '$.targets') t
  WHERE g.kind = 'merged' AND NOT (p.activity = 'market' AND EXISTS (
    SELECT 1 FROM topics x WHERE x.workshop = g.workshop AND (x.key = json_extract(g.body, '$.into')
      OR x.key IN (SELECT value FROM json_each(g.body, '$.targets')))))
  UNION ALL
  SELECT o.seq, o.workshop, p.root, 'joined', json_extract(o.body, '$.target'), json_extract(o.body, '$.into')
  FROM st o JOIN places p ON p.workshop = o.workshop AND p.stage = o.stage
  WHERE o.kind = 'merge_offered' AND json_extract(o.body, '$.agreed')
    AND coalesce(json_extract(o.body, '$.source'), '') <> 'phone'
  UNION ALL
  SELECT min(a.seq), a.workshop, p.root, 'joined', json_extract(o.body, '$.target'), json_extract(o.body, '$.into')
  FROM st a JOIN places p ON p.workshop = a.workshop AND p.stage = a.stage
  JOIN st o ON o.kind = 'merge_offered' AND o.key = json_extract(a.body, '$.offer') AND o.seq < a.seq
  WHERE a.kind = 'merge_answered' GROUP BY o.key HAVING json_extract(a.body, '$.yes')
),
acting(seq, workshop, root, kind, target, host) AS (
  SELECT e.seq, e.workshop, p.root, e.kind, json_extract(e.body, '$.target'), NULL
  FROM st e JOIN places p ON p.workshop = e.workshop AND p.stage = e.stage
  WHERE e.kind IN ('hidden', 'restored', 'parked', 'refiled') OR (e.kind = 'filed' AND EXISTS (
    SELECT 1 FROM places t WHERE t.workshop = e.workshop AND t.stage = json_extract(e.body, '$.to')
      AND t.stage <> 'parking'))
  UNION ALL
  SELECT t.seq, t.workshop, t.root, 'withdrawn', t.key, NULL FROM taken t
  UNION ALL
  SELECT seq, workshop, root, kind, target, coalesce(host, '') FROM joins
),
deeds(seq, workshop, root, kind, note, host) AS MATERIALIZED (
  SELECT a.seq, a.workshop, m.root, a.kind, m.seq, h.seq FROM acting a
  JOIN made m ON m.key = a.target AND m.workshop = a.workshop AND a.root IN ('', m.root) AND m.seq < a.seq
  LEFT JOIN made h ON h.key = a.host AND h.workshop = a.workshop AND h.root = a.root AND h.seq < a.seq
  WHERE NOT m.erased AND (a.host IS NULL OR h.seq <> m.seq)
  UNION ALL
  SELECT l.seq, l.workshop, l.root, 'again', m.seq, NULL
  FROM made l JOIN places p ON p.workshop = l.workshop AND p.stage = l.root AND p.activity = 'collect'
    AND json_extract(p.options, '$.form')
  JOIN made m ON m.workshop = l.workshop AND m.root = l.root AND m.person = l.person AND m.seq < l.seq
  WHERE l.person <> '' AND NOT m.erased
),
steps AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY workshop, root ORDER BY seq, note) AS n FROM deeds
),
walking(workshop, root, n, seq, kind, note, was, state) AS (
  SELECT DISTINCT workshop, root, 0, NULL, NULL, NULL, NULL, (SELECT json_group_object('n' || m.seq, 'withdrawn')
    FROM made m WHERE m.workshop = made.workshop AND m.root = made.root AND m.erased) FROM made
  UNION ALL
  SELECT s.workshop, s.root, s.n, s.seq, s.kind, s.note, <was>, CASE
    WHEN s.kind = 'withdrawn' OR <was> = 'withdrawn' THEN json_set(w.state, '$.n' || s.note, 'withdrawn')
    WHEN s.kind IN ('hidden', 'parked', 'refiled') THEN json_set(w.state, '$.n' || s.note, s.kind)
    WHEN s.kind = 'filed' AND <was> = 'live' THEN json_set(w.state, '$.n' || s.note, 'refiled')
    WHEN s.kind = 'restored' AND <was> <> 'live' THEN json_set(w.state, '$.n' || s.note, 'live')
    WHEN (s.kind = 'merged' AND <host> <> 'merged' AND <was> IN ('live', 'parked'))
      OR (s.kind = 'joined' AND <host> = 'live' AND <was> = 'live') THEN
      json_set(CASE WHEN json_type(w.state, '$.n' || s.host) = 'integer' THEN json_set(w.state, '$.n' || s.host, 'live')
        ELSE w.state END, '$.n' || s.note, s.host)
    WHEN s.kind = 'merged' AND <host> <> 'merged' AND json_type(w.state, '$.n' || s.host) = 'integer'
      THEN json_set(w.state, '$.n' || s.host, 'live')
    WHEN s.kind = 'again' AND <was> <> 'refiled' THEN json_set(w.state, '$.n' || s.note, 'withdrawn')
    ELSE w.state END
  FROM walking w JOIN steps s ON s.workshop = w.workshop AND s.root = w.root AND s.n = w.n + 1
),
walk AS MATERIALIZED (SELECT * FROM walking),
last AS MATERIALIZED (SELECT workshop, root, state, max(n) FROM walk GROUP BY workshop, root),
fate AS MATERIALIZED (
  SELECT l.workshop, CAST(substr(e.key, 2) AS INTEGER) AS note, CASE WHEN e.type <> 'integer' THEN e.value
    WHEN json_extract(l.state, '$.n' || e.value) IN ('hidden', 'withdrawn', 'refiled') THEN 'live'
    ELSE 'merged' END AS status
  FROM last l, json_each(l.state) e
),
going(workshop, key) AS (
  SELECT c.workshop, c.key FROM made c JOIN walk w ON w.workshop = c.workshop AND w.seq = c.seq AND w.kind = 'filed'
  WHERE c.origin <> '' AND NOT c.erased AND w.was <> 'live'
  UNION
  SELECT c.workshop, c.key FROM going g JOIN made c ON c.workshop = g.workshop AND c.origin = g.key
),
gone AS MATERIALIZED (SELECT * FROM going)
"""
"""What became of each note: the acts on the notes of one board, one after another, each on what those before left."""

_BOARDS = """
rounds AS MATERIALIZED (
  SELECT r.workshop, p.root, r.seq, json_extract(r.body, '$.n') AS no,
    coalesce(nullif(json_extract(r.body, '$.part'), ''), 'talk') AS part,
    coalesce(json_extract(p.options, '$.phase'), '') = 'readout' AS reading
  FROM st r JOIN places p ON p.workshop = r.workshop AND p.stage = r.stage WHERE r.kind = 'round'
),
boards AS (
  SELECT workshop, stage AS root, asks, count, max(count, json_array_length(asks)) AS boards,
    coalesce(json_extract(options, '$.movement'), 'carousel') AS movement
  FROM (
    SELECT *, min(12, CASE WHEN coalesce(json_extract(options, '$.teams'), 0) > 0
      THEN json_extract(options, '$.teams') ELSE json_array_length(asks) END) AS count
    FROM (
      SELECT *, CASE WHEN json_array_length(questions) THEN questions ELSE json_array(prompt) END AS asks
      FROM places WHERE activity = 'rotate' AND stage = root AND json_extract(options, '$.play') = 'storm'
    )
  )
),
written AS (
  SELECT m.seq, m.workshop, m.root, m.key, b.asks, b.count, b.boards, b.movement,
    coalesce(nullif(json_extract(p.options, '$.phase'), ''), 'home') AS phase,
    CASE WHEN CAST(coalesce(json_extract(m.body, '$.team'), 0) AS INTEGER) > 0
      THEN CAST(json_extract(m.body, '$.team') AS INTEGER)
      ELSE CAST(coalesce(json_extract(m.body, '$.fields.team'), 0) AS INTEGER) END AS team,
    CASE WHEN m.tbl GLOB '*[^0-9]*' THEN 0 ELSE CAST(m.tbl AS INTEGER) END AS place,
    CASE WHEN CAST(coalesce(json_extract(m.body, '$.board'), 0) AS INTEGER) > 0
      THEN CAST(json_extract(m.body, '$.board') AS INTEGER)
      ELSE CAST(coalesce(json_extract(m.body, '$.fields.board'), 0) AS INTEGER) END AS board,
    (SELECT o.key FROM made o WHERE o.workshop = m.workshop AND o.root = m.root AND o.seq < m.seq
      AND o.key = json_extract(m.body, '$.fields.on')) AS linked,
    coalesce((SELECT no FROM rounds r WHERE r.workshop = m.workshop AND r.root = m.root AND r.seq < m.seq
      AND NOT r.reading ORDER BY r.seq DESC LIMIT 1), 0) AS round,
    coalesce((SELECT no FROM rounds r WHERE r.workshop = m.workshop AND r.root = m.root AND r.seq < m.seq
      AND r.reading ORDER BY r.seq DESC LIMIT 1), 0) AS reading
  FROM made m JOIN boards b ON b.workshop = m.workshop AND b.root = m.root
  JOIN places p ON p.workshop = m.workshop AND p.stage = m.stage
),
grouped AS (
  SELECT *, CASE WHEN team BETWEEN 1 AND count THEN team WHEN place > 0 THEN (place - 1) % count + 1 ELSE 1 END AS own
  FROM written
),
hung(seq, workshop, root, key, asks, boards, board) AS (
  SELECT seq, workshop, root, key, asks, boards, CASE
    WHEN board BETWEEN 1 AND boards THEN board
    WHEN phase = 'readout' AND reading > 0 THEN reading
    WHEN movement <> 'carousel' THEN own
    ELSE (own - 1 + CASE WHEN phase = 'rounds' THEN max(2, round) - 1 ELSE 0 END) % boards + 1 END
  FROM grouped WHERE linked IS NULL
  UNION ALL
  SELECT g.seq, g.workshop, g.root, g.key, g.asks, g.boards, h.board
  FROM hung h JOIN grouped g ON g.workshop = h.workshop AND g.root = h.root AND g.linked = h.key
),
questions AS MATERIALIZED (
  SELECT workshop, seq, CASE WHEN board BETWEEN 1 AND boards
    THEN json_extract(asks, '$[' || ((board - 1) % json_array_length(asks)) || ']') ELSE '' END AS asked
  FROM hung
  UNION ALL
  SELECT m.workshop, m.seq, CASE WHEN m.question <> '' THEN m.question WHEN p.asked <> '' THEN p.asked
    ELSE json_extract(p.questions, '$[' || max(0, min(json_array_length(p.questions), coalesce(
      (SELECT max(no) FROM rounds r WHERE r.workshop = m.workshop AND r.root = m.root AND r.seq < m.seq
        AND r.part = 'talk' AND NOT r.reading), 0)) - 1) || ']') END
  FROM made m JOIN places p ON p.workshop = m.workshop AND p.stage = m.stage AND p.activity = 'rotate'
  JOIN places b ON b.workshop = m.workshop AND b.stage = m.root
    AND coalesce(json_extract(b.options, '$.play'), 'dating') <> 'storm'
)
"""
"""The question of a line where people rotate: of the board where its group stood, or of the round that had begun."""

_NOW = """coalesce(CASE json_type(w.state, '$.n' || <it>) WHEN 'integer' THEN
      CASE WHEN json_extract(w.state, '$.n' || json_extract(w.state, '$.n' || <it>))
        IN ('hidden', 'withdrawn', 'refiled') THEN 'live' ELSE 'merged' END
      ELSE json_extract(w.state, '$.n' || <it>) END, 'live')"""
"""What a note is: what became of itself, or joined with another one as long as that one bears it."""
_WAS, _HOST = _NOW.replace("<it>", "s.note"), _NOW.replace("<it>", "s.host")

COMMENTS = f"""
CREATE VIEW comments AS
WITH RECURSIVE
{_NOTES.strip()},
{_FATES.strip().replace("<was>", _WAS).replace("<host>", _HOST)},
{_BOARDS.strip()},
last_edit AS MATERIALIZED (SELECT workshop, root, target, text, max(seq) FROM edits GROUP BY workshop, root, target),
shown AS (
  SELECT m.*, p.method, p.anonymity, p.opened, p.fields,
    coalesce(nullif(q.asked, ''), nullif(m.question, ''), p.prompt) AS prompt,
    CASE WHEN m.erased THEN 'withdrawn' ELSE coalesce(f.status, 'live') END AS status
  FROM made m JOIN places p ON p.workshop = m.workshop AND p.stage = m.stage
  LEFT JOIN fate f ON f.workshop = m.workshop AND f.note = m.seq
  LEFT JOIN questions q ON q.workshop = m.workshop AND q.seq = m.seq
  LEFT JOIN gone g ON g.workshop = m.workshop AND g.key = m.key
  WHERE g.key IS NULL
)
SELECT i.number AS id, s.workshop, s.stage, s.method, s.prompt,
  CASE WHEN s.status IN ('withdrawn', 'hidden') THEN NULL WHEN s.anonymity <> 'nothing' THEN
    json_extract(s.body, '$.fields') ELSE (SELECT nullif(json_group_object(f.key, f.value), json_object())
      FROM json_each(s.body, '$.fields') f WHERE NOT EXISTS (SELECT 1 FROM json_each(s.fields) d
        WHERE json_extract(d.value, '$.id') = f.key AND NOT coalesce(json_extract(d.value, '$.columns'), 0)))
    END AS field,
  CASE WHEN s.status IN ('withdrawn', 'hidden') THEN '' ELSE coalesce(e.text, s.text) END AS text,
  CASE WHEN s.grp = 'other' THEN 'Another group' ELSE coalesce(g.label, s.grp) END AS partner_group, s.source,
  strftime('%Y-%m-%dT%H:%MZ', CASE WHEN s.anonymity = 'nothing' THEN s.opened ELSE s.at END / 1000, 'unixepoch') AS at,
  s.status, CASE WHEN s.status IN ('withdrawn', 'refiled') THEN '' ELSE coalesce(b.theme, '') END AS theme
FROM shown s JOIN numbers i ON i.workshop = s.workshop AND i.seq = s.seq
LEFT JOIN last_edit e ON e.workshop = s.workshop AND e.root = s.root AND e.target = s.key
LEFT JOIN groups g ON g.workshop = s.workshop AND g.id = s.grp
LEFT JOIN best_matches b ON b.key = s.key
"""

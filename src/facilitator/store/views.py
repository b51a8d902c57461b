"""Views for people who open a file in another tool. They say what the program's own tables say, row for row.

A view stands in the file as text, so it is written down here in SQL, not made from what the slices declare. That each
kind and each name in it is declared by a slice is tested, and so is that it comes to the same as the folded log.
Times are to the minute, in UTC; of an entry that keeps nobody there is only the time at which its stage was opened.
"""

from __future__ import annotations

from facilitator.store.views_comments import COMMENTS
from facilitator.store.views_themes import BEST, LIVES, THEMES

STANDING = """
CREATE VIEW standing AS
WITH undo AS (
  SELECT key, json_extract(body, '$.target') AS target FROM log
    WHERE kind = 'retracted' AND json_extract(body, '$.target') IS NOT NULL
  UNION ALL
  SELECT l.key, m.value FROM log l, json_each(l.body, '$.more') m WHERE l.kind = 'retracted' AND m.value IS NOT NULL
),
undone AS MATERIALIZED (SELECT target AS key FROM undo WHERE key NOT IN (SELECT target FROM undo)),
late AS MATERIALIZED (
  SELECT key FROM log WHERE json_type(body, '$.late') = 'true' AND key NOT IN (
    SELECT t.value FROM log l, json_each(l.body, '$.targets') t
    WHERE l.kind = 'late_taken' AND l.key NOT IN (SELECT key FROM undone))
),
jumps AS MATERIALIZED (
  SELECT workshop, seq, json_extract(body, '$.by') AS by FROM log WHERE kind = 'clock_set'
)
SELECT seq, key, workshop, stage,
  at + coalesce((SELECT sum(j.by) FROM jumps j WHERE j.workshop = log.workshop AND j.seq > log.seq), 0) AS at,
  person, kind, body
FROM log WHERE kind NOT IN ('retracted', 'clock_set', 'late_taken')
  AND key NOT IN (SELECT key FROM undone) AND key NOT IN (SELECT key FROM late)
"""
"""What stands after every undo, and every redo (an undo of an undo), on the computer's clock as it was put last; not
what came late and was not taken.
"""

STAGES = """
CREATE VIEW stages AS
WITH RECURSIVE listed AS (
  SELECT m.workshop, m.seq AS method_seq, json_extract(m.body, '$.block') AS block,
    json_extract(m.body, '$.method.key') AS method, json_extract(m.body, '$.method.title') AS method_title,
    s.key AS place, json_extract(s.value, '$.id') AS own_id, json_extract(s.value, '$.activity') AS activity,
    json_extract(s.value, '$.continues') AS continues, s.value AS stage_body
  FROM standing m, json_each(m.body, '$.method.stages') s WHERE m.kind = 'method'
), named AS MATERIALIZED (
  SELECT *, CASE WHEN rank() OVER (PARTITION BY workshop, own_id ORDER BY method_seq) > 1
    THEN block || '-' || own_id ELSE own_id END AS stage FROM listed
), shared AS (
  SELECT n.*, n.stage AS root FROM named n WHERE NOT EXISTS (
    SELECT 1 FROM named b WHERE b.workshop = n.workshop AND b.method_seq = n.method_seq
    AND b.own_id = n.continues AND b.activity = n.activity AND b.place < n.place)
  UNION ALL
  SELECT n.*, s.root FROM shared s
  JOIN named n ON n.workshop = s.workshop AND n.method_seq = s.method_seq AND n.continues = s.own_id
    AND n.activity = s.activity AND n.own_id <> s.own_id
), edits AS (
  SELECT e.workshop, iif(e.kind = 'stages_ordered', v.key, e.stage) AS stage,
    iif(e.kind = 'stages_ordered', 'put', v.key) AS key, v.value, max(e.seq)
  FROM standing e, json_each(e.body, iif(e.kind = 'stages_ordered', '$.places', '$')) v
  WHERE e.kind IN ('stage_edited', 'stages_ordered') AND v.type <> 'null' GROUP BY 1, 2, 3
), edited AS (
  SELECT workshop, stage, max(CASE key WHEN 'title' THEN value END) AS title,
    max(CASE key WHEN 'prompt' THEN value END) AS prompt, max(CASE key WHEN 'questions' THEN value END) AS questions,
    max(CASE key WHEN 'minutes' THEN value END) AS minutes, max(CASE key WHEN 'anonymity' THEN value END) AS anonymity,
    max(CASE key WHEN 'options' THEN value END) AS options, max(CASE key WHEN 'fields' THEN value END) AS fields,
    max(CASE key WHEN 'put' THEN value END) AS put
  FROM edits GROUP BY workshop, stage
), told AS (
  SELECT s.*, e.put, coalesce(e.title, json_extract(stage_body, '$.title')) AS title,
    coalesce(e.prompt, json_extract(stage_body, '$.prompt'), '') AS asked,
    coalesce(e.questions, json_extract(stage_body, '$.questions'), '[]') AS questions,
    coalesce(e.minutes, json_extract(stage_body, '$.minutes'), 5) AS minutes,
    coalesce(e.anonymity, json_extract(stage_body, '$.anonymity'), 'group') AS anonymity,
    coalesce(e.options, json_extract(stage_body, '$.options'), '{}') AS options,
    coalesce(e.fields, json_extract(stage_body, '$.fields'), '[]') AS fields
  FROM shared s LEFT JOIN edited e ON e.workshop = s.workshop AND e.stage = s.stage
)
SELECT workshop, stage, method, method_title, title, block,
  row_number() OVER (PARTITION BY workshop ORDER BY coalesce(put, 1000000), method_seq, place) AS stage_no,
  coalesce(nullif(asked, ''), json_extract(questions, '$[0]'), title) AS prompt, minutes,
  root, activity, anonymity, asked, questions, options, fields
FROM told
"""
"""The agenda. `root` is the stage whose board it goes on working at; itself where it continues none."""

NUMBERS = """
CREATE VIEW numbers AS
WITH RECURSIVE signs(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM signs WHERE i < 120),
nobody AS MATERIALIZED (SELECT workshop, stage FROM stages WHERE anonymity = 'nothing'),
made AS MATERIALIZED (
  SELECT l.workshop, l.seq, l.key, CASE WHEN json_type(l.body, '$.no') = 'integer' AND json_extract(l.body, '$.no') > 0
    THEN json_extract(l.body, '$.no') ELSE 0 END AS own,
    EXISTS (SELECT 1 FROM nobody n WHERE n.workshop = l.workshop
      AND n.stage IN (l.stage, json_extract(l.body, '$.to'))) AS chance
  FROM log l WHERE l.kind IN ('note', 'filed')
),
first AS MATERIALIZED (
  SELECT *, CASE WHEN own THEN own WHEN chance THEN 10000 + (
      SELECT sum(unicode(substr(made.key, i, 1)) * (31 * i * i + 7919 * i)) FROM signs WHERE i <= length(made.key)
    ) % 90000 ELSE seq END AS wanted
  FROM made
),
counted AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY workshop, wanted ORDER BY seq) - 1 AS more FROM first
)
SELECT workshop, seq, key, CASE WHEN more AND chance THEN 10000 + (
    SELECT sum(unicode(substr(counted.key || more, i, 1)) * (31 * i * i + 7919 * i)) FROM signs
    WHERE i <= length(counted.key || more)
  ) % 90000 ELSE wanted END AS number
FROM counted
"""
"""The number of each comment: its place in the log, or where nobody is kept one that comes from its key."""

MOMENTS = """
CREATE VIEW moments AS
SELECT l.seq, strftime('%Y-%m-%dT%H:%MZ', CASE WHEN s.anonymity = 'nothing' THEN coalesce(
    (SELECT o.at FROM standing o WHERE o.workshop = l.workshop AND o.stage = l.stage AND o.kind = 'stage_opened'
     ORDER BY o.seq LIMIT 1),
    (SELECT w.at FROM standing w WHERE w.workshop = l.workshop AND w.kind = 'workshop' ORDER BY w.seq LIMIT 1))
  ELSE l.at END / 1000, 'unixepoch') AS at
FROM standing l LEFT JOIN stages s ON s.workshop = l.workshop AND s.stage = l.stage
"""
"""The time of each entry as it may be shown."""

VOTES = """
CREATE VIEW votes AS
WITH st AS (
  SELECT l.*, coalesce(s.root, l.stage) AS root, coalesce(json_extract(l.body, '$.source'), 'phone') AS source,
    coalesce(nullif(json_extract(l.body, '$.token'), ''), l.key) AS giver
  FROM standing l LEFT JOIN stages s ON s.workshop = l.workshop AND s.stage = l.stage
  WHERE l.kind IN ('vote', 'support', 'hand_votes', 'hands')
), ballots AS (SELECT *, max(seq) FROM st WHERE kind = 'vote' GROUP BY workshop, root, giver),
counted AS (SELECT *, max(seq) FROM st WHERE kind = 'hand_votes' GROUP BY workshop, root),
supported AS (
  SELECT *, max(seq) FROM st WHERE kind = 'support' GROUP BY workshop, root, giver, json_extract(body, '$.target')
), raised AS (
  SELECT *, max(seq) FROM st WHERE kind = 'hands' AND json_type(body, '$.counts') = 'object'
    AND json_type(body, '$.target') = 'text' GROUP BY workshop, root, json_extract(body, '$.target')
), given(id, workshop, stage, item, choice, n, source) AS (
  SELECT b.seq, workshop, stage, c.key, '', c.value, source FROM ballots b, json_each(b.body, '$.choices') c
  UNION ALL
  SELECT h.seq, workshop, stage, c.key, '', c.value, 'facilitator' FROM counted h, json_each(h.body, '$.counts') c
  UNION ALL
  SELECT seq, workshop, stage, json_extract(body, '$.target'), json_extract(body, '$.choice'), 1, source FROM supported
  WHERE json_extract(body, '$.choice') IN ('support', 'live_with', 'not_yet')
  UNION ALL
  SELECT h.seq, workshop, stage, json_extract(body, '$.target'), c.key, c.value, 'facilitator'
  FROM raised h, json_each(h.body, '$.counts') c
)
SELECT g.id, g.workshop, g.stage, g.item, l.number AS comment_id, g.choice, g.n, g.source, m.at
FROM given g JOIN moments m ON m.seq = g.id LEFT JOIN numbers l ON l.key = g.item
WHERE g.n > 0
"""
"""What people gave, as it counts in the end: `n` dots, or the place from 1, for each item; or an answer to a line."""

RATINGS = """
CREATE VIEW ratings AS
SELECT r.seq AS id, r.workshop, r.stage, json_extract(r.body, '$.target') AS item, l.number AS comment_id,
  json_extract(r.body, '$.scale') AS scale, json_extract(r.body, '$.value') AS value,
  coalesce(json_extract(r.body, '$.source'), 'phone') AS source, m.at
FROM (SELECT *, max(seq) FROM standing WHERE kind = 'rating' GROUP BY workshop, json_extract(body, '$.target'),
    json_extract(body, '$.scale'), coalesce(nullif(json_extract(body, '$.token'), ''), key)) r
JOIN moments m ON m.seq = r.seq LEFT JOIN numbers l ON l.key = json_extract(r.body, '$.target')
"""

ANSWERS = """
CREATE VIEW answers AS
WITH places AS MATERIALIZED (SELECT workshop, stage, anonymity FROM stages)
SELECT CASE WHEN p.anonymity = 'nothing' THEN NULL ELSE l.seq END AS id, l.workshop, l.stage, a.key AS question,
  a.value AS answer, coalesce(json_extract(l.body, '$.source'), 'phone') AS source, m.at
FROM (SELECT *, max(seq) FROM standing WHERE kind = 'answers'
    GROUP BY workshop, stage, coalesce(nullif(json_extract(body, '$.token'), ''), key)) l
JOIN moments m ON m.seq = l.seq LEFT JOIN places p ON p.workshop = l.workshop AND p.stage = l.stage,
  json_each(l.body, '$.answers') a
ORDER BY l.workshop, l.stage, CASE WHEN p.anonymity = 'nothing' THEN 0 ELSE l.seq END, a.key, a.value
"""
"""Answers to questionnaires. Where nobody is kept nothing says which of them were given by one and the same person."""

PEOPLE = """
CREATE VIEW people AS
SELECT person AS id, workshop, json_extract(body, '$.group') AS partner_group,
  coalesce(json_extract(body, '$.table'), '') AS place,
  strftime('%Y-%m-%dT%H:%MZ', min(at) / 1000, 'unixepoch') AS joined_at, max(seq) AS last_entry
FROM standing WHERE kind = 'joined' GROUP BY workshop, person
"""

TIMES = """
CREATE VIEW stage_times AS
WITH marks AS (
  SELECT workshop, stage, kind, at, seq,
    lead(at) OVER (PARTITION BY workshop ORDER BY seq) AS next_at
  FROM standing WHERE kind IN ('stage_opened', 'stage_closed', 'finished')
)
SELECT s.workshop, s.stage_no, s.stage, s.title, s.minutes AS planned_minutes,
  strftime('%Y-%m-%dT%H:%MZ', min(m.at) / 1000, 'unixepoch') AS opened_at,
  round(sum(max(0, m.next_at - m.at)) / 60000.0, 1) AS actual_minutes
FROM stages s LEFT JOIN marks m ON m.workshop = s.workshop AND m.stage = s.stage AND m.kind = 'stage_opened'
GROUP BY s.workshop, s.stage_no
"""

ACTIONS = """
CREATE VIEW actions AS
SELECT c.id, c.workshop, c.stage, c.text, json_extract(c.field, '$.owner') AS owner,
  json_extract(c.field, '$.by') AS due, c.status, c.at
FROM comments c WHERE json_extract(c.field, '$.kind') = 'next_step'
"""

EVERY = (
    *(STANDING, STAGES, NUMBERS, MOMENTS, LIVES, THEMES, BEST),
    *(COMMENTS, VOTES, RATINGS, ANSWERS, PEOPLE, TIMES, ACTIONS),
)
"""The views, each after those that it reads."""

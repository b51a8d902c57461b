"""The views that people read in other tools say the same as the folded state."""

import contextlib
import dataclasses
import re
import sqlite3

import pytest

from facilitator import paths
from facilitator.activities import contract
from facilitator.model import acts, bodies
from facilitator.model.entry import Draft
from facilitator.model.method_file import load
from facilitator.programme import contract as programmes
from facilitator.store import file
from facilitator.store.sqlite import SqliteFeed

METHOD = load(paths.resources() / "methods" / "focused-conversation.toml", contract.KINDS)


@pytest.fixture
def day(tmp_path):
    path = tmp_path / "day.facilitator"
    file.create(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        groups = [{"id": "PAR", "label": "Parents"}]
        log.append(acts.create({"title": "T"}, [METHOD, METHOD], groups=groups, workshop="w1"))
        yield log, path


def folded(log):
    programme = programmes.empty()
    programme.fold_all(log.pull(0))
    return programme.pick(None)


def test_comments_have_words_group_prompt_and_status_as_the_program_shows_them(day):
    log, path = day
    w = folded(log)
    log.append([Draft("note", {"text": f"n{n}", "group": "PAR"}, "w1", "objective", key=f"k{n}") for n in range(6)])
    log.append([Draft("note", {"text": "lot", "group": "Scouts"}, "w1", "parking", key="lot")])
    log.append([Draft("note", {"text": "again"}, "w1", "m2-objective", key="again")])
    run = w.run("objective")
    log.append([
        acts.at(w, run, bodies.Hidden("k0", reason="r")),
        acts.at(w, run, bodies.Hidden("k1", reason="r")),
        acts.at(w, run, bodies.Restored("k1")),
        acts.at(w, run, bodies.Edited("k2", text="better")),
        acts.merge(w, run, ["k3"], "k4"),
    ])  # fmt: skip
    undone = acts.at(w, run, bodies.Hidden("k5", reason="r"))
    log.append([undone, Draft("retracted", {"target": undone.key}, "w1")])
    w = folded(log)
    with contextlib.closing(sqlite3.connect(path)) as db:
        shown = db.execute("SELECT text, partner_group, status, stage, method FROM comments ORDER BY id").fetchall()
        prompts = dict(db.execute("SELECT text, prompt FROM comments"))
    notes = [(run.id, n) for run in (*w.stages, w.parking) for n in run.notes]
    by_seq = [n for _, n in sorted(notes, key=lambda pair: pair[1].seq)]
    assert [(t, s) for t, _, s, _, _ in shown] == [("" if n.status == "hidden" else n.text, n.status) for n in by_seq]
    assert shown[0][1] == "Parents"
    assert shown[6] == ("lot", "Scouts", "live", "parking", None)
    assert shown[7][3:] == ("m2-objective", "focused-conversation")
    assert prompts["lot"] == "Parking lot"
    assert prompts["n5"] == METHOD.stages[1].questions[0]


def test_stage_times_are_the_planned_and_the_actual_minutes(day):
    log, path = day
    t0 = 1_700_000_000_000
    log.append([
        Draft("stage_opened", {}, "w1", "open", at=t0),
        Draft("stage_opened", {}, "w1", "objective", at=t0 + 240_000),
        Draft("stage_opened", {}, "w1", "open", at=t0 + 300_000),
        Draft("finished", {}, "w1", at=t0 + 420_000),
    ])  # fmt: skip
    with contextlib.closing(sqlite3.connect(path)) as db:
        query = "SELECT stage, planned_minutes, actual_minutes FROM stage_times ORDER BY stage_no"
        times = db.execute(query).fetchall()
    assert times[:3] == [("open", 3, 6.0), ("objective", 7, 1.0), ("reflective", 7, None)]
    assert len(times) == 12


def test_people_and_actions(day):
    log, path = day
    step = {"kind": "next_step", "owner": "LA", "by": "2026-05-01"}
    log.append([
        Draft("joined", {"group": "PAR", "table": "2"}, "w1", "", "p1"),
        Draft("note", {"text": "try it", "fields": step}, "w1", "decisional"),
        Draft("support", {"target": "x", "choice": "support", "token": "t"}, "w1", "decisional"),
        Draft("support", {"target": "x", "choice": "not_yet", "token": "u"}, "w1", "decisional"),
        Draft("support", {"target": "x", "choice": "", "token": "u"}, "w1", "decisional"),
        Draft("hands", {"target": "x", "counts": {"live_with": 3}}, "w1", "decisional"),
    ])  # fmt: skip
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT id, partner_group, place FROM people").fetchall() == [("p1", "PAR", "2")]
        assert db.execute("SELECT text, owner, due FROM actions").fetchall() == [("try it", "LA", "2026-05-01")]
        given = db.execute("SELECT choice, n, source FROM votes").fetchall()
        assert given == [("support", 1, "phone"), ("live_with", 3, "facilitator")]


def test_the_views_read_only_what_slices_declare(day):
    """Every kind that a view lists is declared, and what it reads of a body is there in one of the kinds it lists."""
    every = {}
    for activity in contract.KINDS:
        for kind in contract.kinds(activity):
            every.setdefault(kind.name, []).append(kind)
    kinds = {name: found[0] for name, found in every.items()}
    _, path = day
    with contextlib.closing(sqlite3.connect(path)) as db:
        views = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    assert {"comments", "votes", "ratings", "answers", "people", "themes"} <= set(views)
    for view in ("votes", "ratings", "answers", "people"):
        listed = re.findall(r"'(\w+)'", " ".join(re.findall(r"\bkind (?:=|IN) (.*)", views[view])))
        bodies_of = [each.body for name in listed if name in kinds for each in every[name]]
        there = {str(f.metadata.get("called", f.name)) for body in bodies_of for f in dataclasses.fields(body)}
        assert bodies_of
        assert set(re.findall(r"body, '\$\.(\w+)'", views[view])) <= there, view
    assert {"hidden", "restored", "parked", "withdrawn", "merged", "edited", "note", "theme"} <= set(kinds)


def test_stages_stand_in_the_order_they_were_put_in_on_the_day_until_that_is_undone(day):
    log, path = day

    def both():
        with contextlib.closing(sqlite3.connect(path)) as db:
            shown = [stage for (stage,) in db.execute("SELECT stage FROM stages ORDER BY stage_no")]
        return shown, [run.id for run in folded(log).stages]

    before = both()[1]
    swapped = [*before[:3], before[4], before[3], *before[5:]]
    one = bodies.Reordered({name: place for place, name in enumerate(swapped, 1)}).draft("w1")
    other = bodies.Reordered({"gone": 1, before[-1]: 1, before[1]: 1}).draft("w1")
    log.append([one])
    shown, stages = both()
    assert shown == stages == swapped
    log.append([other])
    shown, stages = both()
    assert shown == stages
    assert set(stages[:3]) == {before[0], before[1], before[-1]} and sorted(stages) == sorted(before)
    log.append([Draft("retracted", {"target": other.key}, "w1"), Draft("retracted", {"target": one.key}, "w1")])
    assert both() == (before, before)


def test_a_view_is_not_spelled_out_over_and_over_before_it_is_read(day):
    """What a view names is spelled out by SQLite wherever it is named, again within each of these, before any row."""
    names = ("standing", "stages", "numbers", "comments", "moments", "votes", "ratings", "answers", "actions")
    _, path = day
    asked = dict.fromkeys(names, 0)
    with contextlib.closing(sqlite3.connect(path)) as db:
        for name in names:

            def note(*what, name=name):
                asked[name] += 1
                return sqlite3.SQLITE_OK

            db.set_authorizer(note)
            db.execute(f"EXPLAIN SELECT * FROM {name}").fetchone()
    assert {name: n for name, n in asked.items() if n > 90_000} == {}
    assert all(asked.values())

"""What pretend people will do, made before they do it."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from facilitator.activities import samples
from facilitator.activities.playing import Cast
from facilitator.model import acts, bodies
from facilitator.model.entry import Draft
from facilitator.model.notes import PARKED
from facilitator.model.workshop import Workshop
from facilitator.records import load
from facilitator.rehearsal import people, stage_file
from facilitator.rehearsal.director import Director
from facilitator.rehearsal.script import Script, words
from facilitator.rehearsal.script import people as roles_for
from facilitator.store.faults import Fault
from facilitator.store.feed import append_to, open_feed


@pytest.fixture
def poole(tmp_path: Path) -> Workshop:
    """The sample's workshop, before anybody has come."""
    stage_file.from_sample(tmp_path / "poole.facilitator", "poole")
    return load.workshop(tmp_path / "poole.facilitator")[1]


def write(workshop: Workshop, count: int | None = None, seed: int = 1, *, rows: int = 0, bare: bool = False) -> Script:
    """The script for a workshop: of the sample, of some rows, or of invented people."""
    play = {} if bare else samples.find("poole").play
    cast = Cast(roles_for(workshop, play, count), Random(seed), words())
    return people.write(workshop, cast, play, [(f"row {n}", "Parents") for n in range(rows)] if rows else None)


def test_the_sample_speaks_of_people_notes_and_stages_that_exist(poole: Workshop) -> None:
    play = samples.find("poole").play
    known = {person["id"]: person for person in play["people"]}
    groups = {group.id for group in poole.groups}
    assert len(known) == 25
    assert Counter(p["group"] for p in known.values()) == {"VCS": 10, "CCM": 6, "LA": 5, "PAR": 4}
    names = [note["id"] for notes in (*play["stages"].values(), play["parking"]) for note in notes if "id" in note]
    assert len(set(names)) == len(names)
    for stage, notes in play["stages"].items():
        limit, fields = poole.runs[stage].stage.limit, {f.id for f in poole.runs[stage].stage.fields}
        for note in notes:
            assert len(note["text"]) <= limit
            assert set(note.get("fields", {})) <= fields
            assert known[note["by"]]["group"] in groups
            assert sum(note.get("support", ())) in (0, 5)
    for act in play["acts"]:
        assert act["stage"] in poole.runs
        assert {*act.get("notes", ()), *(act[k] for k in ("note", "into") if k in act)} <= set(names)


def test_the_same_seed_plays_the_same(poole: Workshop) -> None:
    first, second, other = write(poole), write(poole), write(poole, seed=2)
    assert [(t.by, t.at, t.key) for t in first.turns] == [(t.by, t.at, t.key) for t in second.turns]
    assert {t.key for t in first.turns} & {t.key for t in other.turns} == set()


@pytest.mark.parametrize("count", [1, 7, 25, 60])
def test_any_number_of_people_says_all_the_sample_says(poole: Workshop, count: int) -> None:
    script = write(poole, count)
    assert len(script.roles) == count
    who = {role.id for role in script.roles}
    assert {turn.by for turn in script.turns} <= who
    assert any(role.phone for role in script.roles)
    said = [turn.form["text"] for turn in script.turns if "text" in turn.form]
    assert "hopeful but tired" in said


def test_each_row_is_one_turn_in_the_collecting_stages(poole: Workshop) -> None:
    script = write(poole, rows=41)
    rows = [turn for turn in script.turns if turn.row]
    assert sorted(turn.form["text"] for turn in rows) == sorted(f"row {n}" for n in range(41))
    assert set(Counter(t.stage for t in rows)) == {"objective", "reflective", "interpretive", "close"}
    groups = {role.id: role.group for role in script.roles}
    assert {groups[turn.by] for turn in rows} == {"PAR"}
    assert {turn.stage for turn in script.turns if not turn.row} == {"decisional"}
    assert {act.do for act in script.acts} == {"reveal"}


def test_invented_people_answer_what_is_required(poole: Workshop) -> None:
    script = write(poole, 30, bare=True)
    lines = [t for t in script.turns if t.stage == "decisional" and "text" in t.form]
    assert lines
    assert all(line.form["kind"] in ("resolve", "next_step", "open") for line in lines)
    assert max(Counter(t.by for t in lines).values()) <= 2
    assert all(turn.after in lines for turn in script.turns if "target" in turn.form)
    assert {act.do for act in script.acts} == {"reveal", "hide", "merge", "park"}
    assert sum(turn.twice for turn in script.turns) == 1


def test_a_rehearsal_of_a_file_takes_its_plan_and_none_of_its_words(poole: Workshop, tmp_path: Path) -> None:
    source, target = tmp_path / "poole.facilitator", tmp_path / "rehearsal.facilitator"
    run = poole.runs["objective"]
    note = acts.note(poole, run, "a real comment")
    edited = Draft("stage_edited", {"minutes": 9, "questions": ["What else?"]}, poole.id, run.id)
    append_to(source, [note, acts.at(poole, run, bodies.Parked(note.key)), edited])
    assert [n.status for _, n in load.workshop(source)[1].parked()] == [PARKED]
    before = source.read_bytes()
    stage_file.from_file(target, source)
    copy = load.workshop(target)[1]
    assert source.read_bytes() == before
    assert copy.rehearsal
    assert sum(len(r.notes) for r in (*copy.stages, copy.parking)) == 0
    assert (copy.runs["objective"].stage.minutes, copy.runs["objective"].prompt) == (9, "What else?")
    assert [run.id for run in copy.stages] == [run.id for run in poole.stages]
    assert copy.info.title == poole.info.title
    assert "a real comment" not in target.read_bytes().decode("utf-8", "replace")


def test_comments_are_read_with_their_groups(tmp_path: Path) -> None:
    source = tmp_path / "c.csv"
    source.write_text(
        'id,text,group\n1,"Erst, dann",Eltern\n2,,\n3,"' + "x" * 2001 + '",\n4,再来,\n', encoding="utf-8-sig"
    )
    assert stage_file.comments(source) == ([("Erst, dann", "Eltern"), ("再来", "")], 2)


@pytest.mark.parametrize("content", [b"words\nhello\n", b"", b"text\n\xff\xfe\xfa\n"])
def test_what_is_no_list_of_comments_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "c.csv"
    source.write_bytes(content)
    with pytest.raises(Fault, match=r"c\.csv"):
        stage_file.comments(source)


def test_in_each_stage_that_locks_somebody_sends_too_late(tmp_path: Path) -> None:
    path = tmp_path / "kj.facilitator"
    stage_file.from_method(path, "kj", 25)
    workshop = load.workshop(path)[1]
    late = [turn for turn in write(workshop, 25, bare=True).turns if turn.late]
    assert [turn.stage for turn in late] == [run.id for run in workshop.stages if run.stage.timer == "HARD"]
    assert len({turn.key for turn in late}) == len(late) == 2


def test_the_director_files_a_note_under_another_hat(tmp_path: Path) -> None:
    path = tmp_path / "hats.facilitator"
    stage_file.from_method(path, "six-hats", 25)
    workshop = load.workshop(path)[1]
    script = write(workshop, 25, bare=True)
    act = next(act for act in script.acts if act.do == "refile")
    turn = script.named(act.what["note"])
    assert turn is not None
    with contextlib.closing(open_feed(path)) as log:
        drafts = Director(workshop, script, {}, log).drafts(workshop.runs[act.stage], act, {turn.name: turn.key})
    assert [(draft.kind, draft.stage, draft.body) for draft in drafts] == [
        ("filed", "black", {"target": turn.key, "to": "white"})
    ]

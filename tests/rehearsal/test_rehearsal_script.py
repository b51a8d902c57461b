"""What pretend people will do, made before they do it."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from facilitator.activities import contract, library, samples
from facilitator.activities.playing import Cast, Role, Turn, halves
from facilitator.model import acts, bodies
from facilitator.model.clock import GRACE, Clock
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


def _written(tmp_path: Path, key: str, people_: int = 25) -> tuple[Workshop, Script, Cast]:
    path = tmp_path / f"{key}.facilitator"
    path.unlink(missing_ok=True)
    stage_file.from_method(path, key, people_)
    workshop = load.workshop(path)[1]
    cast = Cast(roles_for(workshop, {}, people_), Random(1), words())
    return workshop, people.write(workshop, cast, {}), cast


@pytest.mark.parametrize("key", ["focused-conversation", "kj", "six-hats", "board-storm", "check-in", "check-out"])
def test_pretend_people_speak_to_the_question_in_words_of_its_own(tmp_path: Path, key: str) -> None:
    """No stage that takes words has fewer than twenty of its own, none is too long, and nobody repeats another."""
    workshop, script, cast = _written(tmp_path, key)
    for run in workshop.stages:
        notes = [t.form["text"] for t in script.turns if t.stage == run.id and t.form.get("text") and t.by != "host"]
        own = cast.said.get(run.id)
        if own is None or "combine" in run.id or "relations" in run.id:
            continue
        tended = {own.hide, own.park, own.wrong, *own.same} - {""}
        assert len(own.notes) + len(tended) >= 20, run.id
        spoken_here = {halves(words)[0] for words in (*own.notes, *tended)}
        assert all(len(words) <= run.stage.limit for words in spoken_here), run.id
        if contract.activity(run.stage.activity).takes_words and not run.stage.options.get("form"):
            early = [t for t in script.turns if t.shown_in]
            said = [words for words in notes if words not in {t.form["text"] for t in early}]
            assert set(said) <= spoken_here, run.id
            assert len(set(said)) >= min(len(said), 20) - 2, run.id


def test_the_pretend_facilitator_joins_only_what_says_the_same_and_withholds_only_what_points_to_a_person(
    tmp_path: Path,
) -> None:
    for key in ("focused-conversation", "six-hats", "kj"):
        workshop, script, cast = _written(tmp_path, key)
        for act in script.acts:
            own = cast.said.get(act.stage)
            if act.do == "hide":
                turn = script.named(act.what["note"])
                assert turn is not None and own is not None and turn.form["text"] == halves(own.hide)[0]
                assert workshop.runs[act.stage].stage.id != "red"
            if act.do == "merge":
                pair = [script.named(name) for name in (*act.what["notes"], act.what["into"])]
                assert own is not None
                assert [turn.form["text"] for turn in pair if turn] == [halves(words)[0] for words in own.same]
    assert {act.do for act in _written(tmp_path, "six-hats")[1].acts} >= {"hide", "merge", "park", "refile"}


def test_titles_fit_what_stands_in_their_groups(tmp_path: Path) -> None:
    _workshop, script, cast = _written(tmp_path, "kj")
    texts = {turn.key: turn.form["text"] for turn in script.turns if "text" in turn.form}
    groups: dict[str, list[str]] = {}
    for turn in (turn for turn in script.turns if turn.stage == "group" and turn.form.get("choice")):
        home = turn.key if turn.form["choice"] == "new" else turn.after.key if turn.after else ""
        groups.setdefault(home, []).append(texts[turn.form["target"]])
    titles = {
        act.what["said"].cluster: act.what["said"].title
        for act in script.acts
        if act.stage == "title" and "said" in act.what
    }
    assert len(titles) >= 5 and set(titles) == set(groups)
    for key, notes in groups.items():
        alike = next(alike for alike in cast.alike if alike.title == titles[key])
        assert set(notes) <= set(alike.notes)
    proposed = {turn.form["text"] for turn in script.turns if turn.stage == "title" and "text" in turn.form}
    assert proposed <= {words for alike in cast.alike for words in (alike.title, *alike.others)}


def test_some_come_late_some_have_no_phone_some_think_again_and_some_leave(tmp_path: Path) -> None:
    workshop, script, _cast = _written(tmp_path, "focused-conversation")
    assert any(not role.phone for role in script.roles) and any(role.late for role in script.roles)
    gone = {role.id for role in script.roles if role.leaves}
    last = {run.id for run in workshop.stages[-2:]}
    assert gone and not [
        t for t in script.turns if t.by in gone and t.stage in last and not t.name and "text" in t.form
    ]
    assert any("withdraw" in turn.form for turn in script.turns)


@pytest.mark.parametrize("method", library.methods())
def test_nobody_sends_before_they_have_come(method: str, tmp_path: Path) -> None:
    workshop, script, _cast = _written(tmp_path, method)
    order = [run.id for run in workshop.stages]
    comes = {role.id: order.index(role.late[0]) for role in script.roles if role.late and role.late[0] in order}
    assert [turn for turn in script.turns if order.index(turn.during) < comes.get(turn.by, 0)] == []


class Written:
    """A feed that keeps what is written in one go together, and stores none of it."""

    def __init__(self) -> None:
        self.batches: list[list[Draft]] = []

    def append(self, drafts: Sequence[Draft]) -> list[object]:
        """Take a batch."""
        self.batches.append(list(drafts))
        return []


def test_no_stage_locks_while_somebody_is_still_sending_however_slow_the_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is held in the write that starts it: nothing can come between, and it ends when all have sent."""
    monkeypatch.setattr("facilitator.rehearsal.director.speed", lambda: 5000.0)
    path = tmp_path / "kj.facilitator"
    stage_file.from_method(path, "kj", 25)
    workshop = load.workshop(path)[1]
    turn = Turn("X000", "vote", 0.1, {"p1": "a"}, "k" * 32)
    script = Script([Role("X000")], [turn])
    written = Written()
    director = Director(workshop, script, {run.id: 0.01 for run in workshop.stages}, written)

    async def sends_last() -> None:
        while not any(draft.stage == "vote" for batch in written.batches for draft in batch):
            await asyncio.sleep(0)
        turn.done = True

    async def play_both() -> None:
        await asyncio.gather(director.lead(), sends_last())

    asyncio.run(play_both())
    batches = [
        [d.body for d in batch if d.kind == "timer"] for batch in written.batches if batch and batch[0].stage == "vote"
    ]
    timers = [verbs for verbs in batches if verbs]
    assert [[said["verb"] for said in verbs] for verbs in timers] == [["start", "pause"], ["start", "add"]]
    clock = Clock("HARD", 480_000)
    clock.start(0)
    clock.pause(0)
    assert not clock.locked(24 * 3_600_000)
    clock.start(3_600_000)
    clock.add(timers[1][1].get("seconds", 0))
    assert clock.locked(3_600_000 + 480_000 + GRACE)


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

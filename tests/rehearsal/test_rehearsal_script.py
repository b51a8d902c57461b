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
from facilitator.activities.market.bodies import Hands
from facilitator.activities.playing import Cast, Role, Turn, halves, told
from facilitator.model import acts, bodies
from facilitator.model.clock import GRACE, Clock
from facilitator.model.entry import Draft, public
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


OF_THEIR_OWN = {
    "open-space": {"propose": 20, "sessions": 60, "huddle": 20, "circle": 20},
    "force-field": {"state": 20, "drivers": 20, "restrainers": 20, "act": 20},
    "speed-dating": {"rounds": 20, "debrief": 20},
    "scenario-workshop": {
        "read": 20, "critique": 20, "plenary": 20, "vision": 20, "elements": 20, "ideas": 20, "commit": 20,
    },
}  # fmt: skip


def _vocabulary(key: str) -> dict[str, set[str]]:
    """What can be said in each stage of a method whose words have a shape of their own."""
    words_of = told(key)
    found = {name: set(table["notes"]) for name, table in words_of.items() if "notes" in _of(table)}
    if key == "open-space":
        topics = words_of["propose"]["topics"]
        found["propose"] = {topic["title"] for topic in topics}
        found["sessions"] = {line for topic in topics for line in topic["lines"]}
        found["huddle"] = {topic["action"] for topic in topics}
    if key == "force-field":
        forces = words_of["name"]["forces"]
        for side in ("driver", "restrainer"):
            found[f"{side}s"] = {words for force in forces if force["side"] == side for words in force["says"]}
        found["act"] = {idea[1] for force in forces for idea in force["ideas"]} | {words_of["new"]}
    if key == "scenario-workshop":
        for stage in ("read", "critique"):
            found[stage] = {words for lines in words_of[stage]["stories"] for words in lines}
        found["vision"] = {scene["text"] for scene in words_of["vision"]["scenes"]}
        found["elements"] |= {words for group in words_of["elements"]["groups"] for words in group["notes"]}
        found["ideas"] = {idea["text"] for idea in words_of["ideas"]["ideas"]}
    return found


def _of(table: object) -> dict[str, object]:
    return table if isinstance(table, dict) else {}


@pytest.mark.parametrize("key", OF_THEIR_OWN)
def test_each_stage_has_twenty_things_of_its_own_to_say(key: str) -> None:
    found = _vocabulary(key)
    assert {name: len(found[name]) >= least for name, least in OF_THEIR_OWN[key].items()} == dict.fromkeys(
        OF_THEIR_OWN[key], True
    )


@pytest.mark.parametrize("key", OF_THEIR_OWN)
@pytest.mark.parametrize("people_", [25, 80])
def test_nobody_repeats_another_while_there_is_something_else_to_say(key: str, people_: int, tmp_path: Path) -> None:
    """What is said in a stage is its own; no note is too long, and none comes again before all have been said."""
    workshop, script, _cast = _written(tmp_path, key, people_)
    there = {halves(words)[0] for said in _vocabulary(key).values() for words in said}
    for run in workshop.stages:
        if run.stage.activity in ("vote", "cluster"):
            continue
        said = Counter(turn.form["text"] for turn in script.turns if turn.stage == run.id and turn.form.get("text"))
        assert set(said) <= there, run.id
        assert all(len(words) <= run.stage.limit for words in said), run.id
        names = [turn for turn in script.turns if turn.stage == run.id and turn.form.get("text") and not turn.late]
        assert len(said) >= min(len(names), 20) * 0.8, (run.id, len(said), len(names))


def test_a_report_and_what_is_done_are_about_their_topic(tmp_path: Path) -> None:
    _workshop, script, _cast = _written(tmp_path, "open-space")
    by_name = {public(turn.key): turn.form["text"] for turn in script.turns if "convener" in turn.form}
    known = {topic["title"]: topic for topic in told("open-space")["propose"]["topics"]}
    lines = [turn for turn in script.turns if turn.form.get("part")]
    assert len(by_name) >= 5 and len(lines) >= 20
    for turn in lines:
        topic = known[by_name[turn.form["topic"]]]
        assert f"{turn.form['text']} | {turn.form['part']}" in topic["lines"]
    for turn in (turn for turn in script.turns if turn.stage == "huddle"):
        assert turn.form["text"] == known[by_name[turn.form["topic"]]]["action"]


def test_only_what_says_the_same_is_joined_in_a_force_field_and_an_idea_is_about_its_force(tmp_path: Path) -> None:
    _workshop, script, _cast = _written(tmp_path, "force-field", 80)
    forces = told("force-field")["name"]["forces"]
    home = {words: number for number, force in enumerate(forces) for words in force["says"]}
    by_name = {turn.name: turn.form["text"] for turn in script.turns if turn.name}
    joined = [act for act in script.acts if act.do == "merge"]
    assert len(joined) == len(forces)
    for act in joined:
        assert len({home[by_name[name]] for name in (*act.what["notes"], act.what["into"])}) == 1
    texts = {public(turn.key): turn.form["text"] for turn in script.turns if "text" in turn.form}
    for turn in (turn for turn in script.turns if turn.form.get("force")):
        ideas = forces[home[texts[turn.form["force"]]]]["ideas"]
        assert [turn.form["effect"], turn.form["text"], turn.form["first_step"]] in ideas


def test_an_idea_of_a_scenario_workshop_is_for_the_element_that_it_fits(tmp_path: Path) -> None:
    _workshop, script, cast = _written(tmp_path, "scenario-workshop")
    fits = {idea["text"]: idea["for"] for idea in told("scenario-workshop")["ideas"]["ideas"]}
    titles = {public(key): title for key, title in cast.titles.items()}
    assert len(titles) > 2 and set(titles.values()) <= set(fits.values())
    tied = [turn for turn in script.turns if turn.stage == "ideas" and turn.form.get("element")]
    assert len(tied) > 5 and all(titles[turn.form["element"]] == fits[turn.form["text"]] for turn in tied)


@pytest.mark.parametrize("key", ["open-space", "force-field", "speed-dating", "scenario-workshop", "board-storm", "kj"])
def test_who_came_late_takes_part_from_then_on(key: str, tmp_path: Path) -> None:
    _workshop, script, _cast = _written(tmp_path, key)
    late = {role.id for role in script.roles if role.late}
    assert late and {turn.by for turn in script.turns} >= late


def test_people_think_again_and_those_without_a_phone_are_entered(tmp_path: Path) -> None:
    _workshop, script, _cast = _written(tmp_path, "open-space")
    assert any(turn.form.get("choice") == "off" for turn in script.turns)
    assert any(turn.form.get("act") == "placed" and turn.stage == "place" for turn in script.turns)
    said = [act.what["said"] for act in script.acts if "said" in act.what]
    mute = sum(not role.phone for role in script.roles)
    assert [one.n for one in said if isinstance(one, Hands)] == [mute]
    assert any(turn.form.get("choice") == "0" for turn in _written(tmp_path, "open-space")[1].turns)
    twice = Counter(turn.by for turn in _written(tmp_path, "force-field")[1].turns if turn.stage == "read")
    assert max(twice.values()) == 2
    wishes = [turn for turn in _written(tmp_path, "speed-dating")[1].turns if turn.form.get("choice") in ("yes", "no")]
    assert any(turn.after for turn in wishes)


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

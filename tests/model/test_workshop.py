import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator import paths
from facilitator.activities import contract, library
from facilitator.model import acts, bodies
from facilitator.model.clock import GRACE, MINUTE
from facilitator.model.entry import Draft, Entry
from facilitator.model.method_file import MethodError, load, parse
from facilitator.model.workshop import PARKING, retracted
from facilitator.programme import contract as programmes

METHOD = load(paths.resources() / "methods" / "focused-conversation.toml", contract.KINDS)
T0 = 1_700_000_000_000


class Room:
    """A workshop whose log is a list."""

    def __init__(self, methods=(METHOD,)):
        self.programme, self.log, self.now = programmes.empty(), [], T0
        self.ask(
            *acts.create({"title": "T", "challenge": "C"}, list(methods), groups=[{"id": "PAR", "label": "Parents"}])
        )
        self.w = self.programme.pick(None)

    def ask(self, *drafts):
        changes = []
        for d in drafts:
            at = self.now if d.at is None else d.at
            entry = Entry(len(self.log) + 1, d.key, d.workshop, d.stage, at, d.person, d.kind, d.body)
            self.log.append(entry)
            changes.append(self.programme.fold(entry))
        return changes

    def next(self):
        self.ask(*acts.step(self.w, 1))

    def write(self, stage, text, person="", **body):
        draft = Draft("note", {"text": text, "source": "phone", **body}, self.w.id, stage, person)
        self.ask(draft)
        return draft.key

    def snapshot(self):
        w = self.w
        return (
            w.info, w.open_id, w.screen.view, w.screen.blank, w.finished_at, len(w.people),
            [(r.id, r.stage, r.status, r.revealed, r.asking, r.spans, r.clock, sorted(r.ticked),
              [(n.key, n.text, n.status, n.shown, n.fields) for n in r.notes]) for r in w.stages],
        )  # fmt: skip


def test_stages_open_in_order_and_the_last_is_the_last():
    room, seen = Room(), []
    for _ in range(8):
        room.next()
        seen.append(room.w.open_id)
    assert seen == ["open", "objective", "reflective", "interpretive", "decisional", "close", "close", "close"]


def test_opening_one_closes_the_other_and_going_back_loses_nothing():
    room = Room()
    room.next()
    room.next()
    room.ask(acts.timer(room.w.current, room.w, "start"))
    key = room.write("objective", "fact")
    room.now += 3 * MINUTE
    room.next()
    assert room.w.run("objective").clock.phase(room.now) == "paused"
    room.now += MINUTE
    room.ask(*acts.step(room.w, -1))
    run = room.w.current
    assert (run.id, run.notes.get(key).text) == ("objective", "fact")
    assert run.clock.remaining(room.now) == 4 * MINUTE
    assert run.actual(room.now + MINUTE) == 4 * MINUTE


def test_phones_may_send_for_a_while_after_the_close():
    room = Room()
    room.next()
    room.next()
    run = room.w.current
    assert run.takes_entries(room.now)
    room.next()
    assert run.takes_entries(room.now + GRACE)
    assert not run.takes_entries(room.now + GRACE + 1)
    assert not room.w.run("close").takes_entries(room.now)


def test_nobody_sees_sums_while_answers_may_still_change():
    room = Room()
    waits = room.w.run("objective")
    assert waits.answers_open(room.now), "a form that was filled in early says nothing yet"
    room.next()
    room.next()
    run = room.w.current
    room.ask(acts.timer(run, room.w, "start"))
    assert run is waits
    run.clock.profile = "HARD"
    end = run.clock.ends_at(room.now)
    assert run.answers_open(end + GRACE - 1)
    assert not run.answers_open(end + GRACE), "the clock has locked it, for phones and for the facilitator alike"
    assert not run.takes_entries(end + GRACE)
    room.next()
    assert not run.answers_open(room.now)


def test_two_methods_in_one_day_keep_their_stages_apart():
    room = Room((METHOD, METHOD))
    ids = [r.id for r in room.w.stages]
    assert len(set(ids)) == 12
    assert ids[6:8] == ["m2-open", "m2-objective"]
    assert room.w.run("m2-objective").stage.feeds == ("m2-open",)


def test_parking_lot_is_always_open_and_gathers_parked_notes():
    room = Room()
    first = room.write("objective", "off the path")
    room.write(PARKING, "crèche?")
    room.ask(acts.at(room.w, room.w.run("objective"), bodies.Parked(first)))
    assert [(run.id, n.text) for run, n in room.w.parked()] == [("objective", "off the path"), (PARKING, "crèche?")]
    assert room.w.run(PARKING).takes_entries(room.now)


def test_editing_a_stage_keeps_its_notes_and_moves_its_clock():
    room = Room()
    room.write("objective", "kept")
    room.ask(Draft("stage_edited", {"minutes": 9, "questions": ["Which one?"]}, room.w.id, "objective"))
    run = room.w.run("objective")
    assert (run.stage.minutes, run.prompt, run.clock.length, len(run.notes)) == (9, "Which one?", 9 * MINUTE, 1)
    assert run.state.stage is run.stage


def test_the_question_asked_now():
    room = Room()
    run = room.w.run("objective")
    room.ask(Draft("asked", {"question": 1}, room.w.id, run.id))
    assert run.prompt == run.stage.questions[1]
    room.ask(Draft("asked", {"question": 99}, room.w.id, run.id))
    assert run.prompt == run.stage.questions[-1]


def test_people_are_counted_by_phone_or_by_hand():
    room = Room()
    room.ask(
        Draft("joined", {"group": "PAR"}, room.w.id, "", "p1"), Draft("joined", {"group": ""}, room.w.id, "", "p2")
    )
    assert room.w.people.by_group() == {"PAR": 1, "": 1}
    room.ask(Draft("attendance", {"groups": {"PAR": 4}}, room.w.id))
    assert room.w.people.by_group() == {"PAR": 4}
    assert room.w.people.present() == 4


def test_undo_and_redo_walk_through_the_facilitators_acts_and_leave_phones_alone():
    room = Room()
    room.next()
    key = room.write("objective", "from a phone", person="p1")
    before = room.snapshot()
    room.ask(acts.at(room.w, room.w.run("objective"), bodies.Hidden(key, reason="x")))
    room.ask(acts.screen(room.w, bodies.ScreenSet(blank=True)))
    after = room.snapshot()
    room.ask(acts.undo(room.w))
    room.ask(acts.undo(room.w))
    assert room.snapshot() == before
    room.ask(acts.redo(room.w))
    room.ask(acts.redo(room.w))
    assert room.snapshot() == after
    assert acts.redo(room.w) is None


def test_what_was_done_together_is_undone_and_redone_as_one():
    room = Room()
    room.next()
    before = room.snapshot()
    for text in ("first", "second"):
        room.ask(acts.note(room.w, room.w.run("objective"), text, together="tie"))
    after = room.snapshot()
    for _ in range(2):
        for act, state in ((acts.undo, before), (acts.redo, after)):
            draft = act(room.w)
            room.ask(draft, *acts.along(room.w, draft))
            assert room.snapshot() == state
    assert acts.redo(room.w) is None
    alone = acts.screen(room.w, bodies.ScreenSet(blank=True))
    room.ask(alone)
    draft = acts.undo(room.w)
    assert draft.body["target"] == alone.key
    assert acts.along(room.w, draft) == []


def test_redo_ends_when_something_else_is_done():
    room = Room()
    room.next()
    room.ask(acts.undo(room.w))
    room.ask(acts.screen(room.w, bodies.ScreenSet(blank=True)))
    assert acts.redo(room.w) is None


def test_a_workshop_keeps_its_only_method():
    assert acts.undo(Room().w) is None


def test_a_late_phone_entry_does_not_stop_redo():
    room = Room()
    room.next()
    room.ask(acts.undo(room.w))
    room.write("objective", "late")
    assert acts.redo(room.w) is not None


ACTS = st.lists(
    st.sampled_from(
        [
            "next",
            "back",
            "write",
            "hide",
            "restore",
            "edit",
            "park",
            "merge",
            "reveal",
            "start",
            "pause",
            "add",
            "undo",
            "redo",
        ]
    ),
    max_size=25,
)


def perform(room, name):
    w, run = room.w, room.w.current or room.w.stages[1]
    keys = list(run.notes.by_key)
    room.now += 1000
    simple = {"hide": bodies.Hidden, "restore": bodies.Restored, "park": bodies.Parked}
    if name in ("next", "back"):
        room.ask(*acts.step(w, 1 if name == "next" else -1))
    elif name == "write":
        room.write(run.id, "words")
    elif name in simple and keys:
        room.ask(acts.at(w, run, simple[name](keys[0])))
    elif name == "edit" and keys:
        room.ask(acts.at(w, run, bodies.Edited(keys[-1], text="new")))
    elif name == "merge" and len(keys) > 1:
        room.ask(acts.merge(w, run, keys, keys[0]))
    elif name == "reveal":
        room.ask(Draft("revealed", {}, w.id, run.id))
    elif name in ("start", "pause", "add"):
        room.ask(acts.timer(run, w, name, 60))
    elif name in ("undo", "redo"):
        draft = (acts.undo if name == "undo" else acts.redo)(w)
        if draft:
            room.ask(draft)


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_any_day_folded_again_from_the_log_is_the_same_day(names):
    """Two processes that read the same log reach the same state, undo and all."""
    room = Room()
    for name in names:
        perform(room, name)
    again = Room.__new__(Room)
    again.programme = programmes.empty()
    again.programme.fold_all(room.log)
    again.w = again.programme.pick(None)
    assert again.snapshot() == room.snapshot()
    notes = sum(len(r.notes) for r in room.w.stages)
    dead = retracted(room.log)
    assert notes == sum(1 for e in room.log if e.kind == "note" and e.key not in dead)


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_undo_then_redo_is_nothing(names):
    room = Room()
    for name in names:
        perform(room, name)
    before = room.snapshot()
    draft = acts.undo(room.w)
    if draft:
        room.ask(draft)
        room.ask(acts.redo(room.w))
    assert room.snapshot() == before


@pytest.mark.parametrize("taken", [set(), {"2222"}])
def test_codes_are_four_clear_figures(taken):
    code = acts.new_code(taken)
    assert len(code) == 4
    assert set(code) <= set("23456789")
    assert code not in taken


CHAINED = """
key = "chained"
title = "Chained"
purpose = "p"
credit = "c"
[[stages]]
id = "write"
title = "Write"
activity = "collect"
[[stages]]
id = "add"
title = "Add"
activity = "collect"
continues = "write"
[[stages]]
id = "use"
title = "Use"
activity = "collect"
feeds = ["write"]
"""


def test_a_stage_may_continue_another_and_feed_a_third():
    room = Room((parse(CHAINED, "c.toml", contract.KINDS),) * 2)
    first, second = room.write("m2-write", "one"), room.write("m2-add", "two")
    use = room.w.run("m2-use")
    assert [i.text for i in use.state.feed()] == ["one", "two"]
    assert room.w.run("m2-add").notes.get(first).text == "one"
    assert [n.key for n in room.w.run("m2-add").own_notes()] == [second]
    assert room.w.run("use").state.feed() == []
    (change,) = room.ask(acts.at(room.w, room.w.run("m2-add"), bodies.Edited(first, text="better")))
    assert [i.text for i in use.state.feed()] == ["better", "two"]
    assert (change.same, change.linked) == ({"m2-write", "m2-add"}, {"m2-use"})
    assert [change.notes_of(stage) for stage in ("m2-write", "m2-use", "use")] == [{first}, None, set()]
    assert [change.touches(stage) for stage in ("m2-write", "m2-use", "use")] == [True, True, False]


def test_what_is_changed_reaches_through_stages_and_a_vote_reaches_what_it_is_about():
    room = Room((library.find("kj"),))
    reach = {}
    for run in room.w.stages:
        (change,) = room.ask(Draft("ticked", {"point": 0}, room.w.id, run.id))
        reach[run.id] = change
    everything = {"write", "post", "group", "title", "relations", "vote", "combine"}
    assert (reach["focus"].same, reach["focus"].linked) == ({"focus"}, everything)
    assert (reach["write"].same, reach["write"].linked) == ({"write", "post"}, everything - {"write", "post"})
    assert (reach["vote"].same, reach["vote"].linked) == ({"vote"}, {"group", "title", "relations", "combine"})


def test_a_stage_continues_only_its_own_kind():
    with pytest.raises(MethodError, match="same activity"):
        parse(
            CHAINED.replace('activity = "collect"\ncontinues', 'activity = "discuss"\ncontinues'), "c", contract.KINDS
        )


def test_every_stage_knows_how_many_are_present():
    room = Room()
    room.ask(Draft("joined", {"group": "PAR"}, room.w.id, person="p1"))
    room.write("open", "Here too", person="p2")
    assert {run.present for run in (*room.w.stages, room.w.parking)} == {2}
    room.ask(Draft("attendance", {"groups": {"PAR": 9, "": 3}}, room.w.id))
    assert {run.present for run in (*room.w.stages, room.w.parking)} == {12} == {room.w.people.present()}
    room.ask(acts.add_method(room.w.id, METHOD, "b2"))
    assert {run.present for run in room.w.stages} == {12}
    room.ask(acts.undo(room.w))
    room.ask(acts.undo(room.w))
    assert {run.present for run in (*room.w.stages, room.w.parking)} == {2}


def test_of_the_phones_the_last_that_was_told_counts_whoever_told_it():
    room = Room()
    room.ask(Draft("presence", {"by": "another", "connected": 4, "wrote": {"open": 2}}, room.w.id))
    room.ask(bodies.Presence(connected=3).draft(room.w.id))
    assert (room.w.people.connected, room.w.people.wrote("open")) == (3, 2)

"""Filing a note in another stage: one entry, folded in one place; what is done to the note is done wherever it went."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import contract
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Choice, Field, Method, Stage
from facilitator.model.notes import LIVE, REFILED, WITHDRAWN
from facilitator.model.workshop import Change, Workshop

STAGES = (
    Stage("risks", "Risks", "collect", fields=(Field("why", "Because"), Field("size", "How big"))),
    Stage(
        "facts",
        "Facts",
        "collect",
        fields=(Field("why", "Because"), Field("size", "Size", "choice", (Choice("l", "L"),))),
    ),
    Stage("moods", "Moods", "collect", anonymity="nothing"),
    Stage("vote", "Vote", "vote", feeds=("facts",)),
)


class Room:
    """A workshop in memory with stages that take notes."""

    def __init__(self) -> None:
        self.workshop = Workshop("w", contract.rules)
        for draft in acts.create({"title": "Day"}, [Method("m", "M", "", "", STAGES)], workshop="w"):
            self.write(draft)

    def write(self, draft: Draft) -> Change:
        seq = self.workshop.seq + 1
        body = draft.body
        return self.workshop.fold(Entry(seq, draft.key, "w", draft.stage, seq * 1000, draft.person, draft.kind, body))

    def act(self, kind: str, key: str, stage: str, **body: Any) -> Change:
        return self.write(Draft(kind, body, "w", stage, key=key))

    def file(self, note: str, stage: str, to: str, tie: str = "") -> tuple[str, Change]:
        runs = self.workshop.runs
        draft = acts.file_again(self.workshop, runs[stage], note, runs[to], together=tie)
        return draft.key, self.write(draft)

    def note(self, stage: str, key: str) -> Any:
        return self.workshop.runs[stage].notes.get(key)


@pytest.fixture
def room() -> Room:
    """A risk is written."""
    made = Room()
    made.act("note", "n", "risks", text="Keys", group="par", table="2", fields={"why": "lost", "size": "huge"})
    return made


def test_a_note_filed_again_stands_where_it_is_filed_with_what_that_stage_asks_for(room: Room) -> None:
    key, change = room.file("n", "risks", "facts")
    old, new = room.note("risks", "n"), room.note("facts", key)
    assert (old.status, old.reason) == (REFILED, "facts")
    assert (new.text, new.status, new.group, new.table, new.source) == ("Keys", LIVE, "par", "2", "facilitator")
    assert new.fields == {"why": "lost"}
    assert [change.notes_of(stage) for stage in ("risks", "facts", "moods", "vote")] == [
        {"n", key},
        {"n", key},
        set(),
        None,
    ]


def test_a_stage_that_keeps_nobody_is_told_of_nobody(room: Room) -> None:
    key, _ = room.file("n", "risks", "moods")
    new = room.note("moods", key)
    assert (new.text, new.group, new.table, new.fields) == ("Keys", "", "", {})


def test_it_is_undone_and_done_again_as_one_entry(room: Room) -> None:
    key, _ = room.file("n", "risks", "facts")
    undone = acts.undo(room.workshop)
    assert undone is not None and acts.along(room.workshop, undone) == []
    room.write(undone)
    assert (room.note("risks", "n").status, room.note("facts", key)) == (LIVE, None)
    again = acts.redo(room.workshop)
    assert again is not None
    room.write(again)
    assert (room.note("risks", "n").status, room.note("facts", key).status) == (REFILED, LIVE)


def test_several_filed_together_are_undone_together(room: Room) -> None:
    room.act("note", "m", "risks", text="Rain")
    for note in ("n", "m"):
        room.file(note, "risks", "facts", "tie")
    undone = acts.undo(room.workshop)
    assert undone is not None
    for draft in (undone, *acts.along(room.workshop, undone)):
        room.write(draft)
    assert [note.status for note in room.workshop.runs["risks"].notes] == [LIVE, LIVE]
    assert len(room.workshop.runs["facts"].notes) == 0


def test_one_that_was_taken_back_in_the_same_moment_is_filed_nowhere(room: Room) -> None:
    room.act("withdrawn", "x", "risks", target="n", by="phone")
    key, _ = room.file("n", "risks", "facts")
    assert (room.note("risks", "n").status, room.note("facts", key)) == (WITHDRAWN, None)


def test_two_who_file_the_same_note_make_one_of_it(room: Room) -> None:
    key, _ = room.file("n", "risks", "facts")
    other, _ = room.file("n", "risks", "moods")
    assert (room.note("risks", "n").reason, room.note("moods", other)) == ("facts", None)
    assert room.workshop.filed("n") == [(room.workshop.runs["facts"], key)]


def test_taking_a_note_back_takes_it_back_however_often_it_was_filed(room: Room) -> None:
    first, _ = room.file("n", "risks", "facts")
    second, _ = room.file(first, "facts", "moods")
    change = room.act("withdrawn", "x", "risks", target="n", by="phone")
    stands = [(room.note(stage, key).status) for stage, key in (("risks", "n"), ("facts", first), ("moods", second))]
    assert stands == [WITHDRAWN] * 3
    assert all(change.touches(stage) for stage in ("risks", "facts", "moods", "vote"))


def test_a_note_whose_words_are_erased_has_none_where_it_was_filed(room: Room) -> None:
    made = Room()
    made.act("note", "n", "risks", erased=True)
    key, _ = made.file("n", "risks", "facts")
    new = made.note("facts", key)
    assert (new.status, new.reason, new.fields) == (WITHDRAWN, "erased", {})
    assert "Keys" not in new.text


def test_two_entries_of_an_earlier_release_say_the_same(room: Room) -> None:
    room.act("note", "copy", "facts", text="Keys", source="facilitator", refiled_from="n", together="t")
    room.act("refiled", "r", "risks", target="n", to="facts", together="t")
    assert (room.note("risks", "n").status, room.note("facts", "copy").status) == (REFILED, LIVE)
    assert room.workshop.filed("n") == [(room.workshop.runs["facts"], "copy")]
    room.act("withdrawn", "x", "risks", target="n", by="phone")
    assert room.note("facts", "copy").status == WITHDRAWN


@given(st.lists(st.tuples(st.sampled_from(("n", "f0", "f1", "f2")), st.sampled_from(("risks", "facts", "moods", "?")))))
def test_whatever_is_filed_where_a_note_stands_in_one_place(steps: list[tuple[str, str]]) -> None:
    room = Room()
    room.act("note", "n", "risks", text="Keys")
    for number, (key, to) in enumerate(steps):
        run = next((run for run in room.workshop.stages if run.notes.get(key)), room.workshop.runs["risks"])
        room.act("filed", f"f{number}", run.id, target=key, to=to)
    stands = [note for run in room.workshop.stages for note in run.notes.having(LIVE)]
    assert [note.text for note in stands] == ["Keys"]


@pytest.mark.parametrize("way", ["filed", "refiled"])
def test_a_circle_of_copies_has_an_end(room: Room, way: str) -> None:
    room.act("note", "a", "risks", text="A", refiled_from="b")
    room.act("note", "b", "facts", text="B", refiled_from="a")
    room.act(way, "r", "risks", target="a", to="nowhere")
    assert [key for _run, key in room.workshop.filed("a")] == ["b"]

"""The order that the facilitator gives to notes: the same at the desk, on the wall, on phones and on paper."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_day import NotesDay
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from asked import asked_by
from facilitator.activities import boards
from facilitator.activities.boards import DeskBoard
from facilitator.activities.contract import KINDS, Sender
from facilitator.activities.desk import NoteDesk
from facilitator.looks.qt.cards.keys import KEYS
from facilitator.model import acts
from facilitator.model.bodies import Moved
from facilitator.model.entry import Draft
from facilitator.model.mixing import mixed
from records_day import Writer, folded

WORDS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo")


@pytest.fixture
def day() -> NotesDay:
    """Five notes in a stage that is open to the room."""
    made = NotesDay()
    made.add("mood", "stage_opened")
    for words in WORDS:
        made.add("mood", text=words, source="phone")
    return made


def keys(day: NotesDay) -> dict[str, str]:
    """The key of each note, by its words."""
    return {note.text: note.key for note in day.run("mood").notes}


def put(day: NotesDay, words: str, before: str) -> set[str]:
    """Put a note before another, or last; the keys that look different."""
    named = keys(day)
    day.add("mood", "moved", target=named[words], before=named.get(before, ""))
    return {named[words]}


def on_cards(board: DeskBoard) -> list[str]:
    """The words of the cards at the desk, in the order in which they are read."""
    assert isinstance(board, NoteDesk)
    model = board.cards.model
    return [str(model.data(model.index(row, 0, QModelIndex()))) for row in range(model.rowCount())]


def test_desk_wall_phone_and_paper_show_one_order(day: NotesDay, qapp: QApplication) -> None:
    run, groups = day.run("mood"), day.workshop.groups
    desk, wall = boards.desk("collect")("light"), boards.wall("collect")("projector")
    desk.show_state(run, groups)
    wall.show_state(run, groups)
    for words, before in (("Echo", "Bravo"), ("Alpha", "")):
        changed = put(day, words, before)
        desk.show_state(run, groups, changed)
        wall.show_state(run, groups, changed)
    now = ["Echo", "Bravo", "Charlie", "Delta", "Alpha"]
    assert on_cards(desk) == desk.shown_texts() == wall.shown_texts() == now
    assert [note["text"] for note in day.view("mood", Sender())["shown"]] == now
    printed = day.printed("mood")
    assert sorted(now, key=printed.index) == now
    assert [item.text for item in run.items()] == now


def test_a_phone_lists_the_newest_first_while_nobody_put_them_in_order(day: NotesDay) -> None:
    assert [note["text"] for note in day.view("mood", Sender())["shown"]] == list(reversed(WORDS))


def test_undo_brings_the_order_back(day: NotesDay, qapp: QApplication) -> None:
    desk = boards.desk("collect")("light")
    desk.show_state(day.run("mood"), day.workshop.groups)
    desk.show_state(day.run("mood"), day.workshop.groups, put(day, "Echo", "Alpha"))
    undo = acts.undo(day.workshop)
    assert undo is not None
    day.write(undo)
    desk.show_state(day.run("mood"), day.workshop.groups)
    assert on_cards(desk) == list(WORDS)


def test_a_note_that_comes_back_stands_where_it_stood(day: NotesDay, qapp: QApplication) -> None:
    run, groups = day.run("mood"), day.workshop.groups
    desk, wall = boards.desk("collect")("light"), boards.wall("collect")("projector")
    for board in (desk, wall):
        board.show_state(run, groups)
    bravo = keys(day)["Bravo"]
    for kind in ("hidden", "restored"):
        day.add("mood", kind, target=bravo)
        for board in (desk, wall):
            board.show_state(run, groups, {bravo})
    assert on_cards(desk) == wall.shown_texts() == list(WORDS)


def test_two_who_order_at_once_lose_nothing_and_the_last_one_wins(day: NotesDay) -> None:
    put(day, "Echo", "Alpha")
    put(day, "Echo", "Charlie")
    put(day, "Alpha", "Echo")
    assert [note.text for note in day.run("mood").notes] == ["Bravo", "Alpha", "Echo", "Charlie", "Delta"]


def test_what_is_ordered_together_is_one_act(day: NotesDay, qapp: QApplication) -> None:
    desk = boards.desk("collect")("light")
    assert isinstance(desk, NoteDesk)
    desk.show_state(day.run("mood"), day.workshop.groups)
    asked = asked_by(desk.asked)
    named = keys(day)
    desk.cards.move_asked.emit([named["Delta"], named["Echo"]], None, named["Alpha"])
    assert [(kind, body["target"], body["before"]) for kind, body in asked] == [
        ("moved", named["Delta"], named["Alpha"]),
        ("moved", named["Echo"], named["Alpha"]),
    ]
    assert len({body["together"] for _kind, body in asked}) == 1
    for _kind, body in asked:
        day.write(acts.at(day.workshop, day.run("mood"), Moved.read(body)))
    assert [note.text for note in day.run("mood").notes] == ["Delta", "Echo", "Alpha", "Bravo", "Charlie"]
    undo = acts.undo(day.workshop)
    assert undo is not None
    for draft in (undo, *acts.along(day.workshop, undo)):
        day.write(draft)
    assert [note.text for note in day.run("mood").notes] == list(WORDS)


def test_where_nobody_is_kept_what_was_put_beside_another_stays_there_once_the_stage_is_mixed() -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "feelings")
    every = [day.add("note", "feelings", text=words, source="phone") for words in WORDS]
    day.add("moved", "feelings", target=every[4], before=every[1])
    day.add("stage_closed", "feelings")
    after = mixed(folded(day.entries)[1])
    run = after.run("feelings")
    assert run is not None
    now = [note.key for note in run.notes]
    assert sorted(now) == sorted(every)
    assert now.index(every[4]) + 1 == now.index(every[1])


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_board_that_followed_looks_like_one_drawn_anew(qapp: QApplication, data: st.DataObject) -> None:
    day = NotesDay()
    day.add("mood", "stage_opened")
    run, groups = day.run("mood"), day.workshop.groups
    every = [day.add("mood", text=words, source="phone") for words in WORDS]
    desk, wall = boards.desk("collect")("light"), boards.wall("collect")("projector")
    for board in (desk, wall):
        board.show_state(run, groups)
    for number in range(data.draw(st.integers(1, 8))):
        kind = data.draw(st.sampled_from(("moved", "hidden", "restored", "note")))
        if kind == "note":
            every.append(day.add("mood", text=f"More {number}", source="phone"))
            changed = {every[-1]}
        else:
            key, before = data.draw(st.sampled_from(every)), data.draw(st.sampled_from(["", *every]))
            body = {"target": key, "before": before} if kind == "moved" else {"target": key}
            day.write(Draft(kind, body, "w", "mood"))
            changed = {key}
        for board in (desk, wall):
            board.show_state(run, groups, changed)
    anew = boards.desk("collect")("light")
    anew.show_state(run, groups)
    assert on_cards(desk) == on_cards(anew) == desk.shown_texts() == wall.shown_texts()
    for made in (desk, wall, anew):
        made.widget.deleteLater()


@pytest.mark.parametrize("kind", KINDS)
def test_each_board_of_cards_tells_the_key(kind: str) -> None:
    rows = boards.desk(kind).key_rows()
    in_groups = kind == "cluster"  # whose notes are put in order within their groups: it says so itself
    assert any(row.keys == "Alt+Up|Alt+Down" for row in rows) == (in_groups or all(row in rows for row in KEYS))

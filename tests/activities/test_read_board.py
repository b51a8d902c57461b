"""The boards of a scenario workshop: stories in sight, marks only when they may be seen, hands typed in beside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from read_day import GROUPS, STORIES, a_run, act, going_on, mark, paragraph

from asked import asked_by
from facilitator.activities.contract import rules as rules_of
from facilitator.activities.read import rules
from facilitator.activities.read.desk import Board
from facilitator.activities.read.wall import Board as Wall
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def run() -> StageRun:
    made = a_run("read")
    for token in "abc":
        mark(made, token, "A1", "worry")
    mark(made, "a", "B2", "missing")
    return made


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Board]:
    made = Board("light")
    made.resize(760, 520)
    made.show()
    yield made
    made.close()


@pytest.fixture
def wall(qapp: QApplication) -> Iterator[Board]:
    made = Wall("projector")
    made.resize(1776, 560)
    made.set_scale(1.0)
    made.show()
    yield made
    made.close()


def lines(board: Board) -> list[str]:
    assert board.stories is not None
    rows = board.stories.rows
    return [str(rows.data(rows.index(row), DISPLAY)) for row in range(rows.rowCount())]


def test_the_desk_sees_marks_once_the_stage_is_closed(desk: Board, run: StageRun) -> None:
    desk.show_state(run, GROUPS)
    assert desk.stories is not None
    assert desk.stories.marked.text() == "3 people marked something"
    assert lines(desk)[:2] == ["A: Many hands together", "A1 Six groups run it."]
    run.close(9)
    desk.show_state(run, GROUPS, set())
    assert lines(desk)[1] == "A1 Six groups run it. (! 3 worry)"
    assert lines(desk)[5] == "B2 The bus takes long. (\u2026 1 missing)"
    assert not desk.grab().isNull()


def test_hands_are_counted_for_the_chosen_paragraph(desk: Board, run: StageRun) -> None:
    desk.show_state(run, GROUPS)
    found = asked_by(desk.asked)
    assert desk.stories is not None
    stories = desk.stories
    stories.list.setCurrentIndex(stories.rows.index(2))
    stories.hands.counts["like"].setValue(4)
    stories.hands.readers.setValue(5)
    stories.hands.count.click()
    counts = {"like": 4, "worry": 0, "unlikely": 0, "missing": 0}
    body = {"paragraph": paragraph(run, "A2"), "counts": counts, "readers": 5, "source": "facilitator"}
    assert found == [(rules.HANDS, body)]
    act(run, rules.HANDS, **body)
    desk.show_state(run, GROUPS, {paragraph(run, "A2")})
    assert stories.chosen() == paragraph(run, "A2")
    assert stories.marked.text() == "8 people marked something"


def test_a_storys_name_takes_no_hands(desk: Board, run: StageRun) -> None:
    desk.show_state(run, GROUPS)
    assert desk.stories is not None
    desk.stories.list.setCurrentIndex(desk.stories.rows.index(0))
    assert not desk.stories.hands.isVisible()


def test_a_single_story_asks_for_the_other_side(desk: Board) -> None:
    run = a_run("read", scenarios=STORIES[:1])
    desk.show_state(run, GROUPS)
    found = asked_by(desk.asked)
    assert desk.stories is not None
    side = desk.stories.other_side
    assert side.isVisible()
    side.text.setText("  Nobody runs it. ")
    side.add.click()
    assert found == [(rules.ADDED, {"scenario": "A", "text": "Nobody runs it.", "source": "facilitator"})]
    act(run, rules.ADDED, scenario="A", text="Nobody runs it.")
    desk.show_state(run, GROUPS, set())
    assert not side.isVisible()
    assert lines(desk)[-1] == "A3 Nobody runs it."


def test_the_room_reads_the_stories_and_later_their_marks(wall: Board, run: StageRun) -> None:
    wall.show_state(run, GROUPS)
    assert wall.shown_texts()[:3] == ["A: Many hands", "Six groups run it.", "Half are volunteers."]
    assert not any("worry" in words for words in wall.shown_texts())
    assert wall.stories.pages() == 2
    run.revealed = True
    wall.show_state(run, GROUPS)
    assert "! 3 worry" in wall.shown_texts()
    assert wall.shown_texts()[-1] == "3 people marked something. No story wins."
    assert wall.shown_keys() == []
    assert not wall.grab().isNull()


def test_pages_are_turned_and_told(wall: Board, run: StageRun) -> None:
    turned: list[tuple[int, int]] = []
    wall.turned.connect(lambda page, pages: turned.append((page, pages)))
    wall.show_state(run, GROUPS)
    wall.next_page()
    assert turned[-1] == (2, 2)
    wall.next_page()
    assert turned[-1] == (1, 2)
    before = wall.stories.pages()
    wall.set_per_page(2)
    assert wall.stories.pages() >= before


def test_the_plenary_tells_the_critique_role_by_role(desk: Board, wall: Board, run: StageRun) -> None:
    act(run, "note", "w", text="A word while reading", group="PAR")
    critique = going_on(run, "critique")
    act(critique, "note", "c1", text="Who has the key?", group="VCS", fields={"scenario": "B", "kind": "worry"})
    act(critique, "note", "c2", text="Names", group="VCS", fields={"scenario": "A", "kind": "keep", "guessed": True})
    act(critique, "note", "c3", text="Evenings", group="PAR", fields={"scenario": "A", "kind": "missing"})
    plenary = going_on(run, "plenary")
    desk.show_state(plenary, GROUPS)
    assert desk.shown_keys() == ["c1", "c2", "c3"]
    wall.show_state(plenary, GROUPS)
    assert wall.shown_texts() == [
        "Voluntary groups",
        "Keep, A, a guess: Names",
        "Worry, B: Who has the key?",
        "Parents",
        "Missing, A: Evenings",
        "What was written before, role by role.",
    ]
    act(critique, "hidden", target="c1", reason="names a person")
    wall.show_state(plenary, GROUPS, {"c1"})
    assert not any("key" in words for words in wall.shown_texts())


def test_each_part_shows_its_own_notes_with_what_they_are_about(desk: Board, wall: Board, run: StageRun) -> None:
    act(run, "note", "w", text="Cold in winter", group="PAR", fields={"paragraph": paragraph(run, "A2")})
    critique = going_on(run, "critique")
    act(critique, "note", "c", text="Who has the key?", group="PAR", fields={"scenario": "B", "kind": "worry"})
    desk.show_state(run, GROUPS)
    assert desk.shown_keys() == ["w"]
    assert desk.badge(run.notes.by_key["w"]) == "A2"
    desk.show_state(critique, GROUPS)
    assert desk.shown_keys() == ["c"]
    assert desk.badge(run.notes.by_key["c"]) == "B: One door"
    assert desk.stories is not None
    assert not desk.stories.isVisible()
    wall.show_state(critique, GROUPS)
    assert wall.shown_texts() == ["Worry, B: Who has the key?"]


def test_a_small_role_is_named_and_noted_where_people_work_by_role(desk: Board, run: StageRun) -> None:
    workshop = Workshop("w", rules_of)
    for number, role in enumerate(["VCS", "VCS", "PAR", "PAR", "PAR", "PAR"]):
        workshop.people.see(f"p{number}", 1).group = role
    found = asked_by(desk.asked)
    desk.know(workshop)
    desk.show_state(run, GROUPS)
    assert desk.small_role is not None
    assert desk.small_role.words.text() == "Voluntary groups: 2 people. Under 4 they sit with the nearest role:"
    desk.small_role.note.click()
    body = {"role": "VCS", "with": "PAR", "source": "facilitator"}
    assert found == [(rules.JOINED, body)]
    act(run, rules.JOINED, **body)
    desk.show_state(run, GROUPS, set())
    assert not desk.small_role.isVisible()


def test_themes_reach_every_part(desk: Board, wall: Board, run: StageRun) -> None:
    desk.show_state(run, GROUPS)
    wall.show_state(run, GROUPS)
    before = wall.grab().toImage()
    desk.set_theme("dark")
    desk.set_text_scale(1.15)
    wall.set_theme("projector_dim")
    assert wall.grab().toImage() != before

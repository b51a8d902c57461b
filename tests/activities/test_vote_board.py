"""The boards of a vote: a count while it is open, the ranking once it is locked, hands typed in beside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from vote_day import GROUPS, TITLES, a_vote, act, cast

from asked import asked_by
from facilitator.activities.boards import LookAt
from facilitator.activities.vote.desk import Board
from facilitator.activities.vote.wall import Board as Wall
from facilitator.model.item import Item, Nameless
from facilitator.model.run import StageRun

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def run() -> StageRun:
    made = a_vote("rank")
    cast(made, "a", k1=1, k2=2)
    cast(made, "b", k2=1, k1=2)
    cast(made, "c", k0=1)
    return made


@pytest.fixture
def desk(qapp: QApplication, run: StageRun) -> Iterator[Board]:
    made = Board("light")
    made.resize(760, 520)
    made.show_state(run, GROUPS)
    made.show()
    yield made
    made.close()


def lines(board: Board) -> list[str]:
    model = board.vote.ranking
    return [str(model.data(model.index(row), DISPLAY)) for row in range(model.rowCount())]


def test_the_desk_sees_only_who_voted_until_the_vote_is_locked(desk: Board, run: StageRun) -> None:
    assert desk.vote.voted.text() == "3 have voted"
    assert lines(desk) == list(TITLES)
    run.close(9)
    desk.show_state(run, GROUPS, set())
    assert lines(desk)[0] == "1=. Share the keys: 5 points, 1 first, 2 voters by phone"
    assert lines(desk)[-1] == "Pay for the cr\u00e8che: 0 points, 0 first, 0 voters by phone"
    assert "tie is not broken" in desk.vote.about.text()


def test_how_many_have_voted_stands_beside_how_many_are_present(desk: Board, run: StageRun) -> None:
    run.present = 25
    desk.show_state(run, GROUPS, set())
    assert desk.vote.voted.text() == "3 of 25 have voted"
    run.present = 2
    desk.show_state(run, GROUPS, set())
    assert desk.vote.voted.text() == "3 have voted"


def test_a_ballot_on_paper_is_typed_in_by_its_places(desk: Board, run: StageRun) -> None:
    found = asked_by(desk.asked)
    first, second, third = desk.vote.paper.places
    desk.vote.list.setCurrentIndex(desk.vote.ranking.index(0))
    assert not desk.vote.hands.isVisible() and desk.vote.paper.isVisible()
    desk.vote.paper.count.click()
    assert "first choice" in desk.vote.paper.wrong.text()
    third.setCurrentIndex(third.findData("key0"))
    desk.vote.paper.count.click()
    assert "Fill them in order" in desk.vote.paper.wrong.text()
    first.setCurrentIndex(first.findData("key0"))
    second.setCurrentIndex(second.findData("key3"))
    desk.vote.paper.count.click()
    assert "chosen twice" in desk.vote.paper.wrong.text()
    third.setCurrentIndex(0)
    desk.vote.paper.count.click()
    assert found == [("vote", {"choices": {"key0": 1, "key3": 2}, "source": "paper"})]
    assert first.currentIndex() == second.currentIndex() == 0 and desk.vote.paper.wrong.isHidden()
    act(run, "vote", **found[0][1])
    desk.show_state(run, GROUPS, set())
    assert desk.vote.paper.title.text() == "1 ballot on paper is counted. Type in the next one:"
    assert desk.vote.voted.text() == "4 have voted"


def test_what_is_on_no_ballot_for_want_of_a_title_is_said_with_the_way_to_give_it_one(desk: Board) -> None:
    wished: list[object] = []
    desk.asked.connect(wished.append)
    assert desk.vote.unnamed.isHidden()
    desk.vote.unnamed.show_things(Nameless(("Group of \u201ccrisps\u201d",), "title"))
    assert "on no ballot: Group of \u201ccrisps\u201d" in desk.vote.unnamed.words.text()
    desk.vote.unnamed.go.click()
    assert wished == [LookAt("title")]


def test_hands_are_counted_for_the_chosen_line_beside_the_others(qapp: QApplication) -> None:
    run, desk = a_vote(), Board("light")
    desk.show_state(run, GROUPS)
    found = asked_by(desk.asked)
    act(run, "hand_votes", counts={"key0": 4}, voters=2)
    desk.show_state(run, GROUPS, {"key0"})
    desk.vote.list.setCurrentIndex(desk.vote.ranking.index(3))
    assert desk.vote.hands.voters.value() == 2
    desk.vote.hands.points.setValue(3)
    desk.vote.hands.voters.setValue(3)
    desk.vote.hands.count.click()
    assert found == [
        ("hand_votes", {"counts": {"key0": 4, "key3": 3}, "voters": 3, "source": "facilitator"}),
    ]


def test_the_chosen_line_stays_chosen_when_the_order_changes(desk: Board, run: StageRun) -> None:
    desk.vote.list.setCurrentIndex(desk.vote.ranking.index(2))
    run.revealed = True
    desk.show_state(run, GROUPS, set())
    assert desk.vote.chosen() == "key2"


def test_the_room_reads_a_count_then_the_ranking_once_revealed(qapp: QApplication, run: StageRun) -> None:
    wall = Wall("projector")
    wall.resize(1776, 560)
    wall.set_scale(1.0)
    wall.show()
    run.close(9)
    wall.show_state(run, GROUPS)
    assert wall.shown_texts() == ["3", "have voted"]
    assert wall.shown_keys() == []
    run.revealed = True
    wall.show_state(run, GROUPS)
    assert wall.shown_texts()[:2] == ["1= Share the keys 5", "1= One calendar 5"]
    assert wall.shown_texts()[-1] == "Points of 3 people. = shares its place"
    assert not wall.grab().isNull()
    wall.close()


def test_many_rows_are_turned_page_by_page(qapp: QApplication) -> None:
    run = a_vote(items=[Item(f"key{n}", f"Item {n}", "ideas") for n in range(12)])
    run.revealed = True
    wall = Wall("projector_dim")
    turned: list[tuple[int, int]] = []
    wall.turned.connect(lambda page, pages: turned.append((page, pages)))
    wall.resize(1776, 560)
    wall.set_scale(1.0)
    wall.show()
    wall.show_state(run, GROUPS)
    assert wall.pages() == 3
    wall.next_page()
    assert turned[-1] == (2, 3)
    wall.close()

"""The board of a force field: what desk and wall show in each part, and what a facilitator may enter."""

from __future__ import annotations

from typing import Any

import pytest
from forces_day import FORCES, Day, whole_day
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from asked import asked_by
from facilitator.activities.forces import picture, rules
from facilitator.activities.forces.desk import Board
from facilitator.activities.forces.desk_field import SumsBar
from facilitator.activities.forces.desk_panels import paper_numbers
from facilitator.activities.forces.wall import Board as Wall
from facilitator.model.people import Groups

TEXTS = [text for _id, text, *_ in FORCES]


class Bench:
    """A board in a window, and what it asks for."""

    def __init__(self, board: Any, day: Day) -> None:
        self.day, self.board = day, board
        self.board.resize(1400, 900)
        self.asked = asked_by(board.asked) if isinstance(board, Board) else []
        self.chosen: list[list[str]] = []
        if isinstance(board, Board):
            board.chosen.connect(self.chosen.append)
        if isinstance(board, Board):
            board.side.setParent(board)
            board.side.show()
        self.board.show()

    def show(self, stage: str, changed: set[str] | None = None) -> Any:
        """Show a stage as it is now."""
        self.board.show_state(self.day.run(stage), self.day.workshop.groups, changed)
        QApplication.processEvents()
        return self.board


@pytest.fixture
def desk(qapp: QApplication) -> Any:
    bench = Bench(Board("light"), whole_day())
    yield bench
    bench.board.close()


@pytest.fixture
def wall(qapp: QApplication) -> Any:
    bench = Bench(Wall("projector"), Day())
    bench.board.set_scale(1.0)
    yield bench
    bench.board.close()


# ---------------------------------------------------------------------- at the desk


def test_the_sample_days_figures_stand_on_the_board(desk: Bench) -> None:
    said = desk.show("spread").said()
    for words in ("19", "24", "mean of 5", "3.8", "mean of 6", "4.0"):
        assert words in said
    assert "Balance \u22125, drivers\u2019 share 0.44" in said
    assert picture.CAUTION in said


def test_leverage_list_restrainers_first(desk: Bench) -> None:
    board = desk.show("act")
    forces = [(line.key, line.score) for line in board.levers.lines() if line.kind == "force"]
    assert forces[:6] == [("R2", "16"), ("R5", "16"), ("R1", "15"), ("R6", "15"), ("R4", "12"), ("R3", "5")]
    lines = [line.words for line in board.levers.lines()]
    assert lines[lines.index("Budget unknown beyond 18 months") + 1].startswith("Hard to move from here")
    assert board.levers.lines()[1].owner == "LA"


def test_choosing_a_force_chooses_its_line_and_back(desk: Bench) -> None:
    board = desk.show("act")
    QTest.mouseClick(board.field, Qt.MouseButton.LeftButton, pos=board.field.place("R5").center().toPoint())
    assert (board.levers.key(), board.chosen_keys(), desk.chosen[-1]) == ("R5", ["R5"], ["R5"])
    board.levers.setCurrentRow(1)
    assert (board.field.key, board.chosen_keys()) == ("R2", ["A1"])


def test_keys_walk_the_field(desk: Bench) -> None:
    board = desk.show("act")
    board.field.setFocus()
    down, up, right = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right
    for key, there in ((down, "D1"), (down, "D2"), (right, "R2"), (up, "R1")):
        QTest.keyClick(board.field, key)
        assert board.field.key == there
    opened: list[str] = []
    board.opened.connect(opened.append)
    QTest.keyClick(board.field, Qt.Key.Key_Return)
    assert opened == ["R1"]
    QTest.keyClick(board.field, Qt.Key.Key_Escape)
    assert board.chosen_keys() == []


def test_the_spread_stage_begins_with_a_force_that_splits_the_room(desk: Bench) -> None:
    board = desk.show("spread")
    assert board.field.key == "D2"
    board.scores.numbers["strength"].press(5)
    board.scores.reasons["strength"].setText("two charities have signed")
    board.scores.reasons["changeability"].setText("the board meets in May")
    board.scores.save.click()
    board.scores.show_room.click()
    assert desk.asked == [
        ("agreed", {"target": "D2", "strength": 5}),
        ("agreed", {"target": "D2", "reason": "two charities have signed", "scale": "strength"}),
        ("agreed", {"target": "D2", "reason": "the board meets in May", "scale": "changeability"}),
        ("focus", {"target": "D2"}),
    ]


def test_nothing_shows_a_number_before_the_lock(qapp: QApplication) -> None:
    day = Day()
    day.name_forces()
    day.score()
    bench = Bench(Board("light"), day)
    board = bench.show("score")
    assert not any(words in board.said() for words in ("19", "24"))
    assert board.levers.lines() == []
    board.choose("R2")
    assert board.scores.talk.isVisible() is False
    assert "25 scored its strength" in board.scores.told.text()
    board.scores.paper["strength"].setText("4 4 5 -")
    board.scores.keep.click()
    assert bench.asked == [("tally", {"target": "R2", "scale": "strength", "values": [4, 4, 5, 0], "source": "paper"})]
    day.act("score", "revealed")
    assert "19" in bench.show("score").said()
    board.close()


def test_the_desk_tells_what_was_given_to_joined_words(qapp: QApplication) -> None:
    day = whole_day()
    day.act("merge", "merged", targets=["D5"], into="D1")
    board = Bench(Board("light"), day).show("score")
    board.choose("D1")
    said = "Joined with it: \u201cPressure to show early-help results\u201d. Strength 3 [2\u20135], 23 scored"
    assert said in board.scores.told.text()
    board.close()


def test_an_idea_is_entered_at_the_desk(desk: Bench) -> None:
    board = desk.show("act")
    board.choose("R1")
    board.ideas.text.setText("share one paid hour a week")
    board.ideas.who.setCurrentIndex(1)
    board.ideas.step.setText("ask the trustees")
    board.ideas.add.click()
    board.ideas.after.press(3)
    fields = {"effect": "weaken", "force": "R1", "who": "VCS", "first_step": "ask the trustees"}
    assert desk.asked[0] == ("note", {"text": "share one paid hour a week", "source": "facilitator", "fields": fields})
    assert desk.asked[1] == ("after", {"target": "R1", "strength": 3})
    board.new.click()
    board.ideas.text.setText("a small fund")
    board.ideas.add.click()
    assert desk.asked[2][1]["fields"] == {"effect": "add"}


def test_hands_and_condition(desk: Bench) -> None:
    board = desk.show("read")
    assert "4 go, 18 go if, 3 not yet (25 answered)" in board.verdict.counts.text()
    board.verdict.hands["go"].setValue(5)
    board.verdict.condition.setText("one trial first")
    board.verdict.counted.click()
    kind, body = desk.asked[-1]
    assert (kind, body["counts"]["go"], body["condition"]) == ("hands", 5, "one trial first")


def test_the_change_is_entered_and_two_in_one_are_noticed(desk: Bench) -> None:
    board = desk.show("state")
    assert "22 clear, 3 not clear" in board.change.counts.text()
    assert not board.change.warning.isVisibleTo(board)
    board.change.fields["wanted"].setText("one calendar and a shared rent")
    assert board.change.warning.isVisibleTo(board)
    board.change.use.click()
    board.change.hands["clear"].setValue(3)
    board.change.counted.click()
    assert desk.asked[0][1]["wanted"] == "one calendar and a shared rent"
    assert desk.asked[1] == ("clear_hands", {"clear": 3, "unclear": 0, "source": "facilitator"})
    assert board.shown_texts() == ["Which services are meant?"]


def test_merging_names_what_to_look_at(qapp: QApplication) -> None:
    day = Day()
    day.open("merge")
    for n in range(10):
        day.act("merge", "note", f"d{n}", text=f"force {n}{'x' * n}", fields={"side": "driver"})
    bench = Bench(Board("light"), day)
    board = bench.show("merge")
    assert "2 too many" in board.head.told.text()
    assert "What would those add who have said least?" in board.head.hint.text()
    day.act("merge", "note", "m", text="Parents trust local groups", fields={"side": "driver"})
    day.act("merge", "note", "r", text="Local groups are not trusted by parents", fields={"side": "restrainer"})
    board = bench.show("merge", {"m", "r"})
    assert "Mirror pair?" in board.head.hint.text()
    board.choose("d9")
    board.head.aside.click()
    assert bench.asked == [("moved", {"target": "d9", "fields": {"aside": True}})]
    day.act("merge", "moved", target="d9", fields={"aside": True})
    board = bench.show("merge", {"d9"})
    assert board.head.aside.text() == "Bring back"
    board.close()


def test_finding_lets_the_others_stand_back(desk: Bench) -> None:
    board = desk.show("act")
    assert board.find_text("tender") == ["R2"]
    assert board.find_text("") == []


def test_small_and_large_windows_and_both_themes(desk: Bench) -> None:
    for size in ((560, 420), (1024, 700), (1920, 1080)):
        desk.board.resize(*size)
        for stage in rules.PHASES:
            desk.show(stage).grab()
    desk.board.set_theme("dark")
    desk.board.set_text_scale(1.3)
    assert not desk.show("act").grab().isNull()
    assert desk.board.details is desk.board.side
    assert desk.show("merge").details is None


# ---------------------------------------------------------------------- on the wall


def test_the_wall_counts_while_forces_are_named(wall: Bench) -> None:
    wall.day.name_forces()
    wall.day.act("name", "shown", target="R1")
    said = wall.show("name").shown_texts()
    assert said == ["5", "\u2192 pushing towards it", "6", "\u2190 holding it back"]
    assert wall.board.shown_keys() == []


def test_the_wall_shows_lists_before_and_arrows_after_the_lock(wall: Bench) -> None:
    wall.day.name_forces()
    wall.day.score()
    said = wall.show("score").shown_texts()
    assert set(TEXTS) <= set(said)
    assert not any("total" in words for words in said)
    wall.day.act("score", "revealed")
    said = wall.show("score").shown_texts()
    assert any("19 total" in words and "3.8 mean of 5" in words for words in said)
    assert any("24 total" in words for words in said)


def test_the_wall_says_the_change_and_asks_for_the_missing_side(wall: Bench) -> None:
    wall.day.state_change()
    said = wall.show("state").shown_texts()
    assert "25 answered" in said
    assert not any("not clear" in words for words in said)
    wall.day.act("state", "revealed")
    assert "22 clear, 3 not clear" in wall.show("state").shown_texts()
    wall.day.open("merge")
    wall.day.act("merge", "note", "a", text="Trust", fields={"side": "driver"})
    assert "What would those add who have said least?" in wall.show("merge").shown_texts()
    first, *others = wall.day.workshop.groups
    for number, group in enumerate(others):
        wall.day.act("merge", "note", f"b{number}", text="Trust", fields={"side": "driver"}, group=group.id)
    assert f"Least heard so far: {first.label}. What would they add?" in wall.show("merge").shown_texts()


def test_the_verdict_waits_until_it_is_shown(wall: Bench) -> None:
    wall.day = whole_day()
    assert not any("Verdict" in words for words in wall.show("read").shown_texts())
    wall.day.act("read", "revealed")
    assert any("18 go if" in words for words in wall.show("read").shown_texts())


def test_one_force_under_discussion(wall: Bench) -> None:
    wall.day = whole_day()
    wall.day.act("spread", "focus", target="R6")
    said = wall.show("spread").shown_texts()
    assert said[0] == "Earlier consultations brought no visible result"
    assert wall.board.shown_keys() == ["R6"]


def test_many_forces_come_on_pages(wall: Bench) -> None:
    wall.day.open("merge")
    for n in range(60):
        side = "driver" if n % 2 else "restrainer"
        wall.day.act("merge", "note", f"f{n}", text=f"force {n}", fields={"side": side})
    for n in range(60):
        if n > 15:
            wall.day.act("merge", "moved", target=f"f{n}", fields={"aside": True})
    wall.board.resize(1776, 400)
    turned: list[tuple[int, int]] = []
    wall.board.turned.connect(lambda page, pages: turned.append((page, pages)))
    board = wall.show("merge")
    assert board.pages() > 1
    board.next_page()
    assert turned[-1] == (2, board.pages())
    board.previous_page()
    assert board.page() == 1


# ---------------------------------------------------------------------- plain helpers


@pytest.mark.parametrize(
    ("typed", "numbers"), [("4 5,2 -", [4, 5, 2, 0]), ("", []), ("9 x", []), ("5\u20131", [5, 0, 1])]
)
def test_paper_numbers(typed: str, numbers: list[int]) -> None:
    assert paper_numbers(typed) == numbers


def test_levers_without_groups_still_name_who() -> None:
    day = whole_day()
    day.act("act", "note", text="x", fields={"effect": "add", "who": "the caretaker"})
    lines = picture.levers(day.run("act").state, Groups(), open_now=True)
    assert lines[-1].owner == "the caretaker"
    assert lines[-2].words == "New drivers"


def test_the_menu_of_a_force(desk: Bench) -> None:
    board = desk.show("act")
    asked: list[tuple[str, QPoint]] = []
    board.menu_asked.connect(lambda key, place: asked.append((key, place)))
    board.choose("R2")
    board.levers.customContextMenuRequested.emit(QPoint(5, 5))
    assert asked[0][0] == "R2"


def test_the_wall_shows_where_effort_pays_while_actions_are_found_and_nobodys_name(wall: Bench) -> None:
    wall.board.resize(1776, 620)
    wall.day = whole_day()
    board = wall.show("act")
    wide = board
    said = []
    for _ in range(wide.pages()):
        said += board.shown_texts()
        wide.next_page()
    assert said[:4] == ["16  (4 \u00d7 4)", "Contract size and tender forms", _split_lots(), "16  (4 \u00d7 4)"]
    for text in TEXTS:
        assert said.count(text) == 1
    assert any(words.startswith("Hard to move from here") for words in said)
    assert {"R2", "A1", "D4"} <= set(board.shown_keys())
    wall.day.act("act", "hidden", target="A1", reason="names somebody")
    assert _split_lots() not in wall.show("act").shown_texts()


def _split_lots() -> str:
    return "\u2192 Weaken: split lots so a small group can bid"


def test_acting_takes_ideas_beside_the_leverage_list_and_leaves_the_arrows_in_sight(desk: Bench) -> None:
    desk.board.resize(780, 700)
    board = desk.show("act")
    assert board.levers.isVisible()
    assert board.field.isVisible()
    board.levers.setCurrentRow(0)
    QApplication.processEvents()
    assert board.ideas.isVisible()
    board.ideas.text.setText("ask for two smaller lots")
    board.ideas.add.click()
    kind, body = desk.asked[-1]
    assert (kind, body["source"], body["fields"]["force"]) == ("note", "facilitator", "R2")


@pytest.mark.parametrize("width", [400, 640, 1040])
def test_the_sums_have_room_for_all_that_stands_between_them(desk: Bench, width: int) -> None:
    desk.board.resize(width, 600)
    bar = desk.show("act").findChild(SumsBar)
    assert bar.height() >= bar.heightForWidth(bar.width())
    assert bar.height() <= 120

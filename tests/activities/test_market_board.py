"""The boards of an open space: the grid moved by keys and mouse, the panel beside it, the room's screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from market_day import Day, busy_day
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import seen
from asked import asked_by
from facilitator.activities.market import figures, silence
from facilitator.activities.market.desk import GRID, REPORTS, Board
from facilitator.activities.market.wall import Board as Wall

Busy = tuple[Day, dict[str, str]]


@pytest.fixture
def busy() -> Busy:
    return busy_day()


@pytest.fixture
def desk(qapp: QApplication, busy: Busy) -> Iterator[Board]:
    made = Board("light")
    made.resize(1100, 760)
    made.show_state(busy[0].run("place"), busy[0].workshop.groups)
    assert made.details is not None
    made.details.setParent(made)
    made.details.show()
    made.show()
    yield made
    made.close()


def test_alt_and_arrows_move_a_topic_and_a_taken_place_is_said_instead(desk: Board, busy: Busy) -> None:
    found = asked_by(desk.asked)
    desk.choose(busy[1]["Mia"])
    assert desk.grid is not None
    QTest.keyClick(desk.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert found == []
    assert "has that place" in desk.said.text()
    QTest.keyClick(desk.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert found == [("placed", {"target": busy[1]["Mia"], "room": "r3", "slot": "s2", "source": "facilitator"})]


def test_places_are_open_on_the_grid_as_long_as_they_are_counted_so(desk: Board, busy: Busy) -> None:
    day = busy[0]
    free = []
    names = [run.id for run in day.workshop.stages]
    for stage in names[names.index("place") : names.index("harvest")]:
        day.act(stage, "stage_opened")
        desk.show_state(day.run(stage), day.workshop.groups)
        free.append(figures.blank(day.state))
        assert seen.painted(desk.grid).split().count("Open") == free[-1]
    assert free[-1] < free[0]


def test_the_usual_three_rooms_stand_side_by_side_in_the_smallest_window(
    qapp: QApplication, desk: Board, busy: Busy
) -> None:
    assert desk.grid is not None and desk.details is not None
    desk.details.hide()
    desk.resize(663, 430)
    qapp.processEvents()
    sight = desk.grid.visibleRegion().boundingRect()
    for placed in ("Dee", "Sam", "Ravi"):
        place = desk.grid.place_of(busy[1][placed])
        assert sight.left() <= place.left() and place.right() <= sight.right()


def test_a_waiting_topic_is_dragged_into_an_open_place(desk: Board, busy: Busy) -> None:
    found, grid = asked_by(desk.asked), desk.grid
    assert grid is not None
    start = grid.place_of(busy[1]["better"]).center()
    end = grid.place_in(("r3", "s2")).center()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid, start + QPoint(40, 40))
    QTest.mouseMove(grid, end)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)
    assert [kind for kind, _ in found] == ["placed"]
    assert (found[0][1]["target"], found[0][1]["room"]) == (busy[1]["better"], "r3")


def test_with_fifty_topics_waiting_the_grid_stays_in_sight_and_each_of_them_is_reached(
    qapp: QApplication, desk: Board, busy: Busy
) -> None:
    day, keys = busy
    for n in range(50):
        day.topic(f"Topic {n}", f"P{n}", f"phone-{n}")
    desk.show_state(day.run("place"), day.workshop.groups)
    qapp.processEvents()
    grid = desk.grid
    assert grid is not None
    for placed in ("Dee", "Sam", "Ravi"):
        assert grid.visibleRegion().boundingRect().contains(grid.place_of(keys[placed]))
    for note in day.state.waiting():
        desk.choose(note.key)
        place = grid.place_of(note.key)
        desk.choose("")
        assert place.isValid()
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place.center())
        assert desk.chosen_keys() == [note.key]
    column = [note.key for note in day.state.waiting()][::3]
    desk.choose(column[0])
    walked = []
    for _ in range(len(column) + 1):
        walked += desk.chosen_keys()
        assert grid.visibleRegion().contains(grid.place_of(walked[-1]).center())
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert walked == [*column, keys["Dee"]]


def test_the_wheel_over_the_queue_scrolls_the_queue_alone(qapp: QApplication, desk: Board, busy: Busy) -> None:
    day, keys = busy
    for n in range(50):
        day.topic(f"Topic {n}", f"P{n}", f"phone-{n}")
    desk.show_state(day.run("place"), day.workshop.groups)
    qapp.processEvents()
    grid = desk.grid
    assert grid is not None
    first, placed = grid.place_of(keys["reach"]), grid.place_of(keys["Dee"])
    over = QPointF(first.center())
    turn = (QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    wheel = QWheelEvent(over, grid.mapToGlobal(over), *turn, Qt.ScrollPhase.NoScrollPhase, False)
    qapp.sendEvent(grid, wheel)
    assert grid.place_of(keys["reach"]).top() < first.top()
    assert grid.place_of(keys["Dee"]) == placed
    day.act("propose", "dropped", target=keys["reach"], reason="", on=True)
    desk.show_state(day.run("place"), day.workshop.groups)
    assert grid.place_of(keys["Dee"]) == placed


def test_arrows_walk_and_enter_opens(desk: Board, busy: Busy) -> None:
    opened: list[str] = []
    desk.opened.connect(opened.append)
    assert desk.grid is not None
    desk.choose(busy[1]["Dee"])
    QTest.keyClick(desk.grid, Qt.Key.Key_Right)
    QTest.keyClick(desk.grid, Qt.Key.Key_Return)
    assert (desk.chosen_keys(), opened) == ([busy[1]["Sam"]], [busy[1]["Sam"]])


def test_a_clash_offers_ways_out_that_are_asked_for(desk: Board, busy: Busy) -> None:
    found = asked_by(desk.asked)
    desk.choose(busy[1]["Ravi"])
    assert desk.topic.clash.isVisible()
    desk.topic.clash.findChildren(QPushButton)[0].click()
    assert found == [
        ("swapped", {"target": busy[1]["Ravi"], "with": busy[1]["Sam"], "source": "facilitator"}),
    ]


def test_merging_counting_and_reporting_without_any_phone(desk: Board, busy: Busy) -> None:
    _day, keys = busy
    found = asked_by(desk.asked)
    desk.choose(keys["Jo"])
    panel = desk.topic
    panel.other.setCurrentIndex(panel.other.findData(keys["Mia"]))
    panel.merge.click()
    panel.hands.setValue(5)
    panel.count.click()
    panel.came.setValue(8)
    panel.say_came.click()
    panel.part.setCurrentIndex(1)
    panel.words.setText("We try it")
    panel.add.click()
    said = [(kind, body.get("into"), body.get("n"), body.get("fields")) for kind, body in found]
    assert said == [
        ("merge_offered", keys["Mia"], None, None),
        ("hands", None, 5, None),
        ("came", None, 8, None),
        ("note", None, None, {"topic": keys["Jo"], "part": "agreed"}),
    ]
    assert all(body["source"] == "facilitator" for _kind, body in found)


def test_places_and_times_are_set_beside_the_advice(desk: Board, busy: Busy) -> None:
    found = asked_by(desk.asked)
    desk.set_places.setChecked(True)
    assert desk.places.advice.text().startswith("25 people: about 9 places")
    desk.places.add_slot.click()
    desk.places.add_corner.click()
    desk.places.people.setValue(40)
    desk.places.people.editingFinished.emit()
    assert [(kind, body.get("n")) for kind, body in found] == [("slot", None), ("room", None), ("people", 40)]


def test_reports_are_cards_of_their_topic_and_missing_ones_are_named(desk: Board, busy: Busy) -> None:
    day, keys = busy
    key = day.act("sessions", "note", text="Small lots", fields={"topic": keys["Dee"], "part": "points"})
    desk.show_state(day.run("harvest"), day.workshop.groups)
    assert desk.view == REPORTS
    assert "report missing: Evening slot" in desk.sums.text()
    assert desk.badge(day.state.notes.by_key[key]) == "Main points \u00b7 Lots small enough to bid for"
    desk.choose(keys["Dee"])
    assert desk.view == GRID


def test_a_search_fades_the_other_topics(desk: Board, busy: Busy) -> None:
    assert desk.find_text("payroll") == [busy[1]["Ravi"]]
    assert desk.find_text("") == []


def test_the_room_reads_titles_places_and_no_names(qapp: QApplication, busy: Busy) -> None:
    day, keys = busy
    wall = Wall("projector")
    wall.resize(1776, 560)
    wall.set_scale(1.0)
    wall.show()
    wall.show_state(day.run("place"), day.workshop.groups)
    words = " ".join(wall.shown_texts())
    assert "Lend policies and payroll" in words
    assert "2 places are open" in words
    assert not any(name in words for name in ("Ravi", "Dee", "Mia"))
    assert keys["Dee"] in wall.shown_keys()
    day.act("propose", "hidden", target=keys["Ravi"], reason="names somebody")
    wall.show_state(day.run("place"), day.workshop.groups)
    assert "payroll" not in " ".join(wall.shown_texts())
    day.act("sessions", "note", text="Small lots", fields={"topic": keys["Dee"]})
    wall.show_state(day.run("harvest"), day.workshop.groups)
    assert "Evening slot for working parents report missing" in wall.shown_texts()
    assert "1 of 6 reports are begun" in wall.shown_texts()
    assert not wall.grab().isNull()
    wall.close()


def test_a_single_time_has_its_places_in_rows_on_one_page(qapp: QApplication) -> None:
    day = Day("")
    for number in range(8):
        day.act("open", "room", name=f"Corner {number}", source="facilitator")
    for later in ("s2", "s3"):
        day.act("open", "slot", slot=later, gone=True, source="facilitator")
    wall = Wall("dark")
    wall.resize(1920, 760)
    wall.set_scale(1.0)
    wall.show_state(day.run("propose"), day.workshop.groups)
    assert not wall.grab().isNull()
    assert len(day.run("propose").state.room_list()) == 11
    assert len(day.run("propose").state.slot_list()) == 1
    assert wall.pages() == 1
    wall.deleteLater()


def test_reports_begin_under_the_tabs(qapp: QApplication, desk: Board, busy: Busy) -> None:
    day, _ = busy
    desk.resize(1000, 700)
    desk.show_state(day.run("harvest"), day.workshop.groups)
    qapp.processEvents()
    assert desk.cards.height() > 500


@pytest.mark.parametrize(
    ("quiet", "topics", "hint"),
    [(60, 0, "Hold"), (95, 0, "theme aloud"), (200, 0, "pairs"), (400, 0, "prepared"), (95, 3, "Is that all")],
)
def test_silence_is_held_before_anything_is_done(quiet: int, topics: int, hint: str) -> None:
    assert hint.casefold() in silence.nudge(quiet, topics).casefold()


def test_silence_is_counted_from_the_last_topic() -> None:
    day = Day()
    day.act("propose", "stage_opened")
    assert silence.quiet_for(day.run("propose"), day.at + 95_000) == 95
    day.topic("Buses", "Uma", "u")
    assert silence.quiet_for(day.run("propose"), day.at + 30_000) == 30

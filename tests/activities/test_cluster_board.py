import time
from dataclasses import replace
from itertools import combinations

import pytest
from cluster_day import SAMPLE, Wall, sample_wall
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from asked import asked_by
from facilitator.activities.cluster.bodies import Placed
from facilitator.activities.cluster.desk import Board as DeskBoard
from facilitator.activities.cluster.desk_menu import Menu
from facilitator.activities.cluster.desk_plan import LONERS, Planner, Style
from facilitator.activities.cluster.facts import look
from facilitator.activities.cluster.wall import Board as WallBoard
from facilitator.model.people import Groups

PATIENCE_S = 60.0


@pytest.fixture
def desk(qapp):
    boards = []

    def make(wall, phase="group", size=(1104, 700)):
        board = DeskBoard("light")
        board.resize(*size)
        board.side.setParent(board)
        board.side.show()
        board.show()
        board.show_state(wall.runs[phase], Groups())
        board.told = asked_by(board.asked)
        boards.append(board)
        QApplication.processEvents()
        return board

    yield make
    for board in boards:
        board.close()
        board.deleteLater()


@pytest.fixture
def room(qapp):
    boards = []

    def make(wall, phase):
        board = WallBoard("projector")
        board.resize(1760, 620)
        board.set_scale(1.0)
        board.show()
        board.show_state(wall.runs[phase], Groups())
        boards.append(board)
        QApplication.processEvents()
        return board

    yield make
    for board in boards:
        board.close()
        board.deleteLater()


def press(view, key, text="", held=Qt.KeyboardModifier.NoModifier):
    view.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def drag(view, start, end):
    """A drag from the middle of one thing to a point of the scene or the middle of another."""
    points = [
        view.mapFromScene(p.sceneBoundingRect().center() if hasattr(p, "sceneBoundingRect") else p)
        for p in (start, end)
    ]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
    for kind, at in zip(kinds, (points[0], points[0] + QPoint(12, 12), points[1], points[1]), strict=True):
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
        event = QMouseEvent(kind, QPointF(at), view.viewport().mapToGlobal(QPointF(at)), button, held, none)
        {0: view.mousePressEvent, 1: view.mouseMoveEvent, 2: view.mouseMoveEvent, 3: view.mouseReleaseEvent}[
            0 if kind == kinds[0] else 3 if kind == kinds[3] else 1
        ](event)


def test_dropping_a_note_on_another_makes_a_group_there(desk):
    board = desk(Wall(4))
    notes = board.view.notes
    drag(board.view, notes["n0"], notes["n3"])
    kind, body = board.told[0]
    assert (kind, body["notes"], "cluster" in body) == ("grouped", ["n3", "n0"], False)
    assert (body["x"], body["y"]) == (round(notes["n3"].pos().x()), round(notes["n3"].pos().y()))


def test_dropping_a_note_into_a_group_or_at_a_free_place(desk):
    wall = Wall(4)
    group = wall.group("n0", "n1")
    board = desk(wall)
    drag(board.view, board.view.notes["n2"], board.view.groups[group])
    drag(board.view, board.view.notes["n3"], QPointF(900, 500))
    assert board.told[0] == ("grouped", {"notes": ["n2"], "cluster": group, "order": ["n0", "n2", "n1"]})
    assert board.told[1][0] == "placed" and board.told[1][1]["x"] > 600
    board.told.clear()
    drag(board.view, board.view.groups[group], QPointF(800, 400))
    ((kind, body),) = board.told  # the middle of a group is a note: it leaves the group alone
    assert (kind, body["note"]) == ("placed", "n0")
    assert body["x"] > 600


def test_a_group_is_dragged_by_its_head_with_its_notes(desk):
    wall = Wall(4)
    group = wall.group("n0", "n1")
    board = desk(wall)
    head = board.view.groups[group]
    drag(board.view, head.pos() + QPointF(60, 8), QPointF(700, 420))
    kind, body = board.told[0]
    assert (kind, body["cluster"], "chart" in body) == ("group_moved", group, False)


def test_everything_goes_by_keys(desk):
    wall = Wall(6)
    group = wall.group("n0", "n1")
    board = desk(wall)
    view = board.view
    view.choose(["n2"])
    press(view, Qt.Key.Key_1, "1")
    press(view, Qt.Key.Key_0, "0")
    press(view, Qt.Key.Key_D, "d")
    press(view, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    assert len(view.chosen_keys) == 2
    press(view, Qt.Key.Key_G, "g")
    assert [kind for kind, _body in board.told] == ["grouped", "placed", "copied", "grouped"]
    assert board.told[0][1] == {"notes": ["n2"], "cluster": group}
    assert board.told[3][1]["notes"] == view.chosen_keys
    press(view, Qt.Key.Key_Escape)
    assert view.chosen_keys == []


def test_alt_and_arrows_move_a_note_as_one_act(desk):
    board = desk(Wall(3))
    before = board.view.notes["n1"].pos()
    board.choose("n1")
    for _ in range(3):
        press(board.view, Qt.Key.Key_Right, held=Qt.KeyboardModifier.AltModifier)
    until = time.monotonic() + PATIENCE_S
    while not board.told:
        assert time.monotonic() < until, "the steps were never asked for"
        QApplication.processEvents()
    assert board.told == [("placed", {"note": "n1", "x": round(before.x()) + 72, "y": round(before.y())})]


ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("phase", ["group", "relations"])  # the wall, and the chart
def test_alt_up_and_down_put_a_note_elsewhere_in_its_group(desk, phase):
    wall = Wall(5)
    group = wall.group("n0", "n1", "n2", "n3")
    board = desk(wall, phase)
    board.choose("n2")
    press(board.view, Qt.Key.Key_Up, held=ALT)
    press(board.view, Qt.Key.Key_Down, held=ALT)
    assert board.told == [
        ("grouped", {"notes": ["n2"], "cluster": group, "order": ["n0", "n2", "n1", "n3"]}),
        ("grouped", {"notes": ["n2"], "cluster": group, "order": ["n0", "n1", "n3", "n2"]}),
    ]
    board.told.clear()
    for key, way in (("n0", Qt.Key.Key_Up), ("n3", Qt.Key.Key_Down)):
        board.choose(key)
        press(board.view, way, held=ALT)
    assert board.told == []
    board.view.choose(["n3", "n1", "n4"])
    board.view.choose(["n4", "n3", "n1"])
    press(board.view, Qt.Key.Key_Up, held=ALT)
    assert board.told[0][1] == {"notes": ["n1", "n3"], "cluster": group, "order": ["n1", "n3", "n0", "n2"]}


def test_a_note_dragged_within_its_group_is_asked_for_where_the_line_was(desk):
    wall = Wall(5)
    group = wall.group("n0", "n1", "n2", "n3")
    board = desk(wall)
    notes = board.view.notes
    under = notes["n2"].sceneBoundingRect().center() + QPointF(0, notes["n2"].box.h)
    drag(board.view, notes["n0"], under - QPointF(0, 4))
    assert board.told == [("grouped", {"notes": ["n0"], "cluster": group, "order": ["n1", "n2", "n0", "n3"]})]
    board.told.clear()
    drag(board.view, notes["n0"], notes["n0"].sceneBoundingRect().center() + QPointF(30, 2))
    assert board.told == []
    assert notes["n0"].pos() == QPointF(notes["n0"].box.x, notes["n0"].box.y)
    drag(board.view, notes["n4"], notes["n1"].sceneBoundingRect().center() - QPointF(0, 2))
    assert board.told == [
        ("grouped", {"notes": ["n4"], "cluster": group, "order": ["n0", "n4", "n1", "n2", "n3"]}),
    ]


def test_arrow_keys_walk_from_note_to_note(desk):
    board = desk(Wall(6))
    board.view.choose(["n0"])
    press(board.view, Qt.Key.Key_Right)
    assert board.view.chosen_keys == ["n1"]
    press(board.view, Qt.Key.Key_Down)
    assert board.view.chosen_keys == ["n3"]
    assert board.view.accessibleDescription() == "note 3"


def test_titles_are_given_only_from_the_title_stage_on(desk):
    wall = Wall(4)
    group = wall.group("n0", "n1")
    wall.do("note", "title", text="Ask us first of all", fields={"for": group, "token": "t"}, source="phone")
    board = desk(wall)
    board.view.choose([group])
    assert not board.title.isVisible()
    board.show_state(wall.runs["title"], Groups())
    board.view.choose([group])
    assert board.title.isVisible()
    offers = [one for one in board.title.findChildren(QPushButton) if one.toolTip() == "Ask us first of all"]
    assert len(offers) == 1
    offers[0].click()
    board.title.save.click()
    assert board.told == [("titled", {"cluster": group, "title": "Ask us first of all"})]
    board.title.line.setText("Trust")
    assert "four words" in board.title.doubt.text()


def test_an_arrow_is_drawn_with_l_and_two_groups(desk):
    wall, found = sample_wall()
    board = desk(wall, "relations")
    board.view.choose([found["G3"]])
    press(board.view, Qt.Key.Key_L, "l")
    board.view.choose([found["G5"]])
    assert (board.arrow.start.currentData(), board.arrow.end.currentData()) == (found["G3"], found["G5"])
    board.arrow.why.setText("money")
    board.arrow.draw.click()
    body = {"from": found["G3"], "to": found["G5"], "kind": "leads_to", "why": "money"}
    assert board.told == [("related", body)]


def test_a_proposed_arrow_waits_for_the_facilitator(desk):
    wall, found = sample_wall()
    fields = {"from": found["G3"], "to": found["G5"], "kind": "opposes"}
    wall.do("note", "relations", text="money", fields=fields, source="phone")
    board = desk(wall, "relations")
    assert len(board.arrow.offered) == 1 and len(board.view.arrows) == 4
    wall.do("related", "relations", **fields, why="money")
    board.show_state(wall.runs["relations"], Groups(), set())
    assert len(board.arrow.offered) == 0 and len(board.view.arrows) == 5
    board.view.choose([wall.now.relations[-1].key])
    press(board.view, Qt.Key.Key_Delete)
    assert board.told[-1] == ("unrelated", {"relation": wall.now.relations[-1].key})


def test_merging_waits_until_all_who_are_present_say_so(desk):
    wall, found = sample_wall()
    board = desk(wall, "combine")
    board.merge.choose([found["G6"], found["G7"]])
    board.merge.ask.click()
    assert board.told == [("merge_asked", {"groups": [found["G6"], found["G7"]]})]
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_hands", "combine", poll=poll, same=20, different=1)
    board.show_state(wall.runs["combine"], Groups(), set())
    assert not board.merge.join.isEnabled() and "(n=21)" in board.merge.words.text()
    wall.do("merge_hands", "combine", poll=poll, same=1, different=0)
    wall.runs["combine"].present = 5
    board.merge.poll = None
    board.show_state(wall.runs["combine"], Groups(), set())
    assert not board.merge.join.isEnabled()
    assert "1 of 5 says the same" in board.merge.state_words.text()
    wall.do("merge_hands", "combine", poll=poll, same=6, different=0)
    board.show_state(wall.runs["combine"], Groups(), set())
    assert not board.merge.join.isEnabled() and "count the people" in board.merge.state_words.text()
    board.merge.present.setValue(6)
    assert board.merge.join.isEnabled() and "All 6 in the room" in board.merge.state_words.text()
    board.merge.join.click()
    assert board.told[-1][1]["present"] == 6


def test_the_room_is_asked_only_about_two_groups(desk):
    board = desk(Wall(2), "combine")
    assert not board.merge.ask.isEnabled()
    wall, found = sample_wall()
    board = desk(wall, "combine")
    assert board.merge.ask.isEnabled()
    board.merge.choose([found["G6"], found["G6"]])
    assert not board.merge.ask.isEnabled()
    board.merge.choose([found["G6"], found["G7"]])
    assert board.merge.ask.isEnabled()


def test_what_the_rules_refuse_is_said_and_not_asked(desk):
    wall, _found = sample_wall()
    board = desk(wall, "combine")
    board.ask(Placed("n0"))
    assert board.told == [] and "voted on" in board.hint.text()


def test_menus_hold_what_keys_do(desk):
    wall, found = sample_wall()
    board = desk(wall)
    for keys, words in (
        (["n0"], "New group with what is chosen\tG"),
        ([found["G1"], found["G2"]], "Put a group around"),
    ):
        board.view.choose(keys)
        menu = QMenu()
        Menu(board.view, "group").fill(menu, board)
        assert any(action.text().startswith(words) for action in menu.actions())
        menu.deleteLater()
    board.view.choose([found["G1"]])
    menu = QMenu()
    Menu(board.view, "title").fill(menu, board)
    assert any(action.text().startswith("Title") for action in menu.actions())
    menu.deleteLater()


def test_the_room_sees_groups_and_no_names(room):
    wall, _found = sample_wall()
    board = room(wall, "group")
    assert SAMPLE["G1"][0] in board.shown_texts() and board.pages() > 1
    board.next_page()
    assert board.page() == 2
    board.show_state(wall.runs["relations"], Groups())
    assert board.pages() == 1
    assert {"leads to", "supports", "causes each other"} <= set(board.shown_texts())


def test_a_chart_too_large_for_one_page_is_told_in_words(room):
    wall = Wall(24)
    groups = [wall.titled(f"n{n}", title=f"Say what the notes of number {n} say together") for n in range(24)]
    wall.do("related", "relations", **{"from": groups[0], "to": groups[1], "kind": "opposes"})
    board = room(wall, "relations")
    said = []
    for _ in range(board.pages()):
        said += board.shown_texts()
        board.next_page()
    assert any("\u2013 opposes \u2013" in text for text in said)


def test_a_long_group_goes_on_where_a_page_ends(room):
    wall = Wall(40)
    wall.group(*(f"n{n}" for n in range(40)))
    board = room(wall, "group")
    said = []
    for _ in range(board.pages()):
        said += board.shown_texts()
        board.next_page()
    assert [text for text in said if text.startswith("note ")] == [f"note {n}" for n in range(40)]


def over(one, other):
    """Whether two boxes share a place."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@pytest.mark.parametrize("alone", [1, 8, 40])
def test_notes_that_stand_alone_push_no_group_of_the_chart_away(qapp, alone):
    wall, _groups = sample_wall([f"Word {n} of somebody" for n in range(alone)])
    seen, planner = look(wall.state), Planner(Style("light", 1.0, 60), {})
    without = planner.chart(replace(seen, loners=[]), 1000.0)
    plan = planner.chart(seen, 1000.0)
    box = plan.groups.pop(LONERS)
    assert plan.groups == without.groups
    own = [plan.notes[slip.key] for slip in seen.loners]
    for note in own:
        assert box.x <= note.x and note.right <= box.right and box.y < note.y and note.bottom < box.bottom
    every = [*plan.groups.values(), box]
    assert not any(over(one, other) for one, other in combinations(every, 2))
    assert not any(over(one, other) for one, other in combinations(own, 2))


def test_ranks_stand_on_the_chart_once_they_are_known(desk):
    wall, found = sample_wall()
    board = desk(wall, "combine")
    board.show_results({found["G1"]: 1, found["G4"]: 3})
    assert board.view.groups[found["G1"]].head.rank == 1
    board.set_view("wall")
    assert board.view.groups[found["G1"]].head.rank == 0


def test_the_room_reads_the_ranks_on_its_chart(room):
    wall, found = sample_wall()
    board = room(wall, "combine")
    before = board.shown_texts()
    board.show_results({found["G1"]: 1})
    assert [words for words in board.shown_texts() if words not in before] == [f"1. {before[0]}"]


def test_finding_fades_the_rest_and_counts_what_hangs(desk):
    wall, _found = sample_wall()
    board = desk(wall)
    assert len(board.find_text("notes parents")) == 0 and len(board.find_text("parents")) == 3
    assert board.view.notes["n21"].faded
    board.find_text("")
    assert not board.view.notes["n21"].faded
    assert board.shown_keys() == [item.id for item in wall.items]

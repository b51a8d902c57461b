"""The board of notes: what it keeps when cards come and go, where they stand, and what the person's hands do."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from card_boards import shown_board
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.looks.qt.cards.board import Card, CardBoard, Column, Density
from facilitator.looks.qt.cards.faces import Faces
from facilitator.looks.qt.cards.item import CardItem
from facilitator.looks.qt.cards.paint import Face, Style

COLUMNS = [Column("good", "Encouraged", "+"), Column("mixed", "Mixed", "±"), Column("bad", "Uneasy", "−")]
ARABIC = "نحن متعبون لكن لدينا أمل في هذا المشروع"
KEY = Qt.Key
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


def cards(count: int, *, columns: int = 3, start: int = 0) -> list[Card]:
    """So many cards, dealt to the columns in turn."""
    keys = [column.key for column in COLUMNS]
    return [
        Card(f"k{n}", f"Note number {n}, glad of the honesty", keys[n % columns], "VCS", 1 + n % 6, f"T{n % 5}")
        for n in range(start, start + count)
    ]


@pytest.fixture
def board(qapp: QApplication) -> Iterator[CardBoard]:
    """A board of three columns, shown, with no motion."""
    with shown_board(qapp, COLUMNS, 760, 420) as made:
        yield made


def items(board: CardBoard) -> dict[str, CardItem]:
    """The cards in the scene, by key."""
    return {item.card.key: item for item in board.scene().items() if isinstance(item, CardItem)}


def rects(board: CardBoard) -> dict[str, QRectF]:
    """Where the cards in sight of the search stand."""
    return {key: item.sceneBoundingRect() for key, item in items(board).items() if item.isVisible()}


def model_keys(board: CardBoard) -> list[object]:
    """The keys in the ordered list, top to bottom."""
    return [board.model.data(board.model.index(row), board.model.KEY_ROLE) for row in range(board.model.rowCount())]


def middle(board: CardBoard, key: str) -> QPoint:
    """The middle of a card, in the viewport."""
    return board.mapFromScene(items(board)[key].sceneBoundingRect().center())


def wait_for(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Let events pass until something is true; fails after `seconds`."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited too long"
        QApplication.processEvents()


class TestComingAndGoing:
    def test_only_what_changed_is_touched(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        before, places = items(board), rects(board)
        changed = dataclasses.replace(cards(9)[4], corner="T9")
        board.show_cards([*cards(4), changed, *cards(4, start=5)])
        assert items(board) == before
        assert rects(board) == places
        assert items(board)["k4"].card.corner == "T9"

    def test_new_cards_move_nothing_and_come_last(self, board: CardBoard) -> None:
        board.show_cards(cards(30))
        before = rects(board)
        board.update_cards(cards(20, start=30))
        after = rects(board)
        assert {key: after[key] for key in before} == before
        assert model_keys(board)[-1] == "k47"

    def test_a_card_in_another_place_of_the_list_stays_where_it_is(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        before = rects(board)
        board.show_cards(list(reversed(cards(9))))
        assert rects(board) == before

    def test_removed_cards_leave_the_scene_and_the_list(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        board.update_cards((), ["k3", "nobody"])
        assert set(items(board)) == {f"k{n}" for n in range(9)} - {"k3"}
        assert "k3" not in model_keys(board)
        board.clear()
        assert items(board) == {}
        assert board.model.rowCount() == 0

    def test_the_gap_of_a_removed_card_closes_when_the_pointer_is_away(self, board: CardBoard) -> None:
        board.show_cards(cards(30))
        first, next_in_column = rects(board)["k0"], "k3"
        board.update_cards((), ["k0"])
        wait_for(lambda: rects(board)[next_in_column].top() == first.top())

    def test_the_gap_closes_while_more_cards_keep_coming(self, board: CardBoard) -> None:
        board.show_cards(cards(30))
        board.update_cards((), ["k0"])
        for number in range(40):
            board.update_cards([Card(f"n{number}", "one more", "bad")])
            QApplication.processEvents()
        wait_for(lambda: rects(board)["k3"].top() < 10)

    def test_a_card_that_changes_column_goes_to_its_foot_and_stays_chosen(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        board.choose("k0")
        board.update_cards([dataclasses.replace(cards(1)[0], column="bad")])
        assert model_keys(board) == ["k3", "k6", "k1", "k4", "k7", "k2", "k5", "k8", "k0"]
        assert board.chosen_keys() == ["k0"]
        assert items(board)["k0"].chosen

    def test_a_card_of_no_column_is_not_lost(self, board: CardBoard) -> None:
        board.show_cards([*cards(3), Card("lost", "Where do I belong?", "nowhere")])
        assert model_keys(board)[-1] == "lost"
        assert rects(board)["lost"].left() > rects(board)["k2"].right()
        spoken = board.model.data(board.model.index(3), Qt.ItemDataRole.AccessibleTextRole.value)
        assert spoken == "Where do I belong?, Not placed"

    def test_the_list_says_everything_that_is_drawn(self, board: CardBoard) -> None:
        marks = ("new", "shown", "edited")
        board.show_cards(
            [
                Card("a", "Two years", "good", "VCS", 1, "T2", time="10:34", marks=marks, badge="4 support"),
                Card("b", "the secret", "good", marks=("withheld",), mark_note="names a child"),
            ]
        )
        role = Qt.ItemDataRole.AccessibleTextRole.value
        said = [board.model.data(board.model.index(row), role) for row in range(2)]
        assert said[0] == "Two years, VCS, T2, 10:34, Encouraged, New, Edited, on the room screen, 4 support"
        assert said[1] == "Hidden until opened, Encouraged, Withheld, names a child"

    def test_longer_words_push_the_cards_below_apart(self, board: CardBoard) -> None:
        board.show_cards(cards(30))
        board.update_cards([dataclasses.replace(cards(1)[0], text="a much longer text " * 12)])
        assert_apart(rects(board))

    def test_a_lost_card_is_chosen_no_more(self, board: CardBoard) -> None:
        board.show_cards(cards(3))
        board.choose("k1")
        told: list[list[str]] = []
        board.chosen.connect(told.append)
        board.update_cards((), ["k1"])
        assert told == [[]]
        assert board.chosen_keys() == []


def assert_apart(places: dict[str, QRectF]) -> None:
    """No two cards overlap."""
    found = sorted(places.values(), key=lambda rect: (rect.left(), rect.top()))
    for above, below in pairwise(found):
        assert above.left() != below.left() or above.bottom() <= below.top(), (above, below)
    for left, right in pairwise(found):
        assert left.left() == right.left() or left.right() <= right.left(), (left, right)


TEXTS = st.one_of(
    st.text(max_size=200), st.sampled_from([ARABIC, "", "W" * 300, "\n\n", "😀👨‍👩‍👧" * 20, "a\u2029b\x00c\ud800"])
)
CARDS = st.lists(
    st.builds(
        Card,
        key=st.integers(0, 40).map(str),
        text=TEXTS,
        column=st.sampled_from(["good", "mixed", "bad", ""]),
        group=st.sampled_from(["", "VCS"]),
        group_no=st.integers(0, 9),
        corner=st.sampled_from(["", "T3"]),
        marks=st.lists(st.sampled_from(["new", "shown", "edited", "withheld", "waiting", "disputed"]), max_size=3).map(
            tuple
        ),
        badge=st.sampled_from(["", "4 support · 1 live with"]),
    ),
    max_size=40,
    unique_by=lambda card: card.key,
)


class TestPlaces:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(first=CARDS, second=CARDS, width=st.integers(200, 1800))
    def test_cards_never_overlap(self, board: CardBoard, first: list[Card], second: list[Card], width: int) -> None:
        board.resize(width, 420)
        board.show_cards(first)
        assert_apart(rects(board))
        board.show_cards(second)
        assert set(items(board)) == {card.key for card in second}
        assert sorted(map(str, model_keys(board))) == sorted(card.key for card in second)
        assert_apart(rects(board))
        assert not board.grab().isNull()

    @pytest.mark.parametrize(
        ("count", "density"),
        [
            (12, Density.COSY),
            (13, Density.COMPACT),
            (119, Density.COMPACT),
            (120, Density.DENSE),
            (600, Density.DENSE),
        ],
    )
    def test_density_follows_the_count(self, board: CardBoard, count: int, density: Density) -> None:
        board.show_cards(cards(count))
        assert board.density is density
        assert_apart(rects(board))

    def test_density_switches_as_cards_come_and_go(self, board: CardBoard) -> None:
        board.show_cards(cards(119))
        densities = [board.density]
        board.update_cards(cards(1, start=119))
        densities.append(board.density)
        assert {rect.height() for rect in rects(board).values()} == {40}
        board.update_cards((), ["k0"])
        densities.append(board.density)
        assert densities == [Density.COMPACT, Density.DENSE, Density.COMPACT]
        assert_apart(rects(board))

    def test_what_is_being_read_stays_in_sight_when_the_density_switches(self, board: CardBoard) -> None:
        board.show_cards(cards(119))
        board.scroll_to("k90")
        board.verticalScrollBar().setValue(board.verticalScrollBar().value() + 100)
        first = min(
            (key for key, rect in rects(board).items() if board.mapFromScene(rect.topLeft()).y() >= 0),
            key=lambda key: rects(board)[key].top(),
        )
        before = middle(board, first).y()
        board.update_cards(cards(1, start=119))
        assert abs(middle(board, first).y() - before) < 60

    def test_a_wide_board_gains_columns_not_bigger_cards(self, board: CardBoard) -> None:
        board.set_columns([])
        board.show_cards(cards(60))
        narrow = len({rect.left() for rect in rects(board).values()})
        board.resize(1800, 420)
        wide = rects(board).values()
        assert len({rect.left() for rect in wide}) > narrow
        assert max(rect.width() for rect in wide) <= 320

    def test_nothing_scrolls_sideways_at_the_smallest_window(self, board: CardBoard) -> None:
        board.resize(744, 400)
        board.show_cards(cards(24))
        assert board.horizontalScrollBar().maximum() == 0
        assert board.verticalScrollBar().maximum() > 0

    def test_a_column_for_those_who_did_not_say_fits_beside_the_others_in_the_smallest_window(
        self, board: CardBoard
    ) -> None:
        board.set_columns([*COLUMNS, Column("", "Not said")])
        board.resize(724, 400)
        board.show_cards([*cards(24), Card("none", "A long word about whoever unlocks the hall on Sundays", "")])
        assert board.horizontalScrollBar().maximum() == 0
        assert max(rect.right() for rect in rects(board).values()) <= board.viewport().width()
        assert_apart(rects(board))

    @pytest.mark.parametrize("width", [150, 168, 200, 232])
    def test_marks_at_the_right_of_a_narrow_note_leave_its_words_their_room(
        self, qapp: QApplication, width: int
    ) -> None:
        style = Style("light", Density.COMPACT, 1.0, 720)
        bare = Card("a", "Grandparents who look after children on Tuesdays", "", "VCS", 1)
        marked = dataclasses.replace(bare, corner="Q1 T12", marks=("disputed", "shown"))
        assert Face(marked, width, style).height <= Face(bare, width, style).height + style.px(style.sheet.text.line)

    def test_larger_text_makes_larger_cards(self, board: CardBoard) -> None:
        board.show_cards(cards(24))
        before = rects(board)["k0"].height()
        board.set_text_scale(1.3)
        assert rects(board)["k0"].height() > before
        assert_apart(rects(board))

    def test_columns_can_change_under_the_cards(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        board.set_columns([COLUMNS[2], COLUMNS[0]])
        assert model_keys(board) == ["k2", "k5", "k8", "k0", "k3", "k6", "k1", "k4", "k7"]
        assert_apart(rects(board))

    def test_arabic_stands_at_the_right(self, board: CardBoard) -> None:
        board.set_columns([])
        board.show_cards([Card("a", "سلام")])
        picture = items(board)["a"]
        image = board.grab(board.mapFromScene(picture.sceneBoundingRect()).boundingRect()).toImage()
        ground = image.pixelColor(image.width() // 2, 8)
        ink = [
            x
            for x in range(10, image.width() - 10)
            for y in range(12, 34)
            if image.pixelColor(x, y).lightness() < ground.lightness() - 80
        ]
        assert ink
        assert min(ink) > image.width() * 0.6

    def test_withheld_words_are_never_drawn_nor_told(self, board: CardBoard) -> None:
        hidden = Card("a", "the secret", "good", marks=("withheld",), mark_note="names a child")
        board.show_cards([hidden])
        one = board.grab().toImage()
        board.show_cards([dataclasses.replace(hidden, text="another secret of other length")])
        assert board.grab().toImage() == one
        assert board.find_text("secret") == []


class TestKeyboard:
    def test_arrows_walk_and_shift_extends(self, board: CardBoard) -> None:
        board.show_cards(cards(30))
        QTest.keyClick(board, KEY.Key_Down)
        assert board.chosen_keys() == ["k0"]
        QTest.keyClick(board, KEY.Key_Down)
        assert board.chosen_keys() == ["k3"]
        QTest.keyClick(board, KEY.Key_Right)
        assert board.chosen_keys() == ["k4"]
        QTest.keyClick(board, KEY.Key_Left)
        QTest.keyClick(board, KEY.Key_Down, SHIFT)
        QTest.keyClick(board, KEY.Key_Down, SHIFT)
        assert board.chosen_keys() == ["k3", "k6", "k9"]
        QTest.keyClick(board, KEY.Key_End)
        assert board.chosen_keys() == ["k29"]
        QTest.keyClick(board, KEY.Key_Home)
        assert board.chosen_keys() == ["k0"]

    def test_walking_scrolls_the_card_into_sight(self, board: CardBoard) -> None:
        board.show_cards(cards(90))
        QTest.keyClick(board, KEY.Key_End)
        seen = board.mapToScene(board.viewport().rect()).boundingRect()
        assert seen.contains(rects(board)["k89"])

    def test_all_and_none(self, board: CardBoard) -> None:
        board.show_cards(cards(30))
        QTest.keyClick(board, KEY.Key_A, CTRL)
        assert len(board.chosen_keys()) == 30
        QTest.keyClick(board, KEY.Key_Escape)
        assert board.chosen_keys() == []

    def test_enter_opens_and_a_double_click_too(self, board: CardBoard) -> None:
        opened: list[str] = []
        board.activated.connect(opened.append)
        board.show_cards(cards(3))
        board.choose("k1")
        QTest.keyClick(board, KEY.Key_Return)
        QTest.mouseDClick(board.viewport(), LEFT, NONE, middle(board, "k2"))
        assert opened == ["k1", "k2"]

    def test_numbers_and_alt_arrows_ask_for_a_column(self, board: CardBoard) -> None:
        asked: list[tuple[object, ...]] = []
        board.move_asked.connect(lambda *what: asked.append(what))
        board.show_cards(cards(9))
        board.choose("k0")
        QTest.keyClick(board, KEY.Key_3)
        QTest.keyClick(board, KEY.Key_Right, ALT)
        QTest.keyClick(board, KEY.Key_Left, ALT)
        QTest.keyClick(board, KEY.Key_1)
        QTest.keyClick(board, KEY.Key_7)
        assert asked == [(["k0"], "bad", None), (["k0"], "mixed", None)]

    def test_keys_that_mean_nothing_here_go_up(self, board: CardBoard) -> None:
        board.show_cards(cards(3))
        for key in (KEY.Key_N, KEY.Key_PageDown, KEY.Key_F, KEY.Key_B):
            event = _press(key)
            QApplication.sendEvent(board, event)
            assert not event.isAccepted()

    def test_the_menu_key_asks_for_a_menu_at_the_card(self, board: CardBoard) -> None:
        asked: list[tuple[str, QPoint]] = []
        board.menu_asked.connect(lambda key, place: asked.append((key, place)))
        board.show_cards(cards(3))
        board.choose("k1")
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(board.viewport(), QContextMenuEvent(reason, QPoint(1, 1), QPoint(1, 1)))
        place = middle(board, "k2")
        reason = QContextMenuEvent.Reason.Mouse
        at = board.viewport().mapToGlobal(place)
        QApplication.sendEvent(board.viewport(), QContextMenuEvent(reason, place, at))
        assert [key for key, _ in asked] == ["k1", "k2"]
        assert asked[0][1] == board.viewport().mapToGlobal(middle(board, "k1"))
        assert asked[1][1] == at
        assert board.chosen_keys() == ["k2"]


def _press(key: Qt.Key) -> QEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE)


class TestPointer:
    def test_click_chooses_ctrl_adds_shift_extends(self, board: CardBoard) -> None:
        told: list[list[str]] = []
        board.chosen.connect(told.append)
        board.show_cards(cards(9))
        QTest.mouseClick(board.viewport(), LEFT, NONE, middle(board, "k0"))
        QTest.mouseClick(board.viewport(), LEFT, CTRL, middle(board, "k4"))
        QTest.mouseClick(board.viewport(), LEFT, CTRL, middle(board, "k0"))
        QTest.mouseClick(board.viewport(), LEFT, NONE, middle(board, "k0"))
        QTest.mouseClick(board.viewport(), LEFT, SHIFT, middle(board, "k3"))
        assert told == [["k0"], ["k0", "k4"], ["k4"], ["k0"], ["k0", "k3"]]

    def test_a_drag_asks_for_the_column_and_moves_nothing_itself(self, board: CardBoard) -> None:
        asked: list[tuple[object, ...]] = []
        board.move_asked.connect(lambda *what: asked.append(what))
        board.show_cards(cards(9))
        before, things = rects(board), len(board.scene().items())
        QTest.mouseClick(board.viewport(), LEFT, NONE, middle(board, "k0"))
        QTest.mouseClick(board.viewport(), LEFT, CTRL, middle(board, "k3"))
        drag(board, middle(board, "k3"), middle(board, "k2"))
        assert asked == [(["k0", "k3"], "bad", "k5")]
        assert rects(board) == before
        assert len(board.scene().items()) == things
        assert {item.opacity() for item in items(board).values()} == {1.0}

    def test_a_drag_to_where_it_stands_or_let_go_by_escape_asks_nothing(self, board: CardBoard) -> None:
        asked: list[object] = []
        board.move_asked.connect(lambda *what: asked.append(what))
        board.show_cards(cards(9))
        drag(board, middle(board, "k0"), middle(board, "k0") + QPoint(30, 5))
        start = middle(board, "k0")
        QTest.mousePress(board.viewport(), LEFT, NONE, start)
        QTest.mouseMove(board.viewport(), start + QPoint(200, 20))
        QTest.keyClick(board, KEY.Key_Escape)
        QTest.mouseRelease(board.viewport(), LEFT, NONE, start + QPoint(300, 20))
        assert asked == []

    def test_a_card_removed_in_the_hand_is_let_go(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        start = middle(board, "k0")
        QTest.mousePress(board.viewport(), LEFT, NONE, start)
        QTest.mouseMove(board.viewport(), start + QPoint(200, 20))
        board.update_cards((), ["k0"])
        QTest.mouseRelease(board.viewport(), LEFT, NONE, start + QPoint(300, 20))
        assert "k0" not in items(board)
        assert board.chosen_keys() == []

    def test_a_frame_on_the_empty_board_chooses_what_it_touches(self, board: CardBoard) -> None:
        board.show_cards(cards(9))
        foot = int(max(rect.bottom() for rect in rects(board).values()))
        board.resize(760, foot + 120)
        drag(board, QPoint(4, foot + 30), QPoint(middle(board, "k4").x(), middle(board, "k6").y()))
        assert sorted(board.chosen_keys()) == ["k6", "k7"]

    def test_the_middle_button_pushes_the_board(self, board: CardBoard) -> None:
        board.show_cards(cards(90))
        bar = board.verticalScrollBar()
        QTest.mousePress(board.viewport(), Qt.MouseButton.MiddleButton, NONE, QPoint(100, 200))
        QTest.mouseMove(board.viewport(), QPoint(100, 140))
        QTest.mouseRelease(board.viewport(), Qt.MouseButton.MiddleButton, NONE, QPoint(100, 140))
        assert bar.value() == 60
        assert board.chosen_keys() == []

    def test_ctrl_wheel_zooms_between_its_bounds(self, board: CardBoard) -> None:
        board.show_cards(cards(200))
        for turn, bound in ((-120, 0.4), (120, 1.5)):
            for _ in range(20):
                _wheel(board, turn)
            assert board.zoom() == pytest.approx(bound)
            assert_apart(rects(board))

    def test_zoom_keeps_the_card_under_the_pointer(self, board: CardBoard) -> None:
        board.show_cards(cards(600))
        board.scroll_to("k300")
        at = middle(board, "k300")
        board.set_zoom(0.7, at)
        now = board.mapFromScene(items(board)["k300"].pos())
        assert abs(now.y() - at.y()) < 40


def _wheel(board: CardBoard, turn: int) -> None:
    at = QPointF(200, 200)
    where = QPointF(board.viewport().mapToGlobal(at.toPoint()))
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, where, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, CTRL, phase, False)
    QGuiApplication.sendEvent(board.viewport(), wheel)


def drag(board: CardBoard, start: QPoint, end: QPoint) -> None:
    """Press, pull in two steps, let go."""
    QTest.mousePress(board.viewport(), LEFT, NONE, start)
    QTest.mouseMove(board.viewport(), (start + end) / 2)
    QTest.mouseMove(board.viewport(), end)
    QTest.mouseRelease(board.viewport(), LEFT, NONE, end)


class TestFinding:
    def test_case_and_accents_do_not_matter(self, board: CardBoard) -> None:
        board.show_cards([Card("a", "Keen, if someone pays for Crèche", "good"), Card("b", "hopeful", "bad", "VCS", 1)])
        assert board.find_text("creche KEEN") == ["a"]
        assert not items(board)["a"].faded
        assert items(board)["b"].faded
        assert board.find_text("vcs") == ["b"]
        assert board.find_text("") == []
        assert not any(item.faded for item in items(board).values())

    def test_only_leaves_the_others_out_also_those_that_come_later(self, board: CardBoard) -> None:
        board.show_cards(cards(300))
        found = board.find_text("number 12", only=True)
        assert set(rects(board)) == set(found)
        board.update_cards([Card("x", "of another kind", "good"), Card("y", "a new number 12", "bad")])
        assert set(rects(board)) == {*found, "y"}
        board.find_text("")
        assert len(rects(board)) == 302
        assert_apart(rects(board))


class TestMany:
    def test_two_thousand_cards(self, board: CardBoard) -> None:
        many = cards(2000)
        board.show_cards(many)
        assert board.model.rowCount() == len(items(board)) == 2000
        assert not board.grab().isNull()
        board.clear()
        assert items(board) == {}

    def test_a_hurried_frame_shows_a_plainer_face_and_owes_the_rest(self, qapp: QApplication) -> None:
        faces = Faces(Style("light", Density.DENSE, 1.0, 1000))
        card = cards(1)[0]
        whole = faces.drawn(card, 168, 40, 1.0, 1.0).toImage()
        with faces.hurry(0):
            assert faces.near(card, 168, 40, 1.0, 1.0).toImage() != whole
        owed = [faces.owed]
        with faces.hurry(60):
            assert faces.near(card, 168, 40, 1.0, 1.0).toImage() == whole
        owed.append(faces.owed)
        assert owed == [True, False]
        with faces.hurry(0):
            assert faces.near(card, 168, 40, 0.8, 1.0).toImage() == whole

    def test_kept_faces_stay_within_bounds(self, qapp: QApplication) -> None:
        faces = Faces(Style("light", Density.DENSE, 1.0, 1000))
        for card in cards(60):
            faces.near(card, 2000, 1000, 1.0, 1.0)
        assert faces.kept() < 60

    def test_cards_fade_in_and_end_whole(self, board: CardBoard) -> None:
        board.set_motion(True)
        board.show_cards(cards(3))
        wait_for(lambda: all(item.opacity() == 1.0 for item in items(board).values()))
        assert len(items(board)) == 3

    def test_the_empty_line_goes_also_where_two_cards_come_at_once(self, board: CardBoard, qapp: QApplication) -> None:
        board.show_cards(())
        board.set_empty_text("No notes yet")
        board.show()
        qapp.processEvents()
        drawn: list[QRect] = []

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    drawn.append(event.region().boundingRect())
                return False

        watch = Watch()
        board.viewport().installEventFilter(watch)
        board.update_cards(cards(2))
        qapp.processEvents()
        assert any(each.contains(board.viewport().rect()) for each in drawn)
        board.viewport().removeEventFilter(watch)

    def test_the_empty_line_goes_with_the_first_card(self, board: CardBoard) -> None:
        bare = board.grab().toImage()
        board.set_empty_text("No notes yet")
        assert board.grab().toImage() != bare
        board.show_cards(cards(1))
        board.clear()
        board.set_empty_text("")
        assert board.grab().toImage() == bare

    def test_every_theme_draws_its_own_ground(self, board: CardBoard) -> None:
        board.show_cards(cards(24))
        light = board.grab().toImage()
        board.set_theme("dark")
        dark = board.grab().toImage()
        assert light.pixelColor(1, 200).lightness() > 200
        assert dark.pixelColor(1, 200).lightness() < 60


@pytest.mark.parametrize("columns", [(), COLUMNS], ids=["one flow", "columns"])
@pytest.mark.parametrize("count", [5, 40])
def test_a_note_is_drawn_for_the_width_it_has(qapp: QApplication, columns: list[Column], count: int) -> None:
    """After any change of width a board looks as one that was made that wide: no letter is squashed or stretched."""

    def made(width: int) -> CardBoard:
        one = CardBoard("light")
        one.set_motion(False)
        one.resize(width, 500)
        one.set_columns(columns)
        one.show_cards(cards(count))
        one.show()
        return one

    changed = made(760)
    qapp.processEvents()
    changed.grab()
    for width in (1100, 640, 1400, 700):
        changed.resize(width, 500)
        qapp.processEvents()
        fresh = made(width)
        qapp.processEvents()
        assert changed.grab().toImage() == fresh.grab().toImage(), width
        fresh.close()
        fresh.deleteLater()
    changed.close()
    changed.deleteLater()

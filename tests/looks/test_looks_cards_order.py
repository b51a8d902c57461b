"""The order of cards within a column: asked for by drag and by key, and shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from card_boards import shown_board
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsItem

from facilitator.looks.qt.cards.board import Card, CardBoard, Column
from facilitator.looks.qt.cards.item import CardItem, DropLine

ALT, CTRL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
TWO = [Column("good", "Good"), Column("bad", "Bad")]
Asked = list[tuple[object, ...]]


def cards(count: int, *, columns: int = 2) -> list[Card]:
    """Cards dealt to two columns in turn; to none where there are none."""
    return [Card(f"k{n}", f"note {n}", TWO[n % 2].key if columns else "") for n in range(count)]


@pytest.fixture
def board(qapp: QApplication) -> Iterator[CardBoard]:
    """A board of two columns of one lane each, shown."""
    with shown_board(qapp, TWO, 560, 500) as made:
        yield made


@pytest.fixture
def asked(board: CardBoard) -> Asked:
    """What the board asks for."""
    found: Asked = []
    board.move_asked.connect(lambda *what: found.append(what))
    return found


def card(board: CardBoard, key: str) -> CardItem:
    """The card in the scene."""
    return next(item for item in board.scene().items() if isinstance(item, CardItem) and item.card.key == key)


def column(board: CardBoard, name: str) -> list[str]:
    """The keys of a column from its top, by where they are drawn."""
    there = [item for item in board.scene().items() if isinstance(item, CardItem) and item.card.column == name]
    return [item.card.key for item in sorted(there, key=QGraphicsItem.y)]


def spot(board: CardBoard, key: str, down: float = 0.5) -> QPoint:
    """A place on a card: in the middle, so far down it."""
    box = card(board, key).sceneBoundingRect()
    return board.mapFromScene(box.center().x(), box.top() + down * box.height())


def drag(board: CardBoard, key: str, end: QPoint) -> None:
    """Pull a card somewhere, and let go."""
    start = spot(board, key)
    QTest.mousePress(board.viewport(), LEFT, NONE, start)
    QTest.mouseMove(board.viewport(), (start + end) / 2)
    QTest.mouseMove(board.viewport(), end)
    QTest.mouseRelease(board.viewport(), LEFT, NONE, end)


class TestDrag:
    def test_within_the_column_it_asks_for_the_place_alone(self, board: CardBoard, asked: Asked) -> None:
        board.show_cards(cards(10))
        drag(board, "k0", spot(board, "k4", 0.2))
        drag(board, "k8", spot(board, "k2", 0.2))
        drag(board, "k2", spot(board, "k8", 0.9))
        assert asked == [(["k0"], None, "k4"), (["k8"], None, "k2"), (["k2"], None, "")]

    def test_into_another_column_it_asks_for_both(self, board: CardBoard, asked: Asked) -> None:
        board.show_cards(cards(10))
        drag(board, "k0", spot(board, "k5", 0.2))
        assert asked == [(["k0"], "bad", "k5")]

    def test_several_go_together_as_they_stand(self, board: CardBoard, asked: Asked) -> None:
        board.show_cards(cards(10))
        QTest.mouseClick(board.viewport(), LEFT, NONE, spot(board, "k6"))
        QTest.mouseClick(board.viewport(), LEFT, CTRL, spot(board, "k2"))
        drag(board, "k2", spot(board, "k0", 0.2))
        assert asked == [(["k2", "k6"], None, "k0")]

    def test_on_a_board_without_columns_too(self, board: CardBoard, asked: Asked) -> None:
        board.set_columns([])
        board.show_cards(cards(4, columns=0))
        drag(board, "k3", spot(board, "k1", 0.2))
        assert asked == [(["k3"], None, "k1")]

    def test_where_columns_are_fixed_it_stays_in_its_own(self, board: CardBoard, asked: Asked) -> None:
        board.set_columns(TWO, fixed=True)
        board.show_cards(cards(10))
        drag(board, "k0", spot(board, "k5", 0.2))
        assert asked == [(["k0"], None, "k4")]

    def test_a_line_shows_where_it_will_land_and_goes(self, board: CardBoard) -> None:
        board.show_cards(cards(10))
        line = next(item for item in board.scene().items() if isinstance(item, DropLine))
        start, end = spot(board, "k0"), spot(board, "k4", 0.2)
        QTest.mousePress(board.viewport(), LEFT, NONE, start)
        QTest.mouseMove(board.viewport(), end)
        assert line.isVisible()
        below, over = card(board, "k4").sceneBoundingRect(), card(board, "k2").sceneBoundingRect()
        assert over.bottom() < line.sceneBoundingRect().center().y() < below.top()
        assert line.sceneBoundingRect().left() == below.left()
        QTest.mouseRelease(board.viewport(), LEFT, NONE, end)
        assert not line.isVisible()


class TestKeys:
    def test_alt_up_and_down_ask_for_the_place_beside(self, board: CardBoard, asked: Asked) -> None:
        board.show_cards(cards(6))
        board.choose("k2")
        QTest.keyClick(board, UP, ALT)
        QTest.keyClick(board, DOWN, ALT)
        assert asked == [(["k2"], None, "k0"), (["k2"], None, "")]

    def test_at_the_ends_nothing_is_asked(self, board: CardBoard, asked: Asked) -> None:
        board.show_cards(cards(6))
        board.choose("k0")
        QTest.keyClick(board, UP, ALT)
        board.choose("k5")
        QTest.keyClick(board, DOWN, ALT)
        assert asked == []

    def test_several_move_as_one(self, board: CardBoard, asked: Asked) -> None:
        board.show_cards(cards(10))
        board.choose("k2")
        QTest.keyClick(board, DOWN, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(board, DOWN, ALT)
        QTest.keyClick(board, UP, ALT)
        assert asked == [(["k2", "k4"], None, "k8"), (["k2", "k4"], None, "k0")]


class TestShown:
    def test_the_cards_of_a_column_follow_each_other_as_told(self, board: CardBoard) -> None:
        board.show_cards(cards(8))
        board.put_in_order(["k6", "k0", "k1", "k2", "k3", "k4", "k5", "k7"])
        assert column(board, "good") == ["k6", "k0", "k2", "k4"]
        assert column(board, "bad") == ["k1", "k3", "k5", "k7"]

    def test_a_column_in_order_is_not_touched(self, board: CardBoard) -> None:
        board.show_cards(cards(8))
        board.update_cards((), ["k1"])
        hole = card(board, "k3").y()
        board.put_in_order(["k6", *(f"k{n}" for n in range(8) if n != 6)])
        assert card(board, "k3").y() == hole

    def test_a_screen_reader_is_told_the_place(self, board: CardBoard) -> None:
        board.show_cards(cards(24))
        board.setFocus()
        for _ in range(3):
            QTest.keyClick(board, DOWN)
        assert board.accessibleDescription() == "note 4, Good, 3 of 12"
        QTest.keyClick(board, UP, ALT)
        board.put_in_order(["k0", "k4", *(f"k{n}" for n in range(24) if n not in (0, 4))])
        assert board.accessibleDescription() == "note 4, Good, 2 of 12"

"""The room screen's pages: every word is seen, nothing is small, and the page that is being read stays."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facilitator.looks.qt.cards.board import Card, Column
from facilitator.looks.qt.cards.text import lay
from facilitator.looks.qt.wall.board import AT_ONCE, TURN_MS, NotePages
from facilitator.looks.qt.wall.fit import Fit
from facilitator.looks.qt.wall.pages import GRIDS, Need, Place, anchor, paginate

COLUMNS = [Column("good", "Encouraged", "+"), Column("bad", "Uneasy", "−"), Column("plain", "Notes")]
LONG = "We have been asked before and heard nothing, and the forms put us off last time as well. " * 4
ENDLESS = "word " * 900


def cards(count: int) -> list[Card]:
    """So many short notes."""
    return [Card(f"k{n}", f"Someone asked us {n}", "good") for n in range(count)]


@pytest.fixture
def wall(qapp: QApplication) -> Iterator[NotePages]:
    """A wall in the place it has on a projector of 1920 x 1080."""
    made = NotePages("projector")
    made.set_motion(False)
    made.set_scale(1.0)
    made.set_columns(COLUMNS)
    made.resize(1776, 600)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def in_sight(wall: NotePages) -> list[str]:
    """The keys on the page."""
    return [key for key, _ in wall.places()]


def every_page(wall: NotePages) -> list[list[str]]:
    """The keys of each page, from the first."""
    found = []
    for _ in range(wall.pages()):
        found.append(in_sight(wall))
        wall.next_page()
    return found


class TestPages:
    @pytest.mark.parametrize("per_page", [6, 4, 2])
    def test_short_notes_fill_pages(self, wall: NotePages, per_page: int) -> None:
        wall.set_per_page(per_page)
        wall.show_cards(cards(13))
        pages = every_page(wall)
        assert [len(page) for page in pages[:-1]] == [per_page] * (len(pages) - 1)
        assert [key for page in pages for key in page] == [card.key for card in cards(13)]

    def test_another_number_a_page_is_refused(self, wall: NotePages) -> None:
        with pytest.raises(ValueError, match="notes per page"):
            wall.set_per_page(5)

    def test_pages_turn_both_ways_and_round(self, wall: NotePages) -> None:
        told: list[tuple[int, int]] = []
        wall.turned.connect(lambda page, pages: told.append((page, pages)))
        wall.show_cards(cards(13))
        wall.next_page()
        wall.next_page()
        wall.next_page()
        wall.previous_page()
        assert told == [(1, 3), (2, 3), (3, 3), (1, 3), (3, 3)]

    def test_pages_turn_by_themselves_only_while_there_are_several(self, wall: NotePages) -> None:
        wall.show_cards(cards(6))
        assert not wall.is_turning()
        wall.show_cards(cards(7))
        assert wall.is_turning()
        wall.set_turning(False)
        wall.next_page()
        wall.next_page()
        assert not wall.is_turning()
        wall.set_turning(True)
        assert wall.is_turning()
        wall.hide()
        assert not wall.is_turning()
        wall.show()
        assert wall.is_turning()
        (timer,) = [timer for timer in wall.findChildren(QTimer) if timer.isActive()]
        assert timer.interval() == TURN_MS == 20_000
        timer.timeout.emit()
        assert wall.page() == 2
        wall.show_cards(cards(2))
        assert not wall.is_turning()
        assert wall.page() == wall.pages() == 1

    def test_nothing_to_show(self, wall: NotePages) -> None:
        wall.next_page()
        assert wall.page() == wall.pages() == 0
        assert wall.places() == []
        assert not wall.grab().isNull()

    def test_withheld_and_waiting_notes_never_reach_the_wall(self, wall: NotePages) -> None:
        hidden = dataclasses.replace(cards(1)[0], marks=("withheld",))
        waiting = dataclasses.replace(cards(2)[1], marks=("new", "waiting"))
        wall.show_cards([hidden, waiting, *cards(3)[2:]])
        assert in_sight(wall) == ["k2"]


class TestVeryMany:
    def test_the_window_stays_free_and_the_number_of_pages_is_said_when_it_is_known(
        self, qapp: QApplication, wall: NotePages
    ) -> None:
        told: list[tuple[int, int]] = []
        wall.turned.connect(lambda page, pages: told.append((page, pages)))
        wall.show_cards(cards(AT_ONCE * 20))
        assert not wall.is_whole() and told == []
        assert in_sight(wall) == [f"k{n}" for n in range(6)]
        while not wall.is_whole():
            qapp.processEvents()
        assert told == [(1, AT_ONCE * 20 // 6)]
        assert in_sight(wall) == [f"k{n}" for n in range(6)]

    def test_the_page_that_is_read_stays_when_all_is_fitted_again(self, qapp: QApplication, wall: NotePages) -> None:
        wall.show_cards(cards(AT_ONCE * 10))
        while not wall.is_whole():
            qapp.processEvents()
        for _ in range(40):
            wall.next_page()
        read = in_sight(wall)
        wall.resize(1700, 590)
        assert in_sight(wall) == read and not wall.is_whole()
        while not wall.is_whole():
            qapp.processEvents()
        assert in_sight(wall) == read
        assert (wall.page(), wall.pages()) == (41, AT_ONCE * 10 // 6)

    def test_notes_that_are_added_stand_as_if_all_were_shown(self, qapp: QApplication, wall: NotePages) -> None:
        every = [*cards(13), Card("long", LONG, "bad"), *cards(30)[13:]]
        wall.show_cards(every)
        pages = wall.laid_out
        for first in (13, 14, 20):
            wall.show_cards(every[:first])
            for card in every[first:]:
                wall.add_cards([card])
            assert wall.laid_out == pages

    def test_what_is_in_sight_differs_only_when_it_does(self, wall: NotePages) -> None:
        wall.show_cards(cards(14))
        before = wall.sight()
        wall.show_cards(cards(14))
        assert wall.sight() == before
        wall.add_cards([Card("more", "More"), Card("hidden", "Not this", marks=("withheld",))])
        assert wall.sight() == before and wall.pages() == 3
        wall.set_columns([Column("good", "Encouraged", "±")])
        assert wall.sight() != before


class TestReading:
    def test_new_notes_leave_the_page_alone(self, wall: NotePages) -> None:
        wall.show_cards(cards(14))
        wall.next_page()
        page, places = wall.page(), wall.places()
        wall.show_cards(cards(30))
        assert (wall.page(), wall.places()) == (page, places)

    def test_a_note_gone_from_an_earlier_page_leaves_the_page_alone(self, wall: NotePages) -> None:
        wall.show_cards(cards(18))
        wall.next_page()
        places = wall.places()
        wall.show_cards(cards(18)[2:])
        assert wall.places() == places

    def test_the_first_note_of_the_page_goes(self, wall: NotePages) -> None:
        wall.show_cards(cards(18))
        wall.next_page()
        wall.show_cards([card for card in cards(18) if card.key != "k6"])
        assert in_sight(wall)[0] == "k7"

    def test_all_others_go(self, wall: NotePages) -> None:
        wall.show_cards(cards(18))
        wall.next_page()
        wall.show_cards([Card("z", "Quite another question")])
        assert in_sight(wall) == ["z"]

    def test_anchor_is_the_first_note_left(self) -> None:
        assert anchor(["a", "b", "c", "d"], ["x", "a", "d"], ["b", "c"]) == 2
        assert anchor(["a", "b"], ["c"], ["b"]) == 0
        assert anchor([], [], []) == 0


class TestLetters:
    def test_a_long_note_takes_whole_rows(self, wall: NotePages) -> None:
        wall.show_cards([*cards(3), Card("long", LONG, "bad"), *cards(8)[3:]])
        boxes = dict(wall.places())
        assert boxes["k0"].width() < 900
        assert boxes["k2"].width() == boxes.get("long", boxes["k2"]).width() > 1700

    def test_every_word_of_an_endless_note_is_on_some_page(self, wall: NotePages) -> None:
        wall.show_cards([Card("endless", ENDLESS, "plain")])
        assert wall.pages() > 1
        fit = Fit(1776, 540, 1.0, 6)
        parts = fit.needs("endless", ENDLESS, False)
        words = " ".join(part.text.strip("… ") for part in parts).split()
        assert words == ENDLESS.split()

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        text=st.one_of(st.text(max_size=400), st.sampled_from([LONG, ENDLESS, "W" * 500, "نحن متعبون " * 40])),
        per_page=st.sampled_from(sorted(GRIDS)),
        ringed=st.booleans(),
        unit=st.sampled_from([0.5, 1.0, 2.0]),
    )
    def test_nothing_is_clipped_nor_small(
        self, qapp: QApplication, text: str, per_page: int, ringed: bool, unit: float
    ) -> None:
        fit = Fit(1776 * unit, 540 * unit, unit, per_page)
        for need in fit.needs("k", text, ringed):
            assert need.size >= 36
            (place,) = paginate([need], per_page)[0]
            room = fit.words(fit.box(place), ringed, False)
            laid = lay(need.text, fit.font(need.size), room.width(), fit.line(need.size))
            assert laid.height <= room.height()

    def test_letters_follow_the_height_of_the_window(self, qapp: QApplication) -> None:
        window = QWidget()
        wall = NotePages()
        QVBoxLayout(window).addWidget(wall)
        window.resize(1920, 1080)
        wall.show_cards(cards(3))
        window.show()
        qapp.processEvents()
        large = wall.grab().toImage()
        window.resize(960, 540)
        qapp.processEvents()
        (first, *_) = wall.places()
        assert first[1].right() <= wall.width()
        assert large.size() != wall.grab().toImage().size()
        window.close()
        window.deleteLater()

    def test_the_dim_room_is_dark(self, wall: NotePages) -> None:
        wall.show_cards(cards(3))
        lit = wall.grab().toImage().pixelColor(1000, 560).lightness()
        wall.set_theme("projector_dim")
        assert lit > 200
        assert wall.grab().toImage().pixelColor(1000, 560).lightness() < 60


class TestPacking:
    @given(
        rows=st.lists(st.integers(0, 3), max_size=30),
        more=st.lists(st.integers(0, 3), max_size=5),
        per_page=st.sampled_from(sorted(GRIDS)),
    )
    def test_order_is_kept_nothing_overlaps_and_earlier_pages_stay(
        self, rows: list[int], more: list[int], per_page: int
    ) -> None:
        columns, most = GRIDS[per_page]
        needs = [Need(str(n), "", 52, min(tall, most)) for n, tall in enumerate([*rows, *more])]
        pages = paginate(needs, per_page)
        assert [place.need for page in pages for place in page] == needs
        for page in pages:
            cells = [cell for place in page for cell in cells_of(place)]
            assert len(cells) == len(set(cells))
            assert all(column < columns and row < most for column, row in cells)
        fewer = paginate(needs[: len(rows)], per_page)
        assert pages[: max(0, len(fewer) - 1)] == fewer[:-1]


def cells_of(place: Place) -> list[tuple[int, int]]:
    """The cells that a place covers."""
    across = range(place.column, place.column + place.columns)
    return [(column, row) for column in across for row in range(place.row, place.row + place.rows)]

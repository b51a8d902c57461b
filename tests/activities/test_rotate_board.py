"""The board of a rotation: what desk and wall show, what the desk may enter, and the next round by itself."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from rotate_day import Day, dating, storm

from asked import asked_by
from facilitator.activities.rotate.desk import Board
from facilitator.activities.rotate.wall import Board as Wall


class Bench:
    """A board in a window, and what it asks for."""

    def __init__(self, face: Any, day: Day) -> None:
        self.day = day
        self.board: Any = Board("light") if face == "desk" else Wall("projector")
        self.board.resize(1776, 552)
        self.asked = asked_by(self.board.asked) if face == "desk" else []
        self.board.show()

    def show(self, stage: str) -> Any:
        """Show a stage as it is now."""
        self.board.show_state(self.day.run(stage), self.day.workshop.groups)
        QApplication.processEvents()
        return self.board


@pytest.fixture
def make(qapp: QApplication) -> Any:
    made: list[Bench] = []

    def bench(face: str, day: Day) -> Bench:
        made.append(Bench(face, day))
        return made[-1]

    yield bench
    for each in made:
        each.board.close()


def going(day: Day, stage: str, left_s: int) -> None:
    """Let the clock of the round have so many seconds left now."""
    clock = day.run(stage).clock
    clock.started = round(time.time() * 1000) - clock.total + left_s * 1000


# ---------------------------------------------------------------------- the wall


def test_the_wall_shows_the_round_the_map_and_no_name(make):
    day = dating()
    day.step()
    going(day, "rounds", 200)
    said = make("wall", day).show("rounds").shown_texts()
    assert said[0] == "Round 1 of 4"
    assert {"First speaks", "Then swap", "Find your number", "P1", "P12"} <= set(said)
    assert not any(word.startswith("N") and word[1:].isdigit() for word in said)
    numbers = [int(n) for word in said for n in word.split("\u00b7") if n.isdigit()]
    assert sorted(numbers) == list(range(1, 26))


def test_at_the_bell_the_wall_says_move_and_shows_the_next_places(make):
    day = dating()
    day.step()
    day.step()
    said = make("wall", day).show("rounds").shown_texts()
    assert said[0] == "Move now: places of round 2"
    assert any(words.endswith("of you stay where they are.") for words in said)


def test_in_the_second_half_the_other_speaks(make):
    day = dating()
    day.step()
    going(day, "rounds", 100)
    assert "Second speaks" in make("wall", day).show("rounds").shown_texts()
    going(day, "rounds", 20)
    assert "Finish your thought" in make("wall", day).show("rounds").shown_texts()


def test_very_many_places_turn_in_pages(make):
    day = dating(people=160)
    day.step()
    board = make("wall", day).show("rounds")
    board.set_scale(1.0)
    assert board.pages() > 1
    first = board.shown_texts()
    board.next_page()
    assert board.shown_texts() != first


def test_offers_and_needs_stand_side_by_side_and_hidden_ones_not(make):
    day = dating(people=4)
    day.step()
    for kind, words in (("offer", "A room"), ("need", "Help"), ("offer", "Not for the wall")):
        day.do("rounds", "note", {"text": words, "fields": {"kind": kind}}, key=words.replace(" ", "-"))
    day.do("rounds", "hidden", {"target": "Not-for-the-wall", "reason": "names a person"})
    board = make("wall", day).show("debrief")
    assert board.shown_texts() == ["Offers", "A room", "Needs", "Help"]
    assert board.shown_keys() == ["A-room", "Help"]


def test_the_wall_shows_each_group_at_its_board(make):
    day = storm()
    day.open("rounds")
    day.step()
    said = make("wall", day).show("rounds").shown_texts()
    assert said[0] == "Move now: boards of round 2"
    assert [word for word in said if word in ("Blue", "Orange", "Green", "Purple")] == [
        "Purple",
        "Blue",
        "Orange",
        "Green",
    ]


def test_read_out_shows_one_headline_with_its_highlights(make):
    day = storm()
    day.do("digest", "highlight", {"target": "line0001", "on": True})
    day.do("digest", "note", {"text": "Ask first", "team": 1, "fields": {"kind": "headline"}})
    day.open("readout")
    day.step("readout")
    assert make("wall", day).show("readout").shown_texts()[1:] == ["Ask first", "Line 1"]


# ---------------------------------------------------------------------- the desk


def test_the_next_round_begins_by_itself_once(make):
    day = dating(people=6)
    day.step()
    going(day, "rounds", -1)
    bench = make("desk", day)
    spy = QSignalSpy(bench.board.pacer.rang)
    bench.show("rounds")
    bench.show("rounds")
    assert bench.asked == [("round", {"n": 2, "seconds": 45, "part": "move"}), ("asked", {"question": 1})]
    assert spy.count() == 1
    assert spy.at(0) == ["end"]


def test_by_hand_nothing_begins_before_the_button(make):
    day = dating(people=6)
    day.step()
    going(day, "rounds", -1)
    bench = make("desk", day)
    bench.board.by_itself.setChecked(False)
    bench.show("rounds")
    assert bench.asked == []
    assert bench.board.go.text() == "Ring: move now"
    bench.board.go.click()
    bench.board.go.click()
    assert [body["part"] for kind, body in bench.asked if kind == "round"] == ["move"], (
        "a second press asks for nothing more"
    )


def test_half_time_rings_once(make):
    day = dating(people=6)
    day.step()
    going(day, "rounds", 110)
    bench = make("desk", day)
    spy = QSignalSpy(bench.board.pacer.rang)
    bench.show("rounds")
    bench.show("rounds")
    assert [spy.at(n) for n in range(spy.count())] == [["half"]]


def test_start_makes_the_plan_and_a_late_comer_makes_it_anew(make):
    day = dating(people=6)
    bench = make("desk", day)
    bench.show("rounds").go.click()
    assert [kind for kind, _body in bench.asked] == ["plan", "round"]
    for kind, body in bench.asked:
        day.do("rounds", kind, body)
    bench.asked.clear()
    going(day, "rounds", 100)
    day.seat(7, stage="rounds")
    bench.show("rounds").go.click()
    assert [(kind, body.get("from")) for kind, body in bench.asked] == [("plan", 2), ("round", None), ("asked", None)]


def test_somebody_without_a_phone_is_added_and_flagged(make):
    day = dating(people=3)
    bench = make("desk", day)
    board = bench.show("brief")
    board.seats.name.setText("Rosa")
    board.seats.group.setCurrentIndex(4)
    board.seats.add.click()
    assert bench.asked == [("seat", {"name": "Rosa", "group": "PAR", "source": "facilitator"})]
    board.seats.table.selectRow(1)
    board.seats.flags["stays"].click()
    board.seats.gone.click()
    assert bench.asked[1:] == [("seat", {"target": "seat0002", "stays": True}), ("left", {"target": "seat0002"})]


def test_the_list_follows_and_keeps_the_choice(make):
    day = dating(people=3)
    bench = make("desk", day)
    board = bench.show("brief")
    board.seats.table.selectRow(2)
    day.seat(4, "LA", stage="brief", quiet=True)
    board = bench.show("brief")
    assert [row.cells[0] for row in board.seats.model.rows] == ["1", "2", "3", "4"]
    assert board.seats.model.rows[3].cells[4] == "quiet corner"
    assert board.seats.chosen().key == "seat0003"


def test_a_line_is_ticked_highlighted_and_asked_about_without_a_phone(make):
    day = storm()
    bench = make("desk", day)
    board = bench.show("rounds")
    board.choose("line0001")
    QApplication.processEvents()
    line = board.line
    assert line.isVisible()
    assert not line.tick.isEnabled()
    line.team.setCurrentIndex(1)
    line.tick.click()
    line.highlight.click()
    line.text.setText("Who pays?")
    line.query.click()
    kinds = [kind for kind, _body in bench.asked]
    assert kinds == ["tick", "highlight", "note"]
    assert bench.asked[0][1] == {"target": "line0001", "team": 2, "on": True, "source": "facilitator"}
    note = day.do("rounds", "note", bench.asked[2][1])
    assert day.run("rounds").notes.get(note.key).fields["board"] == 1


def test_small_groups_are_pointed_out(make):
    day = storm()
    bench = make("desk", day)
    board = bench.show("boards")
    board.teams.box(2).setValue(2)
    board.teams.box(2).editingFinished.emit()
    assert bench.asked == [("team_size", {"team": 2, "people": 2})]
    day.do("boards", *bench.asked[0])
    assert bench.show("boards").teams.hint() == "Orange: fewer than three people. Join them with another group."


# ---------------------------------------------------------------------- cards typed in


def chosen_seat(bench: Bench, row: int) -> Any:
    panel = bench.show("rounds").seats
    panel.table.selectRow(row)
    QApplication.processEvents()
    return panel


def test_the_desk_types_in_wishes_and_contacts_from_cards(make):
    day = dating()
    for _ in range(2):
        day.step()
    day.do("rounds", "seat", {"target": "seat0001", "contact": "a@b.c"})
    bench = make("desk", day)
    panel = chosen_seat(bench, 0)
    assert panel.card.contact.text() == ""
    state = day.run("rounds").state
    met = next(k for place in state.rounds[0] if panel.chosen().key in place for k in place if k != panel.chosen().key)
    number = state.seats[met].no
    strange = next(s.no for s in state.seats.values() if s.no not in (1, number))
    panel.card.again.setText(f"{number}, {strange}")
    panel.card.again.returnPressed.emit()
    assert panel.card.told.text() == f"Number 1 has not met {strange}."
    assert "wish" not in [kind for kind, _body in bench.asked]
    panel.card.again.setText(str(number))
    panel.card.again.returnPressed.emit()
    assert not panel.card.contact.isVisible()
    key = day.do("rounds", "seat", {"name": "Without", "source": "facilitator"}).key
    panel = chosen_seat(bench, 25)
    panel.card.contact.setText("at the school office")
    panel.card.contact.editingFinished.emit()
    wish, contact = [one for one in bench.asked if one[0] in ("wish", "seat")]
    assert wish == ("wish", {"from": "seat0001", "target": met, "choice": "yes", "source": "paper"})
    assert contact == ("seat", {"target": key, "contact": "at the school office"})
    for kind, body in (wish, contact):
        day.do("rounds", kind, body)
    assert state.wishes[("seat0001", met)] is True
    assert state.seats[key].contact == "at the school office"
    assert panel.card.again.text() == ""


def test_the_read_out_says_which_board_is_read(make):
    day = storm()
    day.open("readout")
    bench = make("desk", day)
    bench.board.pacer.by_itself = False
    assert bench.show("readout").go.text() == "Read out board A"
    day.step("readout")
    board = bench.show("readout")
    assert board.told.text().startswith("Reading out board A, 1 of 4")
    assert board.go.text() == "Read out board B"
    for _ in range(3):
        day.step("readout")
    board = bench.show("readout")
    assert board.told.text().startswith("Reading out board D, 4 of 4")
    assert board.go.text() == "All boards are read"

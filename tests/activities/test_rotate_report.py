"""Rotating in the record: figures with n, words as written, nobody's meeting; boards one by one; the exports."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from rotate_day import Day, dating, storm

from facilitator.activities import paper
from facilitator.activities.rotate import paper as cards
from facilitator.activities.rotate import report
from facilitator.looks.pdf.document import Document, Fonts


def printed(day: Day, make: Any, stage: str) -> str:
    target = io.BytesIO()
    document = Document(target, "Test", fonts=Fonts())
    document.add(*make(day.run(stage)))
    document.build()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


def section(day: Day, stage: str) -> str:
    context = paper.Context(day.workshop.groups, day.at)
    return printed(day, lambda run: report.section(run, context), stage)


@pytest.fixture(scope="module")
def talks() -> Day:
    day = dating()
    for _ in range(8):
        day.step()
    for kind, words in (("offer", "A room on Mondays"), ("need", "Help with accounts"), ("useful", "They began small")):
        day.do("rounds", "note", {"text": words, "fields": {"kind": kind}, "group": "PAR"})
    state = day.run("rounds").state
    one, other = state.rounds[0][0]
    for a, b in ((one, other), (other, one)):
        day.do("rounds", "wish", {"target": b, "choice": "yes"}, person=state.seats[a].person)
    third, fourth = state.rounds[0][1]
    day.do("rounds", "wish", {"target": fourth, "choice": "yes"}, person=state.seats[third].person)
    return day


def test_rounds_are_printed_as_figures_and_never_who_met_whom(talks):
    said = section(talks, "rounds")
    assert "56 of 300" in said
    assert "n = 25 people" in said
    assert "%" not in said, "this method says no per cent, and the paper says that none are used"
    assert "No pair met twice. 4 talks by three. Nobody waited." in said
    assert "Who met whom is not printed" in said
    assert "What brought you here today?" in said
    assert not any(f"N{number}" in said.split() for number in range(1, 26))


def test_offers_and_needs_are_printed_as_written(talks):
    said = section(talks, "rounds")
    for words in ("Offers 1 note", "A room on Mondays", "Needs 1 note", "Help with accounts", "They began small"):
        assert words in said


def test_meetings_are_exported_by_numbers(talks):
    rows = report.rows(talks.run("rounds"), talks.workshop.groups)
    meetings = rows["meetings"]
    assert len(meetings) == 4 * 12
    assert {tuple(row) for row in meetings} == {("round", "place", "people")}
    for n in range(1, 5):
        people = [int(p) for row in meetings if row["round"] == n for p in row["people"].split(";")]
        assert sorted(people) == list(range(1, 26))
    assert rows["coverage"][0]["pairs_met"] == 56
    assert rows["coverage"][0]["mutual_wishes"] == 1
    assert report.rows(talks.run("brief"), talks.workshop.groups) == {}


def test_number_cards_say_where_to_go_and_whom_to_meet(talks):
    state = talks.run("brief").state
    key = next(seat.key for seat in state.seats.values() if seat.no == 7)
    place, keys = state.place_of(key, 1)
    said = printed(talks, lambda run: dict(cards.number_cards(run.state))[7], "brief")
    assert "Number 7" in said
    assert f"1 P{place} {', '.join(str(state.seats[k].no) for k in keys if k != key)} 2 " in said
    assert [number for number, _card in cards.number_cards(state)] == list(range(1, 26))
    assert cards.number_cards(dating(people=0).run("brief").state) == []


def test_a_card_for_each_place_and_the_move_map_name_who_sits_there(talks):
    state = talks.run("brief").state
    here = " \u00b7 ".join(str(state.seats[key].no) for key in state.rounds[2][4])
    said = printed(talks, lambda run: dict(cards.place_cards(run.state))[5], "brief")
    assert "P5" in said
    assert f"3 {here}" in said
    assert len(cards.place_cards(state)) == 12
    mapped = printed(talks, lambda run: [cards.move_map(run.state, "brief")], "brief")
    assert "Move map" in mapped
    assert here in mapped


def test_a_stage_that_was_not_held_says_so():
    day = Day("speed-dating")
    assert section(day, "brief").startswith("This stage was not held.")
    assert section(day, "rounds").startswith("No round was held.")


def test_boards_are_printed_one_by_one_under_the_last_part():
    day = storm()
    day.do("rounds", "tick", {"target": "line0001", "team": 2})
    query = day.do("rounds", "note", {"text": "Who?", "team": 2, "fields": {"kind": "query", "on": "line0001"}})
    day.do("digest", "note", {"text": "We do", "team": 1, "fields": {"kind": "answer", "on": query.key}})
    day.do("digest", "highlight", {"target": "line0001", "on": True})
    day.do("digest", "note", {"text": "Ask first", "team": 1, "fields": {"kind": "headline"}})
    said = section(day, "readout")
    for words in (
        "this is an interpretation",
        "Board A: What already works well for families here?",
        "Headline: Ask first",
        "1. Line 1",
        "Round 1",
        "Who? (on no.",
        "We do",
        "counted by groups and not by people",
        "Board D",
    ):
        assert words in said
    assert "All boards are under \u201cRead-out\u201d." in section(day, "home")


def test_twin_boards_are_printed_together():
    day = storm()
    day.do("boards", "stage_edited", {"options": {**day.run("boards").stage.options, "teams": 5}})
    day.do("home", "note", {"text": "From the twin", "team": 5})
    said = section(day, "readout")
    assert "Boards A and E: What already works well for families here? 3 lines" in said


def test_lines_are_exported_with_round_group_and_ticks():
    day = storm()
    day.do("rounds", "tick", {"target": "line0002", "team": 1})
    rows = report.rows(day.run("home"), day.workshop.groups)["boards"]
    assert len(rows) == 8
    assert {k: rows[1][k] for k in ("board", "round", "group_colour", "kind", "text", "ticks_by_groups")} == {
        "board": "B", "round": 1, "group_colour": "Orange", "kind": "new", "text": "Line 2", "ticks_by_groups": 1,
    }  # fmt: skip


def test_a_late_line_of_the_read_out_belongs_to_no_round() -> None:
    day = storm()
    day.open("readout")
    day.do("readout", "note", {"text": "What of young carers?", "fields": {"board": 1}})
    said = section(day, "readout")
    assert said.index("Round 1") < said.index("Late, at the read-out") < said.index("What of young carers?")
    late = next(row for row in report.rows(day.run("readout"), day.workshop.groups)["boards"])
    assert late["round"] == ""


def test_a_board_keeps_every_headline_and_every_answer() -> None:
    day = storm()
    first, again = (
        day.do("rounds", "note", {"text": words, "team": 2, "fields": {"kind": "query", "on": "line0001"}})
        for words in ("Who?", "Who does it?")
    )
    for query, words in ((first, "We do"), (again, "The centre")):
        day.do("digest", "note", {"text": words, "team": 1, "fields": {"kind": "answer", "on": query.key}})
    for words in ("Ask them", "Ask first"):
        day.do("digest", "note", {"text": words, "team": 1, "fields": {"kind": "headline"}})
    day.do("rounds", "merged", {"targets": [again.key], "into": first.key})
    said = section(day, "readout")
    assert "Headline: Ask first" in said and "An earlier headline: \u201cAsk them\u201d" in said
    on, host = (day.run("readout").notes.get(key).no for key in ("line0001", first.key))
    assert f"Who? (on no. {on}) We do; The centre" in said
    assert f"Joined with {host}: \u201cWho does it?\u201d" in said
    for query in (first, again):
        day.do("rounds", "withdrawn", {"target": query.key})
    said = section(day, "readout")
    for words in ("We do", "The centre"):
        assert f"An answer to a query that does not stand any more: \u201c{words}\u201d" in said

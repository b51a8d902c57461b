"""The phone's side of a conversation: the lines of one's own table first, support, what is left, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from notes_day import NotesDay

from facilitator.activities.contract import Refused, Sender
from facilitator.activities.discuss import page
from facilitator.model.entry import public
from upstream import posted

ME = Sender("me", "token", "par", "2")


@pytest.fixture
def day() -> NotesDay:
    """Two tables have a line each."""
    made = NotesDay()
    made.add("agree", text="Share the keys", table="1", fields={"kind": "decision"})
    made.add("agree", text="Ask the council", table="2", fields={"kind": "next_step", "by": "2026-12-01"})
    return made


def lines(day: NotesDay, whose: str) -> list[Any]:
    return [line["text"] for line in day.view("agree", ME)[whose]]


def test_the_lines_of_ones_own_table_come_first(day: NotesDay) -> None:
    assert (lines(day, "own"), lines(day, "others")) == (["Ask the council"], ["Share the keys"])


def test_answers_are_said_in_words_and_dates_as_people_write_them(day: NotesDay) -> None:
    (line,) = day.view("agree", ME)["own"]
    assert [(str(label), str(words)) for label, words in line["named"]] == [
        ("This line is", "The next step"),
        ("By when", "1 December 2026"),
    ]


def test_what_is_left_is_counted_for_the_table_and_for_a_room_without_tables(day: NotesDay) -> None:
    assert day.view("agree", ME)["left"] == 1
    day.add("agree", text="Paint the door", table="2", fields={"kind": "decision"})
    assert day.view("agree", ME)["left"] == 0
    assert day.view("agree", Sender("me", "token", "par"))["left"] == 8


def test_a_stage_that_only_talks_takes_nothing_and_asks_for_no_support(day: NotesDay) -> None:
    view = day.view("talk", ME)
    assert (view["takes"], view["answers"], view["asks"]) == (False, (), ())


def test_ones_own_answer_is_marked_and_everybodys_are_counted(day: NotesDay) -> None:
    key = next(note.key for note in day.run("agree").notes)
    for token, choice in (("token", "support"), ("other", "not_yet")):
        day.add("agree", "support", target=key, choice=choice, token=token)
    (line,) = day.view("agree", ME)["others"]
    assert (line["mine"], line["counts"]) == ("support", {})
    day.add("agree", "revealed")
    (line,) = day.view("agree", ME)["others"]
    assert (line["mine"], line["counts"]) == ("support", {"support": 1, "live_with": 0, "not_yet": 1})


def test_support_names_the_line_by_its_public_name_and_counts_by_token(day: NotesDay) -> None:
    key = next(note.key for note in day.run("agree").notes)
    kind, body = posted(page, day.run("agree"), {"target": public(key), "choice": "live_with"}, ME)
    assert (kind, body) == ("support", {"target": key, "choice": "live_with", "token": "token"})


@pytest.mark.parametrize("choice", ["no", "SUPPORT", "x" * 80])
def test_an_answer_that_is_none_is_refused(day: NotesDay, choice: str) -> None:
    key = next(note.key for note in day.run("agree").notes)
    with pytest.raises(Refused, match="not one of the answers"):
        posted(page, day.run("agree"), {"target": public(key), "choice": choice}, ME)


def test_support_for_a_line_that_the_room_does_not_see_is_refused(day: NotesDay) -> None:
    key = next(note.key for note in day.run("agree").notes)
    day.add("agree", "hidden", target=key, reason="names a person")
    with pytest.raises(Refused):
        posted(page, day.run("agree"), {"target": public(key), "choice": "support"}, ME)


def test_a_line_without_what_its_stage_asks_for_is_refused(day: NotesDay) -> None:
    with pytest.raises(Refused, match="This line is"):
        posted(page, day.run("agree"), {"text": "Paint the door"}, ME)
    form = {"text": "Paint the door", "kind": "decision", "owner": "Bert"}
    assert posted(page, day.run("agree"), form, ME) == (
        "note",
        {"text": "Paint the door", "fields": {"kind": "decision", "owner": "Bert"}},
    )

"""Collected notes in the record: every one under its question, counts of answers, and nothing of what is private."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hats_day import Day
from notes_day import NotesDay, on_paper

from facilitator.activities.collect import report
from facilitator.activities.paper import Context, verbatim
from facilitator.model import acts


@pytest.fixture
def day() -> NotesDay:
    """The stages were held."""
    made = NotesDay()
    for stage in ("ideas", "mood", "form"):
        made.add(stage, "stage_opened")
    return made


def test_every_note_stands_word_for_word_under_the_question_it_answers(day: NotesDay) -> None:
    day.add("ideas", text="Longer hours", question="What helps?", group="par", table="2")
    day.add("ideas", text="One key, twice lost", question="What hinders?")
    words = day.printed("ideas")
    order = [words.index(part) for part in ("What helps?", "Longer hours", "What hinders?", "One key, twice lost")]
    assert order == sorted(order)
    assert "Longer hours PAR" in words
    assert "table 2" not in words


def test_what_was_left_out_is_counted_and_none_of_its_words_are_printed(day: NotesDay) -> None:
    keys = [day.add("ideas", text=f"Secret{n}") for n in range(4)]
    day.add("ideas", "hidden", target=keys[0], reason="names a person")
    day.add("ideas", "withdrawn", target=keys[1], by="phone")
    day.add("ideas", "parked", target=keys[2])
    words = day.printed("ideas")
    assert "1 item withheld (names a person 1). 1 item withdrawn. 1 item moved to the parking lot." in words
    assert [n for n in range(4) if f"Secret{n}" in words] == [3]


def test_what_came_late_is_marked_where_it_was_taken_and_counted_where_it_was_not(day: NotesDay) -> None:
    taken, _left = (day.add("ideas", text=f"Secret{n}", late=True) for n in range(2))
    assert "2 items came late and were not taken." in day.printed("ideas")
    day.add("ideas", "late_taken", targets=[taken])
    words = day.printed("ideas")
    assert "Secret0 Came late." in words
    assert "1 item came late and was taken. 1 item came late and was not taken." in words
    assert "Secret1" not in words


def test_a_tally_is_printed_with_every_answer_that_could_be_given(day: NotesDay) -> None:
    for answer in ("yes", "yes", "no"):
        day.add("mood", text="well", fields={"ok": answer})
    assert "All well? n=3 Yes 2 No 1" in day.printed("mood")
    assert day.rows("mood")["counts"] == [
        {"question": "All well?", "answer": "Yes", "n": 2},
        {"question": "All well?", "answer": "No", "n": 1},
    ]


def test_a_form_is_printed_as_counts_alone(day: NotesDay) -> None:
    day.add("form", person="a", text="No nuts for me", fields={"photo": "no"})
    day.add("form", person="a", text="No nuts", fields={"photo": "yes"})
    day.add("form", person="b", text="", fields={"photo": "yes"})
    words = day.printed("form")
    assert "2 people filled in the form; the last answer of each counts." in words
    assert "Photos? n=2 Yes 2 No 0" in words
    assert "nuts" not in words


def test_an_empty_form_says_whether_the_stage_was_held(day: NotesDay) -> None:
    assert day.printed("form").startswith("Nobody filled in the form.")
    assert NotesDay().printed("form").startswith("This stage was not held.")


def test_a_note_that_was_filed_elsewhere_is_counted_here_and_printed_there() -> None:
    day = Day("six-hats")
    key = day.note("black", "A thought about ways round")
    day.write(acts.file_again(day.workshop, day.run("black"), key, day.run("green")))
    black, green = (on_paper(report.section(day.run(s), Context(day.workshop.groups, 1))) for s in ("black", "green"))
    assert "1 item filed again under another heading." in black and "ways round" not in black.partition("risks")[2]
    assert "A thought about ways round" in green


def test_a_note_with_an_answer_that_the_stage_does_not_know_is_printed_all_the_same() -> None:
    day = NotesDay()
    day.add("agree", "stage_opened")
    day.add("agree", text="Paint the door", fields={"kind": "of another release"})
    day.add("agree", text="Share the keys", fields={"kind": "decision"})
    run = day.run("agree")
    kind, *others = run.stage.fields
    run.stage = replace(run.stage, fields=(replace(kind, columns=True), *others))
    words = on_paper(verbatim(run, Context(day.workshop.groups, 0)))
    assert "What is decided, 1" in words and "Another answer, 1" in words and "Paint the door" in words


def test_a_count_of_answers_adds_up_to_its_n_with_one_that_the_stage_does_not_know(day: NotesDay) -> None:
    for answer in ("yes", "yes", "perhaps"):
        day.add("mood", text="Well", fields={"ok": answer})
    assert "n=3 Yes 2 No 0 Another answer 1" in day.printed("mood")
